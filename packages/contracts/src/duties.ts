/** Power and duty lists (权责清单) as the server answers them: whose lists one may look at, and what of a list is proved. */
import type { Citation, Text } from '@hengjian/engine'

/** A list by which somebody leads, for as long as they hold the post. */
export interface DutyPost {
  list: string
  listName: Text
  title: string | null
  unit: string
}

export interface DutyPerson {
  id: string
  name: string
  posts: DutyPost[]
}

export interface DutyPeople {
  /** `2026-Q4`: the period of today, by kind of period */
  now: Record<DutyPeriodKind, string>
  people: DutyPerson[]
  /** more than are listed; look for a name */
  more: boolean
}

export type DutyPeriodKind = 'month' | 'quarter' | 'year'

/** An act by which a duty was performed. `flow`: of an act inside the platform. */
export interface DutyAct {
  chain: string
  /** masked */
  title: string
  flow: string | null
  node: string
  nodeName: Text
  act: string | null
  at: string
}

/** A matter that called for the duty, and where it was not done as it must be. `finding`: what came of it, where the reader may see it. */
export interface DutyMiss {
  chain: string
  title: string
  rule: string
  ruleName: Text
  basis: Citation[]
  at: string
  finding: { flow: string; chain: string } | null
}

/** What is asked once a period, or more often. `matter`: in which it runs, where the reader may see it. */
export interface DutyAsked {
  every: DutyPeriodKind
  period: string
  times: number
  done: number
  state: 'done' | 'running' | 'missing'
  /** last day */
  due: string
  matter: { flow: string; chain: string } | null
  /** the warning that came of it */
  finding: { flow: string; chain: string } | null
}

export interface DutyRow {
  id: string
  name: Text
  kind: 'power' | 'duty' | 'responsibility'
  responsibility: 'political' | 'case' | 'supervision' | 'hierarchy'
  basis: Citation[]
  /** missing: due and not done; due: a period that still runs; idle: nothing called for it; unprovable: nothing here records it */
  state: 'done' | 'missing' | 'due' | 'idle' | 'unprovable'
  /** why nothing here can prove it */
  unprovable: Text | null
  /** acts in the period; the latest are listed */
  done: number
  acts: DutyAct[]
  /** matters that called for it, by the rules that ask for it; null where no rule does */
  called: number | null
  /** of them, those where it was not done as it must be; the latest are listed */
  missed: number
  misses: DutyMiss[]
  asked: DutyAsked[]
}

export interface DutySheet {
  person: { id: string; name: string }
  period: { id: string; kind: DutyPeriodKind; /** first and last day */ from: string; to: string }
  asOf: string
  lists: (DutyPost & { /** days of the period in which the post was held */ from: string; to: string; duties: DutyRow[] })[]
}
