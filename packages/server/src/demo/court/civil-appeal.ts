/** P20: the appeal in a civil case, up to remand, application for retrial or enforcement. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { bench, civil, judge, sit } from './civil.ts'
import { enforcement } from './enforcement.ts'

export function civilAppeal(m: Matter, served: number): void {
  const end = m.limitDays(served, 15)
  const lodged = m.within(served + DAY, end)
  civil(m, 'P19-X12', lodged - HOUR, { attrs: { postmark: true } })
  const received = civil(m, 'P19-N16', lodged, { attrs: { act: '收到上诉状' } })
  const copy = m.limitDays(received, 5)
  const passed = civil(m, 'P19-N16', m.slip('lateAppealCopy') ? m.afterEnd(copy) + DAY : m.within(received, copy), { attrs: { act: '副本送达对方' } })
  const answered = m.random.chance(0.6)
  const reply = civil(m, 'P19-N16', answered ? m.within(passed + DAY, m.limitDays(passed, 15)) : m.atOffice(m.limitDays(passed, 15) + HOUR, passed), { attrs: { act: answered ? '收到答辩状' : '答辩期满' } })
  if (answered) civil(m, 'P19-N16', m.minutes(reply, 60, 400), { attrs: { act: '答辩状副本送达上诉人' } })
  const limit = m.limitDays(reply, 5)
  const sent = civil(m, 'P20-N01', m.slip('lateCivilFile') ? m.afterEnd(limit) + DAY : m.within(reply + 8 * HOUR, limit), { by: m.place.court, attrs: { act: '报送' } })
  secondInstance(m, sent)
}

function secondInstance(m: Matter, sent: number): void {
  const arrived = civil(m, 'P20-N02', m.days(sent, 1, 3), { attrs: { act: '收到案卷' } })
  const five = m.limitDays(arrived, 5)
  const newEvidence = m.random.chance(0.3)
  const facts = { act: '立案', type: '判决', handlingLevel: '市级', foreign: false, newEvidence }
  const filed = civil(m, 'P20-N02', m.slip('lateCivilAppealFiling') ? m.afterEnd(five) + DAY : m.within(arrived, five), { attrs: facts })
  const panel = civil(m, 'P20-N03', m.days(filed, 1, 3), { attrs: { act: '确定', panelSize: m.slip('wrongPanel') ? 2 : 3 } })
  civil(m, 'P20-N03', m.within(panel, m.limitDays(panel, 3)), { attrs: { act: '告知当事人' } })
  const sat = heard(m, m.days(panel, 12, 30), newEvidence)
  const three = endOfMonths(filed, 3)
  if (m.random.chance(0.28)) {
    civil(m, 'P20-N05', m.days(sat, 2, 9), { attrs: { act: '达成协议' } })
    return void civil(m, 'P20-N05', m.days(sat, 10, 16), { attrs: { act: '调解书送达', serviceMethod: '直接送达' } })
  }
  const longer = m.random.chance(0.4)
  if (longer) {
    civil(m, 'P20-N06', m.atOffice(three - 20 * DAY, sat, three - 16 * DAY), { attrs: { act: '申请' } })
    civil(m, 'P20-N06', m.atOffice(three - 10 * DAY, sat, three - 6 * DAY), { ...courtPresident, attrs: { act: '批准', extendMonths: 2, result: '批准' } })
  }
  const second = endOfMonths(three, 2)
  const twice = longer && m.random.chance(0.6)
  if (twice) {
    civil(m, 'P20-N06', m.atOffice(second - 24 * DAY, three, second - 17 * DAY), { attrs: { act: '申请' } })
    civil(m, 'P20-N06', m.atOffice(second - 12 * DAY, three, second - 6 * DAY), { level: '上一级法院', who: 'head', attrs: { act: '批准', extendMonths: 2, result: '批准' } })
  }
  const end = twice ? endOfMonths(second, 2) : longer ? second : three
  decide(m, m.slip('civilAppealOverrun') ? m.afterEnd(end, 9) : m.within(longer ? three + DAY : sat + DAY, end))
}

/** A hearing where there is something new, otherwise the parties are questioned. */
function heard(m: Matter, at: number, newEvidence: boolean): number {
  const attrs = newEvidence ? { evidenceDays: 10 } : {}
  civil(m, 'P20-N04', at - 9 * DAY, { attrs: { act: '阅卷', ...attrs } })
  if (!newEvidence) return m.slip('stepOmitted') ? at : civil(m, 'P20-N04', at, { attrs: { act: '询问当事人' } })
  civil(m, 'P20-N04', m.atOffice(at - (m.slip('hearingNoticeTooLate') ? 2 : 7) * DAY, at - 9 * DAY), { attrs: { act: '通知开庭' } })
  return civil(m, 'P20-N04', at, { attrs: { act: '开庭' } })
}

function decide(m: Matter, at: number): void {
  const roll = m.random.next()
  const result = roll < 0.52 ? '维持' : roll < 0.72 ? '改判' : '发回重审'
  const spoken = m.random.chance(0.25) ? '当庭' : '定期'
  civil(m, 'P20-N07', at, { attrs: { result, pronouncement: spoken, type: '判决' } })
  const served = civil(m, 'P20-N08', spoken === '当庭' ? m.within(at + HOUR, m.limitDays(at, 10)) : m.minutes(at, 30, 200), { attrs: { act: '送达' } })
  if (result === '发回重审') return remand(m, served)
  if (m.random.chance(0.5)) applyForRetrial(m, served)
  if (m.random.chance(0.5)) enforcement(m, m.days(served, 30, 60))
}

/** Tried again by another judge, in the ordinary procedure. */
function remand(m: Matter, served: number): void {
  const other = { by: m.place.court, who: 'head', level: '庭长' } as const
  const arrived = civil(m, 'P20-N09', m.days(served, 4, 9), { by: m.place.court, attrs: { act: '收到案卷' } })
  const next = m.limitDays(arrived, 1)
  const filed = civil(m, 'P20-N09', m.slip('lateRemandFiling') ? m.afterEnd(next) + DAY : m.within(arrived, next), { by: m.place.court, attrs: { act: '立案' } })
  civil(m, 'P19-N02', m.minutes(filed, 20, 60), { ...other, attrs: { act: '立案', procedure: '普通', caseType: '发回重审', handlingLevel: '县级', foreign: false } })
  civil(m, 'P19-N03', m.within(filed + HOUR, m.limitDays(filed, 5)), { attrs: { act: '发送' } })
  bench(m, filed + 2 * HOUR, 3)
  const sat = sit(m, m.days(filed, 25, 60), '普通')
  judge(m, m.within(sat + DAY, endOfMonths(filed, 6)), other)
}

function applyForRetrial(m: Matter, served: number): void {
  const high = { by: m.place.appealCourt }
  const asked = civil(m, 'P20-X01', m.within(served + 20 * DAY, endOfMonths(served, 6)), { ...high, attrs: { act: '申请' } })
  const taken = civil(m, 'P20-X01', m.within(asked, m.limitDays(asked, 4)), { ...high, attrs: { act: '受理' } })
  const sent = civil(m, 'P20-X01', m.within(asked, m.limitDays(asked, 5)), { ...high, attrs: { act: '发送副本' } })
  if (m.random.chance(0.6)) civil(m, 'P20-X01', m.within(sent + DAY, m.limitDays(sent, 15)), { ...high, attrs: { act: '提交书面意见' } })
  const three = endOfMonths(taken, 3)
  const longer = m.random.chance(0.3)
  if (longer) civil(m, 'P20-X05', m.within(taken + 40 * DAY, three), { ...high, ...courtPresident, attrs: { extendMonths: 2, result: '批准' } })
  const end = longer ? endOfMonths(three, 2) : three
  const at = m.slip('lateRetrialReview') ? m.afterEnd(end, 9) : m.within(longer ? three : taken + 20 * DAY, end)
  const granted = m.random.chance(0.35)
  civil(m, 'P20-X01', at, { ...high, attrs: { act: granted ? '裁定再审' : '驳回申请' } })
  if (!granted) return
  retrial(m, at)
}

/** The procuratorate protests against a civil judgment in force: retrial within thirty days, and it is told of the hearing. */
export function civilProtest(m: Matter, start: number): void {
  const above = { by: m.place.appealCourt }
  const got = civil(m, 'P20-X03', m.atOffice(start, 0), { ...above, attrs: { act: '收到抗诉书' } })
  const limit = m.limitDays(got, 30)
  const ruled = civil(m, 'P20-X03', m.slip('lateRetrialOrder') ? m.afterEnd(limit) + DAY : m.within(got + 3 * DAY, limit), { ...above, attrs: { act: '裁定再审' } })
  retrial(m, ruled, true)
}

/** Filed on the next day and decided in the time of the instance. */
function retrial(m: Matter, ruled: number, protested = false): void {
  const high = { by: m.place.appealCourt }
  const first = m.random.chance(0.4)
  const filed = civil(m, 'P20-X04', m.within(ruled, m.limitDays(ruled, 1)), { ...high, attrs: { act: '立案', type: first ? '一审程序' : '二审程序' } })
  const end = endOfMonths(filed, first ? 6 : 3)
  if (protested) {
    const told = civil(m, 'P20-X04', m.days(filed, 10, 25), { ...high, attrs: { act: '通知检察院和当事人' } })
    civil(m, 'P20-X04', m.days(told, 5, 15), { ...high, attrs: { act: '开庭' } })
  }
  const longer = m.random.chance(0.5)
  if (longer) civil(m, 'P20-N06', m.within(end - 30 * DAY, end - 16 * DAY), { ...high, ...courtPresident, attrs: { act: '批准', extendMonths: 2, result: '批准' } })
  civil(m, 'P20-X04', longer ? m.within(end, endOfMonths(end, 2)) : m.within(filed + 45 * DAY, end), { ...high, attrs: { act: '审结' } })
}
