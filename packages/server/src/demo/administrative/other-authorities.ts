/** P30-X11 and P30-X12: a penalty and coercive measures of another authority, which are then taken to reconsideration. */
import { DAY, HOUR, endOfMonths, endOfWorkdays } from '../clock.ts'
import { headOfAdministration } from '../matter.ts'
import type { ActOptions, Attributes, Matter } from '../matter.ts'
import { reconsideration } from './reconsideration.ts'

export function otherAuthority(m: Matter, start: number): void {
  const by = { by: m.place.government }
  const found = m.atOffice(start, 0)
  const healthOrFinance = m.every(2)
  penalty(m, by, '违法行为终了', m.days(found - (healthOrFinance ? 900 : 300) * DAY, 0, 60), { healthOrFinance })
  penalty(m, by, '发现', found)
  const opened = penalty(m, by, '立案', m.days(found, 1, 4))
  const measured = m.every(3, 1) ? freeze(m, by, m.days(opened, 1, 4)) : seize(m, by, m.days(opened, 1, 4))
  const kept = penalty(m, by, '先行登记保存', m.days(opened, 1, 5))
  const seven = endOfWorkdays(kept, 7)
  penalty(m, by, '保存处理', m.slip('lateRegistration') ? m.afterEnd(seven) : m.within(kept, seven))
  const told = penalty(m, by, '听证告知', m.days(kept, 3, 8))
  const asked = penalty(m, by, '听证申请', m.within(told, endOfWorkdays(told, 5)))
  const notice = penalty(m, by, '听证通知', m.days(asked, 1, 4))
  const heard = penalty(m, by, '举行听证', m.slip('hearingNoticeShort') ? m.days(notice, 3, 6) : m.days(endOfWorkdays(notice, 7), 1, 5))
  const limit = m.limitDays(opened, 90)
  const decided = penalty(m, by, '处罚决定', m.slip('lateAdministrativeDecision') ? m.afterEnd(limit) + DAY : m.within(Math.min(Math.max(heard + DAY, measured), limit - DAY), limit), { ...amount(m) })
  const served = penalty(m, by, '送达', m.days(decided, 1, 4))
  penalty(m, by, '缴纳罚款', m.slip('fineUnpaid') ? m.afterEnd(m.limitDays(served, 15)) + DAY : m.within(served, m.limitDays(served, 15)))
  if (m.random.chance(0.6)) {
    const changed = penalty(m, by, '决定被撤销或者变更', m.days(served, 20, 50))
    penalty(m, by, '撤回公开信息', m.within(changed, endOfWorkdays(changed, 3)))
  }
  reconsideration(m, m.days(served, 57, 60))
}

const amount = (m: Matter): Attributes => ({ amount: m.random.pick([2000, 5000, 20_000]) })

const penalty = (m: Matter, by: ActOptions, act: string, at: number, attrs: Attributes = {}): number => m.act('P30-X11', at, { ...by, attrs: { act, ...attrs } })
const coercion = (m: Matter, by: ActOptions, act: string, at: number, attrs: Attributes = {}): number => m.act('P30-X12', at, { ...by, attrs: { act, ...attrs } })

/** Seized on the spot, reported within a day, kept for thirty days and thirty more. */
function seize(m: Matter, by: ActOptions, at: number): number {
  const done = coercion(m, by, '当场实施', at)
  coercion(m, by, '报告补办', m.slip('lateMeasureApproval') ? done + 30 * HOUR : m.within(done, done + DAY, false))
  const seized = coercion(m, by, '查封扣押', m.minutes(done, 10, 60))
  const limit = m.limitDays(seized, 30)
  const longer = m.random.chance(0.6)
  if (longer) coercion(m, { ...by, ...headOfAdministration }, '延长查封扣押', m.within(seized + 15 * DAY, limit), { extendDays: 30, complex: true })
  const end = longer ? m.limitDays(limit, 28) : limit
  return coercion(m, by, '解除或者处理', m.within(longer ? limit : seized + 3 * DAY, end))
}

/** Deposits frozen; the decision reaches the holder in three working days. */
function freeze(m: Matter, by: ActOptions, at: number): number {
  const frozen = coercion(m, by, '冻结', at)
  coercion(m, by, '交付冻结决定书', m.within(frozen, endOfWorkdays(frozen, 3)))
  const limit = m.limitDays(frozen, 30)
  coercion(m, { ...by, ...headOfAdministration }, '延长冻结', m.within(frozen + 15 * DAY, limit), { extendDays: 30, complex: true })
  return coercion(m, by, '解除或者处理', m.within(limit, Math.min(m.limitDays(limit, 28), endOfMonths(frozen, 2))))
}
