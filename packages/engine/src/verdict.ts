/** What a rule says about one anchor event, as others receive it. `design` name: verdict (判定). */
import type { Text } from './catalogue/schema.ts'
import type { Citation, TraceStep } from './trace.ts'

export const outcomes = ['ok', 'pending', 'warning', 'violation', 'not_evaluated'] as const
export type Outcome = (typeof outcomes)[number]

/** Why a verdict is what it is, where the outcome alone does not tell. Closed, so that the interface has a word and a shape for each. */
export type Reason =
  | 'in-time'
  | 'late'
  | 'excused'
  | 'overdue'
  | 'running'
  | 'due-soon'
  | 'paused'
  | 'grey-zone'
  | 'early'
  | 'done-before'
  | 'missing-step'
  | 'wrong-order'
  | 'too-many'
  | 'too-few'
  | 'too-close'
  | 'wrong-level'
  | 'same-person'
  | 'too-few-persons'
  | 'condition-failed'
  | 'risk'
  | 'void-extension'
  | 'late-request'
  | 'reversal'
  | 'fulfilled'
  /** custody: another ground or release came in time, came too late, has not come */
  | 'continued'
  | 'lapsed'
  | 'held'
  /** not_evaluated: */
  | 'missing-fact'
  | 'no-record'
  | 'no-law-version'
  | 'no-calendar'
  | 'unknown-value'

export interface Verdict {
  /** rule id @ rule version : source / anchor event id */
  id: string
  chain: string
  case: string
  subject: string | null
  rule: string
  ruleVersion: string
  ruleName: Text
  kind: string
  flow: string
  node: string
  agency: string
  outcome: Outcome
  reason: Reason
  /** the fact, node or value that the reason speaks of */
  detail: string | null
  /** the stricter due date; null where the rule has none or the clock is paused */
  due: string | null
  /** the lenient due date where the law has two readings */
  lenient: string | null
  /** when the act that was judged happened */
  at: string | null
  anchor: string
  closedBy: string | null
  basis: Citation[]
  message: Text
  advice: Text | null
  trace: TraceStep[]
}
