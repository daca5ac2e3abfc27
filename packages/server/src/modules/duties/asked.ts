/** What is asked once a period: the matter that keeps it, and how it stands. */
import { hash } from 'node:crypto'
import type { Flow } from '../../flow/index.ts'
import type { Store } from '../../store/index.ts'
import type { Duty, DutyList } from './definition.ts'
import type { Period } from './period.ts'

/** The flow in which such matters run; null where a catalogue has none. */
export const dutyFlow = (flows: readonly Flow[]): (Flow & { duties: { done: string; lapses: string } }) | null => flows.find((flow): flow is Flow & { duties: { done: string; lapses: string } } => flow.duties !== undefined) ?? null

/** The same duty of the same person at the same unit in the same period is the same matter, however often it is looked at. */
export const matterOf = (flow: Flow, person: string, unit: string, list: DutyList, duty: Duty, period: Period): string =>
  `${flow.prefix}${hash('sha256', JSON.stringify([person, unit, list.id, duty.id, period.id]), 'hex').slice(0, 16)}`

export interface Kept {
  closedAt: Date | null
  /** by which node it was closed */
  last: string
  /** the warning that came of it */
  finding: { flow: string; chain: string } | null
}

/** Of these matters, those that exist. Whoever may look at somebody's list may know this of them. */
export async function keptMatters({ pool }: Store, chains: readonly string[]): Promise<Map<string, Kept>> {
  if (chains.length === 0) return new Map()
  const { rows } = await pool.query<{ chain_id: string; closed_at: Date | null; last: string; finding: string | null; finding_flow: string | null }>(
    `select m.chain_id, m.closed_at, e.node as last, f.chain_id as finding, f.flow as finding_flow
     from internal_matter m join event e on e.chain_id = m.chain_id and e.id = m.last_event
       left join lateral (select chain_id, flow from internal_matter where origin_chain = m.chain_id order by opened_at desc limit 1) f on true
     where m.chain_id = any($1::text[])`,
    [chains],
  )
  return new Map(rows.map((row) => [row.chain_id, { closedAt: row.closed_at, last: row.last, finding: row.finding === null || row.finding_flow === null ? null : { flow: row.finding_flow, chain: row.finding } }]))
}
