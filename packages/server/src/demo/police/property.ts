/** P07: property in criminal matters: taken, stored, frozen and renewed, returned, sent along, disposed of after judgment. */
import { DAY, HOUR, MINUTE, endOfMonths } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Matter } from '../matter.ts'

const items = ['一般物品', '一般物品', '现金', '贵重物品', '电子数据存储介质', '危险物品'] as const
const accounts = [
  { type: '冻结存款', months: 6, level: '县级以上公安机关负责人' },
  { type: '冻结股票', months: 24, level: '县级以上公安机关负责人' },
  { type: '冻结上市公司股权', months: 6, level: '省级公安机关负责人' },
  { type: '冻结股权', months: 6, level: '设区的市级以上公安机关负责人' },
] as const
const custodian = { who: 'head' } as const

/** Property found while the police investigate; it leaves them before the file goes at `sent`. */
export function property(m: Matter, from: number, sent: number): void {
  const roll = m.random.next()
  if (roll < 0.3) seizure(m, from, sent)
  else if (roll < 0.38) freezing(m, from, sent)
  else if (roll < 0.4) sealing(m, from, sent)
}

function seizure(m: Matter, from: number, sent: number): void {
  const item = m.random.pick(items)
  const highValue = item === '贵重物品'
  const approved = m.act('P07-N01', m.days(from, 0.2, 0.9), { ...(highValue ? chiefOfPolice : headOfUnit), attrs: { act: '审批', type: '扣押', item, highValue } })
  const taken = m.act('P07-N01', m.minutes(approved, 40, 200), { attrs: { act: '执行', type: '扣押', ...m.officers() } })
  if (m.random.chance(0.06)) {
    const urgent = m.act('P07-X02', taken + 10 * MINUTE, { ...headOfUnit, attrs: { act: '批准' } })
    m.act('P07-X02', m.minutes(urgent, 60, 400), { attrs: { act: '完成' } })
  }
  store(m, taken, { item, type: '扣押' })
  if (item === '一般物品' && m.random.chance(0.06)) earlySale(m, taken + DAY)
  const share = (part: number): number => m.atOffice(taken + DAY + (sent - taken - DAY) * part, taken + DAY, sent - 8 * HOUR)
  if (m.random.chance(0.1)) return unrelated(m, share(0.3))
  assess(m, share(0.25), share(0.45))
  if (m.random.chance(0.4)) consult(m, share(0.5))
  if (m.random.chance(0.2)) return giveBack(m, share(0.7))
  const along = item === '现金' || item === '一般物品'
  m.act(along ? 'P07-N09' : 'P07-N10', sent - 5 * HOUR, { attrs: along ? { proposalStated: !m.slip('noProposal') } : { photographed: true } })
}

/** The inventory on the spot, the handover within a day, the entry by someone else than the case officer. */
export function store(m: Matter, taken: number, facts: { item: string; type: string }): number {
  const unsigned = m.random.chance(0.05)
  const counted = m.act('P07-N02', m.minutes(taken, 10, 40), {
    attrs: { ...facts, ...m.officers(), signed: !unsigned, ...(unsigned ? { refusalNoted: true } : {}), witness: !m.slip('noWitness'), photographed: true, sealed: true },
  })
  const handed = m.slip('latePropertyHandover') ? m.minutes(counted + DAY, 61, 900) : m.within(counted, counted + DAY, false)
  m.act('P07-N03', handed)
  m.act('P07-N04', m.minutes(handed, 5, 40), { ...(m.slip('keptByOfficer') ? {} : custodian), attrs: { ...facts, photographed: true, specialStorage: true } })
  return handed
}

function assess(m: Matter, from: number, until: number): void {
  m.act('P07-N05', from, { attrs: { act: '委托', type: '价格认定' } })
  const received = m.act('P07-N05', Math.max(until, from + HOUR), { attrs: { act: '收到意见' } })
  m.act('P07-N05', received + 40 * 60_000, { attrs: { act: '告知当事人' } })
}

function consult(m: Matter, at: number): void {
  m.act('P07-N12', at, { ...(m.slip('approvedTooLow') ? {} : headOfUnit), attrs: { act: '调用出库' } })
  m.act('P07-N12', m.minutes(at, 60, 400), { ...custodian, attrs: { act: '归还入库' } })
  m.act('P07-N12', m.minutes(at, 401, 500), { ...custodian, attrs: { act: '盘点', matches: !m.slip('propertyMissing') } })
}

function unrelated(m: Matter, found: number): void {
  m.act('P07-N07', found, { attrs: { act: '查明与案件无关' } })
  if (m.random.chance(0.15)) return withoutOwner(m, found)
  const limit = m.limitDays(found, 3)
  const at = m.slip('lateReturnOfProperty') ? m.afterEnd(limit) + 3 * DAY : m.within(found, limit)
  m.act('P07-N07', at, { attrs: { act: '解除退还' } })
}

function giveBack(m: Matter, at: number): void {
  if (!m.slip('stepOmitted')) m.act('P07-N08', at - HOUR, { ...chiefOfPolice, attrs: { act: '审批' } })
  m.act('P07-N08', at, { attrs: { act: '返还', ...(m.random.chance(0.2) ? { receiver: '受委托人', proxyLetter: true } : { receiver: '被害人' }), disputed: false } })
}

/** Frozen and renewed as long as the investigation lasts; lifted before the file goes. */
function freezing(m: Matter, from: number, sent: number): void {
  const { type, months, level } = m.random.pick(accounts)
  const by = { level, who: 'chief' } as const
  if (type === '冻结存款' && m.random.chance(0.4)) return frozenForAYear(m, from, sent)
  const approved = m.act('P07-N01', m.days(from, 0.2, 1), { ...by, attrs: { act: '审批', type } })
  const queued = m.random.chance(0.15) ? { alreadyHeld: true, queued: true } : {}
  const frozen = m.act('P07-N01', m.minutes(approved, 60, 300), { attrs: { act: '执行', type, scopeStated: true, saleRightTold: true, ...queued, ...m.officers() } })
  const lifted = m.atOffice(sent - DAY, frozen, sent - HOUR)
  let end = endOfMonths(frozen, months)
  if (lifted - frozen > 20 * DAY && end >= lifted && m.random.chance(0.4)) m.act('P07-N06', m.within(frozen + 10 * DAY, lifted - 5 * DAY), { ...by, attrs: { extendMonths: months, type } })
  if (type === '冻结股票' && lifted - frozen > 20 * DAY && m.random.chance(0.4)) sale(m, m.within(frozen + 4 * DAY, lifted - 9 * DAY))
  while (end < lifted) {
    m.act('P07-N06', m.slip('lateFreezeRenewal') ? m.afterEnd(end) : m.atOffice(end - m.random.int(2, 9) * DAY, 0, end), { ...by, attrs: { extendMonths: months, type } })
    end = endOfMonths(end, months)
  }
  m.act('P07-N07', lifted, { ...by, attrs: { act: '解除退还', type } })
}

/** A grave case: deposits stay frozen for a year, and for another. */
function frozenForAYear(m: Matter, from: number, sent: number): void {
  const by = { level: '设区的市级以上公安机关负责人', who: 'chief' } as const
  const facts = { type: '冻结存款', freezeMonths: 12, complex: true }
  const approved = m.act('P07-N01', m.days(from, 0.2, 1), { ...by, attrs: { act: '审批', ...facts } })
  const frozen = m.act('P07-N01', m.minutes(approved, 60, 300), { attrs: { act: '执行', ...facts, scopeStated: true, saleRightTold: true, ...m.officers() } })
  const lifted = m.atOffice(sent - DAY, frozen, sent - HOUR)
  if (lifted - frozen > 20 * DAY) m.act('P07-N06', m.within(frozen + 10 * DAY, lifted - 5 * DAY), { ...by, attrs: { extendMonths: 12, type: '冻结存款', complex: true } })
  m.act('P07-N07', lifted, { ...by, attrs: { act: '解除退还', type: '冻结存款' } })
}

/** Who owns frozen shares asks that they be sold while they are worth something. */
function sale(m: Matter, asked: number): void {
  m.act('P07-X04', asked, { attrs: { act: '申请' } })
  const approved = m.act('P07-X04', m.days(asked, 1, 3), { ...chiefOfPolice, attrs: { act: '批准' } })
  m.act('P07-X04', m.minutes(approved, 100, 900), { attrs: { act: '变现' } })
}

/** What the police kept is disposed of by the effective judgment, and the court hears of it within a month. */
export function disposal(m: Matter, effective: number): void {
  const kept = m.told.some(({ event }) => event.node === 'P07-N10') && !m.told.some(({ event }) => event.node === 'P07-N07')
  if (!kept) return
  const served = m.act('P07-X06', m.within(effective, m.limitDays(effective, 10)))
  const done = m.act('P07-N11', m.days(served, 2, 12), { attrs: { act: '处置' } })
  m.act('P07-N12', done - 30 * 60_000, { ...custodian, attrs: { act: '出库' } })
  const limit = endOfMonths(served, 1)
  m.act('P07-N11', m.slip('lateExecutionReceipt') ? m.afterEnd(limit) + 3 * DAY : m.within(done, limit), { attrs: { act: '送回执行回单' } })
}

/** A house or a machine is sealed where it stands and lifted before the file goes. */
function sealing(m: Matter, from: number, sent: number): void {
  const approved = m.act('P07-N01', m.days(from, 0.2, 0.9), { ...chiefOfPolice, attrs: { act: '审批', type: '查封' } })
  const sealed = m.act('P07-N01', m.minutes(approved, 60, 300), { attrs: { act: '执行', type: '查封', ...m.officers() } })
  m.act('P07-N02', m.minutes(sealed, 15, 60), { attrs: { type: '查封', ...m.officers(), signed: true, witness: true, witnessKind: m.slip('policeAsWitness') ? '公安机关聘用人员' : '邻居' } })
  m.act('P07-N04', m.minutes(sealed, 300, 1000), { who: 'head' })
  m.act('P07-N07', m.atOffice(sent - DAY, sealed, sent - HOUR), { attrs: { act: '解除退还', type: '查封' } })
}

/** Goods that spoil are sold with the chief's approval; the proceeds stand in for them. */
function earlySale(m: Matter, taken: number): void {
  const approved = m.act('P07-X03', m.minutes(taken, 200, 900), { level: m.slip('saleApprovedTooLow') ? '公安局副局长' : '公安局局长', who: 'chief', attrs: { act: '审批' } })
  m.act('P07-X03', m.minutes(approved, 100, 900), { attrs: { act: '变卖', photographed: true } })
}

/** Found to be nobody's: six months after the notice it goes to the treasury. */
function withoutOwner(m: Matter, found: number): void {
  const notice = m.act('P07-N07', m.minutes(found, 60, 600), { attrs: { act: '公告认领' } })
  const end = endOfMonths(notice, 6)
  m.act('P07-N07', m.slip('ownerlessTooEarly') ? end - 20 * DAY : m.atOffice(end + 5 * DAY, end), { attrs: { act: '按无主财物处理' } })
}
