/**
 * Matters that called for a duty: verdicts of the rules that ask for it, on acts of the leader's agency, or of the
 * department that a leader heads. A breach is the duty not done; what became of it is the warning that it opened.
 */
import { reachOfAgency, reachOfDepartment } from '../../intake/index.ts'
import type { Leader } from '../identity/index.ts'
import type { Span } from './acts.ts'
import { chainsOfKey } from './acts.ts'
import type { DutyList } from './definition.ts'
import type { DutyReading } from './reading.ts'

export interface Call {
  chain: string
  verdict: string
  rule: string
  version: string
  missed: boolean
  at: Date
  /** id of the warning, where the reader may see it */
  finding: string | null
  findingFlow: string | null
}

export async function callsFor({ store, view }: DutyReading, list: DutyList, leader: Leader, rules: readonly string[], span: Span): Promise<Call[]> {
  if (rules.length === 0) return []
  const department = list.who.of === 'department' ? leader.unit.name : null
  const key = department === null ? reachOfAgency(leader.agency.kind, leader.agency.place) : reachOfDepartment(leader.agency.place, department)
  const chains = await chainsOfKey(store, key, span)
  // The organisation is named by its own code, or by that of its place filled up with zeros; the rule says which agency is meant.
  const { rows } = await view.pool.query<Call>(
    `select v.chain_id as chain, v.id as verdict, v.rule, v.rule_version as version, v.outcome = 'violation' as missed, coalesce(v.closed_at, v.anchor_at) as at, m.chain_id as finding, m.flow as "findingFlow"
     from verdict v join event e on e.chain_id = v.chain_id and e.seq = coalesce(v.closed_seq, v.anchor_seq)
       left join lateral (select f.chain_id, f.flow from internal_matter f where f.origin_chain = v.chain_id and f.origin_verdict = v.id order by f.opened_at desc limit 1) m on true
     where v.chain_id = any($1::text[]) and v.rule = any($2::text[]) and v.outcome in ('ok', 'violation') and v.agency = $3
       and coalesce(v.closed_at, v.anchor_at) >= $4 and coalesce(v.closed_at, v.anchor_at) < $5
       and (e.body -> 'actor' ->> 'org' = any($6::text[]) or rpad($7, length(e.body -> 'actor' ->> 'org'), '0') = e.body -> 'actor' ->> 'org')
       and ($8::text is null or e.body -> 'attrs' ->> 'unit' = $8)
     order by coalesce(v.closed_at, v.anchor_at) desc, v.chain_id, v.id`,
    [chains, rules, leader.agency.kind, span.from, span.to, [leader.unit.id, leader.agency.id], leader.agency.place, department],
  )
  return rows
}
