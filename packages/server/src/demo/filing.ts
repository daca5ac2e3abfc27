/** P02: from the report of a crime to the decision to open a criminal case. */
import { HOUR, MINUTE } from './clock.ts'
import { chiefOfPolice, headOfUnit } from './matter.ts'
import type { Matter } from './matter.ts'

/** Returns when the case was opened, or null where the matter ended before. */
export function filing(m: Matter, from: number): number | null {
  const received = m.act('P02-N01', from, { attrs: { act: '受理', agency: '公安', crime: m.crime } })
  m.act('P02-N02', m.minutes(received, 10, 40))
  const registered = m.act('P02-N03', m.minutes(received, 60, 600), { ...headOfUnit, attrs: { result: '批准' } })
  if (m.random.chance(0.03)) {
    m.act('P02-N04', m.minutes(registered, 60, 900), { ...headOfUnit, attrs: { act: '移送', to: '有管辖权的公安机关' } })
    return null
  }
  const inquiry = m.random.chance(0.3)
  if (inquiry) m.act('P02-N05', m.minutes(registered, 20, 120), { ...headOfUnit, attrs: { result: '批准' } })
  const days = inquiry ? 7 : 3
  m.act('P02-N06', m.minutes(registered, 130, 240), { attrs: { act: '审查', type: inquiry ? '需要查证' : '一般' } })
  const limit = m.limitDays(received, days)
  const decided = m.slip('lateFiling') ? m.afterEnd(limit, 5) : m.within(registered + 5 * HOUR, limit)
  m.act('P02-N07', decided - 50 * MINUTE)
  if (m.random.chance(0.08)) return refusal(m, decided)
  m.act('P02-N08', decided, { ...chiefOfPolice, attrs: { result: '批准', crime: m.crime } })
  m.act('P02-N13', m.within(decided, m.limitDays(decided, 3)))
  if (m.random.chance(0.02)) {
    const dropped = m.act('P02-N14', m.days(decided, 10, 60), { ...chiefOfPolice, attrs: { act: '撤销案件', result: '批准' } })
    m.act('P02-N14', m.within(dropped, m.limitDays(dropped, 3)), { attrs: { act: '告知' } })
    return null
  }
  return decided
}

function refusal(m: Matter, decided: number): null {
  m.act('P02-N09', decided, { ...chiefOfPolice, attrs: { result: '批准' } })
  const limit = m.limitDays(decided, 3)
  const served = m.act('P02-N10', m.slip('lateRefusalNotice') ? m.afterEnd(limit) : m.within(decided, limit), { attrs: { act: '送达' } })
  if (m.random.chance(0.3)) {
    const asked = m.act('P02-N11', m.within(served, m.limitDays(served, 7)), { attrs: { act: '申请复议' } })
    m.act('P02-N11', m.within(asked, m.limitDays(asked, 30)), { ...chiefOfPolice, attrs: { act: '复议决定', result: '维持' } })
  }
  return null
}
