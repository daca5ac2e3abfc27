/** P06: custody during the investigation, its extensions, and the transfer for prosecution. */
import { DAY, HOUR, endOfDay, endOfMonths } from '../clock.ts'
import { hasVictim } from '../crimes.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { duringInvestigation } from '../procuratorate/custody-review.ts'
import type { Charge } from '../procuratorate/prosecution.ts'
import { reportPeriod } from '../procuratorate/sentence-watch.ts'
import { inquiries } from './evidence.ts'
import { interrogations } from './house.ts'
import { property } from './property.ts'
import { inquiryFromElsewhere } from './pursuit.ts'
import { reconciliation } from './settlement.ts'
import { application, complaint, defence, submissions, technicalMeasures } from './sidelines.ts'

/** When the file may go at the earliest, and when it must at the latest, as the officers see it. */
interface Window {
  earliest: number
  limit: number
}

/** Returns when the file went to the procuratorate. `from`: the decision on arrest, or the opening of a bail case. */
export function investigation(m: Matter, parties: Party[], from: number, charge: Charge): number {
  const held = parties.filter((party) => party.custody)
  const start = Math.max(from, ...held.map((party) => party.arrestedAt))
  const { earliest, limit } = held.length === 0 ? onBail(m, parties, from) : custody(m, held, start, charge.expectedMonths)
  const sent = m.slip('investigationOverrun') ? m.afterEnd(limit, 6) : m.within(earliest, limit)
  if (sent > limit - 6 * DAY) for (const party of held) m.act('P04-N13', m.atOffice(limit - 11 * DAY, start, limit - 7 * DAY), { party })
  if (m.random.chance(0.06)) application(m, m.random.pick(parties), m.atOffice(start + (sent - start) * 0.4, start))
  if (m.random.chance(0.02)) technicalMeasures(m, start, sent)
  for (const party of parties) defence(m, party, start)
  inquiries(m, parties, start, sent - DAY)
  for (const party of held) interrogations(m, party, start + DAY, sent - DAY)
  if (m.random.chance(0.05)) inquiryFromElsewhere(m, m.days(start, 1, 4))
  if (m.random.chance(0.02)) complaint(m, m.days(start, 1, 6))
  if (m.random.chance(charge.minor ? 0.6 : 0.15)) reconciliation(m, parties[0] as Party, sent - 28 * HOUR, charge)
  const written = parties.filter((party) => submissions(m, party, start, sent - 4 * DAY))
  for (const party of held) if (m.random.chance(0.06)) duringInvestigation(m, party, m.days(start, 2, 12))
  property(m, start, sent)
  m.act('P06-N07', m.slip('lawyerHeardLate') ? sent - HOUR : sent - 3 * DAY)
  const excluded = m.random.chance(0.015) ? { ...chiefOfPolice, attrs: { result: '予以排除' } } : {}
  m.act('P06-N08', m.slip('evidenceReviewedLate') ? sent + 3 * HOUR : sent - 2 * DAY, excluded)
  if (charge.complex && !m.slip('stepOmitted')) m.act('P06-X21', sent - 27 * HOUR)
  if (!m.slip('stepOmitted')) m.act('P06-N09', sent - 4 * HOUR, { ...chiefOfPolice, attrs: { result: '批准', complex: charge.complex } })
  for (const party of parties) {
    const opinion = written.length > 0 ? { opinionAttached: !m.slip('opinionLeftOut') } : {}
    m.act('P06-N10', sent, { party, attrs: { custody: party.custody, victim: hasVictim(m.crime), ...opinion } })
  }
  for (const party of parties) m.act('P06-N11', m.minutes(sent, 20, 120), { party })
  if (held.length > 0) m.act('P06-N12', m.minutes(sent, 130, 200))
  return sent
}

function onBail(m: Matter, parties: Party[], from: number): Window {
  const longest = Math.min(...parties.map((party) => endOfMonths(party.bailAt, 12))) - 20 * DAY
  return { earliest: from + 5 * DAY, limit: Math.min(endOfMonths(from, m.random.int(2, 10)), longest) }
}

/** The custody period with assessments, restarts and extensions. Late ones are used as if they were valid. */
function custody(m: Matter, held: Party[], start: number, expectedMonths: number): Window {
  const first = Math.min(...held.map((party) => party.arrestedAt))
  const roll = m.random.next()
  if (held.some((party) => !party.identityKnown)) return identified(m, held, first)
  if (roll < 0.03) return recalculation(m, held, first)
  const excluded = roll < 0.07 ? assessment(m, held[0] as Party, first) : 0
  let window: Window = { earliest: start + 5 * DAY, limit: endOfDay(endOfMonths(first, 2), excluded) }
  const steps = [
    { months: 1, total: 3, level: '上一级检察院', chance: 0.3, seq: 1 },
    { months: 2, total: 5, level: '省级检察院', chance: 0.35, seq: 2 },
    { months: 2, total: 7, level: '省级检察院', chance: expectedMonths >= 120 ? 0.6 : 0, seq: 3 },
  ]
  for (const step of steps) {
    if (!m.random.chance(step.chance)) break
    const level = step.seq > 1 && m.slip('custodyExtensionWrongLevel') ? '上一级检察院' : step.level
    const granted = extend(m, held, window.limit, { ...step, level, expectedMonths })
    window = { earliest: granted + DAY, limit: endOfDay(endOfMonths(first, step.total), excluded) }
  }
  return window
}

interface Step {
  months: number
  level: string
  seq: number
  expectedMonths: number
}

/** Request seven days ahead, approval before the end. Returns when it was granted. */
function extend(m: Matter, held: Party[], end: number, step: Step): number {
  const asked = m.atOffice(end - m.random.int(9, 14) * DAY, 0, end - 8 * DAY)
  const requested = m.slip('lateExtensionRequest') ? m.atOffice(end - m.random.int(3, 5) * DAY, asked) : asked
  const granted = m.slip('lateCustodyExtension') ? m.afterEnd(end, 2) : m.within(requested, end)
  const reason = step.seq === 1 ? '案情复杂，期限届满不能终结' : step.seq === 2 ? '犯罪涉及面广，取证困难' : '可能判处十年以上有期徒刑'
  for (const party of held) {
    m.act('P06-N02', requested, { party, ...chiefOfPolice, attrs: { seq: step.seq, result: '批准', ...(step.seq === 2 ? { type: '涉及面广取证困难' } : {}) } })
    const attrs = { extendMonths: step.months, seq: step.seq, reason, result: '批准', handlingLevel: '县级', expectedMonths: step.expectedMonths }
    m.act('P06-N03', granted, { party, level: step.level, by: m.place.procuratorate, attrs })
    reportPeriod(m, party, granted)
  }
  return granted
}

/** A psychiatric assessment: the only thing that stops the clock. Returns the days that do not count. */
function assessment(m: Matter, party: Party, first: number): number {
  const start = m.days(first, 8, 25)
  const days = m.random.int(20, 40)
  m.act('P06-N05', start, { party, attrs: { phase: 'start', type: '精神病鉴定' } })
  m.act('P06-N05', m.atOffice(start + days * DAY, start, endOfDay(start, days)), { party, attrs: { phase: 'end', type: '精神病鉴定' } })
  return days - 10
}

/** Another grave crime comes to light: the two months begin anew. */
function recalculation(m: Matter, held: Party[], first: number): Window {
  const found = m.days(first, 15, 50)
  const limit = m.limitDays(found, 5)
  const approved = m.slip('lateRecalculation') ? m.afterEnd(limit) + 3 * DAY : m.within(found, limit)
  for (const party of held) {
    m.act('P06-X01', found, { party, attrs: { type: m.random.pick(['不同种的重大犯罪', '影响量刑档次的同种犯罪']) } })
    m.act('P06-N04', approved, { party, ...chiefOfPolice, attrs: { result: '批准' } })
    for (const act of ['送达看守所', '报检察院备案']) if (!m.slip('stepOmitted')) m.act('P06-X27', m.minutes(approved, 60, 400), { party, attrs: { act } })
  }
  return prolonged(m, held, found, { earliest: approved + 10 * DAY, limit: endOfMonths(found, 2) }, 0.5)
}

/** Who a suspect is comes out only later; the two months of that person run from then. */
function identified(m: Matter, held: Party[], first: number): Window {
  const found = m.days(first, 5, 30)
  for (const party of held.filter((one) => !one.identityKnown)) {
    m.act('P06-X02', found, { party, attrs: { identityKnown: true } })
    m.act('P05-N07', Math.min(m.minutes(found, 60, 600), endOfDay(found)), { party, attrs: { notified: true } })
  }
  return prolonged(m, held, found, { earliest: found + 5 * DAY, limit: endOfMonths(found, 2) }, held.every((one) => !one.identityKnown) ? 0.85 : 0)
}

/** From a new beginning: a month, two, and two again where ten years may be expected. */
function prolonged(m: Matter, held: Party[], from: number, window: Window, chance: number): Window {
  const steps = [
    { months: 1, total: 3, level: '上一级检察院', seq: 1 },
    { months: 2, total: 5, level: '省级检察院', seq: 2 },
    { months: 2, total: 7, level: '省级检察院', seq: 3 },
  ]
  let { earliest, limit } = window
  for (const step of steps) {
    if (!m.random.chance(chance)) break
    earliest = extend(m, held, limit, { ...step, expectedMonths: 132 }) + DAY
    limit = endOfMonths(from, step.total)
  }
  return { earliest, limit }
}
