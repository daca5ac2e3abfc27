/** From a file's bytes to the bytes of its content: gzip is recognised by its magic number, whatever the name says. */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { limits } from './limits.ts'
import { peek } from './peek.ts'
import { FormatError } from './problem.ts'

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)

/** `most`: bytes of what is unpacked. */
export async function unpack(input: AsyncIterable<Uint8Array>, most = limits.unpacked): Promise<AsyncIterable<Uint8Array>> {
  const { first, all } = await peek(input, 4)
  const head = Buffer.concat(first)
  if (head.length === 0) throw new FormatError('empty', 1)
  if (startsWith(head, 0x50, 0x4b, 3, 4)) throw new FormatError('archive', 1)
  return startsWith(head, 0x1f, 0x8b) ? gunzip(all, most) : all
}

/** What unpacks to far more than it is fills disks and days; it ends where that shows. */
async function* gunzip(input: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let packed = 0
  let unpacked = 0
  const counted = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of input) {
      packed += chunk.length
      yield chunk
    }
  }
  const source = Readable.from(counted())
  // 256 KiB per step: fewer hops between the decompressing thread and this one.
  const zip = createGunzip({ chunkSize: 256 * 1024 })
  source.once('error', (error) => zip.destroy(error))
  source.pipe(zip)
  try {
    for await (const chunk of zip as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length
      if (unpacked > most) throw new FormatError('too-big', 1, size(most))
      if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio) throw new FormatError('too-dense', 1, String(limits.ratio))
      yield chunk
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new FormatError('damaged-gzip', 1)
    throw error
  } finally {
    source.destroy()
    zip.destroy()
  }
}

const size = (bytes: number): string => (bytes >= 1024 ** 3 ? `${Math.round(bytes / 1024 ** 3)} GiB` : `${Math.round(bytes / 1024 ** 2)} MiB`)
