/** A prisoner as the rules on commutation and parole see one: the sentence, the class, what was taken off so far. */
import { endOfMonths, isWorkday, dayOf, startOf } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Agency } from '../province.ts'

export interface Convict {
  party: Party
  sentenceType: '有期徒刑' | '无期徒刑' | '死缓'
  termMonths: number
  strictCategory: string
  property: boolean
  admitted: number
  /** the last day of the term as it stands, 0 for life */
  end: number
  /** since when commutation counts: delivery to prison, a ruling that changed the sentence, service of the last ruling */
  since: number
  /** how often the sentence was reduced */
  rounds: number
  previous: number
  /** after a refusal or a withdrawal the prison waits a while */
  free: number
  /** what is left of a sentence of death or for life */
  now: '死缓' | '无期徒刑' | '有期徒刑'
  /** the court limited what may be taken off (限制减刑) */
  limited?: true
}

const graft = (c: Convict, crime: string): boolean => c.strictCategory === '职务犯罪' && ['受贿', '贪污', '挪用公款'].includes(crime)

/** Months that must pass before the next proposal. */
export function monthsToWait(c: Convict, crime: string): number {
  const long = c.termMonths >= 120
  if (c.now === '死缓') return 0
  if (c.now === '无期徒刑') return c.strictCategory === '无' && c.sentenceType === '无期徒刑' ? 24 : 36
  if (c.sentenceType !== '有期徒刑') return 24
  if (graft(c, crime)) return c.rounds === 0 ? (long ? 36 : 24) : long ? 24 : 18
  if (c.rounds === 0) return c.strictCategory !== '无' || long ? 24 : c.termMonths < 60 ? 12 : 18
  return Math.max(long ? 18 : 12, c.previous)
}

/** The most that may be taken off at a time. */
export function mostOff(c: Convict, crime: string, merit: string): number {
  if (c.limited === true) return merit.endsWith('重大立功') ? 12 : 6
  if (graft(c, crime)) return merit === '重大立功' ? 12 : merit === '悔改并立功' ? 9 : 6
  if (merit === '悔改并立功') return 12
  return merit === '重大立功' ? (c.strictCategory === '无' ? 18 : 12) : 9
}

/** Sentences of death and for life are reduced by the high court, terms by the intermediate court. */
export const rulingCourt = (m: Matter, c: Convict): Agency => (m.crime === '故意杀人' && c.now === '有期徒刑' ? m.place.court : m.place.appealCourt)
export const courtLevel = (c: Convict): string => (c.now === '有期徒刑' ? '中级人民法院' : '高级人民法院')

/** The last office hour of the working day so many working days later. */
export function workdaysLater(from: number, count: number): number {
  let day = dayOf(from)
  for (let left = count; left > 0; ) if (isWorkday(++day)) left--
  return startOf(day) + 17 * 3_600_000
}

export const earliest = (c: Convict, crime: string): number => Math.max(c.free, endOfMonths(c.since, monthsToWait(c, crime)))
