/** P08: what few administrative cases bring with them. One lawful case with a penalty, and in turn something unusual in it. */
import { DAY, HOUR, MINUTE, dayOf, endOfWorkdays, startOf } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { store } from '../police/property.ts'
import { accept, archive } from './police-case.ts'
import type { AdministrativeCase } from './police-case.ts'

const legalUnit = { level: '法制部门负责人', who: 'head' } as const
const above = { level: '上一级公安机关', who: 'chief' } as const

/** What is different in a case; everything that is not named goes its usual way. */
interface Unusual {
  arrival?: Attributes
  /** facts of the questioning */
  asked?: Attributes
  /** how long the person stays, and the extension that it needs */
  stay?: { hours: number; extension: Attributes }
  /** before the penalty is announced; returns when it was over */
  before?: (m: Matter, party: Party, at: number) => number
  /** announces the penalty; returns the moment from which it may be imposed */
  announce?: (m: Matter, party: Party, at: number) => number
  /** review by the legal department, some hours before the decision */
  reviewed?: (m: Matter, party: Party, at: number) => void
  decision?: Attributes
  serve?: (m: Matter, party: Party, at: number) => number
  /** after service; returns when the penalty was executed */
  execute?: (m: Matter, party: Party, at: number) => number
  closing?: Attributes
}

const told = (m: Matter, party: Party, at: number): number => m.act('P08-N09', at, { party, attrs: { act: '告知', proposedFineYuan: 500, proposedDetentionDays: 0, guardianTold: true } })
const paid = (m: Matter, party: Party, at: number): number => m.act('P08-N17', m.within(at, m.limitDays(at, 15)), { party, attrs: { act: '缴纳罚款' } })

function detained(m: Matter, party: Party, at: number, facts: Attributes = {}): { admitted: number; out: number } {
  m.act('P08-N14', m.minutes(at, 10, 60), { party, attrs: { notified: true } })
  const sent = m.act('P08-N15', m.minutes(at, 70, 200), { party, attrs: { act: '送拘', place: '本地', ...facts } })
  const admitted = m.act('P08-N15', m.minutes(sent, 30, 90), { party, attrs: { act: '收拘', executeDays: 5, ...facts } })
  return { admitted, out: startOf(dayOf(admitted) + 5) + 10 * HOUR }
}

const released = (m: Matter, party: Party, at: number): number => m.act('P08-N15', at, { party, attrs: { act: '释放' } })
const fiveDays: Attributes = { detentionDays: 5, fineYuan: 0, result: '行政拘留', propertyHandled: true, onlyConfession: false }

const unusual: readonly Unusual[] = [
  // many people at once, asked from afar; one of them leaves the country after detention
  {
    arrival: { manyInvolved: false },
    asked: { method: '远程视频' },
    stay: { hours: 11, extension: { extendToHours: 12, manyInvolved: true } },
    before: search,
    decision: { ...fiveDays, deputy: '乡镇人大代表' },
    execute: (m, party, at) => {
      m.act('P08-X18', Math.min(m.minutes(at, 5, 30), startOf(dayOf(at) + 1) - HOUR), { party, attrs: { act: '报告' } })
      const { out } = detained(m, party, at)
      return leaveCountry(m, party, released(m, party, out))
    },
  },
  // so many that the inquiry takes a day; a deputy of the county's congress
  {
    arrival: { manyInvolved: true },
    stay: { hours: 20, extension: { extendToHours: 24, complex: true, mayDetain: true } },
    before: (m, party, at) => m.act('P08-X18', m.days(at, 0.5, 2), { party, attrs: { act: '许可' } }),
    decision: { ...fiveDays, deputy: '县级以上人大代表', complex: true },
    execute: (m, party, at) => {
      const { admitted, out } = detained(m, party, at, { place: '异地', hostApproved: true })
      const asked = m.act('P08-N15', m.days(admitted, 0.3, 1), { party, attrs: { act: '提出申请材料' } })
      m.act('P08-N15', m.within(asked, asked + DAY, false), { party, attrs: { act: '转送材料' } })
      return released(m, party, out)
    },
  },
  { before: drunk, announce: newFacts, decision: { multipleRelations: true }, execute: fundsBack },
  { before: heldAlready, announce: publicNotice, serve: publicService },
  { before: mediationBroken, announce: rightToHearing, reviewed: sentBack, decision: { fineYuan: 4500 } },
  {
    before: injury,
    decision: { ...fiveDays, assessmentDue: true },
    reviewed: (m, party, at) => void m.act('P08-N11', at, { party, ...legalUnit, attrs: { result: '通过', firstTimeReviewer: true, legalQualification: true } }),
    execute: (m, party, at) => {
      const { admitted } = detained(m, party, at)
      const doubted = m.act('P08-N15', m.days(admitted, 0.5, 1.5), { party, attrs: { act: '错误拘留通知' } })
      m.act('P08-N15', m.within(doubted, doubted + 20 * HOUR, false), { party, attrs: { act: '错误拘留处理' } })
      return released(m, party, doubted + 22 * HOUR)
    },
  },
  {
    decision: { fromCriminal: true, ...fiveDays },
    execute: escapes,
    closing: { officialDiscipline: true },
  },
  { before: confiscation, execute: substitute },
  { arrival: { minor: true, ageYears: 17, firstOffence: false }, asked: { guardian: '到场' }, announce: closedHearing, decision: { fineYuan: 4200 } },
  { before: twiceLonger },
]

/** A case that goes its usual way, with something unusual in it. */
export function unusualPenalty(m: Matter, start: number): void {
  const renewed = start >= Date.parse('2026-01-01T00:00:00+08:00')
  const file = accept(m, start, '治安', renewed, m.every(3) ? { officers: 1, recorded: true } : {})
  if (file === null) return
  const party = m.parties[0] as Party
  const u = m.inTurn(unusual)
  if (m.every(5)) recusal(m, file.filed)
  const left = question(m, party, file, u)
  const from = u.before?.(m, party, m.days(left, 0.3, 1)) ?? left
  const ready = (u.announce ?? told)(m, party, m.days(from, 1, 3))
  const decided = Math.max(m.days(ready, 0.6, 2), ready + 5 * HOUR)
  if (u.reviewed === undefined) m.act('P08-N11', decided - 2 * HOUR, { party, ...legalUnit, attrs: { result: '通过' } })
  else u.reviewed(m, party, decided - 2 * HOUR)
  if (file.complex || u.stay !== undefined || u.before === twiceLonger) m.act('P08-X19', decided - HOUR, { party, ...chiefOfPolice })
  m.act('P08-N12', decided, { party, ...chiefOfPolice, attrs: { fineYuan: 500, detentionDays: 0, result: '罚款', propertyHandled: true, onlyConfession: false, ...u.decision } })
  const served = (u.serve ?? serve)(m, party, decided)
  if (file.victim) m.act('P08-N13', m.minutes(decided, 61, 90), { party, attrs: { act: '送达被侵害人', officers: 2 } })
  const done = (u.execute ?? paid)(m, party, served)
  if (u.closing !== undefined) m.act('P08-X21', m.minutes(done, 60, 300), { party })
  archive(m, m.days(done, 1, 4), u.closing)
}

const serve = (m: Matter, party: Party, at: number): number => m.act('P08-N13', m.minutes(at, 20, 60), { party, attrs: { act: '宣告', officers: 2 } })

function question(m: Matter, party: Party, file: AdministrativeCase, u: Unusual): number {
  const called = file.filed + m.random.between(1, 20) * HOUR
  m.act('P08-N02', called, { party, ...headOfUnit, attrs: { act: '批准', method: '传唤' } })
  const arrived = m.act('P08-N03', m.minutes(called, 30, 150), { party, attrs: { method: '传唤', identityKnown: true, minor: false, ageYears: 34, firstOffence: true, complex: file.complex, mayDetain: false, procedure: '普通', ...u.arrival } })
  m.act('P08-X12', m.minutes(arrived, 15, 60), { party, attrs: { notified: true } })
  m.act('P08-N04', m.minutes(arrived, 61, 90), { party, attrs: { ...m.officers(), venue: '办案场所', recorded: true, signed: true, ...u.asked } })
  if (u.stay === undefined) return m.act('P08-X01', m.minutes(arrived, 120, 400), { party, attrs: { signed: true, mealsAndRest: true } })
  m.act('P08-X13', m.minutes(arrived, 300, 460), { party, ...headOfUnit, attrs: u.stay.extension })
  return m.act('P08-X01', arrived + u.stay.hours * HOUR, { party, attrs: { signed: true, mealsAndRest: true } })
}

/** The chief of the police is challenged, or the officer. */
function recusal(m: Matter, from: number): void {
  const recusalOf = m.every(2) ? '公安机关负责人' : '办案民警'
  const asked = m.act('P08-X08', m.minutes(from, 60, 300), { attrs: { act: '申请', recusalOf } })
  m.act('P08-X08', m.within(asked, m.limitDays(asked, 2)), { ...(recusalOf === '办案民警' ? chiefOfPolice : above), attrs: { act: '决定', recusalOf, result: '驳回' } })
}

/** A place is searched on the spot, a woman by a woman, and samples are taken. */
function search(m: Matter, party: Party, at: number): number {
  m.act('P08-N05', at, { attrs: { act: '检查', urgent: true, recorded: true, ...m.officers(), witness: true, signed: true } })
  m.act('P08-N05', m.minutes(at, 20, 40), { party, attrs: { act: '人身检查', sex: '女', inspectorSex: '女', ...m.officers(), signed: true } })
  return m.act('P08-N05', m.minutes(at, 60, 200), { ...headOfUnit, attrs: { act: '采集样本', sampledPerson: '被侵害人', sampleConsent: true } })
}

/** Held until sober; approved as soon as the officers are back. A thing of the victim, and one that is needed to live, are kept for an assessment. */
function drunk(m: Matter, party: Party, at: number): number {
  const from = startOf(dayOf(at)) + 14 * HOUR
  const facts = { type: '约束至酒醒', ...m.officers(), signed: true, rightsTold: true }
  m.act('P08-N06', from, { party, attrs: { act: '当场实施', ...facts, recorded: true } })
  const back = m.act('P08-N06', from + 40 * MINUTE, { party, attrs: { act: '返回单位' } })
  m.act('P08-N06', m.minutes(back, 10, 60), { party, ...chiefOfPolice, attrs: { act: '补办批准', type: '约束至酒醒' } })
  m.act('P08-X12', m.minutes(back, 20, 60), { party, attrs: { notified: true } })
  const sober = m.act('P08-N06', back + 5 * HOUR, { party, attrs: { act: '解除', type: '约束至酒醒' } })
  const kept = { type: '扣押', ...m.officers(), signed: true, rightsTold: true, recorded: true, needsAssessment: true }
  m.act('P08-N06', sober + 12 * HOUR, { ...chiefOfPolice, attrs: { act: '审批', type: '扣押' } })
  m.act('P08-N06', sober + 14 * HOUR, { attrs: { act: '实施', ...kept, ownedBy: '被侵害人' } })
  const taken = m.act('P08-N06', sober + 15 * HOUR, { attrs: { act: '实施', ...kept, item: '生活必需品' } })
  store(m, taken, { item: '一般物品', type: '扣押' })
  return m.act('P08-N06', m.days(taken, 2, 4), { attrs: { act: '解除', type: '扣押' } })
}

/** Premises that no one else holds are sealed, entered within a day, and opened again. A diplomat is only asked to leave a thing in safe keeping. */
function heldAlready(m: Matter, _party: Party, at: number): number {
  const facts = { type: '查封', ...m.officers(), signed: true, rightsTold: true, recorded: true, alreadyHeld: false }
  m.act('P08-N06', at - HOUR, { ...chiefOfPolice, attrs: { act: '审批', type: '查封' } })
  m.act('P08-N06', at, { attrs: { act: '实施', ...facts } })
  m.act('P07-N01', at - 30 * MINUTE, { ...chiefOfPolice, attrs: { act: '审批', type: '查封' } })
  const sealed = m.act('P07-N01', at + MINUTE, { attrs: { act: '执行', type: '查封', ...m.officers() } })
  store(m, sealed, { item: '一般物品', type: '查封' })
  const found = m.act('P07-N07', m.days(sealed, 1.2, 3), { attrs: { act: '查明与案件无关' } })
  m.act('P07-N07', Math.min(m.minutes(found, 20, 200), startOf(dayOf(found) + 1) - MINUTE), { attrs: { act: '解除退还', type: '查封' } })
  m.act('P08-N06', m.minutes(found, 20, 200), { attrs: { act: '解除', type: '查封' } })
  const kept = { type: '先行登记保存', immunity: true, ...m.officers(), signed: true, rightsTold: true, recorded: true }
  m.act('P08-N06', found + HOUR, { ...chiefOfPolice, attrs: { act: '审批', type: '先行登记保存', immunity: true } })
  m.act('P08-N06', found + 2 * HOUR, { attrs: { act: '实施', ...kept } })
  return m.act('P08-N06', found + 26 * HOUR, { attrs: { act: '解除', type: '先行登记保存' } })
}

/** Nobody finds the person: announced in public, served in public. */
function publicNotice(m: Matter, party: Party, at: number): number {
  const notice = m.act('P08-N09', at, { party, attrs: { act: '公告告知', proposedFineYuan: 500, proposedDetentionDays: 0, guardianTold: true } })
  return m.days(m.limitDays(notice, 7), 0.3, 2)
}

function publicService(m: Matter, party: Party, at: number): number {
  const put = m.act('P08-N13', m.minutes(at, 60, 300), { party, attrs: { act: '公告送达', officers: 2, otherServiceFailed: true } })
  return m.act('P08-N13', m.days(m.limitDays(put, 60), 0.4, 3), { party, attrs: { act: '视为送达', officers: 2 } })
}

/** New facts are put forward and looked into. */
function newFacts(m: Matter, party: Party, at: number): number {
  const said = m.act('P08-N09', m.minutes(told(m, party, at), 10, 60), { party, attrs: { act: '陈述申辩', newEvidence: true } })
  return m.act('P08-N09', m.days(said, 0.5, 2), { party, attrs: { act: '复核' } })
}

/** The right to a hearing is told; nothing is heard for five working days. */
function rightToHearing(m: Matter, party: Party, at: number): number {
  m.act('P08-N09', at, { party, attrs: { act: '告知', proposedFineYuan: 4500, proposedDetentionDays: 0, guardianTold: true } })
  const right = m.act('P08-N10', m.minutes(at, 5, 20), { party, attrs: { act: '听证告知' } })
  return endOfWorkdays(right, 5) + 2 * HOUR
}

/** The legal department sends the draft back once. */
function sentBack(m: Matter, party: Party, at: number): void {
  m.act('P08-N11', at - 20 * HOUR, { party, ...legalUnit, attrs: { result: '退回' } })
  m.act('P08-N11', at, { party, ...legalUnit, attrs: { result: '通过' } })
}

/** A minor and a victim who sends somebody agree before the police; the agreement is not kept. */
function mediationBroken(m: Matter, _party: Party, at: number): number {
  const facts = { officers: 2, mediationBar: '无', minor: true, guardian: '到场', delegatedBy: '被侵害人' }
  const met = m.act('P08-N08', at, { attrs: { act: '第一次调解', ...facts } })
  const agreed = m.act('P08-N08', m.minutes(met, 60, 200), { attrs: { act: '达成协议', signed: true, ...facts } })
  return m.act('P08-N08', m.days(agreed, 3, 6), { attrs: { act: '协议不履行', officers: 2 } })
}

/** An injury is assessed, and assessed again by somebody else. */
function injury(m: Matter, _party: Party, at: number): number {
  const step = (act: string, when: number, more: object = {}, attrs: Attributes = {}): number => m.act('P08-N07', when, { ...more, attrs: { act, ...attrs } })
  step('聘请审批', at, headOfUnit)
  const sent = step('委托', m.minutes(at, 60, 200), {}, { phase: 'start', type: '伤情鉴定', notified: true })
  const back = step('收到鉴定意见', m.days(sent, 1, 3), {}, { phase: 'end', type: '伤情鉴定' })
  const served = step('送达鉴定意见', m.within(back, m.limitDays(back, 2)))
  const asked = step('申请重新鉴定', m.within(served, m.limitDays(served, 3)))
  const granted = step('准予重新鉴定', m.days(asked, 0.5, 2), chiefOfPolice)
  const again = step('重新鉴定', m.days(granted, 1, 3), {}, { sameExpert: false })
  return step('送达鉴定意见', m.days(again, 0.5, 2))
}

/** Detention is suspended against a deposit; the person makes off, the deposit is lost and the penalty executed. */
function escapes(m: Matter, party: Party, at: number): number {
  const { admitted } = detained(m, party, at)
  const asked = m.act('P08-N16', admitted + 3 * HOUR, { party, attrs: { act: '申请' } })
  const deposit = m.act('P08-N16', m.minutes(asked, 60, 300), { party, attrs: { act: '收取保证金', depositYuan: 1000 } })
  m.act('P08-N16', m.within(deposit, m.limitDays(deposit, 3)), { party, attrs: { act: '存入银行' } })
  const decided = m.act('P08-N16', m.minutes(deposit, 20, 60), { party, ...chiefOfPolice, attrs: { act: '决定暂缓', guarantor: false, depositYuan: 1000, suspensionGround: '申请行政复议', suspensionBar: '无' } })
  const free = released(m, party, m.minutes(decided, 20, 60))
  const gone = m.act('P08-N16', m.days(free, 10, 30), { party, ...chiefOfPolice, attrs: { act: '没收保证金', evaded: true } })
  m.act('P08-N16', m.minutes(gone, 20, 60), { party, ...chiefOfPolice, attrs: { act: '恢复执行' } })
  return released(m, party, startOf(dayOf(gone) + 7) + 10 * HOUR)
}

/** Gains are taken away, sold, and every yuan paid in. */
function confiscation(m: Matter, _party: Party, at: number): number {
  return m.act('P07-X05', at, { ...chiefOfPolice, attrs: { item: '违法所得', valueYuan: 3200 } })
}

function fundsBack(m: Matter, party: Party, at: number): number {
  m.act('P07-X05', m.minutes(at, 60, 200), { ...chiefOfPolice, attrs: { item: '违法所得', valueYuan: 3200 } })
  const approved = m.act('P07-N11', m.days(at, 1, 3), { ...chiefOfPolice, attrs: { act: '处置审批' } })
  m.act('P07-N11', m.minutes(approved, 60, 400), { attrs: { act: '处置' } })
  m.act('P07-N11', m.days(approved, 1, 3), { attrs: { act: '上缴国库', paidYuan: 3200, valueYuan: 3200 } })
  return paid(m, party, at)
}

/** What was left undone is done by somebody else, at the person's cost; before that the fine is not paid and the court is asked. */
function substitute(m: Matter, party: Party, at: number): number {
  const called = m.act('P08-X11', m.days(at, 16, 20), { party, attrs: { act: '代履行催告' } })
  m.act('P08-X11', m.days(endOfWorkdays(called, 3), 1, 4), { party, attrs: { act: '代履行' } })
  const limit = m.limitDays(at, 15)
  m.act('P08-N17', limit - 2 * DAY, { party, level: '派出所所长', who: 'head', attrs: { act: '暂缓分期批准' } })
  const added = m.act('P08-N17', m.afterEnd(limit), { party, attrs: { act: '加处罚款', surchargeYuan: 60 } })
  const expired = m.act('P08-X11', m.days(added, 165, 170), { party, attrs: { act: '复议诉讼期限届满' } })
  const demanded = m.act('P08-X11', m.days(expired, 3, 20), { party, attrs: { act: '催告' } })
  return m.act('P08-X11', demanded + m.random.int(24, 34) * DAY, { party, attrs: { act: '申请法院强制执行' } })
}

/** A foreigner has thirty days to leave; who does not is expelled. */
function leaveCountry(m: Matter, party: Party, out: number): number {
  m.act('P08-X16', m.minutes(out, 30, 90), { party, ...chiefOfPolice, attrs: { act: '决定', type: '限期出境', departDays: 30 } })
  return m.act('P08-X16', m.days(out, 5, 20), { party, attrs: { act: '执行', type: '限期出境' } })
}

/** A minor is heard behind closed doors, by somebody who did not investigate. */
function closedHearing(m: Matter, party: Party, at: number): number {
  m.act('P08-N09', at, { party, attrs: { act: '告知', proposedFineYuan: 4200, proposedDetentionDays: 0, guardianTold: true } })
  const step = (act: string, when: number, more: Attributes = {}): number => m.act('P08-N10', when, { party, ...legalUnit, attrs: { act, ...more } })
  const right = m.act('P08-N10', m.minutes(at, 5, 20), { party, attrs: { act: '听证告知' } })
  const asked = m.act('P08-N10', m.within(right, m.limitDays(right, 3)), { party, attrs: { act: '听证申请' } })
  step('受理听证', m.minutes(asked, 20, 40))
  step('听证通知', m.minutes(asked, 41, 60))
  const held = step('举行听证', startOf(dayOf(asked) + 10) + 10 * HOUR, { publicHearing: false })
  return step('听证报告', held + 25 * HOUR)
}

/** Thirty days, thirty more, and thirty more. */
function twiceLonger(m: Matter, _party: Party, at: number): number {
  const longer = (when: number): number => m.act('P08-N18', when, { ...above, attrs: { act: '批准', extendDays: 30, result: '批准', complex: true } })
  const first = longer(m.days(at, 18, 21))
  if (at < Date.parse('2026-01-05T00:00:00+08:00')) return m.days(first, 12, 18)
  return m.days(longer(m.days(at, 48, 52)), 10, 14)
}
