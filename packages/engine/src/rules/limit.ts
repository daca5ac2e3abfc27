/**
 * `limit` (期限): an act must follow another within a period.
 *
 * The clock starts at the anchor. Facts move its end, in order of occurrence: a reset starts it anew, an excluded
 * interval pushes the end, a valid extension continues from it. The first closing act stops the clock; what happens
 * after that no longer matters to it. Where a fact is missing that could still save the clock, nothing is judged
 * until even the most favourable end has passed.
 */
import type { Selector } from '../judge/code.ts'
import { holds } from '../judge/code.ts'
import type { DatedDetail, Run, Unit } from '../judge/run.ts'
import { refer } from '../judge/run.ts'
import { dayTold } from '../judge/measure.ts'
import { goBack, unitOf } from '../judge/period.ts'
import { allBefore, firstAfter, firstBefore, isRecorded } from '../judge/selector.ts'
import type { Ternary } from '../judge/ternary.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'
import { dayOf, minuteOf, startOfDay, startOfMinute } from '../time.ts'
import type { TraceStep } from '../trace.ts'
import { Ledger } from './ledger.ts'
import { applyFacts } from './moving.ts'
import type { Program } from './program.ts'
import type { Closing, Limit, Running } from './running.ts'
import { beginPeriod, chooseBranch, custodyAt, positionOf } from './running.ts'

export function limitPrograms(limit: Limit): Program[] {
  const judge: Program['judge'] = limit.custodial ? (run, i) => run.restOn(limit.rule, () => judgeClock(limit, run, i)) : (run, i) => judgeClock(limit, run, i)
  const clock: Program = { rule: limit.rule, anchors: limit.start, when: limit.when, judge }
  if (!limit.right || limit.end === 'recording') return [clock]
  const end = limit.end
  return [clock, { rule: limit.rule, anchors: end, when: null, judge: (run, i) => judgeUseWithoutStart(limit, end, run, i) }]
}

function judgeClock(limit: Limit, run: Run, i: number): void {
  const { chain } = run
  const { rule } = limit
  const anchor = chain.at(i)
  const branch = chooseBranch(limit.branches, run, i)
  if (branch === null) {
    run.emitMissing(rule, anchor, chain.missing)
    return
  }
  const unit = unitOf(branch.length)
  const offset = chain.zoneOf(anchor)
  const trace = run.startTrace()
  if (unit === 'minute' && anchor.dateOnly) {
    run.emitMissing(rule, anchor, 'time', trace)
    return
  }
  const start = limit.startOn !== null ? dayTold(limit.startOn, chain, i) : unit === 'day' ? chain.day(i) : chain.minute(i)
  if (start === null) {
    run.emitMissing(rule, anchor, chain.missing, trace)
    return
  }
  const closing = findClosing(limit, run, i, unit)
  if (closing === null) return
  const ledger = new Ledger(unit, offset, limit.computation, limit.calendar, trace)
  trace?.push({ step: 'start', event: refer(anchor), date: ledger.write(start), dayCounted: limit.computation.startDay === 'included' })
  if (!beginPeriod(ledger, start, branch)) {
    run.emit(rule, anchor, 'not_evaluated', 'no-calendar', { detail: null, closedBy: null, at: null, trace, unit, due: null, lenient: null })
    return
  }
  const running: Running = { limit, run, unit, ledger, closing, branch, paused: null }
  if (chain.hasAny(limit.moving)) applyFacts(running, i)
  if (running.paused !== null && closing.position === null) {
    run.emit(rule, anchor, 'pending', 'paused', { detail: null, closedBy: null, at: null, trace, unit, due: null, lenient: null })
    return
  }
  ledger.rollOver(limit.rollOver, () => custodyAt(limit, run, i, ledger.end.lenient))
  settle(running, anchor, trace)
}

/** null: the clock concerns the recording of an event that carries no recording time. */
function findClosing(limit: Limit, run: Run, i: number, unit: Unit): Closing | null {
  const { chain } = run
  const anchor = chain.at(i)
  if (limit.end === 'recording') {
    if (anchor.recordedMs === null) return null
    const position = unit === 'minute' ? minuteOf(anchor.recordedMs) : dayOf(anchor.recordedMs, chain.zoneOf(anchor))
    return { index: i, position, at: anchor.recordedAt, doubtful: -1, missing: '', recording: true }
  }
  let { index, doubtful, missing } = firstAfter(limit.end, chain, i, limit.scope)
  if (index === -1 && limit.right) index = earlierUse(limit, limit.end, run, i)
  if (index !== -1 && unit === 'minute' && chain.at(index).dateOnly) {
    doubtful = index
    missing = 'time'
    index = -1
  }
  const event = index === -1 ? null : chain.at(index)
  const position = event === null ? null : unit === 'day' ? chain.day(index) : chain.minute(index)
  return { index, position, at: event?.at ?? null, doubtful, missing, recording: false }
}

/** A right used before its clock was recorded to start is used in time, if no earlier start covers that use. */
function earlierUse(limit: Limit, end: Selector, run: Run, i: number): number {
  const used = allBefore(end, run.chain, i, limit.scope).sure
  return used.find((j) => firstBefore(limit.start, run.chain, j, limit.scope).index === -1) ?? -1
}

/** A right that was used although nothing is recorded that could have started its clock. A start of another kind starts another right. */
function judgeUseWithoutStart(limit: Limit, end: Selector, run: Run, i: number): void {
  const { chain } = run
  const event = chain.at(i)
  if (isRecorded(limit.start, chain, event, limit.scope)) return
  if (firstBefore(end, chain, i, limit.scope).index !== -1) return
  run.emit(limit.rule, event, 'not_evaluated', 'no-record', { detail: chain.codeOf(limit.start), closedBy: event, at: event.at, trace: null })
}

function settle(running: Running, anchor: Run['chain']['events'][number], trace: TraceStep[] | null): void {
  const { limit, run, unit, ledger, closing } = running
  const { rule } = limit
  const { strict, lenient } = ledger.end
  trace?.push({ step: 'due', date: ledger.write(strict), lenient: lenient === strict ? null : ledger.write(lenient) })
  const closedBy = closing.index === -1 ? null : run.chain.at(closing.index)
  const more: DatedDetail = { detail: null, closedBy, at: closing.at, trace, unit, due: strict, lenient: lenient === strict ? null : lenient }
  const doubtful = closing.doubtful !== -1 && positionOf(running, closing.doubtful) <= lenient
  if (closing.position !== null) {
    trace?.push({ step: 'closed', event: refer(run.chain.at(closing.index)), ...(closing.recording ? { recording: true } : {}) })
    if (closing.position <= strict) {
      run.emit(rule, anchor, 'ok', 'in-time', more)
      return
    }
    const excuse = excuseFor(running, trace)
    if (excuse === TRUE) run.emit(rule, anchor, 'ok', 'excused', more)
    else if (excuse === UNKNOWN) run.emit(rule, anchor, 'not_evaluated', 'missing-fact', { ...more, detail: run.chain.missing })
    else if (doubtful) run.emit(rule, anchor, 'not_evaluated', 'missing-fact', { ...more, detail: closing.missing })
    else if (closing.position <= lenient) run.emit(rule, anchor, 'warning', 'grey-zone', more)
    else if (ledger.doubt !== null && closing.position <= ledger.doubt.end) run.emit(rule, anchor, 'not_evaluated', ledger.doubt.reason, { ...more, detail: ledger.doubt.detail })
    else run.emit(rule, anchor, rule.breach, 'late', more)
    return
  }
  if (limit.end !== 'recording') trace?.push({ step: 'open', awaited: run.chain.codesOf(limit.end) })
  settleOpen(running, anchor, more, doubtful)
}

/** Whether the law excuses the late act that closed the clock. */
function excuseFor({ limit, run, closing }: Running, trace: TraceStep[] | null): Ternary {
  let result: Ternary = FALSE
  for (const excuse of closing.index === -1 ? [] : limit.excuses) {
    const value = holds(excuse.when, run.chain, closing.index)
    if (value === FALSE) continue
    if (value === TRUE) {
      trace?.push({ step: 'excused', event: refer(run.chain.at(closing.index)), name: excuse.name, basis: excuse.basis })
      return TRUE
    }
    result = UNKNOWN
  }
  return result
}

function settleOpen(running: Running, anchor: Run['chain']['events'][number], more: DatedDetail, doubtful: boolean): void {
  const { limit, run, unit, ledger, closing } = running
  const { rule } = limit
  const { strict, lenient } = ledger.end
  const now = unit === 'day' ? run.chain.today(anchor) : minuteOf(run.chain.asOf)
  const after = (position: number): number => (unit === 'day' ? startOfDay(position + 1, ledger.offset) : startOfMinute(position + 1))
  const at = (position: number): number => (unit === 'day' ? startOfDay(position, ledger.offset) : startOfMinute(position))
  if (doubtful) {
    run.emit(rule, anchor, 'not_evaluated', 'missing-fact', { ...more, detail: closing.missing })
  } else if (now <= strict) {
    const soon = goBack(strict, limit.remind(running.branch.length), ledger.calendar)
    run.emit(rule, anchor, now >= soon ? 'warning' : 'pending', now >= soon ? 'due-soon' : 'running', more)
    run.wakeAt(at(soon))
    run.wakeAt(after(strict))
  } else if (limit.right) {
    // A right that lapsed unused is no breach, and nothing is left to watch.
  } else if (now <= lenient) {
    run.emit(rule, anchor, 'warning', 'grey-zone', more)
    run.wakeAt(after(lenient))
  } else if (ledger.doubt !== null && now <= ledger.doubt.end) {
    run.emit(rule, anchor, 'not_evaluated', ledger.doubt.reason, { ...more, detail: ledger.doubt.detail })
    if (Number.isFinite(ledger.doubt.end)) run.wakeAt(after(ledger.doubt.end))
  } else {
    run.emit(rule, anchor, rule.breach, 'overdue', more)
  }
}

