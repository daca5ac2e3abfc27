/** Things that happen in few matters: requests of the defence, recusal, technical measures, deposits, residential surveillance. */
import { DAY, HOUR, MINUTE, endOfMonths } from './clock.ts'
import { chiefOfPolice, headOfUnit } from './matter.ts'
import type { Matter } from './matter.ts'
import type { Party } from './people.ts'

/** What the defence asks for while the police investigate. */
export function defence(m: Matter, party: Party, from: number): void {
  if (m.random.chance(0.2)) {
    const asked = m.act('P06-X03', m.days(from, 0.5, 6), { party, attrs: { act: '要求会见' } })
    m.act('P06-X03', m.slip('lateLawyerVisit') ? m.minutes(asked + 2 * DAY, 61, 900) : m.within(asked + HOUR, asked + 2 * DAY), { party, attrs: { act: '安排会见' } })
  }
  if (m.random.chance(0.12)) {
    const asked = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '收到申请' } })
    m.act('P06-X04', m.within(asked, asked + DAY), { party, attrs: { act: '转交申请' } })
  }
  if (m.random.chance(0.05)) {
    const found = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '发现应当援助' } })
    m.act('P06-X04', m.within(found, m.limitDays(found, 3)), { party, attrs: { act: '通知法律援助机构' } })
  }
  if (m.random.chance(0.1)) {
    const asked = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '申请值班律师' } })
    m.act('P06-X04', m.within(asked, asked + DAY), { party, attrs: { act: '通知值班律师' } })
  }
  if (m.random.chance(0.01)) recusal(m, party, m.days(from, 1, 8))
}

function recusal(m: Matter, party: Party, asked: number): void {
  m.act('P06-X05', asked, { party, attrs: { act: '收到申请' } })
  const limit = m.limitDays(asked, 2)
  const hard = m.random.chance(0.3)
  if (hard) m.act('P06-X05', m.minutes(asked, 60, 600), { party, ...chiefOfPolice, attrs: { act: '批准延长', result: '批准' } })
  const decided = m.act('P06-X05', m.within(asked + 11 * HOUR, hard ? m.limitDays(asked, 5) : limit), { party, ...chiefOfPolice, attrs: { act: '作出决定', result: '驳回' } })
  if (!m.random.chance(0.5)) return
  const again = m.act('P06-X05', m.within(decided, m.limitDays(decided, 5)), { party, attrs: { act: '收到复议申请' } })
  m.act('P06-X05', m.within(again, m.limitDays(again, 5)), { party, ...chiefOfPolice, attrs: { act: '作出复议决定', result: '维持' } })
}

/** Technical measures, lifted or prolonged within three months. */
export function technicalMeasures(m: Matter, from: number, sent: number): void {
  const level = { level: '设区的市级以上公安机关负责人', who: 'chief' } as const
  const approved = m.act('P06-N06', m.days(from, 1, 3), { ...level, attrs: { act: '批准', result: '批准' } })
  let end = endOfMonths(approved, 3)
  if (sent > end) {
    m.act('P06-N06', m.within(end - 6 * DAY, end), { ...level, attrs: { act: '延长', extendMonths: 3, result: '批准' } })
    end = endOfMonths(end, 3)
  }
  if (sent - approved > 4 * DAY) m.act('P06-N06', Math.min(sent - DAY, end - HOUR), { attrs: { act: '解除' } })
}

/** An application to change a coercive measure, answered in three days. */
export function application(m: Matter, party: Party, from: number): void {
  const asked = m.act('P04-N12', from, { party, attrs: { act: '收到申请', agency: '公安' } })
  const limit = m.limitDays(asked, 3)
  const answered = m.slip('lateApplicationAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit)
  m.act('P04-N12', answered, { party, ...headOfUnit, attrs: { act: '作出决定', agency: '公安', result: '不批准' } })
}

/** A deposit forfeited for a breach of the conditions of bail, with the remedies against it. */
export function forfeiture(m: Matter, party: Party, from: number): void {
  const decided = m.act('P04-N15', from, { party, ...chiefOfPolice, attrs: { act: '决定没收' } })
  const read = m.act('P04-N15', m.within(decided, m.limitDays(decided, 3)), { party, attrs: { act: '宣读没收决定' } })
  if (!m.random.chance(0.5)) return
  const asked = m.act('P04-N15', m.within(read, m.limitDays(read, 5)), { party, attrs: { act: '收到复议申请' } })
  const answered = m.act('P04-N15', m.within(asked, m.limitDays(asked, 7)), { party, ...chiefOfPolice, attrs: { act: '作出复议决定', result: '维持' } })
  if (!m.random.chance(0.5)) return
  const again = m.act('P04-N15', m.within(answered, m.limitDays(answered, 5)), { party, attrs: { act: '收到复核申请' } })
  m.act('P04-N15', m.within(again, m.limitDays(again, 7)), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '作出复核决定', result: '维持' } })
}

/** Residential surveillance instead of detention; bail follows before its six months are over. Returns when. */
export function surveillance(m: Matter, party: Party, from: number): number {
  const designated = m.random.chance(0.4)
  m.act('P04-N10', m.minutes(from, -90, -20), { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  if (designated) m.act('P04-N11', m.minutes(from, -80, -15), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '报批', result: '批准' } })
  m.act('P04-X03', from, { party, attrs: { type: designated ? '指定居所' : '住处', custody: false } })
  if (designated) m.act('P04-N11', m.slip('lateSurveillanceFamily') ? m.minutes(from + DAY, 61, 600) : m.within(from + HOUR, from + DAY, false), { party, attrs: { act: '通知家属', notified: true } })
  return m.within(from + 30 * DAY, endOfMonths(from, 6)) - 30 * MINUTE
}
