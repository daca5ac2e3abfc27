/** How often somebody may try within a minute. Kept in memory: a guess at a time per server is slow enough. */

const WINDOW_MS = 60_000
/** so many addresses are remembered at most */
const MOST = 10_000

export interface Attempts {
  /** False where there were too many; else counts one more. */
  take(who: string, now: number): boolean
}

export function createAttempts(perMinute: number): Attempts {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    take: (who, now) => {
      const one = seen.get(who)
      if (one !== undefined && now - one.since < WINDOW_MS) return ++one.count <= perMinute
      if (seen.size >= MOST) for (const [key, { since }] of seen) if (now - since >= WINDOW_MS || seen.size >= MOST) seen.delete(key)
      seen.set(who, { since: now, count: 1 })
      return true
    },
  }
}
