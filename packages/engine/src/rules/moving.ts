/** What moves the end of a running clock: resets, excluded intervals, extensions and the requests for them. */
import type { Selector } from '../judge/code.ts'
import { dayTold } from '../judge/measure.ts'
import { refer } from '../judge/run.ts'
import { eachAfter, firstAfter } from '../judge/selector.ts'
import { TRUE } from '../judge/ternary.ts'
import type { Granted } from './extension.ts'
import { extensionAt, judgeExtension, judgeRequest } from './extension.ts'
import { Ledger } from './ledger.ts'
import type { Exclusion, Reset, Running } from './running.ts'
import { beginPeriod, chooseBranch, custodyAt, positionOf } from './running.ts'

interface MovingFact {
  j: number
  apply(): void
}

/** Resets, exclusions, extensions and requests between the start and the closing act, in order of occurrence. */
export function applyFacts(running: Running, i: number): void {
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

function applyReset(running: Running, reset: Reset, j: number, granted: Granted): void {
  const { run, ledger, limit } = running
  const branch = chooseBranch(limit.branches, run, j) ?? running.branch
  const position = limit.startOn === null ? positionOf(running, j) : dayTold(limit.startOn, run.chain, j)
  if (position === null) {
    ledger.doubtUpTo(Number.POSITIVE_INFINITY, 'missing-fact', run.chain.missing)
    return
  }
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
  run.emitShared(found.extension.rule, event, 'not_evaluated', 'missing-fact', { detail: missing, closedBy: event, at: event.at, trace: null, unit: ledger.unit, due: null, lenient: null })
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
