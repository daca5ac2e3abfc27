/** P18: a petition against an effective judgment or a protest, the retrial, and what follows it. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

const committee = { ...courtPresident, attrs: { act: '审判委员会讨论' } } as const

export function criminalRetrial(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  party.custody = m.random.chance(0.7)
  const from = m.atOffice(start, 0)
  const decided = m.random.chance(0.35) ? protest(m, party, from) : petition(m, party, from)
  if (decided !== null) retry(m, party, decided)
}

/** Returns when the retrial was decided; null where the petition was rejected. */
function petition(m: Matter, party: Party, received: number): number | null {
  if (m.random.chance(0.2)) m.act('P18-N01', received, { party, attrs: { act: '告知补充材料' } })
  const taken = m.act('P18-N01', m.days(received, 1, 8), { party, attrs: { act: '出具回执', handlingLevel: '市级', crime: m.crime, custody: party.custody } })
  const filed = m.act('P18-N02', m.days(taken, 1, 9), { party, attrs: { act: '立案' } })
  const three = endOfMonths(filed, 3)
  const six = endOfMonths(filed, 6)
  const longer = m.random.chance(0.1)
  if (longer) m.act('P18-X01', m.within(six - 20 * DAY, six), { party, level: '高级人民法院', who: 'head', attrs: { extendMonths: 3, result: '批准' } })
  const at = m.slip('retrialReviewOverrun') ? m.afterEnd(endOfMonths(filed, longer ? 9 : 6), 9) : longer ? m.within(six + DAY, endOfMonths(filed, 9)) : m.random.chance(0.05) ? m.within(three + DAY, six) : m.within(filed + 20 * DAY, three)
  const roll = m.random.next()
  if (roll < 0.5) {
    m.act(roll < 0.08 ? 'P18-X06' : 'P18-N03', at, { party })
    return null
  }
  if (roll < 0.75) {
    if (!m.slip('stepOmitted')) m.act('P18-N04', at - 50 * HOUR, { party, ...committee })
    return m.act('P18-N04', at, { party, ...courtPresident, attrs: { act: '决定再审' } })
  }
  return m.act('P18-N04', at, { party, level: '中级人民法院', who: 'chief', attrs: { act: '提审' } })
}

function protest(m: Matter, party: Party, from: number): number | null {
  const received = m.act('P18-N05', from, { party, attrs: { act: '收到抗诉书', handlingLevel: '市级', crime: m.crime, custody: party.custody } })
  const month = endOfMonths(received, 1)
  if (m.random.chance(0.15)) {
    const told = m.act('P18-N05', m.days(received, 2, 6), { party, attrs: { act: '通知补送' } })
    m.act('P18-N05', m.within(told, m.limitDays(told, 3)), { party, by: m.place.procuratorate, attrs: { act: '检察院补送' } })
  }
  const filed = m.act('P18-N05', m.slip('lateProtestFiling') ? m.afterEnd(month, 9) : m.within(received + 10 * DAY, month), { party, attrs: { act: '立案' } })
  if (m.random.chance(0.5)) return filed
  const end = endOfMonths(filed, 1)
  const ordered = m.act('P18-N04', m.slip('lateRetrialOrder') ? m.afterEnd(end, 9) : m.within(filed + 5 * DAY, end), { party, level: '中级人民法院', who: 'chief', attrs: { act: '指令再审', to: m.random.chance(0.8) ? '其他人民法院' : '原审人民法院', reason: '由指令的法院审理更适宜' } })
  const arrived = m.act('P18-X03', m.days(ordered, 3, 8), { party, by: m.place.court, attrs: { act: '收到指令再审案卷' } })
  m.act('P18-X03', m.within(arrived, m.limitDays(arrived, 1)), { party, by: m.place.court, attrs: { act: '立案' } })
  return ordered
}

function retry(m: Matter, party: Party, decided: number): void {
  const panel = m.act('P18-X04', m.days(decided, 9, 14), { party, attrs: { panelSize: m.slip('wrongPanel') ? 2 : m.random.pick([3, 3, 5]) } })
  if (m.random.chance(0.4)) measure(m, party, panel)
  const sat = m.days(panel, 20, 40)
  const close = m.slip('summonsTooClose')
  for (const act of ['通知检察院', '传唤当事人']) m.act('P18-X05', m.atOffice(sat - (close ? 2 : m.random.int(6, 9)) * DAY, panel, sat - (close ? 1 : 4) * DAY), { party, attrs: { act } })
  m.act('P18-N06', sat, { party, attrs: { prosecutorPresent: !m.slip('prosecutorAbsent') } })
  const three = endOfMonths(decided, 3)
  const longer = m.random.chance(0.15)
  if (longer) m.act('P18-X02', m.within(three - 15 * DAY, three), { party, ...courtPresident, attrs: { extendMonths: 3, result: '批准' } })
  const end = longer ? endOfMonths(decided, 6) : three
  const at = m.slip('retrialOverrun') ? m.afterEnd(end, 9) : longer ? m.within(three + DAY, end) : m.within(sat + DAY, end)
  const roll = m.random.next()
  const result = roll < 0.5 ? '维持' : roll < 0.75 ? '改判' : '改判无罪'
  const spoken = m.random.chance(0.3) ? '当庭' : '定期'
  m.act('P18-N08', at, { party, attrs: { result, pronouncement: spoken, aggravated: false, custody: party.custody } })
  if (result === '改判无罪') {
    if (!m.slip('stepOmitted')) m.act('P18-N09', m.minutes(at, 5, 40), { party })
    if (party.custody) m.act('P18-N10', m.slip('lateRetrialRelease') ? m.days(at, 1.2, 3) : m.minutes(at, 40, 300), { party, attrs: { act: '释放' } })
    party.custody = false
  }
  const served = m.act('P18-N10', m.within(at + HOUR, m.limitDays(at, spoken === '当庭' ? 5 : 2)), { party, attrs: { act: '送达' } })
  const effective = m.act('P18-N10', m.days(served, 1, 3), { party, attrs: { act: '裁判生效', result } })
  if (result === '改判') m.act('P18-N10', m.slip('lateExecutionPapers') ? m.afterEnd(m.limitDays(effective, 10)) + 3 * DAY : m.within(effective, m.limitDays(effective, 10)), { party, attrs: { act: '通知执行机关' } })
}

/** Bail while the retrial runs, or the execution of the old judgment suspended. */
function measure(m: Matter, party: Party, from: number): void {
  const at = m.days(from, 2, 9)
  if (party.custody && m.random.chance(0.5)) return void m.act('P18-N07', at, { party, ...courtPresident, attrs: { act: '中止原判执行', type: '可能改判无罪' } })
  const protested = m.told.some((told) => told.event.node === 'P18-N05')
  const own = protested ? { by: m.place.procuratorate, level: '检察长', who: 'chief' as const } : courtPresident
  m.act('P18-N07', at, { party, ...own, attrs: { act: '取保候审', agency: protested ? '检察院' : '法院', custody: false } })
  party.custody = false
}
