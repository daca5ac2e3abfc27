/** `condition` (条件): a predicate that the act must satisfy. `pattern` (风险): one that should make people look; never a breach. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Fact } from '../judge/facts.ts'
import { factAt } from '../judge/facts.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { holds } from '../judge/code.ts'
import type { Run } from '../judge/run.ts'
import type { Ternary } from '../judge/ternary.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'
import type { TraceStep } from '../trace.ts'
import type { Outcome, Reason } from '../verdict.ts'
import type { Program } from './program.ts'

export interface Tested {
  rule: RuleInfo
  event: Selector
  predicate: Predicate
  /** facts that the predicate reads, for the explanation */
  facts: Fact[]
  when: Predicate | null
}

export const conditionProgram = (spec: Tested): Program => testProgram(spec, { wanted: TRUE, otherwise: spec.rule.breach, why: 'condition-failed' })

export const patternProgram = (spec: Tested): Program => testProgram(spec, { wanted: FALSE, otherwise: 'warning', why: 'risk' })

function testProgram(spec: Tested, verdict: { wanted: Ternary; otherwise: Outcome; why: Reason }): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const event = run.chain.at(i)
      const value = holds(spec.predicate, run.chain, i)
      const missing = run.chain.missing
      const trace = tell(spec, run, i, value)
      if (value === UNKNOWN) run.emit(spec.rule, event, 'not_evaluated', 'missing-fact', { detail: missing, closedBy: null, at: null, trace })
      else if (value === verdict.wanted) run.emit(spec.rule, event, 'ok', 'fulfilled', { detail: null, closedBy: null, at: event.at, trace })
      else run.emit(spec.rule, event, verdict.otherwise, verdict.why, { detail: null, closedBy: null, at: event.at, trace })
    },
  }
}

function tell(spec: Tested, run: Run, i: number, value: Ternary): TraceStep[] | null {
  const trace = run.startTrace()
  for (const fact of trace === null ? [] : spec.facts) {
    trace?.push({ step: 'fact', fact: fact.key, value: factAt(fact, run.chain, i) ?? null, holds: value === UNKNOWN ? null : value === TRUE })
  }
  return trace
}
