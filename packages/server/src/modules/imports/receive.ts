/** Writes an uploaded file to disk, byte by byte as it comes. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '@hengjian/contracts'
import { createImport } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { ImportParts } from './index.ts'

/** Ids are made by us, so the path is safe whatever the file was called. */
export const spoolPath = (folder: string, id: string): string => join(folder, id)

export async function receive(parts: ImportParts, body: AsyncIterable<Uint8Array>, file: { name: string; totalBytes: number | null }, by: Actor): Promise<string> {
  const { store, clock, folder, maxBytes, waiting } = parts
  if ((file.totalBytes ?? 0) > maxBytes) throw new CodedError('HJ-REQ-003', `${file.totalBytes} > ${maxBytes}`)
  const who = `${by.kind}:${by.id}`
  // files lie on the disk of the server until they are imported: nobody fills it alone
  const { rowCount } = await store.pool.query(`select from import_job where by_person = $1 and state in ('receiving', 'running') limit $2`, [who, waiting])
  if ((rowCount ?? 0) >= waiting) throw new CodedError('HJ-IMP-003', String(waiting))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const id = await createImport(store, { ...file, fingerprint: '', state: 'receiving' }, clock())
  await store.pool.query('update import_job set by_person = $2, by_unit = $3 where id = $1', [id, who, by.org?.id ?? null])
  const digest = createHash('sha256')
  let bytes = 0
  const measured = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new CodedError('HJ-REQ-003', `> ${maxBytes}`)
      digest.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(body, measured, createWriteStream(spoolPath(folder, id), { flags: 'wx', mode: 0o600, flush: true }))
  } catch (error) {
    await rm(spoolPath(folder, id), { force: true })
    await store.pool.query('delete from import_job where id = $1', [id])
    throw error instanceof CodedError ? error : new CodedError('HJ-IMP-002', file.name, { cause: error })
  }
  await store.pool.query(`update import_job set state = 'running', fingerprint = $2, total_bytes = $3 where id = $1`, [id, digest.digest('hex'), bytes])
  return id
}
