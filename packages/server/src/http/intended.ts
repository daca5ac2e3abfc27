/** An act that is asked about before it is done: an event whose id and time may be left out. */
import type { ErrorCode, EventFault } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import { instantText } from '../dates.ts'
import { refusal, reserved } from '../intake/index.ts'

export function readIntended(wire: unknown, catalogue: Catalogue, now: number): { event: ChainEvent } | { problem: EventFault & { code: ErrorCode } } {
  const intended = wire !== null && typeof wire === 'object' && !Array.isArray(wire) ? { id: 'intended', at: instantText(now, catalogue.zoneOffset ?? 0), ...wire } : wire
  const read = readEvent(intended, { source: 'precheck' })
  const problem = 'problem' in read ? read.problem : (refusal(read.event) ?? reserved(catalogue, read.event))
  if (problem !== null) return { problem: { ...problem, code: problem.code as ErrorCode } }
  return read as { event: ChainEvent }
}
