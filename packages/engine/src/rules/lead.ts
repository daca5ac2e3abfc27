/** `lead` (提前量): an act must come at least so long before another. Counting back never rolls over days off. */
import type { Calendar } from '../calendar.ts'
import type { RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import { goBack, unitOf } from '../judge/period.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { refer } from '../judge/run.ts'
import { allBefore } from '../judge/selector.ts'
import type { Duration } from '../trace.ts'
import type { Feed } from './feed.ts'
import { isFed } from './feed.ts'
import { writePosition } from './ledger.ts'
import type { Program } from './program.ts'

export interface Lead {
  rule: RuleInfo
  event: Selector
  act: Selector
  ahead: Duration
  each: boolean
  scope: Scope
  calendar: Calendar
  feed: Feed
  when: Predicate | null
}

export function leadProgram(spec: Lead): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge(run, i) {
      const { chain } = run
      const { rule } = spec
      const event = chain.at(i)
      const unit = unitOf(spec.ahead)
      const place = (index: number): number => (unit === 'day' ? chain.day(index) : chain.minute(index))
      const due = goBack(place(i), spec.ahead, spec.calendar)
      const previous = spec.each ? (allBefore(spec.event, chain, i, spec.scope).sure.at(-1) ?? -1) : -1
      const acts = allBefore(spec.act, chain, i, spec.scope)
      const act = acts.sure.find((j) => j > previous)
      const offset = chain.zoneOf(event)
      const trace = run.startTrace()
      trace?.push(
        { step: 'start', event: refer(event), date: writePosition(place(i), unit, offset), dayCounted: false },
        { step: 'length', length: { amount: -spec.ahead.amount, unit: spec.ahead.unit }, date: writePosition(due, unit, offset), basis: rule.basis },
      )
      if (act !== undefined) {
        trace?.push({ step: 'closed', event: refer(chain.at(act)) })
        const more = { detail: null, closedBy: chain.at(act), at: chain.at(act).at, trace, unit, due, lenient: null }
        if (place(act) <= due) run.emit(rule, event, 'ok', 'in-time', more)
        else run.emit(rule, event, rule.breach, 'late', more)
      } else if (acts.doubtful.length > 0) {
        run.emitMissing(rule, event, chain.missing, trace)
      } else if (isFed(spec.feed, chain)) {
        trace?.push({ step: 'open', awaited: chain.codesOf(spec.act) })
        run.emit(rule, event, rule.breach, 'missing-step', { detail: chain.codeOf(spec.act), closedBy: null, at: event.at, trace, unit, due, lenient: null })
      } else {
        run.emit(rule, event, 'not_evaluated', 'no-record', { detail: spec.feed.flow, closedBy: null, at: null, trace, unit, due, lenient: null })
      }
    },
  }
}
