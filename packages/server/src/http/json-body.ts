/** Reading JSON that strangers send: limits before parsing, clear errors after. */
import { CodedError } from '../problem.ts'

const DEEPEST = 32

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Brackets outside texts, counted before a parser sees them: depth costs stack, and later readers recurse. */
export function isTooDeep(text: string, deepest = DEEPEST): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inText) {
      if (c === BACKSLASH) i++
      else if (c === QUOTE) inText = false
    } else if (c === QUOTE) inText = true
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > deepest) return true
    } else if (c === 0x7d || c === 0x5d) depth--
  }
  return false
}

/** Throws HJ-REQ-001 or HJ-REQ-002. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new CodedError('HJ-REQ-002')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CodedError('HJ-REQ-001', error instanceof Error ? error.message.slice(0, 200) : '')
  }
}

/** Bytes as UTF-8 text without a byte-order mark; throws HJ-REQ-001 where they are not. */
export function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new CodedError('HJ-REQ-001', 'UTF-8')
  }
}
