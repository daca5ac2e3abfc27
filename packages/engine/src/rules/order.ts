/** `order` (先后): one act before another. Whether the first act is needed at all is the business of `required`. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { firstAfter, firstBefore } from '../judge/selector.ts'
import type { Program } from './program.ts'

export interface Order {
  rule: RuleInfo
  first: Selector
  then: Selector
  scope: Scope
  when: Predicate | null
}

export function orderProgram(spec: Order): Program {
  return {
    rule: spec.rule,
    anchors: spec.then,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const event = chain.at(i)
      const before = firstBefore(spec.first, chain, i, spec.scope).index
      const later = before === -1 ? firstAfter(spec.first, chain, i, spec.scope).index : -1
      const found = before === -1 ? later : before
      const trace = run.startTrace()
      trace?.push({ step: 'compared', event: found === -1 ? null : refer(chain.at(found)), role: 'first', date: found === -1 ? null : chain.at(found).at })
      if (before !== -1) run.emit(spec.rule, event, 'ok', 'fulfilled', { detail: null, closedBy: chain.at(before), at: event.at, trace })
      else if (later !== -1) run.emit(spec.rule, event, spec.rule.breach, 'wrong-order', { detail: null, closedBy: chain.at(later), at: event.at, trace })
      else run.emit(spec.rule, event, 'not_evaluated', 'no-record', { detail: chain.codeOf(spec.first), closedBy: null, at: event.at, trace })
    },
  }
}
