/** P19: civil procedures without an ordinary trial: orders for payment, lost instruments, settlements confirmed, help for other courts. */
import { DAY, HOUR } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { bench, civil } from './civil.ts'

const procedures = [paymentOrder, lostInstrument, confirmation, forOtherCourt, transferred, incapacity] as const

export function specialProcedure(m: Matter, start: number): void {
  m.inTurn(procedures)(m, m.atOffice(start, 0))
}

function paymentOrder(m: Matter, asked: number): void {
  const step = (act: string, at: number): number => civil(m, 'P19-X10', at, { attrs: { act } })
  step('申请', asked)
  const told = step('通知是否受理', m.within(asked, m.limitDays(asked, 5)))
  const taken = step('受理', m.minutes(told, 5, 60))
  const limit = m.limitDays(taken, 15)
  const issued = step('发出支付令', m.slip('lateAdministrativeDecision') ? m.afterEnd(limit) + DAY : m.within(taken + DAY, limit))
  const got = step('债务人签收', m.days(issued, 1, 5))
  if (m.random.chance(0.7)) step('债务人异议', m.within(got, m.limitDays(got, 15)))
}

/** A cheque was lost: announced for sixty days, then declared void. */
function lostInstrument(m: Matter, taken: number): void {
  const step = (act: string, at: number): number => civil(m, 'P19-X13', at, { attrs: { act } })
  step('受理', taken)
  const put = step('发出公告', m.within(taken, m.limitDays(taken, 3)))
  step('除权判决', m.days(m.limitDays(put, 60), 1, 12))
}

function confirmation(m: Matter, agreed: number): void {
  const asked = civil(m, 'P19-X11', m.within(civil(m, 'P19-X11', agreed, { attrs: { act: '调解协议生效' } }) + DAY, m.limitDays(agreed, 30)), { attrs: { act: '共同申请' } })
  const filed = civil(m, 'P19-N02', m.within(asked, m.limitDays(asked, 3)), { attrs: { act: '立案', procedure: '特别', caseType: '司法确认', handlingLevel: '县级', foreign: false } })
  bench(m, filed, 1)
  const ruled = civil(m, 'P19-N15', m.within(filed + 5 * DAY, m.limitDays(filed, 28)), { attrs: { act: '宣判', pronouncement: '定期', type: '裁定' } })
  civil(m, 'P19-N15', m.minutes(ruled, 20, 90), { attrs: { act: '送达裁判文书', type: '裁定' } })
}

/** Another court asks that papers be served and facts looked into. */
function forOtherCourt(m: Matter, at: number): void {
  const step = (act: string, when: number): number => civil(m, 'P19-X09', when, { attrs: { act } })
  step('收到送达委托', at)
  const ten = m.limitDays(at, 10)
  step('送达', m.slip('lateAssistance') ? m.afterEnd(ten) + DAY : m.within(at, ten))
  const asked = step('收到调查委托', m.days(at, 12, 20))
  step('完成调查', m.within(asked + 3 * DAY, m.limitDays(asked, 30)))
}

/** The file comes from a court that was not competent; the defendant objects again, and appeals against the ruling. */
function transferred(m: Matter, received: number): void {
  civil(m, 'P19-N01', received, { attrs: { act: '收到移送案卷', caseType: m.crime } })
  const filed = civil(m, 'P19-N02', m.within(received, m.limitDays(received, 3)), { attrs: { act: '立案', procedure: '普通', caseType: m.crime, handlingLevel: '县级', foreign: false, publicTrial: true } })
  civil(m, 'P19-N03', m.within(filed + 2 * HOUR, m.limitDays(filed, 5)), { attrs: { act: '被告签收' } })
  bench(m, filed, 3)
  const closed = civil(m, 'P19-X08', m.days(filed, 20, 40), { attrs: { act: '驳回起诉' } })
  const served = civil(m, 'P19-N15', m.minutes(closed, 30, 200), { attrs: { act: '送达裁判文书', type: '裁定' } })
  const sent = civil(m, 'P19-X12', m.within(served, m.limitDays(served, 10)), { attrs: { postmark: true, to: '第二审法院' } })
  const got = civil(m, 'P19-N16', m.within(sent + HOUR, m.limitDays(sent, 5)), { attrs: { act: '收到二审法院移交的上诉状' } })
  const copied = civil(m, 'P19-N16', m.within(got, m.limitDays(got, 5)), { attrs: { act: '副本送达对方' } })
  const silent = civil(m, 'P19-N16', m.atOffice(m.limitDays(copied, 15) + HOUR, copied), { attrs: { act: '答辩期满' } })
  civil(m, 'P20-N01', m.within(silent, m.limitDays(silent, 4)), { by: m.place.court, attrs: { act: '报送' } })
  appealAgainstRuling(m, m.days(silent, 5, 8))
}

/** The court above asks for what is missing, decides within thirty days or a few more, and has the ruling served below. */
function appealAgainstRuling(m: Matter, at: number): void {
  const asked = civil(m, 'P20-N01', at, { attrs: { act: '通知补齐' } })
  civil(m, 'P20-N01', m.within(asked, m.limitDays(asked, 5)), { by: m.place.court, attrs: { act: '补齐材料' } })
  const arrived = civil(m, 'P20-N02', m.days(asked, 6, 8), { attrs: { act: '收到案卷' } })
  const filed = civil(m, 'P20-N02', m.within(arrived, m.limitDays(arrived, 5)), { attrs: { act: '立案', type: '裁定', handlingLevel: '市级', foreign: false, newEvidence: false } })
  const panel = civil(m, 'P20-N03', m.days(filed, 1, 3), { attrs: { act: '确定', panelSize: 3 } })
  civil(m, 'P20-N03', m.within(panel, m.limitDays(panel, 3)), { attrs: { act: '告知当事人' } })
  civil(m, 'P20-N04', m.days(panel, 2, 5), { attrs: { act: '阅卷' } })
  civil(m, 'P20-N04', m.days(panel, 6, 9), { attrs: { act: '询问当事人' } })
  const end = m.limitDays(filed, 30)
  civil(m, 'P20-N06', m.atOffice(end - 5 * DAY, filed, end), { ...courtPresident, attrs: { act: '批准', extendDays: 15, result: '批准' } })
  const ruled = civil(m, 'P20-N07', m.within(end, m.limitDays(end, 14)), { attrs: { result: '维持', pronouncement: '定期', type: '裁定' } })
  const got = civil(m, 'P20-N08', m.days(ruled, 1, 3), { by: m.place.court, attrs: { act: '收到委托' } })
  civil(m, 'P20-N08', m.within(got, m.limitDays(got, 6)), { by: m.place.court, attrs: { act: '送达' } })
}

/** Whether a person can act in law takes longer than thirty days. */
function incapacity(m: Matter, received: number): void {
  civil(m, 'P19-N01', received, { attrs: { act: '收到起诉状', caseType: '认定行为能力' } })
  const filed = civil(m, 'P19-N02', m.within(received, m.limitDays(received, 7)), { attrs: { act: '立案', procedure: '特别', caseType: '认定行为能力', handlingLevel: '县级', foreign: false } })
  bench(m, filed, 1)
  const end = m.limitDays(filed, 30)
  civil(m, 'P19-N13', m.within(filed + 8 * DAY, end - 16 * DAY), { attrs: { act: '申请' } })
  civil(m, 'P19-N13', m.within(end - 14 * DAY, end - 6 * DAY), { ...courtPresident, attrs: { act: '批准', extendDays: 30, result: '批准' } })
  const sat = civil(m, 'P19-N11', m.days(end, 2, 10))
  const at = civil(m, 'P19-N15', m.within(sat, m.limitDays(end, 28)), { attrs: { act: '宣判', pronouncement: '定期', type: '判决' } })
  civil(m, 'P19-N15', m.minutes(at, 20, 90), { attrs: { act: '送达裁判文书', type: '判决' } })
}
