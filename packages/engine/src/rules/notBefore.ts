/** `notBefore` (不得早于): an act may come only after a period has passed since another. */
import type { Calendar } from '../calendar.ts'
import type { Computation, RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import type { Fact } from '../judge/facts.ts'
import { dayTold } from '../judge/measure.ts'
import { endOfPeriod, unitOf } from '../judge/period.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { allBefore } from '../judge/selector.ts'
import type { Branch } from './running.ts'
import { chooseBranch } from './running.ts'
import { writePosition } from './ledger.ts'
import type { Program } from './program.ts'

export interface NotBefore {
  rule: RuleInfo
  event: Selector
  after: Selector
  /** the fact of the earlier event that tells the date from which the wait runs */
  startOn: Fact | null
  branches: Branch[]
  scope: Scope
  computation: Computation
  calendar: Calendar
  pick: 'first' | 'last'
  when: Predicate | null
}

export function notBeforeProgram(spec: NotBefore): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const { rule } = spec
      const event = chain.at(i)
      const earlier = allBefore(spec.after, chain, i, spec.scope)
      const start = spec.pick === 'first' ? earlier.sure[0] : earlier.sure.at(-1)
      if (start === undefined) {
        run.emit(rule, event, 'not_evaluated', 'no-record', { detail: chain.codeOf(spec.after), closedBy: event, at: event.at, trace: null })
        return
      }
      // The facts that set the length are those of the act that is judged.
      const branch = chooseBranch(spec.branches, run, i)
      const from = spec.startOn === null || branch === null ? null : dayTold(spec.startOn, chain, start)
      if (branch === null || (spec.startOn !== null && from === null)) {
        run.emitMissing(rule, event, chain.missing)
        return
      }
      const unit = unitOf(branch.length)
      const place = (index: number): number => (unit === 'day' ? chain.day(index) : chain.minute(index))
      const offset = chain.zoneOf(event)
      const begun = from ?? place(start)
      const end = endOfPeriod(begun, branch.length, spec.computation, spec.calendar, offset)
      if (end === null) {
        run.emit(rule, event, 'not_evaluated', 'no-calendar', { detail: null, closedBy: null, at: null, trace: null, unit, due: null, lenient: null })
        return
      }
      // For a minimum period the stricter reading is the later one.
      const due = Math.max(end.strict, end.lenient)
      const trace = run.startTrace()
      trace?.push(
        { step: 'start', event: refer(chain.at(start)), date: writePosition(begun, unit, offset), dayCounted: spec.computation.startDay === 'included' },
        { step: 'length', length: branch.length, date: writePosition(due, unit, offset), basis: branch.basis, ...(branch.label === null ? {} : { label: branch.label }) },
        { step: 'closed', event: refer(event) },
      )
      const more = { detail: null, closedBy: event, at: event.at, trace, unit, due, lenient: end.strict === due ? null : end.strict }
      if (place(i) >= due) run.emit(rule, event, 'ok', 'in-time', more)
      else if (place(i) >= end.strict) run.emit(rule, event, 'warning', 'grey-zone', more)
      else run.emit(rule, event, rule.breach, 'early', more)
    },
  }
}
