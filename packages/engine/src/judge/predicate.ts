/** A compiled predicate over an event and what came before it. Unknown names the missing fact in `chain.missing`. */
import type { Chain } from './chain.ts'
import type { Fact, FactValue } from './facts.ts'
import { factAt } from './facts.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN, ternary } from './ternary.ts'

export type Predicate = (chain: Chain, i: number) => Ternary

/** What must occur somewhere in the chain: facts, by their slots, and for each list an event at one of its nodes. */
export interface Guards {
  slots: readonly number[]
  nodes: readonly (readonly number[])[]
}

/** Kept beside the predicates, not on them: functions that carry properties are slower to call. */
const kept = new WeakMap<Predicate, Guards>()

/** Without these the predicates are false together, whatever the event: most facts and acts that rules ask for never occur in a chain. */
export function guardsOf(predicates: readonly (Predicate | null)[]): Guards | null {
  const found = predicates.flatMap((predicate) => (predicate === null ? [] : (kept.get(predicate) ?? [])))
  return found.length === 0 ? null : { slots: [...new Set(found.flatMap(({ slots }) => slots))], nodes: found.flatMap(({ nodes }) => nodes) }
}

export function guarded(predicate: Predicate, guards: Guards | null): Predicate {
  if (guards !== null) kept.set(predicate, guards)
  return predicate
}

/** Every part must hold; false beats unknown. */
export function allOf(parts: Predicate[]): Predicate {
  if (parts.length === 1) return parts[0] as Predicate
  if (parts.length === 2) return guarded(both(parts[0] as Predicate, parts[1] as Predicate), guardsOf(parts))
  const all: Predicate = (chain, i) => {
    let result: Ternary = TRUE
    let missing = ''
    for (const part of parts) {
      const value = part(chain, i)
      if (value === FALSE) return FALSE
      if (value === UNKNOWN) {
        result = UNKNOWN
        missing ||= chain.missing
      }
    }
    chain.missing = missing
    return result
  }
  return guarded(all, guardsOf(parts))
}

/** Two parts, held side by side: a rule is mostly run from cold memory, where each detour costs more than the test. */
function both(one: Predicate, other: Predicate): Predicate {
  return (chain, i) => {
    const first = one(chain, i)
    if (first === FALSE) return FALSE
    const missing = first === UNKNOWN ? chain.missing : ''
    const second = other(chain, i)
    if (second === FALSE) return FALSE
    if (first === UNKNOWN) {
      chain.missing = missing
      return UNKNOWN
    }
    if (second === TRUE) chain.missing = ''
    return second
  }
}

/** One part must hold; true beats unknown. */
export function anyOf(parts: Predicate[]): Predicate {
  if (parts.length === 1) return parts[0] as Predicate
  return (chain, i) => {
    let result: Ternary = FALSE
    let missing = ''
    for (const part of parts) {
      const value = part(chain, i)
      if (value === TRUE) return TRUE
      if (value === UNKNOWN) {
        result = UNKNOWN
        missing ||= chain.missing
      }
    }
    chain.missing = missing
    return result
  }
}

/** A fact against a test; `absent` is what absence means. */
export function factTest(fact: Fact, test: (value: FactValue, chain: Chain, i: number) => Ternary, absent: Ternary): Predicate {
  const tested: Predicate = (chain, i) => {
    const value = factAt(fact, chain, i)
    if (value !== undefined) return test(value, chain, i)
    chain.missing = fact.key
    return absent
  }
  return absent === FALSE && fact.slot !== -1 ? guarded(tested, { slots: [fact.slot], nodes: [] }) : tested
}

/** Is the fact one of these values, or none of them? By far the commonest test, and therefore in one piece. */
export function factAmong(fact: Fact, values: readonly unknown[], wanted: boolean, absent: Ternary): Predicate {
  const { key, carried } = fact
  const isAttribute = fact.slot !== -1
  const only = values.length === 1 ? values[0] : undefined
  const among: Predicate = (chain, i) => {
    let found: unknown = isAttribute ? chain.at(i).attrs[key] : undefined
    if (found === undefined || typeof found === 'object') {
      found = carried || !isAttribute ? factAt(fact, chain, i) : undefined
      if (found === undefined) {
        chain.missing = key
        return absent
      }
    }
    return (only === undefined ? values.includes(found) : found === only) === wanted ? TRUE : FALSE
  }
  return absent === FALSE && isAttribute ? guarded(among, { slots: [fact.slot], nodes: [] }) : among
}

export function factPresent(fact: Fact, wanted: boolean): Predicate {
  const present: Predicate = (chain, i) => ternary((factAt(fact, chain, i) !== undefined) === wanted)
  return wanted && fact.slot !== -1 ? guarded(present, { slots: [fact.slot], nodes: [] }) : present
}
