/**
 * One link of a chain of records. Each record is hashed together with the hash before it:
 *   hash(n) = SM3( hash(n−1), 32 bytes ‖ canonical JSON of the record, UTF-8 )
 * hash(0) is 32 zero bytes. Matters, the audit trail and the daily roots are chains of this one kind.
 */
import { hash } from 'node:crypto'

export const GENESIS = '00'.repeat(32)

/** `before`: hash before, in hex. `json`: canonical JSON of the record. Answers hex. */
export function linkHash(before: string, json: string): string {
  return hash('sm3', Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(json, 'utf8')]), 'hex')
}
