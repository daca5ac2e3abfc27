/** P04: what secures bail: deposit or guarantor, reports, leave to travel, and what happens when the guarantor fails. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** Chooses and checks the security before bail is announced at `at`; returns the facts of the announcement. */
export function security(m: Matter, party: Party, at: number): Attributes {
  const minor = party.traits?.['minor'] === true
  party.deposit = m.random.chance(minor ? 0.05 : 0.3)
  if (party.deposit) {
    const least = minor ? 500 : 1000
    return { type: '保证金', depositAmount: m.slip('depositTooLow') ? least - 200 : least * m.random.int(1, 30) }
  }
  if (!m.slip('guarantorUnchecked')) m.act('P04-X08', m.minutes(at, -28, -5), { party, attrs: { act: '审查', result: '同意' } })
  return { type: '保证人', ...(m.slip('depositAndGuarantor') ? { depositAmount: 2000 } : {}) }
}

/** The person reports to the police station; later perhaps travels, or the guarantor fails. */
export function underBail(m: Matter, party: Party, from: number): void {
  const told = m.act('P04-N09', m.minutes(from, 10, 60), { party, attrs: { act: '送达执行通知' } })
  m.act('P04-N09', m.slip('lateBailReport') ? m.minutes(told + DAY, 61, 900) : m.within(told + HOUR, told + DAY, false), { party, attrs: { act: '报到' } })
  if (m.random.chance(0.06)) travel(m, party, m.days(from, 2, 12), false)
  if (party.deposit !== true && m.random.chance(0.015)) fine(m, party, m.days(from, 5, 30))
}

/** Leave to travel; where court or procuratorate ordered bail they consent first. */
export function travel(m: Matter, party: Party, at: number, theirs: boolean): void {
  if (theirs && !m.slip('stepOmitted')) m.act('P04-X09', at - 2 * HOUR, { party, attrs: { act: '决定机关同意' } })
  m.act('P04-X09', at, { party, ...(m.slip('approvedTooLow') ? {} : { level: '派出所负责人', who: 'head' as const }), attrs: { act: '批准', reason: '就医' } })
}

/** The guarantor can no longer answer for the person; the organ that ordered bail is told. */
export function guarantorLost(m: Matter, party: Party, at: number): void {
  m.act('P04-X08', at, { party, attrs: { act: '发现丧失条件' } })
  const limit = m.limitDays(at, 3)
  m.act('P04-X08', m.slip('lateGuarantorNotice') ? m.afterEnd(limit) + 3 * DAY : m.within(at, limit), { party, attrs: { act: '通知决定机关' } })
}

function fine(m: Matter, party: Party, from: number): void {
  const decided = m.act('P04-X10', from, { party, ...chiefOfPolice, attrs: { act: '决定罚款', guarantorFine: 1000 * m.random.int(1, 20) } })
  const served = m.act('P04-X10', m.within(decided, m.limitDays(decided, 3)), { party, attrs: { act: '送达' } })
  if (!m.random.chance(0.6)) return
  const asked = m.act('P04-X10', m.within(served, m.limitDays(served, 5)), { party, attrs: { act: '收到复议申请' } })
  const answered = m.act('P04-X10', m.within(asked, m.limitDays(asked, 7)), { party, ...chiefOfPolice, attrs: { act: '作出复议决定', result: '维持' } })
  const had = m.act('P04-X10', answered + 30 * MINUTE, { party, attrs: { act: '送达复议决定' } })
  if (!m.random.chance(0.5)) return
  const again = m.act('P04-X10', m.within(had, m.limitDays(had, 5)), { party, attrs: { act: '收到复核申请' } })
  m.act('P04-X10', m.within(again, m.limitDays(again, 7)), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '作出复核决定', result: '维持' } })
}
