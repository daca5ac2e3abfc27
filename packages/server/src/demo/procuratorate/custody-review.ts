/** P15: whether somebody who has been arrested must stay in custody. */
import { DAY, endOfDay } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { bail, renewBail } from '../police/detention.ts'

type Stage = '侦查' | '审查起诉' | '审判'

/** Opens the review, hears people and assesses; returns when it can be decided. */
function weigh(m: Matter, party: Party, from: number, stage: Stage, until: number): number {
  const step = (until - from) / 4
  m.act('P15-N03', from, { party, attrs: { custody: true, stage } })
  if (!m.slip('nobodyHeard')) m.act('P15-N04', from + step, { party, attrs: { act: m.random.chance(0.15) ? '公开审查' : '听取意见', ...m.officers() } })
  if (!m.slip('stepOmitted')) m.act('P15-N05', from + 2 * step, { party })
  return from + 3 * step
}

const decide = (m: Matter, party: Party, at: number, attrs: Attributes): number => m.act('P15-N06', at, { party, attrs })

/** Before prosecution of somebody who has pleaded guilty. Some are let out on bail. */
export function beforeProsecution(m: Matter, party: Party, from: number, until: number, expectedMonths: number): void {
  m.act('P15-N02', from, { party, attrs: { act: '依职权启动' } })
  const at = weigh(m, party, from + 10 * 60_000, '审查起诉', until)
  const out = expectedMonths < 18 && m.random.chance(0.12)
  decide(m, party, at, { result: out ? '直接变更' : '继续羁押', ...(out ? { releaseGround: '证据固定且符合取保监居条件' } : {}) })
  if (out) bail(m, party, m.slip('lateRelease') ? m.minutes(at, 1600, 2600) : m.minutes(at, 130, 600))
}

/** The family asks while the police investigate, or the detention house proposes it. */
export function duringInvestigation(m: Matter, party: Party, from: number): void {
  const asked = m.random.chance(0.75) ? request(m, party, from) : m.act('P15-N02', from, { party, attrs: { act: '看守所建议' } })
  const until = asked + m.random.between(4, 9) * DAY
  const decided = weigh(m, party, m.minutes(asked, 400, 900), '侦查', until)
  if (m.random.chance(0.6)) {
    const grave = m.slip('custodyUpheldAgainstLaw')
    decide(m, party, decided, { result: '继续羁押', ...(grave ? { releaseGround: '羁押将超过可能刑期' } : {}) })
    tell(m, party, decided, { result: '继续羁押', reason: '有串供可能' })
    return
  }
  decide(m, party, decided, { result: '建议变更' })
  const answered = proposal(m, party, m.minutes(decided, 60, 300), '侦查', '公安机关', '不采纳')
  m.act('P15-N09', m.days(answered, 1, 3), { party, attrs: { act: '审查不采纳理由' } })
  tell(m, party, answered, { result: '公安机关不采纳', reason: '同案犯在逃' })
}

/** The court is advised to let the accused out, and does. */
export function duringTrial(m: Matter, party: Party, from: number): void {
  const decided = weigh(m, party, request(m, party, from) + 6 * 3_600_000, '审判', from + 3 * DAY)
  decide(m, party, decided, { result: '建议变更' })
  const answered = proposal(m, party, m.minutes(decided, 60, 300), '审判', '法院', '采纳')
  party.custody = false
  party.bailAt = answered
  renewBail(m, party, m.minutes(answered, 30, 120), m.place.court, '法院')
  tell(m, party, answered, { result: '法院已变更强制措施' })
}

function request(m: Matter, party: Party, from: number): number {
  const elsewhere = m.random.chance(0.15)
  const asked = m.act('P15-N01', from, { party, attrs: { act: '收到申请', competent: !elsewhere } })
  const limit = elsewhere ? m.limitDays(asked, 2) : endOfDay(asked)
  const passed = m.slip('lateCustodyRequest') ? m.afterEnd(limit) + DAY : Math.min(m.minutes(asked, 20, 150), limit)
  return m.act('P15-N01', passed, { party, attrs: { act: elsewhere ? '移送有管辖权检察院' : '移送捕诉部门' } })
}

/** Sends the proposal and returns when it was answered. */
function proposal(m: Matter, party: Party, at: number, stage: Stage, to: string, result: string): number {
  const sent = m.act('P15-N07', at, { party, attrs: { stage, to, ...(m.slip('refusalWithoutReason') ? {} : { reason: '证据已经固定，认罪认罚' }) } })
  const by = to === '法院' ? m.place.court : m.place.police
  const received = m.act('P15-N08', m.minutes(sent, 60, 300), { party, by, attrs: { act: '办案机关收到' } })
  const limit = m.limitDays(sent, 10)
  const late = m.slip('lateCustodyAnswer')
  if (late) m.act('P15-N09', m.afterEnd(limit, 2), { party, attrs: { act: '提出纠正意见' } })
  return m.act('P15-N08', late ? m.afterEnd(limit, 4) + 3 * DAY : m.within(received, limit), { party, by, attrs: { act: '回复', result, reason: '案件需要' } })
}

function tell(m: Matter, party: Party, from: number, attrs: Attributes): void {
  m.act('P15-N10', m.within(from, m.limitDays(from, 6)), { party, attrs })
}
