import type { Writer } from './wire.ts'

export const writeJsonl: Writer = async function* (events) {
  for await (const event of events()) yield `${JSON.stringify(event)}\n`
}
