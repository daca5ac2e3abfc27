/** P29: the last months of a term and the day of release, which is the last day of the term whatever day that is. */
import { DAY, HOUR, MINUTE, startOf, dayOf } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Agency } from '../province.ts'
import { dateOf } from './sentence.ts'
import type { Sentence } from './sentence.ts'

/** Checks the term, prepares and releases. `outside`: the person serves outside prison when the term ends. */
export function release(m: Matter, party: Party, sentence: Sentence, by: Agency, outside = false): void {
  const lastDay = startOf(dayOf(sentence.end))
  const before = (low: number, high: number): number => m.atOffice(lastDay - m.random.between(low, high) * DAY, 0, lastDay - DAY)
  const given = { party, by }
  const early = (at: number): number => Math.max(at, m.told.at(-1)?.at ?? at)
  if (!m.slip('termNotChecked')) m.act('P29-N01', before(40, 70), given)
  const wrong = m.slip('termMiscounted')
  const settled = { termStart: dateOf(sentence.from), termMonths: sentence.months, termEnd: dateOf(wrong ? sentence.end + DAY : sentence.end), sentenceType: sentence.type }
  m.act('P29-N02', before(32, 39), { ...given, attrs: { ...settled, ...m.officers() } })
  if (!outside && !m.slip('noExitEducation')) m.act('P29-N03', before(10, 28), given)
  if (!m.slip('noResettlement')) m.act('P29-N04', before(5, 20), given)
  if (sentence.politicalRights && !m.slip('policeNotTold')) m.act('P29-N05', before(3, 12), given)
  const slip = m.slip('releasedLate')
  const day = lastDay + (slip ? m.random.int(1, 3) * DAY : wrong ? DAY : m.slip('releasedEarly') ? -DAY : 0)
  const left = early(day + 9 * HOUR + m.random.int(0, 120) * MINUTE)
  if (slip) m.act('P29-N10', left - HOUR, { ...given, attrs: { act: '发现逾期未释放' } })
  if (!m.slip('noCertificate')) m.act('P29-N06', left - 30 * MINUTE, { ...given, attrs: { act: '签发', outside } })
  if (outside) m.act('P29-N06', left - 10 * MINUTE, { ...given, attrs: { act: '抄送检察院' } })
  m.act('P29-N07', left, { ...given, attrs: { releaseReason: '刑满', politicalRights: sentence.politicalRights, outside, custody: false } })
  if (slip) m.act('P29-N10', m.days(left, 3, 9), { ...given, attrs: { act: '核查结论', result: '逾期', reason: '刑期止日登记错误', notified: !m.slip('compensationNotTold') } })
  else if (m.random.chance(0.2)) m.act('P29-N10', m.days(left, 2, 9), { ...given, attrs: { act: '核查结论', result: '未逾期' } })
  if (m.random.chance(0.6)) m.act('P29-N08', m.minutes(left, 10, 90), given)
  if (m.random.chance(0.8)) m.act('P29-N09', m.days(left, 2, 20), { party, by: m.place.police })
}
