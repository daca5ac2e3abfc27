/**
 * Demo data: the matters of an invented province, as its agencies would push them.
 *
 * Everything is invented except the codes and names of counties. The same seed gives the same events on every
 * machine; nothing reads a clock. Most acts are lawful; `breaches.ts` says where and how often they are not.
 */
import { castMatters } from './cast-matters.ts'
import { DAY, HOUR, yearOf } from './clock.ts'
import { Matter } from './matter.ts'
import type { Told, WireEvent } from './matter.ts'
import { inventName } from './people.ts'
import { Register, places } from './province.ts'
import { blemish } from './quality.ts'
import { Random } from './random.ts'
import { reportInterference } from './reports.ts'
import { placeFor, stories } from './stories.ts'
import type { Story } from './stories.ts'

export type { WireEvent } from './matter.ts'

export interface DemoOptions {
  seed: number
  /** how many matters (一案) */
  matters: number
  /** epoch milliseconds; no event happens or is recorded later */
  asOf: number
  /** beside those, the ones in the hands of the cast, each with a step that is missing */
  cast?: boolean
}

const total = stories.reduce((sum, { weight }) => sum + weight, 0)

/** Steps of the golden section visit all kinds of matters evenly, however many are asked for: the rare ones are always there. */
function pickStory(i: number): Story {
  let left = ((i * 0.618033988749895) % 1) * total
  return stories.find(({ weight }) => (left -= weight) < 0) ?? (stories[0] as Story)
}

/** Wire events, matter by matter in the order in which the matters began, each matter in the order of recording. */
export function* generateDemo({ seed, matters, asOf, cast = false }: DemoOptions): Generator<WireEvent> {
  const all = places()
  const register = new Register()
  const turns = new Map<Story, number>()
  for (let i = 0; i < matters; i++) {
    const random = new Random(seed, i + 1)
    const place = random.pick(all)
    const story = pickStory(i)
    const [least, most] = story.yearsBefore ?? [0, 0]
    const start = beginning((i + random.next()) / matters, asOf, random) - Math.floor(random.between(least, most) * 365) * DAY
    const year = yearOf(start)
    const chain = register.next((n) => `A${place.county.code}-${year}-${String(n).padStart(6, '0')}`)
    const count = story.alone || random.chance(0.78) ? 1 : random.chance(0.7) ? 2 : random.int(3, 6)
    const parties = Array.from({ length: count }, (_, n) => ({ subject: `S${n + 1}`, name: inventName(random), custody: false, identityKnown: true, detainedAt: 0, arrestedAt: 0, bailAt: 0 }))
    const about = random.pick(story.about)
    const turn = turns.get(story) ?? 0
    turns.set(story, turn + 1)
    const matter = new Matter({ random, place: placeFor(about, place), chain, crime: about, cause: story.cause ?? false, parties, turn, asOf, register })
    story.tell(matter, start)
    blemish(matter)
    const last = matter.slip('sourceSilent') ? asOf - random.between(0.2, 8) * DAY : asOf
    reportInterference(matter)
    for (const told of knownBy(matter.told, last)) yield told.event
  }
  if (cast) for (const told of castMatters(all, register, seed, asOf)) for (const { event } of knownBy(told, asOf)) yield event
}

/** What was recorded by then, in that order. What happened after an act that is not recorded yet is not recorded either. */
function knownBy(told: Told[], last: number): Told[] {
  const open = Math.min(...told.filter(({ recorded, event }) => recorded > last && event.supersedes === undefined && !event.id.endsWith('-r')).map(({ at }) => at))
  return told.filter(({ at, recorded }) => recorded <= last && at < open).sort((a, b) => a.recorded - b.recorded)
}

/**
 * When a matter began, for its rank among all (0 first, 1 last). Eighteen months, denser towards the end, because
 * short clocks (hours, three days, seven days) would otherwise hardly ever be seen running.
 */
function beginning(rank: number, asOf: number, random: Random): number {
  const daysAgo = rank < 0.68 ? 540 - (rank / 0.68) * 440 : rank < 0.86 ? 100 - ((rank - 0.68) / 0.18) * 88 : 12 * (1 - (rank - 0.86) / 0.14)
  const day = Math.floor((asOf - daysAgo * DAY) / DAY) * DAY
  // reports come in mostly by day: 08:00 to 22:00 at +08:00
  return Math.min(day + random.between(0, 14) * HOUR, asOf - random.between(0, 3) * HOUR)
}
