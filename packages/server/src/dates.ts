/** Instants and days in the catalogue's zone, as the wire writes them. Offsets in minutes east of Greenwich. */
const DAY = 86_400_000
const MINUTE = 60_000

/** Number of the local day since 1970-01-01. */
export const localDay = (ms: number, offset: number): number => Math.floor((ms + offset * MINUTE) / DAY)

/** The instant at which a local day begins. */
export const dayStart = (day: number, offset: number): number => day * DAY - offset * MINUTE

/** The instant at which a minute, counted since 1970, begins. */
export const minuteStart = (minute: number): number => minute * MINUTE

/** YYYY-MM-DD */
export const dateText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** 2026-03-03T10:00:00+08:00 */
export function instantText(ms: number, offset: number): string {
  const sign = offset < 0 ? '-' : '+'
  const minutes = Math.abs(offset)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${new Date(ms + offset * MINUTE).toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The end of a clock as a due date: midnight belongs to the day before it. */
export function dueText(end: number, offset: number): string {
  const day = localDay(end, offset)
  return dayStart(day, offset) === end ? dateText(day - 1) : instantText(end, offset)
}
