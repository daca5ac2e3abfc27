/** Lengths and days that a fact states: half of the original term, the date on which a sentence ends. */
import { parseDay } from '../time.ts'
import type { Duration, DurationUnit } from '../trace.ts'
import type { Chain } from './chain.ts'
import type { Fact } from './facts.ts'
import { factAt } from './facts.ts'

export interface Measured {
  fact: Fact
  unit: DurationUnit
  /** numerator and denominator */
  share: readonly [number, number]
  max: number | null
}

/** Null where the fact is missing or no number; `chain.missing` then names it. Parts of a day fall away, parts of a month become half a month. */
export function measure({ fact, unit, share, max }: Measured, chain: Chain, i: number): Duration | null {
  const told = factAt(fact, chain, i)
  if (typeof told !== 'number') {
    chain.missing = fact.key
    return null
  }
  const steps = unit === 'mo' ? 2 : 1
  const amount = Math.floor(((told * share[0]) / share[1]) * steps) / steps
  return { amount: max === null ? amount : Math.min(amount, max), unit }
}

/** The day that a fact tells at event i; null where it is missing or no date. */
export function dayTold(fact: Fact, chain: Chain, i: number): number | null {
  const told = factAt(fact, chain, i)
  const day = typeof told === 'string' ? parseDay(told.slice(0, 10)) : null
  if (day === null) chain.missing = fact.key
  return day
}
