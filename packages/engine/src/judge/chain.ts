/**
 * One chain laid out for judging: events in order, node codes as integers, and for each node the list of its
 * occurrences, so that a rule looks only at events of the nodes that it names.
 */
import type { ChainEvent } from '../event.ts'
import { dayOf, minuteOf } from '../time.ts'

const NONE = -1

export class Chain {
  readonly events: readonly ChainEvent[]
  readonly asOf: number
  /** why the last predicate or selector was unknown: the attribute that is missing */
  missing = ''
  readonly #zone: number | null
  readonly #first: Int32Array
  readonly #next: Int32Array

  constructor(events: readonly ChainEvent[], asOf: number, nodeIds: ReadonlyMap<string, number>, zone: number | null) {
    this.events = events
    this.asOf = asOf
    this.#zone = zone
    this.#first = new Int32Array(nodeIds.size).fill(NONE)
    this.#next = new Int32Array(events.length)
    for (let i = events.length - 1; i >= 0; i--) {
      const node = nodeIds.get((events[i] as ChainEvent).node)
      if (node === undefined) continue
      this.#next[i] = this.#first[node] as number
      this.#first[node] = i
    }
  }

  at(i: number): ChainEvent {
    return this.events[i] as ChainEvent
  }

  /** First occurrence of a node, or -1. */
  first(node: number): number {
    return this.#first[node] as number
  }

  /** Next occurrence of the same node, or -1. */
  next(i: number): number {
    return this.#next[i] as number
  }

  /** Offset in which an event's local day is reckoned: the catalogue's, or as the event was written. */
  offset(event: ChainEvent): number {
    return this.#zone === null || event.dateOnly ? event.offset : this.#zone
  }

  day(event: ChainEvent): number {
    return dayOf(event.ms, this.offset(event))
  }

  minute(event: ChainEvent): number {
    return minuteOf(event.ms)
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
    return (a.dateOnly || b.dateOnly) && this.day(a) === this.day(b)
  }
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
