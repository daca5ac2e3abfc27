/** P10: review for prosecution, from acceptance to the decision. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { renewBail } from '../police/detention.ts'
import { complaints, courtAsks } from './complaints.ts'
import { beforeProsecution } from './custody-review.ts'
import { spare } from './nonprosecution.ts'
import { advanceDetention } from './other-origins.ts'
import { supplement, thirdReturn } from './returns.ts'
import { reportPeriod } from './sentence-watch.ts'

export interface Charge {
  procedure: '普通' | '简易' | '速裁'
  origin: '公安' | '监察' | '自侦'
  expectedMonths: number
  plea: boolean
  minor: boolean
  /** level of the court of first instance */
  court: '县级' | '市级'
  incidentalCivil: boolean
  complex: boolean
}

/** How often a file is sent back once, and once more. */
const returnAgain = [0.22, 0.35, 0]

/** When the indictment went to court and whom it accuses, or null where nobody was prosecuted. */
export function prosecution(m: Matter, parties: Party[], sent: number, charge: Charge): { at: number; accused: Party[] } | null {
  const accepted = m.minutes(sent, 60, 200)
  accept(m, parties, accepted, charge)
  let { from, limit, fast } = detour(m, parties, accepted, charge)
  let returns = 0
  while (m.random.chance(returnAgain[fast ? 2 : returns] ?? 0)) {
    returns++
    if (charge.complex) limit = extend(m, parties, from, limit)
    from = supplement(m, parties, { from, limit, seq: returns, origin: charge.origin })
    limit = endOfMonths(from, 1)
  }
  if (returns === 2 && m.slip('thirdReturn')) from = thirdReturn(m, parties, { from, limit, seq: 3, origin: charge.origin })
  else if (!fast && charge.complex) limit = extend(m, parties, from, limit)
  limit = Math.max(limit, from + DAY)
  const decided = m.slip('prosecutionOverrun') ? m.afterEnd(limit, 5) : m.within(from + 12 * HOUR, limit)
  return decide(m, parties, from, decided, charge, returns)
}

/** On arrival some fast cases look lighter than they turn out to be. */
const foreseen = (m: Matter, charge: Charge): number => (charge.procedure === '速裁' && m.every(3) ? Math.min(charge.expectedMonths, 12) : charge.expectedMonths)

const arrival = (m: Matter, party: Party, charge: Charge): Attributes => ({
  custody: party.custody,
  procedure: charge.procedure === '速裁' ? '速裁' : '普通',
  expectedMonths: foreseen(m, charge),
  origin: charge.origin,
  minor: charge.minor,
  crime: m.crime,
  handlingLevel: '县级',
})

function accept(m: Matter, parties: Party[], accepted: number, charge: Charge): void {
  const limit = m.limitDays(accepted, 3)
  const designated = charge.origin === '监察' && m.random.chance(0.3)
  if (designated) m.act('P10-X23', m.atOffice(accepted - (m.slip('shortNotice') ? 14 : 30) * DAY, 0))
  for (const party of parties) {
    party.lawyer ??= m.random.chance(charge.minor ? 0.6 : 0.4)
    m.act('P10-N01', accepted, { party, attrs: { ...arrival(m, party, charge), hasLawyer: party.lawyer, ...(charge.minor ? { female: m.random.chance(0.3) } : {}), ...(charge.procedure === '速裁' ? { fastTrackProposed: true } : {}), ...(designated ? { designated } : {}) } })
    if (charge.procedure === '速裁') m.act('P10-X16', m.slip('lateCustodyRequest') ? m.days(accepted, 1, 2) : Math.min(m.minutes(accepted, 10, 90), m.limitDays(accepted, 0)), { party })
    if (charge.origin === '监察') advanceDetention(m, party, m.minutes(accepted, 60, 200))
    renewBail(m, party, m.minutes(accepted, 300, 900), m.place.procuratorate, '检察院')
    if (charge.minor && !party.lawyer && !m.slip('stepOmitted')) minorWithoutCounsel(m, party, accepted)
    m.act('P10-N02', charge.origin === '监察' ? m.minutes(accepted, 210, 240) : m.slip('lateRightsNotice') ? m.afterEnd(limit) + DAY : m.within(accepted, limit), { party })
  }
  m.act('P10-N03', m.within(accepted, limit))
  if (m.random.chance(0.06)) {
    const found = m.act('P10-X03', m.days(accepted, 1, 3))
    m.act('P10-X04', m.within(found, m.limitDays(found, 3)))
  }
  if (m.random.chance(0.4)) {
    const asked = m.act('P10-N04', m.days(accepted, 1, 3), { attrs: { act: '申请阅卷' } })
    m.act('P10-N04', m.within(asked, m.limitDays(asked, 1)), { attrs: { act: '安排阅卷' } })
  }
}

/** What may happen soon after acceptance: the fast track fails, another procuratorate is competent, a second case is joined. */
function detour(m: Matter, parties: Party[], accepted: number, charge: Charge): { from: number; limit: number; fast: boolean } {
  const month = endOfMonths(accepted, 1)
  const plain = { from: accepted, limit: month, fast: false }
  if (charge.procedure === '速裁') {
    const fits = !m.random.chance(0.12)
    const tested = m.minutes(accepted, 60, 400)
    for (const party of parties) m.act('P10-N07', tested, { party, attrs: { result: fits ? '适用' : '不适用', expectedMonths: charge.expectedMonths, guiltyPlea: true, consent: true } })
    if (fits && charge.expectedMonths > 12 && foreseen(m, charge) <= 12) for (const party of parties) m.act('P10-N08', m.minutes(tested, 60, 600), { party, ...chiefProcurator, attrs: { result: '批准', reason: '可能判处一年以上有期徒刑', expectedMonths: charge.expectedMonths } })
    if (fits) return { from: accepted, limit: m.limitDays(accepted, charge.expectedMonths > 12 ? 15 : 10), fast: true }
    charge.procedure = '简易'
    charge.complex ||= m.random.chance(0.5)
    return plain
  }
  if (m.random.chance(0.03)) {
    charge.complex ||= m.random.chance(0.5)
    const found = m.act('P10-X05', m.days(accepted, 2, 8))
    const moved = m.within(found, m.limitDays(found, 5))
    for (const party of parties) {
      m.act('P10-X01', moved, { party, attrs: { to: '有管辖权的检察院', custody: party.custody } })
      if (party.custody) reportPeriod(m, party, moved)
    }
    return { from: moved, limit: endOfMonths(moved, 1), fast: false }
  }
  if (m.random.chance(0.03)) {
    charge.complex ||= m.random.chance(0.4)
    const joined = m.days(accepted, 6, 22)
    for (const party of parties) m.act('P10-N01', joined, { party, attrs: { ...arrival(m, party, charge), merged: true, mergedCase: '另案' } })
    m.act('P10-N03', m.minutes(joined, 60, 300))
    for (const party of parties) m.act('P10-N02', m.minutes(joined, 60, 300), { party })
    return { from: joined, limit: endOfMonths(joined, 1), fast: false }
  }
  return plain
}

/** Used as if it were valid even where it came too late. */
function extend(m: Matter, parties: Party[], from: number, limit: number): number {
  const at = m.slip('lateProsecutionExtension') ? m.afterEnd(limit, 2) : m.within(from + 20 * DAY, limit)
  for (const party of parties) {
    m.act('P10-N08', at, { party, ...chiefProcurator, attrs: { result: '批准', reason: '案情重大复杂', complex: true, extendDays: 15 } })
    if (party.custody) reportPeriod(m, party, at)
  }
  return m.limitDays(limit, 15)
}

function decide(m: Matter, parties: Party[], from: number, decided: number, charge: Charge, returns: number): { at: number; accused: Party[] } | null {
  const between = (share: number): number => from + Math.round((decided - from) * share)
  const spared = new Set(parties.filter(() => m.random.chance(charge.minor ? 0.7 : 0.09)))
  m.act('P10-N04', between(0.6), { attrs: { act: '听取意见' } })
  if (m.random.chance(0.08)) {
    m.act('P11-N11', between(0.3), { attrs: { act: '启动', reason: '检察院查证更为便利' } })
    m.act('P10-N09', between(0.5), { attrs: m.officers() })
    m.act('P11-N11', between(0.7), { attrs: { act: '完毕' } })
    if (charge.origin === '监察' && !m.slip('stepOmitted')) m.act('P11-N11', between(0.72), { attrs: { act: '抄送监察机关' } })
  }
  for (const party of parties) {
    complaints(m, party, from, decided)
    if (!m.slip('stepOmitted')) m.act('P10-N05', between(0.5), { party, attrs: { ...m.officers(), ...questioning(m, party, charge) } })
    if (charge.plea) plead(m, party, between(0.8), charge)
    if (charge.plea && party.custody && party.arrestedAt > 0) beforeProsecution(m, party, between(0.81), between(0.95), charge.expectedMonths)
    if (spared.has(party)) spare(m, party, decided, charge, returns)
  }
  const accused = parties.filter((party) => !spared.has(party))
  if (accused.length === 0) return null
  const publicInterest = m.random.chance(0.008)
  if (publicInterest) m.act('P10-X12', m.atOffice(decided - (m.slip('shortNotice') ? 24 : 40) * DAY, 0))
  for (const party of accused) {
    if (!m.slip('stepOmitted')) m.act('P10-N10', between(0.9), { party, attrs: { act: '提出' } })
    const old = m.random.chance(0.004)
    if (old && !m.slip('stepOmitted')) m.act('P10-X19', between(0.85), { party, level: '最高人民检察院', who: 'chief', attrs: { result: '核准追诉' } })
    m.act('P10-N11', decided, { party, attrs: { custody: party.custody, guiltyPlea: charge.plea, ...(old ? { limitationExpired: true } : {}) } })
    m.act('P10-N12', m.minutes(decided, 60, 180), { party, ...(publicInterest ? { attrs: { publicInterest } } : {}) })
  }
  courtAsks(m, decided)
  return { at: m.minutes(decided, 190, 300), accused }
}

function minorWithoutCounsel(m: Matter, party: Party, accepted: number): void {
  const found = m.act('P10-X03', m.minutes(accepted, 30, 200), { party })
  m.act('P10-X04', m.within(found, m.limitDays(found, 3)), { party })
}

/** A minor is questioned, and signs, with the guardian or another adult at hand. */
const company = (m: Matter, charge: Charge): Attributes => (charge.minor ? { guardianPresent: !m.slip('minorAlone'), appropriateAdult: false, femaleOfficer: !m.slip('minorAlone') } : {})

const questioning = (m: Matter, party: Party, charge: Charge): Attributes => ({ rightsTold: !m.slip('pleaRightsUntold'), ...(party.custody ? { interrogationPlace: '看守所讯问室' } : {}), ...company(m, charge) })

function plead(m: Matter, party: Party, at: number, charge: Charge): void {
  const hasLawyer = party.lawyer === true
  if (!hasLawyer && !m.slip('noDutyLawyer')) m.act('P10-X15', at - 3 * HOUR, { party })
  m.act('P10-N06', at, { party, attrs: { lawyerPresent: !m.slip('noLawyerAtPlea'), rightsTold: !m.slip('pleaRightsUntold'), guiltyPlea: true, hasLawyer, ...company(m, charge) } })
}
