/** P02-N12: an administrative authority refers a suspected crime to the police. */
import { DAY } from '../clock.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { open } from './filing.ts'
import { refuse } from './refusal.ts'
import { economic } from './report.ts'

const node = 'P02-N12'

export function referredMatter(m: Matter, from: number): void {
  const by = m.place.government
  const reported = m.act(node, m.atOffice(from, 0), { by, attrs: { act: '提出移送报告', ...m.officers() } })
  const kept = m.random.chance(0.08)
  const agreed = m.act(node, m.within(reported, m.limitDays(reported, 3)), { by, level: '行政机关负责人', who: 'chief', attrs: { act: kept ? '不批准移送' : '批准移送', reason: kept ? '没有达到追诉标准' : '达到追诉标准' } })
  if (kept) return
  const complete = m.random.chance(0.8)
  const taken = m.act(node, m.slip('lateReferral') ? m.minutes(agreed + DAY, 90, 900) : m.within(agreed, agreed + DAY, false), { attrs: { act: '接收', receiptSigned: true, materialsComplete: complete, crime: m.crime, reportType: '移送' } })
  if (!complete) {
    const asked = m.act(node, m.slip('lateReferral') ? m.minutes(taken + DAY, 90, 600) : m.within(taken, taken + 0.6 * DAY, false), { attrs: { act: '通知补正' } })
    m.act(node, m.within(asked, m.limitDays(asked, 1)), { by, attrs: { act: '补正' } })
  }
  decision(m, taken)
}

function decision(m: Matter, taken: number): void {
  const by = m.place.government
  const limit = m.limitDays(taken, economic(m.crime) ? 10 : 3)
  const decided = m.slip('lateReferralReview') ? m.afterEnd(limit) : m.within(taken + 1.8 * DAY, limit)
  m.act('P02-N06', m.minutes(decided, -400, -120), { attrs: { act: '审查' } })
  if (economic(m.crime)) m.act('P02-N06', m.minutes(decided, -110, -60), { level: '法制部门负责人', attrs: { act: '法制审核' } })
  if (m.random.chance(0.7)) {
    open(m, decided)
    const told = m.act(node, m.within(decided, m.limitDays(decided, 3)), { attrs: { act: '书面通知', result: '立案' } })
    m.act(node, m.within(told, m.limitDays(told, 3)), { by, attrs: { act: '移交物品' } })
    return
  }
  refuse(m, decided)
  const told = m.act(node, m.within(decided, m.limitDays(decided, 3)), { attrs: { act: '书面通知', result: '不予立案' } })
  if (!m.random.chance(0.4)) return
  const asked = m.act(node, m.within(told, m.limitDays(told, 3)), { by, attrs: { act: '申请复议' } })
  const end = m.limitDays(asked, 3)
  m.act(node, m.slip('lateReferralReview') ? m.afterEnd(end) : m.within(asked, end), { ...chiefOfPolice, attrs: { act: '复议决定', result: '维持' } })
}
