/** One chain judged for reading: with traces, at any instant, nothing written. */
import type { Person } from '@hengjian/contracts'
import type { Catalogue, ChainEvent, Judgment, Verdict } from '@hengjian/engine'
import { evaluate, toVerdict, verdictId } from '@hengjian/engine'
import type { RuleRegister, VerdictRow } from '../../intake/index.ts'
import { judgmentOf, storedEvents } from '../../intake/index.ts'
import type { Masker } from './masking.ts'
import { maskerOf } from './masking.ts'
import { peopleOf } from './people.ts'
import type { Reading } from './reading.ts'

/** What was known at an instant: what had happened by then and had been recorded by then. */
export function knownAt(events: readonly ChainEvent[], asOf: number): ChainEvent[] {
  return events.filter((event) => event.ms <= asOf && (event.recordedMs ?? event.ms) <= asOf)
}

export class JudgedChain {
  /** in the order in which they were received */
  readonly events: readonly ChainEvent[]
  /** by the id of the verdict; of the many of a matter few are shown, and only those are written out */
  readonly judgments: ReadonlyMap<string, Judgment>
  /** from when until before when, epoch milliseconds, the same events give the same verdicts */
  readonly holds: { from: number; before: number }
  readonly #catalogue: Catalogue
  readonly #all: readonly ChainEvent[]
  readonly #masked = new Map<string, Verdict>()
  #masker: Masker | null = null
  #people: Person[] | null = null

  /** `all`: every event of the chain, for the names to mask; one that came to be known later is hidden, too */
  constructor(catalogue: Catalogue, events: readonly ChainEvent[], asOf: number, all = events) {
    const { verdicts, nextCheckAt } = evaluate(catalogue, events, asOf, { trace: true })
    this.#catalogue = catalogue
    this.#all = all
    this.events = events
    this.judgments = new Map(verdicts.map((found) => [verdictId(found), found]))
    this.holds = { from: asOf, before: nextCheckAt ?? Number.POSITIVE_INFINITY }
  }

  get masker(): Masker {
    return (this.#masker ??= maskerOf(this.#catalogue, this.#all))
  }

  /** The persons, masked. */
  get people(): readonly Person[] {
    return (this.#people ??= peopleOf(this.#catalogue, this.events, this.masker))
  }

  /** A verdict as everybody reads it, persons masked; null where the chain has none of that id. */
  masked(id: string): Verdict | null {
    const known = this.#masked.get(id)
    const judgment = this.judgments.get(id)
    if (known !== undefined || judgment === undefined) return known ?? null
    const verdict = this.masker.texts(toVerdict(this.#catalogue, judgment))
    this.#masked.set(id, verdict)
    return verdict
  }

  /** The verdict of a row, masked; without trace where the row was judged under another catalogue or a moment ago. */
  maskedOf(row: VerdictRow, register: RuleRegister): Verdict | null {
    const rule = this.judgments.has(row.id) ? undefined : register.rules.get(`${row.rule}@${row.rule_version}`)
    return rule === undefined ? this.masked(row.id) : this.masker.texts(toVerdict(this.#catalogue, judgmentOf(row, rule, this.events)))
  }
}

/** Chains judged on what was known at an instant, epoch milliseconds. One that is not there or that the reader may not see is left out. */
export async function judgeAt({ store, catalogue }: Pick<Reading, 'store' | 'catalogue'>, chains: readonly string[], asOf: number): Promise<Map<string, JudgedChain>> {
  const events = await storedEvents(store.pool, [...new Set(chains)])
  return new Map([...events].map(([chain, all]) => [chain, new JudgedChain(catalogue, knownAt(all, asOf), asOf, all)]))
}
