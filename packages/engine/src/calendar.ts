/** Working days: weekends, public holidays and make-up days, from the calendar files. A year that is missing is unknown, never guessed. */
import type { CalendarFile } from './catalogue/schema.ts'
import { dayNumber, parseDay, weekday } from './time.ts'

export interface Calendar {
  /** null: no calendar for that year */
  isOff(day: number): boolean | null
  /** Name of the holiday; empty for a plain weekend day. */
  nameOf(day: number): string
  years: number[]
}

export function buildCalendar(files: CalendarFile[]): Calendar {
  const names = new Map(files.flatMap((file) => Object.entries(file.holidays).map(([date, name]): [number | null, string] => [parseDay(date), name])))
  const years = files.map((file) => file.year).sort((a, b) => a - b)
  const origin = dayNumber(years[0] ?? 0, 1, 1)
  // A table rather than a computation: working days are asked for at the end of almost every clock.
  const off: (boolean | undefined)[] = []
  for (const { year, workdays } of files) {
    const worked = new Set(workdays.map(parseDay))
    for (let day = dayNumber(year, 1, 1); day <= dayNumber(year, 12, 31); day++) {
      off[day - origin] = names.has(day) || ((weekday(day) === 0 || weekday(day) === 6) && !worked.has(day))
    }
  }
  return { years, isOff: (day) => off[day - origin] ?? null, nameOf: (day) => names.get(day) ?? '' }
}

/** First working day at or after `day`; null where a calendar year is missing on the way. */
export function nextWorkingDay(calendar: Calendar, day: number): number | null {
  for (let d = day; ; d++) {
    const off = calendar.isOff(d)
    if (off === null) return null
    if (!off) return d
  }
}

/** The n-th working day after `day`; null where a calendar year is missing on the way. */
export function addWorkingDays(calendar: Calendar, day: number, n: number): number | null {
  let left = n
  let d = day
  while (left > 0) {
    d++
    const off = calendar.isOff(d)
    if (off === null) return null
    if (!off) left--
  }
  return d
}

/** Dates of a calendar file that do not exist or do not lie in its year. */
export function strayDates(file: CalendarFile): string[] {
  const first = dayNumber(file.year, 1, 1)
  const last = dayNumber(file.year, 12, 31)
  return [...Object.keys(file.holidays), ...file.workdays].filter((date) => {
    const day = parseDay(date)
    return day === null || day < first || day > last
  })
}
