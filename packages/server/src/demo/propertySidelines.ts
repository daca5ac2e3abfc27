/** P07: what happens to property in few matters: sealing, early sale, property without owner. */
import { DAY, HOUR, endOfMonths } from './clock.ts'
import { chiefOfPolice } from './matter.ts'
import type { Matter } from './matter.ts'

/** A house or a machine is sealed where it stands and lifted before the file goes. */
export function sealing(m: Matter, from: number, sent: number): void {
  const approved = m.act('P07-N01', m.days(from, 0.2, 0.9), { ...chiefOfPolice, attrs: { act: '审批', type: '查封' } })
  const sealed = m.act('P07-N01', m.minutes(approved, 60, 300), { attrs: { act: '执行', type: '查封', ...m.officers() } })
  m.act('P07-N02', m.minutes(sealed, 15, 60), { attrs: { type: '查封', ...m.officers(), signed: true, witness: true, witnessKind: m.slip('policeAsWitness') ? '公安机关聘用人员' : '邻居' } })
  m.act('P07-N04', m.minutes(sealed, 300, 1000), { who: 'head' })
  m.act('P07-N07', m.atOffice(sent - DAY, sealed, sent - HOUR), { attrs: { act: '解除退还', type: '查封' } })
}

/** Goods that spoil are sold with the chief's approval; the proceeds stand in for them. */
export function earlySale(m: Matter, taken: number): void {
  const approved = m.act('P07-X03', m.minutes(taken, 200, 900), { level: m.slip('saleApprovedTooLow') ? '公安局副局长' : '公安局局长', who: 'chief', attrs: { act: '审批' } })
  m.act('P07-X03', m.minutes(approved, 100, 900), { attrs: { act: '变卖', photographed: true } })
}

/** Found to be nobody's: six months after the notice it goes to the treasury. */
export function withoutOwner(m: Matter, found: number): void {
  const notice = m.act('P07-N07', m.minutes(found, 60, 600), { attrs: { act: '公告认领' } })
  const end = endOfMonths(notice, 6)
  m.act('P07-N07', m.slip('ownerlessTooEarly') ? end - 20 * DAY : m.atOffice(end + 5 * DAY, end), { attrs: { act: '按无主财物处理' } })
}
