/** Chains judged for reading: with traces, at any instant, nothing written. */
import type { Catalogue, ChainEvent, Judgment, Verdict } from '@hengjian/engine'
import { evaluate, toVerdict, verdictId } from '@hengjian/engine'
import type { RuleRegister, VerdictRow } from '../../intake/index.ts'
import { judgmentOf, storedEvents } from '../../intake/index.ts'
import type { Reading } from './reading.ts'

export interface JudgedChain {
  /** in the order in which they were received */
  events: ChainEvent[]
  /** by the id of the verdict; of the many of a matter few are shown, and only those are written out */
  judgments: Map<string, Judgment>
}

/** What was known at an instant: what had happened by then and had been recorded by then. */
export function knownAt(events: readonly ChainEvent[], asOf: number): ChainEvent[] {
  return events.filter((event) => event.ms <= asOf && (event.recordedMs ?? event.ms) <= asOf)
}

export function judgeAt(catalogue: Catalogue, events: ChainEvent[], asOf: number): JudgedChain {
  const { verdicts } = evaluate(catalogue, events, asOf, { trace: true })
  return { events, judgments: new Map(verdicts.map((found) => [verdictId(found), found])) }
}

/** `asOf`: null for now, with all that is stored; an instant for what was known then. */
export async function judgeStored({ store, catalogue, clock }: Reading, chains: readonly string[], asOf: number | null): Promise<Map<string, JudgedChain>> {
  const events = await storedEvents(store.pool, [...new Set(chains)])
  const judge = (list: ChainEvent[]): JudgedChain => (asOf === null ? judgeAt(catalogue, list, clock()) : judgeAt(catalogue, knownAt(list, asOf), asOf))
  return new Map([...events].map(([chain, list]) => [chain, judge(list)]))
}

/** The verdict of a row with its trace; without trace where the row was judged under another catalogue or a moment ago. */
export function verdictOf(row: VerdictRow, judged: JudgedChain, catalogue: Catalogue, register: RuleRegister): Verdict | null {
  const found = judged.judgments.get(row.id)
  if (found !== undefined) return toVerdict(catalogue, found)
  const rule = register.rules.get(`${row.rule}@${row.rule_version}`)
  return rule === undefined ? null : toVerdict(catalogue, judgmentOf(row, rule, judged.events))
}
