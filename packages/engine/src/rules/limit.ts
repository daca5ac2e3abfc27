/**
 * `limit` (期限): an act must follow another within a period.
 *
 * The clock starts at the anchor. Facts move its end, in order of occurrence: a reset starts it anew, an excluded
 * interval pushes the end, a valid extension continues from it. The first closing act stops the clock; what happens
 * after that no longer matters to it. Where a fact is missing that could still save the clock, nothing is judged
 * until even the most favourable end has passed.
 */
import type { Calendar } from '../calendar.ts'
import type { Computation, RollOverMode, RuleInfo } from '../catalogue/model.ts'
import type { Text } from '../catalogue/schema.ts'
import type { Scope } from '../judge/chain.ts'
import type { Fact } from '../judge/facts.ts'
import { ownFact } from '../judge/facts.ts'
import { inScope } from '../judge/chain.ts'
import { goBack, unitOf } from '../judge/period.ts'
import type { Predicate } from '../judge/predicate.ts'
import type { Run, Unit } from '../judge/run.ts'
import { refer } from '../judge/run.ts'
import type { Selector } from '../judge/selector.ts'
import { allBefore, eachAfter, firstAfter, isRecorded } from '../judge/selector.ts'
import type { Ternary } from '../judge/ternary.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'
import { dayOf, minuteOf, startOfDay, startOfMinute } from '../time.ts'
import type { Citation, Duration, TraceStep } from '../trace.ts'
import type { Extension, ExtensionRequest, Granted } from './extension.ts'
import { extensionAt, judgeExtension, judgeRequest } from './extension.ts'
import { Ledger } from './ledger.ts'
import type { Program } from './program.ts'

export interface Branch {
  when: Predicate | null
  length: Duration
  basis: Citation[]
  label: Text | null
}

export interface Exclusion {
  start: Selector
  end: Selector
  name: Text
  basis: Citation[]
}

export interface Reset {
  event: Selector
  name: Text
  basis: Citation[]
}

export interface Excuse {
  when: Predicate
  name: Text
  basis: Citation[]
}

export interface Limit {
  rule: RuleInfo
  start: Selector
  end: Selector | 'recording'
  branches: Branch[]
  scope: Scope
  computation: Computation
  calendar: Calendar
  rollOver: RollOverMode
  custody: Fact | null
  excludes: Exclusion[]
  extensions: Extension[]
  requests: ExtensionRequest[]
  resets: Reset[]
  excuses: Excuse[]
  right: boolean
  /** reminder by unit of the running branch */
  remind(length: Duration): Duration
  when: Predicate | null
}

/** What stopped the clock, or nothing yet. `limit` bounds the events that may still move its end. */
interface Closing {
  index: number
  position: number | null
  at: string | null
  doubtful: number
  missing: string
  recording: boolean
}

export function limitPrograms(limit: Limit): Program[] {
  const clock: Program = { rule: limit.rule, anchors: limit.start, when: limit.when, judge: (run, i) => judgeClock(limit, run, i) }
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
  const closing = findClosing(limit, run, i, unit)
  if (closing === null) return
  const ledger = new Ledger(unit, offset, limit.computation, limit.calendar, trace)
  const start = unit === 'day' ? chain.day(i) : chain.minute(i)
  trace?.push({ step: 'start', event: refer(anchor), date: ledger.write(start), dayCounted: limit.computation.startDay === 'included' })
  if (!beginPeriod(ledger, start, branch)) {
    run.emit(rule, anchor, 'not_evaluated', 'no-calendar', { unit, trace })
    return
  }
  const running: Running = { limit, run, unit, ledger, closing, branch, paused: null }
  if (limit.extensions.length + limit.excludes.length + limit.resets.length > 0) applyFacts(running, i)
  if (running.paused !== null && closing.position === null) {
    run.emit(rule, anchor, 'pending', 'paused', { unit, trace })
    return
  }
  ledger.rollOver(limit.rollOver, () => custodyAt(limit, run, i, ledger.end.lenient))
  settle(running, anchor, trace)
}

interface Running {
  limit: Limit
  run: Run
  unit: Unit
  ledger: Ledger
  closing: Closing
  branch: Branch
  /** position since which the clock stands still */
  paused: number | null
}

function beginPeriod(ledger: Ledger, start: number, branch: Branch): boolean {
  const known = ledger.start(start, branch.length)
  ledger.trace?.push({
    step: 'length',
    length: branch.length,
    date: known ? ledger.write(ledger.end.strict) : '',
    basis: branch.basis,
    ...(branch.label === null ? {} : { label: branch.label }),
  })
  return known
}

/** The first branch that holds; null where a fact is missing to choose. */
function chooseBranch(branches: Branch[], run: Run, i: number): Branch | null {
  for (const branch of branches) {
    if (branch.when === null) return branch
    const value = branch.when(run.chain, i)
    if (value === TRUE) return branch
    if (value === UNKNOWN) return null
  }
  run.chain.missing = 'branch'
  return null
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
  return used.find((j) => allBefore(limit.start, run.chain, j, limit.scope).sure.length === 0) ?? -1
}

/** A right that was used although nothing is recorded that could have started its clock. A start of another kind starts another right. */
function judgeUseWithoutStart(limit: Limit, end: Selector, run: Run, i: number): void {
  const { chain } = run
  const event = chain.at(i)
  if (isRecorded(limit.start, chain, event, limit.scope)) return
  if (allBefore(end, chain, i, limit.scope).sure.length > 0) return
  run.emit(limit.rule, event, 'not_evaluated', 'no-record', { detail: (limit.start[0] as { code: string }).code, closedBy: event })
}

interface MovingFact {
  j: number
  apply(): void
}

/** Resets, exclusions, extensions and requests between the start and the closing act, in order of occurrence. */
function applyFacts(running: Running, i: number): void {
  const { limit, run, ledger } = running
  const granted: Granted = new Map()
  const facts: MovingFact[] = []
  const before = (j: number): boolean => running.closing.index === -1 || running.closing.index <= i || j < running.closing.index
  const gather = (selector: Selector, apply: (j: number) => void): void =>
    eachAfter(selector, run.chain, i, limit.scope, (j, value) => {
      if (value === TRUE && before(j)) facts.push({ j, apply: () => apply(j) })
    })

  for (const reset of limit.resets) gather(reset.event, (j) => applyReset(running, reset, j, granted))
  for (const interval of intervals(running, i, before)) facts.push({ j: interval.j, apply: () => applyExclusion(running, interval) })
  for (const request of limit.requests) gather(request.event, (j) => judgeRequest(request, run, j, positionOf(running, j), ledger))
  const seen = new Set<number>()
  for (const extension of limit.extensions) {
    gather(extension.event, (j) => {
      if (seen.has(j)) return
      seen.add(j)
      grant(running, j, granted)
    })
  }
  // Array.sort is stable: of facts at the same event, resets go first, extensions last.
  facts.sort((a, b) => a.j - b.j)
  for (const fact of facts) fact.apply()
}

function positionOf(running: Running, j: number): number {
  const { chain } = running.run
  return running.unit === 'day' ? chain.day(j) : chain.minute(j)
}

function applyReset(running: Running, reset: Reset, j: number, granted: Granted): void {
  const { run, ledger, limit } = running
  const branch = chooseBranch(limit.branches, run, j) ?? running.branch
  const position = positionOf(running, j)
  granted.clear()
  ledger.trace?.push({ step: 'reset', event: refer(run.chain.at(j)), date: ledger.write(position), name: reset.name, basis: reset.basis })
  beginPeriod(ledger, position, branch)
}

function grant(running: Running, j: number, granted: Granted): void {
  const { run, limit, ledger } = running
  const found = extensionAt(limit.extensions, run, j)
  if (found === null) return
  const event = run.chain.at(j)
  if (found.sure) {
    // Whether the period has expired depends on how the last day rolls.
    const end = ledger.end
    const rolled = new Ledger(ledger.unit, ledger.offset, ledger.computation, ledger.calendar, null)
    rolled.end = end
    rolled.rollOver(limit.rollOver, () => custodyAt(limit, run, j, end.lenient))
    const position = positionOf(running, j)
    const onRolledDay = position > end.lenient && position <= rolled.end.lenient
    judgeExtension(found.extension, run, j, onRolledDay ? end.strict : position, ledger, granted)
    return
  }
  const missing = run.chain.missing
  ledger.doubtUpTo(Number.POSITIVE_INFINITY, 'missing-fact', missing)
  run.emitShared(found.extension.rule, event, 'not_evaluated', 'missing-fact', { unit: ledger.unit, detail: missing, closedBy: event })
}

interface Interval {
  j: number
  exclusion: Exclusion
  from: number
  /** null while it lasts */
  to: number | null
  endIndex: number
}

/** Intervals that do not count, earliest first; overlaps count once. */
function intervals(running: Running, i: number, before: (j: number) => boolean): Interval[] {
  const { run, limit } = running
  const found: Interval[] = []
  for (const exclusion of limit.excludes) {
    eachAfter(exclusion.start, run.chain, i, limit.scope, (j, value) => {
      if (value !== TRUE || !before(j)) return
      const { index } = firstAfter(exclusion.end, run.chain, j, limit.scope)
      const ended = index !== -1 && before(index)
      found.push({ j, exclusion, from: positionOf(running, j), to: ended ? positionOf(running, index) : null, endIndex: ended ? index : -1 })
    })
  }
  found.sort((a, b) => a.j - b.j)
  const merged: Interval[] = []
  let covered = Number.NEGATIVE_INFINITY
  for (const interval of found) {
    if (interval.to !== null && interval.to <= covered) continue
    merged.push({ ...interval, from: Math.max(interval.from, covered) })
    covered = interval.to ?? Number.POSITIVE_INFINITY
    if (interval.to === null) break
  }
  return merged
}

function applyExclusion(running: Running, interval: Interval): void {
  const { ledger, run, closing } = running
  // What starts after the end cannot move it.
  if (interval.from > ledger.end.lenient) return
  const to = interval.to ?? closing.position
  if (to === null) running.paused = interval.from
  else ledger.exclude(to - interval.from)
  ledger.trace?.push({
    step: 'excluded',
    name: interval.exclusion.name,
    from: refer(run.chain.at(interval.j)),
    to: interval.endIndex === -1 ? null : refer(run.chain.at(interval.endIndex)),
    fromDate: ledger.write(interval.from),
    toDate: to === null ? null : ledger.write(to),
    days: to === null ? 0 : to - interval.from,
    date: to === null ? null : ledger.write(ledger.end.strict),
    basis: interval.exclusion.basis,
  })
  if (to === null) ledger.trace?.push({ step: 'paused', since: ledger.write(interval.from), remainingDays: ledger.end.strict - interval.from })
}

/** Custody as last recorded up to the end of the period. */
function custodyAt(limit: Limit, run: Run, i: number, end: number): boolean | undefined {
  if (limit.custody === null) return undefined
  const { chain } = run
  const anchor = chain.at(i)
  let known: boolean | undefined
  for (let j = chain.firstWith(limit.custody.key); j < chain.events.length; j++) {
    const event = chain.at(j)
    const value = ownFact(limit.custody, event)
    if (typeof value === 'boolean' && inScope(anchor, event, 'subject') && (known === undefined || chain.day(j) <= end)) known = value
  }
  return known
}

function settle(running: Running, anchor: Run['chain']['events'][number], trace: TraceStep[] | null): void {
  const { limit, run, unit, ledger, closing } = running
  const { rule } = limit
  const { strict, lenient } = ledger.end
  trace?.push({ step: 'due', date: ledger.write(strict), lenient: lenient === strict ? null : ledger.write(lenient) })
  const more = {
    unit,
    due: strict,
    lenient: lenient === strict ? null : lenient,
    closedBy: closing.index === -1 ? null : run.chain.at(closing.index),
    at: closing.at,
    trace,
  }
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
  if (limit.end !== 'recording') trace?.push({ step: 'open', awaited: limit.end.map((item) => item.code) })
  settleOpen(running, anchor, more, doubtful)
}

/** Whether the law excuses the late act that closed the clock. */
function excuseFor({ limit, run, closing }: Running, trace: TraceStep[] | null): Ternary {
  let result: Ternary = FALSE
  for (const excuse of closing.index === -1 ? [] : limit.excuses) {
    const value = excuse.when(run.chain, closing.index)
    if (value === FALSE) continue
    if (value === TRUE) {
      trace?.push({ step: 'excused', event: refer(run.chain.at(closing.index)), name: excuse.name, basis: excuse.basis })
      return TRUE
    }
    result = UNKNOWN
  }
  return result
}

function settleOpen(running: Running, anchor: Run['chain']['events'][number], more: { due: number } & object, doubtful: boolean): void {
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

