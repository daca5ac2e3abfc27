/** What the store cannot take, beyond what the contract of an event already says. */
import type { Catalogue, ChainEvent, EventProblem } from '@hengjian/engine'
import type { ErrorCode } from '@hengjian/contracts'
import { errors } from '@hengjian/contracts'
import { writeEvent } from '@hengjian/engine'
import { canonicalJson, unstorable } from '../hash/index.ts'

/** Chain, source and id together are one key of an index, whose entries are limited. */
const LONGEST_KEY = 2000
const LONGEST_EVENT = 256 * 1024

/** Empty dates of other systems (year 1, year 9999) lie at the ends of what can be written as a date; a period from there leaves it. */
const EARLIEST = Date.parse('1000-01-01T00:00:00Z')
const LATEST = Date.parse('9999-01-01T00:00:00Z')
const isUnreal = (ms: number): boolean => ms < EARLIEST || ms >= LATEST

/** Null where the event can be stored. `json`: its canonical text. */
export function refusal(event: ChainEvent, json = canonicalJson(writeEvent(event))): EventProblem | null {
  if (json.length > LONGEST_EVENT) return eventProblem('HJ-EVT-009', null, `${Math.ceil(json.length / 1024)} KiB`)
  if (Buffer.byteLength(event.chain) + Buffer.byteLength(event.source) + Buffer.byteLength(event.id) > LONGEST_KEY) return eventProblem('HJ-EVT-010', 'id', '')
  const unreal = isUnreal(event.ms) ? 'at' : event.recordedMs !== null && isUnreal(event.recordedMs) ? 'recordedAt' : null
  if (unreal !== null) return eventProblem('HJ-EVT-004', unreal, `${unreal} ${event[unreal]}`)
  const path = unstorable(event, json)
  return path === null ? null : eventProblem('HJ-EVT-007', path, path)
}

/** What is recorded of acts inside the platform. Nobody else may speak for it, or write into its matters. */
export const INSIDE = 'hengjian'

export function reserved(catalogue: Catalogue, event: ChainEvent): EventProblem | null {
  if (event.source === INSIDE) return eventProblem('HJ-EVT-013', 'source', event.source)
  for (const { internal } of catalogue.flows) if (internal !== undefined && event.chain.startsWith(internal)) return eventProblem('HJ-EVT-013', 'chain', event.chain)
  return null
}

export function conflict(event: ChainEvent): EventProblem {
  return eventProblem('HJ-EVT-008', 'id', `${event.source} ${event.id}`)
}

/** An entry of the error catalogue as the problem of one event. */
export function eventProblem(code: ErrorCode, field: string | null, detail: string): EventProblem {
  const { title, remedy } = errors[code]
  return { code, field, message: { zh: join(title.zh, '：', detail), en: join(title.en, ': ', detail) }, remedy }
}

const join = (title: string, colon: string, detail: string): string => (detail === '' ? title : `${title}${colon}${detail}`)
