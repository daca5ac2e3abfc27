/** Imports received files one after the other, in the background of this server. */
import { createReadStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import type { FileProblem, Item } from '../../formats/index.ts'
import { readEvents } from '../../formats/index.ts'
import { SYSTEM } from '../../audit/index.ts'
import type { ImportProgress, Reject } from '../../intake/index.ts'
import { CHUNK, finishImport, ingest, recordImport } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { ImportParts } from './index.ts'
import { spoolPath } from './receive.ts'

export interface Runner {
  enqueue(id: string): void
  resume(): Promise<void>
  /** Stops after the batch under way; what is open goes on at the next start. */
  close(): Promise<void>
}

export function createRunner(parts: ImportParts): Runner {
  let last: Promise<void> = Promise.resolve()
  let stopped = false
  const enqueue = (id: string): void => {
    last = last.then(() => (stopped ? undefined : runOne(parts, id, () => stopped)))
  }
  return {
    enqueue,
    resume: async () => {
      const { rows } = await parts.store.pool.query<{ id: string; state: string }>(
        `select id, state from import_job where state in ('receiving', 'running') order by started_at`,
      )
      for (const { id, state } of rows) {
        // files of other servers, and of the command line, are theirs
        if (!existsSync(spoolPath(parts.folder, id))) continue
        if (state === 'running') enqueue(id)
        else await discard(parts, id, new CodedError('HJ-IMP-002'))
      }
    },
    close: async () => {
      stopped = true
      await last
    },
  }
}

/** Never throws: a failure is written to the job, where the user sees it. */
async function runOne(parts: ImportParts, id: string, stopped: () => boolean): Promise<void> {
  try {
    const end = await importFile(parts, id, stopped)
    if (end === 'stopped') return
    const problem = end === 'done' ? null : parts.describe(new CodedError('HJ-IMP-001', `${end.line}: ${end.message.zh} / ${end.message.en}`))
    await finishImport(parts.store, id, parts.clock(), problem)
    await recordEnd(parts, id)
    await rm(spoolPath(parts.folder, id), { force: true })
  } catch (error) {
    // When even this cannot be written the database is away; the file stays and goes on at the next start.
    await discard(parts, id, error).catch(() => undefined)
  }
}

async function recordEnd({ store, audit }: ImportParts, id: string): Promise<void> {
  const { state, file, accepted, duplicate, rejected } = await store.db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await audit.note({ actor: SYSTEM, action: 'import.end', object: `import:${id}`, outcome: state, detail: { file, accepted, duplicate, rejected } })
}

async function discard(parts: ImportParts, id: string, error: unknown): Promise<void> {
  const { store, clock, folder, describe } = parts
  await finishImport(store, id, clock(), describe(error))
  await recordEnd(parts, id)
  await rm(spoolPath(folder, id), { force: true })
}

interface Pending {
  events: ChainEvent[]
  lines: number[]
  rejects: Reject[]
  items: number
}

const nothing = (): Pending => ({ events: [], lines: [], rejects: [], items: 0 })

/** Answers the fault that ended the file before its end, where there was one; what was read until there is stored. */
async function importFile({ store, catalogue, clock, folder, maxUnpacked }: ImportParts, id: string, stopped: () => boolean): Promise<'done' | 'stopped' | FileProblem> {
  const job = await store.db.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const progress: ImportProgress = { bytes: job.bytes, position: job.position, accepted: job.accepted, duplicate: job.duplicate, rejected: job.rejected }
  const file = createReadStream(spoolPath(folder, id), { highWaterMark: 256 * 1024 })
  let pending = nothing()
  let skip = progress.position
  const flush = async (): Promise<void> => {
    const results = await ingest(store, catalogue, pending.events, clock())
    for (const [i, result] of results.entries()) {
      if (result.status === 'rejected') pending.rejects.push({ line: pending.lines[i] ?? 0, problem: result.problem, record: `${result.source} ${result.id}` })
      else progress[result.status]++
    }
    progress.rejected += pending.rejects.length
    progress.position += pending.items
    progress.bytes = file.bytesRead
    await recordImport(store, id, progress, pending.rejects)
    pending = nothing()
  }
  let fault: FileProblem | null = null
  for await (const item of readEvents(file, { name: job.file, maxUnpacked })) {
    if ('problem' in item && item.fatal) fault = item.problem
    if (skip > 0) {
      skip--
      continue
    }
    sort(item, job.file, pending)
    if (pending.items >= CHUNK) await flush()
    if (stopped()) return 'stopped'
  }
  await flush()
  return fault ?? 'done'
}

/** The source of an event that names none is its file. */
function sort(item: Item, file: string, pending: Pending): void {
  pending.items++
  if ('problem' in item) {
    const { line, code, message, remedy } = item.problem
    pending.rejects.push({ line, problem: { code, field: null, message, remedy }, record: item.record ?? null })
    return
  }
  const read = readEvent(item.event, { source: file })
  if ('problem' in read) {
    pending.rejects.push({ line: item.line, problem: read.problem, record: JSON.stringify(item.event) ?? null })
    return
  }
  pending.events.push(read.event)
  pending.lines.push(item.line)
}
