/** P04: criminal detention and bail. */
import { DAY, HOUR, endOfDay, endOfMonths } from '../clock.ts'
import { isStateCrime } from '../crimes.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Agency } from '../province.ts'
import { guarantorLost, security, travel, underBail } from './guarantee.ts'
import { admission } from './house.ts'
import { fetched, helpElsewhere } from './pursuit.ts'
import { forfeiture } from './sidelines.ts'
import { afterMeasure, questioned, signature } from './traits.ts'

/** What the thirty-day ground rests on. */
export interface Ground {
  offenderCount: number
  crimeCount: number
  crossCounty: boolean
}

export const hasThirtyDayGround = (g: Ground): boolean => g.offenderCount >= 2 || g.crimeCount >= 3 || g.crossCounty

const groundName = (g: Ground): string => (g.offenderCount >= 2 ? '结伙作案' : g.crimeCount >= 3 ? '多次作案' : '流窜作案')

/** Detains a person at `from` and performs the three duties of the first day. */
export function detain(m: Matter, party: Party, from: number, ground: Ground): void {
  const wrongLevel = m.slip('detentionWrongLevel')
  m.act('P04-N01', m.minutes(from, -90, -20), { party, ...(wrongLevel ? { level: '派出所所长', who: 'head' } : chiefOfPolice), attrs: { act: '审批', result: '批准' } })
  const elsewhere = m.random.chance(0.03)
  const facts: Attributes = { ...ground, crime: m.crime, place: elsewhere ? '异地' : '本地', handlingLevel: '县级', custody: true, warrantShown: true, signing: signature(m) }
  party.identityKnown = !m.random.chance(0.016)
  if (!party.identityKnown) facts['identityKnown'] = false
  if (hasThirtyDayGround(ground)) facts['type'] = groundName(ground)
  if (party.traits?.['publicOffice'] === '县级以上人大代表' && m.random.chance(0.6)) {
    // caught in the act: reported at once
    facts['type'] = '现行犯'
    m.act('P04-X12', Math.min(m.minutes(from, 20, 240), endOfDay(from)), { party, attrs: { act: '报告' } })
  }
  party.custody = true
  if (elsewhere) helpElsewhere(m, party, from)
  party.detainedAt = m.act('P04-N02', from, { party, attrs: facts })
  afterMeasure(m, party, from)
  const day = from + DAY
  const hour = (low: number): number => m.within(from + low * HOUR, day, false)
  const over = (): number => m.minutes(day, 30, 900)
  const delivered = m.act('P04-N03', m.slip('lateDetentionHouse') ? over() : hour(2), { party, attrs: { detentionCenter: elsewhere ? '抓获地' : '办案地' } })
  admission(m, party, delivered)
  if (elsewhere) fetched(m, party, m.act('P04-X01', m.within(day + 8 * HOUR, day + 40 * HOUR, false), { party, attrs: { detentionCenter: '办案地' } }))
  const asked = m.slip('lateDetentionQuestioning') ? over() : hour(1)
  m.act('P04-N04', asked, { party, attrs: { placeOfAct: asked >= delivered && !m.slip('wrongInterrogationPlace') ? '看守所讯问室' : '执法办案场所讯问室', ...questioned(m, party) } })
  family(m, party, 'P04-N05', m.slip('lateDetentionFamily') ? over() : hour(1))
}

function family(m: Matter, party: Party, node: string, at: number): void {
  if (!party.identityKnown) m.act(node, at, { party, attrs: { act: '说明', notified: false, delayReason: '无法通知' } })
  else if (!m.slip('noFamilyGround') && !(isStateCrime(m.crime) && m.random.chance(0.5))) m.act(node, at, { party, attrs: { act: '通知', notified: true } })
  else m.act(node, at + 2 * DAY, { party, attrs: { act: '通知', notified: true, delayReason: '有碍侦查' } })
}

/** Decides how long detention lasts; returns the last minute before which arrest must be requested. */
export function extendDetention(m: Matter, parties: Party[], ground: Ground): number {
  const first = Math.min(...parties.map((party) => party.detainedAt))
  const basic = endOfDay(first, 3)
  const roll = m.random.next()
  if (roll < 0.3) return basic
  const thirty = roll > 0.78 && (hasThirtyDayGround(ground) || m.slip('detentionExtensionWithoutGround'))
  const at = m.slip('lateDetentionExtension') ? m.minutes(basic, 300, 900) : m.within(first + DAY, basic)
  // agencies write an extension either as days added or as the new total
  const inTotals = m.random.chance(thirty ? 0.8 : 0.2)
  for (const party of parties) {
    const attrs: Attributes = thirty
      ? { result: '批准', reason: groundName(ground), type: groundName(ground), ...(inTotals ? { extendToDays: 30 } : { extendDays: 27 }), ...ground }
      : { result: '批准', reason: '案情复杂，取证尚未完成', ...(inTotals ? { extendToDays: 7 } : { extendDays: 4 }), ...ground }
    m.act('P04-N06', at, { party, ...chiefOfPolice, attrs })
  }
  return endOfDay(first, thirty ? 30 : 7)
}

/** Lets a person go on bail at `from`. */
export function bail(m: Matter, party: Party, from: number): void {
  const approved = from < m.asOf - 3 * DAY && m.slip('bailBeforeApproval') ? m.minutes(from, 60, 900) : m.minutes(from, -120, -30)
  const barred: Attributes = m.random.chance(0.02) ? { bailBar: '累犯', measureGround: m.slip('depositTooLow') ? '可能判处有期徒刑以上' : '患有严重疾病生活不能自理' } : { bailBar: '无' }
  m.act('P04-N07', approved, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准', ...barred } })
  party.custody = false
  party.bailAt = m.act('P04-N08', from, { party, attrs: { ...security(m, party, from), signing: signature(m), custody: false } })
  afterMeasure(m, party, from)
  underBail(m, party, from)
  if (party.deposit === true && m.random.chance(0.1)) forfeiture(m, party, m.days(from, 10, 60))
}

/** The next agency orders bail anew; the police of the place execute it. */
export function renewBail(m: Matter, party: Party, at: number, by: Agency, agency: '检察院' | '法院'): void {
  if (party.bailAt === 0) return
  party.bailAt = m.act('P04-X02', at, { party, by, attrs: { agency } })
  const received = m.act('P04-N09', m.minutes(at, 60, 240), { party, attrs: { act: '收到文书' } })
  if (m.random.chance(0.05)) travel(m, party, m.days(at, 3, 12), true)
  if (party.deposit !== true && m.random.chance(0.02)) guarantorLost(m, party, m.days(at, 2, 12))
  const late = m.slip('lateBailHandover')
  if (m.random.chance(0.015)) {
    // bail was not enough: the person stays at home under the eyes of the station
    const papers = m.act('P04-X06', m.days(at, 15, 25), { party, attrs: { act: '收到文书', agency } })
    m.act('P04-X06', m.within(papers, papers + DAY, false), { party, attrs: { act: '通知派出所', agency } })
  }
  m.act('P04-N09', late ? m.minutes(received + DAY, 61, 900) : m.within(received + HOUR, received + DAY, false), { party, attrs: { act: '指定派出所' } })
}

/** Ends bail when the matter is over for the person, at the latest when the twelve months are. */
export function endBail(m: Matter, party: Party, at: number): void {
  if (party.bailAt === 0) return
  const limit = endOfMonths(party.bailAt, 12)
  const expires = at > limit - 12 * DAY
  if (expires && !m.slip('noExpiryNotice')) m.act('P04-N13', m.atOffice(limit - m.random.int(18, 25) * DAY, 0), { party })
  const lawful = expires ? m.within(limit - 5 * DAY, limit) : at
  const lifted = m.act('P04-N14', expires && m.slip('bailOverrun') ? m.afterEnd(limit, 9) : lawful, { party, ...chiefOfPolice, attrs: { act: '解除', result: '批准' } })
  if (party.deposit === true) m.act('P04-N15', m.slip('lateDepositReturn') ? m.days(lifted, 2, 9) : Math.min(m.minutes(lifted, 10, 90), endOfDay(lifted)), { party, attrs: { act: '退还' } })
  party.bailAt = 0
}
