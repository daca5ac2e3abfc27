/** P30: an administrative act is taken to reconsideration, and some of the decisions on to court. */
import { DAY, HOUR, endOfDay, endOfWorkdays, isoInstant } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { suitAfterReview } from './suit.ts'

/** The revised implementing regulations are in force from this day. */
const revised = Date.parse('2026-07-01T00:00:00+08:00')
const head = { level: '行政复议机关负责人', who: 'chief' } as const
const headOfOffice = { level: '复议机构负责人', who: 'head' } as const

export function reconsideration(m: Matter, start: number): void {
  const received = apply(m, m.atOffice(start, 0))
  if (received === null) return
  const complex = m.random.chance(0.2)
  const simple = !complex && m.random.chance(0.3)
  const accepted = review(m, received, simple, complex)
  if (accepted === null) return
  if (m.every(9, 4)) return applicantDies(m, accepted)
  if (!simple && accepted >= revised && m.every(2)) return takenUp(m, accepted)
  const answered = answer(m, accepted, simple)
  if (simple && m.every(2)) return ordinaryAfterAll(m, answered, accepted)
  const excluded = suspension(m, answered)
  const heard = hearing(m, answered + excluded * DAY, complex)
  const end = endOfDay(accepted, (simple ? 30 : 60) + excluded)
  if (m.random.chance(0.2) && heard < end) return settle(m, heard, end)
  decide(m, m.slip('reviewOverrun') ? m.afterEnd(end, 6) : extendedOr(m, heard, end, simple), complex)
}

/** Returns when the reconsideration authority had the application; null where the penalising authority gave in. */
function apply(m: Matter, at: number): number | null {
  const party = m.parties[0] as Party
  if (m.crime === '要求履行法定职责') m.act('P30-X01', m.days(at - 90 * DAY, 0, 25), { party, attrs: { act: '收到履责申请' } })
  else if (m.random.chance(0.1)) {
    m.act('P30-X01', m.days(at - 200 * DAY, 0, 60), { party, attrs: { act: '知道行政行为', remediesTold: false } })
    m.act('P30-X01', m.days(at - 40 * DAY, 0, 30), { party, attrs: { act: '知道复议权利' } })
  } else {
    const known = m.days(at - 55 * DAY, 0, 48)
    m.act('P30-X01', known, { party, attrs: { act: '知道行政行为', remediesTold: true, actDate: isoInstant(known - 3 * DAY).slice(0, 10) } })
  }
  const oral = m.random.chance(0.1)
  const first = { form: oral ? '口头' : '书面', ...(oral ? { recordMade: true } : {}), compensationClaimed: m.random.chance(0.12) }
  if (m.crime !== '不服行政处罚' || !m.random.chance(0.45)) return m.act('P30-N01', at, { party, attrs: { act: '收到申请', ...first } })
  const handed = m.act('P30-N01', at, { party, by: m.place.police, attrs: { act: '处罚机关收到', ...first } })
  const limit = endOfWorkdays(handed, 5)
  if (handed >= revised && m.random.chance(0.45)) {
    m.act('P30-N01', m.within(handed, limit), { party, by: m.place.police, attrs: { act: '自行纠正', notified: true } })
    return null
  }
  const sent = m.act('P30-N01', m.slip('latePenaltyForwarding') ? m.afterEnd(limit) : m.within(handed, limit), { party, by: m.place.police, attrs: { act: '转送复议机关' } })
  return m.act('P30-N01', m.minutes(sent, 60, 200), { party, attrs: { act: '收到申请' } })
}

/** Review for acceptance; null where the application was refused or given up. */
function review(m: Matter, received: number, simple: boolean, complex: boolean): number | null {
  let from = received
  if (m.random.chance(0.18)) {
    const notice = m.act('P30-N03', m.within(received, endOfWorkdays(received, 5)), { attrs: { act: '补正通知' } })
    const told = m.act('P30-N03', m.days(notice, 1, 3), { attrs: { act: '收到补正通知' } })
    from = m.act('P30-N03', m.within(told, endOfWorkdays(told, 10)), { attrs: { act: '补正' } })
  }
  const limit = endOfWorkdays(from, 5)
  const decided = m.slip('lateReviewAcceptance') ? m.afterEnd(limit) : m.within(from + DAY, limit)
  const refused = m.random.chance(0.05)
  m.act('P30-N02', m.within(from, decided), { attrs: { result: refused ? '不符合' : '符合' } })
  if (refused) {
    m.act('P30-N04', decided, { attrs: { result: '不予受理', reasonStated: !m.slip('refusalWithoutReason'), refusalGround: '不属于管辖', competentTold: true } })
    return null
  }
  const facts = { subjectMatter: m.crime.replace(/^不服|^要求/, ''), lawsuitAccepted: false, complex, ...(m.every(7) ? { sameMatter: true, voluntary: false } : {}), procedure: simple ? '简易' : '普通', ...(simple ? { simpleGround: m.random.pick(['当场作出', '警告或者通报批评', '政府信息公开', '各方同意']) } : {}) }
  return m.act('P30-N04', decided, { attrs: { result: '受理', ...facts } })
}

function answer(m: Matter, accepted: number, simple: boolean): number {
  const toSend = endOfWorkdays(accepted, simple ? 3 : 7)
  const sent = m.act('P30-N05', m.slip('lateCopyToRespondent') ? m.afterEnd(toSend) : m.within(accepted, toSend), { attrs: { act: '发送' } })
  const got = m.act('P30-N05', m.minutes(sent, 60, 240), { attrs: { act: '被申请人签收' } })
  const limit = endOfWorkdays(got, simple ? 5 : 10)
  if (m.every(24, 2)) return m.atOffice(limit + DAY, limit)
  const answered = m.act('P30-N06', m.slip('lateRespondentAnswer') ? m.afterEnd(limit) : m.within(got, limit), { by: m.place.police })
  if (m.random.chance(0.1)) m.act('P30-X05', m.days(answered, 1, 3), { by: m.place.police, attrs: { permitted: true } })
  if (m.every(8)) m.act('P30-X06', m.days(answered, 0.5, 1), { attrs: { result: '不同意', refusalGround: m.random.pick(['国家秘密', '商业秘密', '个人隐私']) } })
  if (m.random.chance(0.2)) m.act('P30-X04', m.days(answered, 1, 4), { attrs: { act: '调查取证', ...m.officers() } })
  return answered
}

/** Returns the days that do not count. */
function suspension(m: Matter, answered: number): number {
  if (m.every(10, 3)) basisElsewhere(m, answered)
  if (!m.random.chance(0.25)) return 0
  const review = m.random.chance(0.5)
  if (review) m.act('P30-X08', answered + DAY, { attrs: { act: '提出附带审查申请', reviewPower: true } })
  const stopped = m.act('P30-N09', m.days(answered, 1, 3), { attrs: { act: '中止', notified: true, ...(review ? { suspendGround: '附带审查' } : { suspendGround: '调解和解', bothAgree: true }) } })
  if (review) {
    const asked = m.act('P30-X08', m.within(stopped, endOfWorkdays(stopped, 3)), { attrs: { act: '通知制定机关' } })
    const got = m.act('P30-X08', m.minutes(asked, 60, 200), { attrs: { act: '制定机关收到通知' } })
    m.act('P30-X08', m.within(got, endOfWorkdays(got, 7)), { attrs: { act: '制定机关答复' } })
    m.act('P30-X08', m.days(got, 18, 21), { attrs: { act: '处理' } })
  }
  const days = review ? 30 : m.random.int(8, 20)
  m.act('P30-N09', m.atOffice(stopped + days * DAY, stopped), { attrs: { act: '恢复', notified: true } })
  return Math.max(0, days - 1)
}

function hearing(m: Matter, from: number, complex: boolean): number {
  const heard = m.slip('stepOmitted') ? m.days(from, 1, 4) : m.act('P30-N07', m.days(from, 1, 4), { attrs: { act: '听取意见' } })
  if (!complex) return heard
  const notice = m.act('P30-N07', m.days(heard, 0.5, 2), { attrs: { act: '听证通知' } })
  const five = endOfWorkdays(notice, 5)
  const sat = m.slip('hearingNoticeShort') ? m.days(notice, 1, 3) : m.days(five, 0.5, 3)
  const present = m.random.chance(0.8)
  m.act('P30-N07', sat, { attrs: { act: '举行听证', hearingOfficers: 3, headPresent: present, ...(present ? {} : { absenceExplained: !m.slip('headAbsent'), staffPresent: true }) } })
  return m.slip('stepOmitted') ? m.days(sat, 1, 3) : m.act('P30-X07', m.days(sat, 1, 3))
}

function extendedOr(m: Matter, heard: number, end: number, simple: boolean): number {
  if (simple || heard + 2 * DAY > end || !m.random.chance(0.2)) return m.within(Math.min(heard, end - DAY), end)
  const granted = m.slip('lateReviewExtension') ? m.afterEnd(end) : m.within(heard, end)
  m.act('P30-N10', granted, { ...headOfOffice, attrs: { extendDays: 30, notified: !m.slip('extensionNotTold') } })
  return m.within(Math.max(granted, end), endOfDay(end, 30))
}

/** The parties come to terms before the authority. */
function settle(m: Matter, heard: number, end: number): void {
  const agreed = m.act('P30-N08', m.within(heard, end), { attrs: { result: '达成协议', voluntary: true, signedByAll: true } })
  m.act('P30-N12', m.days(agreed, 1, 4), { attrs: { act: '送达' } })
}

function decide(m: Matter, at: number, complex: boolean): void {
  const roll = m.random.next()
  const inaction = m.crime === '要求履行法定职责'
  const result = roll < 0.06 ? '终止' : roll < (inaction ? 0.3 : 0.6) ? '维持' : inaction ? '责令履行' : roll < 0.85 ? '撤销' : roll < 0.93 ? '变更' : '确认违法'
  const redo = result === '撤销' && m.random.chance(0.6)
  const more = { ...(result === '终止' ? { terminateGround: '撤回申请' } : { compensationDecided: true }), ...(result === '变更' ? { moreSevere: m.slip('moreSevere') } : {}) }
  m.act('P30-N11', at, { ...head, attrs: { result, redo, complex, ...more } })
  const performDays = result === '责令履行' ? { performDays: 30 } : {}
  const served = m.act('P30-N12', m.days(at, 1, 5), { party: m.parties[0] as Party, attrs: { act: '送达', ...performDays } })
  if (redo) m.act('P30-N12', m.slip('lateNewAct') ? m.afterEnd(m.limitDays(served, 60), 6) : m.within(served, m.limitDays(served, 60)), { by: m.place.police, attrs: { act: '重新作出行政行为', sameAct: false } })
  else if (result === '责令履行') perform(m, served)
  else if (result === '维持' && m.random.chance(0.45)) suitAfterReview(m, served)
  if (result !== '终止' && m.random.chance(0.1)) opinion(m, served)
}

function opinion(m: Matter, from: number): void {
  const got = m.act('P30-X10', m.days(from, 1, 5), { by: m.place.police, attrs: { act: '收到意见书' } })
  m.act('P30-X10', m.within(got, m.limitDays(got, 60)), { by: m.place.police, attrs: { act: '报送纠正情况' } })
}

/** The applicant dies and nobody goes on: ended after sixty days. */
function applicantDies(m: Matter, accepted: number): void {
  m.act('P30-N05', m.days(accepted, 0.5, 1.5), { attrs: { act: '发送' } })
  const stopped = m.act('P30-N09', m.days(accepted, 2, 6), { attrs: { act: '中止', notified: true, suspendGround: '申请人死亡' } })
  const ended = m.act('P30-N11', m.limitDays(stopped, 60) - 8 * HOUR, { ...head, attrs: { result: '终止', terminateGround: '中止满六十日', redo: false, complex: false } })
  m.act('P30-N12', m.days(ended, 1, 5), { attrs: { act: '送达' } })
}

/** The higher authority takes the case. */
function takenUp(m: Matter, accepted: number): void {
  answer(m, accepted, false)
  const asked = m.act('P30-X09', m.days(accepted, 12, 16), { ...head, attrs: { act: '报请提级' } })
  const agreed = m.act('P30-X09', m.days(asked, 3, 8), { ...head, attrs: { act: '决定提级', notified: true } })
  const limit = endOfWorkdays(agreed, 5)
  m.act('P30-X09', m.within(agreed, limit), { attrs: { act: '移送材料' } })
  const there = m.act('P30-X09', m.days(limit, 0.5, 2), { attrs: { act: '上级收到材料' } })
  const heard = m.act('P30-N07', m.days(there, 5, 12), { attrs: { act: '听取意见' } })
  decide(m, m.within(heard + DAY, m.limitDays(there, 58)), false)
}

/** Not as simple as it seemed: the ordinary procedure, with time counted from acceptance, and some more. */
function ordinaryAfterAll(m: Matter, answered: number, accepted: number): void {
  const turned = m.act('P30-X03', m.within(answered, m.limitDays(accepted, 29)), { ...headOfOffice, attrs: { procedure: '普通' } })
  const heard = m.act('P30-N07', m.days(turned, 1, 4), { attrs: { act: '听取意见' } })
  const end = m.limitDays(accepted, 60)
  const granted = m.act('P30-N10', m.within(heard, end), { ...headOfOffice, attrs: { extendDays: 30, notified: true } })
  decide(m, m.within(Math.max(granted, end), m.limitDays(end, 28)), false)
}

/** The document on which the act rests is another authority's to judge. */
function basisElsewhere(m: Matter, from: number): void {
  const asked = m.act('P30-X08', from + HOUR, { attrs: { act: '提出附带审查申请', reviewPower: false } })
  const sent = m.act('P30-X08', m.within(asked, endOfWorkdays(asked, 7)), { attrs: { act: '转送' } })
  const got = m.act('P30-X08', m.days(sent, 1, 2), { attrs: { act: '收到转送' } })
  m.act('P30-X08', m.within(got + 3 * DAY, m.limitDays(got, 20)), { attrs: { act: '回复处理意见' } })
}

/** Ordered to perform; some have to be told twice. */
function perform(m: Matter, served: number): void {
  const by = { by: m.place.police }
  const limit = m.limitDays(served, 30)
  if (!m.random.chance(0.35)) return void m.act('P30-N12', m.within(served, limit), { ...by, attrs: { act: '履行' } })
  const ordered = m.act('P30-N12', m.days(limit, 1, 4), { attrs: { act: '责令限期履行' } })
  m.act('P30-N12', m.days(ordered, 12, 20), { attrs: { act: '约谈', result: '约谈' } })
  m.act('P30-N12', m.days(ordered, 21, 30), { ...by, attrs: { act: '履行' } })
}
