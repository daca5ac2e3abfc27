/** The worklist as it stands now, from the verdicts in force; every question runs along an index. */
import { sql } from 'kysely'
import type { StoredVerdict, VerdictRow } from '../../intake/index.ts'
import { LANE, verdictFromStore } from '../../intake/index.ts'
import type { Reading } from './reading.ts'
import { openOnly } from './reading.ts'
import type { Counts, Marks, StripDay, Worklist } from './worklist.ts'

export const storedWorklist = (reading: Reading): Worklist => ({
  counts: (agency, marks) => counts(reading, agency, marks),
  strip: (agency, from, to) => strip(reading, agency, from, to),
  lane: (agency, lane, after, until, limit) => laneRows(reading, agency, lane, after, until, limit),
})

const ofAgency = (agency: string | null) => (agency === null ? sql`` : sql`and agency = ${agency}`)

async function counts(reading: Reading, agency: string | null, marks: Marks): Promise<Counts> {
  const { store } = reading
  const clocks = sql<Omit<Counts, 'review' | 'breach'>>`
    select count(*) as running,
      count(*) filter (where sort_at <= ${marks.now}) as overdue,
      count(*) filter (where sort_at > ${marks.now} and sort_at <= ${marks.today}) as today,
      count(*) filter (where sort_at > ${marks.today} and sort_at <= ${marks.in3}) as in3,
      count(*) filter (where sort_at > ${marks.in3} and sort_at <= ${marks.in7}) as in7
    from verdict where lane = ${LANE.clock} ${ofAgency(agency)} ${openOnly(reading)}`
  const others = sql<{ review: number; breach: number }>`
    select count(*) filter (where lane = ${LANE.review}) as review, count(*) filter (where lane = ${LANE.breach}) as breach
    from verdict where lane in (${LANE.review}, ${LANE.breach}) ${ofAgency(agency)} ${openOnly(reading)}`
  const [a, b] = await Promise.all([clocks.execute(store.db), others.execute(store.db)])
  return { running: 0, overdue: 0, today: 0, in3: 0, in7: 0, review: 0, breach: 0, ...a.rows[0], ...b.rows[0] }
}

async function strip(reading: Reading, agency: string | null, from: Date, to: Date): Promise<StripDay[]> {
  const { rows } = await sql<StripDay>`
    select (ceil(extract(epoch from sort_at - ${from}::timestamptz) / 86400) - 1)::int as day, count(*) as count, count(*) filter (where outcome = 'warning') as soon
    from verdict where lane = ${LANE.clock} and sort_at > ${from} and sort_at <= ${to} ${ofAgency(agency)} ${openOnly(reading)} group by 1`.execute(reading.store.db)
  return rows
}

async function laneRows(reading: Reading, agency: string | null, lane: number, after: string[] | null, until: Date, limit: number): Promise<VerdictRow[]> {
  const soonestFirst = lane === LANE.clock
  const direction = soonestFirst ? sql`asc` : sql`desc`
  const { rows } = await sql<StoredVerdict>`
    select * from verdict where lane = ${lane} ${ofAgency(agency)} ${openOnly(reading)}
    ${soonestFirst ? sql`and sort_at <= ${until}` : sql``}
    ${after === null ? sql`` : sql`and (sort_at, chain_id, id) ${soonestFirst ? sql`>` : sql`<`} (${after[0]}::timestamptz, ${after[1]}::text, ${after[2]}::text)`}
    order by sort_at ${direction}, chain_id ${direction}, id ${direction} limit ${limit}`.execute(reading.store.db)
  return rows.map(verdictFromStore)
}
