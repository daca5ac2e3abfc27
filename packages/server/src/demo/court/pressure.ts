/** P22: how debtors are pressed, and what they and third parties do against it; each in few cases, in turn. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { enforce } from './enforcement.ts'

const means = [listedWrongly, mayNotLeave, fined, searched, claimOnThird, audited, entrusted, insolvent] as const

export function pressures(m: Matter, from: number): void {
  if (m.random.chance(0.75)) m.inTurn(means)(m, m.days(from, 1, 4))
}

/** Entered in the list although the claim was paid: struck out, or refused and reconsidered. */
function listedWrongly(m: Matter, from: number): void {
  const asked = enforce(m, 'P22-N06', from, '申请纠正')
  const refused = enforce(m, 'P22-N06', m.within(asked, m.limitDays(asked, 15)), '驳回纠正')
  const again = enforce(m, 'P22-N06', m.within(refused, m.limitDays(refused, 10)), '申请复议')
  enforce(m, 'P22-N06', m.within(again, m.limitDays(again, 15)), '复议决定', { by: m.place.appealCourt })
}

function mayNotLeave(m: Matter, from: number): void {
  const decided = enforce(m, 'P22-X03', from, '决定', courtPresident)
  const asked = enforce(m, 'P22-X03', m.within(decided, m.limitDays(decided, 10)), '申请复议')
  enforce(m, 'P22-X03', m.within(asked, m.limitDays(asked, 15)), '复议决定', { by: m.place.appealCourt })
}

function fined(m: Matter, from: number): void {
  const decided = enforce(m, 'P22-X06', from, '罚款', courtPresident)
  const served = enforce(m, 'P22-X06', m.minutes(decided, 60, 400), '决定送达')
  const asked = enforce(m, 'P22-X06', m.within(served, m.limitDays(served, 3)), '申请复议')
  enforce(m, 'P22-X06', m.within(asked, m.limitDays(asked, 5)), '复议决定', { by: m.place.appealCourt })
}

function searched(m: Matter, from: number): void {
  const signed = enforce(m, 'P22-X07', from, '签发搜查令', m.slip('approvedTooLow') ? { level: '庭长', who: 'head' } : courtPresident)
  enforce(m, 'P22-X07', m.minutes(signed, 60, 500), '搜查')
  const put = enforce(m, 'P22-X07', m.days(signed, 2, 5), '签发迁出公告', courtPresident)
  enforce(m, 'P22-X07', m.days(put, 16, 25), '强制迁出')
}

/** The debtor's own debtor is told to pay; an objection in time ends it, except where a judgment stands behind the claim. */
function claimOnThird(m: Matter, from: number): void {
  const served = enforce(m, 'P22-X08', from, '送达履行通知')
  const objects = m.random.chance(0.4)
  if (objects) enforce(m, 'P22-X08', m.within(served, m.limitDays(served, 15)), '第三人异议')
  enforce(m, 'P22-X08', m.days(m.limitDays(served, 15), 1, 6), '强制执行裁定', { attrs: objects ? { type: '生效法律文书确认的债权' } : {} })
}

function audited(m: Matter, from: number): void {
  const asked = enforce(m, 'P22-X04', from, '申请')
  const limit = m.limitDays(asked, 10)
  enforce(m, 'P22-X04', m.slip('lateClue') ? m.afterEnd(limit) + DAY : m.within(asked, limit), '决定')
}

/** A court elsewhere does part of it. */
function entrusted(m: Matter, from: number): void {
  const by = { by: m.place.appealCourt }
  const got = enforce(m, 'P22-X09', from, '收到委托', by)
  enforce(m, 'P22-X09', m.within(got, m.limitDays(got, 12)), '开始执行', by)
  enforce(m, 'P22-X09', m.within(got + 16 * DAY, m.limitDays(got, 30)), '函告结果', by)
}

/** Not enough for all: the file goes to the court that may open bankruptcy. Six months without result, the court above is asked. */
function insolvent(m: Matter, from: number): void {
  const sent = enforce(m, 'P22-X10', from, '移送材料')
  enforce(m, 'P22-X10', m.within(sent + 5 * DAY, m.limitDays(sent, 30)), '告知裁定', { by: m.place.appealCourt })
  const asked = m.told.find(({ event }) => event.node === 'P22-N01')?.at ?? from
  m.act('P22-X02', m.atOffice(endOfMonths(asked, 6) + 3 * DAY, asked) + HOUR, { by: m.place.appealCourt })
}
