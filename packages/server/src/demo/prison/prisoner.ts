/** One prisoner, from the papers of the court to the gate: admission, points, perhaps months outside, release. */
import { DAY, MINUTE, newPrisonLaw } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { admit, deliver } from './admission.ts'
import { correction, judgmentDoubted, petition } from './inmates.ts'
import { monthsOutside, proposal, proposalByPolice } from './outside.ts'
import { release } from './release.ts'
import { scoring } from './scoring.ts'
import { dateOf, endOfTerm, inventSentence } from './sentence.ts'
import type { Sentence } from './sentence.ts'

/** Serves the sentence whose papers reached the police at `received`. */
export function imprisonment(m: Matter, party: Party, received: number, sentence: Sentence): void {
  const admitted = deliver(m, party, received, sentence)
  if (admitted === null) return release(m, party, sentence, m.place.police)
  scoring(m, party, admitted, sentence.end)
  const span = sentence.end - admitted - 60 * DAY
  if (span > 0) {
    if (m.random.chance(0.3)) petition(m, party, m.atOffice(admitted + 20 * DAY + m.random.next() * span, 0))
    if (m.random.chance(0.25)) correction(m, party, m.atOffice(admitted + 20 * DAY + m.random.next() * span, 0))
  }
  if (admitted < newPrisonLaw && sentence.end > newPrisonLaw && m.random.chance(0.3)) petition(m, party, m.atOffice(newPrisonLaw + m.random.between(1, 12) * DAY, 0))
  release(m, party, sentence, m.place.prison)
}

/** A convict whose trial the platform saw: the papers have just gone to the police. */
export function convicted(m: Matter, party: Party, papers: number): void {
  const judged = m.told.findLast(({ event }) => event.node === 'P16-N17' && event.subject === party.subject)?.event.attrs
  const type = judged?.['sentenceType']
  const months = judged?.['termMonths']
  if ((type !== '有期徒刑' && type !== '拘役') || typeof months !== 'number') return
  const from = party.custody ? party.detainedAt || party.arrestedAt || papers : papers
  // who has served the term before the papers go out is let go by the court
  if (endOfTerm(from, months) < papers + 25 * DAY) return
  imprisonment(m, party, papers, { ...inventSentence(m, months, from), type })
}

/** A prisoner whose matter the platform knows only from the papers for execution on. */
export function prisoner(m: Matter, start: number): void {
  const received = m.atOffice(start, 0)
  ;(m.parties[0] as Party).custody = true
  const held = m.random.int(4, 10) * 30
  if (m.random.chance(0.06)) return lifer(m, m.parties[0] as Party, received)
  imprisonment(m, m.parties[0] as Party, received, inventSentence(m, m.random.int(10, 46), received - held * DAY))
}

/** Admitted since the prison law of 2026: papers that are missing, a doubtful judgment, a score that is disputed. */
export function newcomer(m: Matter): void {
  const party = m.parties[0] as Party
  party.custody = true
  const came = m.atOffice(newPrisonLaw + m.random.between(0.6, 5) * DAY, 0)
  const sentence = inventSentence(m, m.random.int(20, 46), came - 200 * DAY)
  const returned = m.every(3)
  const admitted = admit(m, party, came, sentence, returned ? '撤销缓刑' : '判决生效')
  scoring(m, party, admitted, sentence.end)
  judgmentDoubted(m, party, m.days(admitted, 0.5, 2))
  const asked = m.act('P24-N06', m.days(admitted, 1, 3), { party, attrs: { act: '申请复核' } })
  m.act('P24-N06', m.days(asked, 1, 4), { party, level: '副监狱长', who: 'chief', attrs: { act: '复核答复' } })
}

/** For life: the term has no last day until it is commuted. */
function lifer(m: Matter, party: Party, received: number): void {
  const sentence: Sentence = { ...inventSentence(m, 480, received), type: '无期徒刑', minor: false }
  const admitted = deliver(m, party, received, sentence)
  if (admitted !== null) scoring(m, party, admitted, admitted + 4 * 365 * DAY)
}

/** A grave illness after the prison law of 2026 came into force: the whole procedure. */
export function illPrisoner(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const sentence = inventSentence(m, m.random.int(50, 90), start - 200 * DAY)
  const admitted = admit(m, party, m.atOffice(start, 0), sentence)
  const ill = m.atOffice(newPrisonLaw + m.random.between(0.5, 9) * DAY, 0)
  scoring(m, party, admitted, ill)
  proposal(m, party, ill, sentence)
}

/** Released for illness some time ago; the earlier steps were not recorded. Comes back to prison or stays out to the end. */
export function outsidePrisoner(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const sentence = inventSentence(m, m.random.int(30, 50), start - m.random.int(300, 800) * DAY)
  const left = m.act('P27-N10', m.atOffice(start, 0), { party, attrs: { act: '移送', outside: true, outsideGround: '严重疾病', urgentIllness: false, notified: true, custody: false, sentenceType: sentence.type, termEnd: dateOf(sentence.end) } })
  const back = monthsOutside(m, party, left, sentence)
  if (back === null) return release(m, party, sentence, m.place.prison, true)
  if (sentence.end - back < 130 * DAY) return
  scoring(m, party, admit(m, party, back + 20 * MINUTE, sentence, '收监执行'), sentence.end)
  release(m, party, sentence, m.place.prison)
}

/** Ill in the detention house, with a few months left. */
export function illInDetentionHouse(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  party.custody = true
  const received = m.atOffice(start, 0)
  const sentence = inventSentence(m, 10, received - 220 * DAY)
  if (deliver(m, party, received, sentence) !== null) return
  proposalByPolice(m, party, m.days(received, 14, 20), sentence)
  release(m, party, sentence, m.place.police, true)
}

/** The court lets a convict serve outside before delivery; the detention house hands over. */
export function courtRelease(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const sentence = inventSentence(m, m.random.int(30, 50), start - 100 * DAY)
  const attrs = { decidedBy: '法院', outsideGround: '严重疾病', urgentIllness: false, custody: true, sentenceType: sentence.type, termEnd: dateOf(sentence.end) }
  const asked = m.act('P27-X01', m.atOffice(start, 0), { party, by: m.place.court, attrs: { act: '征求检察院意见', ...attrs } })
  const decided = m.act('P27-X01', m.days(asked, 3, 9), { party, by: m.place.court, attrs: { act: '决定', ...attrs } })
  const got = m.act('P27-X01', m.days(decided, 0.5, 2), { party, by: m.place.police, attrs: { act: '看守所收到决定', ...attrs } })
  const limit = m.limitDays(got, 10)
  const left = m.act('P27-N10', m.slip('lateHandover') ? m.afterEnd(limit) + 3 * DAY : m.within(got, limit), { party, by: m.place.police, attrs: { act: '移送', outside: true, notified: true, ...attrs, custody: false } })
  m.act('P27-N10', m.days(left, 0.5, 3), { party, by: m.place.police, attrs: { act: '通报检察院' } })
  if (monthsOutside(m, party, left, sentence) === null) release(m, party, sentence, m.place.police, true)
}
