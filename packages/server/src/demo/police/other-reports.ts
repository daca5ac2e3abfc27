/** P02: reports that take an unusual course: grave economic leads, second thoughts, releases, references that do not fit. */
import { DAY, HOUR, MINUTE, endOfDay, endOfMonths } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { requestArrest } from './arrest.ts'
import { bail, detain } from './detention.ts'
import { dismissal } from './dismissal.ts'
import { open } from './filing.ts'
import { store } from './property.ts'
import { refuse } from './refusal.ts'
import { takeReport } from './report.ts'
import { summons } from './summons.ts'
import { describe } from './traits.ts'

const above = { level: '上一级公安机关', who: 'chief' } as const
const node = 'P02-N12'

const courses = [economicLead, referredEconomicCase, secondThoughts, reopened, doesNotFit, released, timeRunsOut, administrativeAfterAll] as const

export function otherReport(m: Matter, from: number): void {
  describe(m, false)
  m.inTurn(courses)(m, from)
}

/** Thirty days, and thirty more with the consent of the level above. */
function prolong(m: Matter, received: number, days: number): number {
  const thirty = m.limitDays(received, 30)
  m.act('P02-N06', m.within(received + 2 * DAY, m.limitDays(received, days)), { ...chiefOfPolice, attrs: { act: '批准延长', result: '批准', complex: true, extendToDays: 30 } })
  m.act('P02-N06', m.within(received + 20 * DAY, thirty), { ...above, attrs: { act: '批准延长', result: '批准', complex: true, extendToDays: 60 } })
  const decided = m.within(thirty, m.limitDays(received, 60))
  m.act('P02-N06', m.minutes(decided, -180, -60), { ...headOfUnit, level: '法制部门负责人', attrs: { act: '法制审核' } })
  m.act('P02-N07', decided - 50 * MINUTE)
  return decided
}

function economicLead(m: Matter, from: number): void {
  const { received, registered } = takeReport(m, from, { reportType: '报案' })
  m.act('P02-N06', m.minutes(registered, 130, 240), { attrs: { act: '审查', type: '一般' } })
  open(m, prolong(m, received, 7))
}

function referredEconomicCase(m: Matter, from: number): void {
  const by = m.place.government
  const reported = m.act(node, m.atOffice(from, 0), { by, attrs: { act: '提出移送报告', ...m.officers() } })
  const agreed = m.act(node, m.within(reported, m.limitDays(reported, 3)), { by, level: '行政机关负责人', who: 'chief', attrs: { act: '批准移送', reason: '达到追诉标准' } })
  const taken = m.act(node, m.within(agreed, agreed + DAY, false), { attrs: { act: '接收', receiptSigned: true, crime: m.crime, reportType: '移送' } })
  const asked = m.act(node, m.within(taken, taken + 0.6 * DAY, false), { attrs: { act: '通知补正' } })
  m.act(node, m.within(asked, m.limitDays(asked, 1)), { by, attrs: { act: '补正' } })
  const decided = open(m, prolong(m, taken, 10))
  const told = m.act(node, m.within(decided, m.limitDays(decided, 3)), { attrs: { act: '书面通知', result: '立案' } })
  m.act(node, m.within(told, m.limitDays(told, 3)), { by, attrs: { act: '移交物品' } })
}

/** Not filed; the level above quashes that, and the case is filed on new evidence. */
function secondThoughts(m: Matter, from: number): void {
  const served = refuse(m, reviewed(m, from))
  const asked = m.act('P02-N11', m.within(served, m.limitDays(served, 7)), { attrs: { act: '申请复议' } })
  const kept = m.act('P02-N11', m.within(asked, m.limitDays(asked, 30)), { ...chiefOfPolice, attrs: { act: '复议决定', result: '维持' } })
  const again = m.act('P02-N11', m.within(kept, m.limitDays(kept, 7)), { attrs: { act: '申请复核' } })
  const quashed = m.act('P02-N11', m.within(again, m.limitDays(again, 30)), { ...above, attrs: { act: '复核决定', result: '撤销' } })
  open(m, m.within(quashed, m.limitDays(quashed, 14)), { newEvidence: true })
}

function reviewed(m: Matter, from: number): number {
  const { received, registered } = takeReport(m, from, { reportType: '控告', complainant: true, warned: true })
  m.act('P02-N06', m.minutes(registered, 130, 240), { attrs: { act: '审查', type: '一般' } })
  const decided = m.within(registered + 5 * HOUR, m.limitDays(received, 3))
  m.act('P02-N06', m.minutes(decided, -180, -60), { ...headOfUnit, level: '法制部门负责人', attrs: { act: '法制审核' } })
  m.act('P02-N07', decided - 50 * MINUTE)
  return decided
}

/** Dismissed and, months later, opened once more on new evidence. */
function reopened(m: Matter, from: number): void {
  const filed = open(m, reviewed(m, from))
  const dropped = dismissal(m, m.days(filed, 20, 50), '没有犯罪事实')
  open(m, m.days(dropped, 30, 120), { newEvidence: true })
}

/** Referred to police who are not competent. */
function doesNotFit(m: Matter, from: number): void {
  const by = m.place.government
  const reported = m.act(node, m.atOffice(from, 0), { by, attrs: { act: '提出移送报告', ...m.officers() } })
  const agreed = m.act(node, m.within(reported, m.limitDays(reported, 3)), { by, level: '行政机关负责人', who: 'chief', attrs: { act: '批准移送', reason: '达到追诉标准' } })
  const sent = m.act(node, m.within(agreed, agreed + 0.8 * DAY, false), { by, attrs: { act: '移送' } })
  const refused = m.act(node, m.minutes(sent, 60, 300), { attrs: { act: '不接受', reason: '不属于本机关管辖', crime: m.crime } })
  m.act(node, m.within(refused, m.limitDays(refused, 1)), { attrs: { act: '书面通知', result: '不予受理' } })
  m.act(node, m.days(refused, 2, 6), { by, level: '行政机关负责人', who: 'chief', attrs: { act: '不批准移送', reason: '没有达到追诉标准' } })
}

/** Arrested, then it turns out that a great service to the country outweighs the offence: released, property given back, the ministry agrees. */
function released(m: Matter, from: number): void {
  const party = m.parties[0] as Party
  const filed = open(m, reviewed(m, from))
  detain(m, party, m.minutes(summons(m, party, filed + 20 * HOUR), 30, 120), { offenderCount: 1, crimeCount: 1, crossCounty: false })
  const decided = requestArrest(m, [party], party.detainedAt + DAY, m.limitDays(party.detainedAt, 3))
  const seized = m.act('P07-N01', m.days(filed, 0.2, 0.9), { ...headOfUnit, attrs: { act: '审批', type: '扣押', item: '一般物品', highValue: false } })
  store(m, m.act('P07-N01', m.minutes(seized, 40, 200), { attrs: { act: '执行', type: '扣押', ...m.officers() } }), { item: '一般物品', type: '扣押' })
  const at = m.days(decided, 12, 35)
  const held = party.custody
  const dropped = m.act('P02-N14', at, { party, level: '公安部', who: 'chief', attrs: { act: '撤销案件', result: '批准', reason: '重大立功' } })
  if (held) {
    m.act('P05-X01', Math.min(m.minutes(dropped, 20, 120), endOfDay(dropped)), { party })
    m.act('P02-N14', m.within(dropped, m.limitDays(dropped, 3)), { party, attrs: { act: '通知检察院' } })
  } else m.act('P04-N14', m.minutes(dropped, 20, 120), { party, ...chiefOfPolice, attrs: { act: '解除', result: '批准' } })
  m.act('P02-N14', m.within(dropped, m.limitDays(dropped, 3)), { party, attrs: { act: '告知' } })
  m.act('P07-N07', m.within(dropped, m.limitDays(dropped, 3)), { attrs: { act: '解除退还', type: '扣押' } })
  party.custody = false
}

/** On bail until its twelve months end; a year later there is still too little, and the case is dismissed. */
function timeRunsOut(m: Matter, from: number): void {
  const party = m.parties[0] as Party
  const filed = open(m, reviewed(m, from))
  bail(m, party, m.days(filed, 1, 5))
  const limit = endOfMonths(party.bailAt, 12)
  m.act('P04-N13', m.atOffice(limit - m.random.int(20, 25) * DAY, 0), { party })
  const lifted = m.act('P04-N14', m.within(limit - 4 * DAY, limit), { party, ...chiefOfPolice, attrs: { act: '解除', result: '批准' } })
  if (party.deposit === true) m.act('P04-N15', Math.min(m.minutes(lifted, 10, 90), endOfDay(lifted)), { party, attrs: { act: '退还' } })
  dismissal(m, m.within(lifted + 100 * DAY, endOfMonths(lifted, 12)), '没有犯罪事实')
}

/** A difficult case that the station takes for an administrative one; three days to find out. */
function administrativeAfterAll(m: Matter, from: number): void {
  const received = m.act('P02-N01', from, { attrs: { act: '受理', agency: '公安', reportType: '报案', officers: 2, caseType: '交通', complex: true, crime: m.crime } })
  m.act('P02-N02', m.minutes(received, 10, 40))
  m.act('P02-N03', m.within(received + 60 * MINUTE, m.limitDays(received, 3)), { ...headOfUnit, attrs: { result: '批准' } })
  const found = m.act('P02-N04', m.days(received, 3.2, 4), { attrs: { act: '审查' } })
  const agreed = m.act('P02-N04', m.minutes(found, 60, 300), { ...chiefOfPolice, attrs: { act: '批准', result: '批准' } })
  const sent = m.act('P02-N04', m.within(agreed, found + DAY, false), { attrs: { act: '移送', to: '有管辖权的公安机关' } })
  m.act('P02-N04', m.within(sent, m.limitDays(sent, 3)), { attrs: { act: '告知' } })
}
