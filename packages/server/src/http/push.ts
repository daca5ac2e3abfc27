/** Body of `POST /events` → wire events → stored; one answer per event. */
import type { EventFault, PushAnswer, PushResult } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import type { IncomingHttpHeaders } from 'node:http'
import { eventProblem, ingest } from '../intake/index.ts'
import { CodedError } from '../problem.ts'
import type { Store } from '../store/index.ts'
import type { Unwrapped } from './cloudevents.ts'
import { isBinaryMode, unwrapBinary, unwrapStructured } from './cloudevents.ts'
import { isTooDeep, parseJson } from './json-body.ts'

type Arrived = Unwrapped | { wire: unknown }

/** `body`: the text as it came; `type`: media type without parameters, lower case. Throws HJ-REQ-…. */
export function arrivals(type: string, headers: IncomingHttpHeaders, body: string): Arrived[] {
  switch (type) {
    case 'application/x-ndjson':
    case 'application/jsonl':
      return atMost(body.split('\n', MOST_EVENTS + 2)).flatMap((line) => (line.trim() === '' ? [] : [parseLine(line)]))
    case 'application/cloudevents+json':
      return [unwrapStructured(parseJson(body))]
    case 'application/cloudevents-batch+json':
      return atMost(listOf(parseJson(body))).map(unwrapStructured)
    case 'application/json': {
      const parsed = parseJson(body)
      if (isBinaryMode(headers)) return [unwrapBinary(headers, parsed)]
      return atMost(Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).map((wire) => ({ wire }))
    }
    default:
      throw new CodedError('HJ-REQ-004', type)
  }
}

/** Each event is answered by itself, and the answer is far longer than the shortest event: the limit in bytes alone is none. */
const MOST_EVENTS = 100_000

function atMost<T>(events: T[]): T[] {
  // one more, for the line break at the end
  if (events.length > MOST_EVENTS + 1) throw new CodedError('HJ-REQ-003', `> ${MOST_EVENTS}`)
  return events
}

function listOf(parsed: unknown): unknown[] {
  if (!Array.isArray(parsed)) throw new CodedError('HJ-REQ-001', '[…]')
  return parsed
}

/** A bad line is refused by itself; the others are stored. */
function parseLine(line: string): Arrived {
  if (isTooDeep(line)) return { fault: 'HJ-REQ-002', field: '', id: null }
  try {
    return { wire: JSON.parse(line) as unknown }
  } catch {
    return { fault: 'HJ-EVT-012', field: '', id: null }
  }
}

/** Source of an event that names none and came without a key. */
const CLIENT = 'http'

export async function push(store: Store, catalogue: Catalogue, arrived: readonly Arrived[], now: number, client = CLIENT): Promise<PushAnswer> {
  const events: ChainEvent[] = []
  const places: number[] = []
  const results: PushResult[] = []
  for (const [index, one] of arrived.entries()) {
    const read = 'fault' in one ? { problem: eventProblem(one.fault, one.field === '' ? null : one.field, one.field) } : readEvent('wire' in one ? one.wire : one.event, { source: client })
    if ('event' in read) {
      events.push(read.event)
      places.push(index)
    } else results[index] = refused(index, one, read.problem)
  }
  for (const [i, result] of (await ingest(store, catalogue, events, now)).entries()) {
    const index = places[i] as number
    const { status, id, source, chain } = result
    results[index] = { index, status, id, source, chain, reason: result.status === 'rejected' ? result.problem : null }
  }
  const count = (status: PushResult['status']): number => results.filter((result) => result.status === status).length
  return { accepted: count('accepted'), duplicate: count('duplicate'), rejected: count('rejected'), results }
}

function refused(index: number, one: Arrived, reason: EventFault): PushResult {
  const given = 'fault' in one ? { id: one.id } : (('wire' in one ? one.wire : one.event) as Record<string, unknown> | null)
  const text = (key: string): string | null => {
    const value = given !== null && typeof given === 'object' ? given[key] : null
    return typeof value === 'string' ? value.slice(0, 500) : null
  }
  return { index, status: 'rejected', id: text('id'), source: text('source'), chain: text('chain'), reason }
}
