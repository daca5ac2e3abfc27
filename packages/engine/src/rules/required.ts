/** `required` (必经): when an act happens, another must have happened. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { allBefore, firstBefore } from '../judge/selector.ts'
import type { Feed } from './feed.ts'
import { isFed } from './feed.ts'
import type { Program } from './program.ts'

export interface Required {
  rule: RuleInfo
  event: Selector
  needs: Selector
  since: Selector | null
  scope: Scope
  feed: Feed
  when: Predicate | null
}

export function requiredProgram(spec: Required): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const { rule } = spec
      const event = chain.at(i)
      const from = spec.since === null ? -1 : (allBefore(spec.since, chain, i, spec.scope).sure.at(-1) ?? -1)
      const { index, doubtful } = firstBefore(spec.needs, chain, i, spec.scope, from)
      const done = index === -1 ? null : chain.at(index)
      const trace = run.startTrace()
      trace?.push({ step: 'compared', event: done === null ? null : refer(done), role: 'needed', date: done === null ? null : done.at })
      const needed = chain.codeOf(spec.needs)
      if (done !== null) run.emit(rule, event, 'ok', 'done-before', { detail: null, closedBy: done, at: event.at, trace })
      else if (doubtful) run.emitMissing(rule, event, chain.missing, trace)
      else if (isFed(spec.feed, chain)) run.emit(rule, event, rule.breach, 'missing-step', { detail: needed, closedBy: null, at: event.at, trace })
      else run.emit(rule, event, 'not_evaluated', 'no-record', { detail: spec.feed.flow, closedBy: null, at: event.at, trace })
    },
  }
}
