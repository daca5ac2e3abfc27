/** Which verdicts become somebody's matter, and what the first event of such a matter says. Pure. */
import { hash } from 'node:crypto'
import type { ChainEvent } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { VerdictRow } from '../../intake/index.ts'
import { INSIDE, LANE } from '../../intake/index.ts'

const DAY = 86_400_000

/** The same verdict of the same matter is the same finding, however often it is looked at. */
export const findingOf = (flow: Flow, chain: string, verdict: string): string => `${flow.prefix}${hash('sha256', `${chain}\n${verdict}`, 'hex').slice(0, 16)}`

/** What happens inside is somebody's matter already; of that only rules that a flow names open another. Whether the verdict, as it stands, is one that opens (and keeps open) a matter of the flow. */
export function stands(flow: Flow, row: VerdictRow | undefined, isInside = false): boolean {
  // a verdict of law without a lane repeats what another one says already
  if (row === undefined || (row.lane === null && !isInside)) return false
  return (flow.opensOn ?? []).some(({ outcome, rules }) => row.outcome === outcome && (rules === undefined ? !isInside : rules.includes(row.rule)))
}

/** What lies long back is history: it stays in the lists, but nobody is asked to answer for it. */
export function isRecent(flow: Flow, row: VerdictRow, now: number): boolean {
  const days = Math.max(0, ...(flow.opensOn ?? []).filter(({ outcome, rules }) => row.outcome === outcome && (rules === undefined || rules.includes(row.rule))).map(({ within }) => Number.parseInt(within, 10)))
  return now - brokenAt(row) <= days * DAY
}

/** When the limit passed, or when the act was done that breaks the rule. */
function brokenAt({ lane, sort_at, closed_at, anchor_at }: VerdictRow): number {
  return Date.parse((lane === LANE.clock || lane === LANE.work) && sort_at !== null && sort_at !== 'infinity' ? sort_at : (closed_at ?? anchor_at))
}

/** The facts of the first event: what it is about, and whose unit and officer it concerns. */
export function openingFacts(row: VerdictRow, events: readonly ChainEvent[], unitPath: string | null): Record<string, unknown> {
  const act = actOf(row, events)
  const org = act?.actor?.['org'] ?? null
  const saysUnit = (event: ChainEvent): boolean => typeof event.attrs['unit'] === 'string'
  // agencies of one place share its code: the act itself knows its unit best, then what the same system says
  const named = act !== undefined && saysUnit(act) ? act : events.findLast((event) => org !== null && event.actor?.['org'] === org && event.source === act?.source && saysUnit(event))
  // what happens inside says the id of the unit and its name, what comes from outside the name
  const unitName = named?.attrs['unitName'] ?? named?.attrs['unit'] ?? act?.actor?.['orgName']
  return {
    matter: row.chain_id,
    verdict: row.id,
    rule: row.rule,
    ruleVersion: row.rule_version,
    outcome: row.outcome,
    ...(org === null ? {} : { unit: org }),
    ...(typeof unitName === 'string' ? { unitName } : {}),
    ...(unitPath === null ? {} : { unitPath }),
    ...officerOf(act),
  }
}

/** Whoever acted; where the platform did, whom it says that the matter is about. */
function officerOf(act: ChainEvent | undefined): Record<string, unknown> {
  if (act?.source === INSIDE && act.actor?.['id'] === INSIDE && typeof act.attrs['officer'] === 'string') return { officer: act.attrs['officer'], ...(typeof act.attrs['officerName'] === 'string' ? { officerName: act.attrs['officerName'] } : {}) }
  const { id, name } = act?.actor ?? {}
  return { ...(id === undefined ? {} : { officer: id }), ...(name === undefined ? {} : { officerName: name }) }
}

/** The act by which a rule was broken; of a limit that nobody met, the act that started it. */
export const actOf = (row: VerdictRow, events: readonly ChainEvent[]): ChainEvent | undefined => (row.closed_seq === null ? undefined : events[row.closed_seq - 1]) ?? events[row.anchor_seq - 1]
