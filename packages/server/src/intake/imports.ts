/** Bookkeeping of imported files, so that an interrupted import goes on where it stopped. Storing an event twice is harmless anyway. */
import { randomUUID } from 'node:crypto'
import type { EventProblem } from '@hengjian/engine'
import type { Store } from '../store/index.ts'
import type { Columns } from './bulk.ts'
import { columnwise, iso, unnest } from './bulk.ts'
import { IMPORTED, notifyChanged } from './notify.ts'

export interface ImportProgress {
  /** bytes of the file that have been read */
  bytes: number
  /** records of the file that are done, refused ones included */
  position: number
  accepted: number
  duplicate: number
  rejected: number
}

export interface ImportStart {
  id: string
  /** where to go on: zero for a file that is new */
  progress: ImportProgress
}

export interface Reject {
  line: number
  problem: EventProblem
  /** the record as it was read, shortened */
  record: string | null
}

const LONGEST_RECORD = 2000

/** What is wrong with a record is told in words of the record, which may be what the database cannot keep. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
const storableJson = (value: object): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner))

/**
 * Begins the import of a file, or goes on with an unfinished one of the same fingerprint (a digest of content and
 * mapping, chosen by the caller). `totalBytes` is null while the size is unknown.
 */
export async function beginImport(
  store: Store,
  file: { name: string; fingerprint: string; totalBytes: number | null },
  now: number,
): Promise<ImportStart> {
  const { rows } = await store.pool.query<{ id: string } & ImportProgress>(
    `update import_job set state = 'running', error = null, finished_at = null
     where id = (select id from import_job where fingerprint = $1 and state in ('running', 'failed') order by started_at desc limit 1)
     returning id, bytes, position, accepted, duplicate, rejected`,
    [file.fingerprint],
  )
  const found = rows[0]
  if (found !== undefined) {
    const { id, ...progress } = found
    return { id, progress }
  }
  const id = await createImport(store, { ...file, state: 'running' }, now)
  return { id, progress: { bytes: 0, position: 0, accepted: 0, duplicate: 0, rejected: 0 } }
}

export async function createImport(
  store: Store,
  file: { name: string; fingerprint: string; totalBytes: number | null; state: 'receiving' | 'running' },
  now: number,
): Promise<string> {
  const id = randomUUID()
  await store.pool.query('insert into import_job (id, file, fingerprint, state, total_bytes, started_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    file.name,
    file.fingerprint,
    file.state,
    file.totalBytes,
    iso(now),
  ])
  return id
}

/** Call after the events up to `progress.position` are stored; the rejects are those since the last call. */
export async function recordImport(store: Store, id: string, progress: ImportProgress, rejects: readonly Reject[]): Promise<void> {
  const columns: Columns = { line: 'bigint', code: 'text', message: 'jsonb', record: 'text' }
  if (rejects.length > 0) {
    const rows = rejects.map(({ line, problem, record }) => ({
      line,
      code: problem.code,
      message: storableJson({ field: problem.field, message: problem.message, remedy: problem.remedy }),
      record: record === null ? null : storable(record.slice(0, LONGEST_RECORD)),
    }))
    await store.pool.query(
      `insert into import_reject (job_id, line, code, message, record) select $5, t.line, t.code, t.message, t.record from ${unnest(columns).from} on conflict do nothing`,
      [...columnwise(columns, rows), id],
    )
  }
  const { bytes, position, accepted, duplicate, rejected } = progress
  await store.pool.query('update import_job set bytes = $2, position = $3, accepted = $4, duplicate = $5, rejected = $6 where id = $1', [
    id,
    bytes,
    position,
    accepted,
    duplicate,
    rejected,
  ])
  await notifyChanged(store.pool, IMPORTED, id)
}

/**
 * `problem`: RFC 9457 members, where the import could not be finished. The database looks over its tables, because after
 * a large import it would otherwise plan with what it knew of empty ones.
 */
export async function finishImport(store: Store, id: string, now: number, problem: object | null = null): Promise<void> {
  await store.pool.query('update import_job set state = $2, error = $3, finished_at = $4 where id = $1', [
    id,
    problem === null ? 'done' : 'failed',
    problem === null ? null : storableJson(problem),
    iso(now),
  ])
  await store.pool.query('vacuum (analyze, skip_locked) chain, event, event_key, verdict, chain_reach, chain_guard')
  await notifyChanged(store.pool, IMPORTED, id)
}
