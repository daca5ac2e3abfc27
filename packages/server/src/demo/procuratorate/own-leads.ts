/** P09: how the procuratorate's own investigations begin and, where there is nothing in them, end; P10: confiscation and treatment without a conviction. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import { confiscationTrial, treatmentTrial } from '../court/special-trials.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** From the lead to the filing; seized things go into safe keeping. Returns when the case was filed. */
export function openOwnCase(m: Matter, start: number): number {
  const facts = { origin: '自侦', handlingLevel: '市级', crime: m.crime }
  const lead = m.act('P09-X09', start, { attrs: { act: '接收线索', ...facts } })
  const limit = m.limitDays(lead, 7)
  const passed = m.act('P09-X09', m.slip('lateLead') ? m.afterEnd(limit) + 3 * DAY : m.within(lead, limit), { attrs: { act: '移送侦查部门' } })
  if (m.random.chance(0.55)) {
    const asked = m.act('P09-X09', m.days(passed, 2, 5), { attrs: { act: '收到提请批准直接受理书' } })
    m.act('P09-X09', m.within(asked, m.limitDays(asked, 10)), { attrs: { act: '省级检察院决定' } })
  }
  return m.act('P09-X10', m.days(passed, 16, 24), { ...chiefProcurator, attrs: { act: '立案' } })
}

export function seizure(m: Matter, at: number): void {
  if (m.random.chance(0.5)) {
    const searched = m.act('P09-X11', at - HOUR, { attrs: { act: '无证搜查' } })
    m.act('P09-X11', m.slip('lateLead') ? m.minutes(searched + DAY, 61, 600) : m.within(searched, searched + DAY, false), { attrs: { act: '补办手续' } })
  }
  const taken = m.act('P09-X11', at, { ...chiefProcurator, attrs: { act: '扣押' } })
  const limit = m.limitDays(taken, 3)
  m.act('P09-X11', m.slip('lateLead') ? m.afterEnd(limit) + 3 * DAY : m.within(taken, limit), { attrs: { act: '存入账户或者移送保管' } })
  if (!m.random.chance(0.5)) return
  const found = m.act('P09-X11', m.days(taken, 6, 15), { attrs: { act: '查明无关' } })
  m.act('P09-X11', m.within(found, m.limitDays(found, 3)), { attrs: { act: '解除或者退还' } })
}

/** A lead that is not pursued, or a case that is dismissed with the consent of the level above. */
export function leadWithoutCase(m: Matter, start: number): void {
  if (m.every(2)) return refused(m, m.atOffice(start, 0))
  const filed = openOwnCase(m, m.atOffice(start, 0))
  const taken = m.days(filed, 3, 10)
  seizure(m, taken)
  const complex = m.random.chance(0.3)
  const sent = m.act('P09-X12', m.days(taken, 40, 120), { ...chiefProcurator, attrs: { act: '报上一级审查', complex } })
  const limit = m.limitDays(sent, complex ? 10 : 7)
  const agreed = m.slip('lateLead') ? m.afterEnd(limit) + 2 * DAY : m.within(sent, limit)
  if (!m.slip('stepOmitted')) m.act('P09-X12', agreed, { level: '上一级检察院', who: 'chief', attrs: { act: '上一级批复', result: '同意' } })
  const dropped = m.act('P09-X12', m.days(agreed, 1, 4), { ...chiefProcurator, attrs: { act: '撤销案件', seizedProperty: true, publicOfficial: true } })
  employerTold(m, dropped, 10)
  const thirty = m.limitDays(dropped, 30)
  const longer = m.random.chance(0.6)
  if (longer) m.act('P09-X12', m.within(dropped + 20 * DAY, thirty - DAY), { ...chiefProcurator, attrs: { act: '延长处理' } })
  m.act('P09-X12', m.within(dropped + 10 * DAY, longer ? m.limitDays(dropped, 60) : thirty), { ...chiefProcurator, attrs: { act: '处理违法所得' } })
}

function refused(m: Matter, at: number): void {
  const lead = m.act('P09-X09', at, { attrs: { act: '接收线索', origin: '自侦', handlingLevel: '市级', crime: m.crime } })
  const passed = m.act('P09-X09', m.within(lead, m.limitDays(lead, 7)), { attrs: { act: '移送侦查部门' } })
  const leadSource = m.every(4) ? '移送' : m.random.pick(['控告', '实名举报'])
  const no = m.act('P09-X10', m.days(passed, 10, 25), { ...chiefProcurator, attrs: { act: '不立案', leadSource } })
  const limit = m.limitDays(no, leadSource === '移送' ? 10 : 15)
  const served = m.act('P09-X10', m.slip('lateRefusalNotice') ? m.afterEnd(limit) + 2 * DAY : m.within(no, limit), { attrs: { act: leadSource === '移送' ? '送达移送机关' : '送达控告人' } })
  if (leadSource === '移送') return
  const told = m.act('P09-X10', m.minutes(served, 60, 500), { attrs: { act: '控告人收到' } })
  if (m.random.chance(0.9)) m.act('P09-X10', m.within(told, m.limitDays(told, 10)), { attrs: { act: '申请复议' } })
}

/** Who works for a public body: the employer is told of the measure, or of its end. */
export function employerTold(m: Matter, at: number, days: number, party?: Party): void {
  const limit = m.limitDays(at, days)
  m.act('P09-X06', m.slip('employerToldLate') ? m.afterEnd(limit) + 3 * DAY : m.within(at, limit), party === undefined ? {} : { party })
}

/** The suspect is dead, has fled, or cannot be held responsible. */
export function withoutConviction(m: Matter, start: number): void {
  const at = m.atOffice(start, 0)
  if (m.crime === '故意伤害') return treatment(m, at)
  const received = m.act('P10-X10', at, { attrs: { act: '收到意见书', crime: m.crime, handlingLevel: '市级' } })
  if (m.random.chance(0.3)) opened(m, received)
  const asks = m.random.chance(0.4)
  const pause = asks ? m.random.int(8, 20) : 0
  if (asks) {
    const asked = m.act('P10-X10', m.days(received, 3, 6), { attrs: { act: '要求补充证据' } })
    m.act('P10-X10', m.atOffice(asked + (pause + 2) * DAY, asked), { by: m.place.police, attrs: { act: '补充证据完毕' } })
  }
  const limit = m.limitDays(received, 30 + pause)
  const longer = m.random.chance(0.3)
  if (longer) m.act('P10-X10', m.within(received + (26 + pause) * DAY, limit - DAY), { ...chiefProcurator, attrs: { act: '延长审查' } })
  const end = longer ? m.limitDays(limit, 13) : limit
  const sent = m.act('P10-X10', m.slip('lateReview') ? m.afterEnd(end) + 9 * DAY : m.within(received + (24 + pause) * DAY, end), { attrs: { act: '决定', result: '提出申请' } })
  confiscationTrial(m, m.parties[0] as Party, m.days(sent, 3, 10))
}

/** The police did not open such proceedings and are asked why. */
function opened(m: Matter, before: number): void {
  const asked = m.act('P10-X21', m.atOffice(before - 20 * DAY, 0), { attrs: { act: '要求说明不启动理由' } })
  const limit = m.limitDays(asked, 7)
  m.act('P10-X21', m.slip('lateReply') ? m.afterEnd(limit) + 2 * DAY : m.within(asked, limit), { by: m.place.police, attrs: { act: '说明理由' } })
}

function treatment(m: Matter, at: number): void {
  const received = m.act('P10-X11', at, { attrs: { act: '收到意见书', crime: m.crime, handlingLevel: '县级' } })
  const limit = m.limitDays(received, 30)
  const decided = m.act('P10-X11', m.slip('lateReview') ? m.afterEnd(limit) + 2 * DAY : m.within(received + 10 * DAY, limit), { attrs: { act: '决定', result: '提出申请' } })
  const end = treatmentTrial(m, m.parties[0] as Party, m.days(decided, 2, 8))
  const copy = m.act('P14-X01', m.days(end, 2, 6), { attrs: { act: '收到决定书副本' } })
  if (m.random.chance(0.4)) m.act('P14-X01', m.within(copy, m.limitDays(copy, 20)), { attrs: { act: '提出纠正意见' } })
  if (m.random.chance(0.5)) return
  const doubt = m.act('P14-X02', m.within(copy + 40 * DAY, endOfMonths(copy, 4)), { attrs: { act: '发现' } })
  m.act('P14-X02', m.within(doubt, m.limitDays(doubt, 5)), { attrs: { act: '转交材料' } })
  const there = m.act('P14-X02', m.limitDays(doubt, 6) - 6 * HOUR, { attrs: { act: '收到材料' } })
  m.act('P14-X02', m.within(there, m.limitDays(there, 20)), { attrs: { act: '反馈意见' } })
}
