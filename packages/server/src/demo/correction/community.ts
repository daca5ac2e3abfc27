/** P28: a person under community correction, from the papers to the end. */
import { DAY, HOUR, MINUTE, dayOf, endOfMonths, isoInstant, startOf } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { trouble } from './trouble.ts'

export interface Correction {
  kind: '缓刑' | '管制' | '假释' | '暂予监外执行'
  /** when the judgment, ruling or decision took effect */
  effective: number
  /** the last minute of the last day */
  end: number
  /** the same as a date */
  last: string
}

export const agencyHead = { level: '县级社区矫正机构', who: 'chief' } as const

/** After a judgment that suspends the sentence. */
export function onProbation(m: Matter, party: Party, effective: number): void {
  const end = endOfMonths(effective, m.random.int(12, 36)) - DAY
  underCorrection(m, party, { kind: '缓刑', effective, end, last: isoInstant(end).slice(0, 10) })
}

export function underCorrection(m: Matter, party: Party, c: Correction): void {
  const papers = m.act('P28-N03', m.within(c.effective + HOUR, m.limitDays(c.effective, 9)), { party, attrs: { act: '收到法律文书' } })
  if (m.random.chance(0.06)) {
    const asked = m.act('P28-N03', m.minutes(papers, 60, 500), { party, attrs: { act: '通知补齐' } })
    m.act('P28-N03', m.within(asked, m.limitDays(asked, 2)), { party, attrs: { act: '补齐文书' } })
  }
  const five = m.limitDays(papers, 5)
  m.act('P28-N03', m.slip('receiptReturnedLate') ? m.afterEnd(five) + 3 * DAY : m.within(papers, five), { party, attrs: { act: '送达回执' } })
  const ten = m.limitDays(c.effective, 10)
  const came = m.act('P28-N04', m.slip('reportedLate') ? m.afterEnd(ten) + 3 * DAY : m.within(c.effective + DAY, ten), { party, attrs: { act: c.kind === '暂予监外执行' ? '移送接收' : '报到' } })
  const told = begin(m, party, c, came)
  const left = trouble(m, party, c, told)
  reports(m, party, c, told, left ?? c.end)
  if (left === null) finish(m, party, c)
}

function begin(m: Matter, party: Party, c: Correction, came: number): number {
  const female = m.random.chance(0.12)
  const minor = m.random.chance(0.04)
  m.act('P28-N05', m.minutes(came, 20, 60), { party, attrs: { act: '建立档案', correctionType: c.kind, correctionEnd: c.last, female, minor } })
  const told = m.act('P28-N05', m.minutes(came, 70, 200), { party, attrs: { act: '入矫宣告', correctionType: c.kind, correctionEnd: c.last, reportMonths: m.random.pick([1, 1, 2, 3]) } })
  m.act('P28-N06', m.days(told, 1, 8), { party, attrs: { act: '确定矫正小组', ...(female ? { womanInGroup: !m.slip('noWomanInGroup') } : {}), ...(minor ? { youthExpertInGroup: true } : {}) } })
  m.act('P28-N06', m.slip('planMissing') ? m.days(told, 35, 45) : m.days(told, 4, 20), { party, attrs: { act: '制定矫正方案' } })
  return told
}

/** Reports at the interval of the plan, for those outside prison also on their health every month. */
function reports(m: Matter, party: Party, c: Correction, told: number, until: number): void {
  const months = m.told.findLast((t) => t.event.attrs['reportMonths'] !== undefined)?.event.attrs['reportMonths'] as number
  every(m, party, '定期报告', told, until, months)
  if (c.kind === '暂予监外执行') health(m, party, told, until)
  m.act('P28-N07', m.days(told, 10, 25), { party, attrs: { act: '信息化核查' } })
}

/** On health every month; the level above may let it be every second month, the province every fourth. */
function health(m: Matter, party: Party, told: number, until: number): void {
  const roll = m.random.next()
  if (roll < 0.5) return every(m, party, '身体情况报告', told, until, 1)
  const extendMonths = roll < 0.75 ? 1 : 3
  const level = extendMonths === 1 ? '上一级社区矫正机构' : '省级社区矫正机构'
  m.act('P28-N07', m.days(told, 4, 20), { party, level, who: 'chief', attrs: { act: '调整报告期限', extendMonths } })
  const first = m.act('P28-N07', m.atOffice(endOfMonths(told, 1 + extendMonths) - m.random.int(2, 9) * DAY, told), { party, attrs: { act: '身体情况报告' } })
  every(m, party, '身体情况报告', first, until, 1)
}

function every(m: Matter, party: Party, act: string, from: number, until: number, months: number): void {
  for (let last = from; ; ) {
    const limit = endOfMonths(last, months)
    if (limit >= until) return
    last = m.act('P28-N07', m.slip('reportMissed') ? m.afterEnd(limit) : m.atOffice(limit - m.random.int(1, 6) * DAY, last, limit), { party, attrs: { act } })
  }
}

function finish(m: Matter, party: Party, c: Correction): void {
  const lastDay = startOf(dayOf(c.end))
  m.act('P28-N07', m.slip('noSummary') ? lastDay - 12 * DAY : m.atOffice(lastDay - m.random.int(32, 40) * DAY, 0, lastDay - 31 * DAY), { party, attrs: { act: '个人总结' } })
  const at = lastDay + (m.slip('correctionEndedLate') ? m.random.int(3, 8) * DAY : m.slip('correctionEndedEarly') ? -2 * DAY : 0) + 9 * HOUR + m.random.int(0, 300) * MINUTE
  m.act('P28-N16', at, { party, attrs: { act: '期满解除', certificate: !m.slip('noEndCertificate'), copied: true } })
}
