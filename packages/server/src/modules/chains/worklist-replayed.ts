/** The worklist as it stood on an earlier day: every matter judged on what was known then. Kept for the pages that follow. */
import { evaluate } from '@hengjian/engine'
import type { VerdictRow } from '../../intake/index.ts'
import { LANE, storedEvents, verdictRow } from '../../intake/index.ts'
import { knownAt } from './judged.ts'
import type { Reading } from './reading.ts'
import type { Counts, StripDay, Worklist } from './worklist.ts'

const CHAINS_AT_ONCE = 500
const DAY = 86_400_000

export function replayedWorklist(reading: Reading, asOf: number): Worklist {
  let judged: Promise<VerdictRow[]> | null = null
  const rowsOf = async (agency: string | null): Promise<VerdictRow[]> => {
    judged ??= judgeAll(reading, asOf)
    const rows = await judged
    return agency === null ? rows : rows.filter((row) => row.agency === agency)
  }
  return {
    counts: async (agency, marks) => {
      const counts: Counts = { running: 0, overdue: 0, today: 0, in3: 0, in7: 0, review: 0, breach: 0 }
      for (const row of await rowsOf(agency)) {
        if (row.lane === LANE.review) counts.review++
        else if (row.lane === LANE.breach) counts.breach++
        else {
          counts.running++
          const end = endOf(row)
          const group = (['now', 'today', 'in3', 'in7'] as const).find((mark) => end <= marks[mark].getTime())
          if (group !== undefined) counts[group === 'now' ? 'overdue' : group]++
        }
      }
      return counts
    },
    strip: async (agency, from, to) => {
      const days = new Map<number, StripDay>()
      for (const row of await rowsOf(agency)) {
        const end = endOf(row)
        if (row.lane !== LANE.clock || end <= from.getTime() || end > to.getTime()) continue
        const day = Math.ceil((end - from.getTime()) / DAY) - 1
        const found = days.get(day) ?? { day, count: 0, soon: 0 }
        days.set(day, { day, count: found.count + 1, soon: found.soon + (row.outcome === 'warning' ? 1 : 0) })
      }
      return [...days.values()]
    },
    lane: async (agency, lane, after, until, limit) => {
      const rows = (await rowsOf(agency)).filter((row) => row.lane === lane && (lane !== LANE.clock || endOf(row) <= until.getTime()))
      if (lane !== LANE.clock) rows.reverse()
      const start = after === null ? 0 : rows.findIndex((row) => row.sort_at === after[0] && row.chain_id === after[1] && row.id === after[2]) + 1
      return rows.slice(start, start + limit)
    },
  }
}

const endOf = (row: VerdictRow): number => (row.sort_at === 'infinity' ? Number.POSITIVE_INFINITY : Date.parse(row.sort_at ?? ''))

async function judgeAll({ store, catalogue }: Reading, asOf: number): Promise<VerdictRow[]> {
  const rows: VerdictRow[] = []
  let after = ''
  for (;;) {
    const chains = await store.db.selectFrom('chain').select('chain_id').where('chain_id', '>', after).where('first_at', '<=', new Date(asOf)).orderBy('chain_id').limit(CHAINS_AT_ONCE).execute()
    const last = chains.at(-1)
    if (last === undefined) break
    for (const all of (await storedEvents(store.pool, chains.map((chain) => chain.chain_id))).values()) {
      const events = knownAt(all, asOf)
      const seqOf = new Map(events.map((event, i) => [event, i + 1]))
      for (const found of evaluate(catalogue, events, asOf).verdicts) {
        const row = verdictRow(catalogue, found, seqOf)
        if (row.lane !== null && row.lane !== LANE.work) rows.push(row)
      }
    }
    after = last.chain_id
  }
  return rows.sort((a, b) => endOf(a) - endOf(b) || compare(a.chain_id, b.chain_id) || compare(a.id, b.id))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
