/** P26: paroles that are rare: sentences for life, debts paid late, a second chance. */
import { DAY, endOfMonths } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { admit } from './admission.ts'
import type { Convict } from './convict.ts'
import { parole } from './parole.ts'
import { dateOf, inventSentence } from './sentence.ts'

interface Rare {
  sentenceType: Convict['sentenceType']
  /** facts of the prisoner on arrival */
  facts?: Attributes
  before?: (m: Matter, party: Party, possible: number) => void
  proposal?: Attributes
  ruling?: Attributes
  province?: true
}

const rare: readonly Rare[] = [
  {
    sentenceType: '有期徒刑',
    before: (m, party, possible) => {
      m.act('P25-N03', m.atOffice(possible - 420 * DAY, 0), { party, attrs: { act: '审查', result: '确有履行能力而不履行' } })
      m.act('P25-N03', m.atOffice(possible - 260 * DAY, 0), { party, attrs: { act: '审查', result: '执行完毕' } })
    },
  },
  {
    sentenceType: '有期徒刑',
    before: (m, party, possible) => {
      const heard = m.act('P28-N14', m.atOffice(possible - 510 * DAY, 0), { party, by: m.place.court, attrs: { act: '听取申辩', correctionType: '假释' } })
      m.act('P28-N14', m.days(heard, 2, 6), { party, by: m.place.court, attrs: { act: '裁定撤销', correctionType: '假释' } })
    },
    proposal: { confessedOmittedCrime: true },
  },
  {
    sentenceType: '无期徒刑',
    before: (m, party, possible) => {
      const final = m.act('P16-N21', m.atOffice(endOfMonths(possible, -158), 0), { party, attrs: { sentenceType: '无期徒刑' } })
      m.act('P16-N22', m.days(final, 1, 6), { party, attrs: { act: '送达法律文书' } })
    },
    ruling: { probationMonths: 120 },
    province: true,
  },
  { sentenceType: '死缓', province: true },
]

export function rareParole(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const r = m.inTurn(rare)
  const fixed = r.sentenceType === '有期徒刑'
  const possible = m.atOffice(start, 0)
  const sentence = { ...inventSentence(m, 48, endOfMonths(possible, -26)), minor: false, property: false }
  const suspensionEnd = dateOf(endOfMonths(possible, -184))
  if (r.sentenceType !== '无期徒刑') admit(m, party, m.atOffice(possible - 400 * DAY, 0), { ...sentence, type: fixed ? '有期徒刑' : '无期徒刑' }, '判决生效', { sentenceType: r.sentenceType, ...(fixed ? {} : { suspensionEnd }), ...r.facts })
  r.before?.(m, party, possible)
  const c: Convict = { party, sentenceType: r.sentenceType, termMonths: fixed ? 48 : 0, strictCategory: '无', property: false, admitted: possible - 400 * DAY, end: fixed ? sentence.end : 0, since: possible, rounds: 0, previous: 0, free: 0, now: fixed ? '有期徒刑' : '无期徒刑' }
  parole(m, c, possible, r)
}
