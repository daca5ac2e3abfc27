/** P21: suits against authorities, from the complaint to the judgment and its appeal. */
import { DAY, HOUR, MINUTE, endOfDay, endOfMonths, endOfWorkdays, isoInstant } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** Straight to court. */
export function administrativeSuit(m: Matter, start: number): void {
  const sued = m.atOffice(start, 0)
  const known = m.days(sued - 150 * DAY, 0, 135)
  m.act('P21-X01', known, { party: m.parties[0] as Party, attrs: { act: '知道内容和实施主体', remediesTold: true, actDate: isoInstant(known - 2 * DAY).slice(0, 10) } })
  suit(m, sued, { coDefendant: false })
}

/** After a decision on reconsideration: within fifteen days of its service, against both authorities. */
export function suitAfterReview(m: Matter, served: number): void {
  const limit = m.limitDays(served, 15)
  suit(m, m.slip('lateSuit') ? m.afterEnd(limit) : m.within(served, limit), { coDefendant: true })
}

/** The procuratorate sues after its suggestion went unanswered. */
export function publicInterestSuit(m: Matter, start: number): void {
  const suggested = m.act('P21-X09', m.atOffice(start - 75 * DAY, 0), { by: m.place.procuratorate, attrs: { act: '检察建议书送达' } })
  if (m.random.chance(0.75)) return void m.act('P21-X09', m.within(suggested, endOfMonths(suggested, 2)), { by: m.place.government, attrs: { act: '行政机关回复' } })
  suit(m, m.days(endOfMonths(suggested, 2), 6, 12), { coDefendant: false, publicInterestSuit: true })
}

interface Facts {
  coDefendant: boolean
  publicInterestSuit?: true
}

function suit(m: Matter, sued: number, facts: Facts): void {
  const party = facts.publicInterestSuit === true ? undefined : m.parties[0]
  m.act('P21-N01', sued, { ...(party === undefined ? {} : { party }), attrs: { act: '收到起诉状', datedReceipt: true, ...facts } })
  const limit = m.limitDays(sued, 7)
  const filed = m.slip('lateSuitFiling') ? m.afterEnd(limit) : m.within(sued + DAY, limit)
  m.act('P21-N02', m.within(sued, filed), { attrs: { act: '审查', result: '未超过' } })
  if (m.random.chance(0.04)) return void m.act('P21-N01', filed, { attrs: { act: '不予立案', reasonStated: !m.slip('refusalWithoutReason') } })
  const simple = !facts.coDefendant && facts.publicInterestSuit === undefined && m.random.chance(0.25)
  const procedure = simple ? { procedure: '简易', simpleGround: m.random.pick(['当场作出', '政府信息公开', '各方同意']) } : { procedure: '普通' }
  m.act('P21-N01', filed, { attrs: { act: '立案', subjectMatter: '行政行为', ...procedure, ...(facts.publicInterestSuit === true ? { publicInterestSuit: true } : {}) } })
  const answered = answer(m, filed)
  if (m.random.chance(0.25)) stay(m, answered)
  const sat = hearing(m, m.days(answered, 1, 3), simple, facts)
  const end = simple ? endOfDay(filed, 45) : endOfMonths(filed, 6)
  const excluded = mediation(m, sat, end)
  if (excluded === null) return
  judge(m, m.slip('adminTrialOverrun') ? m.afterEnd(endOfDay(end, excluded), 6) : extendedOr(m, sat, endOfDay(end, Math.max(0, excluded - 1)), simple), facts)
}

function answer(m: Matter, filed: number): number {
  const limit = m.limitDays(filed, 5)
  const sent = m.act('P21-N03', m.slip('lateComplaintService') ? m.afterEnd(limit) : m.within(filed, limit), { attrs: { act: '发送' } })
  const served = m.act('P21-N03', m.days(sent, 1, 2), { attrs: { act: '被告签收' } })
  const fifteen = m.limitDays(served, 15)
  const answered = m.act('P21-N04', m.slip('lateDefendantEvidence') ? m.afterEnd(fifteen, 6) : m.within(served, fifteen), { by: m.place.government, attrs: { act: '提交证据和答辩状' } })
  return m.act('P21-N04', m.within(answered, m.limitDays(answered, 5)), { attrs: { act: '答辩状副本发送原告' } })
}

function stay(m: Matter, from: number): void {
  m.act('P21-N06', from + HOUR, { attrs: { act: '申请' } })
  const granted = m.random.chance(0.4)
  m.act('P21-N06', m.days(from, 1, 3), { attrs: { act: '裁定', ...(granted ? { result: '停止执行', stopGround: '难以弥补的损失且不损害公共利益' } : { result: '不停止执行' }) } })
}

function hearing(m: Matter, from: number, simple: boolean, facts: Facts): number {
  const called = m.act('P21-N07', m.minutes(from, 30, 100), { attrs: { act: '传唤' } })
  const sat = m.slip('summonsTooClose') ? m.days(called, 1, 2) : m.days(called, 4, simple ? 8 : 30)
  if (facts.publicInterestSuit === true) {
    const told = m.act('P21-X09', called + MINUTE, { attrs: { act: '出庭通知书送达' } })
    m.act('P21-X09', m.within(told, m.limitDays(told, 3)), { by: m.place.procuratorate, attrs: { act: '派员出庭通知书' } })
  }
  const present = m.random.chance(0.75)
  m.act('P21-N05', sat - 15 * MINUTE, { by: m.place.government, attrs: { headRequired: present || m.random.chance(0.3), headPresent: present, ...(present ? {} : { staffPresent: !m.slip('headAbsent'), absenceExplained: true }) } })
  const size = simple ? 1 : m.slip('wrongPanel') ? 2 : 3
  return m.act('P21-N07', sat, { attrs: { act: '开庭', panelSize: size, publicTrial: true } })
}

/** The days that do not count; null where the suit ended with a settlement. */
function mediation(m: Matter, sat: number, end: number): number | null {
  if (!m.random.chance(0.25)) return 0
  const opened = m.act('P21-N08', m.minutes(sat, 60, 180), { attrs: { phase: 'start' } })
  const closed = m.days(opened, 4, 10)
  const agreed = closed < end && m.random.chance(0.3)
  m.act('P21-N08', closed, { attrs: { phase: 'end', ...(agreed ? { result: '达成协议', mediationScope: m.random.pick(['行政裁量', '行政补偿', '行政赔偿']), bothAgree: true, signedByAll: true } : { result: '未达成协议' }) } })
  return agreed ? null : Math.floor((closed - opened) / DAY)
}

function extendedOr(m: Matter, sat: number, end: number, simple: boolean): number {
  if (simple || !m.random.chance(0.25)) return m.within(Math.min(sat + DAY, end - DAY), end)
  const asked = m.act('P21-N09', m.slip('lateTrialExtensionRequest') ? m.atOffice(end - 8 * DAY, 0, end - 6 * DAY) : m.atOffice(end - 22 * DAY, sat, end - 13 * DAY), { attrs: { act: '申请' } })
  const granted = m.slip('lateTrialExtension') ? m.afterEnd(end) : m.within(asked + DAY, end - 2 * DAY)
  m.act('P21-N09', granted, { by: m.place.appealCourt, level: '高级人民法院', who: 'head', attrs: { act: '批准', extendMonths: 3 } })
  return m.within(Math.max(granted, end), endOfMonths(end, 2))
}

function judge(m: Matter, at: number, facts: Facts): void {
  const roll = m.random.next()
  const result = roll < 0.08 ? '准许撤诉' : roll < 0.55 ? '驳回诉讼请求' : roll < 0.8 ? '撤销' : roll < 0.9 ? '责令履行' : '变更'
  const atOnce = m.random.chance(0.3)
  m.act('P21-N10', at, { attrs: { result, pronouncement: atOnce ? '当庭' : '定期', remediesTold: true, ...(facts.coDefendant ? { bothJudged: !m.slip('stepOmitted') } : {}), ...(result === '变更' ? { moreSevere: false } : {}) } })
  const ten = m.limitDays(at, 10)
  const served = m.act('P21-N11', atOnce ? (m.slip('lateJudgmentService') ? m.afterEnd(ten) : m.within(at, ten)) : m.minutes(at, 20, 100), { party: m.parties[0] as Party, attrs: { act: '送达', type: result === '准许撤诉' ? '裁定书' : '判决书', ...(result === '责令履行' ? { performDays: 60 } : {}) } })
  if (result === '准许撤诉') return
  if (m.random.chance(0.35)) appeal(m, m.act('P21-N11', m.within(served, m.limitDays(served, 15)), { party: m.parties[0] as Party, attrs: { act: '上诉' } }))
  else if (result === '责令履行') m.act('P21-X14', m.within(served, m.limitDays(served, 60)), { by: m.place.government, attrs: { act: '履行' } })
}

function appeal(m: Matter, appealed: number): void {
  const step = (act: string, from: number, days: number, more: object = {}): number => m.act('P21-X10', m.slip('lateAppealMaterials') ? m.afterEnd(m.limitDays(from, days), 3) : m.within(from, m.limitDays(from, days)), { attrs: { act }, ...more })
  const got = m.act('P21-X10', m.minutes(appealed, 30, 120), { attrs: { act: '原审收到上诉状' } })
  const answered = step('对方答辩', step('上诉状副本送达', got, 5), 15, { by: m.place.government })
  step('答辩状副本发送上诉人', answered, 5)
  const there = m.act('P21-X10', m.days(step('报送案卷', answered, 5), 1, 4), { by: m.place.appealCourt, attrs: { act: '二审收到上诉状' } })
  m.act('P21-X10', m.within(there + 20 * DAY, endOfMonths(there, 3)), { by: m.place.appealCourt, attrs: { act: '终审裁判' } })
}

/** P21-X12: an act that was neither obeyed nor challenged is brought to court for enforcement. */
export function enforcementOnApplication(m: Matter, start: number): void {
  const authority = { by: m.place.government }
  const step = (act: string, at: number, more: object = {}): number => m.act('P21-X12', at, { attrs: { act }, ...more })
  const expired = step('法定期限届满', m.atOffice(start, 0), authority)
  const demanded = step('催告送达', m.days(expired, 5, 30), authority)
  const asked = step('申请', m.slip('demandCutShort') ? m.days(demanded, 3, 8) : m.days(endOfWorkdays(demanded, 10), 1, 20), authority)
  const five = endOfWorkdays(asked, 5)
  const accepted = step('受理', m.slip('lateSuitFiling') ? m.afterEnd(five) : m.within(asked, five))
  if (m.random.chance(0.85)) return void m.act('P21-X12', m.within(accepted, endOfWorkdays(accepted, 7)), { attrs: { act: '裁定', result: '准予执行' } })
  const heard = step('听取意见', m.within(accepted, endOfWorkdays(accepted, 6)))
  const refused = m.act('P21-X12', m.within(heard, m.limitDays(accepted, 30)), { attrs: { act: '裁定', result: '不准予执行' } })
  m.act('P21-X12', m.within(refused, endOfWorkdays(refused, 5)), { ...authority, attrs: { act: '签收裁定', result: '不准予执行' } })
}
