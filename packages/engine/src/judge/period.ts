/** Adding a period of law to a position, as its field of law computes it. */
import type { Calendar } from '../calendar.ts'
import { addWorkingDays } from '../calendar.ts'
import type { Computation } from '../catalogue/model.ts'
import type { Duration } from '../trace.ts'
import type { Span } from '../time.ts'
import { MINUTES_PER_HOUR, addMonths, both } from '../time.ts'
import type { Unit } from './run.ts'

export const unitOf = (duration: Duration): Unit => (duration.unit === 'h' ? 'minute' : 'day')

/** End of a period that starts on `start`; null where a calendar year is missing. `offset`: minutes of the local zone. */
export function endOfPeriod(start: number, length: Duration, computation: Computation, calendar: Calendar, offset: number): Span | null {
  if (length.unit === 'h') {
    const strict = start + length.amount * MINUTES_PER_HOUR
    if (computation.hours === 'exact') return both(strict)
    // The hour in which the period starts does not count, in one reading.
    const local = start + offset
    const nextHour = (Math.floor(local / MINUTES_PER_HOUR) + 1) * MINUTES_PER_HOUR - offset
    return { strict, lenient: nextHour + length.amount * MINUTES_PER_HOUR }
  }
  const end = advance(both(start), length, computation, calendar)
  return end !== null && computation.startDay === 'included' ? { strict: end.strict - 1, lenient: end.lenient - 1 } : end
}

/** Continues a period from its end; hours and days simply add. */
export function advance(from: Span, length: Duration, computation: Computation, calendar: Calendar): Span | null {
  const { amount, unit } = length
  switch (unit) {
    case 'h':
      return shift(from, amount * MINUTES_PER_HOUR)
    case 'wd':
      return workingDays(from, amount, calendar)
    case 'd':
      return computation.workingDays.includes(amount) ? workingDays(from, amount, calendar) : shift(from, amount)
    case 'mo':
    case 'y': {
      const whole = unit === 'y' ? amount * 12 : Math.floor(amount)
      const half = unit === 'mo' && amount !== whole ? computation.halfMonthDays : 0
      const strict = addMonths(from.strict, whole).strict + half
      return { strict, lenient: computation.monthEnd === 'readings' ? addMonths(from.lenient, whole).lenient + half : Math.max(strict, addMonths(from.lenient, whole).strict + half) }
    }
  }
}

export const shift = (span: Span, by: number): Span => ({ strict: span.strict + by, lenient: span.lenient + by })

function workingDays(from: Span, amount: number, calendar: Calendar): Span | null {
  const strict = addWorkingDays(calendar, from.strict, amount)
  const lenient = from.lenient === from.strict ? strict : addWorkingDays(calendar, from.lenient, amount)
  return strict === null || lenient === null ? null : { strict, lenient }
}

/** So much before a position: for count-back limits and reminders. */
export function goBack(position: number, length: Duration, calendar: Calendar): number {
  switch (length.unit) {
    case 'h':
      return position - length.amount * MINUTES_PER_HOUR
    case 'd':
      return position - length.amount
    case 'wd': {
      let left = length.amount
      let day = position
      while (left > 0) {
        day--
        if (calendar.isOff(day) !== true) left--
      }
      return day
    }
    case 'mo':
    case 'y':
      return addMonths(position, -(length.unit === 'y' ? length.amount * 12 : Math.floor(length.amount))).strict
  }
}
