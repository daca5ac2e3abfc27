/** Quiet hours: until when something waits. Pure. */
import { dayStart, localDay } from '../../dates.ts'
import type { Quiet } from './rules.ts'

const MINUTE = 60_000
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * The instant from which it may go out: now, or the end of the quiet hours. What ends before they do does not wait: nobody
 * is served by a warning that comes after the clock.
 */
export function earliest(now: number, quiet: Quiet | null, due: number | null, offset: number): number {
  if (quiet === null) return now
  const start = dayStart(localDay(now, offset), offset)
  const at = Math.floor((now - start) / MINUTE)
  const from = minutesOf(quiet.from)
  const until = minutesOf(quiet.until)
  const isOvernight = from > until
  const isQuiet = isOvernight ? at >= from || at < until : at >= from && at < until
  if (!isQuiet) return now
  const end = start + (isOvernight && at >= from ? 24 * 60 + until : until) * MINUTE
  return due !== null && due <= end ? now : end
}

/** Whether the daily digest of the local day is due, and which day that is. */
export const isPast = (clock: string, now: number, offset: number): boolean => now - dayStart(localDay(now, offset), offset) >= minutesOf(clock) * MINUTE
