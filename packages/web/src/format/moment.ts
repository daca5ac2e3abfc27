/**
 * Moments and days of the wire, read in the one zone of the platform (+08:00, no daylight saving).
 * A day is an integer, days since 1970-01-01; nothing here depends on the zone of the browser.
 */
const zoneMs = 8 * 3_600_000
export const dayMs = 86_400_000

/** `minutes` is null where the text is a bare date. */
export interface Moment {
  day: number
  minutes: number | null
}

const bareDate = /^\d{4}-\d{2}-\d{2}$/

export const isDate = (text: string): boolean => bareDate.test(text)

export const momentOfMs = (ms: number): Moment => {
  const local = ms + zoneMs
  const day = Math.floor(local / dayMs)
  return { day, minutes: Math.floor((local - day * dayMs) / 60_000) }
}

/** Reads `YYYY-MM-DD` or a date-time with offset. */
export const momentOf = (text: string): Moment => (isDate(text) ? { day: Date.parse(`${text}T00:00:00Z`) / dayMs, minutes: null } : momentOfMs(Date.parse(text)))

const startOfDay = (day: number): number => day * dayMs - zoneMs

/** The instant at which the text begins: for a bare date 00:00 of that day. Epoch milliseconds. */
export const startMs = (text: string): number => (isDate(text) ? startOfDay(momentOf(text).day) : Date.parse(text))

/** The instant up to which the text reaches: for a bare date 24:00 of that day. Epoch milliseconds. */
export const endMs = (text: string): number => (isDate(text) ? startOfDay(momentOf(text).day + 1) : Date.parse(text))

export interface CalendarDay {
  year: number
  month: number
  date: number
  /** 0 is Sunday */
  weekday: number
}

export const calendarOf = (day: number): CalendarDay => {
  const utc = new Date(day * dayMs)
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate(), weekday: utc.getUTCDay() }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** 24-hour clock, `09:12`. */
export const clockTime = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** `YYYY-MM-DD` of a day number. */
export const isoOf = (day: number): string => {
  const { year, month, date } = calendarOf(day)
  return `${year}-${two(month)}-${two(date)}`
}

/** The current instant in the wire form. The only place of the workbench that reads the clock of the machine. */
export const nowIso = (): string => new Date().toISOString()
