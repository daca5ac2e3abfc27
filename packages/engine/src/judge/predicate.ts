/** A compiled predicate over an event and what came before it. Unknown names the missing fact in `chain.missing`. */
import type { Chain } from './chain.ts'
import type { Fact, FactValue } from './facts.ts'
import { factAt } from './facts.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN, ternary } from './ternary.ts'

export type Predicate = (chain: Chain, i: number) => Ternary

/** Every part must hold; false beats unknown. */
export function allOf(parts: Predicate[]): Predicate {
  if (parts.length === 1) return parts[0] as Predicate
  return (chain, i) => {
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
  return (chain, i) => {
    const value = factAt(fact, chain, i)
    if (value !== undefined) return test(value, chain, i)
    chain.missing = fact.key
    return absent
  }
}

export const factPresent =
  (fact: Fact, wanted: boolean): Predicate =>
  (chain, i) =>
    ternary((factAt(fact, chain, i) !== undefined) === wanted)
