/** Outcomes counted per rule; versions of one rule count together. */
import { outcomes } from '@hengjian/engine'
import type { Catalogue, Outcome, Text } from '@hengjian/engine'

export type RuleCounts = { rule: string; name: Text } & Record<Outcome, number>

export class Tally {
  readonly #rules = new Map<string, RuleCounts>()

  /** Rules in the order of the catalogue, those without verdicts included. */
  constructor(catalogue: Catalogue) {
    for (const { id, name } of catalogue.rules) {
      if (!this.#rules.has(id)) this.#rules.set(id, { rule: id, name, ok: 0, pending: 0, warning: 0, violation: 0, not_evaluated: 0 })
    }
  }

  add(rule: string, outcome: Outcome): void {
    const counts = this.#rules.get(rule)
    if (counts) counts[outcome]++
  }

  rules(): RuleCounts[] {
    return [...this.#rules.values()]
  }

  total(outcome: Outcome): number {
    return this.rules().reduce((sum, counts) => sum + counts[outcome], 0)
  }
}

export const fired = (counts: RuleCounts): boolean => outcomes.some((outcome) => counts[outcome] > 0)
