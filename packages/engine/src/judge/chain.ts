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

/** All that is read from the events once, however often the chain is looked at. */
class Laid {
  readonly events: readonly ChainEvent[]
  /** integer of each event's node; -1 where the catalogue does not know it */
  readonly nodes: number[]
  /** local day of each event */
  readonly days: number[]
  /** Facts of all events, one after the other: where those of an event begin, their slots, their values, and the numbers of those that a test asked for. */
  readonly begins: number[]
  readonly slots: number[] = []
  readonly told: FactValue[] = []
  readonly numbers: number[] = []
  /** by slot: the events that record a carried fact, in order; of another it is enough to know that it was recorded at all */
  readonly places: (number[] | undefined)[]
  readonly code: Code
  readonly zone: number | null

  /** @param events in order of occurrence */
  constructor(events: readonly ChainEvent[], { nodeIds, zoneOffset, slots, code }: Layout) {
    const size = events.length
    this.events = events
    this.code = code
    this.zone = zoneOffset
    this.places = Array<number[] | undefined>(slots.size)
    this.nodes = Array<number>(size).fill(-1)
    this.days = Array<number>(size).fill(0)
    this.begins = Array<number>(size + 1).fill(0)
    for (let i = 0; i < size; i++) {
      const event = events[i] as ChainEvent
      const node = nodeIds.get(event.node) ?? -1
      this.nodes[i] = node
      this.days[i] = dayOf(event.ms, zoneOffset === null || event.dateOnly ? event.offset : zoneOffset)
      this.#lay(event.attrs, i, slots, node === -1 ? [] : (code.shapes[node] as Shape))
      this.begins[i + 1] = this.slots.length
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
      this.slots.push(slot)
      this.told.push(value)
      this.numbers.push(UNASKED)
      if ((fact & 1) === 0) this.places[slot] = SOMEWHERE
      else this.#place(slot, i)
    }
  }

  #place(slot: number, i: number): void {
    const known = this.places[slot]
    if (known === undefined) this.places[slot] = [i]
    else known.push(i)
  }
}

export class Chain {
  readonly asOf: number
  /** The events, or more: only those before `size` count, and not the `hidden` one. */
  readonly events: readonly ChainEvent[]
  readonly nodes: readonly number[]
  readonly size: number
  readonly hidden: number
  /** why the last predicate or selector was unknown: the attribute that is missing */
  missing = ''
  readonly words: Int32Array
  readonly tests: readonly Test[]
  readonly #laid: Laid
  // At hand here, because they are asked for all the time.
  readonly #days: readonly number[]
  readonly #first: Int32Array
  readonly #next: number[]
  readonly #begins: readonly number[]
  readonly #slots: readonly number[]
  readonly #numbers: number[]
  readonly #places: readonly (readonly number[] | undefined)[]

  private constructor(laid: Laid, asOf: number, size: number, hidden: number) {
    this.asOf = asOf
    this.events = laid.events
    this.nodes = laid.nodes
    this.size = size
    this.hidden = hidden
    this.words = laid.code.words
    this.tests = laid.code.tests
    this.#laid = laid
    this.#days = laid.days
    this.#first = new Int32Array(laid.code.nodes.length).fill(-1)
    this.#next = Array<number>(size).fill(-1)
    for (let i = size - 1; i >= 0; i--) {
      const node = laid.nodes[i] as number
      if (node === -1 || i === hidden) continue
      this.#next[i] = this.#first[node] as number
      this.#first[node] = i
    }
    this.#begins = laid.begins
    this.#slots = laid.slots
    this.#numbers = laid.numbers
    this.#places = laid.places
  }

  /** @param events those that count, in order of occurrence */
  static of(events: readonly ChainEvent[], asOf: number, layout: Layout): Chain {
    return new Chain(new Laid(events, layout), asOf, events.length, NOBODY)
  }

  /** The same chain as it stood at an earlier moment, as if `gone` had never been recorded (null: with all). Nothing is laid out anew. */
  asItStood(moment: number, gone: ChainEvent | null): Chain {
    let size = this.size
    while (size > 0 && this.at(size - 1).ms > moment) size--
    return new Chain(this.#laid, moment, size, gone === null ? NOBODY : this.events.indexOf(gone))
  }

  /** Where the value of a fact at event i is laid down, its own or where facts carry the latest earlier one that still holds; -1: nowhere. */
  find(slot: number, i: number, carried: boolean): number {
    const end = this.#begins[i + 1] as number
    for (let k = this.#begins[i] as number; k < end; k++) if (this.#slots[k] === slot) return k
    return carried ? this.#findEarlier(slot, i) : -1
  }

  #findEarlier(slot: number, i: number): number {
    const places = this.places(slot)
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
    const number = this.#laid.code.values[this.#slots[found] as number]?.get(this.#laid.told[found]) ?? -1
    this.#numbers[found] = number
    return number
  }

  /** Codes of the nodes that a selector names. */
  codesOf(selector: Selector): string[] {
    const end = selector + 1 + 2 * (this.words[selector] as number)
    const codes: string[] = []
    for (let at = selector + 1; at < end; at += 2) codes.push(this.#laid.code.nodes[this.words[at] as number] as string)
    return codes
  }

  /** Code of the first of them. */
  codeOf(selector: Selector): string {
    return this.#laid.code.nodes[this.words[selector + 1] as number] as string
  }

  keyOf(slot: number): string {
    return this.#laid.code.keys[slot] as string
  }

  at(i: number): ChainEvent {
    return this.events[i] as ChainEvent
  }

  /** Local day of event i: in the catalogue's zone, or as the event was written. */
  day(i: number): number {
    return this.#days[i] as number
  }

  minute(i: number): number {
    return minuteOf(this.at(i).ms)
  }

  /** The events that record a carried fact, in order. Most facts that rules ask for were never recorded, or once. */
  places(slot: number): readonly number[] {
    const places = this.#places[slot] ?? NOWHERE
    return this.size === this.events.length && this.hidden === NOBODY ? places : places.filter((j) => j < this.size && j !== this.hidden)
  }

  /** May any event record the fact? */
  records(slot: number): boolean {
    return this.#places[slot] !== undefined
  }

  /** Did anything happen at one of the nodes of a list in the code? */
  hasAny(list: number): boolean {
    const end = list + 1 + (this.words[list] as number)
    for (let at = list + 1; at < end; at++) if (this.first(this.words[at] as number) !== -1) return true
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
    return this.#laid.zone ?? event.offset
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
const NOBODY = -2
const NOWHERE: readonly number[] = []
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
