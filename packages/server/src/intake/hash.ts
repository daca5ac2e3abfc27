/** The hash chain of a matter: its records are the events, each with `receivedAt` as its last member. */
import { linkHash } from '../hash/index.ts'

/** `head`: hash before, in hex. `json`: canonical JSON of the event. `receivedAt`: epoch milliseconds. Answers hex. */
export function extendHash(head: string, json: string, receivedAt: number): string {
  // the event is an object, so its text ends in "}": receivedAt becomes its last member
  return linkHash(head, `${json.slice(0, -1)},"receivedAt":"${new Date(receivedAt).toISOString()}"}`)
}
