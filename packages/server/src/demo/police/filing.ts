/** P02: from the report of a crime to the decision to open a criminal case. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { dismissal } from './dismissal.ts'
import { refusal } from './refusal.ts'
import { economic, takeReport } from './report.ts'

/** Returns when the case was opened, or null where the matter ended before. */
export function filing(m: Matter, from: number): number | null {
  const { received, registered } = takeReport(m, from)
  if (m.random.chance(0.03)) return transfer(m, registered)
  const decided = review(m, received, registered)
  if (m.random.chance(0.08)) return refusal(m, decided)
  open(m, decided)
  if (m.random.chance(0.01)) handOver(m, m.days(decided, 3, 20))
  else if (m.random.chance(0.02)) dismissal(m, m.days(decided, 10, 60))
  else return decided
  return null
}

/** Review of the lead; returns when the decision was taken. */
export function review(m: Matter, received: number, registered: number): number {
  const inquiry = m.random.chance(0.3)
  if (inquiry) m.act('P02-N05', m.minutes(registered, 20, 120), { ...headOfUnit, attrs: { result: '批准' } })
  m.act('P02-N06', m.minutes(registered, 130, 240), { attrs: { act: '审查', type: inquiry ? '需要查证' : '一般' } })
  const days = inquiry || economic(m.crime) ? 7 : 3
  let limit = m.limitDays(received, days)
  const longer = m.random.chance(0.05)
  if (longer) {
    m.act('P02-N06', m.within(registered + 5 * HOUR, limit), { ...chiefOfPolice, attrs: { act: '批准延长', result: '批准', complex: true, extendToDays: 30 } })
    limit = m.limitDays(received, 30)
  }
  const decided = m.slip('lateFiling') ? m.afterEnd(limit, 5) : m.within(longer ? m.limitDays(received, days) : registered + 5 * HOUR, limit)
  if (economic(m.crime) && !m.slip('noLegalReview')) m.act('P02-N06', m.minutes(decided, -180, -60), { ...headOfUnit, level: '法制部门负责人', attrs: { act: '法制审核' } })
  if (!m.slip('noFilingReport')) m.act('P02-N07', decided - 50 * MINUTE)
  return decided
}

/** The case is filed and those who reported are told. */
export function open(m: Matter, decided: number, attrs: Record<string, boolean> = {}): number {
  m.act('P02-N08', decided, { ...chiefOfPolice, attrs: { result: '批准', crime: m.crime, ...attrs } })
  const limit = m.limitDays(decided, 3)
  m.act('P02-N13', m.slip('lateFilingNotice') ? m.afterEnd(limit) : m.within(decided, limit))
  return decided
}

/** Not ours: approved, handed to the competent organ within a day, the reporter told. */
function transfer(m: Matter, registered: number): null {
  const found = m.act('P02-N04', m.minutes(registered, 30, 300), { attrs: { act: '审查' } })
  const approved = m.act('P02-N04', m.minutes(found, 60, 400), { ...chiefOfPolice, attrs: { act: '批准', result: '批准' } })
  const sent = m.act('P02-N04', m.slip('lateTransfer') ? m.minutes(found + DAY, 90, 900) : m.within(approved, found + DAY, false), { attrs: { act: '移送', to: '有管辖权的公安机关' } })
  m.act('P02-N04', m.within(sent, m.limitDays(sent, 3)), { attrs: { act: '告知' } })
  return null
}

/** After filing, to the organ that joins the cases. */
function handOver(m: Matter, at: number): void {
  m.act('P02-N04', m.minutes(at, -300, -60), { ...chiefOfPolice, attrs: { act: '批准', result: '批准' } })
  const sent = m.act('P02-N04', at, { attrs: { act: '移送', to: '并案侦查的公安机关', handoverSigned: !m.slip('unsignedHandover') } })
  const limit = m.limitDays(sent, 3)
  m.act('P02-N04', m.slip('lateTransfer') ? m.afterEnd(limit) : m.within(sent, limit), { attrs: { act: '告知' } })
}
