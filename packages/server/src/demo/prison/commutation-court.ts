/** The court's part in commutation and parole: filing, announcement, hearing, ruling, service, and the procuratorate's look at it. */
import { DAY, HOUR, MINUTE, dayOf, endOfMonths, isoInstant, startOf } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Agency } from '../province.ts'
import { courtLevel, rulingCourt } from './convict.ts'
import type { Convict } from './convict.ts'

interface Proceedings {
  party: Party
  by: Agency
  /** node of filing and announcement, node of the hearing */
  filing: 'P25-N12' | 'P26-N10'
  hearing: 'P25-N13' | 'P26-N10'
}

/** Files, announces and hears. Returns the day after which the court may rule. */
export function proceedings(m: Matter, p: Proceedings, submitted: number, mustSit: boolean): number {
  const { party, by, filing } = p
  const filed = m.act(filing, m.random.chance(0.08) ? supplemented(m, p, submitted) : m.days(submitted, 0.5, 2.5), { party, by, attrs: { act: '立案' } })
  const limit = m.limitDays(filed, 5)
  const announced = m.act(filing, m.slip('lateAnnouncement') ? m.afterEnd(limit) + 3 * DAY : m.within(filed, limit), { party, by, attrs: { act: '公示', phase: 'start' } })
  const objection = m.random.chance(0.03)
  const over = m.act(filing, startOf(dayOf(announced) + (m.slip('announcementTooShort') ? 4 : 5)) + 17 * HOUR, { party, by, attrs: { act: '公示', phase: 'end', objection } })
  return hear(m, p, over, (mustSit || objection || m.random.chance(0.2)) && !m.slip('noHearingHeld'))
}

function supplemented(m: Matter, { party, by, filing }: Proceedings, submitted: number): number {
  const property = m.random.chance(0.4)
  const asked = m.act(filing, m.days(submitted, 0.5, 1.5), { party, by, attrs: { act: '通知补送', ...(property ? { type: '财产性判项材料' } : {}) } })
  const limit = m.limitDays(asked, property ? 7 : 3)
  const given = m.act(filing, m.slip('lateSupplyOfPapers') ? m.afterEnd(limit) : m.within(asked, limit), { party, by: m.place.prison, attrs: { act: '补送材料' } })
  return m.minutes(given, 60, 300)
}

function hear(m: Matter, { party, by, hearing }: Proceedings, from: number, sits: boolean): number {
  const panelSize = m.slip('singleJudge') ? 1 : 3
  if (!sits) {
    const read = m.act(hearing, m.days(from, 0.5, 2), { party, by, attrs: { act: '书面审理', panelSize } })
    return hearing === 'P26-N10' && !m.slip('prisonerNotHeard') ? m.act(hearing, m.days(read, 0.3, 1.5), { party, by, attrs: { act: '提讯' } }) : read
  }
  const told = m.days(from, 0.2, 1)
  m.act(hearing, told, { party, by, attrs: { act: '开庭通知' } })
  m.act(hearing, told + 30 * MINUTE, { party, by, attrs: { act: '开庭公告' } })
  const sat = m.atOffice(startOf(dayOf(told) + (m.slip('hearingTooSoon') ? 1 : 4)) + 9 * HOUR, told)
  return m.act(hearing, sat, { party, by, attrs: { act: '开庭', panelSize, prosecutorPresent: !m.slip('noProcuratorInCourt') } })
}

/** The day of the ruling, within a month of the proposal or two. */
export function dayOfRuling(m: Matter, party: Party, by: Agency, submitted: number, ready: number, extensible: boolean): number {
  const limit = endOfMonths(submitted, 1)
  if (m.slip('lateRuling')) return m.afterEnd(limit, 8) + 2 * DAY
  if (extensible && m.random.chance(0.07)) {
    const extended = m.act('P25-X02', m.within(ready, limit), { party, by, attrs: { type: m.random.pick(['案情复杂', '情况特殊']) } })
    return m.within(Math.max(extended, limit), endOfMonths(submitted, 2))
  }
  return m.within(ready + HOUR, Math.max(limit, ready + 2 * HOUR))
}

export function ruleOnCommutation(m: Matter, c: Convict, submitted: number, wanted: Attributes, special: Attributes = {}): void {
  const { party } = c
  const by = rulingCourt(m, c)
  const mustSit = wanted['objection'] === true || String(wanted['merit']).endsWith('重大立功') || special['exceptional'] === true || ['职务犯罪', '涉黑', '金融犯罪'].includes(c.strictCategory)
  const ready = proceedings(m, { party, by, filing: 'P25-N12', hearing: 'P25-N13' }, submitted, mustSit)
  if (m.random.chance(0.05)) {
    c.free = m.act('P25-X03', m.days(ready, 0.5, 2), { party, by, attrs: { act: '准许撤回' } }) + 150 * DAY
    return
  }
  const at = dayOfRuling(m, party, by, submitted, ready, c.sentenceType !== '死缓')
  const ruling = { courtLevel: courtLevel(c), merit: wanted['merit'] as string, ...special }
  const refused = c.now === '有期徒刑' && m.random.chance(0.05)
  if (refused) {
    m.act('P25-N14', at, { party, by, attrs: { ...ruling, result: '不予减刑', reasonsGiven: !m.slip('noReasons') } })
    c.free = at + 180 * DAY
    return void serve(m, c, at, { result: '不予减刑' })
  }
  grant(m, c, at, ruling, wanted)
}

function grant(m: Matter, c: Convict, at: number, ruling: Attributes, wanted: Attributes): void {
  const { party } = c
  const by = rulingCourt(m, c)
  const changed = c.now === '有期徒刑' ? {} : { reducedTo: c.now === '死缓' ? '无期徒刑' : '有期徒刑' }
  const months = typeof wanted['reduceMonths'] === 'number' ? wanted['reduceMonths'] : 0
  const lowered = months > 4 && m.random.chance(0.1)
  const off = lowered ? months - 1 : months
  const result = lowered ? { result: '调整幅度', reasonsGiven: !m.slip('noReasons') } : { result: '予以减刑' }
  const sizes = months > 0 ? { reduceMonths: off } : typeof wanted['newTermMonths'] === 'number' ? { newTermMonths: wanted['newTermMonths'] } : {}
  if (off > 0) c.end = endOfMonths(c.end, -off)
  else if (c.now === '无期徒刑') c.end = endOfMonths(at, Number(wanted['newTermMonths'])) - DAY
  const term = c.end > 0 ? { termEnd: isoInstant(c.end).slice(0, 10) } : {}
  m.act('P25-N14', at, { party, by, attrs: { ...ruling, ...result, ...changed, ...sizes, ...term } })
  const served = serve(m, c, at, { result: '予以减刑', ...(off > 0 ? { prevReduceMonths: off } : {}) })
  c.now = c.now === '死缓' ? '无期徒刑' : '有期徒刑'
  c.previous = off
  c.rounds += 1
  c.since = c.now === '无期徒刑' ? at : served
  if (m.random.chance(0.04)) corrected(m, c, by, served, { ...ruling, ...result, ...sizes })
}

/** Served on prison, prisoner and procuratorate; the procuratorate reads it. Returns the day of service on the prisoner. */
function serve(m: Matter, c: Convict, at: number, facts: Attributes): number {
  const { party } = c
  const by = rulingCourt(m, c)
  const limit = m.limitDays(at, 7)
  const served = m.act('P25-N15', m.slip('lateServiceOfRuling') ? m.afterEnd(limit) + 3 * DAY : m.within(at, limit), { party, by, attrs: { act: '送达执行机关和罪犯', ...facts } })
  const copy = m.act('P25-N15', m.within(at, limit), { party, by, attrs: { act: '送达检察院', ...facts } })
  m.act('P25-N16', m.days(copy, 2, 15), { party, by: m.place.procuratorate, attrs: { act: '审查' } })
  return served
}

/** The procuratorate finds the ruling wrong: another panel rules within a month. */
function corrected(m: Matter, c: Convict, by: Agency, served: number, ruling: Attributes): void {
  const { party } = c
  const copied = m.told.findLast((told) => told.event.node === 'P25-N15' && told.event.attrs['act'] === '送达检察院')?.at ?? served
  const limit = m.limitDays(copied, 20)
  const demanded = m.act('P25-N16', m.slip('lateDemand') ? m.afterEnd(limit) : m.within(copied + 8 * DAY, limit), { party, by: m.place.procuratorate, attrs: { act: '提出纠正意见', sameLevel: !m.slip('demandFromBelow') } })
  const got = m.act('P25-N16', m.days(demanded, 0.5, 1.5), { party, by: m.place.procuratorate, attrs: { act: '法院收到纠正意见' } })
  const end = endOfMonths(got, 1)
  const at = m.slip('lateNewRuling') ? m.afterEnd(end) + 3 * DAY : m.within(got + 5 * DAY, end)
  m.act('P25-N14', at, { party, by, ...(m.slip('samePanel') ? {} : { who: 'head' as const }), attrs: ruling })
  c.since = Math.max(c.since, serve(m, c, at, { result: '予以减刑', prevReduceMonths: c.previous }))
}
