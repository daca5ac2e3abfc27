/** P22-N11 to P22-N13: objections to an act of enforcement, reconsideration above, objections of third parties. */
import { DAY, HOUR } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { enforce } from './enforcement.ts'

/** Examined by people who did not enforce. */
const examiner = { who: 'head', level: '庭长' } as const

export function actObjection(m: Matter, from: number): void {
  const received = enforce(m, 'P22-N11', from, '收到异议')
  const three = m.limitDays(received, 3)
  const filed = enforce(m, 'P22-N11', m.slip('lateObjectionFiling') ? m.afterEnd(three) + DAY : m.within(received, three), '立案', examiner)
  enforce(m, 'P22-N11', m.within(filed, m.limitDays(filed, 3)), '通知当事人', examiner)
  const limit = m.limitDays(received, 15)
  const ruled = enforce(m, 'P22-N11', m.slip('lateObjection') ? m.afterEnd(limit) + DAY : m.within(filed + 4 * DAY, limit), '裁定', { ...examiner, attrs: { panelSize: m.slip('wrongPanel') ? 1 : 3, result: '驳回' } })
  const served = enforce(m, 'P22-N11', m.days(ruled, 1, 3), '裁定送达')
  if (m.random.chance(0.75)) reconsideration(m, m.within(served + HOUR, m.limitDays(served, 10)))
}

function reconsideration(m: Matter, asked: number): void {
  const above = { by: m.place.appealCourt }
  enforce(m, 'P22-N12', asked, '申请复议')
  const sent = enforce(m, 'P22-N12', m.within(asked, m.limitDays(asked, 5)), '报送案卷')
  const received = enforce(m, 'P22-N12', m.days(sent, 1, 3), '收到复议申请', above)
  const limit = m.limitDays(received, 30)
  const longer = m.random.chance(0.3)
  if (longer) enforce(m, 'P22-N12', m.within(received + 18 * DAY, limit), '批准延长', { ...above, ...courtPresident, attrs: { extendDays: 30 } })
  const at = longer ? m.within(limit, m.limitDays(limit, 28)) : m.slip('lateReconsideration') ? m.afterEnd(limit) : m.within(received + 5 * DAY, limit)
  enforce(m, 'P22-N12', at, '裁定', { ...above, attrs: { panelSize: 3, result: m.random.chance(0.35) ? '发回重新审查' : '驳回' } })
}

export function thirdPartyObjection(m: Matter, from: number): void {
  const received = enforce(m, 'P22-N13', from, '收到异议')
  const limit = m.limitDays(received, 15)
  const upheld = m.random.chance(0.4)
  const ruled = enforce(m, 'P22-N13', m.slip('lateThirdParty') ? m.afterEnd(limit) + DAY : m.within(received + DAY, limit), '裁定', { ...examiner, attrs: { panelSize: 3, result: upheld ? '中止' : '驳回' } })
  const served = enforce(m, 'P22-N13', m.days(ruled, 1, 3), '裁定送达', { attrs: { result: upheld ? '中止' : '驳回' } })
  if (m.random.chance(0.4)) return void enforce(m, 'P22-N13', m.within(served + DAY, m.limitDays(served, 15)), '起诉')
  const ended = enforce(m, 'P22-N13', m.atOffice(m.limitDays(served, 15) + HOUR, served), '起诉期满')
  const week = m.limitDays(ended, 7)
  if (upheld) enforce(m, 'P22-N13', m.slip('measureKept') ? m.afterEnd(week) + DAY : m.within(ended, week), '解除措施')
  else enforce(m, 'P22-N13', m.days(ended, 3, 9), '处分标的')
}
