/** P17 and the end of P16: appeal, second instance, legal effect, delivery for execution. */
import { DAY, HOUR, MINUTE, endOfDay, endOfMonths } from '../clock.ts'
import { onProbation } from '../correction/community.ts'
import { courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { disposal } from '../police/property.ts'
import { convicted } from '../prison/prisoner.ts'
import { petition, prisonAsks, protest, reviewJudgment } from '../procuratorate/judgment-review.ts'
import type { Charge } from '../procuratorate/prosecution.ts'
import { disposeOfProperty } from './court-property.ts'
import { announceJudgment, benchFacts, hearingFacts, judgmentFacts, legalAid, minorInCourt } from './courtroom.ts'
import type { Judgment } from './trial.ts'

/** From the service of the judgment to the delivery of the papers for execution. */
export function aftermath(m: Matter, accused: Party[], judgment: Judgment, charge: Charge): void {
  const end = m.limitDays(judgment.served, 10)
  const expired = endOfDay(end, 1) - 15 * HOUR
  const reviewed = reviewJudgment(m, judgment.served)
  if (judgment.sentenceType === '死刑') return capital(m, accused, judgment, charge, expired)
  if (!m.random.chance(0.17)) return execution(m, accused, m.slip('effectiveTooEarly') ? m.days(judgment.served, 3, 7) : m.atOffice(expired + DAY, expired), judgment)
  const appellant = m.random.pick(accused)
  const direct = m.random.chance(0.06)
  const posted = direct ? end - 9 * HOUR : m.within(judgment.served, end)
  m.act('P17-X01', posted, { party: appellant, by: m.place.court, attrs: { postmark: true } })
  if (direct) {
    // handed to the higher court itself, which passes it on
    const there = m.act('P17-X02', posted + HOUR, { party: appellant, attrs: { to: '第二审法院' } })
    m.act('P17-X03', m.within(there, expired), { party: appellant })
  } else m.act('P17-X02', Math.min(m.days(posted, 1, 3), expired), { party: appellant, by: m.place.court })
  if (reviewed < end && m.random.chance(0.08)) protest(m, reviewed, end)
  m.act('P16-X05', expired)
  copies(m, expired)
  const limit = m.limitDays(expired, 3)
  const sent = m.act('P16-N20', m.slip('lateFileTransfer') ? m.afterEnd(limit) + 3 * DAY : m.within(expired, limit))
  secondInstance(m, accused, sent, judgment, charge)
}

/** The other side learns of the appeal. */
function copies(m: Matter, expired: number): void {
  const limit = m.limitDays(expired, 3)
  m.act('P17-X04', m.slip('lateFileTransfer') ? m.afterEnd(limit) + 3 * DAY : m.within(expired, limit), { by: m.place.court })
}

function secondInstance(m: Matter, accused: Party[], sent: number, judgment: Judgment, charge: Charge): void {
  const received = m.act('P17-N01', m.days(sent, 1, 2), { attrs: { act: '收到上诉材料' } })
  const limit = m.limitDays(received, 5)
  const filed = m.slip('lateAppealFiling') ? m.afterEnd(limit) + 3 * DAY : m.within(received, limit)
  for (const party of accused) m.act('P17-N02', filed, { party, attrs: { custody: party.custody, handlingLevel: charge.court === '县级' ? '市级' : '省级', hasLawyer: party.lawyer === true } })
  if (judgment.sentenceType === '死刑') for (const party of accused) if (party.lawyer !== true) legalAid(m, party, filed)
  m.act('P17-N01', filed - 20 * MINUTE, { attrs: { act: '立案' } })
  const protested = m.told.some((told) => told.event.node === 'P13-N04')
  const openCourt = protested || judgment.sentenceType === '死刑' || m.random.chance(0.3)
  m.act('P17-N05', m.days(filed, 2, 6), { attrs: { act: openCourt ? '开庭审理' : '不开庭审理' } })
  for (const party of accused) if (!m.slip('stepOmitted')) m.act('P17-N04', m.days(filed, 6, 12), { party, attrs: { act: '讯问' } })
  if (!openCourt) for (const party of accused) if (party.lawyer === true && !m.slip('lawyerHeardLate')) m.act('P17-N04', m.days(filed, 6, 14), { party, attrs: { act: '听取辩护人意见' } })
  const excluded = openCourt ? reading(m, filed) : 0
  if (openCourt) m.act('P17-N06', m.days(filed + excluded * DAY, 24, 30), { attrs: { prosecutorPresent: true, ...minorInCourt(m, charge) } })
  const end = endOfDay(endOfMonths(filed, 2), Math.max(0, excluded - 3))
  const decided = m.slip('appealOverrun') ? m.afterEnd(end, 6) : extendedOr(m, accused, charge, filed + (31 + excluded) * DAY, end)
  if (!m.slip('stepOmitted')) m.act('P17-N08', decided - 25 * HOUR, { attrs: { act: '合议庭评议', panelSize: m.slip('wrongPanel') ? 2 : 3, signedByAll: true, ...(openCourt ? {} : { fileRead: true }) } })
  const roll = m.random.next()
  const result = roll < 0.8 ? '维持原判' : roll < 0.88 ? '改判' : '发回重审'
  for (const party of accused) m.act('P17-N09', decided, { party, attrs: { result, sentenceType: judgment.sentenceType, ...(result === '发回重审' ? { type: '事实不清' } : {}), custody: party.custody } })
  if (result === '发回重审') return retrial(m, accused, decided, judgment, charge)
  const commissioned = m.act('P17-N10', m.days(decided, 1, 3), { by: m.place.court, attrs: { act: '收到委托' } })
  const told = m.act('P17-N10', m.within(commissioned, m.limitDays(commissioned, 10)), { by: m.place.court, attrs: { act: '代为宣判' } })
  m.act('P17-N10', m.within(told, m.limitDays(told, 5)), { by: m.place.court, attrs: { act: '送交宣判笔录' } })
  if (judgment.sentenceType !== '死刑') return execution(m, accused, m.minutes(told, 60, 240), judgment)
  m.act('P17-N12', m.within(decided, m.limitDays(decided, 10)), { attrs: { act: '报请最高人民法院核准' } })
}

function extendedOr(m: Matter, accused: Party[], charge: Charge, from: number, end: number): number {
  if (charge.court === '市级' || !m.random.chance(charge.incidentalCivil ? 0.7 : charge.complex ? 0.25 : 0)) return m.within(from, end)
  const type = charge.incidentalCivil ? '附带民事诉讼' : '犯罪涉及面广取证困难'
  const asked = m.atOffice(end - 19 * DAY, 0, end - 16 * DAY)
  const granted = m.within(asked + DAY, end - 5 * DAY)
  for (const party of accused) {
    m.act('P17-N07', asked, { party, ...courtPresident, attrs: { act: '报请', type } })
    m.act('P17-N07', granted, { party, level: '高级人民法院', who: 'head', attrs: { act: '批准', extendMonths: 2, type, incidentalCivil: charge.incidentalCivil, result: '批准' } })
  }
  return m.within(end + 5 * DAY, endOfMonths(end, 2))
}

/** The procuratorate reads the file for at most a month, which does not count. Returns the days. */
function reading(m: Matter, filed: number): number {
  const told = m.days(filed, 3, 7)
  m.act('P17-N03', told, { attrs: { phase: 'notice' } })
  const days = m.random.int(8, 24)
  m.act('P17-N03', m.atOffice(told + days * DAY, told, endOfDay(told, days)), { by: m.place.procuratorate, attrs: { phase: 'return' } })
  return Math.max(0, days - 3)
}

function retrial(m: Matter, accused: Party[], decided: number, judgment: Judgment, charge: Charge): void {
  const back = m.days(decided, 4, 9)
  for (const party of accused) m.act('P17-N11', back, { party, by: m.place.court, attrs: { act: '收到案卷', custody: party.custody, procedure: '普通' } })
  m.act('P17-N11', m.within(back, m.limitDays(back, 1)), { by: m.place.court, attrs: { act: '立案', procedure: '普通' } })
  m.act('P16-N05', m.days(back, 2, 5), { attrs: { procedure: '普通', panelSize: 3, ...benchFacts(m, charge) } })
  const sat = m.days(back, 20, 34)
  m.act('P16-N10', sat, { attrs: { procedure: '普通', ...hearingFacts(m, charge) } })
  const at = m.within(sat + 3 * DAY, endOfMonths(back, 2))
  m.act('P16-N16', at - 26 * HOUR, { attrs: { act: '合议庭评议', signedByAll: true } })
  announceJudgment(m, at)
  const facts = judgmentFacts(m)
  for (const party of accused) {
    // the head of the division sits on the new panel
    m.act('P16-N17', at, { party, who: 'head', attrs: { pronouncement: '定期', sentenceType: judgment.sentenceType, custody: party.custody, result: '有罪', ...facts } })
    m.act('P16-N18', m.minutes(at, 30, 90), { party, attrs: { act: '被告人签收', type: '判决书' } })
  }
  const expired = endOfDay(m.limitDays(at, 10), 1) - 15 * HOUR
  execution(m, accused, m.atOffice(expired + DAY, expired), judgment)
}

function execution(m: Matter, accused: Party[], effective: number, judgment: Judgment): void {
  const probation = judgment.sentenceType === '缓刑'
  const connected = m.random.chance(0.35)
  const limit = m.limitDays(effective, 10)
  const papers = m.slip('lateExecutionPapers') ? m.afterEnd(limit) + 3 * DAY : m.within(effective, limit)
  for (const party of accused) {
    m.act('P16-N21', effective, { party, attrs: { sentenceType: judgment.sentenceType } })
    if (probation) m.act('P16-N22', m.within(effective, m.limitDays(effective, 4)), { party, attrs: { act: '通知社区矫正机构' } })
    m.act('P16-N22', papers, { party, attrs: { act: '送达法律文书' } })
    if (probation) onProbation(m, party, effective)
    // the prisons' own system has sent its data for part of the province so far
    if (connected) convicted(m, party, papers + 2 * HOUR)
  }
  disposeOfProperty(m, accused[0] as Party, effective)
  if (m.random.chance(0.06)) petition(m, accused[0] as Party, papers)
  else if (!probation && m.random.chance(0.006)) prisonAsks(m, accused[0] as Party, m.days(papers, 40, 120))
  disposal(m, effective)
}

/** A death sentence without appeal goes to the high court and, with its consent, to the supreme court. */
function capital(m: Matter, accused: Party[], judgment: Judgment, charge: Charge, expired: number): void {
  if (m.random.chance(0.5)) {
    m.act('P17-X01', m.within(judgment.served, m.limitDays(judgment.served, 10)), { party: accused[0] as Party, by: m.place.court, attrs: { postmark: true } })
    m.act('P16-X05', expired, { attrs: { sentenceType: '死刑' } })
    copies(m, expired)
    const sent = m.act('P16-N20', m.within(expired, m.limitDays(expired, 3)))
    return secondInstance(m, accused, sent, judgment, charge)
  }
  m.act('P16-X05', expired, { attrs: { sentenceType: '死刑' } })
  const reported = m.act('P17-N12', m.within(expired, m.limitDays(expired, 10)), { by: m.place.court, attrs: { act: '报请高级人民法院复核' } })
  for (const party of accused) {
    if (party.lawyer !== true) m.act('P17-X05', m.days(reported, 2, 5), { party, attrs: { act: '通知法律援助机构' } })
    m.act('P17-X05', m.days(reported, 8, 20), { party, attrs: { act: '讯问被告人' } })
  }
  const agreed = m.act('P17-N12', m.days(reported, 30, 60), { attrs: { act: '高级人民法院同意判处死刑' } })
  m.act('P17-N12', m.within(agreed, m.limitDays(agreed, 10)), { attrs: { act: '报请最高人民法院核准' } })
}
