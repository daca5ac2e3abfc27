/** P08: mediation; notice, hearing, review, decision, service and execution of a penalty. */
import { DAY, HOUR, MINUTE, dayOf, startOf } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { holdOn, release } from './measures.ts'
import { archive } from './police-case.ts'
import type { AdministrativeCase } from './police-case.ts'

const legalUnit = { level: '法制部门负责人', who: 'head' } as const

/** true: agreed and performed, nothing is left to penalise. Where it fails the time of the case starts anew. */
export function mediation(m: Matter, file: AdministrativeCase): boolean {
  const guardian = { guardian: m.slip('noGuardian') ? '未通知' : m.random.chance(0.8) ? '到场' : '合适成年人到场' }
  const first = m.act('P08-N08', m.days(file.filed + 3 * DAY, 1, 4), { attrs: { act: '第一次调解', officers: 2, mediationBar: '无', ...guardian } })
  const agreed = m.random.chance(0.6)
  const last = agreed ? first : m.act('P08-N08', m.slip('lateSecondMediation') ? m.days(first + 12 * DAY, 1, 3) : m.within(first + DAY, m.limitDays(first, 6)), { attrs: { act: '再次调解', officers: 2, mediationBar: '无', ...guardian } })
  if (!agreed) {
    file.filed = m.act('P08-N08', m.minutes(last, 60, 200), { attrs: { act: '未达成协议', officers: 2, ...guardian } })
    return false
  }
  m.act('P08-N08', m.minutes(last, 30, 120), { attrs: { act: '达成协议', signed: true, officers: 2, ...guardian } })
  const performed = m.act('P08-N08', m.days(last, 0.2, 6), { attrs: { act: '协议履行', officers: 2 } })
  release(m, file, m.minutes(performed, 20, 60))
  archive(m, m.days(performed, 1, 5))
  return true
}

interface Penalty {
  fineYuan: number
  detentionDays: number
}

function choose(m: Matter): Penalty {
  const roll = m.random.next()
  if (m.crime.endsWith('驾驶机动车')) return { fineYuan: m.random.pick([1000, 1500, 1800]), detentionDays: 0 }
  if (roll < 0.16) return { fineYuan: m.random.pick([2000, 3000, 4000, 5000]), detentionDays: 0 }
  if (roll < 0.5) return { fineYuan: m.random.pick([200, 300, 500, 500, 800, 1000]), detentionDays: 0 }
  return { fineYuan: m.random.pick([0, 0, 200, 500]), detentionDays: m.random.pick([3, 5, 5, 7, 10, 12, 15]) }
}

export function penalise(m: Matter, party: Party, file: AdministrativeCase): void {
  const penalty = choose(m)
  const told = m.days(file.filed + 6 * DAY, 0.5, 4)
  const hearing = penalty.fineYuan >= (file.caseType === '治安' && file.renewed ? 4000 : 2000)
  if (!m.slip('noPenaltyNotice')) {
    m.act('P08-N09', told, { party, attrs: { act: '告知', proposedFineYuan: penalty.fineYuan, proposedDetentionDays: penalty.detentionDays, guardianTold: true } })
    if (m.random.chance(0.3)) m.act('P08-N09', m.minutes(told, 10, 60), { party, attrs: { act: '陈述申辩', newEvidence: false } })
  }
  const ready = hearing && !m.slip('noHearingNotice') ? hear(m, party, told) : told
  const decided = decide(m, party, file, penalty, ready)
  const served = m.act('P08-N13', m.slip('latePenaltyService') ? m.days(decided + 5 * DAY, 1, 2) : m.minutes(decided, 60, 300), { party, attrs: { act: '宣告', officers: 2 } })
  if (file.victim) m.act('P08-N13', m.slip('victimServedLate') ? m.days(decided + 5 * DAY, 1, 3) : m.minutes(served, 20, 90), { party, attrs: { act: '送达被侵害人', officers: 2 } })
  const executed = execute(m, party, penalty, served, decided)
  release(m, file, m.minutes(decided, 320, 400))
  file.executed = Math.max(file.executed, executed)
  if (party === m.parties.at(-1)) archive(m, m.days(file.executed, 1, 6))
}

/** The suspect admits everything and agrees: decided within 48 hours of arrival. */
export function fastTrack(m: Matter, party: Party, file: AdministrativeCase): void {
  const arrived = m.told.find(({ event }) => event.node === 'P08-N03')?.at ?? file.filed
  const left = m.told.at(-1)?.at ?? arrived
  if (!m.slip('noFastTrackConsent')) m.act('P08-X10', m.minutes(left, 10, 30), { party, attrs: { act: '书面告知并同意' } })
  m.act('P08-N09', m.minutes(left, 31, 60), { party, attrs: { act: '告知', proposedFineYuan: 300, proposedDetentionDays: 0 } })
  const limit = arrived + 2 * DAY
  const decided = m.slip('lateFastTrack') ? m.minutes(limit, 65, 600) : m.within(left + 2 * HOUR, limit, false)
  m.act('P08-N12', decided, { party, ...chiefOfPolice, attrs: { fineYuan: 300, detentionDays: 0, result: '罚款', onlyConfession: false } })
  const served = m.act('P08-N13', m.minutes(decided, 30, 200), { party, attrs: { act: '宣告', officers: 2 } })
  if (file.victim) m.act('P08-N13', m.minutes(served, 20, 90), { party, attrs: { act: '送达被侵害人', officers: 2 } })
  const paid = execute(m, party, { fineYuan: 300, detentionDays: 0 }, served, decided)
  archive(m, m.days(paid, 1, 4))
}

/** The right to a hearing is told; some waive it, others are heard within ten days and the report follows. */
function hear(m: Matter, party: Party, from: number): number {
  const told = m.act('P08-N10', m.minutes(from, 5, 20), { party, attrs: { act: '听证告知' } })
  if (m.random.chance(0.3)) return m.act('P08-N10', m.minutes(told, 20, 100), { party, attrs: { act: '放弃听证' } })
  const asked = m.act('P08-N10', m.within(told, m.limitDays(told, 4)), { party, attrs: { act: '听证申请' } })
  m.act('P08-N10', m.minutes(asked, 20, 40), { party, ...legalUnit, attrs: { act: '受理听证' } })
  m.act('P08-N10', m.minutes(asked, 41, 60), { party, ...legalUnit, attrs: { act: '听证通知' } })
  const held = m.act('P08-N10', startOf(dayOf(asked) + (m.slip('lateHearing') ? 14 : 10)) + 10 * HOUR, { party, ...(m.slip('investigatorPresides') ? {} : legalUnit), attrs: { act: '举行听证', publicHearing: !young(m, party) } })
  m.act('P08-N10', held + 25 * HOUR, { party, ...legalUnit, attrs: { act: '听证报告' } })
  return held + 26 * HOUR
}

function decide(m: Matter, party: Party, file: AdministrativeCase, penalty: Penalty, ready: number): number {
  const limit = m.limitDays(file.filed, file.caseType === '治安' ? 30 : 90)
  const longer = file.complex && file.caseType === '治安'
  if (longer && party === m.parties[0]) {
    const above = file.station && file.renewed ? chiefOfPolice : ({ level: '上一级公安机关', who: 'chief' } as const)
    m.act('P08-N18', m.slip('lateCaseExtension') ? m.afterEnd(limit) : m.atOffice(limit - 4 * DAY, file.filed, limit), { ...above, attrs: { act: '批准', extendDays: 30, result: '批准' } })
  }
  const twice = longer && file.renewed && m.random.chance(0.4)
  if (twice && party === m.parties[0]) m.act('P08-N18', m.atOffice(m.limitDays(limit, 26), file.filed, m.limitDays(limit, 29)), { ...(file.station ? chiefOfPolice : ({ level: '上一级公安机关', who: 'chief' } as const)), attrs: { act: '批准', extendDays: 30, result: '批准' } })
  const from = Math.max(ready + 5 * HOUR, twice ? m.limitDays(limit, 30) : longer ? limit : 0)
  const until = twice ? m.limitDays(limit, 57) : longer ? m.limitDays(limit, 28) : limit
  const decided = m.slip('lateAdministrativeDecision') ? m.afterEnd(until) + 3 * DAY : from >= until ? from : m.within(from, Math.min(until, from + 12 * DAY))
  holdOn(m, file, decided)
  const heard = m.told.some(({ event }) => event.attrs['act'] === '举行听证' && event.subject === party.subject)
  if (!(heard && m.slip('noLegalReview'))) m.act('P08-N11', decided - 2 * HOUR, { party, ...legalUnit, attrs: { result: '通过' } })
  if ((file.complex || m.told.some(({ event }) => event.attrs['complex'] === true && event.subject === party.subject)) && !m.slip('noCollectiveDiscussion')) m.act('P08-X19', decided - HOUR, { party, ...chiefOfPolice })
  const mine = penalty.detentionDays === 0 && penalty.fineYuan <= (file.renewed ? 1000 : 500) && file.caseType === '治安' && file.station
  const level = mine || (file.station && m.slip('stationOverreach')) ? ({ level: '派出所所长', who: 'head' } as const) : chiefOfPolice
  const attrs: Attributes = { ...penalty, result: penalty.detentionDays > 0 ? '行政拘留' : '罚款', propertyHandled: true, onlyConfession: false, ...(spared(m, party) ? { detentionNotExecuted: true } : {}) }
  return m.act('P08-N12', decided, { party, ...level, attrs })
}

/** Between sixteen and eighteen and for the first time: detention is decided, not executed. */
function spared(m: Matter, party: Party): boolean {
  const arrival = m.told.find(({ event }) => event.node === 'P08-N03' && event.subject === party.subject)?.event.attrs
  return arrival?.['minor'] === true && arrival['firstOffence'] === true
}

const young = (m: Matter, party: Party): boolean => m.told.some(({ event }) => event.node === 'P08-N03' && event.subject === party.subject && event.attrs['minor'] === true)

/** Returns when the last of it was executed. */
function execute(m: Matter, party: Party, penalty: Penalty, served: number, decided: number): number {
  let last = served
  if (penalty.fineYuan > 0) {
    const limit = m.limitDays(served, 15)
    last = m.slip('fineUnpaid') ? unpaid(m, party, limit) : m.act('P08-N17', m.within(served, limit), { party, attrs: { act: '缴纳罚款' } })
  }
  if (penalty.detentionDays > 0) {
    m.act('P08-N14', m.slip('detentionFamilyLate') ? m.minutes(decided + DAY, 90, 900) : m.minutes(decided, 301, 600), { party, attrs: { notified: true } })
    if (!spared(m, party)) last = Math.max(last, detention(m, party, penalty.detentionDays, served))
  }
  return last
}

function unpaid(m: Matter, party: Party, limit: number): number {
  if (m.random.chance(0.3)) m.act('P08-N17', limit - 2 * DAY, { party, level: '派出所所长', who: 'head', attrs: { act: '暂缓分期批准' } })
  const added = m.act('P08-N17', m.afterEnd(limit), { party, attrs: { act: '加处罚款', surchargeYuan: 60 } })
  if (m.random.chance(0.4)) return enforcement(m, party, added)
  return m.act('P08-N17', m.days(added, 2, 12), { party, attrs: { act: '缴纳罚款' } })
}

/** The time for remedies passes; ten working days after a demand the court is asked to enforce. */
function enforcement(m: Matter, party: Party, added: number): number {
  const expired = m.act('P08-X11', m.days(added, 165, 170), { party, attrs: { act: '复议诉讼期限届满' } })
  const demanded = m.act('P08-X11', m.days(expired, 3, 20), { party, attrs: { act: '催告' } })
  return m.act('P08-X11', demanded + (m.slip('demandTooShort') ? 7 : m.random.int(24, 34)) * DAY, { party, attrs: { act: '申请法院强制执行' } })
}

function detention(m: Matter, party: Party, executeDays: number, served: number): number {
  const sent = m.act('P08-N15', m.minutes(served, 30, 200), { party, attrs: { act: '送拘', place: '本地' } })
  const admitted = m.act('P08-N15', m.minutes(sent, 30, 90), { party, attrs: { act: '收拘', executeDays } })
  if (m.random.chance(0.12)) return suspended(m, party, admitted + 3 * HOUR)
  if (executeDays >= 5 && m.random.chance(0.14)) {
    const asked = m.act('P08-N15', admitted + DAY, { party, attrs: { act: '出所申请', reason: '近亲属病危' } })
    m.act('P08-N15', m.minutes(asked, 60, m.slip('lateLeaveDecision') ? 1200 : 690), { party, ...headOfUnit, attrs: { act: '出所决定', result: '不批准' } })
  }
  const days = executeDays + (m.slip('detentionOverrun') ? 1 : 0)
  return m.act('P08-N15', startOf(dayOf(admitted) + days) + m.random.int(8 * 60, 17 * 60) * MINUTE, { party, attrs: { act: '释放' } })
}

/** Review was asked for: a guarantor or a deposit, a decision within a day, release at once; the penalty is revoked or executed later. */
function suspended(m: Matter, party: Party, from: number): number {
  const asked = m.act('P08-N16', from, { party, attrs: { act: '申请' } })
  const deposit = m.random.chance(0.6)
  const decided = m.slip('lateSuspension') ? m.minutes(asked + DAY, 65, 500) : m.minutes(asked, 60, 600)
  if (deposit) {
    const paid = m.act('P08-N16', decided - 20 * MINUTE, { party, attrs: { act: '收取保证金', depositYuan: 1000 } })
    m.act('P08-N16', m.within(paid, m.limitDays(paid, 3)), { party, attrs: { act: '存入银行' } })
  }
  m.act('P08-N16', decided, { party, ...chiefOfPolice, attrs: { act: '决定暂缓', guarantor: !deposit, depositYuan: deposit ? 1000 : 0, suspensionGround: '申请行政复议', suspensionBar: '无' } })
  const free = m.act('P08-N15', m.minutes(decided, 20, 60), { party, attrs: { act: '释放' } })
  if (deposit) m.act('P08-N16', m.days(free, 40, 70), { party, attrs: { act: '退还保证金' } })
  return free + 75 * DAY
}
