/** `authority` (权限): the actor stood high enough for the act. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { LevelTest } from '../judge/level.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { TRUE, UNKNOWN } from '../judge/ternary.ts'
import type { Program } from './program.ts'

export interface Authority {
  rule: RuleInfo
  event: Selector
  level: LevelTest
  when: Predicate | null
}

export function authorityProgram(spec: Authority): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const event = chain.at(i)
      const value = spec.level.test(chain, i)
      const found = event.actor?.['level'] ?? ''
      const trace = run.startTrace()
      if (value === UNKNOWN) {
        run.emitMissing(spec.rule, event, chain.missing, trace)
        return
      }
      trace?.push({ step: 'level', found, wanted: spec.level.wanted })
      if (value === TRUE) run.emit(spec.rule, event, 'ok', 'fulfilled', { detail: null, closedBy: null, at: event.at, trace })
      else run.emit(spec.rule, event, spec.rule.breach, 'wrong-level', { detail: found, closedBy: null, at: event.at, trace })
    },
  }
}
