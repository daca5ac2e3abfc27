/** P19-N06: preservation of property in a civil action. */
import { DAY, HOUR } from './clock.ts'
import type { Matter } from './matter.ts'
import { civil } from './civil.ts'

export function preservation(m: Matter, asked: number): void {
  const urgent = m.random.chance(0.3)
  const act = (at: number, attrs: Record<string, string | boolean>): number => civil(m, 'P19-N06', at, { attrs })
  act(asked, { act: '申请', urgent })
  const secured = act(m.minutes(asked, 60, 600), { act: '提供担保' })
  const limit = urgent ? asked + 2 * DAY : m.limitDays(secured, 5)
  const late = m.slip('latePreservation')
  const ruled = act(late ? m.afterEnd(limit) + DAY : m.within(secured, limit, !urgent), { act: '裁定', result: '准许' })
  const done = act(urgent ? m.minutes(ruled, 40, 300) : m.within(ruled, m.limitDays(ruled, 5)), { act: '执行' })
  act(m.minutes(done, 60, 500), { act: '通知被保全人' })
  if (!m.random.chance(0.2)) return
  const objected = act(m.within(ruled + HOUR, m.limitDays(ruled, 5)), { act: '申请复议' })
  act(m.within(objected, m.limitDays(objected, 10)), { act: '复议决定' })
}
