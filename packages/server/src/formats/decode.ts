/**
 * Bytes to text. A byte-order mark or an XML declaration decides; without one the text is UTF-8,
 * or GB18030 if its first non-ASCII stretch is no UTF-8 but is plausible Chinese. Anything else is refused, never guessed.
 */
import { isAscii } from 'node:buffer'
import { peek } from './peek.ts'
import { FormatError } from './problem.ts'

export async function* decode(input: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const { first, all } = await peek(input, 256)
  let decoder = declared(Buffer.concat(first))
  let held: Uint8Array[] = []
  let count = 0
  let lines = 1
  const run = (bytes?: Uint8Array): string => {
    try {
      const text = decoder ? decoder.decode(bytes, { stream: bytes !== undefined }) : ascii(bytes)
      count += text.length
      lines += countLines(text)
      return text
    } catch {
      throw new FormatError('encoding', lines, String(count))
    }
  }
  for await (const bytes of all) {
    // Until something is not ASCII every candidate reads the same; then a stretch is gathered to decide on.
    if (!decoder && (held.length > 0 || !isAscii(bytes))) {
      held.push(bytes)
      if (held.reduce((sum, part) => sum + part.length, 0) < ENOUGH) continue
      const stretch = Buffer.concat(held)
      held = []
      decoder = guess(stretch, lines, count)
      yield run(stretch)
    } else yield run(bytes)
  }
  if (held.length > 0) {
    const stretch = Buffer.concat(held)
    decoder = guess(stretch, lines, count)
    yield run(stretch)
  }
  yield run()
}

/** Bytes on which UTF-8 and GB18030 can be told apart. */
const ENOUGH = 4096

const ascii = (bytes: Uint8Array | undefined): string => (bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') : '')

export function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

const strict = (label: string) => new TextDecoder(label, { fatal: true })

function declared(bytes: Uint8Array): TextDecoder | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return strict('utf-8')
  if (a === 0xff && b === 0xfe) return strict('utf-16le')
  if (a === 0xfe && b === 0xff) return strict('utf-16be')
  if (a === 0 || b === 0) throw new FormatError('nul', 1)
  const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1]
  if (!label || /^(utf-?8|us-ascii)$/i.test(label)) return null
  try {
    return strict(/^gb/i.test(label) ? 'gb18030' : label)
  } catch {
    throw new FormatError('encoding-unknown', 1, label)
  }
}

function guess(bytes: Uint8Array, line: number, count: number): TextDecoder {
  for (const label of ['utf-8', 'gb18030']) {
    if (label === 'gb18030' && !plausiblyChinese(bytes)) continue
    try {
      strict(label).decode(bytes, { stream: true })
      return strict(label)
    } catch {
      // the next candidate
    }
  }
  throw new FormatError('encoding', line, String(count))
}

/** Western letters in a one-byte encoding also pass as GB18030, but then the second byte is mostly an ASCII letter. */
function plausiblyChinese(bytes: Uint8Array): boolean {
  let pairs = 0
  let high = 0
  for (let i = 0; i + 1 < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x81) continue
    pairs++
    if ((bytes[++i] ?? 0) >= 0xa1) high++
  }
  return high * 2 > pairs
}
