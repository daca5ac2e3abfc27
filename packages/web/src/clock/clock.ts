/**
 * A verdict read as a clock: the instants that a bar shows, in epoch milliseconds, out of the verdict's trace.
 * Pure; knows nothing of pixels. A limit in days begins at the end of its start day (that day is not counted)
 * and ends at the end of its last day, so that a bar divides as the days divide.
 */
import type { Step, Verdict } from '../api/types.ts'
import { dayMs, endMs, isDate, momentOfMs, startMs } from '../format/moment.ts'

export type ClockState = 'running' | 'soon' | 'paused' | 'grey' | 'overdue' | 'late' | 'done' | 'missing'

export interface Span {
  from: number
  to: number
}

export interface Clock {
  state: ClockState
  start: number
  /** the last end on any reading; while paused, the end if the clock went on now; null where it cannot be known */
  due: number | null
  /** the stricter end, where the law has two readings */
  strict: number | null
  /** up to where time has been used: now, or the act that ended it */
  end: number
  /** spans that do not count, merged, in order */
  excluded: Span[]
  /** valid: where the period ended before; void: likewise, and nothing was added */
  extensions: { at: number; valid: boolean }[]
  /** limits that this one goes beyond (two months of three) */
  earlier: number[]
  /** the run before the last fresh start */
  previous: Span | null
  /** beyond this limit is unlawful, or only a signal: a later limit or none in law */
  breach: 'violation' | 'signal'
  /** the fact without which there is no answer */
  missing: string | null
}

const half = dayMs / 2

/** When an act happened; recorded by day only, it counts as the middle of that day. */
const actMs = (at: string): number => (isDate(at) ? startMs(at) + half : startMs(at))

const merge = (spans: Span[]): Span[] => {
  const merged: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged
}

const stepsOf = <K extends Verdict['trace'][number]['step']>(verdict: Verdict, kind: K): Step<K>[] => verdict.trace.filter((step): step is Step<K> => step.step === kind)

/** The first instant that counts. */
const firstInstant = (step: Step<'start'>): number => (step.dayCounted ? startMs(step.date) : endMs(step.date))

const pausedDue = (verdict: Verdict, asOf: number): number | null => {
  const paused = stepsOf(verdict, 'paused')[0]
  if (paused === undefined) return null
  const today = momentOfMs(asOf).day
  return startMs('1970-01-01') + (today + 1 + paused.remainingDays) * dayMs
}

function stateOf(verdict: Verdict, clock: { due: number | null; strict: number | null; end: number; closed: boolean }): ClockState {
  const { due, strict, end, closed } = clock
  if (verdict.outcome === 'not_evaluated' || due === null) return 'missing'
  if (closed) return end > due ? 'late' : 'done'
  if (verdict.reason === 'paused') return 'paused'
  if (end > due) return 'overdue'
  if (strict !== null && end > strict) return 'grey'
  return verdict.reason === 'due-soon' || verdict.reason === 'grey-zone' ? 'soon' : 'running'
}

/** Null where the verdict is not about a stretch of time, or its trace was not sent. `asOf` in epoch milliseconds. */
export function readClock(verdict: Verdict, asOf: number): Clock | null {
  const begin = stepsOf(verdict, 'start')[0]
  // Other kinds measure too, but not how long something may take: their date is the earliest, or counts backwards.
  if (begin === undefined || (verdict.kind !== 'limit' && verdict.kind !== 'custody')) return null
  const missing = verdict.outcome === 'not_evaluated' ? (verdict.detail ?? '') : null
  const final = verdict.lenient ?? verdict.due
  if (final === null && verdict.reason !== 'paused' && missing === null) return null

  const due = final === null ? pausedDue(verdict, asOf) : endMs(final)
  const strict = verdict.lenient !== null && verdict.due !== null && verdict.due !== verdict.lenient ? endMs(verdict.due) : null
  const closing = stepsOf(verdict, 'closed')[0]?.event.at ?? (verdict.closedBy === null ? null : verdict.at)
  const end = closing === null ? asOf : actMs(closing)
  const first = firstInstant(begin)
  const reset = stepsOf(verdict, 'reset').at(-1)
  const start = reset === undefined ? first : endMs(reset.date)
  const lengths = stepsOf(verdict, 'length').map((step) => endMs(step.date))

  const excluded = stepsOf(verdict, 'excluded').map((step) => ({ from: Math.max(start, endMs(step.fromDate)), to: step.toDate === null ? end : endMs(step.toDate) }))
  return {
    state: stateOf(verdict, { due, strict, end, closed: closing !== null }),
    start,
    due,
    strict,
    end: Math.max(start, end),
    excluded: merge(excluded.filter((span) => span.to > span.from)),
    extensions: stepsOf(verdict, 'extension').map((step) => ({ at: endMs(step.fromDate), valid: step.valid !== false })),
    earlier: lengths.slice(0, -1).filter((at) => at > start && due !== null && at < due),
    previous: reset === undefined ? null : { from: first, to: start },
    breach: verdict.outcome === 'violation' ? 'violation' : 'signal',
    missing,
  }
}
