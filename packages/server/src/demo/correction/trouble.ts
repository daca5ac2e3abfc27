/** What happens on the way: leave, removal to another place, a device, sanctions, disappearance, revocation. */
import { DAY, HOUR, MINUTE, dayOf, endOfMonths, isoInstant, startOf } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { admit } from '../prison/admission.ts'
import { release } from '../prison/release.ts'
import { scoring } from '../prison/scoring.ts'
import { inventSentence } from '../prison/sentence.ts'
import { agencyHead } from './community.ts'
import type { Correction } from './community.ts'

const countyHead = { level: '县级司法行政部门负责人', who: 'chief' } as const

/** Returns when the person left correction early, or null. */
export function trouble(m: Matter, party: Party, c: Correction, told: number): number | null {
  const span = Math.max(c.end - told - 90 * DAY, 60 * DAY)
  const moment = (low: number, high: number): number => m.atOffice(told + 30 * DAY + m.random.between(low, high) * span, 0)
  if (m.random.chance(0.45)) leave(m, party, moment(0, 0.25))
  if (m.random.chance(0.12)) move(m, party, moment(0.25, 0.4))
  if (m.random.chance(0.2)) sanction(m, party, '训诫', moment(0.4, 0.5))
  if (m.random.chance(0.06)) detained(m, party, moment(0.5, 0.55))
  if (!m.random.chance(c.kind === '暂予监外执行' ? 0.6 : 0.4)) return null
  const warned = sanction(m, party, '警告', moment(0.55, 0.6))
  if (m.random.chance(0.5)) device(m, party, warned + 2 * DAY)
  const fined = m.random.chance(0.5)
  if (fined) penalty(m, party, m.days(warned, 8, 14))
  if (c.kind !== '暂予监外执行' && m.random.chance(0.35)) return null
  const lost = m.random.chance(0.6)
  const again = lost ? disappear(m, party, m.days(warned, 20, 30)) : sanction(m, party, '警告', m.days(warned, 20, 30))
  const type = lost ? '脱离监管' : fined ? '治安处罚仍不改正' : '两次警告仍不改正'
  return c.kind === '暂予监外执行' ? backToPrison(m, party, c, again, type) : c.kind === '管制' ? null : revoke(m, party, again, type)
}

function leave(m: Matter, party: Party, from: number): void {
  const days = m.random.pick([3, 5, 7, 10, 15, 25, 40])
  const asked = m.act('P28-N08', from, { party, attrs: { act: '申请' } })
  const level = days > 30 ? '上一级社区矫正机构' : days > 7 && !m.slip('leaveApprovedTooLow') ? '县级社区矫正机构' : '司法所'
  const granted = m.days(asked, 0.5, 2)
  const gone = startOf(dayOf(granted) + 3) + 8 * HOUR
  const last = startOf(dayOf(gone) + days)
  m.act('P28-N08', granted, { party, level, who: days > 7 ? 'chief' : 'head', attrs: { act: '批准', leaveDays: days, leaveEnd: isoInstant(last).slice(0, 10), ...(days > 30 ? { copied: !m.slip('leaveNotReported') } : {}) } })
  m.act('P28-N08', gone, { party, attrs: { act: '离开' } })
  m.act('P28-N08', last + (m.slip('backLate') ? 2 * DAY : 0) + m.random.int(9, 16) * HOUR, { party, attrs: { act: '返回' } })
}

function move(m: Matter, party: Party, from: number): void {
  const step = (act: string, at: number, late = false): number => {
    const limit = m.limitDays(at, 5)
    return m.act('P28-N09', late ? m.afterEnd(limit) + 3 * DAY : m.within(at, limit), { party, attrs: { act } })
  }
  const asked = m.act('P28-N09', from, { party, attrs: { act: '申请' } })
  const consulted = step('征求意见', asked, m.slip('lateConsultation'))
  const got = m.act('P28-N09', m.days(consulted, 1, 2), { party, attrs: { act: '收到征求意见函' } })
  const answered = step('书面回复', got)
  if (m.random.chance(0.2)) return void step('告知不同意', m.act('P28-N09', m.days(answered, 1, 2), { party, ...agencyHead, attrs: { act: '不同意变更' } }))
  const agreed = m.act('P28-N09', m.days(answered, 1, 2), { party, ...agencyHead, attrs: { act: '同意变更' } })
  const sent = step('移交档案', agreed, m.slip('fileSentLate'))
  step('送达回执', m.act('P28-N09', m.days(sent, 1, 2), { party, attrs: { act: '收到档案' } }))
  m.act('P28-N09', m.within(agreed, m.limitDays(agreed, 7)), { party, attrs: { act: '新执行地报到' } })
}

function sanction(m: Matter, party: Party, act: '训诫' | '警告', at: number): number {
  return m.act('P28-N11', at, { party, ...agencyHead, attrs: { act, investigated: !m.slip('notInvestigated'), ...(act === '训诫' ? { absentDays: m.random.int(1, 9) } : {}) } })
}

function device(m: Matter, party: Party, from: number): void {
  const type = m.slip('deviceWithoutGround') ? '重点时段管控' : '拒不报告被警告'
  const on = m.act('P28-N10', m.atOffice(from, 0), { party, ...countyHead, attrs: { act: '批准', type } })
  m.act('P28-N10', m.minutes(on, 60, 600), { party, attrs: { act: '告知' } })
  let limit = endOfMonths(on, 3)
  if (m.random.chance(0.6)) {
    m.act('P28-N10', m.atOffice(limit - m.random.int(2, 8) * DAY, on, limit), { party, ...countyHead, attrs: { act: '延长批准', type, extendMonths: 2, assessed: true } })
    limit = endOfMonths(limit, 2)
  }
  m.act('P28-N10', m.slip('deviceTooLong') ? m.afterEnd(limit) + 3 * DAY : m.atOffice(limit - m.random.int(1, 20) * DAY, on, limit), { party, attrs: { act: '解除' } })
}

function penalty(m: Matter, party: Party, from: number): void {
  const asked = m.act('P28-N12', from, { party, ...agencyHead, attrs: { act: '提请', investigated: true, copied: !m.slip('penaltyNotCopied') } })
  m.act('P28-N12', m.days(asked, 3, 10), { party, by: m.place.police, attrs: { act: '公安决定' } })
}

/** Detained by another authority, which must tell the agency. */
function detained(m: Matter, party: Party, from: number): void {
  const by = m.place.police
  const held = m.act('P28-X01', from, { party, by, attrs: { act: '决定' } })
  const limit = m.limitDays(held, 3)
  m.act('P28-X01', m.slip('agencyNotTold') ? m.afterEnd(limit) + 3 * DAY : m.within(held, limit), { party, by, attrs: { act: '通知社区矫正机构' } })
  m.act('P28-X01', m.days(held, 5, 12), { party, by, attrs: { act: '解除' } })
}

function disappear(m: Matter, party: Party, from: number): number {
  const lost = m.act('P28-N13', startOf(dayOf(from)) + 9 * HOUR, { party, attrs: { act: '失去联系' } })
  m.act('P28-N13', m.slip('searchLate') ? lost + 2 * DAY : m.minutes(lost, 30, 400), { party, attrs: { act: '组织查找' } })
  m.act('P28-N13', m.days(lost, 2, 4), { party, attrs: { act: '通知公安' } })
  m.act('P28-N13', m.days(lost, 4, 6), { party, attrs: { act: '通报检察院' } })
  return m.act('P28-N13', m.days(lost, 20, 29), { party, by: m.place.police, attrs: { act: '查找到' } })
}

function revoke(m: Matter, party: Party, from: number, type: string): number | null {
  const { court, police } = m.place
  const asked = m.act('P28-N14', m.days(from, 3, 8), { party, ...agencyHead, attrs: { act: '提请撤销', type, investigated: true, copied: !m.slip('penaltyNotCopied') } })
  const arrested = m.random.chance(0.6) ? arrest(m, party, asked) : null
  const got = m.act('P28-N14', m.days(asked, 0.5, 1.5), { party, by: court, attrs: { act: '法院收到' } })
  if (!m.slip('notHeardBeforeRevocation')) m.act('P28-N14', m.days(got, 3, 8), { party, by: court, attrs: { act: '听取申辩' } })
  const limit = m.limitDays(got, 30)
  const ruled = m.slip('lateRevocation') ? m.afterEnd(limit) + 3 * DAY : m.within(got + 9 * DAY, Math.min(limit, (arrested ?? limit) + 28 * DAY))
  const revoked = m.random.chance(0.65)
  m.act('P28-N14', ruled, { party, by: court, attrs: { act: revoked ? '裁定撤销' : '裁定不予撤销' } })
  if (revoked) m.act('P28-N14', m.minutes(ruled, 60, 300), { party, by: police, attrs: { act: '送交执行' } })
  else if (arrested !== null) m.act('P28-N14', m.minutes(ruled, 20, 120), { party, by: police, attrs: { act: '释放' } })
  return revoked ? ruled : null
}

function arrest(m: Matter, party: Party, asked: number): number {
  const { court, police } = m.place
  const request = m.act('P28-N14', asked + 10 * MINUTE, { party, ...agencyHead, attrs: { act: '提请逮捕' } })
  const decided = m.act('P28-N14', m.slip('lateArrestOnRevocation') ? request + 55 * HOUR : m.within(request, request + 46 * HOUR, false), { party, by: court, attrs: { act: '决定逮捕' } })
  return m.act('P28-N14', m.minutes(decided, 120, 600), { party, by: police, attrs: { act: '执行逮捕', custody: true } })
}

/** The bureau decides within thirty days; the rest of the sentence is served in prison. */
function backToPrison(m: Matter, party: Party, c: Correction, from: number, type: string): number {
  const asked = m.act('P28-N15', m.days(from, 2, 6), { party, ...agencyHead, attrs: { type, investigated: true, copied: !m.slip('penaltyNotCopied') } })
  const limit = m.limitDays(asked, 30)
  const decided = m.slip('lateReturnDecision') ? m.afterEnd(limit) + 3 * DAY : m.within(asked + 5 * DAY, limit)
  m.act('P27-N11', decided, { party, level: '省级监狱管理局', who: 'chief', attrs: { act: '收监决定', returnGround: '严重违反监督管理规定' } })
  m.act('P27-N11', m.minutes(decided, 10, 30), { party, attrs: { act: '抄送检察院' } })
  m.act('P28-X02', m.minutes(decided, 40, 80), { party, attrs: { act: '收到收监执行决定' } })
  const sentence = { ...inventSentence(m, 40, endOfMonths(c.end, -40)), end: c.end, minor: false }
  const back = m.act('P27-N11', m.minutes(decided, 120, 300), { party, attrs: { act: '收监执行', outside: false, custody: true, sentenceType: sentence.type, termEnd: c.last } })
  m.act('P28-X02', back + 10 * MINUTE, { party, by: m.place.police, attrs: { act: '收监执行', custody: true } })
  const admitted = admit(m, party, back + 20 * MINUTE, sentence, '收监执行')
  scoring(m, party, admitted, sentence.end)
  release(m, party, sentence, m.place.prison)
  return back
}
