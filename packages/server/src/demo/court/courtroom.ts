/** What the court records of its bench, its hearings and its judgments: the facts that the rules on trials look at. */
import { DAY, HOUR } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Charge } from '../procuratorate/prosecution.ts'

export const benchFacts = (m: Matter, charge: Charge): Attributes => ({ notified: !m.slip('membersUntold'), ...(charge.minor ? { minor: true, juvenileCourt: !m.slip('minorAlone') } : {}) })

export const procedureFacts = (charge: Charge): Attributes => ({ procedure: charge.procedure, ...(charge.procedure === '普通' ? {} : { consent: true }), ...(charge.procedure === '速裁' ? { incidentalCivil: charge.incidentalCivil, settled: true } : {}), minor: charge.minor })

export function hearingFacts(m: Matter, charge: Charge | undefined): Attributes {
  if (charge === undefined) return { publicTrial: true, lastStatement: true }
  return { publicTrial: true, prosecutorPresent: true, lastStatement: true, guiltyPlea: charge.plea, ...(charge.plea ? { pleaReviewed: !m.slip('pleaUnreviewed') } : {}), ...minorInCourt(m, charge) }
}

/** A minor is tried behind closed doors, with counsel and a guardian. */
export function minorInCourt(m: Matter, charge: Charge): Attributes {
  if (!charge.minor) return {}
  const closed = !m.slip('minorInPublic')
  return { minor: true, publicTrial: !closed, ...(closed ? { closedGround: '未成年人' } : {}), guardianPresent: !m.slip('minorAlone'), appropriateAdult: false, lawyerPresent: !m.slip('noDutyLawyer') }
}

export function judgmentFacts(m: Matter): Attributes {
  const seizedProperty = m.random.chance(0.3)
  return { publicPronouncement: true, appealRightsTold: !m.slip('appealRightsUntold'), seizedProperty, ...(seizedProperty ? { propertyListed: !m.slip('propertyForgotten') } : {}) }
}

/** Whoever must have counsel and has none: legal aid is called within three days. */
export function legalAid(m: Matter, party: Party, from: number): void {
  const limit = m.limitDays(from, 3)
  m.act('P16-X08', m.slip('lateLegalAid') ? m.afterEnd(limit) : m.within(from, limit), { party })
}

/** Simplified and fast-track hearings: the same papers, at short notice. */
export function shortInvitations(m: Matter, accused: Party[], from: number, sat: number, charge: Charge): void {
  const at = m.within(from + 5 * HOUR, sat - 3 * HOUR)
  for (const party of accused) {
    m.act('P16-N07', at, { party, attrs: served(charge) })
    m.act('P16-N08', at, { party })
  }
}

export const served = (charge: Charge | undefined): Attributes => ({ exclusionTold: true, ...(charge?.minor === true ? { rightsTold: true } : {}) })

/** A judgment that is not given at once is announced beforehand. */
export function announceJudgment(m: Matter, at: number): void {
  if (!m.slip('stepOmitted')) m.act('P16-N09', at - 25 * HOUR, { attrs: { act: '公告宣判' } })
}

/** What may come up between the filing and the hearing. */
export function beforeHearing(m: Matter, party: Party, from: number, sat: number): void {
  if (sat - from < 12 * DAY) return
  if (m.random.chance(0.04)) recusal(m, party, m.days(from, 1, 3))
  if (m.random.chance(0.06)) exclusion(m, party, m.days(from, 1, 4))
  if (m.random.chance(0.05)) request(m, party, m.days(from, 1, 3))
  if (party.custody && m.random.chance(0.04)) {
    const asked = m.act('P16-X19', m.days(from, 1, 3), { party, attrs: { act: '要求委托辩护人' } })
    m.act('P16-X19', m.slip('lateLegalAid') ? m.afterEnd(m.limitDays(asked, 3)) : m.within(asked, m.limitDays(asked, 3)), { party, attrs: { act: '转达要求' } })
  }
  if (m.random.chance(0.02)) {
    const refused = m.act('P16-X19', m.days(from, 1, 3), { party, attrs: { act: '准许拒绝指派律师' } })
    m.act('P16-X19', m.within(refused + 5 * DAY, m.limitDays(refused, 8)), { party, attrs: { act: '通知另行指派' } })
  }
}

function recusal(m: Matter, party: Party, at: number): void {
  const recusalOf = m.random.chance(0.25) ? '院长' : '审判员'
  m.act('P16-X10', at, { party, attrs: { act: '申请回避', recusalOf } })
  m.act('P16-X10', m.days(at, 0.5, 3), { party, who: 'chief', level: recusalOf === '院长' ? '审判委员会' : '院长', attrs: { act: '决定', recusalOf, result: m.random.chance(0.2) ? '准许' : '驳回', notified: !m.slip('recusalUntold') } })
}

/** Evidence is called unlawful: passed on, talked over in a conference, decided on before judgment. */
function exclusion(m: Matter, party: Party, at: number): void {
  m.act('P16-X12', at, { party, attrs: { act: '申请排除', leads: true } })
  if (!m.slip('applicationKept')) m.act('P16-X12', m.days(at, 0.5, 2), { party, attrs: { act: '送交检察院' } })
  const met = m.act('P16-X11', m.days(at, 3, 6), { attrs: { subjectMatter: '非法证据排除', partiesNotified: true, defendantNotified: !m.slip('defendantNotCalled'), signedByAll: true } })
  m.act('P16-X12', m.minutes(met, 60, 240), { party, attrs: m.random.chance(0.4) ? { act: '撤回申请' } : { act: '驳回申请', reasonStated: true } })
}

function request(m: Matter, party: Party, at: number): void {
  const limit = m.limitDays(at, 5)
  m.act('P16-X17', at, { party, attrs: { act: '收到律师申请' } })
  const granted = m.random.chance(0.6)
  const decided = m.act('P16-X17', m.slip('lateApplicationAnswer') ? m.afterEnd(limit) + 2 * DAY : m.within(at, limit), { party, attrs: { act: '决定', result: granted ? '同意' : '不同意', reasonStated: !m.slip('refusalWithoutReason') } })
  if (!granted) return
  const sent = m.act('P16-X17', m.minutes(decided, 60, 240), { party, attrs: { act: '调取决定书送达' } })
  m.act('P16-X17', m.within(sent, m.limitDays(sent, 3)), { party, by: m.place.procuratorate, attrs: { act: '检察院移交' } })
}

/** Somebody in the audience disturbs the court. */
export function disorder(m: Matter, sat: number): void {
  if (!m.random.chance(0.035)) return
  const fined = m.act('P16-X18', sat + HOUR, { who: 'chief', level: '院长', attrs: m.random.chance(0.6) ? { act: '罚款', amount: m.random.int(2, 10) * 100 } : { act: '拘留', detainDays: m.random.int(3, 15) } })
  if (!m.random.chance(0.4)) return
  const asked = m.act('P16-X18', m.days(fined, 1, 2), { attrs: { act: '收到复议申请' } })
  m.act('P16-X18', m.within(asked, m.limitDays(asked, 3)), { attrs: { act: '报上一级法院' } })
}

/** The accused dismisses counsel in court; the new one has fifteen days to prepare. Returns when the court sits again. */
export function newCounsel(m: Matter, accused: Party[], sat: number, charge: Charge): number {
  const party = accused[0] as Party
  for (const one of accused) m.act('P16-N11', sat + HOUR, { party: one, attrs: { type: '另行委托辩护人' } })
  m.act('P16-X19', m.days(sat, 1, 3), { party, attrs: { act: '另行委托' } })
  const again = m.slip('preparationCutShort') ? m.days(sat, 8, 11) : m.days(sat, 16, 19)
  m.act('P16-N10', again, { attrs: { procedure: '普通', ...hearingFacts(m, charge) } })
  return again
}
