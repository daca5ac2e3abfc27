/** P16: first instance, from the indictment to the judgment. */
import { DAY, HOUR, MINUTE, dayOf, endOfMonths, isWorkday, startOf } from '../clock.ts'
import { chiefProcurator, courtPresident, presiding } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { renewBail } from '../police/detention.ts'
import { duringTrial } from '../procuratorate/custody-review.ts'
import type { Charge } from '../procuratorate/prosecution.ts'
import { earlyDisposal } from './court-property.ts'
import { announceJudgment, beforeHearing, benchFacts, disorder, hearingFacts, judgmentFacts, legalAid, newCounsel, procedureFacts, served, shortInvitations } from './courtroom.ts'

export interface Judgment {
  at: number
  sentenceType: string
  served: number
}

export function trial(m: Matter, accused: Party[], received: number, charge: Charge): Judgment | null {
  for (const party of accused) m.act('P16-N01', received, { party, attrs: { act: '收到起诉书' } })
  const limit = m.limitDays(received, 7)
  const filed = m.slip('lateCourtAcceptance') ? m.afterEnd(limit, 4) : m.within(received, limit)
  for (const party of accused) {
    m.act('P16-N01', filed - 30 * MINUTE, { party, attrs: { act: '受理' } })
    m.act('P16-N02', filed, { party, attrs: chargeFacts(m, party, charge, charge.procedure) })
    const notice = m.limitDays(filed, 3)
    m.act('P16-N04', m.slip('lateDefenceNotice') ? m.afterEnd(notice) + 2 * DAY : m.within(filed, notice), { party, attrs: { act: '告知被告人', ...(party.lawyer === true ? {} : { dutyLawyerTold: !m.slip('noDutyLawyer') }) } })
    if (party.lawyer !== true && (charge.minor || isCapital(m, charge))) legalAid(m, party, filed)
    if (!party.custody) {
      const ordered = m.act('P16-N06', m.within(filed, m.limitDays(filed, 7)), { party, ...courtPresident, attrs: { act: '继续取保候审' } })
      renewBail(m, party, ordered + 10 * MINUTE, m.place.court, '法院')
    }
  }
  m.act('P16-N03', filed, { attrs: procedureFacts(charge) })
  const lawful = charge.procedure === '普通' ? 3 : charge.procedure === '简易' && charge.expectedMonths > 36 ? 3 : 1
  if (!m.slip('stepOmitted')) m.act('P16-N05', m.minutes(filed, 60, 300), { attrs: { procedure: charge.procedure, panelSize: m.slip('wrongPanel') ? 2 : lawful, expectedMonths: charge.expectedMonths, ...benchFacts(m, charge) } })
  if (charge.incidentalCivil) civilAction(m, filed)
  if (m.random.chance(0.02)) changeOfMeasure(m, m.random.pick(accused), m.days(filed, 1, 6))
  const held = accused.find((party) => party.custody)
  if (held !== undefined && charge.procedure === '普通' && m.random.chance(0.04)) duringTrial(m, held, m.days(filed, 1, 4))
  if (m.random.chance(0.012)) return withdrawal(m, accused, m.days(filed, 3, 9))
  if (charge.procedure === '普通') return ordinary(m, accused, filed, charge, false)
  const days = charge.procedure === '速裁' ? (charge.expectedMonths > 12 ? 15 : 10) : charge.expectedMonths > 36 ? 45 : 20
  if (m.random.chance(0.08)) return converted(m, accused, filed, charge)
  const end = m.limitDays(filed, Math.min(days, charge.expectedMonths > 36 ? 44 : days))
  const late = m.slip('trialOverrun')
  const at = late ? m.afterEnd(end, 6) : m.within(filed + 2 * DAY, end)
  if (!m.slip('stepOmitted')) shortInvitations(m, accused, filed, at, charge)
  hearing(m, at - 2 * HOUR, charge.procedure, charge)
  return judge(m, accused, at, charge, '当庭')
}

const chargeFacts = (m: Matter, party: Party, charge: Charge, procedure: string): Attributes => ({
  custody: party.custody,
  procedure,
  expectedMonths: charge.expectedMonths,
  incidentalCivil: charge.incidentalCivil,
  caseType: '公诉',
  crime: m.crime,
  handlingLevel: charge.court,
  hasLawyer: party.lawyer === true,
  minor: charge.minor,
})

const isCapital = (m: Matter, charge: Charge): boolean => m.crime === '故意杀人' && charge.expectedMonths >= 125

function civilAction(m: Matter, filed: number): void {
  const brought = m.act('P16-N19', m.days(filed, 1, 4), { attrs: { act: '提起附带民事诉讼' } })
  const taken = m.act('P16-N19', m.within(brought, m.limitDays(brought, 7)), { attrs: { act: '受理' } })
  m.act('P16-N19', m.within(taken, m.limitDays(taken, 5)), { attrs: { act: '送达起诉状副本' } })
}

/** To a fuller procedure: the limit starts anew on the day of the decision. */
function converted(m: Matter, accused: Party[], filed: number, charge: Charge): Judgment {
  const at = m.days(filed, 3, 8)
  const to = charge.procedure === '速裁' && m.random.chance(0.5) ? '简易' : '普通'
  for (const party of accused) m.act('P16-N14', at, { party, attrs: { to, procedure: charge.procedure, custody: party.custody } })
  m.act('P16-N05', m.minutes(at, 30, 200), { attrs: { procedure: to, panelSize: to === '普通' || charge.expectedMonths > 36 ? 3 : 1, expectedMonths: charge.expectedMonths, ...benchFacts(m, charge) } })
  if (to === '普通') return ordinary(m, accused, at, { ...charge, procedure: '普通' }, true)
  const done = m.within(at + 4 * DAY, m.limitDays(at, 20))
  shortInvitations(m, accused, at, done, charge)
  hearing(m, done - 2 * HOUR, '简易', charge)
  return judge(m, accused, done, { ...charge, procedure: '简易' }, '当庭')
}

/** The accused asks for another measure; the president of the court decides within three days. */
function changeOfMeasure(m: Matter, party: Party, from: number): void {
  const court = { party, by: m.place.court }
  const asked = m.act('P04-N12', from, { ...court, attrs: { act: '收到申请', agency: '法院' } })
  const decided = m.within(asked, m.limitDays(asked, 3))
  m.act('P04-N12', decided, { ...court, ...courtPresident, attrs: { act: '作出决定', agency: '法院', result: '批准' } })
  m.act('P16-N06', decided, { party, ...courtPresident, attrs: { act: party.custody ? '取保候审' : '解除强制措施' } })
}

/** The prosecution is withdrawn before judgment; the procuratorate then drops the case. */
function withdrawal(m: Matter, accused: Party[], at: number): null {
  const procuratorate = { by: m.place.procuratorate, ...chiefProcurator }
  for (const party of accused) {
    m.act('P10-N18', at, { party, ...procuratorate, attrs: { act: '撤回起诉' } })
    const ruled = m.act('P16-X04', m.minutes(at, 120, 900), { party, attrs: { reason: '准许撤回起诉' } })
    m.act('P16-N18', m.minutes(ruled, 30, 200), { party, attrs: { act: '被告人签收', type: '裁定书' } })
    m.act('P16-N18', m.minutes(ruled, 30, 200), { party, attrs: { act: '检察院签收', type: '裁定书' } })
    m.act('P13-N01', m.minutes(ruled, 201, 240), { party, by: m.place.procuratorate, attrs: { type: '裁定' } })
    const limit = m.limitDays(at, 30)
    const dropped = m.slip('lateDropAfterWithdrawal') ? m.afterEnd(limit) : m.within(at + DAY, limit)
    m.act('P10-N13', dropped, { party, ...procuratorate, attrs: { act: '决定', type: '法定不起诉', custody: party.custody } })
    if (party.custody) m.act('P05-X01', m.minutes(dropped, 60, 300), { party })
  }
  return null
}

/** `start`: since when the two months run. `anew`: they began again once already. */
function ordinary(m: Matter, accused: Party[], start: number, charge: Charge, anew: boolean): Judgment {
  const two = endOfMonths(start, 2)
  const first = invitations(m, accused, start, charge)
  beforeHearing(m, accused[0] as Party, start, first)
  earlyDisposal(m, m.days(start, 3, 12))
  hearing(m, first, '普通', charge)
  disorder(m, first)
  const sat = first - start < 32 * DAY && m.random.chance(0.07) ? newCounsel(m, accused, first, charge) : first
  if (!anew && m.random.chance(0.08)) return afterAdjournment(m, accused, sat, charge)
  if (m.random.chance(0.04)) return extended(m, accused, start, charge)
  const suspended = m.random.chance(0.05) ? suspension(m, accused, sat) : 0
  const past = m.slip('trialPastTwoMonths')
  const three = endOfMonths(start, 3) + suspended
  const over = m.slip('trialOverrun')
  const end = two + suspended
  const at = over ? m.afterEnd(three, 6) : past ? m.within(end + DAY, three - DAY) : m.within(sat + 2 * DAY + suspended, end)
  return deliberated(m, accused, at, charge)
}

/** Sets the day of the hearing and serves everything ahead of it. Returns when the court sits. */
export function invitations(m: Matter, accused: Party[], start: number, charge?: Charge): number {
  const day = startOf(dayOf(m.within(start + 22 * DAY, start + 45 * DAY)))
  const sat = day + m.random.pick([9, 9.5, 14, 14.5]) * HOUR
  const close = m.slip('indictmentTooClose')
  const copy = m.atOffice(close ? sat - m.random.int(5, 8) * DAY : m.within(start + HOUR, sat - 12 * DAY), start)
  if (m.random.chance(0.15)) m.act('P16-X08', m.slip('lateLegalAid') ? sat - 12 * DAY : workdayBefore(sat - 17 * DAY, sat, 15))
  const summoned = m.slip('summonsTooClose') ? startOf(dayOf(sat) - m.random.int(1, 2)) + 15 * HOUR : workdayBefore(sat - m.random.int(3, 6) * DAY, sat, 3)
  for (const party of accused) {
    m.act('P16-N07', close ? copy : workdayBefore(copy, sat, 10), { party, attrs: served(charge) })
    m.act('P16-N08', summoned, { party })
  }
  if (!m.slip('noPublicNotice')) m.act('P16-N09', workdayBefore(sat - m.random.int(3, 7) * DAY, sat, 3), { attrs: { act: '公告开庭' } })
  return sat
}

/** A working day at least `days` before the hearing, not after `at`. */
function workdayBefore(at: number, sat: number, days: number): number {
  let day = Math.min(dayOf(at), dayOf(sat) - days)
  while (!isWorkday(day)) day--
  return startOf(day) + 10 * HOUR + (at % HOUR)
}

export function hearing(m: Matter, at: number, procedure: string, charge?: Charge): void {
  m.act('P16-N10', at, { ...presiding(m), attrs: { procedure, ...hearingFacts(m, charge) } })
}

function deliberated(m: Matter, accused: Party[], at: number, charge: Charge): Judgment {
  if (!m.slip('stepOmitted')) m.act('P16-N16', at - 26 * HOUR, { attrs: { act: '合议庭评议', signedByAll: true } })
  announceJudgment(m, at)
  if (isCapital(m, charge)) m.act('P16-N16', at - 5 * HOUR, { ...courtPresident, attrs: { act: '审判委员会讨论' } })
  return judge(m, accused, at, charge, '定期')
}

/** The procuratorate asks for time to investigate further; the limit starts anew when it is back. */
function afterAdjournment(m: Matter, accused: Party[], sat: number, charge: Charge): Judgment {
  const asked = m.act('P16-N12', m.days(sat, 1, 5), { by: m.place.procuratorate, attrs: { act: '建议延期审理', procedure: '普通' } })
  const agreed = m.minutes(asked, 60, 300)
  for (const party of accused) m.act('P16-N12', agreed, { party, attrs: { act: '同意延期审理' } })
  m.act('P16-N11', agreed + 10 * MINUTE, { attrs: { type: '补充侦查' } })
  const back = m.within(agreed + 8 * DAY, endOfMonths(agreed, 1) - DAY)
  m.act('P16-N12', back - 2 * HOUR, { by: m.place.procuratorate, attrs: { act: '补充侦查完毕' } })
  for (const party of accused) m.act('P16-N12', back, { party, attrs: { act: '移送法院', custody: party.custody } })
  if (!m.slip('stepOmitted')) m.act('P16-X17', m.days(back, 1, 4), { attrs: { act: '通知查阅' } })
  const again = m.within(back + 12 * DAY, back + 30 * DAY)
  for (const party of accused) m.act('P16-N08', again - 4 * DAY, { party })
  hearing(m, again, '普通', charge)
  return deliberated(m, accused, m.within(again + 2 * DAY, endOfMonths(back, 2)), charge)
}

/** Three more months from the next higher court. */
function extended(m: Matter, accused: Party[], start: number, charge: Charge): Judgment {
  const end = endOfMonths(start, 3)
  const asked = m.slip('lateTrialExtensionRequest') ? m.atOffice(end - m.random.int(6, 11) * DAY, 0) : workdayBefore(end - m.random.int(16, 22) * DAY, end, 15)
  const late = m.slip('lateTrialExtension')
  const granted = late ? m.afterEnd(end, 2) : m.within(asked + DAY, end)
  const type = charge.incidentalCivil ? '附带民事诉讼' : '犯罪涉及面广取证困难'
  for (const party of accused) {
    m.act('P16-N15', asked, { party, ...courtPresident, attrs: { type } })
    m.act('P16-X01', granted, { party, by: m.place.appealCourt, level: '上一级法院', who: 'chief', attrs: { extendMonths: 3, type, result: '批准', handlingLevel: charge.court } })
  }
  return deliberated(m, accused, m.within(Math.max(granted, end) + 5 * DAY, endOfMonths(end, 3)), charge)
}

/** Illness of the accused: the time does not count. Returns its length. */
function suspension(m: Matter, accused: Party[], sat: number): number {
  const from = m.days(sat, 1, 4)
  const days = m.random.int(15, 40)
  for (const party of accused) {
    m.act('P16-N13', from, { party, attrs: { phase: 'start', act: '中止审理', type: '被告人患有严重疾病' } })
    m.act('P16-N13', from + days * DAY, { party, attrs: { phase: 'end', act: '恢复审理' } })
  }
  return days * DAY
}

export function judge(m: Matter, accused: Party[], at: number, charge: Charge, pronouncement: '当庭' | '定期'): Judgment {
  const suspended = charge.expectedMonths <= 36 && m.random.chance(0.45)
  const sentenceType = isCapital(m, charge) ? '死刑' : suspended ? '缓刑' : charge.expectedMonths <= 5 ? '拘役' : '有期徒刑'
  const limit = pronouncement === '当庭' ? m.limitDays(at, 5) : m.limitDays(at, 1)
  const late = m.slip('lateJudgmentService')
  const handed = late ? m.afterEnd(limit) + DAY : pronouncement === '定期' ? m.minutes(at, 20, 90) : m.within(at, limit)
  const facts = judgmentFacts(m)
  for (const party of accused) {
    m.act('P16-N17', at, { party, attrs: { pronouncement, sentenceType, termMonths: charge.expectedMonths, custody: party.custody, result: '有罪', ...facts } })
    m.act('P16-N18', handed, { party, attrs: { act: '被告人签收', type: '判决书' } })
    if (charge.minor) m.act('P16-N18', handed, { party, attrs: { act: '法定代理人签收', type: '判决书' } })
    if (party.custody && sentenceType === '缓刑') letGo(m, party, at)
  }
  m.act('P16-N18', handed, { attrs: { act: '检察院签收', type: '判决书' } })
  return { at, sentenceType, served: handed }
}

/** Probation: whoever was held goes home the same day. */
function letGo(m: Matter, party: Party, at: number): void {
  m.act('P05-X01', m.slip('lateRelease') ? m.days(at, 1, 2) : Math.min(m.minutes(at, 20, 180), m.limitDays(at, 0)), { party })
  party.custody = false
}
