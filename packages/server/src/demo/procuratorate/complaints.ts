/** P10 and P09: what defence, victims, courts and the procuratorate's own monitors ask for while a case is reviewed. */
import { DAY, HOUR } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import type { ActOptions, Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** An act that opens a clock of so many days, and the act that answers it. */
function answered(m: Matter, node: string, from: number, acts: readonly [string, string], days: number, more: ActOptions = {}): number {
  const asked = m.act(node, from, { ...more, attrs: { act: acts[0] } })
  const limit = m.limitDays(asked, days)
  return m.act(node, m.slip('lateComplaintAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit), { ...more, attrs: { act: acts[1], ...more.attrs } })
}

/** Any of these comes up in one case out of fifty or a hundred. */
export function complaints(m: Matter, party: Party, from: number, until: number): void {
  const some = (): number => m.atOffice(from + m.random.between(0.1, 0.5) * (until - from), from)
  const mine = { party }
  if (m.random.chance(0.04)) measure(m, party, some())
  if (m.random.chance(0.012)) answered(m, 'P10-X07', some(), ['受理', '书面答复'], 10, mine)
  if (m.random.chance(0.012)) underArticle117(m, some())
  if (m.random.chance(0.012)) answered(m, 'P10-X09', some(), ['收到通知书', '书面回复'], 10)
  if (m.random.chance(0.015)) answered(m, 'P10-X14', some(), ['非律师辩护人申请', '许可通知'], 3, mine)
  if (m.random.chance(0.012)) answered(m, 'P10-X14', some(), ['申请向被害人取证', '取证许可决定'], 5, mine)
  if (m.random.chance(0.012)) answered(m, 'P10-X14', some(), ['公安移送证据', '告知辩护人'], 3, mine)
  if (party.custody && m.random.chance(0.04)) legalAid(m, party, some())
  if (m.random.chance(0.03)) recusal(m, party, some())
  if (!party.custody && m.random.chance(0.03)) answered(m, 'P10-X22', some(), ['保证人不能继续保证', '责令重新提供保证'], 3, mine)
  if (!party.custody && m.random.chance(0.03)) answered(m, 'P10-X22', some(), ['公安提出没收或者变更意见', '作出决定'], 5, mine)
  if (m.random.chance(0.015)) illegalEvidence(m, party, some(), until)
}

/** What the court asks for after the indictment. */
export function courtAsks(m: Matter, from: number): void {
  if (m.random.chance(0.03)) answered(m, 'P10-X18', m.days(from, 2, 8), ['收到通知', '补送'], 3)
  if (m.random.chance(0.02)) answered(m, 'P10-X18', m.days(from, 25, 35), ['休庭未移交', '移交案卷'], 3)
  if (m.random.chance(0.01)) m.act('P10-N10', m.days(from, 2, 6), { attrs: { act: '调整', ...(m.slip('refusalWithoutReason') ? {} : { reason: '被告人赔偿并取得谅解' }) } })
  if (m.random.chance(0.006)) m.act('P10-N18', m.days(from, 2, 6), { ...chiefProcurator, attrs: { act: '追加起诉' } })
}

function measure(m: Matter, party: Party, at: number): void {
  const asked = m.act('P10-X06', at, { party, attrs: { act: '收到申请' } })
  const limit = m.limitDays(asked, 3)
  const reason = m.slip('refusalWithoutReason') ? {} : { reason: '有串供可能' }
  m.act('P10-X06', m.slip('lateApplicationAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit), { party, attrs: { act: '决定', result: '不同意', ...reason } })
}

function underArticle117(m: Matter, at: number): void {
  const taken = m.act('P10-X08', at, { attrs: { act: '受理' } })
  const explained = m.random.chance(0.4) ? m.act('P10-X08', m.days(taken, 4, 9), { by: m.place.police, attrs: { act: '收到理由说明' } }) : taken
  const limit = m.limitDays(explained, 15)
  m.act('P10-X08', m.slip('lateComplaintAnswer') ? m.afterEnd(limit) + 2 * DAY : m.within(explained, limit), { attrs: { act: '审查意见' } })
}

function legalAid(m: Matter, party: Party, at: number): void {
  const asked = m.act('P10-X13', at, { party, attrs: { act: '收到申请' } })
  m.act('P10-X13', m.slip('lateLegalAid') ? m.minutes(asked + DAY, 61, 900) : m.within(asked, asked + DAY, false), { party, attrs: { act: '转交' } })
}

function recusal(m: Matter, party: Party, at: number): void {
  const chief = m.random.chance(0.35)
  const recusalOf = chief ? '检察长' : '检察官'
  const asked = m.act('P09-X08', at, { party, attrs: { act: '申请回避', recusalOf } })
  const refused = m.act('P09-X08', m.days(asked, 1, 3), { party, ...(chief ? ({ level: '检察委员会', who: 'chief' } as const) : chiefProcurator), attrs: { act: '驳回申请', recusalOf } })
  const told = m.act('P09-X08', m.minutes(refused, 60, 400), { party, attrs: { act: '收到驳回决定' } })
  if (!m.random.chance(0.6)) return
  const again = m.act('P09-X08', m.within(told, m.limitDays(told, 5)), { party, attrs: { act: '申请复议' } })
  const limit = m.limitDays(again, 3)
  m.act('P09-X08', m.slip('lateComplaintAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(again, limit), { party, attrs: { act: '复议决定', result: '维持' } })
}

/** A claim of illegal evidence with leads: inquired into before the decision, excluded where true. */
function illegalEvidence(m: Matter, party: Party, at: number, until: number): void {
  const claimed = m.act('P10-X20', Math.min(at, until - 3 * DAY), { party, attrs: { act: '申请', leads: true } })
  const looked = Math.min(m.days(claimed, 0.5, 2), until - 30 * HOUR)
  if (!m.slip('evidenceReviewedLate')) m.act('P10-X20', looked, { party, attrs: { act: '调查核实' } })
  if (!m.random.chance(0.35)) return
  const out = m.act('P10-X20', looked + 3 * HOUR, { party, attrs: { act: '排除' } })
  const noticed = m.act('P09-N13', out + 2 * HOUR, { party, ...chiefProcurator, attrs: { act: '纠正违法通知', replyDays: 15, reason: '讯问程序违法' } })
  m.act('P14-N12', m.within(noticed, m.limitDays(noticed, 15)), { party, by: m.place.police, attrs: { act: '回复' } })
}
