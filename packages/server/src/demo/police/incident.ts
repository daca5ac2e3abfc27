/** P01: from the emergency call to the answer given to the caller. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import type { Matter } from '../matter.ts'

export type Nature = '刑事' | '治安' | '纠纷' | '求助' | '其他'

/** Officers go to the scene and find out what it is. Returns when they knew. */
export function incident(m: Matter, from: number, nature: Nature): number {
  const emergency = m.random.chance(0.4)
  m.act('P01-N01', from, { attrs: { emergency, reportType: '报案' } })
  const sent = m.act('P01-N02', m.minutes(from, 1, m.slip('lateDispatch') ? 90 : 8))
  const there = m.act('P01-N03', m.slip('lateArrival') ? m.minutes(from, 61, 330) : m.minutes(sent, 4, 45), m.slip('auxiliaryAlone') ? { level: '辅警' } : {})
  const single = m.random.chance(0.2)
  const calmed = m.act('P01-N04', m.minutes(there, 3, 12), { attrs: single ? { officers: 1, recorded: !m.slip('unrecordedOfficer') } : { officers: 2 } })
  if (nature === '刑事') inspection(m, m.minutes(calmed, 15, 40))
  m.act('P01-N06', m.slip('lateUpload') ? m.minutes(there + DAY, 30, 900) : m.within(there + HOUR, there + DAY, false))
  const known = m.minutes(calmed, 45, 100)
  if (m.slip('incidentDowngraded')) {
    m.act('P01-N07', known - 20 * MINUTE, { attrs: { incidentNature: '刑事' } })
    return m.act('P01-N07', known, { attrs: { incidentNature: '纠纷' } })
  }
  return m.act('P01-N07', known, { attrs: { incidentNature: nature } })
}

function inspection(m: Matter, at: number): void {
  const complex = m.crime === '故意杀人'
  const witnesses = m.random.chance(0.9) ? m.random.int(1, 2) : 0
  m.act('P01-N05', at, { attrs: { ...m.officers(), witnesses, recorded: complex || witnesses === 0 ? !m.slip('unrecordedInspection') : false, complex } })
}

/** The file of the incident is closed, some callers are asked later whether they were content. */
export function closeIncident(m: Matter, from: number): void {
  const closed = m.act('P01-N10', m.minutes(from, 60, 1400))
  if (m.random.chance(0.3)) m.act('P01-N11', m.days(closed, 2, 6), { attrs: { satisfied: !m.slip('callerDissatisfied') } })
}

/** An incident that ends without a criminal case. */
export function incidentMatter(m: Matter, from: number): void {
  const nature = m.random.pick(['治安', '治安', '纠纷', '纠纷', '求助', '其他'] as const)
  const known = incident(m, from, nature)
  if (nature === '治安') return publicSecurity(m, known)
  const settled = m.act('P01-N08', m.minutes(known, 10, 60), { attrs: { act: '当场处理', result: nature === '纠纷' ? '当场调解' : '说明情况' } })
  const told = m.slip('closedWithoutAnswer') ? settled : answer(m, settled, nature)
  closeIncident(m, told)
}

function answer(m: Matter, from: number, nature: Nature): number {
  const at = m.slip('lateAnswer') ? m.minutes(from + DAY, 5, 600) : m.minutes(from, 5, 240)
  const reason = m.slip('noReasonToCaller') ? {} : { reason: nature === '求助' ? '已提供帮助' : '不构成违反治安管理行为' }
  return m.act('P01-N09', at, { attrs: { ...reason, redirected: !m.slip('notRedirected') } })
}

/** Handed to the unit that opens the administrative case; now and then the matter belongs to another unit. */
function publicSecurity(m: Matter, known: number): void {
  const handed = m.act('P01-N08', m.minutes(known, 20, 120), { attrs: { act: '移交', handoverSigned: true } })
  const limit = known + DAY
  const taken = m.slip('lateAcceptance') ? m.minutes(limit, 120, 1500) : m.within(handed + 10 * MINUTE, limit, false)
  m.act('P02-N01', taken - 5 * MINUTE, { attrs: { act: '受理', agency: '公安', reportType: '报案', caseType: '治安', officers: 2 } })
  m.act('P02-N02', taken)
  if (m.random.chance(0.1)) elsewhere(m, taken)
  else m.act('P02-N03', taken + MINUTE, { level: '办案部门负责人', who: 'head', attrs: { result: '批准', caseType: '治安' } })
  m.act('P01-N09', m.minutes(handed, 10, 300), { attrs: { reason: '已移交办案单位', redirected: true } })
  closeIncident(m, Math.max(taken, handed) + 6 * HOUR)
}

function elsewhere(m: Matter, taken: number): void {
  const found = m.act('P02-N04', m.minutes(taken, 5, 30), { attrs: { act: '审查' } })
  const sent = m.act('P02-N04', m.slip('lateTransfer') ? m.minutes(found + DAY, 90, 600) : m.within(found, found + DAY, false), { attrs: { act: '移送', to: '有管辖权的派出所' } })
  m.act('P02-N04', m.within(sent, m.limitDays(sent, 3)), { attrs: { act: '告知' } })
}
