/** The worklist: clocks that end soon, what waits to be verified, breaches. */
import type { Agency, Today, WorkKind } from '@hengjian/contracts'
import { dateText, dayStart, instantText, localDay } from '../../dates.ts'
import type { VerdictRow } from '../../intake/index.ts'
import { LANE } from '../../intake/index.ts'
import { clockRows, keyOf } from './clock-row.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Reading } from './reading.ts'
import { offsetOf } from './reading.ts'
import { judgedChains } from './recent.ts'
import type { Group, Marks, Worklist } from './worklist.ts'
import { replayedWorklist } from './worklist-replayed.ts'
import { storedWorklist } from './worklist-stored.ts'

export interface TodayQuery {
  agency: Agency | null
  /** null for all */
  kind: WorkKind | null
  /** epoch milliseconds; null for now */
  asOf: number | null
  cursor: string | null
  limit: number
}

const DAYS_LISTED = 7
const DAYS_STRIP = 14

/** How many readers of earlier days are remembered. */
const READERS = 8

/** Remembers for readers of one reach the last earlier day that was asked for, so that its next page is not judged anew. */
export function createToday({ clock }: Pick<Reading, 'clock'>): (reading: Reading, reach: string, query: TodayQuery) => Promise<Today> {
  const replays = new Map<string, { asOf: number; until: number; worklist: Worklist }>()
  return (reading, reach, query) => {
    const now = clock()
    if (query.asOf === null) return readToday(reading, storedWorklist(reading), query, now)
    let replayed = replays.get(reach)
    if (replayed?.asOf !== query.asOf || now > replayed.until) {
      replayed = { asOf: query.asOf, until: now + 60_000, worklist: replayedWorklist(reading, query.asOf) }
      replays.delete(reach)
      replays.set(reach, replayed)
      if (replays.size > READERS) replays.delete(replays.keys().next().value ?? '')
    }
    return readToday(reading, replayed.worklist, query, query.asOf)
  }
}

async function readToday(reading: Reading, worklist: Worklist, query: TodayQuery, now: number): Promise<Today> {
  const offset = offsetOf(reading)
  const first = localDay(now, offset)
  const endOf = (days: number): Date => new Date(dayStart(first + days + 1, offset))
  const marks: Marks = { now: new Date(now), today: endOf(0), in3: endOf(3), in7: endOf(DAYS_LISTED) }
  const [counts, strip, page] = await Promise.all([worklist.counts(query.agency, marks), stripOf(reading, worklist, query, first), pageOf(worklist, query, marks)])
  const rows = await clockRows(reading, page.rows, await judgedChains(reading, page.rows.map((row) => row.chain_id), query.asOf))
  return {
    asOf: instantText(now, offset),
    agency: query.agency,
    summary: { running: counts.running, overdue: counts.overdue, dueToday: counts.today, dueIn3Days: counts.in3, dueIn7Days: counts.in7, toReview: counts.review },
    strip,
    rows: page.rows.flatMap((row) => {
      const found = rows.get(keyOf(row))
      return found === undefined ? [] : [{ ...found, group: groupOf(row, marks) }]
    }),
    total: counts.overdue + counts.today + counts.in3 + counts.in7 + counts.review + counts.breach,
    nextCursor: page.next,
  }
}

function groupOf(row: VerdictRow, marks: Marks): Group {
  if (row.lane === LANE.review) return 'review'
  if (row.lane === LANE.breach) return 'breach'
  const end = Date.parse(row.sort_at ?? '')
  if (end <= marks.now.getTime()) return 'overdue'
  if (end <= marks.today.getTime()) return 'today'
  return end <= marks.in3.getTime() ? 'in3' : 'in7'
}

/** How many clocks end on each of the coming days. */
async function stripOf(reading: Reading, worklist: Worklist, { agency }: TodayQuery, first: number): Promise<Today['strip']> {
  const offset = offsetOf(reading)
  const found = await worklist.strip(agency, new Date(dayStart(first, offset)), new Date(dayStart(first + DAYS_STRIP, offset)))
  const counts = new Map(found.map((day) => [day.day, day]))
  return Array.from({ length: DAYS_STRIP }, (_, i) => ({
    date: dateText(first + i),
    off: reading.catalogue.calendar.isOff(first + i) ?? isWeekend(first + i),
    count: counts.get(i)?.count ?? 0,
    soon: counts.get(i)?.soon ?? 0,
  }))
}

/** Only for the shade of a day whose calendar is not loaded yet; no verdict is made with it. 1970-01-01 was a Thursday. */
const isWeekend = (day: number): boolean => (day + 4) % 7 === 0 || (day + 4) % 7 === 6

interface Page {
  rows: VerdictRow[]
  next: string | null
}

/** Lane by lane until the page is full. */
async function pageOf(worklist: Worklist, query: TodayQuery, marks: Marks): Promise<Page> {
  const start = query.cursor === null ? null : readCursor(query.cursor, ['number', 'date', 'string', 'string'])
  const first = Number(start?.[0] ?? LANE.clock)
  const rows: VerdictRow[] = []
  for (const lane of query.kind === null ? [LANE.clock, LANE.review, LANE.breach] : [LANE[query.kind]]) {
    if (lane < first || rows.length > query.limit) continue
    const after = start !== null && lane === first ? start.slice(1).map(String) : null
    rows.push(...(await worklist.lane(query.agency, lane, after, marks.in7, query.limit + 1 - rows.length)))
  }
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > page.length && last !== undefined ? writeCursor([last.lane as number, last.sort_at ?? '', last.chain_id, last.id]) : null }
}
