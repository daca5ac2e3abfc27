/** Findings (预警): breaches of law that somebody must answer for, opened and kept up to date by what intake tells. */
import type { FollowParts } from './follow.ts'
import { follow } from './follow.ts'

export type { FollowParts } from './follow.ts'

export interface Findings {
  /** Follows everything that intake told so far, or until it shall stop; may run on any number of servers. Answers how many messages. */
  follow(stop?: () => boolean): Promise<number>
}

export const createFindings = (parts: FollowParts): Findings => ({ follow: (stop = () => false) => follow(parts, stop) })
