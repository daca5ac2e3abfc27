/** Two trials that are not about guilt: confiscation of the gains of the dead and the fled, compulsory treatment of the insane. */
import { DAY, HOUR, endOfDay, endOfMonths } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

export function confiscationTrial(m: Matter, party: Party, from: number): void {
  const court = { party, by: m.place.appealCourt }
  const asked = m.act('P16-X13', from, { ...court, attrs: { act: '收到申请' } })
  const taken = m.act('P16-X13', m.within(asked, m.limitDays(asked, 30)), { ...court, attrs: { act: '受理', handlingLevel: '市级', foreign: m.every(3) } })
  const limit = m.limitDays(taken, 15)
  const published = m.act('P16-X13', m.slip('noPublicNotice') ? m.afterEnd(limit) + 2 * DAY : m.within(taken, limit), { ...court, attrs: { act: '公告' } })
  m.act('P16-X13', m.days(published, 30, 120), { ...court, attrs: { act: '利害关系人申请参加' } })
  const over = endOfMonths(published, 6)
  m.act('P16-X13', over + HOUR, { ...court, attrs: { act: '公告期满' } })
  const sat = m.days(over, 35, 50)
  m.act('P16-X13', m.atOffice(sat - 33 * DAY, 0, sat - 31 * DAY), { ...court, attrs: { act: '开庭通知' } })
  m.act('P16-X13', sat, { ...court, attrs: { act: '开庭审理' } })
  m.act('P16-X13', m.days(sat, 5, 20), { ...court, attrs: { act: '裁定', result: '没收' } })
}

/** Returns when the court had decided. */
export function treatmentTrial(m: Matter, party: Party, from: number): number {
  const court = { party, by: m.place.court }
  const asked = m.act('P16-X14', from, { ...court, attrs: { act: '收到申请' } })
  const taken = m.act('P16-X14', m.within(asked, m.limitDays(asked, 7)), { ...court, attrs: { act: '受理', hasLawyer: false } })
  const three = m.limitDays(taken, 3)
  m.act('P16-X14', m.slip('lateLegalAid') ? m.afterEnd(three) : m.within(taken, three), { ...court, attrs: { act: '通知法律援助机构' } })
  m.act('P16-X14', m.days(taken, 4, 7), { ...court, attrs: { act: '会见被申请人' } })
  const sat = m.act('P16-X14', m.days(taken, 11, 16), { ...court, attrs: { act: '开庭审理', guardianNotified: true } })
  const month = endOfMonths(taken, 1)
  const decided = m.act('P16-X14', m.slip('trialOverrun') ? m.afterEnd(month) + 3 * DAY : m.within(sat + DAY, month), { ...court, attrs: { act: '决定', result: '强制医疗', panelSize: 3 } })
  const five = m.limitDays(decided, 5)
  m.act('P16-X14', m.within(decided, five), { ...court, attrs: { act: '送达公安机关' } })
  if (m.random.chance(0.4)) {
    const objected = m.act('P16-X14', m.days(endOfDay(decided, 1), 1, 5), { party, by: m.place.appealCourt, attrs: { act: '收到复议申请' } })
    m.act('P16-X14', m.within(objected + 5 * DAY, endOfMonths(objected, 1)), { party, by: m.place.appealCourt, attrs: { act: '复议决定', result: '驳回' } })
  }
  if (!m.random.chance(0.5)) return decided
  const better = m.act('P16-X14', m.days(decided, 90, 150), { ...court, attrs: { act: '收到解除申请' } })
  const reviewed = m.act('P16-X14', m.within(better + 4 * DAY, endOfMonths(better, 1)), { ...court, attrs: { act: '解除审查决定', result: m.random.chance(0.5) ? '解除' : '继续' } })
  m.act('P16-X14', m.within(reviewed, m.limitDays(reviewed, 5)), { ...court, attrs: { act: '送达解除审查决定' } })
  return decided
}
