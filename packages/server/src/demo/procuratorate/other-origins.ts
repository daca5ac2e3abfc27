/** Matters that do not begin with the police: transfers from supervision, the procuratorate's own cases, private prosecutions. */
import { DAY, HOUR, MINUTE, endOfMonths } from '../clock.ts'
import { aftermath } from '../court/appeal.ts'
import { announceJudgment } from '../court/courtroom.ts'
import { hearing, invitations, judge, trial } from '../court/trial.ts'
import { chiefOfPolice, chiefProcurator, courtPresident } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { employerTold, openOwnCase, seizure } from './own-leads.ts'
import { prosecution } from './prosecution.ts'
import type { Charge } from './prosecution.ts'

const charge = (m: Matter, origin: Charge['origin']): Charge => ({ procedure: '普通', origin, expectedMonths: m.random.int(30, 130), plea: m.random.chance(0.7), minor: false, court: '县级', incidentalCivil: false, complex: m.random.chance(0.4) })

export function supervisionCase(m: Matter, start: number): void {
  for (const party of m.parties) party.custody = true
  onToCourt(m, m.atOffice(start, 0), charge(m, '监察'))
}

function onToCourt(m: Matter, sent: number, given: Charge): void {
  const charged = prosecution(m, m.parties, sent, given)
  if (charged === null) return
  const judgment = trial(m, charged.accused, charged.at, given)
  if (judgment !== null) aftermath(m, charged.accused, judgment, given)
}

/** A person held by the supervisory body is detained in advance; within ten (fourteen) days arrest is decided. */
export function advanceDetention(m: Matter, party: Party, from: number): void {
  const held = m.act('P04-X04', from, { party, by: m.place.procuratorate, attrs: { type: '先行拘留', custody: true, origin: '监察', publicOfficial: true } })
  employerTold(m, held, 5, party)
  m.act('P04-N05', m.within(held + HOUR, held + DAY, false), { party, by: m.place.procuratorate, attrs: { notified: true } })
  const ten = m.limitDays(held, 10)
  const longer = m.random.chance(0.3)
  if (longer) m.act('P09-X02', m.within(held + 4 * DAY, ten), { party, ...chiefProcurator, attrs: { extendDays: 4, result: '批准' } })
  const decided = m.within(held + (longer ? 10 : 3) * DAY, longer ? m.limitDays(held, 14) : ten)
  m.act('P09-N03', decided - DAY, { party, attrs: { act: '讯问', ...m.officers() } })
  arrestInOwnCase(m, party, decided, '监察')
}

function arrestInOwnCase(m: Matter, party: Party, decided: number, origin: Charge['origin']): void {
  m.act('P09-N05', decided - 3 * HOUR, { party, attrs: { result: '有社会危险性' } })
  m.act('P09-N07', decided, { party, ...chiefProcurator, attrs: { result: '逮捕', custody: true } })
  const signed = m.act('P05-N05', m.minutes(decided, 60, 200), { party, ...chiefOfPolice, attrs: { act: '签发' } })
  const executed = m.act('P05-N05', m.minutes(signed, 30, 200), { party, attrs: { act: '执行', custody: true, origin } })
  party.arrestedAt = executed
  m.act('P05-X02', executed + 40 * MINUTE, { party })
  m.act('P05-N06', m.within(executed + HOUR, executed + DAY, false), { party, attrs: m.officers() })
  m.act('P05-N07', m.within(executed + HOUR, executed + DAY, false), { party, attrs: { notified: true } })
  m.act('P05-N08', m.within(executed, m.limitDays(executed, 3)), { party })
}

/** Crimes of judicial officers that the procuratorate investigates itself. */
export function ownCase(m: Matter, start: number): void {
  const filed = openOwnCase(m, m.atOffice(start, 0))
  const arrived = m.days(filed, 1, 4)
  seizure(m, arrived + 8 * HOUR)
  const own = { by: m.place.procuratorate }
  for (const party of m.parties) {
    const facts = { agency: '检察院', origin: '自侦', method: '传唤', crime: m.crime, handlingLevel: '县级' }
    m.act('P03-N02', arrived, { party, ...own, attrs: facts })
    m.act('P03-N04', arrived + 20 * MINUTE, { party, ...own })
    m.act('P03-N05', arrived + 50 * MINUTE, { party, ...own, attrs: { notified: true } })
    m.act('P03-N06', arrived + HOUR, { party, ...own })
    m.act('P03-N08', arrived + 3 * HOUR, { party, ...own })
    m.act('P03-N10', arrived + 4 * HOUR, { party, ...own, attrs: m.officers() })
    const grave = m.every(2)
    if (grave) m.act('P03-N09', m.minutes(arrived, 500, 700), { party, ...own, ...chiefProcurator, attrs: { method: '传唤', result: '批准', reason: '案情重大复杂', extendToHours: 24 } })
    const first = m.act('P03-N11', grave ? m.minutes(arrived, 760, 1300) : m.minutes(arrived, 260, 700), { party, ...own, attrs: { agency: '检察院' } })
    const left = m.every(3) ? again(m, party, again(m, party, first, '传唤'), '拘传') : first
    party.custody = true
    const held = m.act('P04-X05', m.minutes(left, 20, 60), { party, ...own, attrs: { custody: true, origin: '自侦', agency: '检察院', crime: m.crime, publicOfficial: true } })
    employerTold(m, held, 5, party)
    for (const node of ['P04-N03', 'P04-N04', 'P04-N05']) m.act(node, m.within(held + HOUR, held + DAY, false), { party, ...own, attrs: node === 'P04-N04' ? m.officers() : {} })
    const handed = m.act('P09-X01', m.within(held + 2 * DAY, m.limitDays(held, 6)), { party })
    m.act('P09-N01', m.minutes(handed, 60, 200), { party, attrs: { custody: true, origin: '自侦', crime: m.crime, handlingLevel: '县级' } })
    m.act('P09-N03', handed + 26 * HOUR, { party, attrs: { act: '讯问', ...m.officers() } })
    const seven = m.limitDays(handed, 7)
    const longer = m.random.chance(0.3)
    if (longer) m.act('P09-X02', m.within(handed + 3 * DAY, seven), { party, ...chiefProcurator, attrs: { extendDays: 3, result: '批准' } })
    arrestInOwnCase(m, party, longer ? m.within(seven, m.limitDays(handed, 8)) : m.within(handed + 2 * DAY, seven), '自侦')
  }
  const first = Math.min(...m.parties.map((party) => party.arrestedAt))
  const sent = m.within(first + 20 * DAY, endOfMonths(first, 2))
  m.act('P06-N08', sent - 2 * DAY, own)
  const freed = m.every(3, 1)
  if (freed) for (const party of m.parties) letOut(m, party, sent - 6 * DAY)
  for (const party of m.parties) m.act('P06-N10', sent, { party, ...own, attrs: { custody: !freed } })
  for (const party of m.parties) m.act('P06-N11', m.minutes(sent, 20, 120), { party, ...own })
  onToCourt(m, sent, charge(m, '自侦'))
}

/** No longer held while the case goes on. */
function letOut(m: Matter, party: Party, at: number): void {
  m.act('P05-X01', at, { party, by: m.place.procuratorate })
  m.act('P04-N14', m.minutes(at, 20, 60), { party, by: m.place.procuratorate, ...chiefProcurator, attrs: { act: '解除', result: '批准', custody: false } })
  party.custody = false
}

/** Called once more, half a day later at the earliest. */
function again(m: Matter, party: Party, before: number, method: '传唤' | '拘传'): number {
  const own = { by: m.place.procuratorate }
  const back = m.act('P03-N02', m.minutes(before, 13 * 60, 20 * 60), { party, ...own, attrs: { agency: '检察院', origin: '自侦', method, seq: 2 } })
  m.act('P03-N04', back + 15 * MINUTE, { party, ...own })
  m.act('P03-N05', back + 20 * MINUTE, { party, ...own, attrs: { notified: true } })
  m.act('P03-N06', back + 30 * MINUTE, { party, ...own })
  m.act('P03-N08', back + 2 * HOUR, { party, ...own })
  m.act('P03-N10', back + 3 * HOUR, { party, ...own, attrs: m.officers() })
  return m.act('P03-N11', m.minutes(back, 200, 500), { party, ...own, attrs: { agency: '检察院', seq: 2 } })
}

/** A victim prosecutes without police or procuratorate. */
export function privateCase(m: Matter, start: number): void {
  const received = m.act('P16-X06', m.atOffice(start, 0))
  const limit = m.limitDays(received, 15)
  const filed = m.slip('lateCourtAcceptance') ? m.afterEnd(limit) : m.within(received, limit)
  m.act('P16-X07', filed - 20 * MINUTE, { attrs: { result: '立案', notified: !m.slip('noReceipt') } })
  for (const party of m.parties) {
    m.act('P16-N02', filed, { party, attrs: { caseType: '自诉', procedure: '普通', custody: false, crime: m.crime, handlingLevel: '县级', expectedMonths: 8 } })
    m.act('P16-N04', m.within(filed, m.limitDays(filed, 3)), { party, attrs: { act: '告知被告人' } })
    m.act('P16-N06', m.within(filed, m.limitDays(filed, 7)), { party, ...courtPresident, attrs: { act: '取保候审' } })
  }
  const three = m.limitDays(filed, 3)
  m.act('P16-N04', m.slip('lateDefenceNotice') ? m.afterEnd(three) : m.within(filed, three), { attrs: { act: '告知自诉人' } })
  m.act('P16-N05', m.minutes(filed, 60, 300), { attrs: { procedure: '普通', panelSize: 3, notified: true } })
  if (m.random.chance(0.2)) return withdrawn(m, m.days(filed, 8, 16))
  const sat = invitations(m, m.parties, filed)
  hearing(m, sat, '普通')
  const at = m.within(sat + 5 * DAY, endOfMonths(filed, 6))
  m.act('P16-N16', at - 26 * HOUR, { attrs: { act: '合议庭评议', signedByAll: true } })
  announceJudgment(m, at)
  const own = { ...charge(m, '公安'), expectedMonths: 8 }
  aftermath(m, m.parties, judge(m, m.parties, at, own, '定期'), own)
}

/** The private prosecutor gives up: the case is closed and bail lifted at once. */
function withdrawn(m: Matter, at: number): void {
  for (const party of m.parties) {
    m.act('P16-X04', at, { party, attrs: { reason: '准许撤回自诉' } })
    m.act('P16-N06', m.slip('lateBailLifting') ? m.days(at, 3, 5) : m.minutes(at, 30, 200), { party, ...courtPresident, attrs: { act: '解除强制措施' } })
  }
}
