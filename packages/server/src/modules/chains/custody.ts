/** Who is held, on which ground, until when: one row a person, from the verdicts on grounds of custody that are still open. */
import type { Agency, CustodyGroup, CustodyList } from '@hengjian/contracts'
import { sql } from 'kysely'
import { instantText, localDay } from '../../dates.ts'
import type { StoredVerdict, VerdictRow } from '../../intake/index.ts'
import { verdictFromStore } from '../../intake/index.ts'
import { clockRows, keyOf } from './clock-row.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { JudgedChain } from './judged.ts'
import type { Reading } from './reading.ts'
import { offsetOf, openOnly } from './reading.ts'
import { judgedChains } from './recent.ts'

export interface CustodyQuery {
  agency: Agency | null
  /** rule of the ground; null for all */
  ground: string | null
  group: CustodyGroup | null
  cursor: string | null
  limit: number
}

const DAYS_SOON = 7
/** Grounds without a day of their own come last. */
const NEVER = 2_147_483_647

export async function readCustody(reading: Reading, query: CustodyQuery): Promise<CustodyList> {
  const { catalogue, store, clock } = reading
  const now = clock()
  const today = localDay(now, offsetOf(reading))
  const grounds = catalogue.custody?.grounds.map(({ rule }) => rule) ?? []
  const open = openRows(grounds.map((rule) => rule.id), today)
  const of = sql`${query.agency === null ? sql`` : sql`and agency = ${query.agency}`} ${openOnly(reading)}`
  const [counted, page] = await Promise.all([
    sql<{ rule: string; place: CustodyGroup; count: number }>`select rule, place, count(*)::int as count from ${open} where true ${of} group by 1, 2`.execute(store.db),
    pageOf(reading, sql`select * from ${open} where true ${of}`, today, query),
  ])
  const judged = await judgedChains(reading, page.rows.map((row) => row.chain_id), null)
  const rows = await clockRows(reading, page.rows, judged)
  const count = (test: (row: { rule: string; place: CustodyGroup }) => boolean): number => counted.rows.filter(test).reduce((sum, row) => sum + row.count, 0)
  const inGroup = (group: CustodyGroup): number => count(({ place }) => place === group)
  return {
    asOf: instantText(now, offsetOf(reading)),
    summary: { held: count(() => true), without: inGroup('without'), stuck: inGroup('stuck'), in7: inGroup('in7'), later: inGroup('later'), open: inGroup('open') },
    grounds: grounds.map(({ id, name }) => ({ rule: id, name, count: count(({ rule }) => rule === id) })).filter((ground) => ground.count > 0),
    rows: page.rows.flatMap((row) => {
      const found = rows.get(keyOf(row))
      return found === undefined ? [] : [{ ...found, ...personOf(judged.get(row.chain_id), row), group: groupOf(row, today) }]
    }),
    nextCursor: page.next,
  }
}

/** Most urgent first. */
const ORDER: readonly CustodyGroup[] = ['without', 'stuck', 'in7', 'later', 'open']

function groupOf({ due, lenient, outcome }: VerdictRow, today: number): CustodyGroup {
  const last = lenient ?? due
  if (last === null || due === null) return 'open'
  if (last < today) return outcome === 'violation' ? 'without' : 'stuck'
  return due <= today + DAYS_SOON ? 'in7' : 'later'
}

/** The same in the database, for counting and for pages of one group. */
const openRows = (rules: readonly string[], today: number) => sql`(
  select *, case
    when due is null then 'open'
    when coalesce(lenient, due) < ${today} and outcome = 'violation' then 'without'
    when coalesce(lenient, due) < ${today} then 'stuck'
    when due <= ${today + DAYS_SOON} then 'in7'
    else 'later' end as place
  from verdict where rule = any(${sql.val(rules)}::text[]) and closed_seq is null) as held`

async function pageOf({ store }: Reading, from: ReturnType<typeof sql>, today: number, { ground, group, cursor, limit }: CustodyQuery): Promise<{ rows: VerdictRow[]; next: string | null }> {
  const [order, due, chain, id] = cursor === null ? [] : readCursor(cursor, ['number', 'number', 'string', 'string'])
  const key = sql`array_position(${sql.val(ORDER)}::text[], place), coalesce(due, ${NEVER}), chain_id, id`
  const { rows } = await sql<StoredVerdict>`
    select page.* from (${from}) as page where true
    ${ground === null ? sql`` : sql`and rule = ${ground}`}
    ${group === null ? sql`` : sql`and place = ${group}`}
    ${cursor === null ? sql`` : sql`and (${key}) > (${Number(order)}, ${Number(due)}, ${String(chain)}, ${String(id)})`}
    order by ${key} limit ${limit + 1}`.execute(store.db)
  const page = rows.slice(0, limit).map(verdictFromStore)
  const last = page.at(-1)
  return { rows: page, next: rows.length > page.length && last !== undefined ? writeCursor([ORDER.indexOf(groupOf(last, today)) + 1, last.due ?? NEVER, last.chain_id, last.id]) : null }
}

function personOf(chain: JudgedChain | undefined, row: VerdictRow): { person: string | null; heldSince: string } {
  const anchor = chain?.events[row.anchor_seq - 1]
  const people = chain?.people ?? []
  const person = people.find(({ subject }) => subject === anchor?.subject) ?? (people.length === 1 ? people[0] : undefined)
  const held = person?.spans.findLast(({ kind }) => kind === 'custody')
  return { person: person?.name ?? null, heldSince: held?.from ?? anchor?.at ?? row.anchor_at }
}
