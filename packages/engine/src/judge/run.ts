/** One evaluation under way: collects judgments and the next instant at which one of them would change by itself. */
import type { ChainEvent } from '../event.ts'
import type { RuleInfo } from '../catalogue/model.ts'
import type { EventRef, TraceStep } from '../trace.ts'
import type { Outcome, Reason } from '../verdict.ts'
import type { Chain } from './chain.ts'

/** Positions of a rule's periods: local days, or minutes for limits in hours. */
export type Unit = 'day' | 'minute'

/** A verdict in compact form; `toVerdict` writes it out for others. */
export interface Judgment {
  rule: RuleInfo
  anchor: ChainEvent
  outcome: Outcome
  reason: Reason
  detail: string | null
  unit: Unit
  /** stricter and lenient due position in `unit`; null where there is none */
  due: number | null
  lenient: number | null
  /** the event that closed the clock or broke the rule, and when it happened */
  closedBy: ChainEvent | null
  at: string | null
  trace: TraceStep[]
}

const NO_TRACE: TraceStep[] = []

/** What else there is to say. Each names all of its fields, in this order: objects of few forms are read fast. */
export interface Detail {
  detail: string | null
  closedBy: ChainEvent | null
  /** null: that of `closedBy` */
  at: string | null
  trace: TraceStep[] | null
}

export interface DatedDetail extends Detail {
  unit: Unit
  due: number | null
  lenient: number | null
}

export class Run {
  readonly chain: Chain
  readonly tracing: boolean
  readonly judgments: Judgment[] = []
  /** those of the limits on which grounds of custody rest */
  readonly custodial: Judgment[] = []
  nextCheckAt = Number.POSITIVE_INFINITY

  constructor(chain: Chain, tracing: boolean) {
    this.chain = chain
    this.tracing = tracing
  }

  /** A list to write steps into, or null when nobody reads them. */
  startTrace(): TraceStep[] | null {
    return this.tracing ? [] : null
  }

  /** Judges a limit on which a ground of custody rests, and keeps what it says. */
  restOn(rule: RuleInfo, judge: () => void): void {
    const from = this.judgments.length
    judge()
    for (let k = from; k < this.judgments.length; k++) {
      const found = this.judgments[k] as Judgment
      if (found.rule === rule) this.custodial.push(found)
    }
  }

  emit(rule: RuleInfo, anchor: ChainEvent, outcome: Outcome, reason: Reason, more: Detail | DatedDetail): void {
    this.judgments.push(judgment(rule, anchor, outcome, reason, more))
  }

  /** For verdicts that several clocks give on one event (an extension for two suspects): the gravest stands. */
  emitShared(rule: RuleInfo, anchor: ChainEvent, outcome: Outcome, reason: Reason, more: DatedDetail): void {
    const found = this.judgments.findIndex((other) => other.rule === rule && other.anchor === anchor)
    const mine = judgment(rule, anchor, outcome, reason, more)
    if (found === -1) this.judgments.push(mine)
    else if (gravity[outcome] > gravity[(this.judgments[found] as Judgment).outcome]) this.judgments[found] = mine
  }

  /** The fact named by the last unknown predicate is missing. */
  emitMissing(rule: RuleInfo, anchor: ChainEvent, missing: string, trace: TraceStep[] | null = null): void {
    trace?.push({ step: 'fact', fact: missing, value: null, holds: null })
    this.emit(rule, anchor, 'not_evaluated', 'missing-fact', { detail: missing, closedBy: null, at: null, trace })
  }

  wakeAt(ms: number): void {
    if (ms > this.chain.asOf && ms < this.nextCheckAt) this.nextCheckAt = ms
  }
}

const gravity: Record<Outcome, number> = { ok: 0, pending: 1, warning: 2, not_evaluated: 3, violation: 4 }

function judgment(rule: RuleInfo, anchor: ChainEvent, outcome: Outcome, reason: Reason, more: Detail | DatedDetail): Judgment {
  const dated = 'due' in more
  return {
    rule,
    anchor,
    outcome,
    reason,
    detail: more.detail,
    unit: dated ? more.unit : 'day',
    due: dated ? more.due : null,
    lenient: dated ? more.lenient : null,
    closedBy: more.closedBy,
    at: more.at ?? more.closedBy?.at ?? null,
    trace: more.trace ?? NO_TRACE,
  }
}

export const refer = (event: ChainEvent): EventRef => ({ id: event.id, source: event.source, node: event.node, at: event.at })
