/** Working days: weekends, public holidays and make-up days, from the calendar files. A year that is missing is unknown, never guessed. */
import type { CalendarFile } from './catalogue/schema.ts'
import { civil, dayNumber, parseDay, weekday } from './time.ts'

export interface Calendar {
  /** null: no calendar for that year */
  isOff(day: number): boolean | null
  /** Name of the holiday; empty for a plain weekend day. */
  nameOf(day: number): string
  years: number[]
}

export function buildCalendar(files: CalendarFile[]): Calendar {
  const years = new Set(files.map((file) => file.year))
  const off = new Map<number, string>()
  const worked = new Set<number>()
  for (const file of files) {
    for (const [date, name] of Object.entries(file.holidays)) off.set(parseDay(date) ?? Number.NaN, name)
    for (const date of file.workdays) worked.add(parseDay(date) ?? Number.NaN)
  }
  const isWeekend = (day: number): boolean => weekday(day) === 0 || weekday(day) === 6
  return {
    years: [...years].sort((a, b) => a - b),
    isOff: (day) => (years.has(civil(day).year) ? off.has(day) || (isWeekend(day) && !worked.has(day)) : null),
    nameOf: (day) => off.get(day) ?? '',
  }
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
