/** How often somebody may try to show who they are within a minute. A guess at a time per server is slow enough. */
import { createRate, networkOf } from '../../rate.ts'

const WINDOW_MS = 60_000

export interface Attempts {
  /** `who`: an address, or what is tried. False where there were too many; else counts one more. */
  take(who: string, now: number): boolean
  /** The attempt was none: it succeeded. A whole building signs in from one address in the morning. */
  give(who: string): void
}

export function createAttempts(perMinute: number): Attempts {
  const rate = createRate(WINDOW_MS)
  return { take: (who, now) => rate.take(networkOf(who), perMinute, now) === null, give: (who) => rate.give(networkOf(who)) }
}
