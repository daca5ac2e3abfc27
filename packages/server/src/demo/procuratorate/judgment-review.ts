/** P13: what the procuratorate does with a judgment: review, protest, the victim's request, petitions after legal effect. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

const grounds = ['量刑明显不当', '量刑明显不当', '事实错误', '罪名错误', '缓刑等适用错误'] as const

/** Receives and reviews the judgment; returns when the review was done. */
export function reviewJudgment(m: Matter, served: number): number {
  const own = { by: m.place.procuratorate }
  const received = m.act('P13-N01', m.minutes(served, 5, 30), { ...own, attrs: { type: '判决' } })
  const limit = m.limitDays(received, 10)
  const reviewed = m.act('P13-N02', m.slip('lateJudgmentReview') ? m.afterEnd(limit) + 3 * DAY : m.within(received, limit - 2 * DAY), own)
  if (m.random.chance(0.03)) victimAsks(m, received)
  if (m.random.chance(0.02)) correctTrial(m, reviewed)
  return reviewed
}

/** The victim wants a protest; most often there is none. */
function victimAsks(m: Matter, received: number): void {
  const own = { by: m.place.procuratorate }
  const handed = m.act('P13-N05', m.minutes(received, 60, 600), { ...own, attrs: { act: '被害人收到判决书' } })
  const asked = m.act('P13-N05', m.within(handed, m.limitDays(handed, 5)), { ...own, attrs: { act: '请求抗诉' } })
  const limit = m.limitDays(asked, 5)
  m.act('P13-N05', m.slip('lateVictimAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit), { ...own, attrs: { act: '答复', result: m.slip('emptyAnswer') ? '研究中' : '不抗诉' } })
}

/** Protest through the trial court; the higher procuratorate supports it or, having heard the lower one, withdraws it. */
export function protest(m: Matter, reviewed: number, end: number): void {
  const own = { by: m.place.procuratorate }
  const above = { ...own, level: '上一级检察院', who: 'chief' } as const
  const order = m.random.chance(0.15)
  if (order) m.act('P13-N03', m.minutes(reviewed, 30, 90), { ...above, attrs: { act: '上级指令抗诉' } })
  const decided = m.act('P13-N03', m.minutes(reviewed, 100, 240), { ...own, ...chiefProcurator, attrs: { act: '决定', result: '抗诉', reason: m.slip('protestWithoutGround') ? '被害人要求' : m.random.pick(grounds) } })
  const made = m.act('P13-N04', m.slip('lateProtest') ? m.afterEnd(end) : Math.min(m.minutes(decided, 30, 300), end), { ...own, attrs: { act: '抗诉' } })
  if (m.random.chance(0.7)) return void m.act('P13-N04', m.days(made, 10, 25), { ...above, attrs: { act: '支持抗诉' } })
  const heard = m.days(made, 8, 18)
  if (!m.slip('lowerNotHeard')) m.act('P13-N04', heard, { ...above, attrs: { act: '听取下级院意见' } })
  m.act('P13-N04', m.days(heard, 1, 5), { ...above, attrs: { act: '撤回抗诉' } })
}

/** Unlawful acts in court: noted, inquired into, taken up after the hearing, answered by the court. */
function correctTrial(m: Matter, from: number): void {
  const own = { by: m.place.procuratorate }
  const court = { by: m.place.court }
  const looked = m.act('P13-N11', m.days(from, 1, 5), { ...own, attrs: { act: '调查核实', measure: '调取庭审录像' } })
  m.act('P13-N11', m.days(looked, 1, 3), { ...own, attrs: { act: '提出纠正意见', type: '庭审活动', inCourt: m.slip('objectionInCourt') } })
  const noticed = m.act('P13-N11', m.days(looked, 4, 8), { ...own, ...chiefProcurator, attrs: { act: '纠正违法通知书', replyDays: 15, reason: '违反法定送达期限' } })
  const limit = m.limitDays(noticed, 15)
  m.act('P14-N12', m.slip('lateReply') ? m.afterEnd(limit) : m.within(noticed, limit), { ...court, attrs: { act: '回复' } })
}

/** A petition against the judgment in force, re-examined by another prosecutor. */
export function petition(m: Matter, party: Party, effective: number): void {
  if (!m.told.some(({ event }) => event.node === 'P10-N11')) return
  const own = { party, by: m.place.procuratorate }
  const asked = m.act('P13-N06', m.days(effective, 8, 60), { ...own, attrs: { act: '收到申诉' } })
  const week = m.limitDays(asked, 7)
  const taken = m.act('P13-N06', m.slip('latePetition') ? m.afterEnd(week) + 3 * DAY : m.within(asked, week), { ...own, attrs: { act: '受理', petitioner: m.random.pick(['当事人', '近亲属', '法定代理人']) } })
  const again = m.random.chance(0.15)
  const opened = m.act('P13-N07', m.days(taken, 3, 10), { ...own, ...(m.slip('sameProsecutor') ? {} : ({ level: '检察官', who: 'head' } as const)), attrs: { act: '立案', ...(again ? { provincialReviewed: true, newEvidence: !m.slip('noNewEvidence') } : {}) } })
  const end = endOfMonths(opened, 3)
  const proposed = m.random.chance(0.4)
  const done = m.act('P13-N07', m.slip('lateReexamination') ? m.afterEnd(end) : m.within(opened + 12 * DAY, end), { ...own, attrs: { act: '复查终结', result: proposed ? '提请抗诉' : '维持' } })
  const told = proposed ? protestForRetrial(m, party, done) : done
  const limit = m.limitDays(told, 10)
  m.act('P13-N07', m.slip('latePetitionNotice') ? m.afterEnd(limit) + 2 * DAY : m.within(told, limit), { ...own, attrs: { act: '通知申诉人' } })
}

/** Proposed to the level above, which protests or not. Returns when it decided. */
function protestForRetrial(m: Matter, party: Party, done: number): number {
  const own = { party, by: m.place.procuratorate }
  const asked = m.act('P13-N08', m.days(done, 1, 6), { ...own, ...chiefProcurator, attrs: { act: '提请' } })
  const protests = m.random.chance(0.7)
  const decided = m.act('P13-N08', m.days(asked, 12, 40), { ...own, attrs: { act: '上级决定', result: protests ? '抗诉' : '不抗诉' } })
  if (!protests) return decided
  m.act('P13-N09', decided - 3 * HOUR, { ...own, ...chiefProcurator, attrs: { act: '决定', reason: m.random.pick(['新证据', '证据不足', '量刑明显不当']) } })
  m.act('P13-N09', m.days(decided, 1, 4), { ...own, attrs: { act: '提出抗诉', judgmentCourt: '下级法院' } })
  return decided
}

/** The prison doubts a judgment and asks the procuratorate. */
export function prisonAsks(m: Matter, party: Party, from: number): void {
  const own = { party, by: m.place.procuratorate }
  const asked = m.act('P13-N06', from, { ...own, attrs: { act: '监狱提请处理' } })
  m.act('P13-N06', m.within(asked + 20 * DAY, endOfMonths(asked, 3)), { ...own, attrs: { act: '处理结果通知监狱' } })
}
