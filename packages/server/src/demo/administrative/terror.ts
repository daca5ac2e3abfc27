/** P08: funds frozen and movements restrained on suspicion of terrorism, without a crime so far. */
import { DAY, endOfMonths } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { archive } from './police-case.ts'

const above = { level: '上一级公安机关', who: 'chief' } as const

export function terrorSuspicion(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const reported = m.act('P08-N01', start, { attrs: { act: '接报案', caseType: '反恐', offence: m.crime, handlingLevel: '市级', handlingUnit: '县级公安机关业务部门', complex: true, victim: false } })
  const filed = m.act('P08-N01', m.minutes(reported, 15, 80), { ...headOfUnit, attrs: { act: '受案' } })
  m.act('P08-N01', m.minutes(filed, 5, 20), { attrs: { act: '出具受案回执' } })
  const frozen = freeze(m, party, m.days(filed, 0.3, 1))
  const held = m.act('P08-N06', m.days(frozen, 1, 2), { party, ...chiefOfPolice, attrs: { act: '审批', type: '反恐约束' } })
  const from = m.act('P08-N06', m.minutes(held, 30, 120), { party, attrs: { act: '实施', type: '反恐约束', ...m.officers(), signed: true, rightsTold: true } })
  m.act('P08-X12', m.minutes(from, 10, 60), { party, attrs: { notified: true } })
  const free = m.act('P08-N06', m.within(from + 20 * DAY, from + 70 * DAY), { party, ...chiefOfPolice, attrs: { act: '解除', type: '反恐约束' } })
  const closed = m.act('P08-X03', m.within(Math.max(free, frozen + 76 * DAY), m.limitDays(filed, 89)), headOfUnit)
  archive(m, m.days(closed, 3, 6))
}

/** Two months, once more one with the consent of the level above; the decision reaches the holder in three days. */
function freeze(m: Matter, party: Party, at: number): number {
  m.act('P08-N06', at, { party, ...chiefOfPolice, attrs: { act: '审批', type: '冻结' } })
  const frozen = m.act('P08-N06', m.minutes(at, 30, 120), { party, attrs: { act: '实施', type: '冻结', ...m.officers(), signed: true, rightsTold: true } })
  m.act('P08-N06', m.minutes(frozen, 60, 1000), { party, attrs: { act: '交付决定书', type: '冻结' } })
  const two = endOfMonths(frozen, 2)
  m.act('P08-N06', m.atOffice(two - m.random.int(2, 9) * DAY, frozen, two), { party, ...above, attrs: { act: '延长', type: '冻结', extendMonths: 1, complex: true, notified: true } })
  m.act('P08-N06', m.atOffice(two + m.random.int(5, 12) * DAY, two), { party, attrs: { act: '解除', type: '冻结' } })
  return frozen
}
