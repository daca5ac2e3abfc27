/** P02: a case that was opened is dismissed, and those concerned are told. */
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { bail } from './detention.ts'
import { open, review } from './filing.ts'
import { takeReport } from './report.ts'

const grounds = ['没有犯罪事实', '情节显著轻微', '犯罪已过追诉时效期限'] as const

export function dismissal(m: Matter, at: number, reason: string = m.random.pick(grounds)): number {
  const dropped = m.act('P02-N14', at, { ...chiefOfPolice, attrs: { act: '撤销案件', result: '批准', reason } })
  tell(m, dropped)
  return dropped
}

function tell(m: Matter, decided: number): void {
  const limit = m.limitDays(decided, 3)
  m.act('P02-N14', m.slip('lateDismissalNotice') ? m.afterEnd(limit) : m.within(decided, limit), { attrs: { act: '告知' } })
}

/** The suspects were on bail; it turns out that no crime was committed, or not by them. */
export function droppedMatter(m: Matter, from: number): void {
  const { received, registered } = takeReport(m, from)
  const filed = open(m, review(m, received, registered))
  for (const party of m.parties) bail(m, party, m.days(filed, 1, 5))
  const at = m.days(filed, 30, 120)
  if (m.random.chance(0.6)) dismissal(m, at)
  else for (const party of m.parties) end(m, at, party)
  for (const party of m.parties) {
    m.act('P04-N14', m.slip('lateBailLifting') ? m.minutes(at, 1500, 3000) : m.minutes(at, 10, 60), { party, ...chiefOfPolice, attrs: { act: '解除', result: '批准' } })
    party.bailAt = 0
  }
}

function end(m: Matter, at: number, party: Matter['parties'][number]): void {
  m.act('P02-N14', at, { party, ...chiefOfPolice, attrs: { act: '终止侦查', result: '批准', reason: '不是犯罪嫌疑人实施' } })
  const limit = m.limitDays(at, 3)
  m.act('P02-N14', m.slip('lateDismissalNotice') ? m.afterEnd(limit) : m.within(at, limit), { party, attrs: { act: '告知' } })
}
