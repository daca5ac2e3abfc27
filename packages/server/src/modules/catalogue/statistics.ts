/**
 * What the store has seen of the catalogue: counts by node and rule. One scan answers every page, so it is kept for a while;
 * a page shows figures at most that old.
 */
import type { Outcome } from '@hengjian/engine'
import { outcomes } from '@hengjian/engine'
import type { View } from '../../store/index.ts'

export type OutcomeCounts = Record<Outcome, number>

export interface Statistics {
  /** events by node */
  events: Map<string, number>
  /** verdicts by rule */
  rules: Map<string, OutcomeCounts>
}

export interface FlowStatistics {
  edges: { from: string; to: string; count: number }[]
  /** days that closed clocks took, by rule */
  used: Map<string, { bucket: number; count: number }[]>
}

const KEPT_AT_LEAST_MS = 2000
const KEPT_AT_MOST_MS = 60_000

/**
 * Answers from memory while the last answer is young; callers that come together share one question.
 * An answer is kept the longer the more it cost: a small store is always fresh, a large one is not asked all the time.
 */
export function remembered<T>(clock: () => number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null
  let until = 0
  return () => {
    if (answer !== null && clock() < until) return answer
    const askedAt = clock()
    until = Number.POSITIVE_INFINITY
    answer = ask().finally(() => {
      const cost = clock() - askedAt
      until = clock() + Math.min(KEPT_AT_MOST_MS, Math.max(KEPT_AT_LEAST_MS, 20 * cost))
    })
    answer.catch(() => {
      answer = null
    })
    return answer
  }
}

export const noCounts = (): OutcomeCounts => Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as OutcomeCounts

export async function readStatistics(store: View): Promise<Statistics> {
  const open = store.narrow ? 'where chain_id in (select r.chain_id from chain_reach r)' : ''
  const [events, verdicts] = await Promise.all([
    store.pool.query<{ node: string; n: number }>(`select node, count(*) as n from event ${open} group by node`),
    store.pool.query<{ rule: string; outcome: Outcome; n: number }>(`select rule, outcome, count(*) as n from verdict ${open} group by rule, outcome`),
  ])
  const rules = new Map<string, OutcomeCounts>()
  for (const { rule, outcome, n } of verdicts.rows) {
    const counts = rules.get(rule) ?? noCounts()
    counts[outcome] = n
    rules.set(rule, counts)
  }
  return { events: new Map(events.rows.map((row) => [row.node, row.n])), rules }
}

/** `nodes`, `rules`: of the flow. Follows the order of occurrence within each matter. */
export async function readFlowStatistics(store: View, nodes: readonly string[], rules: readonly string[]): Promise<FlowStatistics> {
  const open = store.narrow ? 'and chain_id in (select r.chain_id from chain_reach r)' : ''
  const [edges, used] = await Promise.all([
    store.pool.query<FlowStatistics['edges'][number]>(
      `select node as "from", next as "to", count(*) as count
       from (select node, lead(node) over (partition by chain_id order by at, seq) as next from event
             where chain_id in (select chain_id from event where node = any($1::text[])) ${open}) e
       where next is not null and next <> node and (node = any($1::text[]) or next = any($1::text[]))
       group by 1, 2 order by 3 desc limit 500`,
      [nodes],
    ),
    store.pool.query<{ rule: string; bucket: number; count: number }>(
      `select rule, floor(extract(epoch from closed_at - anchor_at) / 86400)::int as bucket, count(*) as count
       from verdict where rule = any($1::text[]) and closed_at >= anchor_at and due is not null ${open} group by 1, 2 order by 1, 2`,
      [rules],
    ),
  ])
  const byRule = Map.groupBy(used.rows, (row) => row.rule)
  return { edges: edges.rows, used: new Map([...byRule].map(([rule, rows]) => [rule, rows.map(({ bucket, count }) => ({ bucket, count }))])) }
}
