/**
 * All tests of a catalogue in one array of integers. A rule is mostly run from cold memory, where each object on the
 * way costs more than the test itself; a test that lies in a line or two of cache costs next to nothing.
 */
import type { Chain, FactSlot } from './chain.ts'
import type { Fact } from './facts.ts'
import type { SelectorItem } from './selector.ts'
import { happenedBefore } from './selector.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN, negate } from './ternary.ts'

/** Where a test over an event and what came before it begins in the code. */
export type Predicate = number

/** Where the events of which a rule speaks stand in the code: how many kinds, and for each its node and what it must be like (-1: anything). */
export type Selector = number

/** A test that has no form of its own in the code. Unknown names the missing fact in `chain.missing`. */
export type Test = (chain: Chain, i: number) => Ternary

/** What must occur somewhere in the chain: facts, by their slots, and for each list an event at one of its nodes. */
export interface Guards {
  slots: readonly number[]
  nodes: readonly (readonly number[])[]
}

/**
 * Attributes in the order in which the last event of a node carried them, each followed by its slot (times two, and one
 * where it is carried; -1: no rule asks for it). Sources write the events of one node alike, so that most look-ups are saved.
 */
export type Shape = (string | number)[]

export interface Code {
  /** by node; a memory, which no verdict depends on */
  shapes: readonly Shape[]
  words: Int32Array
  tests: readonly Test[]
  /** by slot */
  keys: readonly string[]
  /** codes of the nodes */
  nodes: readonly string[]
  /** by slot: numbers of the values that some test names; null: no test names any */
  values: readonly (ReadonlyMap<unknown, number> | null)[]
}

/** [ALL, n, predicates], [ANY, n, predicates], [NOT, predicate], [AMONG, slot, mode, n, values], [PRESENT, slot, mode], [EARLIER, selector], [CALL, test] */
const ALL = 0
const ANY = 1
const NOT = 2
const AMONG = 3
const PRESENT = 4
const CALL = 5
const EARLIER = 6

/** Bits of a mode; above them what absence means. */
const WANTED = 1
const CARRIED = 2
const ABSENT = 4

export class CodeWriter {
  readonly #words: number[] = []
  readonly #tests: Test[] = []
  readonly #guards = new Map<Predicate, Guards>()
  readonly #values = new Map<number, Map<unknown, number>>()
  readonly #items = new Map<Selector, readonly SelectorItem[]>()
  /** what is written alike stands there once */
  readonly #known = new Map<string, number>()

  /** Every part must hold; false beats unknown. */
  allOf(parts: readonly Predicate[]): Predicate {
    return parts.length === 1 ? (parts[0] as Predicate) : this.#write([ALL, parts.length, ...parts], this.guardsOf(parts))
  }

  /** One part must hold; true beats unknown. */
  anyOf(parts: readonly Predicate[]): Predicate {
    return parts.length === 1 ? (parts[0] as Predicate) : this.#write([ANY, parts.length, ...parts], null)
  }

  not(part: Predicate): Predicate {
    return this.#write([NOT, part], null)
  }

  /** Is the fact one of these values, or none of them? `absent` is what absence means. */
  among({ slot, carried }: Fact, values: readonly unknown[], wanted: boolean, absent: Ternary): Predicate {
    const mode = (wanted ? WANTED : 0) | (carried ? CARRIED : 0) | (absent * ABSENT)
    return this.#write([AMONG, slot, mode, values.length, ...values.map((value) => this.numberOf(slot, value))], absent === FALSE ? { slots: [slot], nodes: [] } : null)
  }

  present({ slot, carried }: Fact, wanted: boolean): Predicate {
    return this.#write([PRESENT, slot, (wanted ? WANTED : 0) | (carried ? CARRIED : 0)], wanted ? { slots: [slot], nodes: [] } : null)
  }

  /** Did an event of the selector happen before this one, to the same person? */
  earlier(selector: Selector): Predicate {
    return this.#write([EARLIER, selector], { slots: [], nodes: [this.itemsOf(selector).map(({ node }) => node)] })
  }

  call(test: Test, guards: Guards | null = null): Predicate {
    this.#tests.push(test)
    return this.#write([CALL, this.#tests.length - 1], guards)
  }

  /** Without these the predicates are false together, whatever the event: most facts and acts that rules ask for never occur in a chain. */
  guardsOf(predicates: readonly (Predicate | null)[]): Guards | null {
    const found = predicates.flatMap((predicate) => (predicate === null ? [] : (this.#guards.get(predicate) ?? [])))
    return found.length === 0 ? null : { slots: [...new Set(found.flatMap(({ slots }) => slots))], nodes: found.flatMap(({ nodes }) => nodes) }
  }

  finish(slots: ReadonlyMap<string, FactSlot>, nodes: Iterable<string>): Code {
    const values = [...slots.values()].map(({ slot }) => this.#values.get(slot) ?? null)
    const codes = [...nodes]
    return { shapes: codes.map(() => []), words: Int32Array.from(this.#words), tests: this.#tests, keys: [...slots.keys()], values, nodes: codes }
  }

  selector(items: readonly SelectorItem[]): Selector {
    const at = this.#words.length
    this.#words.push(items.length, ...items.flatMap(({ node, where }) => [node, where ?? -1]))
    this.#items.set(at, items)
    return at
  }

  itemsOf(selector: Selector): readonly SelectorItem[] {
    return this.#items.get(selector) ?? []
  }

  /** A list of nodes: how many, and which. */
  nodes(nodes: readonly number[]): number {
    return this.write([nodes.length, ...nodes])
  }

  /** Number by which the code knows a value of a fact. */
  numberOf(slot: number, value: unknown): number {
    const numbers = this.#values.get(slot) ?? new Map<unknown, number>()
    this.#values.set(slot, numbers)
    const known = numbers.get(value) ?? numbers.size
    numbers.set(value, known)
    return known
  }

  /** Where the words were put. */
  write(words: readonly number[]): number {
    return this.#write(words, null)
  }

  #write(words: readonly number[], guards: Guards | null): Predicate {
    const text = words.join(' ')
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const at = this.#words.length
    this.#words.push(...words)
    this.#known.set(text, at)
    if (guards !== null) this.#guards.set(at, guards)
    return at
  }
}

/** Does the predicate hold at event i? Unknown names the missing fact in `chain.missing`. */
export function holds(predicate: Predicate, chain: Chain, i: number): Ternary {
  const { words } = chain
  switch (words[predicate] as number) {
    case AMONG: {
      const mode = words[predicate + 2] as number
      const found = chain.find(words[predicate + 1] as number, i, (mode & CARRIED) !== 0)
      if (found === -1) return absence(chain, predicate, Math.floor(mode / ABSENT) as Ternary)
      const value = chain.value(found)
      const end = predicate + 4 + (words[predicate + 3] as number)
      let among = 0
      for (let k = predicate + 4; k < end; k++) if (words[k] === value) among = 1
      return among === (mode & WANTED) ? TRUE : FALSE
    }
    case ALL:
      return combine(predicate, chain, i, FALSE)
    case CALL:
      return (chain.tests[words[predicate + 1] as number] as Test)(chain, i)
    case EARLIER:
      return happenedBefore(words[predicate + 1] as number, chain, i, 'subject')
    case ANY:
      return combine(predicate, chain, i, TRUE)
    case PRESENT: {
      const mode = words[predicate + 2] as number
      const found = chain.find(words[predicate + 1] as number, i, (mode & CARRIED) !== 0)
      return (found === -1 ? 0 : 1) === (mode & WANTED) ? TRUE : FALSE
    }
    default:
      // NOT
      return negate(holds(words[predicate + 1] as number, chain, i))
  }
}

function absence(chain: Chain, predicate: Predicate, absent: Ternary): Ternary {
  if (absent === UNKNOWN) chain.missing = chain.keyOf(chain.words[predicate + 1] as number)
  return absent
}

/** One part of the `decisive` value settles the whole; else what is unknown keeps it unknown. */
function combine(predicate: Predicate, chain: Chain, i: number, decisive: typeof TRUE | typeof FALSE): Ternary {
  const { words } = chain
  let result: Ternary = decisive === TRUE ? FALSE : TRUE
  let missing = ''
  const end = predicate + 2 + (words[predicate + 1] as number)
  for (let k = predicate + 2; k < end; k++) {
    const value = holds(words[k] as number, chain, i)
    if (value === decisive) return decisive
    if (value === UNKNOWN) {
      result = UNKNOWN
      missing ||= chain.missing
    }
  }
  chain.missing = missing
  return result
}
