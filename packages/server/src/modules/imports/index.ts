/** Files handed in through the interface: received whole first, so that what is accepted survives a restart, then imported. */
import type { Actor, AuditActor, ImportJob, ImportReject } from '@hengjian/contracts'
import type { Catalogue, EventProblem } from '@hengjian/engine'
import type { Selectable } from 'kysely'
import type { Problem } from '@hengjian/contracts'
import type { Audit } from '../../audit/index.ts'
import { CodedError } from '../../problem.ts'
import type { Reach, Store, View } from '../../store/index.ts'
import { viewOf } from '../../store/index.ts'
import type { ImportJobTable } from '../../store/tables.ts'
import { receive } from './receive.ts'
import { createRunner } from './run.ts'

export interface Imports {
  /** Receives the file and starts to import it; answers as soon as it is safe. `totalBytes`: null while unknown. Throws HJ-IMP-002, HJ-IMP-003, HJ-REQ-003. */
  start(body: AsyncIterable<Uint8Array>, file: { name: string; totalBytes: number | null }, by: Actor, named: AuditActor | null): Promise<ImportJob>
  /** What the reader handed in, or others of the same unit; everything for who sees everything. */
  list(reader: Actor): Promise<ImportJob[]>
  /** Throw HJ-REQ-007. */
  get(reader: Actor, id: string): Promise<ImportJob>
  rejects(reader: Actor, id: string, after: number, limit: number): Promise<ImportReject[]>
  /** Goes on with imports that a stop of the server interrupted. */
  resume(): Promise<void>
  close(): Promise<void>
}

export interface ImportParts {
  store: Store
  catalogue: Catalogue
  audit: Audit
  clock: () => number
  reachOf: (actor: Actor) => Promise<Reach>
  /** where received files wait */
  folder: string
  maxBytes: number
  /** what a compressed file may unpack to */
  maxUnpacked: number
  /** files of one person that may wait at the same time */
  waiting: number
  /** writes a failure as a problem document */
  describe: (error: unknown) => Problem
}

export function createImports(parts: ImportParts): Imports {
  const { store } = parts
  const runner = createRunner(parts)
  const as = async (reader: Actor): Promise<View> => viewOf(store, await parts.reachOf(reader))
  const get = async ({ db }: Pick<View, 'db'>, id: string): Promise<ImportJob> => {
    const row = await db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new CodedError('HJ-REQ-007', id)
    return jobOf(row)
  }
  return {
    get: async (reader, id) => await get(await as(reader), id),
    start: async (body, file, by, named) => {
      const id = await receive(parts, body, file, by)
      const job = await get(store, id)
      await parts.audit.note({ actor: named, action: 'import.start', object: `import:${id}`, detail: { file: job.file, bytes: job.totalBytes } })
      runner.enqueue(id)
      return job
    },
    list: async (reader) => (await (await as(reader)).db.selectFrom('import_job').selectAll().orderBy('started_at', 'desc').limit(100).execute()).map(jobOf),
    rejects: async (reader, id, after, limit) => {
      const view = await as(reader)
      await get(view, id)
      const rows = await view.db.selectFrom('import_reject').selectAll().where('job_id', '=', id).where('line', '>', after).orderBy('line').limit(limit).execute()
      return rows.map(({ line, code, message, record }) => ({ line, code, ...(message as Pick<EventProblem, 'field' | 'message' | 'remedy'>), record }))
    },
    resume: () => runner.resume(),
    close: () => runner.close(),
  }
}

function jobOf(row: Selectable<ImportJobTable>): ImportJob {
  return {
    id: row.id,
    file: row.file,
    state: row.state as ImportJob['state'],
    bytes: row.bytes,
    totalBytes: row.total_bytes,
    read: row.position,
    accepted: row.accepted,
    duplicate: row.duplicate,
    rejected: row.rejected,
    error: row.error as Problem | null,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
