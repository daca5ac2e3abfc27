/** P08: coercive measures on property and on foreigners, and expert assessments, in administrative cases. */
import { DAY, HOUR } from '../clock.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { store } from '../police/property.ts'
import { archive } from './police-case.ts'
import type { AdministrativeCase } from './police-case.ts'

export interface Seized {
  type: string
  at: number
  limit: number
}

/** Seized after approval, or on the spot with approval within a day. Returns until when it may last. */
export function seize(m: Matter, file: AdministrativeCase): Seized {
  const head = file.station ? ({ level: '派出所所长', who: 'head' } as const) : chiefOfPolice
  const type = m.random.chance(0.15) ? '先行登记保存' : '扣押'
  const onSpot = type === '扣押' && m.random.chance(0.4)
  const at = m.days(file.filed, 0.4, 3)
  const facts = { type, ...m.officers(), signed: true, rightsTold: true, recorded: !m.slip('seizureNotRecorded') }
  if (!onSpot) m.act('P08-N06', at - HOUR, { ...head, attrs: { act: '审批', type } })
  m.act('P08-N06', at, { attrs: { act: onSpot ? '当场实施' : '实施', ...facts } })
  if (onSpot) m.act('P08-N06', m.slip('lateMeasureApproval') ? m.minutes(at + DAY, 61, 600) : m.within(at, at + DAY, false), { ...head, attrs: { act: '补办批准', type } })
  if (type === '先行登记保存') {
    m.act('P08-N06', m.within(at + HOUR, m.limitDays(at, m.slip('lateRegistration') ? 14 : 7)), { attrs: { act: '解除', type } })
    return { type, at, limit: 0 }
  }
  store(m, at, { item: '一般物品', type })
  return { type, at, limit: m.limitDays(at, 30) }
}

/** What is still held is given back, in the form that ends the clock. */
export function release(m: Matter, file: AdministrativeCase, at: number): void {
  if (file.seized === null || file.seized.limit === 0) return
  m.act('P08-N06', at, { attrs: { act: '解除', type: file.seized.type } })
  file.seized = null
}

/** Held for longer than thirty days only with approval before the end. */
export function holdOn(m: Matter, file: AdministrativeCase, until: number): void {
  const { seized } = file
  if (seized === null || seized.limit === 0 || until <= seized.limit) return
  const at = m.slip('lateSeizureExtension') ? m.afterEnd(seized.limit) : m.atOffice(seized.limit - 3 * DAY, seized.at, seized.limit)
  m.act('P08-N06', at, { ...chiefOfPolice, attrs: { act: '延长', extendDays: 30, complex: true, notified: true } })
}

/** An assessment whose time does not count; the report goes to both sides within five days. */
export function assessment(m: Matter, file: AdministrativeCase): void {
  m.act('P08-N07', file.filed + 20 * HOUR, { level: '办案部门负责人', who: 'head', attrs: { act: '聘请审批' } })
  const sent = m.act('P08-N07', m.days(file.filed, 1, 2), { attrs: { act: '委托', phase: 'start', type: '伤情鉴定', notified: true } })
  const back = m.act('P08-N07', m.days(sent, 2, 6), { attrs: { act: '收到鉴定意见', phase: 'end', type: '伤情鉴定' } })
  const limit = m.limitDays(back, 5)
  const served = m.act('P08-N07', m.slip('lateAssessmentService') ? m.afterEnd(limit) + 3 * DAY : m.within(back, limit), { attrs: { act: '送达鉴定意见' } })
  if (!m.random.chance(0.1)) return
  const asked = m.act('P08-N07', m.within(served, m.limitDays(served, 3)), { attrs: { act: '申请重新鉴定' } })
  const refused = m.act('P08-N07', m.days(asked, 0.5, 2), { ...chiefOfPolice, attrs: { act: '不准予重新鉴定' } })
  m.act('P08-N07', m.within(refused, m.limitDays(refused, 3)), { attrs: { act: '通知不准予重新鉴定' } })
}

/** A foreigner without right of stay: held for examination for at most thirty days, then removed. */
export function foreigner(m: Matter, file: AdministrativeCase): void {
  const party = m.parties[0] as Party
  const approved = m.act('P08-N06', m.minutes(file.filed, 200, 600), { party, ...chiefOfPolice, attrs: { act: '审批', type: '拘留审查', foreigner: true, ageYears: 31 } })
  const held = m.act('P08-N06', m.minutes(approved, 20, 60), { party, attrs: { act: '实施', type: '拘留审查', identityKnown: true, ...m.officers(), signed: true, rightsTold: true } })
  m.act('P08-X12', m.minutes(held, 10, 60), { party, attrs: { notified: true } })
  m.act('P08-N04', m.within(held + HOUR, held + DAY, false), { party, attrs: { ...m.officers(), venue: '办案场所', recorded: true, signed: true, needsInterpreter: true, interpreter: true } })
  m.act('P08-X17', m.slip('lateForeignerReport') ? m.minutes(held + 2 * DAY, 61, 900) : m.within(held + HOUR, held + 2 * DAY, false), { party })
  const limit = m.limitDays(held, 30)
  const roll = m.random.next()
  if (roll < 0.4) return atLarge(m, party, m.within(held + 5 * DAY, limit))
  const longer = roll < 0.7
  if (longer) m.act('P08-N06', m.within(held + 15 * DAY, limit), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '延长', type: '拘留审查', extendToDays: 60, complex: true, notified: true } })
  const over = longer ? m.within(limit, m.limitDays(held, 60)) : m.slip('examinationOverrun') ? m.afterEnd(limit) : m.within(held + 5 * DAY, limit)
  m.act('P08-X16', over - HOUR, { party, ...chiefOfPolice, attrs: { act: '决定', type: '遣送出境' } })
  m.act('P08-N06', over, { party, attrs: { act: '解除', type: '拘留审查' } })
  m.act('P08-X16', m.minutes(over, 60, 300), { party, attrs: { act: '执行', type: '遣送出境' } })
  m.act('P08-N12', over - 2 * HOUR, { party, ...chiefOfPolice, attrs: { result: '警告', fineYuan: 0, complex: false } })
  m.act('P08-N09', over - 5 * HOUR, { party, attrs: { act: '告知' } })
  m.act('P08-N13', over - 90 * 60_000, { party, attrs: { act: '宣告', officers: 2 } })
  archive(m, m.days(over, 2, 5))
}

/** Held no longer, but not free to go everywhere, for at most sixty days. */
function atLarge(m: Matter, party: Party, from: number): void {
  const approved = m.act('P08-N06', from, { party, ...chiefOfPolice, attrs: { act: '审批', type: '限制活动范围' } })
  const set = m.act('P08-N06', m.minutes(approved, 10, 40), { party, attrs: { act: '实施', type: '限制活动范围', identityKnown: true, ...m.officers(), signed: true, rightsTold: true } })
  m.act('P08-X17', m.within(set + HOUR, set + 2 * DAY, false), { party })
  const done = m.act('P08-X16', m.within(set + 15 * DAY, m.limitDays(set, 58)), { party, level: '公安部', who: 'chief', attrs: { act: '决定', type: '驱逐出境' } })
  const gone = m.act('P08-N06', done + HOUR, { party, attrs: { act: '解除', type: '限制活动范围' } })
  m.act('P08-X16', m.minutes(gone, 60, 300), { party, attrs: { act: '执行', type: '驱逐出境' } })
  archive(m, m.days(gone, 2, 5))
}
