/** What the page of the day asks, whether the answer is stored (now) or judged anew (an earlier day). */
import type { Today } from '@hengjian/contracts'
import type { VerdictRow } from '../../intake/index.ts'

export type Group = Today['rows'][number]['group']

/** Instants that part the groups: now, and the ends of today, of the third and of the seventh day. */
export interface Marks {
  now: Date
  today: Date
  in3: Date
  in7: Date
}

export type Counts = Record<'running' | Group, number>

export interface StripDay {
  /** days after the first */
  day: number
  count: number
  soon: number
}

/** `agency`: null for all. */
export interface Worklist {
  counts(agency: string | null, marks: Marks): Promise<Counts>
  /** Clocks that end after `from` and until `to`, by day. A clock that ends at midnight belongs to the day before. */
  strip(agency: string | null, from: Date, to: Date): Promise<StripDay[]>
  /** Rows of one lane in order, after the given key (instant, chain, id); clocks until `until` only. */
  lane(agency: string | null, lane: number, after: string[] | null, until: Date, limit: number): Promise<VerdictRow[]>
}
