/**
 * One chain laid out for judging: events in order, node codes as integers, and for each node the list of its
 * occurrences, so that a rule looks only at events of the nodes that it names.
 */
import type { ChainEvent } from '../event.ts'
import { dayOf, minuteOf } from '../time.ts'
import type { Guards } from './predicate.ts'

export class Chain {
  readonly events: readonly ChainEvent[]
  readonly asOf: number
  /** integer of each event's node; -1 where the catalogue does not know it */
  readonly nodes: number[] = []
  /** local day of each event */
  readonly days: number[] = []
  /** why the last predicate or selector was unknown: the attribute that is missing */
  missing = ''
  readonly #zone: number | null
  readonly #first: Int32Array
  readonly #next: number[] = []
  readonly #slots: ReadonlyMap<string, FactSlot>
  #places: (number[] | undefined)[] | null = null

  constructor(events: readonly ChainEvent[], asOf: number, nodeIds: ReadonlyMap<string, number>, zone: number | null, slots: ReadonlyMap<string, FactSlot>) {
    this.events = events
    this.asOf = asOf
    this.#zone = zone
    this.#slots = slots
    this.#first = new Int32Array(nodeIds.size).fill(-1)
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as ChainEvent
      this.nodes.push(nodeIds.get(event.node) ?? -1)
      this.days.push(dayOf(event.ms, zone === null || event.dateOnly ? event.offset : zone))
      this.#next.push(-1)
    }
    for (let i = events.length - 1; i >= 0; i--) {
      const node = this.nodes[i] as number
      if (node === -1) continue
      this.#next[i] = this.#first[node] as number
      this.#first[node] = i
    }
  }

  at(i: number): ChainEvent {
    return this.events[i] as ChainEvent
  }

  /** Local day of event i: in the catalogue's zone, or as the event was written. */
  day(i: number): number {
    return this.days[i] as number
  }

  minute(i: number): number {
    return minuteOf(this.at(i).ms)
  }

  /** The events that record a carried fact, in order. Most facts that rules ask for were never recorded, or once. */
  places(slot: number): readonly number[] {
    this.#places ??= placesOf(this.events, this.#slots)
    return this.#places[slot] ?? NOWHERE
  }

  /** Does any event record the fact? */
  records(slot: number): boolean {
    return (this.#places ??= placesOf(this.events, this.#slots))[slot] !== undefined
  }

  /** False where a predicate that needs these cannot hold anywhere in this chain. */
  mayHold({ slots, nodes }: Guards): boolean {
    const places = (this.#places ??= placesOf(this.events, this.#slots))
    for (let k = 0; k < slots.length; k++) if (places[slots[k] as number] === undefined) return false
    for (let k = 0; k < nodes.length; k++) if (!this.hasAny(nodes[k] as readonly number[])) return false
    return true
  }

  /** Did anything happen at one of these nodes? */
  hasAny(nodes: readonly number[]): boolean {
    for (let k = 0; k < nodes.length; k++) if (this.#first[nodes[k] as number] !== -1) return true
    return false
  }

  /** First occurrence of a node, or -1. */
  first(node: number): number {
    return this.#first[node] as number
  }

  /** Next occurrence of the same node, or -1. */
  next(i: number): number {
    return this.#next[i] as number
  }

  /** Offset in which dates of verdicts on this event are written. */
  zoneOf(event: ChainEvent): number {
    return this.#zone ?? event.offset
  }

  today(event: ChainEvent): number {
    return dayOf(this.asOf, this.zoneOf(event))
  }

  /** Does event j come after event i? An event with a bare date is compatible with any time of its day. */
  follows(j: number, i: number): boolean {
    if (j === i) return false
    if (j > i) return true
    const a = this.at(i)
    const b = this.at(j)
    return (a.dateOnly || b.dateOnly) && this.day(i) === this.day(j)
  }
}

const NOWHERE: readonly number[] = []
/** Of a fact that is not carried it is enough to know that it was recorded at all. */
const SOMEWHERE: number[] = []

/** Facts that rules ask for, and whether their values carry over to later events. */
export interface FactSlot {
  slot: number
  carried: boolean
}

function placesOf(events: readonly ChainEvent[], slots: ReadonlyMap<string, FactSlot>): (number[] | undefined)[] {
  const places = Array<number[] | undefined>(slots.size)
  for (let i = 0; i < events.length; i++) {
    for (const key in (events[i] as ChainEvent).attrs) {
      const fact = slots.get(key)
      if (fact === undefined) continue
      const known = places[fact.slot]
      if (!fact.carried) places[fact.slot] = SOMEWHERE
      else if (known === undefined) places[fact.slot] = [i]
      else known.push(i)
    }
  }
  return places
}

export type Scope = 'subject' | 'case' | 'chain'

/** May two events be counted together? An event without subject concerns everyone in the matter. */
export function inScope(a: ChainEvent, b: ChainEvent, scope: Scope): boolean {
  switch (scope) {
    case 'chain':
      return true
    case 'case':
      return a.case === b.case
    case 'subject':
      return a.subject === null || b.subject === null || a.subject === b.subject
  }
}
