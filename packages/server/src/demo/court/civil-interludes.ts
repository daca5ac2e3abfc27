/** P19: what comes up in few civil actions while they are pending. Each returns the days that do not count. */
import { DAY, HOUR, dayOf, endOfMonths } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { civil } from './civil.ts'

/** The defendant cannot be found: announced for thirty days. */
export function publicService(m: Matter, from: number): number {
  const put = civil(m, 'P19-X02', m.days(from, 1, 4), { attrs: { act: '发出公告' } })
  const over = civil(m, 'P19-X02', m.days(m.limitDays(put, 30), 0.4, 2), { attrs: { act: '公告期满' } })
  return dayOf(over) - dayOf(put)
}

/** An heir is waited for. */
export function suspension(m: Matter, from: number): number {
  const stopped = civil(m, 'P19-X01', m.days(from, 1, 4), { attrs: { act: '中止', type: '等待继承人' } })
  const on = civil(m, 'P19-X01', m.days(stopped, 20, 50), { attrs: { act: '恢复' } })
  return dayOf(on) - dayOf(stopped)
}

export function recusal(m: Matter, from: number): void {
  const step = (act: string, at: number, more: object = {}): number => civil(m, 'P19-X07', at, { ...more, attrs: { act, type: '审判人员' } })
  const asked = step('申请', m.minutes(from, 60, 900))
  const three = m.limitDays(asked, 3)
  const decided = step('决定', m.slip('lateReply') ? m.afterEnd(three) + DAY : m.within(asked, three), courtPresident)
  const again = step('申请复议', m.minutes(decided, 60, 900))
  step('复议决定', m.within(again, m.limitDays(again, 3)), courtPresident)
}

/** More time for evidence, asked for and given before it ends. */
export function moreEvidence(m: Matter, served: number, days: number): void {
  const asked = civil(m, 'P19-N07', m.within(served + 3 * DAY, m.limitDays(served, days - 5)), { attrs: { act: '申请延长' } })
  civil(m, 'P19-N07', m.minutes(asked, 60, 900), { attrs: { act: '准许延长' } })
  civil(m, 'P19-N07', m.atOffice(m.limitDays(served, days + 8), served), { attrs: { act: '举证期满' } })
}

/** Property secured before the suit: within two days, and the suit within thirty. */
export function beforeTheSuit(m: Matter, from: number): void {
  const step = (act: string, at: number, more: object = {}): number => civil(m, 'P19-N06', at, { attrs: { act, type: '诉前保全', ...more } })
  const asked = step('申请', m.atOffice(from, 0), { urgent: true })
  const secured = step('提供担保', m.minutes(asked, 60, 300))
  const ruled = step('裁定', m.within(secured, asked + 47 * HOUR, false), { result: '准许' })
  const done = step('执行', m.minutes(ruled, 40, 300))
  step('通知被保全人', m.minutes(done, 60, 500))
}

/** The defendant asks that the measure be lifted, with security. */
export function lifted(m: Matter, from: number): void {
  const asked = civil(m, 'P19-N06', from, { attrs: { act: '申请解除' } })
  civil(m, 'P19-N06', m.within(asked, m.limitDays(asked, 5)), { attrs: { act: '解除' } })
}

/** Once more extended, by the court above, five days before the end. Returns the new end. */
export function extendedAbove(m: Matter, from: number, end: number): number {
  const asked = civil(m, 'P19-N13', m.atOffice(end - 24 * DAY, from, end - 17 * DAY), { attrs: { act: '申请' } })
  civil(m, 'P19-N13', m.within(asked + DAY, end - 6 * DAY), { by: m.place.appealCourt, level: '上一级法院', who: 'head', attrs: { act: '批准', extendMonths: 3, result: '批准' } })
  return endOfMonths(end, 3)
}
