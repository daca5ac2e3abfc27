/**
 * One file into the store, batch by batch. What is stored already is recognised, and the position in the file is kept with it,
 * so a run that was interrupted is simply started again. Rejected records go to `<file>.rejects.jsonl`.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Catalogue } from '@hengjian/engine'
import type { FileProblem, Mapping } from '../formats/index.ts'
import { CHUNK, beginImport, finishImport, ingest, recordImport } from '../intake/index.ts'
import type { ImportProgress, Reject, Store } from '../intake/index.ts'
import { eventsOf } from './inputs.ts'
import type { ReadItem } from './inputs.ts'

/** Characters of a rejected record that are kept. */
const LONGEST_RECORD = 10_000

export interface ImportTarget {
  store: Store
  catalogue: Catalogue
  mapping: Mapping
  clock: () => number
}

export interface ImportOutcome {
  progress: ImportProgress
  /** what ended the file before its end */
  fault: FileProblem | null
}

export const rejectsFileOf = (file: string): string => `${file}.rejects.jsonl`

export async function importFile(file: string, target: ImportTarget, onProgress: (progress: ImportProgress) => void): Promise<ImportOutcome> {
  const { store, clock } = target
  const totalBytes = (await stat(file)).size
  const { id, progress } = await beginImport(store, { name: basename(file), fingerprint: await fingerprintOf(file, target.mapping), totalBytes }, clock())
  if (progress.position === 0) await rm(rejectsFileOf(file), { force: true })
  try {
    const fault = await readAll(file, target, id, progress, onProgress)
    await finishImport(store, id, clock(), fault && problemDocument(fault.code, fault.message.zh, fault.remedy.zh))
    return { progress, fault }
  } catch (error) {
    // Best effort: if the store itself failed, its job stays unfinished and the next run goes on with it.
    await finishImport(store, id, clock(), problemDocument('HJ-SRV-001', error instanceof Error ? error.message : '', '')).catch(() => undefined)
    throw error
  }
}

async function readAll(file: string, target: ImportTarget, id: string, progress: ImportProgress, onProgress: (progress: ImportProgress) => void): Promise<FileProblem | null> {
  let fault: FileProblem | null = null
  let bytes = 0
  let toSkip = progress.position
  let batch: ReadItem[] = []
  const flush = async () => {
    await storeBatch(file, batch, target, id, progress)
    progress.bytes = Math.max(progress.bytes, bytes)
    onProgress(progress)
    batch = []
  }
  for await (const item of eventsOf(file, { mapping: target.mapping }, (count) => (bytes += count))) {
    if ('problem' in item && item.fatal) fault = item.problem
    if (toSkip-- > 0) continue
    batch.push(item)
    if (batch.length === CHUNK) await flush()
  }
  await flush()
  return fault
}

async function storeBatch(file: string, batch: ReadItem[], { store, catalogue, clock }: ImportTarget, id: string, progress: ImportProgress): Promise<void> {
  const rejects: Reject[] = []
  const read = batch.filter((item) => 'event' in item)
  for (const item of batch) {
    if ('event' in item) continue
    const { code, line, message, remedy } = item.problem
    rejects.push({ line, problem: { code, field: null, message, remedy }, record: item.record?.slice(0, LONGEST_RECORD) ?? null })
  }
  const results = await ingest(store, catalogue, read.map(({ event }) => event), clock())
  for (const [i, result] of results.entries()) {
    const item = read[i]
    if (result.status !== 'rejected') progress[result.status]++
    else if (item) rejects.push({ line: item.line, problem: result.problem, record: JSON.stringify(item.event) })
  }
  progress.rejected += rejects.length
  progress.position += batch.length
  if (rejects.length > 0) await appendFile(rejectsFileOf(file), rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''))
  await recordImport(store, id, progress, rejects)
}

/** The same file read through another mapping is another import. */
async function fingerprintOf(file: string, mapping: Mapping): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(file)) digest.update(chunk as Uint8Array)
  const { nodes, attrs, source = '', chainPrefix = '' } = mapping
  return digest.update(JSON.stringify([[...nodes], [...attrs], source, chainPrefix])).digest('hex')
}

const problemDocument = (code: string, detail: string, remedy: string) => ({ type: 'about:blank', title: detail, status: 422, code, detail, remedy })
