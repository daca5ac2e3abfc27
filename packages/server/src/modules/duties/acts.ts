/**
 * What somebody did: acts of a person at the nodes that prove a duty. Matters in which the person acted are known by
 * their keys (`chain_reach`), so no index of actors burdens the intake; their events are then read as the reader may see them.
 */
import type { Store, View } from '../../store/index.ts'
import { reachOfPerson } from '../../intake/index.ts'
import type { Selector } from './definition.ts'

export interface Act {
  chain: string
  node: string
  act: string | null
  at: Date
}

export interface Span {
  /** instants; `to` is exclusive */
  from: Date
  to: Date
}

/** Matters that somebody has a key to and in which anything happened within the span. */
export async function chainsOfKey({ pool }: Store, key: string, { from, to }: Span): Promise<string[]> {
  const { rows } = await pool.query<{ chain_id: string }>('select c.chain_id from chain_reach r join chain c on c.chain_id = r.chain_id where r.key = $1 and c.first_at < $3 and c.last_at >= $2', [key, from, to])
  return rows.map(({ chain_id }) => chain_id)
}

/** The latest first. What was corrected or withdrawn later does not count. `seen`: by whom; the pool of the store for the platform itself. */
export async function actsOf(store: Store, seen: Pick<View, 'pool'>, person: string, selectors: readonly Selector[], span: Span): Promise<Act[]> {
  if (selectors.length === 0) return []
  const chains = await chainsOfKey(store, reachOfPerson(person), span)
  const { rows } = await seen.pool.query<Act>(
    `select e.chain_id as chain, e.node, e.body -> 'attrs' ->> 'act' as act, e.at
     from event e
     where e.chain_id = any($1::text[]) and e.node = any($2::text[]) and e.at >= $3 and e.at < $4 and e.body -> 'actor' ->> 'id' = $5
       and e.body ->> 'retracts' is null
       and not exists (select from event n where n.chain_id = e.chain_id and n.source = e.source and n.seq > e.seq and (n.body ->> 'supersedes' = e.id or n.body ->> 'retracts' = e.id))
     order by e.at desc, e.chain_id, e.seq desc`,
    [chains, [...new Set(selectors.map(({ node }) => node))], span.from, span.to, person],
  )
  return rows.filter((row) => isAmong(row, selectors))
}

export const isAmong = ({ node, act }: Pick<Act, 'node' | 'act'>, selectors: readonly Selector[]): boolean => selectors.some((selector) => selector.node === node && (selector.act === null || selector.act === act))
