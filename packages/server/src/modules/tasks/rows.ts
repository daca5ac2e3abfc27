/** Internal matters as rows of lists: what it is about, what is next, and the clock that runs out first. */
import type { Text, WorkClock, WorkRow } from '@hengjian/contracts'
import type { RuleInfo } from '@hengjian/engine'
import type { Selectable } from 'kysely'
import { dueText, instantText } from '../../dates.ts'
import type { StoredVerdict } from '../../intake/index.ts'
import { LANE, verdictFromStore } from '../../intake/index.ts'
import type { InternalMatterTable } from '../../store/tables.ts'
import type { TaskReading } from './reading.ts'
import { offsetOf } from './reading.ts'

export type MatterRow = Selectable<InternalMatterTable>

export async function rowsOf(parts: TaskReading, rows: readonly MatterRow[]): Promise<WorkRow[]> {
  const offset = offsetOf(parts)
  const [clocks, titles, outcomes, beginnings] = await Promise.all([
    clocksOf(parts, rows.map((row) => row.chain_id)),
    parts.chains.titles(rows.flatMap((row) => row.origin_chain ?? [])),
    outcomesOf(parts, rows),
    firstFacts(parts, rows.flatMap((row) => [row.chain_id, ...(row.origin_chain === null ? [] : [row.origin_chain])])),
  ])
  const at = (instant: Date): string => instantText(instant.getTime(), offset)
  return rows.map((row): WorkRow => {
    const flow = parts.flows.find(({ code }) => code === row.flow)
    const matterTitle = row.origin_chain === null ? null : (titleInside(parts, row.origin_chain, beginnings) ?? titles.get(row.origin_chain) ?? row.origin_chain)
    const first = beginnings.get(row.chain_id) ?? {}
    const given = flow?.title === undefined ? undefined : first[flow.title]
    const ruleName = row.origin_rule === null ? null : nameOfRule(parts, row.origin_rule)
    return {
      chain: row.chain_id,
      flow: row.flow,
      flowName: flow?.name ?? { zh: row.flow, en: row.flow },
      title: (typeof given === 'string' ? { zh: given, en: given } : null) ?? ruleName ?? flow?.name ?? { zh: row.chain_id, en: row.chain_id },
      next: [...row.open, ...(flow?.nodes ?? []).flatMap(({ code, answers }) => (answers !== undefined && row.waiting.includes(answers) ? [code] : []))].map((code) => ({ node: code, name: flow?.node(code)?.name ?? { zh: code, en: code } })),
      assigned: row.assigned,
      unit: typeof first['unitName'] === 'string' ? first['unitName'] : row.unit,
      level: row.level,
      supervised: row.supervised,
      openedAt: at(row.opened_at),
      closedAt: row.closed_at === null ? null : at(row.closed_at),
      clock: clocks.get(row.chain_id) ?? null,
      origin:
        row.origin_chain === null || row.origin_verdict === null || row.origin_rule === null
          ? null
          : { chain: row.origin_chain, title: matterTitle ?? '', verdict: row.origin_verdict, rule: row.origin_rule, ruleName: ruleName ?? { zh: row.origin_rule, en: row.origin_rule }, basis: ruleNamed(parts, row.origin_rule)?.basis ?? [], flow: parts.flows.find(({ prefix }) => row.origin_chain?.startsWith(prefix))?.code ?? null, outcome: outcomes.get(`${row.origin_chain}\n${row.origin_verdict}`) ?? null },
    }
  })
}

/** What a matter inside the platform is called: by its own flow, or by the flow alone where that seals it; null for one of law. */
function titleInside({ flows }: TaskReading, chain: string, beginnings: ReadonlyMap<string, Record<string, unknown>>): string | null {
  const flow = flows.find(({ prefix }) => chain.startsWith(prefix))
  if (flow === undefined) return null
  const given = flow.title === undefined || flow.sealed !== undefined ? undefined : beginnings.get(chain)?.[flow.title]
  return typeof given === 'string' ? given : flow.name.zh
}

const ruleNamed = ({ catalogue }: TaskReading, rule: string): RuleInfo | undefined => catalogue.rules.findLast((info) => info.id === rule)

export const nameOfRule = (parts: TaskReading, rule: string): Text | null => ruleNamed(parts, rule)?.name ?? null

/** Of each matter the running clock that ends first. */
async function clocksOf(parts: TaskReading, chains: readonly string[]): Promise<Map<string, WorkClock>> {
  const { rows } = await parts.store.pool.query<StoredVerdict>(
    `select distinct on (chain_id) * from verdict where chain_id = any($1::text[]) and lane = $2 order by chain_id, sort_at, id`,
    [chains, LANE.work],
  )
  const offset = offsetOf(parts)
  return new Map(
    rows.map(verdictFromStore).map((row) => [
      row.chain_id,
      { rule: row.rule, name: nameOfRule(parts, row.rule) ?? { zh: row.rule, en: row.rule }, due: row.sort_at === null || row.sort_at === 'infinity' ? null : dueText(Date.parse(row.sort_at), offset), outcome: row.outcome as WorkClock['outcome'] },
    ]),
  )
}

async function outcomesOf({ store }: TaskReading, rows: readonly MatterRow[]): Promise<Map<string, WorkClock['outcome']>> {
  const { rows: found } = await store.pool.query<{ chain_id: string; id: string; outcome: WorkClock['outcome'] }>(
    'select v.chain_id, v.id, v.outcome from unnest($1::text[], $2::text[]) as t(chain_id, id) join verdict v on v.chain_id = t.chain_id and v.id = t.id',
    [rows.map((row) => row.origin_chain ?? ''), rows.map((row) => row.origin_verdict ?? '')],
  )
  return new Map(found.map(({ chain_id, id, outcome }) => [`${chain_id}\n${id}`, outcome]))
}

/** What the first event of each matter says: what it is called, and its unit. */
async function firstFacts({ store }: TaskReading, chains: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await store.pool.query<{ chain_id: string; attrs: Record<string, unknown> | null }>(`select chain_id, body -> 'attrs' as attrs from event where chain_id = any($1::text[]) and source = 'hengjian' and id = chain_id || '#1'`, [chains])
  return new Map(rows.map(({ chain_id, attrs }) => [chain_id, attrs ?? {}]))
}
