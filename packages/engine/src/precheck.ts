/** What would be the verdicts if an intended act were done: asked by source systems before the act. */
import type { Catalogue } from './catalogue/model.ts'
import type { ChainEvent } from './event.ts'
import { evaluate } from './evaluate.ts'
import { toVerdict, verdictId } from './render.ts'
import type { Verdict } from './verdict.ts'

export interface Precheck {
  decision: 'allow' | 'warn' | 'deny'
  /** verdicts that the act itself would bring about or change for the worse */
  verdicts: Verdict[]
  /** ids of the rules that stop the act */
  stoppedBy: string[]
}

/** Deny: the act would breach a rule that is marked to stop it. Warn: another breach, a risk, a grey zone, or a fact is missing to judge it. */
export function precheck(catalogue: Catalogue, events: readonly ChainEvent[], intended: ChainEvent): Precheck {
  const before = new Map(evaluate(catalogue, events, intended.ms).verdicts.map((judgment) => [verdictId(judgment), judgment.outcome]))
  const after = evaluate(catalogue, [...events, intended], intended.ms, { trace: true }).verdicts
  const caused = after.filter((judgment) => (judgment.anchor === intended || judgment.closedBy === intended) && judgment.outcome !== 'pending' && before.get(verdictId(judgment)) !== judgment.outcome)
  const worst = (outcome: Verdict['outcome']): boolean => caused.some((judgment) => judgment.outcome === outcome)
  const stoppedBy = [...new Set(caused.filter(({ rule, outcome }) => outcome === 'violation' && rule.intercept === 'deny').map(({ rule }) => rule.id))]
  // A clock that is overdue already is not made worse by closing it at last.
  return {
    decision: stoppedBy.length > 0 ? 'deny' : worst('violation') || worst('warning') || worst('not_evaluated') ? 'warn' : 'allow',
    verdicts: caused.map((judgment) => toVerdict(catalogue, judgment)),
    stoppedBy,
  }
}
