/** Reading the trail: by time, person, action and object, newest first. */
import type { AuditChoices, AuditLine, AuditList } from '@hengjian/contracts'
import { CodedError } from '../problem.ts'
import type { Store } from '../store/index.ts'
import { LINE_COLUMNS, lineOf } from './line.ts'
import type { LineRow } from './line.ts'

export interface AuditSearch {
  /** epoch milliseconds; `to` is exclusive */
  from: number | null
  to: number | null
  /** part of the name, or the whole id */
  actor: string | null
  action: string | null
  /** part of the object */
  object: string | null
}

/** `cursor`: number of the last line seen. Throws HJ-REQ-009. */
export async function searchAudit(store: Store, search: AuditSearch, cursor: string | null, limit: number): Promise<AuditList> {
  if (cursor !== null && !/^\d{1,15}$/.test(cursor)) throw new CodedError('HJ-REQ-009', cursor.slice(0, 80))
  const lines = await linesBefore(store, search, cursor === null ? null : Number(cursor), limit + 1)
  const page = lines.slice(0, limit)
  return { lines: page, nextCursor: lines.length > limit ? String(page.at(-1)?.number) : null }
}

const LINES_AT_ONCE = 1000

/** All lines found, newest first; what is recorded while they are read is left out. */
export async function* allLines(store: Store, search: AuditSearch): AsyncGenerator<AuditLine> {
  let before: number | null = null
  for (;;) {
    const lines: AuditLine[] = await linesBefore(store, search, before, LINES_AT_ONCE)
    yield* lines
    if (lines.length < LINES_AT_ONCE) return
    before = lines.at(-1)?.number ?? 0
  }
}

async function linesBefore(store: Store, { from, to, actor, action, object }: AuditSearch, before: number | null, limit: number): Promise<AuditLine[]> {
  const conditions: string[] = []
  const values: unknown[] = []
  const where = (value: unknown, condition: (place: string) => string): void => {
    if (value === null) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  where(before, (n) => `number < ${n}`)
  where(from === null ? null : new Date(from), (n) => `at >= ${n}`)
  where(to === null ? null : new Date(to), (n) => `at < ${n}`)
  where(actor, (n) => `(actor_id = ${n} or strpos(lower(actor_name), lower(${n})) > 0)`)
  where(action, (n) => `action = ${n}`)
  where(object, (n) => `strpos(lower(object), lower(${n})) > 0`)
  values.push(limit)
  const { rows } = await store.pool.query<LineRow>(
    `select ${LINE_COLUMNS} from audit ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`} order by number desc limit $${values.length}`,
    values,
  )
  // a row with an impossible instant is for `verify`; the page shows the others
  return rows.map(lineOf).filter((line) => line !== null)
}

/** Actions that occur, by skipping from one to the next in the index. */
export async function auditChoices(store: Store): Promise<AuditChoices> {
  const { rows } = await store.pool.query<{ action: string }>(
    `with recursive found as (
       (select action from audit order by action limit 1)
       union all
       select (select a.action from audit a where a.action > found.action order by a.action limit 1) from found where found.action is not null
     ) select action from found where action is not null`,
  )
  return { actions: rows.map((row) => row.action) }
}
