/** Prisoners whose stories began years ago, and people under correction: who they are, and what they go through. */
import { DAY, endOfMonths } from '../clock.ts'
import { underCorrection } from '../correction/community.ts'
import type { Correction } from '../correction/community.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { admit } from './admission.ts'
import { commutations, commute } from './commutation.ts'
import type { Convict } from './convict.ts'
import { parole } from './parole.ts'
import { release } from './release.ts'
import { scoring } from './scoring.ts'
import { dateOf, inventSentence } from './sentence.ts'
import type { Sentence } from './sentence.ts'

const duty = new Set(['受贿', '贪污', '挪用公款', '滥用职权'])
const violent = new Set(['抢劫', '故意杀人'])

function classOf(m: Matter, months: number): string {
  if (duty.has(m.crime)) return '职务犯罪'
  if (violent.has(m.crime) && months >= 120) return '数罪/暴力犯罪十年以上'
  return m.random.chance(0.12) ? m.random.pick(['累犯', '涉黑', '金融犯罪', '毒品首要/再犯']) : '无'
}

/** Delivered to prison; `credit`: months in custody before, which count as served. */
function enter(m: Matter, start: number, given: Pick<Convict, 'sentenceType' | 'termMonths' | 'strictCategory'>, credit: number): Convict & { sentence: Sentence } {
  const party = m.parties[0] as Party
  const at = m.atOffice(start, 0)
  const fixed = given.sentenceType === '有期徒刑'
  const sentence: Sentence = { ...inventSentence(m, fixed ? given.termMonths : 480, endOfMonths(at, -credit)), type: fixed ? '有期徒刑' : '无期徒刑', minor: false }
  const reprieve = endOfMonths(at, 18)
  const death = given.sentenceType === '死缓'
  party.custody = true
  const admitted = admit(m, party, at, sentence, '判决生效', { strictCategory: given.strictCategory, sentenceType: given.sentenceType, ...(death ? { suspensionEnd: dateOf(reprieve) } : {}) })
  return { ...given, party, sentence, property: sentence.property, admitted, end: fixed ? sentence.end : 0, since: death ? reprieve : admitted, rounds: 0, previous: 0, free: 0, now: given.sentenceType }
}

/** A fixed term, commuted once or twice. */
export function commuted(m: Matter, start: number): void {
  const termMonths = m.random.pick(duty.has(m.crime) ? [84, 96, 126, 150] : [56, 58, 66, 84, 96, 110, 126, 150])
  const c = enter(m, start, { sentenceType: '有期徒刑', termMonths, strictCategory: classOf(m, termMonths) }, m.random.int(5, 9))
  commutations(m, c, 2)
  scoring(m, c.party, c.admitted, c.end)
  release(m, c.party, { ...c.sentence, end: c.end }, m.place.prison)
}

/** Life, or death with a reprieve. */
export function lifer(m: Matter, start: number): void {
  const sentenceType = m.random.chance(0.5) ? '无期徒刑' : '死缓'
  const c = enter(m, start, { sentenceType, termMonths: 0, strictCategory: '数罪/暴力犯罪十年以上' }, 0)
  commutations(m, c, 3)
  scoring(m, c.party, c.admitted, endOfMonths(c.admitted, 66))
}

/** A short enough term and an offence that is no bar: out on parole after half of it. */
export function paroled(m: Matter, start: number): void {
  const credit = m.random.int(5, 9)
  const half = credit + m.random.int(13, 26)
  const c = enter(m, start, { sentenceType: '有期徒刑', termMonths: half * 2, strictCategory: m.slip('bannedParole') ? '累犯' : m.every(6) ? '金融犯罪' : '无' }, credit)
  let possible = endOfMonths(c.sentence.from, half)
  if (half * 2 < 60 && m.random.chance(0.25)) {
    commute(m, c)
    possible = Math.max(possible, endOfMonths(c.since, 12), endOfMonths(c.since, c.previous >= 12 ? 18 : 12))
  }
  const left = parole(m, c, possible + 2 * DAY)
  scoring(m, c.party, c.admitted, left ?? c.end)
  if (left === null) release(m, c.party, { ...c.sentence, end: c.end }, m.place.prison)
}

/** Probation or control whose earlier stages the platform does not know, or leave from prison for health. */
export function corrected(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const effective = m.atOffice(start, 0)
  const kind = m.random.pick<Correction['kind']>(['缓刑', '缓刑', '缓刑', '管制', '暂予监外执行'])
  const end = endOfMonths(effective, kind === '管制' ? m.random.int(6, 12) : m.random.int(12, 18)) - DAY
  m.act('P28-N02', m.within(effective, m.limitDays(effective, 5)), { party, by: m.place.court, attrs: { correctionType: kind, sentenceType: kind } })
  underCorrection(m, party, { kind, effective, end, last: dateOf(end) })
}
