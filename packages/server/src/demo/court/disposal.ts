/** P22-N07 to P22-N10: property sealed, priced and sold in an online auction. */
import { DAY, HOUR, MINUTE, dayOf, startOf } from '../clock.ts'
import type { Matter } from '../matter.ts'
import { enforce, pay } from './enforcement.ts'

/** Returns when the proceeds were paid out. */
export function dispose(m: Matter, from: number): number {
  const land = m.random.chance(0.6)
  const type = land ? '不动产' : '动产'
  const sealed = enforce(m, 'P22-N07', m.atOffice(from, 0), land ? '查封' : '扣押', { attrs: { type, notified: !m.slip('familyNotCalled'), disposal: true } })
  const priced = price(m, sealed, type)
  return m.random.chance(0.3) ? distribute(m, auction(m, priced, type)) : pay(m, auction(m, priced, type))
}

function price(m: Matter, sealed: number, type: string): number {
  const limit = m.limitDays(sealed, 30)
  const begun = enforce(m, 'P22-N08', m.slip('latePricing') ? m.afterEnd(limit, 9) : m.within(sealed, limit), '启动', { attrs: { type } })
  if (m.random.chance(0.35)) return online(m, begun)
  const sent = enforce(m, 'P22-N08', m.days(begun, 1, 6), '委托评估')
  const longer = m.random.chance(0.25)
  const thirty = m.limitDays(sent, 30)
  if (longer) enforce(m, 'P22-N08', m.within(sent + 18 * DAY, thirty), '延长评估', { attrs: { extendDays: 15 } })
  const month = longer ? m.limitDays(sent, 45) : thirty
  const back = enforce(m, 'P22-N08', m.slip('lateAppraiser') ? m.afterEnd(month, 6) : m.within(longer ? thirty : sent + 8 * DAY, month), '收到报告', { attrs: { validMonths: 12 } })
  const three = m.limitDays(back, 3)
  const told = enforce(m, 'P22-N08', m.slip('lateReport') ? m.afterEnd(three) + DAY : m.within(back, three), '发送报告')
  if (m.random.chance(0.15)) {
    const objected = enforce(m, 'P22-N08', m.within(told, m.limitDays(told, 5)), '提出异议', { attrs: { reason: '评估结果偏低' } })
    enforce(m, 'P22-N08', m.within(objected, m.limitDays(objected, 3)), '交机构说明')
  }
  return enforce(m, 'P22-N08', m.days(told, 9, 13), '确定参考价')
}

/** Priced by the platforms in three days, or three more. */
function online(m: Matter, begun: number): number {
  const asked = enforce(m, 'P22-N08', m.days(begun, 1, 3), '网络询价')
  const longer = m.random.chance(0.5)
  if (longer) enforce(m, 'P22-N08', m.within(asked, m.limitDays(asked, 2)), '延长评估')
  const back = enforce(m, 'P22-N08', longer ? m.within(m.limitDays(asked, 3), m.limitDays(asked, 5)) : m.within(asked, m.limitDays(asked, 3)), '收到报告', { attrs: { validMonths: 12 } })
  const told = enforce(m, 'P22-N08', m.within(back, m.limitDays(back, 3)), '发送报告')
  return enforce(m, 'P22-N08', m.days(told, 9, 13), '确定参考价')
}

/** Several creditors: who objects to the plan in fifteen days stops it, then the others answer, then it goes to court. */
function distribute(m: Matter, sold: number): number {
  const here = enforce(m, 'P22-N10', m.days(sold, 1, 6), '到账')
  const served = enforce(m, 'P22-N10', m.days(here, 1, 4), '分配方案送达')
  const objects = m.random.chance(0.6)
  if (!objects) return enforce(m, 'P22-N10', m.days(m.limitDays(served, 15), 0.5, 4), '发放')
  const objected = enforce(m, 'P22-N10', m.within(served + DAY, m.limitDays(served, 15)), '分配异议')
  const told = enforce(m, 'P22-N10', m.days(objected, 1, 3), '异议通知')
  const against = enforce(m, 'P22-N10', m.within(told, m.limitDays(told, 15)), '反对意见')
  enforce(m, 'P22-N10', m.within(against, m.limitDays(against, 15)), '分配异议之诉')
  const partly = enforce(m, 'P22-N10', m.within(here, m.limitDays(here, 30)), '延缓发放审批', { level: '执行局局长', who: 'head' })
  return enforce(m, 'P22-N10', m.days(Math.max(partly, against), 40, 70), '发放')
}

/** Returns when the property was sold. */
function auction(m: Matter, priced: number, type: string): number {
  const panel = enforce(m, 'P22-N09', m.within(priced, m.limitDays(priced, 10)), '合议庭评议')
  const notice = m.days(panel, 5, 8)
  enforce(m, 'P22-N09', m.atOffice(notice - 4 * DAY, panel, notice - 3 * DAY), '通知当事人')
  enforce(m, 'P22-N09', notice, '公告', { attrs: { type, startRatio: m.slip('startPriceTooLow') ? 60 : m.random.int(70, 100), depositRatio: m.random.int(5, 20) } })
  const days = (type === '不动产' ? 30 : 15) - (m.slip('auctionTooSoon') ? 3 : 0)
  if (m.random.chance(0.25)) {
    enforce(m, 'P22-N09', m.days(notice, 1, 3), '暂缓拍卖')
    const gone = enforce(m, 'P22-N09', m.days(notice, 4, 7), '暂缓事由消失')
    enforce(m, 'P22-N09', m.within(gone, m.limitDays(gone, 5)), '恢复拍卖')
  }
  const held = enforce(m, 'P22-N09', startOf(dayOf(notice) + days + m.random.int(0, 5)) + 10 * HOUR, '拍卖', { attrs: { type, bidHours: 24 } })
  if (m.random.chance(0.65)) return sold(m, held + DAY)
  enforce(m, 'P22-N09', held + DAY, '流拍')
  returned(m, held + DAY)
  return again(m, held + DAY, type)
}

/** The second auction, within thirty days and at most a fifth cheaper. */
function again(m: Matter, failed: number, type: string): number {
  const notice = enforce(m, 'P22-N09', m.days(failed, 2, 5), '再次拍卖公告', { attrs: { type, priceCut: m.random.pick([10, 15, 20]), depositRatio: 10 } })
  const days = type === '不动产' ? 15 : 7
  const late = m.slip('lateSecondAuction') ? 25 : 0
  const held = enforce(m, 'P22-N09', startOf(dayOf(notice) + days + m.random.int(0, 3) + late) + 10 * HOUR, '再次拍卖', { attrs: { type, bidHours: 24 } })
  return sold(m, held + DAY)
}

function sold(m: Matter, at: number): number {
  enforce(m, 'P22-N09', at, '成交')
  returned(m, at)
  const ruled = enforce(m, 'P22-N09', m.days(at, 3, 9), '成交裁定')
  enforce(m, 'P22-N09', m.within(ruled, m.limitDays(ruled, 5)), '送达协助过户')
  return ruled
}

const returned = (m: Matter, at: number): number => enforce(m, 'P22-N09', at + (m.slip('lateDeposit') ? 1700 : m.random.int(60, 1300)) * MINUTE, '退还保证金')
