/** One prisoner, from the papers of the court to the gate: admission, points, perhaps months outside, release. */
import { DAY } from './clock.ts'
import { admit, deliver } from './admission.ts'
import { correction, petition } from './inmates.ts'
import type { Matter } from './matter.ts'
import { newPrisonLaw } from './newlaw.ts'
import { monthsOutside, proposal } from './outside.ts'
import type { Party } from './people.ts'
import { release } from './release.ts'
import { scoring } from './scoring.ts'
import { inventSentence } from './sentence.ts'
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

/** A prisoner whose matter the platform knows only from the papers for execution on. */
export function prisoner(m: Matter, start: number): void {
  const received = m.atOffice(start, 0)
  const held = m.random.int(4, 10) * 30
  const sentence = inventSentence(m, m.random.int(10, 46), received - held * DAY)
  imprisonment(m, m.parties[0] as Party, received, sentence)
}

/** A grave illness after the prison law of 2026 came into force: the whole procedure. */
export function illPrisoner(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const sentence = inventSentence(m, m.random.int(50, 90), start - 200 * DAY)
  admit(m, party, m.atOffice(start, 0), sentence)
  proposal(m, party, m.atOffice(newPrisonLaw + m.random.between(0.5, 9) * DAY, 0), sentence)
}

/** Released for illness some time ago; the earlier steps were not recorded. Comes back to prison or stays out to the end. */
export function outsidePrisoner(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const sentence = inventSentence(m, m.random.int(30, 50), start - m.random.int(300, 800) * DAY)
  const left = m.act('P27-N10', m.atOffice(start, 0), { party, attrs: { act: '移送', outside: true, outsideGround: '严重疾病', urgent: false, notified: true, custody: false, sentenceType: sentence.type } })
  const back = monthsOutside(m, party, left, sentence)
  if (back === null) return release(m, party, sentence, m.place.prison, true)
  if (sentence.end - back < 100 * DAY) return
  admit(m, party, back + 20 * 60_000, sentence, '收监执行')
  release(m, party, sentence, m.place.prison)
}

/** The court lets a convict serve outside before delivery; the detention house hands over. */
export function courtRelease(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const attrs = { decidedBy: '人民法院', outsideGround: '严重疾病', urgent: false, custody: true }
  const asked = m.act('P27-X01', m.atOffice(start, 0), { party, by: m.place.court, attrs: { act: '征求检察院意见', ...attrs } })
  const decided = m.act('P27-X01', m.days(asked, 3, 9), { party, by: m.place.court, attrs: { act: '决定', ...attrs } })
  const got = m.act('P27-X01', m.days(decided, 0.5, 2), { party, by: m.place.police, attrs: { act: '看守所收到决定', ...attrs } })
  const limit = m.limitDays(got, 10)
  const left = m.act('P27-N10', m.slip('lateHandover') ? m.afterEnd(limit) + 3 * DAY : m.within(got, limit), { party, by: m.place.police, attrs: { act: '移送', outside: true, notified: true, ...attrs, custody: false } })
  m.act('P27-N10', m.days(left, 0.5, 3), { party, by: m.place.police, attrs: { act: '通报检察院' } })
  monthsOutside(m, party, left, inventSentence(m, m.random.int(30, 50), start - 100 * DAY))
}
