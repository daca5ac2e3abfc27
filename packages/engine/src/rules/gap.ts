/** `gap` (间隔): a minimum distance from the previous occurrence. The first occurrence has nothing to be distant from. */
import type { Calendar } from '../calendar.ts'
import type { Computation, RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import { endOfPeriod, unitOf } from '../judge/period.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { allBefore } from '../judge/selector.ts'
import type { Duration } from '../trace.ts'
import { writePosition } from './ledger.ts'
import type { Program } from './program.ts'

export interface Gap {
  rule: RuleInfo
  event: Selector
  previous: Selector
  atLeast: Duration
  scope: Scope
  computation: Computation
  calendar: Calendar
  when: Predicate | null
}

export function gapProgram(spec: Gap): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const event = chain.at(i)
      const previous = allBefore(spec.previous, chain, i, spec.scope).sure.at(-1)
      if (previous === undefined) return
      const unit = unitOf(spec.atLeast)
      const place = (index: number): number => (unit === 'day' ? chain.day(index) : chain.minute(index))
      const offset = chain.zoneOf(event)
      const end = endOfPeriod(place(previous), spec.atLeast, spec.computation, spec.calendar, offset)
      if (end === null) {
        run.emit(spec.rule, event, 'not_evaluated', 'no-calendar', { detail: null, closedBy: null, at: null, trace: null, unit, due: null, lenient: null })
        return
      }
      const due = end.strict
      const trace = run.startTrace()
      trace?.push(
        { step: 'compared', event: refer(chain.at(previous)), role: 'previous', date: writePosition(place(previous), unit, offset) },
        { step: 'length', length: spec.atLeast, date: writePosition(due, unit, offset), basis: spec.rule.basis },
        { step: 'closed', event: refer(event) },
      )
      const more = { detail: null, closedBy: event, at: event.at, trace, unit, due, lenient: null }
      if (place(i) >= due) run.emit(spec.rule, event, 'ok', 'in-time', more)
      else run.emit(spec.rule, event, spec.rule.breach, 'too-close', more)
    },
  }
}
