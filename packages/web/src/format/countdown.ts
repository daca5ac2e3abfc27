/**
 * How much time is left or over, as calendar counting says it: hours and minutes for limits in hours,
 * whole days for the others, "today" on the last day. Working days and exclusions are already in the due date.
 */
import type { Verdict } from '../api/types.ts'
import { endMs, isDate, momentOf, momentOfMs } from './moment.ts'

export type Countdown =
  | { kind: 'left' | 'over'; unit: 'minutes'; hours: number; minutes: number }
  | { kind: 'left' | 'over'; unit: 'days'; days: number }
  | { kind: 'today' }
  | { kind: 'paused'; days: number }
  /** the state is the whole message: not evaluated, a risk, a breach without due date */
  | { kind: 'word' }

/** The end on the more generous reading: past it the limit is broken on any reading. */
export const finalDue = (verdict: Pick<Verdict, 'due' | 'lenient'>): string | null => verdict.lenient ?? verdict.due

/**
 * The date that a reader must mind: the stricter reading until it has passed, then the more generous one,
 * past which the limit is broken on any reading. `asOf` in epoch milliseconds.
 */
export function dueToMind({ due, lenient }: Pick<Verdict, 'due' | 'lenient'>, asOf: number): string | null {
  if (due === null || lenient === null) return due ?? lenient
  return asOf < endMs(due) ? due : lenient
}

const DAYS_FROM = 3 * 1440

/** What is left until a due date, or over it. `until` in epoch milliseconds. */
export function between(due: string, until: number): Countdown {
  if (isDate(due)) {
    const days = momentOf(due).day - momentOfMs(until).day
    if (days === 0) return { kind: 'today' }
    return { kind: days > 0 ? 'left' : 'over', unit: 'days', days: Math.abs(days) }
  }
  const remaining = endMs(due) - until
  // Minutes left are rounded down and minutes over too: nobody is told that they have more time than they have.
  const whole = Math.floor(Math.abs(remaining) / 60_000)
  // After some days nobody counts in hours.
  if (whole >= DAYS_FROM) return { kind: remaining > 0 ? 'left' : 'over', unit: 'days', days: Math.floor(whole / 1440) }
  return { kind: remaining > 0 ? 'left' : 'over', unit: 'minutes', hours: Math.floor(whole / 60), minutes: whole % 60 }
}

/** `asOf` in epoch milliseconds. A closed late clock counts to the closing act, an open one to `asOf`. */
export function countdown(verdict: Verdict, asOf: number): Countdown {
  const pausedAt = verdict.trace.find((step) => step.step === 'paused')
  if (verdict.reason === 'paused' && pausedAt !== undefined) return { kind: 'paused', days: momentOfMs(asOf).day - momentOf(pausedAt.since).day }
  const closed = verdict.closedBy !== null && verdict.at !== null
  const until = closed && verdict.at !== null ? endOfAct(verdict.at) : asOf
  const due = dueToMind(verdict, until)
  if (due === null || verdict.outcome === 'ok' || verdict.outcome === 'not_evaluated') return { kind: 'word' }
  if (verdict.outcome === 'violation' && !isPastEnd(verdict.reason)) return { kind: 'word' }
  if (closed && verdict.outcome !== 'violation') return { kind: 'word' }
  return between(due, until)
}

/** A breach of a period, as opposed to one of order, level or condition. */
export const isPastEnd = (reason: Verdict['reason']): boolean => reason === 'late' || reason === 'overdue' || reason === 'lapsed' || reason === 'held'

/** An act recorded by day only happened at some time of that day; noon keeps it on its day. */
const endOfAct = (at: string): number => (isDate(at) ? endMs(at) - 43_200_000 : endMs(at))
