/** How often somebody may do something within a while. Kept in memory: each server counts for itself. */

/** so many are remembered at most */
const MOST = 10_000

export interface Rate {
  /** Counts one more; null where it is within `most`, else how many milliseconds to wait. */
  take(who: string, most: number, now: number): number | null
  /** Takes one count back. */
  give(who: string): void
}

export function createRate(windowMs: number): Rate {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    take: (who, most, now) => {
      const one = seen.get(who)
      if (one !== undefined && now - one.since < windowMs) return ++one.count <= most ? null : one.since + windowMs - now
      // the oldest stand first; one that begins anew moves to the end
      seen.delete(who)
      if (seen.size >= MOST) for (const [key, { since }] of seen) if (now - since >= windowMs || seen.size >= MOST) seen.delete(key)
      seen.set(who, { since: now, count: 1 })
      return null
    },
    give: (who) => {
      const one = seen.get(who)
      if (one !== undefined && one.count > 0) one.count--
    },
  }
}

/** Whom an address belongs to: all of an IPv6 network of 64 bits is one customer's, and one alone has more addresses than can be counted. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::', 2)
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const known = [groups(head), groups(tail ?? '')] as const
  const all = [...known[0], ...Array.from({ length: Math.max(0, 8 - known[0].length - known[1].length) }, () => '0'), ...known[1]]
  return `${all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
