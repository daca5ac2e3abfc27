/** Periods that the law counts in working days. */
import { MINUTE, dayOf, isWorkday, startOf } from './clock.ts'

/** The last minute of the working day so many working days after `ms`. */
export function endOfWorkdays(ms: number, count: number): number {
  let day = dayOf(ms)
  for (let left = count; left > 0; ) {
    day++
    if (isWorkday(day)) left--
  }
  return startOf(day + 1) - MINUTE
}
