/** A compiled predicate over an event and what came before it. Unknown names the missing fact in `chain.missing`. */
import type { Chain } from './chain.ts'
import type { Fact, FactValue } from './facts.ts'
import { factAt } from './facts.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN, ternary } from './ternary.ts'

export type Predicate = (chain: Chain, i: number) => Ternary

/** The chain must record the fact (slot -1: none asked), and an event at one of the nodes (null: none asked). */
export interface Guard {
  slot: number
  nodes: readonly number[] | null
}

/** Kept beside the predicates, not on them: functions that carry properties are slower to call. */
const guards = new WeakMap<Predicate, readonly Guard[]>()

/** Without these a predicate is false, whatever the event: most facts and acts that rules ask for never occur in a chain. */
export const guardsOf = (predicate: Predicate): readonly Guard[] => guards.get(predicate) ?? []

function keep(predicate: Predicate, kept: readonly Guard[]): Predicate {
  if (kept.length > 0) guards.set(predicate, kept)
  return predicate
}

export const guarded = (predicate: Predicate, guard: Guard): Predicate => keep(predicate, [guard])

/** Every part must hold; false beats unknown. */
export function allOf(parts: Predicate[]): Predicate {
  if (parts.length === 1) return parts[0] as Predicate
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
  return keep(all, parts.flatMap(guardsOf))
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
  return absent === FALSE && fact.slot !== -1 ? guarded(tested, { slot: fact.slot, nodes: null }) : tested
}

export function factPresent(fact: Fact, wanted: boolean): Predicate {
  const present: Predicate = (chain, i) => ternary((factAt(fact, chain, i) !== undefined) === wanted)
  return wanted && fact.slot !== -1 ? guarded(present, { slot: fact.slot, nodes: null }) : present
}
