/**
 * What may be judged of a matter for whoever asks: what they may see. Where that is nothing, the matter has not begun or is
 * somebody else's; both are answered alike. Only an act by which a flow begins can then be judged, on itself alone; any
 * other needs what went before, and would be allowed for want of it.
 */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { viewOf } from '../../store/index.ts'
import type { PrecheckParts } from './parts.ts'

export interface Known {
  events: ChainEvent[]
  /** judged on the matter, or on the act alone */
  basis: 'matter' | 'act'
}

/** Throws HJ-REQ-007. */
export async function knownOf({ store, catalogue, reachOf }: Pick<PrecheckParts, 'store' | 'catalogue' | 'reachOf'>, intended: ChainEvent, by: Actor): Promise<Known> {
  const reach = await reachOf(by)
  const events = (await storedEvents(viewOf(store, reach).pool, [intended.chain])).get(intended.chain) ?? []
  if (events.length > 0) return { events, basis: 'matter' }
  // whoever sees everything knows that it has not begun
  const seesAll = reach.all && reach.juveniles && reach.clearance === Number.POSITIVE_INFINITY
  if (!seesAll && !isBeginning(catalogue, intended.node)) throw new CodedError('HJ-REQ-007', intended.chain)
  return { events, basis: 'act' }
}

/** The first node of its flow, or one to which no other of the flow leads. A node that nobody knows begins nothing. */
export function isBeginning({ nodes, flows }: Pick<Catalogue, 'nodes' | 'flows'>, code: string): boolean {
  const node = nodes.get(code)
  if (node === undefined || node.auxiliary) return false
  const own = flows.find((flow) => flow.code === node.flow)?.nodes ?? []
  return own[0] === code || !own.some((other) => other !== code && nodes.get(other)?.next.includes(code) === true)
}
