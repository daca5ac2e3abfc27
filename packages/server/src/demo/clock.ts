/**
 * The days on which invented officers act. Only plausible times are made here; what is lawful is the engine's to say.
 * Instants are epoch milliseconds; days are integers since 1970-01-01 at +08:00.
 */
import type { CalendarFile } from '@hengjian/engine'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const OFFSET = 8 * HOUR

export const dayOf = (ms: number): number => Math.floor((ms + OFFSET) / DAY)
/** The instant at which a day begins. */
export const startOf = (day: number): number => day * DAY - OFFSET
/** The last minute of the day on which `ms` lies, `days` later. */
export const endOfDay = (ms: number, days = 0): number => startOf(dayOf(ms) + days + 1) - MINUTE

/** The last minute of the corresponding day `months` later, or of the last day of a shorter month. */
export function endOfMonths(ms: number, months: number): number {
  const from = new Date(dayOf(ms) * DAY)
  const year = from.getUTCFullYear()
  const month = from.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return startOf(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) / DAY + 1) - MINUTE
}

export const yearOf = (ms: number): number => new Date(ms + OFFSET).getUTCFullYear()

const dates = new Map<number, string>()
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `2026-03-03T10:00:00+08:00`. Dates are remembered, because millions of events share a few hundred of them. */
export function isoInstant(ms: number): string {
  const day = dayOf(ms)
  let date = dates.get(day)
  if (date === undefined) dates.set(day, (date = new Date(day * DAY).toISOString().slice(0, 10)))
  const seconds = Math.floor((ms - startOf(day)) / 1000)
  return `${date}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}+08:00`
}

const calendars = new URL('../../../../catalog/calendars/', import.meta.url)
const exceptions = new Map<number, boolean>()
for (const file of readdirSync(calendars).filter((name) => name.endsWith('.yaml'))) {
  const calendar = parse(readFileSync(new URL(file, calendars), 'utf8')) as CalendarFile
  for (const date of Object.keys(calendar.holidays)) exceptions.set(Date.parse(date) / DAY, false)
  for (const date of calendar.workdays) exceptions.set(Date.parse(date) / DAY, true)
}

export function isWorkday(day: number): boolean {
  // 1970-01-01 was a Thursday
  return exceptions.get(day) ?? (day + 3) % 7 < 5
}

/** The last minute of the working day so many working days after `ms`. */
export function endOfWorkdays(ms: number, count: number): number {
  let day = dayOf(ms)
  for (let left = count; left > 0; ) {
    day++
    if (isWorkday(day)) left--
  }
  return startOf(day + 1) - MINUTE
}

/** The first instant of the prison law of 2026. */
export const newPrisonLaw = Date.parse('2026-11-01T00:00:00+08:00')
