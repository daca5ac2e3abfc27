/** `count` (次数): at most, or at least, so many. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { allBefore } from '../judge/selector.ts'
import type { Program } from './program.ts'

export interface Count {
  rule: RuleInfo
  event: Selector
  atMost: number | null
  atLeast: number | null
  /** with atLeast: the act by which there must be so many */
  by: Selector | null
  scope: Scope
  when: Predicate | null
}

export function countProgram(spec: Count): Program {
  return {
    rule: spec.rule,
    anchors: spec.by ?? spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const event = chain.at(i)
      const earlier = allBefore(spec.event, chain, i, spec.scope).sure
      const counted = spec.by === null ? [...earlier, i] : earlier
      const bound = spec.atMost ?? spec.atLeast ?? 0
      const trace = run.startTrace()
      trace?.push({ step: 'count', number: counted.length, bound, events: counted.map((j) => refer(chain.at(j))) })
      const more = { detail: String(counted.length), closedBy: null, at: event.at, trace }
      if (spec.atMost !== null && counted.length > spec.atMost) run.emit(spec.rule, event, spec.rule.breach, 'too-many', more)
      else if (spec.atLeast !== null && counted.length < spec.atLeast) run.emit(spec.rule, event, spec.rule.breach, 'too-few', more)
      else run.emit(spec.rule, event, 'ok', 'fulfilled', more)
    },
  }
}
