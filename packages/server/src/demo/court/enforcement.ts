/** P22: enforcement of a money claim, from the application to the end of the case. */
import { DAY, HOUR, endOfDay, endOfMonths } from '../clock.ts'
import { courtPresident } from '../matter.ts'
import type { ActOptions, Matter } from '../matter.ts'
import { dispose } from './disposal.ts'
import { actObjection, thirdPartyObjection } from './enforcement-objections.ts'
import { pressures } from './pressure.ts'

/** An act of the enforcement bureau. */
export function enforce(m: Matter, node: string, at: number, act: string, options: ActOptions = {}): number {
  const court = options.by ?? m.place.court
  return m.act(node, at, { ...options, attrs: { unit: `${court.name}执行局`, act, ...options.attrs } })
}

/** Administrative decisions have three months and no reference to assets; fines and confiscations come from criminal judgments. */
export function enforcementMatter(m: Matter, start: number): void {
  enforcement(m, start, m.every(6, 1) ? '非诉执行' : m.every(6, 2) ? '刑事涉财' : '首次执行')
}

export function enforcement(m: Matter, due: number, caseType = '首次执行'): void {
  enforce(m, 'P22-X01', due, '履行期间届满')
  const filed = begin(m, m.days(due, 10, 120), caseType)
  if (caseType === '非诉执行') return quick(m, filed)
  const searched = search(m, filed)
  pressures(m, searched)
  if (m.random.chance(0.28)) actObjection(m, m.days(searched, 2, 12))
  if (m.random.chance(0.12)) thirdPartyObjection(m, m.days(searched, 3, 15))
  const stayed = m.random.chance(0.1) ? stay(m, m.days(searched, 4, 9)) : 0
  const roll = m.random.next()
  const from = m.days(searched, 8, 16) + stayed * DAY
  if (roll < 0.3) return endForNow(m, filed, from, stayed)
  complete(m, filed, roll < 0.62 ? dispose(m, from) : pay(m, from), stayed)
}

/** Three months: found in an account and paid over, or extended once. */
function quick(m: Matter, filed: number): void {
  search(m, filed)
  const end = endOfMonths(filed, 3)
  const paid = enforce(m, 'P22-N10', m.within(filed + 30 * DAY, end - 20 * DAY), '到账')
  enforce(m, 'P22-N10', m.within(paid, end - 9 * DAY), '发放')
  const longer = m.random.chance(0.5)
  if (longer) enforce(m, 'P22-X11', m.within(end - 8 * DAY, end - DAY), '批准', { ...courtPresident, attrs: { extendMonths: 3, result: '批准' } })
  finish(m, m.slip('enforcementOverrun') ? m.afterEnd(longer ? endOfMonths(filed, 6) : end, 9) : longer ? m.within(end + DAY, endOfMonths(filed, 6)) : m.within(end - 7 * DAY, end))
}

function begin(m: Matter, asked: number, caseType: string): number {
  enforce(m, 'P22-N01', asked, '收到申请', { attrs: { caseType } })
  const seven = m.limitDays(asked, 7)
  const filed = enforce(m, 'P22-N01', m.slip('lateEnforcementFiling') ? m.afterEnd(seven) + DAY : m.within(asked + HOUR, m.limitDays(asked, 5)), '立案', { attrs: { caseType, monetary: true } })
  const week = m.limitDays(filed, 7)
  const late = m.slip('lateAssignment')
  const assigned = enforce(m, 'P22-N02', late ? m.afterEnd(week) + DAY : m.within(filed, m.limitDays(filed, 1), false), '确定承办人')
  const got = enforce(m, 'P22-N02', m.minutes(assigned, 60, 300), '承办人收案')
  if (m.every(8, 6)) return atOnce(m, got, filed)
  const ten = m.limitDays(asked, 10)
  const told = m.slip('lateEnforcementNotice') ? m.afterEnd(ten) + DAY : m.minutes(got, 120, 500)
  enforce(m, 'P22-N03', told, '执行通知')
  enforce(m, 'P22-N03', m.minutes(told, 1, 9), '报告财产令')
  return filed
}

/** Seized before the debtor is warned; the notice follows within three days. */
function atOnce(m: Matter, got: number, filed: number): number {
  const seized = enforce(m, 'P22-N07', m.minutes(got, 60, 120), '冻结', { attrs: { type: '银行存款' } })
  const told = enforce(m, 'P22-N03', m.minutes(seized, 60, 300), '执行通知')
  enforce(m, 'P22-N03', m.minutes(told, 1, 9), '报告财产令')
  return filed
}

/** Network inquiry, clues, consumption limits, listing, freezing. Returns when the search was over. */
function search(m: Matter, filed: number): number {
  const asked = enforce(m, 'P22-N04', m.days(filed, 8, 10), '发起查询')
  const back = enforce(m, 'P22-N04', m.days(asked, 1, 5), '反馈结果')
  if (m.random.chance(0.35)) clue(m, back)
  enforce(m, 'P22-N06', m.days(back, 1, 4), '限制消费令', courtPresident)
  if (m.random.chance(0.3)) listing(m, back)
  if (m.random.chance(0.1)) detention(m, m.days(back, 3, 9))
  if (m.random.chance(0.06)) summons(m, m.days(back, 2, 6))
  return enforce(m, 'P22-N07', m.days(back, 1, 4), '冻结', { attrs: { type: '银行存款' } })
}

function clue(m: Matter, from: number): void {
  const urgent = m.random.chance(0.25)
  const given = enforce(m, 'P22-N05', m.days(from, 1, 4), '提供线索', { attrs: { urgent } })
  const limit = m.limitDays(given, urgent ? 3 : 7)
  enforce(m, 'P22-N05', m.slip('lateClue') ? m.afterEnd(limit) + DAY : m.within(given, limit), '核实')
}

function listing(m: Matter, from: number): void {
  const asked = enforce(m, 'P22-N06', m.days(from, 2, 6), '申请纳入失信')
  const limit = m.limitDays(asked, 15)
  const term = m.random.chance(0.5) ? { listMonths: 24 } : {}
  enforce(m, 'P22-N06', m.slip('lateListing') ? m.afterEnd(limit) : m.within(asked, limit), '纳入失信', { ...courtPresident, attrs: { minor: false, ...term } })
}

/** Fifteen days at most; the family is told within a day. */
function detention(m: Matter, at: number): void {
  const days = m.random.pick([5, 10, 15])
  const held = enforce(m, 'P22-X06', at, '拘留', { ...courtPresident, attrs: { detainDays: days } })
  enforce(m, 'P22-X06', m.within(held, held + DAY, false), '通知家属')
  enforce(m, 'P22-X06', held + days * DAY, '解除')
}

function summons(m: Matter, at: number): void {
  const here = enforce(m, 'P22-X05', at, '到场', courtPresident)
  enforce(m, 'P22-X05', m.minutes(here, 60, m.slip('summonsOverlong') ? 700 : 440), '询问结束')
}

/** Returns the days that do not count. */
function stay(m: Matter, at: number): number {
  const secured = m.random.chance(0.5)
  enforce(m, 'P22-N14', at, secured ? '暂缓' : '中止', { attrs: { type: secured ? '提供执行担保' : '申请人同意延期' } })
  const days = m.random.int(15, 40)
  enforce(m, 'P22-N14', m.atOffice(at + days * DAY, at), '恢复')
  return days
}

/** Money found in an account. Returns when it was paid out. */
export function pay(m: Matter, from: number): number {
  const here = enforce(m, 'P22-N10', m.days(from, 1, 6), '到账')
  const limit = m.limitDays(here, 30)
  if (m.random.chance(0.08)) {
    enforce(m, 'P22-N10', m.within(here + DAY, limit), '延缓发放审批', { level: '执行局局长', who: 'head' })
    return enforce(m, 'P22-N10', m.days(limit, 2, 12), '发放')
  }
  return enforce(m, 'P22-N10', m.slip('latePayment') ? m.afterEnd(limit, 9) : m.within(here, limit), '发放')
}

function complete(m: Matter, filed: number, paid: number, stayed: number): void {
  const end = endOfDay(endOfMonths(filed, 6), stayed)
  const sold = m.told.some((told) => told.event.node === 'P22-N09')
  if (!sold && m.random.chance(0.35)) {
    enforce(m, 'P22-X11', m.within(end - 20 * DAY, end - DAY), '批准', { ...courtPresident, attrs: { extendMonths: 3, result: '批准' } })
    const three = endOfMonths(end, 3)
    if (m.random.chance(0.6)) return finish(m, m.within(end + DAY, three))
    const filedAbove = enforce(m, 'P22-X11', m.within(three - 20 * DAY, three - 8 * DAY), '层报高院备案')
    enforce(m, 'P22-X11', m.within(filedAbove, three - DAY), '批准', { ...courtPresident, attrs: { extendMonths: 3, result: '批准' } })
    return finish(m, m.within(three + DAY, endOfMonths(three, 3)))
  }
  finish(m, !sold && m.slip('enforcementOverrun') ? m.afterEnd(end, 9) : Math.max(m.minutes(paid, 60, 400), Math.min(m.days(paid, 1, 5), end)))
}

function finish(m: Matter, at: number): void {
  enforce(m, 'P22-N17', at, '执行完毕')
  const listed = m.told.find((told) => told.event.attrs['act'] === '纳入失信')
  enforce(m, 'P22-N06', m.minutes(at, 60, 300), '解除限制消费', courtPresident)
  if (listed !== undefined && listed.event.attrs['listMonths'] === undefined && !m.slip('entryKept')) enforce(m, 'P22-N06', m.minutes(at, 60, 300), '删除失信信息')
}

/** Nothing found: the current enforcement ends, the debtor's property is looked up every half year, and some cases resume. */
function endForNow(m: Matter, filed: number, from: number, stayed: number): void {
  const due = endOfMonths(filed, 3)
  const early = m.slip('endedTooEarly')
  const end = endOfDay(endOfMonths(filed, 6), stayed)
  const at = early ? m.atOffice(due - 9 * DAY, from) : m.within(due + 8 * DAY, end)
  if (!m.slip('stepOmitted')) enforce(m, 'P22-N15', at - 3 * DAY, '告知申请执行人')
  enforce(m, 'P22-N15', at, '裁定', { ...courtPresident, attrs: { applicantConsent: false } })
  const served = enforce(m, 'P22-N15', m.days(at, 1, 4), '送达')
  const week = m.limitDays(served, 7)
  enforce(m, 'P22-N15', m.slip('lateRegister') ? m.afterEnd(week) : m.within(served, week), '录入信息库')
  let last = at
  for (let i = 0; i < 3; i++) {
    const limit = endOfMonths(last, 6)
    last = enforce(m, 'P22-N16', m.slip('lateQuery') ? m.afterEnd(limit, 9) : m.within(last + 100 * DAY, limit), '查询')
    if (m.random.chance(0.25)) return resume(m, last)
  }
}

function resume(m: Matter, at: number): void {
  const again = enforce(m, 'P22-N16', m.days(at, 1, 5), '恢复执行')
  const done = m.days(pay(m, m.days(again, 5, 20)), 1, 3)
  enforce(m, 'P22-N17', done, '执行完毕')
  enforce(m, 'P22-N06', m.minutes(done, 30, 200), '解除限制消费', courtPresident)
  if (m.told.some((told) => told.event.attrs['act'] === '纳入失信' && told.event.attrs['listMonths'] === undefined)) enforce(m, 'P22-N06', m.minutes(done, 30, 200), '删除失信信息')
  enforce(m, 'P22-N16', m.minutes(done, 100, 400), '屏蔽信息')
}
