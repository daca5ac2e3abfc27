/**
 * The hash chain of a matter. Each record is hashed together with the hash before it:
 *   hash(n) = SM3( hash(n−1), 32 bytes ‖ canonical JSON of the event with `receivedAt`, UTF-8 )
 * hash(0) is 32 zero bytes. Anybody with the events can recompute it; `docs/` and `verifyChains` say the same.
 */
import { hash } from 'node:crypto'

export const GENESIS = '00'.repeat(32)

/** `head`: hash before, in hex. `json`: canonical JSON of the event. `receivedAt`: epoch milliseconds. Answers hex. */
export function extendHash(head: string, json: string, receivedAt: number): string {
  // the event is an object, so its text ends in "}": receivedAt becomes its last member
  const record = `${json.slice(0, -1)},"receivedAt":"${new Date(receivedAt).toISOString()}"}`
  return hash('sm3', Buffer.concat([Buffer.from(head, 'hex'), Buffer.from(record, 'utf8')]), 'hex')
}
