/**
 * All arithmetic of time: days, months, working days, minutes.
 *
 * A day is an integer, counted from 1970-01-01; a minute likewise. Local days come from an offset in minutes
 * (China has one offset and no daylight saving in the supervised period). `Temporal` is the oracle of the tests.
 *
 * Month arithmetic states its rounding: the corresponding day of the target month, or that month's last day
 * where it has no such day. Whether a period that starts on a month's last day ends on the target month's last
 * day is disputed in criminal procedure; `addMonths` returns both readings.
 */

export const MINUTES_PER_HOUR = 60
export const MINUTES_PER_DAY = 1440
const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 86_400_000

/** Minute that contains an instant (epoch milliseconds). Limits in hours are exact to the minute. */
export const minuteOf = (ms: number): number => Math.floor(ms / MS_PER_MINUTE)

/** Local day of an instant, for an offset in minutes east of Greenwich. */
export const dayOf = (ms: number, offset: number): number => Math.floor((ms + offset * MS_PER_MINUTE) / MS_PER_DAY)

/** Instant (epoch milliseconds) at which a local day begins. */
export const startOfDay = (day: number, offset: number): number => day * MS_PER_DAY - offset * MS_PER_MINUTE

export const startOfMinute = (minute: number): number => minute * MS_PER_MINUTE

export interface Civil {
  year: number
  /** 1 to 12 */
  month: number
  day: number
}

/** Days from civil date; proleptic Gregorian, valid for any year. Eras of 400 years, years beginning in March. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Civil date of a day number; the inverse of `dayNumber`. */
export function civil(dayNum: number): Civil {
  const shifted = dayNum + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 }
}

/** 0 Sunday to 6 Saturday. */
export const weekday = (dayNum: number): number => (((dayNum + 4) % 7) + 7) % 7

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The end of a period under two readings of the law; equal where they agree. Strict is never later than lenient. */
export interface Span {
  strict: number
  lenient: number
}

export const both = (position: number): Span => ({ strict: position, lenient: position })

/** `start` plus whole months: corresponding day (strict), last day to last day (lenient). */
export function addMonths(start: number, months: number): Span {
  const from = civil(start)
  const index = from.year * 12 + from.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const last = daysInMonth(year, month)
  const strict = dayNumber(year, month, Math.min(from.day, last))
  const startsOnLast = from.day === daysInMonth(from.year, from.month)
  return { strict, lenient: startsOnLast ? dayNumber(year, month, last) : strict }
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `YYYY-MM-DD`. */
export function formatDay(dayNum: number): string {
  const { year, month, day } = civil(dayNum)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** `YYYY-MM-DDTHH:mm:ss+08:00`, in the given offset. */
export function formatInstant(ms: number, offset: number): string {
  const local = ms + offset * MS_PER_MINUTE
  const dayNum = Math.floor(local / MS_PER_DAY)
  const seconds = Math.floor((local - dayNum * MS_PER_DAY) / 1000)
  const size = Math.abs(offset)
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${formatDay(dayNum)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${zone}`
}

/** Day number of `YYYY-MM-DD`, or null where the text is no such date. */
export function parseDay(text: string): number | null {
  return text.length === 10 ? readDate(text) : null
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function readDate(text: string): number | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  // NaN fails each comparison
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null
  return dayNumber(year, month, day)
}

export interface Instant {
  /** epoch milliseconds; for a bare date its midnight in Greenwich */
  ms: number
  /** minutes east of Greenwich, as written; 0 for a bare date */
  offset: number
  /** the day is known, the time is not */
  dateOnly: boolean
}

/**
 * Reads `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm[:ss[.fff]]` followed by `Z` or an offset.
 * A time without offset is ambiguous and is refused (null), as is any impossible date.
 */
export function parseInstant(text: string): Instant | null {
  const dayNum = readDate(text)
  if (dayNum === null) return null
  if (text.length === 10) return { ms: dayNum * MS_PER_DAY, offset: 0, dateOnly: true }
  const mark = text.charCodeAt(10)
  if ((mark !== 84 && mark !== 116 && mark !== 32) || text.charCodeAt(13) !== 58) return null
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  if (!(hour <= 23 && minute <= 59)) return null
  let at = 16
  let ms = 0
  if (text.charCodeAt(at) === 58) {
    const second = digits(text, 17, 19)
    if (!(second <= 59)) return null
    ms = second * 1000
    at = 19
    if (text.charCodeAt(at) === 46) {
      let scale = 100
      for (at++; text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57; at++) {
        ms += (text.charCodeAt(at) - 48) * scale
        scale /= 10
      }
    }
  }
  const offset = readOffset(text, at)
  if (offset === null) return null
  return { ms: dayNum * MS_PER_DAY + hour * 3_600_000 + minute * MS_PER_MINUTE + Math.floor(ms) - offset * MS_PER_MINUTE, offset, dateOnly: false }
}

function readOffset(text: string, at: number): number | null {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : null
  if (sign !== 43 && sign !== 45) return null
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0
  if (text.length !== at + 5 + colon) return null
  const hours = digits(text, at + 1, at + 3)
  const minutes = digits(text, at + 3 + colon, at + 5 + colon)
  if (!(hours <= 23 && minutes <= 59)) return null
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
}

/** Minutes of a zone such as `+08:00`; null for anything else. */
export const parseOffset = (text: string): number | null => readOffset(text, 0)
