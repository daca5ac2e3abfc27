/** P27: illness, pregnancy or helplessness; the sentence is served outside prison until it ends or the ground is gone. */
import { DAY, HOUR, MINUTE, dayOf, endOfDay, endOfMonths, isWorkday } from '../clock.ts'
import { warden } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Sentence } from './sentence.ts'

const bureau = { level: '省级监狱管理局', who: 'chief' } as const
const leaders = { level: '监狱长办公会', who: 'chief' } as const

interface Ground {
  outsideGround: string
  urgentIllness: boolean
}

/** From the application to the handover under the law of 2026. Returns when the prisoner left, or null where it was refused. */
export function proposal(m: Matter, party: Party, from: number, sentence: Sentence): number | null {
  const roll = m.random.next()
  const ground = roll < 0.75 ? '严重疾病' : sentence.sex === '女' ? '怀孕或者哺乳' : '生活不能自理'
  const given: Ground = { outsideGround: ground, urgentIllness: ground === '严重疾病' && m.random.chance(0.25) }
  m.act('P27-N01', from, { party, attrs: m.random.chance(0.6) ? { act: '书面申请', applicant: m.random.pick(['本人', '亲属']) } : { act: '监狱启动' } })
  const office = m.random.chance(0.5)
  if (!m.slip('noDiagnosis')) m.act('P27-N02', m.days(from, 0.2, 1.2), { party, attrs: { type: ground === '严重疾病' ? '病情诊断' : '鉴别', designatedHospital: !m.slip('wrongHospital'), outsideGround: ground, illness: m.random.pick(['恶性肿瘤', '尿毒症', '心脏病']), lifeThreatening: !m.slip('chronicIllness'), strictCategory: office ? '职务犯罪' : '无', selfInflicted: m.slip('selfInflicted'), socialRisk: m.slip('dangerousOutside') } })
  m.act('P27-N03', m.days(from, 0.3, 1), { party, attrs: { act: '委托' } })
  if (!m.slip('inquiryIgnored')) m.act('P27-N03', m.days(from, 1.5, 2.5), { party, attrs: { act: '收到评估意见', result: '适合社区矫正' } })
  const reviewed = m.days(from, 2.6, 3)
  if (!m.slip('noCommittee')) m.act('P27-N04', reviewed, { party, ...warden, attrs: { act: '评审', result: '同意' } })
  const published = given.urgentIllness ? reviewed : publication(m, party, reviewed)
  const proposed = m.act('P27-N06', published + m.random.int(60, 200) * MINUTE, { party, ...leaders, attrs: { act: '提请', sentenceType: sentence.type, ...given } })
  m.act('P27-N06', m.slip('copyLate') ? proposed + DAY : m.minutes(proposed, 5, 60), { party, attrs: { act: '抄送检察院' } })
  return approval(m, party, proposed, given, office)
}

function publication(m: Matter, party: Party, from: number): number {
  if (m.slip('noPublication')) return from + HOUR
  const start = m.act('P27-N05', from + 20 * MINUTE, { party, attrs: { act: '公示', phase: 'start' } })
  const objection = m.random.chance(0.3)
  if (objection) {
    m.act('P27-N05', start + 25 * HOUR, { party, attrs: { act: '异议' } })
    if (!m.slip('objectionIgnored')) m.act('P27-N04', start + 47 * HOUR, { party, ...warden, attrs: { act: '复核', result: '异议不成立' } })
  }
  let days = 0
  for (let left = m.slip('publicationCutShort') ? 2 : 3; left > 0; ) if (isWorkday(dayOf(start) + ++days)) left--
  return m.act('P27-N05', endOfDay(start, days) - 7 * HOUR, { party, attrs: { act: '公示', phase: 'end' } })
}

function approval(m: Matter, party: Party, proposed: number, { urgentIllness: urgent }: Ground, office: boolean): number | null {
  const received = m.act('P27-N07', urgent ? m.minutes(proposed, 60, 200) : m.days(proposed, 0.5, 1.2), { party, attrs: { act: '收到提请材料' } })
  const complex = m.random.chance(0.3)
  const overdue = m.slip('lateOutsideDecision')
  const decided = overdue ? m.days(received, 24, 28) : urgent ? m.minutes(received, 200, 400) : m.days(received, 1.2, 6)
  if (!m.slip('noBureauCommittee')) m.act('P27-N07', decided - 2 * HOUR, { party, ...bureau, attrs: { act: '评审委员会审核' } })
  if (m.random.chance(0.06)) return (m.act('P27-N07', decided, { party, ...bureau, attrs: { act: '不批准' } }), null)
  m.act('P27-N07', decided, { party, ...bureau, attrs: { act: '批准', result: '批准', executionPlace: m.place.county.name, decidedBy: '监狱管理机关', complex, ...(complex ? { collective: true } : {}) } })
  if (office) m.act('P27-N07', m.days(decided, 1, 5), { party, ...bureau, attrs: { act: '报请备案审查' } })
  return handover(m, party, decided, urgent)
}

function handover(m: Matter, party: Party, decided: number, urgent: boolean): number {
  const served = m.act('P27-N09', urgent ? m.minutes(decided, 30, 90) : m.days(decided, 0.3, 1.5), { party, attrs: { act: '送达监狱' } })
  m.act('P27-N09', m.days(decided, 0.5, 3), { party, attrs: { act: '送达社区矫正机构' } })
  m.act('P27-N09', m.slip('approvalNotCopied') ? m.afterEnd(m.limitDays(decided, 10)) + 3 * DAY : m.days(decided, 0.5, 3), { party, attrs: { act: '抄送检察院' } })
  const limit = m.limitDays(served, 10)
  const left = m.slip('lateHandover') ? m.afterEnd(limit) + 3 * DAY : urgent ? m.minutes(served, 60, 300) : m.within(served, Math.min(limit, served + 5 * DAY))
  m.act('P27-N10', left, { party, attrs: { act: '移送', outside: true, notified: !m.slip('notTaughtBeforeHandover') } })
  m.act('P27-N10', m.days(left, 0.5, 3), { party, attrs: { act: '通报检察院' } })
  if (urgent) m.act('P27-N05', m.slip('noAnnouncement') ? m.days(left, 8, 10) : m.days(left, 0.3, 1.2), { party, attrs: { act: '公告' } })
  return left
}

/** Months outside: re-examination every three months; the procurators may object, the ground may be gone. Returns when taken back, or null. */
export function monthsOutside(m: Matter, party: Party, left: number, sentence: Sentence): number | null {
  if (m.random.chance(0.35)) objection(m, party, m.days(left, 2, 6))
  const rounds = m.random.int(1, 5)
  let last = left
  for (let round = 0; round < rounds; round++) {
    if (m.random.chance(0.08)) m.act('P27-X02', m.within(last + 20 * DAY, endOfMonths(last, 3) - 5 * DAY), { party, by: m.place.justice, attrs: { act: '调整复查期限', extendMonths: 1 } })
    const limit = endOfMonths(last, 3)
    if (limit >= sentence.end) return null
    const next = m.slip('reexaminationMissed') ? m.afterEnd(limit, 20) + 4 * DAY : m.within(last + 50 * DAY, limit)
    last = m.act('P27-X02', next, { party, by: m.place.justice, attrs: { act: '提交复查情况' } })
  }
  return comeBack(m, party, last + 5 * DAY)
}

function objection(m: Matter, party: Party, received: number): void {
  m.act('P27-N08', received, { party, by: m.place.procuratorate, attrs: { act: '收到决定书' } })
  const raised = m.act('P27-N08', m.within(received + DAY, endOfMonths(received, 1)), { party, by: m.place.procuratorate, attrs: { act: '纠正意见' } })
  const limit = endOfMonths(raised, 1)
  m.act('P27-N08', m.slip('lateReexaminationOfDecision') ? m.afterEnd(limit, 5) : m.within(raised + DAY, limit), { party, attrs: { act: '重新核查处理', result: '维持' } })
}

function comeBack(m: Matter, party: Party, from: number): number {
  const byCourt = m.random.chance(0.3)
  const escaped = m.random.chance(0.4)
  const asked = m.act('P27-N11', m.days(from, 1, 5), { party, attrs: { act: '收到收监执行建议书', decidedBy: byCourt ? '法院' : '监狱管理机关', ...(escaped ? { escaped } : {}) } })
  const limit = m.limitDays(asked, 30)
  const decided = m.act('P27-N11', m.slip('lateReturnDecision') ? m.afterEnd(limit) + 3 * DAY : m.within(asked + DAY, limit), { party, ...bureau, attrs: { act: '收监决定', returnGround: escaped ? '严重违反监督管理规定' : m.random.pick(['情形消失刑期未满', '不符合暂予监外执行条件']), ...(escaped && byCourt && !m.slip('escapeNotCounted') ? { notCountedDays: 30 } : {}) } })
  m.act('P27-N11', m.minutes(decided, 20, 120), { party, attrs: { act: '抄送检察院' } })
  const back = m.act('P27-N11', m.slip('lateReturn') ? m.days(decided, 3, 6) : m.minutes(decided, 120, 360), { party, attrs: { act: '收监执行', outside: false, custody: true } })
  if (escaped && !byCourt && !m.slip('escapeNotCounted')) m.act('P27-N11', m.days(back, 5, 15), { party, attrs: { act: '建议不计入刑期', notCountedDays: 30 } })
  return back
}

/** In a detention house the police of the city approve. */
export function proposalByPolice(m: Matter, party: Party, from: number, sentence: Sentence): void {
  const by = m.place.police
  const ground = { outsideGround: '严重疾病', urgentIllness: false, agency: '公安' }
  m.act('P27-N01', from, { party, by, attrs: { act: '书面申请', applicant: '本人', agency: '公安' } })
  m.act('P27-N02', m.days(from, 1, 3), { party, by, attrs: { type: '病情诊断', designatedHospital: true, outsideGround: '严重疾病', illness: '恶性肿瘤', strictCategory: '无', selfInflicted: false, socialRisk: false } })
  const proposed = m.act('P27-N06', m.days(from, 4, 8), { party, by, attrs: { act: '提请', sentenceType: sentence.type, ...ground } })
  m.act('P27-N06', m.minutes(proposed, 5, 60), { party, by, attrs: { act: '抄送检察院' } })
  const decided = m.act('P27-N07', m.days(proposed, 2, 12), { party, by, level: m.slip('approvedByCounty') ? '县级公安机关负责人' : '市级公安机关负责人', who: 'chief', attrs: { act: '批准', executionPlace: m.place.county.name, decidedBy: '公安机关', agency: '公安' } })
  m.act('P27-N09', m.days(decided, 0.5, 3), { party, by, attrs: { act: '抄送检察院' } })
  const left = m.act('P27-N10', m.within(decided, m.limitDays(decided, 8)), { party, by, attrs: { act: '移送', outside: true, notified: true, custody: false } })
  m.act('P27-N10', m.days(left, 0.5, 3), { party, by, attrs: { act: '通报检察院' } })
}
