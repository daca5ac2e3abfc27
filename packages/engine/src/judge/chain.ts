/**
 * One chain laid out for judging: events in order, node codes as integers, and for each node the list of its
 * occurrences, so that a rule looks only at events of the nodes that it names.
 */
import type { ChainEvent } from '../event.ts'
import { dayOf, minuteOf } from '../time.ts'
import type { FactValue } from './facts.ts'
import type { Code, Selector, Shape, Test } from './code.ts'

/** What a chain needs to know of the catalogue. */
export interface Layout {
  nodeIds: ReadonlyMap<string, number>
  zoneOffset: number | null
  slots: ReadonlyMap<string, FactSlot>
  code: Code
}

export class Chain {
  readonly events: readonly ChainEvent[]
  readonly asOf: number
  /** integer of each event's node; -1 where the catalogue does not know it */
  readonly nodes: number[]
  /** local day of each event */
  readonly days: number[]
  /** why the last predicate or selector was unknown: the attribute that is missing */
  missing = ''
  readonly words: Int32Array
  readonly tests: readonly Test[]
  readonly #code: Code
  readonly #zone: number | null
  readonly #first: Int32Array
  readonly #next: number[]
  /** Facts of all events, one after the other: where those of an event begin, their slots, their values, and the numbers of those that a test asked for. */
  readonly #begins: number[]
  readonly #slots: number[] = []
  readonly #told: FactValue[] = []
  readonly #numbers: number[] = []
  readonly #places: (number[] | undefined)[]

  constructor(events: readonly ChainEvent[], asOf: number, { nodeIds, zoneOffset, slots, code }: Layout) {
    this.events = events
    this.asOf = asOf
    this.words = code.words
    this.tests = code.tests
    this.#code = code
    this.#zone = zoneOffset
    this.#first = new Int32Array(nodeIds.size).fill(-1)
    this.#places = Array<number[] | undefined>(slots.size)
    const size = events.length
    this.nodes = Array<number>(size).fill(-1)
    this.days = Array<number>(size).fill(0)
    this.#next = Array<number>(size).fill(-1)
    this.#begins = Array<number>(size + 1).fill(0)
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as ChainEvent
      const node = nodeIds.get(event.node) ?? -1
      this.nodes[i] = node
      this.days[i] = dayOf(event.ms, zoneOffset === null || event.dateOnly ? event.offset : zoneOffset)
      this.#lay(event.attrs, i, slots, node === -1 ? [] : (code.shapes[node] as Shape))
      this.#begins[i + 1] = this.#slots.length
    }
    for (let i = events.length - 1; i >= 0; i--) {
      const node = this.nodes[i] as number
      if (node === -1) continue
      this.#next[i] = this.#first[node] as number
      this.#first[node] = i
    }
  }

  #lay(attrs: Readonly<Record<string, unknown>>, i: number, slots: ReadonlyMap<string, FactSlot>, shape: Shape): void {
    let place = 0
    for (const key in attrs) {
      if (shape[place] !== key) {
        const fact = slots.get(key)
        shape[place] = key
        shape[place + 1] = fact === undefined ? -1 : fact.slot * 2 + (fact.carried ? 1 : 0)
      }
      const fact = shape[place + 1] as number
      place += 2
      if (fact === -1) continue
      const value = attrs[key]
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
      const slot = fact >> 1
      this.#slots.push(slot)
      this.#told.push(value)
      this.#numbers.push(UNASKED)
      if ((fact & 1) === 0) this.#places[slot] = SOMEWHERE
      else this.#place(slot, i)
    }
  }

  #place(slot: number, i: number): void {
    const known = this.#places[slot]
    if (known === undefined) this.#places[slot] = [i]
    else known.push(i)
  }

  /** Where the value of a fact at event i is laid down, its own or where facts carry the latest earlier one that still holds; -1: nowhere. */
  find(slot: number, i: number, carried: boolean): number {
    const end = this.#begins[i + 1] as number
    for (let k = this.#begins[i] as number; k < end; k++) if (this.#slots[k] === slot) return k
    return carried ? this.#findEarlier(slot, i) : -1
  }

  #findEarlier(slot: number, i: number): number {
    const places = this.#places[slot] ?? NOWHERE
    for (let k = places.length - 1; k >= 0; k--) {
      const j = places[k] as number
      if (j < i && inScope(this.at(i), this.at(j), 'subject')) return this.find(slot, j, false)
    }
    return -1
  }

  /** Number of a value that was found; -1 where no test names it. */
  value(found: number): number {
    const known = this.#numbers[found] as number
    return known === UNASKED ? this.#numberOf(found) : known
  }

  #numberOf(found: number): number {
    const number = this.#code.values[this.#slots[found] as number]?.get(this.#told[found]) ?? -1
    this.#numbers[found] = number
    return number
  }

  /** Codes of the nodes that a selector names. */
  codesOf(selector: Selector): string[] {
    const end = selector + 1 + 2 * (this.words[selector] as number)
    const codes: string[] = []
    for (let at = selector + 1; at < end; at += 2) codes.push(this.#code.nodes[this.words[at] as number] as string)
    return codes
  }

  /** Code of the first of them. */
  codeOf(selector: Selector): string {
    return this.#code.nodes[this.words[selector + 1] as number] as string
  }

  keyOf(slot: number): string {
    return this.#code.keys[slot] as string
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
    return this.#places[slot] ?? NOWHERE
  }

  /** Does any event record the fact? */
  records(slot: number): boolean {
    return this.#places[slot] !== undefined
  }

  /** Did anything happen at one of the nodes of a list in the code? */
  hasAny(list: number): boolean {
    const end = list + 1 + (this.words[list] as number)
    for (let at = list + 1; at < end; at++) if (this.#first[this.words[at] as number] !== -1) return true
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

const UNASKED = -2
const NOWHERE: readonly number[] = []
/** Of a fact that is not carried it is enough to know that it was recorded at all. */
const SOMEWHERE: number[] = []

/** Facts that rules ask for, and whether their values carry over to later events. */
export interface FactSlot {
  slot: number
  carried: boolean
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
