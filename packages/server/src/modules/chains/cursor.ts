/** Where a list goes on: the sort key of its last row, unreadable on purpose so that nobody builds one. */
import { CodedError } from '../../problem.ts'

type Key = (string | number)[]

export const writeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** `types`: what each part must be. Throws HJ-REQ-009. */
export function readCursor(cursor: string, types: readonly ('string' | 'number' | 'date')[]): Key {
  const key = parse(cursor)
  const fits =
    Array.isArray(key) &&
    key.length === types.length &&
    types.every((type, i) => (type === 'date' ? !Number.isNaN(Date.parse(String(key[i]))) : typeof key[i] === type) && !String(key[i]).includes('\u0000'))
  if (!fits) throw new CodedError('HJ-REQ-009', cursor.slice(0, 80))
  return key as Key
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
