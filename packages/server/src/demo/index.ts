/**
 * Demo data: the criminal matters of an invented province, as its agencies would push them.
 *
 * Everything is invented except the codes and names of counties. The same seed gives the same events on every
 * machine; nothing reads a clock. Most acts are lawful; `breaches.ts` says where and how often they are not.
 */
import { DAY, HOUR, yearOf } from './clock.ts'
import { Matter } from './matter.ts'
import type { WireEvent } from './matter.ts'
import { inventName } from './people.ts'
import { Register, places } from './province.ts'
import { blemish } from './quality.ts'
import { Random } from './random.ts'
import { tell } from './story.ts'
import type { Kind } from './story.ts'

export type { WireEvent } from './matter.ts'

export interface DemoOptions {
  seed: number
  /** how many matters (一案) */
  matters: number
  /** epoch milliseconds; no event happens or is recorded later */
  asOf: number
}

const crimes: Readonly<Record<Kind, readonly string[]>> = {
  公安: ['盗窃', '盗窃', '盗窃', '诈骗', '诈骗', '故意伤害', '故意伤害', '寻衅滋事', '危险驾驶', '贩卖毒品', '开设赌场', '帮助信息网络犯罪活动', '掩饰、隐瞒犯罪所得', '职务侵占', '合同诈骗', '抢劫', '非法经营', '敲诈勒索', '聚众斗殴', '交通肇事', '故意杀人'],
  监察: ['受贿', '贪污', '挪用公款', '滥用职权'],
  自侦: ['徇私枉法', '刑讯逼供', '虐待被监管人'],
  自诉: ['侮辱', '诽谤', '重婚'],
}

function kindOf(random: Random): Kind {
  const roll = random.next()
  return roll < 0.965 ? '公安' : roll < 0.982 ? '监察' : roll < 0.99 ? '自侦' : '自诉'
}

/** Wire events, matter by matter in the order in which the matters began, each matter in the order of recording. */
export function* generateDemo({ seed, matters, asOf }: DemoOptions): Generator<WireEvent> {
  const all = places()
  const register = new Register()
  for (let i = 0; i < matters; i++) {
    const random = new Random(seed, i + 1)
    const place = random.pick(all)
    const start = beginning((i + random.next()) / matters, asOf, random)
    const year = yearOf(start)
    const chain = `A${place.county.code}-${year}-${String(register.next(place.police, 'chain', year)).padStart(6, '0')}`
    const kind = kindOf(random)
    const count = random.chance(0.78) ? 1 : random.chance(0.7) ? 2 : random.int(3, 6)
    const parties = Array.from({ length: count }, (_, n) => ({ subject: `S${n + 1}`, name: inventName(random), custody: false, identityKnown: true, detainedAt: 0, arrestedAt: 0, bailAt: 0 }))
    const crime = random.pick(crimes[kind])
    const matter = new Matter({ random, place: crime === '故意杀人' ? place.grave : place, chain, crime, parties, register })
    tell(matter, start, kind)
    blemish(matter)
    const last = matter.slip('sourceSilent') ? asOf - random.between(0.2, 8) * DAY : asOf
    const known = matter.told.filter((told) => told.recorded <= last).sort((a, b) => a.recorded - b.recorded)
    for (const told of known) yield told.event
  }
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
