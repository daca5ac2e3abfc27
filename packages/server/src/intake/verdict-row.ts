/** A verdict as it is stored: what the engine found, and where it stands on the list of the day. */
import type { Catalogue, ChainEvent, Judgment, RuleInfo } from '@hengjian/engine'
import { verdictId } from '@hengjian/engine'
import { dayStart, minuteStart } from '../dates.ts'
import type { VerdictTable, Written } from '../store/tables.ts'
import type { Columns } from './bulk.ts'
import { iso } from './bulk.ts'

export type VerdictRow = Written<VerdictTable>

export const verdictColumns: Columns = {
  chain_id: 'text',
  id: 'text',
  rule: 'text',
  rule_version: 'text',
  agency: 'text',
  outcome: 'text',
  reason: 'text',
  detail: 'text',
  anchor_seq: 'integer',
  closed_seq: 'integer',
  at: 'text',
  unit: 'text',
  due: 'integer',
  lenient: 'integer',
  lane: 'smallint',
  sort_at: 'timestamptz',
  anchor_at: 'timestamptz',
  closed_at: 'timestamptz',
}

/** `work`: clocks of matters inside the platform; they stand on the lists of those who must act, not on the list of the day. */
export const LANE = { clock: 1, review: 2, breach: 3, work: 4 } as const

const RUNNING: ReadonlySet<string> = new Set(['running', 'due-soon', 'paused', 'grey-zone', 'overdue'])

export function verdictRow(catalogue: Catalogue, found: Judgment, seqOf: ReadonlyMap<ChainEvent, number>): VerdictRow {
  const lane = laneOf(found)
  return {
    chain_id: found.anchor.chain,
    id: verdictId(found),
    rule: found.rule.id,
    rule_version: found.rule.version,
    agency: found.rule.agency,
    outcome: found.outcome,
    reason: found.reason,
    detail: found.detail,
    anchor_seq: seqOf.get(found.anchor) ?? 0,
    closed_seq: found.closedBy === null ? null : (seqOf.get(found.closedBy) ?? null),
    at: found.at === (found.closedBy?.at ?? null) ? null : found.at,
    unit: found.unit,
    due: found.due,
    lenient: found.lenient,
    lane,
    sort_at: lane === null ? null : lane === LANE.clock || lane === LANE.work ? passesAt(catalogue, found) : iso(found.closedBy?.ms ?? found.anchor.ms),
    anchor_at: iso(found.anchor.ms),
    closed_at: found.closedBy === null ? null : iso(found.closedBy.ms),
  }
}

/** A limit whose breach only warns has another behind it: past its end it is something to look at, not a clock that ran out. */
const isPastSoftLimit = (found: Judgment): boolean => found.reason === 'overdue' && found.outcome === 'warning'

/** Where somebody is held without ground, unless the limit that ran out says so already. */
const isNewsOfCustody = (found: Judgment): boolean => found.outcome === 'violation' && found.detail === null

/** Clocks that still run come first, then what somebody must look at, then breaches that cannot be undone. */
function laneOf(found: Judgment): number | null {
  if (found.rule.internal) return found.closedBy === null && found.due !== null && RUNNING.has(found.reason) ? LANE.work : null
  // The list of persons in custody shows the grounds; the limits on which they rest are on this list themselves.
  if (found.rule.kind === 'custody') return !isNewsOfCustody(found) ? null : found.closedBy === null ? LANE.clock : LANE.breach
  if (found.closedBy === null && !isPastSoftLimit(found) && RUNNING.has(found.reason) && (found.due !== null || found.reason === 'paused')) return LANE.clock
  if (found.outcome === 'violation') return LANE.breach
  if (found.outcome === 'warning' || found.outcome === 'not_evaluated') return LANE.review
  return null
}

/** The instant from which the clock is overdue: within a grey zone that is its lenient end. */
function passesAt(catalogue: Catalogue, found: Judgment): string {
  if (found.due === null) return 'infinity'
  const end = found.reason === 'grey-zone' && found.lenient !== null ? found.lenient : found.due
  return iso(found.unit === 'minute' ? minuteStart(end) : dayStart(end + 1, catalogue.zoneOffset ?? found.anchor.offset))
}

/** The stored row as the engine's judgment again, so that its sentences can be written. */
export function judgmentOf(row: VerdictRow, rule: RuleInfo, events: readonly ChainEvent[]): Judgment {
  const anchor = events[row.anchor_seq - 1]
  if (anchor === undefined) throw new Error(`verdict ${row.id}: event ${row.anchor_seq} of chain ${row.chain_id} is missing`)
  const closedBy = row.closed_seq === null ? null : (events[row.closed_seq - 1] ?? null)
  return {
    rule,
    anchor,
    closedBy,
    outcome: row.outcome as Judgment['outcome'],
    reason: row.reason as Judgment['reason'],
    detail: row.detail,
    unit: row.unit as Judgment['unit'],
    due: row.due,
    lenient: row.lenient,
    at: row.at ?? closedBy?.at ?? null,
    trace: [],
  }
}

/** Everything that can differ between two judgments of the same anchor. */
export function fingerprint(row: VerdictRow): string {
  return [row.outcome, row.reason, row.detail, row.anchor_seq, row.closed_seq, row.at, row.unit, row.due, row.lenient, row.lane, row.sort_at, row.agency].join('\n')
}
