/** P25: prisoners of whom the platform knows little more than the last ruling, each serving a sentence with waiting times of its own. */
import { DAY, endOfMonths } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { commute } from './commutation.ts'
import type { Convict } from './convict.ts'
import { dateOf } from './sentence.ts'

interface Prisoner {
  sentenceType: Convict['sentenceType']
  now: Convict['now']
  termMonths?: number
  strictCategory?: string
  /** what is different from what the sentence alone says */
  months?: number
  facts?: Attributes
  /** a crime during the sentence, judged in the meantime */
  newCrime?: Attributes
  /** nothing was reduced so far: the sentence runs from delivery */
  first?: true
  merit?: string
  /** facts of the proposal */
  proposal?: Attributes
  /** facts of the ruling */
  ruling?: Attributes
  unwilling?: true
}

const duty = { strictCategory: '职务犯罪', facts: { stateFunctionary: true } } as const

const prisoners: readonly Prisoner[] = [
  { sentenceType: '死缓', now: '无期徒刑', months: 36 },
  { sentenceType: '死缓', now: '无期徒刑', months: 60, strictCategory: '数罪/暴力犯罪十年以上', facts: { limitedReduction: true } },
  { sentenceType: '死缓', now: '无期徒刑', months: 60, newCrime: { duringSuspension: true, newSentence: '有期徒刑' } },
  { sentenceType: '无期徒刑', now: '有期徒刑', months: 24 },
  { sentenceType: '死缓', now: '有期徒刑', months: 24, strictCategory: '数罪/暴力犯罪十年以上', facts: { limitedReduction: true } },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 144, months: 36, newCrime: { newSentence: '有期徒刑' } },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 150, months: 18 },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 150, months: 18, strictCategory: '累犯' },
  { sentenceType: '无期徒刑', now: '无期徒刑', months: 24, first: true },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 150, months: 18, merit: '悔改并重大立功', proposal: { meritType: '技术革新', meritConfirmed: true } },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 150, months: 18, strictCategory: '累犯', merit: '重大立功', ruling: { exceptional: true } },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 84, months: 18, unwilling: true },
]

/** Bribes and embezzlement: longer waits, less off. */
const graft: readonly Prisoner[] = [
  { sentenceType: '死缓', now: '无期徒刑', months: 48, ...duty, proposal: { wholeLife: false } },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 150, months: 24, ...duty },
  { sentenceType: '有期徒刑', now: '有期徒刑', termMonths: 96, months: 18, ...duty },
  { sentenceType: '无期徒刑', now: '无期徒刑', months: 48, first: true, ...duty },
]

export function afterLastRuling(m: Matter): void {
  const party = m.parties[0] as Party
  const p = m.inTurn(m.crime === '受贿' ? graft : prisoners)
  const { sentenceType, now, termMonths = 0, strictCategory = '无', months = 12 } = p
  // so long ago that the next proposal has just become possible
  const last = m.atOffice(endOfMonths(m.asOf - m.random.int(60, 220) * DAY, -months), 0)
  const facts: Attributes = { sentenceType, strictCategory, crime: m.crime, propertyJudgment: false, ...(termMonths > 0 ? { termMonths, termStart: dateOf(endOfMonths(last, -48)) } : {}), ...p.facts }
  const c: Convict = { party, sentenceType, termMonths, strictCategory, property: false, admitted: last, end: now === '有期徒刑' ? endOfMonths(last, 84) : 0, since: last, rounds: p.first === true ? 0 : 1, previous: p.first === true ? 0 : 6, free: endOfMonths(last, months) + 2 * DAY, now, ...(p.facts?.['limitedReduction'] === true ? { limited: true } : {}) }
  if (p.newCrime !== undefined) m.act('P25-X01', last - DAY, { party, by: m.place.court, attrs: p.newCrime })
  if (p.first === true) m.act('P23-N06', last, { party, attrs: { act: '实际送交刑罚执行机关', custody: true, ...facts } })
  else known(m, c, facts, last)
  if (p.unwilling === true) {
    m.act('P25-N03', m.days(last, 30, 60), { party, attrs: { act: '审查', result: '确有履行能力而不履行' } })
    m.act('P25-N03', m.atOffice(c.free - 250 * DAY, last), { party, attrs: { act: '审查', result: '确有履行能力而不履行情形消失' } })
  }
  commute(m, c, { ...(p.merit === undefined ? {} : { merit: p.merit }), proposal: { ...p.facts, ...p.proposal }, ...(p.ruling === undefined ? {} : { ruling: p.ruling }) })
}

/** The ruling as it was taken over from the old records. */
function known(m: Matter, c: Convict, facts: Attributes, at: number): void {
  const { party, now, sentenceType } = c
  const by = m.place.appealCourt
  const own = { party, by }
  if (now !== sentenceType) {
    m.act('P25-N12', at - 9 * DAY, { ...own, attrs: { ...facts, act: '公示', phase: 'start' } })
    m.act('P25-N12', at - 3 * DAY, { ...own, attrs: { act: '公示', phase: 'end', objection: false } })
    m.act('P25-N13', at - 9 * DAY, { ...own, attrs: { act: '开庭通知' } })
    m.act('P25-N13', at - 9 * DAY, { ...own, attrs: { act: '开庭公告' } })
    m.act('P25-N13', at - 2 * DAY, { ...own, attrs: { act: '开庭', panelSize: 3, prosecutorPresent: true } })
    m.act('P25-N14', at, { ...own, attrs: { reducedTo: now, result: '予以减刑', courtLevel: '高级人民法院' } })
  }
  m.act('P25-N15', m.days(at, 1, 4), { ...own, attrs: { ...facts, act: '送达执行机关和罪犯', result: '予以减刑', ...(now === '有期徒刑' ? { prevReduceMonths: 6 } : {}) } })
  m.act('P25-N15', m.days(at, 1, 4), { ...own, attrs: { act: '送达检察院', result: '予以减刑' } })
}

/** On probation in the community, with great merit: the court decides in thirty days. */
export function meritOnProbation(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const from = m.atOffice(start, 0)
  const asked = m.act('P25-N11', from, { party, by: m.place.justice, attrs: { act: '报送', correctionType: '缓刑', sentenceType: '有期徒刑', termMonths: 24, strictCategory: '无', merit: '重大立功', reduceMonths: 4, copied: true } })
  const got = m.act('P25-N11', m.days(asked, 0.5, 1.5), { party, by: m.place.appealCourt, attrs: { act: '法院签收' } })
  const by = { party, by: m.place.appealCourt }
  const filed = m.act('P25-N12', m.minutes(got, 60, 400), { ...by, attrs: { act: '立案' } })
  const put = m.act('P25-N12', m.minutes(filed, 30, 200), { ...by, attrs: { act: '公示', phase: 'start' } })
  const over = m.act('P25-N12', m.limitDays(put, 5) - 6 * 3_600_000, { ...by, attrs: { act: '公示', phase: 'end', objection: false } })
  m.act('P25-N13', over + DAY, { ...by, attrs: { act: '开庭通知' } })
  m.act('P25-N13', over + DAY + 60_000, { ...by, attrs: { act: '开庭公告' } })
  const sat = m.act('P25-N13', m.atOffice(over + 5.5 * DAY, over), { ...by, attrs: { act: '开庭', panelSize: 3, prosecutorPresent: true } })
  const ruled = m.act('P25-N14', m.within(sat, m.limitDays(got, 29)), { ...by, attrs: { result: '予以减刑', merit: '重大立功', reduceMonths: 4, courtLevel: '中级人民法院' } })
  m.act('P25-N15', m.days(ruled, 1, 4), { ...by, attrs: { act: '送达执行机关和罪犯', result: '予以减刑', prevReduceMonths: 4 } })
  m.act('P25-N15', m.days(ruled, 1, 4), { ...by, attrs: { act: '送达检察院', result: '予以减刑' } })
}
