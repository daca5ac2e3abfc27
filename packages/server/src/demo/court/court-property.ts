/** What becomes of property and fines once a judgment is final. */
import { DAY, endOfMonths } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

export function disposeOfProperty(m: Matter, party: Party, effective: number): void {
  const seized = m.told.some(({ event }) => event.node === 'P16-N17' && event.attrs['seizedProperty'] === true)
  if (seized && m.random.chance(0.15)) {
    const served = m.act('P16-X15', m.days(effective, 2, 9), { attrs: { act: '送达金融机构' } })
    m.act('P16-X15', m.within(served + 2 * DAY, m.limitDays(served, 15)), { attrs: { act: '收到上缴凭证' } })
  }
  if (!m.random.chance(0.03)) return
  const asked = m.act('P16-X16', m.days(effective, 15, 60), { party, attrs: { act: '收到申请' } })
  const month = endOfMonths(asked, 1)
  m.act('P16-X16', m.slip('lateFineRuling') ? m.afterEnd(month) + 3 * DAY : m.within(asked + 4 * DAY, month), { party, attrs: { act: '裁定', result: m.random.pick(['减少', '延期缴纳', '驳回']) } })
}

/** Goods that would spoil are sold before the judgment, with the owner's consent and the president's approval. */
export function earlyDisposal(m: Matter, at: number): void {
  if (m.random.chance(0.01)) m.act('P16-X15', at, { who: 'chief', level: '院长', attrs: { act: '先行处置', consent: !m.slip('propertyWithoutConsent') } })
}
