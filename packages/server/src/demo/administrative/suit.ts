/** P21: suits against authorities, from the complaint to the judgment and its appeal. */
import { DAY, HOUR, MINUTE, endOfDay, endOfMonths, endOfWorkdays, isoInstant } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** Straight to court. */
export function administrativeSuit(m: Matter, start: number): void {
  const sued = m.atOffice(start, 0)
  if (m.every(8, 1)) return idleAuthority(m, sued)
  if (m.every(8, 2)) return neverTold(m, sued)
  if (m.every(8, 3)) return hindered(m, sued)
  if (m.every(8, 4)) return afterReviewFirst(m, sued)
  const known = m.days(sued - 150 * DAY, 0, 135)
  m.act('P21-X01', known, { party: m.parties[0] as Party, attrs: { act: '知道内容和实施主体', remediesTold: true, actDate: isoInstant(known - 2 * DAY).slice(0, 10) } })
  suit(m, sued, { coDefendant: false })
}

/** An authority that should act does not: two months to wait, six more to sue. */
function idleAuthority(m: Matter, sued: number): void {
  m.act('P21-X01', m.days(sued - 150 * DAY, 0, 75), { party: m.parties[0] as Party, attrs: { act: '收到履责申请' } })
  suit(m, sued, { coDefendant: false })
}

/** Nobody told the person how long there is to sue: a year at most. */
function neverTold(m: Matter, sued: number): void {
  m.act('P21-X01', m.days(sued - 330 * DAY, 0, 120), { party: m.parties[0] as Party, attrs: { act: '知道内容和实施主体', remediesTold: false, actDate: isoInstant(sued - 340 * DAY).slice(0, 10) } })
  suit(m, sued, { coDefendant: false })
}

/** Ill while the time ran out, then asks for more; the court above says which court it is, and funds are secured before the suit. */
function hindered(m: Matter, sued: number): void {
  const party = m.parties[0] as Party
  const known = m.days(sued - 172 * DAY, 0, 5)
  m.act('P21-X01', known, { party, attrs: { act: '知道内容和实施主体', remediesTold: true, actDate: isoInstant(known - 2 * DAY).slice(0, 10) } })
  m.act('P21-X02', m.days(known, 100, 110), { party, attrs: { phase: 'start', delayGround: '其他特殊情况' } })
  const well = m.act('P21-X02', m.atOffice(sued - 14 * DAY, 0), { party, attrs: { phase: 'end', delayGround: '其他特殊情况' } })
  const asked = m.act('P21-X02', m.within(well, m.limitDays(well, 6)), { party, attrs: { act: '申请延长', delayGround: '其他特殊情况' } })
  const secured = m.act('P21-X05', m.minutes(asked, 30, 300), { attrs: { act: '申请', urgent: true, preLitigation: true } })
  m.act('P21-X05', m.within(secured, secured + 2 * DAY), { attrs: { act: '裁定', preLitigation: true, result: '准许' } })
  const put = m.act('P21-X13', m.days(asked, 1, 2), { attrs: { act: '报请' } })
  m.act('P21-X13', m.within(put, m.limitDays(put, 5)), { by: m.place.appealCourt, attrs: { act: '处理' } })
  suit(m, sued, { coDefendant: false })
}

/** A matter in which reconsideration must come first; it was refused there, and a suit withdrawn before concerned something else. */
function afterReviewFirst(m: Matter, sued: number): void {
  m.act('P30-X01', m.days(sued - 50 * DAY, 0, 5), { party: m.parties[0] as Party, attrs: { act: '知道行政行为', remediesTold: true, actDate: isoInstant(sued - 56 * DAY).slice(0, 10) } })
  m.act('P30-N01', m.days(sued - 36 * DAY, 0, 1), { party: m.parties[0] as Party, attrs: { act: '收到申请', form: '书面', compensationClaimed: false } })
  const refused = m.act('P30-N04', m.days(sued - 33 * DAY, 0, 1), { attrs: { result: '不予受理', reasonStated: true, refusalGround: '不属于管辖', competentTold: true } })
  m.act('P21-X01', refused + DAY, { party: m.parties[0] as Party, attrs: { act: '知道内容和实施主体', remediesTold: true, actDate: isoInstant(refused - 2 * DAY).slice(0, 10) } })
  suit(m, sued, { coDefendant: false, reviewFirst: true, sameMatter: true })
}

/** After a decision on reconsideration: within fifteen days of its service, against both authorities. */
export function suitAfterReview(m: Matter, served: number): void {
  const limit = m.limitDays(served, 15)
  suit(m, m.slip('lateSuit') ? m.afterEnd(limit) : m.within(served, limit), { coDefendant: true })
}

/** The procuratorate sues after its suggestion went unanswered. */
export function publicInterestSuit(m: Matter, start: number): void {
  const suggested = m.act('P21-X09', m.atOffice(start - 75 * DAY, 0), { by: m.place.procuratorate, attrs: { act: '检察建议书送达' } })
  if (m.random.chance(0.62)) return void m.act('P21-X09', m.within(suggested, endOfMonths(suggested, 2)), { by: m.place.government, attrs: { act: '行政机关回复' } })
  suit(m, m.days(endOfMonths(suggested, 2), 6, 12), { coDefendant: false, publicInterestSuit: true })
}

interface Facts {
  coDefendant: boolean
  publicInterestSuit?: true
  reviewFirst?: true
  sameMatter?: true
}

function suit(m: Matter, sued: number, facts: Facts): void {
  const party = facts.publicInterestSuit === true ? undefined : m.parties[0]
  m.act('P21-N01', sued, { ...(party === undefined ? {} : { party }), attrs: { act: '收到起诉状', datedReceipt: true, ...facts } })
  if (m.every(6, 2)) {
    const asked = m.act('P21-N01', m.minutes(sued, 30, 200), { attrs: { act: '要求补正' } })
    m.act('P21-N01', m.minutes(asked, 60, 900), { attrs: { act: '收到补正' } })
  }
  const limit = m.limitDays(sued, 7)
  const filed = m.slip('lateSuitFiling') ? m.afterEnd(limit) : m.within(sued + DAY, limit)
  m.act('P21-N02', m.within(sued, filed), { attrs: { act: '审查', result: '未超过' } })
  if (m.random.chance(0.04)) return void m.act('P21-N01', filed, { attrs: { act: '不予立案', reasonStated: !m.slip('refusalWithoutReason') } })
  const simple = !facts.coDefendant && facts.publicInterestSuit === undefined && m.random.chance(0.35)
  const procedure = simple ? { procedure: '简易', simpleGround: m.random.pick(['当场作出', '政府信息公开', '各方同意']) } : { procedure: '普通' }
  m.act('P21-N01', filed, { attrs: { act: '立案', subjectMatter: '行政行为', ...procedure, ...(facts.sameMatter === true ? { sameMatter: true } : {}), ...(facts.publicInterestSuit === true ? { publicInterestSuit: true } : {}) } })
  const answered = answer(m, filed)
  if (m.random.chance(0.25)) stay(m, answered)
  if (m.every(6)) recusal(m, answered)
  if (m.every(9, 5)) return plaintiffDies(m, answered)
  if (simple && m.every(2)) return ordinaryAfterAll(m, filed, answered)
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
  const ruled = m.act('P21-N06', m.days(from, 1, 3), { attrs: { act: '裁定', ...(granted ? { result: '停止执行', stopGround: '难以弥补的损失且不损害公共利益' } : { result: '不停止执行' }) } })
  if (!granted && m.random.chance(0.5)) m.act('P21-N06', m.days(ruled, 1, 4), { attrs: { act: '申请复议' } })
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
  return m.act('P21-N07', sat, { attrs: { act: '开庭', panelSize: size, ...(m.every(7) ? { publicTrial: false, closedGround: '个人隐私' } : { publicTrial: true }) } })
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
  else if (result === '撤销') actAnew(m, served)
  else if (result === '责令履行') m.act('P21-X14', m.within(served, m.limitDays(served, 60)), { by: m.place.government, attrs: { act: '履行' } })
}

function appeal(m: Matter, appealed: number): void {
  const step = (act: string, from: number, days: number, more: object = {}): number => m.act('P21-X10', m.slip('lateAppealMaterials') ? m.afterEnd(m.limitDays(from, days), 3) : m.within(from, m.limitDays(from, days)), { attrs: { act }, ...more })
  const got = m.act('P21-X10', m.minutes(appealed, 30, 120), { attrs: { act: '原审收到上诉状' } })
  const answered = step('对方答辩', step('上诉状副本送达', got, 5), 15, { by: m.place.government })
  step('答辩状副本发送上诉人', answered, 5)
  const there = m.act('P21-X10', m.days(step('报送案卷', answered, 5), 1, 4), { by: m.place.appealCourt, attrs: { act: '二审收到上诉状' } })
  const above = { by: m.place.appealCourt }
  const end = endOfMonths(there, 3)
  const longer = m.random.chance(0.3)
  if (longer) {
    const asked = m.act('P21-X10', m.atOffice(end - 20 * DAY, there, end - 12 * DAY), { ...above, attrs: { act: '申请延长' } })
    m.act('P21-X10', m.within(asked + DAY, end - DAY), { ...above, level: '高级人民法院', who: 'head', attrs: { act: '批准延长', extendMonths: 2 } })
  }
  const back = m.random.chance(0.2)
  m.act('P21-X10', longer ? m.within(end, endOfMonths(end, 2)) : m.within(there + 20 * DAY, end), { ...above, attrs: { act: back ? '发回重审' : '终审裁判' } })
}

/** The act is made anew, not the same; or the court tells the authority what is wrong with a document of its own. */
function actAnew(m: Matter, served: number): void {
  const by = m.place.government
  m.act('P21-X14', m.within(served, m.limitDays(served, 60)), { by, attrs: { act: '重新作出行政行为', sameAct: false } })
  const got = m.act('P21-X11', m.days(served, 5, 15), { by, attrs: { act: '收到司法建议' } })
  m.act('P21-X11', m.within(got + 10 * DAY, m.limitDays(got, 60)), { by, attrs: { act: '书面答复' } })
}

/** A judge is challenged; the president decides, and decides again. */
function recusal(m: Matter, from: number): void {
  const step = (act: string, at: number, more: object = {}): number => m.act('P21-X06', at, { ...more, attrs: { act, type: '审判人员' } })
  const asked = step('申请', m.minutes(from, 60, 300))
  const decided = step('决定', m.within(asked, m.limitDays(asked, 3)), { level: '院长', who: 'chief' })
  if (!m.random.chance(0.6)) return
  const again = step('申请复议', m.minutes(decided, 60, 900))
  step('复议决定', m.within(again, m.limitDays(again, 3)), { level: '院长', who: 'chief' })
}

/** Nobody takes the plaintiff's place: ended after ninety days. */
function plaintiffDies(m: Matter, from: number): void {
  const stopped = m.act('P21-X08', m.days(from, 2, 8), { attrs: { type: '中止诉讼', phase: 'start', suspendGround: '原告死亡' } })
  const over = m.act('P21-X08', m.days(m.limitDays(stopped, 88), 0.3, 1.5), { attrs: { type: '中止诉讼', phase: 'end', suspendGround: '原告死亡' } })
  const ended = m.act('P21-N10', m.days(Math.max(over, m.limitDays(stopped, 90)), 0.5, 4), { attrs: { result: '终结诉讼', terminateGround: '中止满九十日', pronouncement: '定期', remediesTold: true } })
  m.act('P21-N11', m.minutes(ended, 20, 100), { attrs: { act: '送达', type: '裁定书' } })
}

/** The simple procedure does not fit: six months from the filing, and three more with leave of the high court. */
function ordinaryAfterAll(m: Matter, filed: number, from: number): void {
  const turned = m.act('P21-X07', m.within(from, endOfDay(filed, 44)), { attrs: { procedure: '普通' } })
  const sat = hearing(m, m.days(turned, 3, 10), false, { coDefendant: false })
  const end = endOfMonths(filed, 6)
  const asked = m.act('P21-N09', m.atOffice(end - 22 * DAY, sat, end - 13 * DAY), { attrs: { act: '申请' } })
  m.act('P21-N09', m.within(asked + DAY, end - 2 * DAY), { by: m.place.appealCourt, level: '高级人民法院', who: 'head', attrs: { act: '批准', extendMonths: 3 } })
  judge(m, m.within(end, endOfMonths(end, 2)), { coDefendant: false })
}

/** P21-X12: an act that was neither obeyed nor challenged is brought to court for enforcement. */
export function enforcementOnApplication(m: Matter, start: number): void {
  const authority = { by: m.place.government }
  const step = (act: string, at: number, more: object = {}): number => m.act('P21-X12', at, { attrs: { act }, ...more })
  const expired = step('法定期限届满', m.atOffice(start, 0), authority)
  const demanded = step('催告送达', m.days(expired, 5, 30), authority)
  const asked = step('申请', m.slip('demandCutShort') ? m.days(demanded, 3, 8) : m.days(endOfWorkdays(demanded, 10), 1, 20), authority)
  const five = endOfWorkdays(asked, 5)
  if (m.every(4, 1)) return notAccepted(m, m.within(asked, five))
  const accepted = step('受理', m.slip('lateSuitFiling') ? m.afterEnd(five) : m.within(asked, five))
  if (!m.every(4, 3)) return void m.act('P21-X12', m.within(accepted, endOfWorkdays(accepted, 7)), { attrs: { act: '裁定', result: '准予执行' } })
  const heard = step('听取意见', m.within(accepted, endOfWorkdays(accepted, 6)))
  const refused = m.act('P21-X12', m.within(heard, m.limitDays(accepted, 30)), { attrs: { act: '裁定', result: '不准予执行' } })
  const got = m.act('P21-X12', m.within(refused, endOfWorkdays(refused, 5)), { ...authority, attrs: { act: '签收裁定', result: '不准予执行' } })
  const against = step('申请复议', m.within(got, m.limitDays(got, 15)), authority)
  step('复议裁定', m.within(against + 3 * DAY, m.limitDays(against, 30)), { by: m.place.appealCourt })
}

/** The court does not take the application, and the court above decides. */
function notAccepted(m: Matter, at: number): void {
  const refused = m.act('P21-X12', at, { attrs: { act: '不予受理' } })
  const against = m.act('P21-X12', m.within(refused, m.limitDays(refused, 15)), { by: m.place.government, attrs: { act: '申请复议' } })
  m.act('P21-X12', m.within(against, m.limitDays(against, 15)), { by: m.place.appealCourt, attrs: { act: '复议裁定' } })
}
