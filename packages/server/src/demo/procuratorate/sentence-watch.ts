/** P14: the procuratorate watches how sentences are carried out and custody periods kept. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** A changed custody period reaches the department that watches over custody. */
export function reportPeriod(m: Matter, party: Party, changed: number): void {
  const limit = m.limitDays(changed, 10)
  m.act('P14-N03', m.slip('noPeriodReport') ? m.afterEnd(limit) + DAY : m.within(changed, limit), { party, attrs: { act: '收到期限变更通报' } })
}

/** The supervised body answers a notice to correct; where it does not, it is urged and the level above is told. */
export function answer(m: Matter, noticed: number, days: number, by = m.place.police): void {
  const limit = m.limitDays(noticed, days)
  if (m.random.chance(0.25)) return review(m, m.within(noticed, limit))
  if (!m.random.chance(0.06) && !m.slip('lateReply')) return void m.act('P14-N12', m.within(noticed, limit), { by, attrs: { act: '回复' } })
  const urged = m.act('P14-N12', m.afterEnd(limit, 3), { attrs: { act: '督促回复' } })
  const reported = m.act('P14-N12', m.days(urged, 8, 15), { ...chiefProcurator, attrs: { act: '报告上一级' } })
  m.act('P14-N12', m.days(reported, 3, 9), { by, attrs: { act: '回复' } })
}

/** The body thinks the notice wrong. */
function review(m: Matter, asked: number): void {
  m.act('P14-N12', asked, { attrs: { act: '申请复查' } })
  const limit = m.limitDays(asked, 7)
  m.act('P14-N12', m.slip('lateReview') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit), { attrs: { act: '复查结果', result: '纠正意见正确' } })
}

/** One sentence under supervision, from the papers of execution to its changes. */
export function watchedSentence(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const minor = m.random.chance(0.08)
  const papers = m.act('P14-N01', m.atOffice(start, 0), { party, attrs: { act: '看守所接到执行通知书', minor, custody: true, handlingLevel: '县级', crime: m.crime } })
  const roll = m.random.next()
  if (roll < 0.1) return stays(m, party, papers)
  const limit = m.limitDays(papers, 30)
  const sent = m.act('P14-N01', m.slip('lateDelivery') ? m.afterEnd(limit) + 2 * DAY : m.within(papers + 3 * DAY, limit - DAY), { party, attrs: { act: '送交执行', to: minor ? '未成年犯管教所' : '监狱' } })
  if (roll < 0.18) m.act('P14-N02', m.minutes(sent, 60, 200), { party, by: m.place.prison, attrs: { act: '不予收监', reason: '执行通知书记载有误' } })
  m.act('P14-N02', m.days(sent, 1, 6), { party, by: m.place.prison, attrs: { act: '收监' } })
  if (roll < 0.5) commutation(m, party, m.days(sent, 40, 160))
  else if (roll < 0.75) outside(m, party, m.days(sent, 20, 90))
  else if (roll < 0.87) property(m, sent)
  else overrun(m, party, sent)
}

function stays(m: Matter, party: Party, papers: number): void {
  const months = m.slip('staysTooLong') ? 5 : m.random.int(1, 3)
  m.act('P14-N02', m.days(papers, 1, 8), { party, by: m.place.police, attrs: { act: '留所服刑', remainingMonths: months } })
  if (months > 3) notice(m, papers + 12 * DAY, '留所服刑不符合规定')
}

function commutation(m: Matter, party: Party, from: number): void {
  const seen = !m.slip('noCopyOfProposal')
  if (seen) m.act('P14-N04', from, { party, attrs: { act: '收到建议书副本' } })
  const objects = seen && m.random.chance(0.3)
  const ten = m.limitDays(from, 10)
  if (objects) {
    const longer = m.random.chance(0.3)
    if (longer) m.act('P14-N04', m.within(from + 5 * DAY, ten), { party, attrs: { act: '延长审查', extendDays: 10 } })
    const end = longer ? m.limitDays(from, 20) : ten
    m.act('P14-N04', m.slip('lateOpinion') ? m.afterEnd(end) + 2 * DAY : m.within(longer ? ten - DAY : from, end), { party, ...chiefProcurator, attrs: { act: '提出检察意见', result: '异议' } })
  }
  const openHearing = objects || m.random.chance(0.4)
  const heard = m.days(from, 22, 27)
  if (openHearing) {
    m.act('P14-N05', heard - 5 * DAY, { party, attrs: { act: '收到开庭通知' } })
    if (!m.slip('stepOmitted')) m.act('P14-N05', heard, { party, attrs: { act: '出席法庭' } })
  }
  const ruled = m.act('P14-N06', m.days(heard, 2, 6), { party, attrs: { act: '收到裁定书副本', openHearing } })
  if (!m.random.chance(0.12)) return
  const limit = m.limitDays(ruled, 20)
  m.act('P14-N06', m.slip('lateOpinion') ? m.afterEnd(limit) + 2 * DAY : m.within(ruled, limit), { party, attrs: { act: '提出纠正意见' } })
}

function outside(m: Matter, party: Party, from: number): void {
  const decidedBy = m.random.pick(['监狱管理机关', '公安机关', '法院', '法院'])
  const missed = m.slip('noCopyOfProposal')
  const copied = missed ? from : m.act('P14-N07', from, { party, attrs: { act: decidedBy === '法院' ? '法院征求意见' : '收到书面意见副本' } })
  if (!missed && decidedBy !== '法院' && m.random.chance(0.5)) {
    const limit = m.limitDays(copied, 10)
    m.act('P14-N07', m.slip('lateOpinion') ? m.afterEnd(limit) + 2 * DAY : m.within(copied, limit), { party, ...chiefProcurator, attrs: { act: '提出检察意见', result: '不同意' } })
  }
  const decided = m.act('P14-N08', m.days(copied, 15, 25), { party, attrs: { act: '收到决定书', decidedBy } })
  if (m.random.chance(0.3)) {
    const sent = m.act('P14-N08', m.within(decided, endOfMonths(decided, 1)), { party, attrs: { act: '提出纠正意见', decidedBy } })
    const month = endOfMonths(sent, 1)
    m.act('P14-N08', m.slip('lateReview') ? m.afterEnd(month) : m.within(sent, month), { party, attrs: { act: '收到重新核查结果', decidedBy } })
  }
  correction(m, decided)
}

/** Those outside are in community correction; what goes wrong there is taken up by word of mouth first. */
function correction(m: Matter, from: number): void {
  const found = m.act('P14-N09', m.days(from, 15, 60), { attrs: { act: '发现违法', reason: '未按规定组织报告' } })
  const told = m.act('P14-N11', m.minutes(found, 60, 300), { attrs: { act: '口头纠正' } })
  const limit = m.limitDays(told, 7)
  if (!m.random.chance(0.2)) return void m.act('P14-N09', m.within(told, limit), { by: m.place.justice, attrs: { act: '书面回复', adopted: m.random.chance(0.9), reason: '已责令整改' } })
  notice(m, m.atOffice(limit + 2 * HOUR, limit), '口头纠正后未纠正', m.place.justice)
}

/** Fines and confiscation: an inquiry and, where the trouble is general, a proposal. */
function property(m: Matter, from: number): void {
  const looked = m.act('P14-N10', m.days(from, 30, 80), { attrs: { act: '调查核实', measure: m.slip('coerciveInquiry') ? '冻结' : '查询' } })
  m.act('P14-N10', m.days(looked, 1, 6), { attrs: { act: '发现违法', reason: '应当执行而不执行' } })
  if (m.random.chance(0.25)) notice(m, m.days(looked, 7, 12), '怠于执行财产刑', m.place.court)
  else suggestion(m, looked, m.inTurn(['纠正违法', '社会治理', '行政公益诉讼']))
}

function suggestion(m: Matter, from: number, type: string): void {
  const opened = m.act('P14-N11', m.days(from, 7, 12), { ...chiefProcurator, attrs: { act: '决定调查核实' } })
  m.act('P14-N11', m.days(opened, 5, 12), { attrs: { act: '调查核实', measure: '查阅账册' } })
  const done = m.act('P14-N11', m.within(opened + 14 * DAY, endOfMonths(opened, 2)), { attrs: { act: '调查核实完成' } })
  if (type === '社会治理' && !m.slip('stepOmitted')) m.act('P14-N11', m.days(done, 1, 3), { attrs: { act: '送法律政策研究部门审核' } })
  const urgent = type === '行政公益诉讼' && m.random.chance(0.3)
  const sent = m.act('P14-N11', m.days(done, 4, 9), { ...chiefProcurator, attrs: { act: '检察建议', type, replyDays: urgent ? 15 : 60, urgentHarm: urgent } })
  const five = m.limitDays(sent, 5)
  m.act('P14-N11', m.slip('lateFilingAbove') ? m.afterEnd(five) + 2 * DAY : m.within(sent, five), { attrs: { act: '备案' } })
  if (m.random.chance(0.15)) {
    const against = m.act('P14-N12', m.days(sent, 3, 8), { by: m.place.government, attrs: { act: '提出异议' } })
    m.act('P14-N12', m.days(against, 1, 4), { ...chiefProcurator, attrs: { act: '异议复核', result: '异议不成立' } })
  }
  const limit = urgent ? m.limitDays(sent, 15) : m.limitDays(sent, 57)
  m.act('P14-N12', m.slip('lateReply') ? m.afterEnd(limit) + 8 * DAY : m.within(sent + 5 * DAY, limit), { by: m.place.government, attrs: { act: '回复' } })
}

function notice(m: Matter, at: number, reason: string, by = m.place.police): void {
  const noticed = m.act('P14-N11', at, { ...chiefProcurator, attrs: { act: '纠正违法通知书', reason, ...(m.slip('noAnswerDays') ? {} : { replyDays: 15 }) } })
  answer(m, noticed, 15, by)
}

/** Somebody is held too long: the notice goes to the agency, or the matter is reported upwards. */
function overrun(m: Matter, party: Party, from: number): void {
  const found = m.act('P14-N03', m.days(from, 10, 60), { party, attrs: { act: '发现超期羁押' } })
  const limit = m.limitDays(found, 3)
  const at = m.slip('lateReview') ? m.afterEnd(limit) + DAY : Math.min(m.minutes(found, 200, 1200), limit)
  if (m.random.chance(0.2)) return void m.act('P14-N03', at, { party, attrs: { act: '层报' } })
  const attrs: Attributes = { act: '纠正违法通知书', targetLevel: m.slip('noticeUpwards') ? '上级' : '同级', replyDays: 10, reason: '超期羁押' }
  const noticed = m.act('P14-N03', at, { party, ...chiefProcurator, attrs })
  answer(m, noticed, 10)
  if (m.random.chance(0.4)) m.act('P14-N03', m.days(noticed, 12, 20), { party, attrs: { act: '报告上一级' } })
}
