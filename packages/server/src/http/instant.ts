/** A moment in an address: as of when one looks. */
import { parseInstant } from '@hengjian/engine'
import { dayStart, localDay } from '../dates.ts'
import { CodedError } from '../problem.ts'

/** A bare date means the end of that day: everything that was known on it. Throws HJ-REQ-005. */
export function readInstant(text: string, offset: number): number {
  // in an address `+` is easily lost to a space
  const read = parseInstant(text.replace(' ', '+'))
  if (read === null) throw new CodedError('HJ-REQ-005', `asOf=${text}`)
  return read.dateOnly ? dayStart(localDay(read.ms, read.offset) + 1, offset) - 1 : read.ms
}
