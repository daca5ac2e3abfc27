/** P02: no case is opened; what the complainant may do about it. */
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'

const above = { level: '上一级公安机关', who: 'chief' } as const

export function refusal(m: Matter, decided: number): null {
  const served = refuse(m, decided)
  if (m.random.chance(0.3)) remedies(m, served)
  return null
}

/** Returns when the notice was served. */
export function refuse(m: Matter, decided: number): number {
  const reason = m.slip('refusalWithoutGround') ? {} : { reason: m.random.pick(['没有犯罪事实', '犯罪事实显著轻微', '已过追诉时效期限'] as const) }
  const minor = reason.reason === '犯罪事实显著轻微'
  m.act('P02-N09', decided, { ...chiefOfPolice, attrs: { result: '批准', ...reason, ...(minor ? { adminLiability: true } : {}) } })
  if (minor) m.act('P02-X02', m.within(decided, m.limitDays(decided, 7)))
  const limit = m.limitDays(decided, 3)
  return m.act('P02-N10', m.slip('lateRefusalNotice') ? m.afterEnd(limit) : m.within(decided, limit), { attrs: { act: '送达' } })
}

function remedies(m: Matter, served: number): void {
  const asked = m.act('P02-N11', m.within(served, m.limitDays(served, 7)), { attrs: { act: '申请复议' } })
  const answered = decide(m, asked, '复议决定')
  if (!m.random.chance(0.4)) return
  const again = m.act('P02-N11', m.within(answered, m.limitDays(answered, 7)), { attrs: { act: '申请复核' } })
  decide(m, again, '复核决定')
}

/** Within thirty days, in grave cases thirty more. */
function decide(m: Matter, asked: number, act: '复议决定' | '复核决定'): number {
  const by = act === '复核决定' ? above : chiefOfPolice
  let limit = m.limitDays(asked, 30)
  const longer = m.random.chance(0.3)
  if (longer) {
    m.act('P02-N11', m.within(asked, limit), { ...by, attrs: { act: '批准延长', result: '批准', extendDays: 30, complex: true, notified: true } })
    limit = m.limitDays(asked, 60)
  }
  const at = m.slip('lateFilingRemedy') ? m.afterEnd(limit) : m.within(longer ? m.limitDays(asked, 30) : asked, limit)
  return m.act('P02-N11', at, { ...by, attrs: { act, result: '维持' } })
}
