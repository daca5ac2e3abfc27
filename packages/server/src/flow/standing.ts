/**
 * Where an internal matter stands, told by its events alone.
 *
 * The main course: an act opens the nodes that may follow it; the next main act takes their place. Nodes `aside` happen
 * while the matter is open and move it only where they say what follows. `ends` closes it, `reopens` opens it again.
 */
import type { ChainEvent } from '@hengjian/engine'
import { effectiveEvents } from '@hengjian/engine'
import type { Flow, FlowNode } from './definition.ts'

export interface Doing {
  node: string
  act: string | null
  at: string
  /** id and name of who did it */
  by: string | null
  name: string | null
}

export interface Standing {
  /** main nodes that may be next; empty once it has ended */
  open: string[]
  ended: boolean
  /** who was named to act, by id */
  assigned: string | null
  /** who took its first step, by id */
  begunBy: string | null
  /** the unit that the matter concerns: its code, and its path where the organisation is known */
  unit: string | null
  unitPath: string | null
  /** agencies above that of the unit, as paths, the nearest first */
  above: string[]
  /** how many levels up it has gone */
  level: number
  /** the supervision from above under which it stands */
  supervised: string | null
  /** the latest act of the main course by a person */
  last: Doing | null
  /** the latest act of each node, and how often */
  done: Map<string, Doing & { times: number }>
  /** questions that nobody has answered yet */
  waiting: string[]
}

/** `events`: of one chain, in the order in which they were stored. */
export function standingOf(flow: Flow, events: readonly ChainEvent[]): Standing {
  const standing: Standing = { open: [], ended: false, assigned: null, begunBy: null, unit: null, unitPath: null, above: [], level: 0, supervised: null, last: null, done: new Map(), waiting: [] }
  for (const event of effectiveEvents(events, Number.POSITIVE_INFINITY)) {
    const node = flow.node(event.node)
    if (node !== undefined) step(standing, flow, node, event)
  }
  return standing
}

function step(standing: Standing, flow: Flow, node: FlowNode, event: ChainEvent): void {
  const act = text(event.attrs['act'])
  const doing: Doing = { node: node.code, act, at: event.at, by: event.actor?.['id'] ?? null, name: event.actor?.['name'] ?? null }
  standing.done.set(node.code, { ...doing, times: (standing.done.get(node.code)?.times ?? 0) + 1 })
  standing.begunBy ??= doing.by
  standing.unit ??= text(event.attrs['unit'])
  standing.unitPath ??= text(event.attrs['unitPath'])
  if (standing.above.length === 0) standing.above = text(event.attrs['above'])?.split(' ') ?? []
  if (node.assigns !== undefined) standing.assigned = text(event.attrs[node.assigns]) ?? standing.assigned
  if (node.raises) standing.level++
  if (node.supervises) standing.supervised = act ?? node.name.zh
  if (node.answers !== undefined) standing.waiting = standing.waiting.filter((code) => code !== node.answers)
  if (flow.nodes.some((other) => other.answers === node.code) && !standing.waiting.includes(node.code)) standing.waiting.push(node.code)
  const next = following(node, act)
  if (next !== null) standing.open = next
  if (node.aside !== true && node.system !== true) standing.last = doing
  if (isAmong(node.ends, act)) Object.assign(standing, { ended: true, open: [], waiting: [] })
  else if (act !== null && node.reopens?.includes(act)) standing.ended = false
  if (standing.ended) standing.open = []
}

/** The main nodes that an act opens; null where the matter stays where it is. */
export function following(node: FlowNode, act: string | null): string[] | null {
  const own = act === null ? undefined : node.next?.[act]
  if (own !== undefined) return own
  if (node.aside === true) return null
  return node.usual
}

const isAmong = (acts: true | readonly string[] | undefined, act: string | null): boolean => acts === true || (Array.isArray(acts) && act !== null && acts.includes(act))
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
