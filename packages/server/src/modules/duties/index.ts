/** Power and duty lists (权责清单): what leaders must do, what the records prove, and what was due and not done (履职留痕). */
import type { Actor, DutyAct, DutyPeople, DutySheet } from '@hengjian/contracts'
import { localDay } from '../../dates.ts'
import { CodedError } from '../../problem.ts'
import { viewOf } from '../../store/index.ts'
import type { Leader } from '../identity/index.ts'
import { actsOf } from './acts.ts'
import { periodKinds } from './definition.ts'
import { keepDuties } from './keep.ts'
import type { Period } from './period.ts'
import { periodAt, periodOf } from './period.ts'
import type { DutyParts, DutyReading } from './reading.ts'
import { listsOf, offsetOf, rolesOf } from './reading.ts'
import { actView, heldIn, readSheet, spanOf, titlesOf } from './sheet.ts'

export { lintDuties, loadDuties, openDuties } from './load.ts'
export type { DutyParts } from './reading.ts'

export interface Duties {
  /** Whose lists the reader may look at: one's own, and of those below by `duties.below`. */
  people(reader: Actor, query: { q: string | null }): Promise<DutyPeople>
  /** Throws HJ-REQ-007 where there is no such person, or none whom the reader may look at; HJ-REQ-005 for a period that is none. */
  sheet(reader: Actor, person: string, period: string | null): Promise<DutySheet>
  /** Every act by which a duty was performed, the latest first. Throws HJ-REQ-005, HJ-REQ-007. */
  acts(reader: Actor, person: string, duty: string, query: { period: string | null; cursor: string | null; limit: number }): Promise<{ items: DutyAct[]; nextCursor: string | null }>
  /** Begins and ends matters of what is asked once a period; may run on any number of servers. Answers how many steps. */
  keep(stop?: () => boolean): Promise<number>
}

/** The permission to look at the lists of those below. */
const BELOW = 'duties.below'
const MOST = 200

export function createDuties(parts: DutyParts): Duties {
  const { lists, store, clock } = parts
  const reading = async (reader: Actor): Promise<DutyReading> => {
    const view = viewOf(store, await parts.reachOf(reader))
    const on = parts.chains.on(view)
    return { ...parts, view, titles: (asked) => on.titles(asked) }
  }
  const today = (): number => localDay(clock(), offsetOf(parts))
  const periodAsked = (id: string | null): Period => {
    const period = id === null ? periodAt('quarter', today()) : periodOf(id)
    if (period === null) throw new CodedError('HJ-REQ-005', 'period')
    return period
  }
  const postsOf = async (reader: Actor, person: string, period: Period): Promise<Leader[]> => {
    const held = (await parts.leaders({ roles: rolesOf(lists), first: period.first, last: period.last, person, reader, below: BELOW })).filter((post) => listsOf(lists, post).length > 0)
    if (held.length === 0) throw new CodedError('HJ-REQ-007', person)
    return held
  }
  return {
    people: async (reader, { q }) => {
      const day = today()
      const posts = (await parts.leaders({ roles: rolesOf(lists), first: periodAt('year', day).first, last: day, reader, below: BELOW, q })).filter((post) => listsOf(lists, post).length > 0)
      const people = [...Map.groupBy(posts, ({ person }) => person)].map(([id, own]) => ({ id, name: own[0]?.name ?? '', posts: own.flatMap((post) => listsOf(lists, post).map((list) => ({ list: list.id, listName: list.name, title: post.title, unit: post.unit.name }))) }))
      const mine = people.toSorted((a, b) => Number(b.id === reader.id) - Number(a.id === reader.id))
      return { now: Object.fromEntries(periodKinds.map((kind) => [kind, periodAt(kind, day).id])) as DutyPeople['now'], people: mine.slice(0, MOST), more: mine.length > MOST }
    },
    sheet: async (reader, person, id) => {
      const period = periodAsked(id)
      const posts = await postsOf(reader, person, period)
      return await readSheet(await reading(reader), posts, period)
    },
    acts: async (reader, person, id, { period: asked, cursor, limit }) => {
      const period = periodAsked(asked)
      const start = cursor === null ? 0 : Number(cursor)
      if (!Number.isSafeInteger(start) || start < 0) throw new CodedError('HJ-REQ-009', cursor ?? '')
      const posts = await postsOf(reader, person, period)
      const mine = await reading(reader)
      const [own] = posts.flatMap((post) => listsOf(lists, post).flatMap((list) => list.duties.filter((duty) => duty.id === id).map((duty) => ({ post, duty }))))
      if (own === undefined) throw new CodedError('HJ-REQ-007', id)
      const found = await actsOf(store, mine.view, person, own.duty.acts, spanOf(parts, heldIn(own.post, period)))
      const page = found.slice(start, start + limit)
      const titles = await titlesOf(mine, page.map(({ chain }) => chain))
      return { items: page.map((act) => actView(mine, act, titles)), nextCursor: start + page.length < found.length ? String(start + page.length) : null }
    },
    keep: (stop = () => false) => keepDuties(parts, stop),
  }
}
