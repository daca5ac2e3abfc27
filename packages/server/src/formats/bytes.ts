/** From a file's bytes to the bytes of its content: gzip is recognised by its magic number, whatever the name says. */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { peek } from './peek.ts'
import { FormatError } from './problem.ts'

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)

export async function unpack(input: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { first, all } = await peek(input, 4)
  const head = Buffer.concat(first)
  if (head.length === 0) throw new FormatError('empty', 1)
  if (startsWith(head, 0x50, 0x4b, 3, 4)) throw new FormatError('archive', 1)
  return startsWith(head, 0x1f, 0x8b) ? gunzip(all) : all
}

async function* gunzip(input: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(input)
  // 256 KiB per step: fewer hops between the decompressing thread and this one.
  const zip = createGunzip({ chunkSize: 256 * 1024 })
  source.once('error', (error) => zip.destroy(error))
  source.pipe(zip)
  try {
    for await (const chunk of zip) yield chunk as Uint8Array
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new FormatError('damaged-gzip', 1)
    throw error
  } finally {
    source.destroy()
    zip.destroy()
  }
}
