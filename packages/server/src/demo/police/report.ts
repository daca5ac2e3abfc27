/** P02: a report is taken, receipted and accepted. */
import { DAY } from '../clock.ts'
import { headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import { closeIncident, incident } from './incident.ts'

export interface Report {
  received: number
  registered: number
}

/** The offences that the police count as economic crimes. */
export const economic = (crime: string): boolean => ['职务侵占', '合同诈骗', '非法经营'].includes(crime)

/** Half of the matters begin with a call; the others are reported at the counter or found by the police. */
export function takeReport(m: Matter, from: number, attrs: Attributes = {}): Report {
  const called = attrs['reportType'] === undefined && m.random.chance(0.5)
  const known = called ? incident(m, from, '刑事') : from
  if (called) m.act('P01-N08', m.minutes(known, 10, 60), { attrs: { act: '移交', handoverSigned: true } })
  const at = !called ? from : m.slip('lateAcceptance') ? m.minutes(known + DAY, 120, 900) : m.minutes(known, 20, 240)
  const how = called ? '报案' : m.random.pick(['报案', '报案', '报案', '控告', '举报', '自首', '扭送', '公安发现'] as const)
  const received = m.act('P02-N01', at, { attrs: { act: '受理', agency: '公安', crime: m.crime, ...reporting(m, how), ...attrs } })
  const receipt = m.act('P02-N02', m.slip('lateReceipt') ? m.minutes(received + DAY, 10, 900) : m.minutes(received, 10, 40))
  const registered = m.act('P02-N03', m.minutes(received, 60, 600), { ...headOfUnit, attrs: { result: '批准' } })
  if (called) {
    if (m.random.chance(0.8)) m.act('P01-N09', m.minutes(receipt, 5, 120), { attrs: { reason: '已受案', redirected: true } })
    closeIncident(m, receipt)
  }
  return { received, registered }
}

function reporting(m: Matter, how: string): Attributes {
  const accusation = how === '控告' || how === '举报'
  const evidence = m.random.chance(0.4)
  const unnamed = how === '举报' && m.random.chance(0.5)
  return {
    reportType: how,
    ...(m.random.chance(0.3) ? { officers: 1, recorded: !m.slip('unrecordedOfficer') } : { officers: 2 }),
    ...(how === '控告' ? { complainant: true } : {}),
    ...(accusation ? { warned: !m.slip('noAccusationWarning') } : {}),
    ...(evidence ? { evidenceReceived: true, evidenceListed: !m.slip('noEvidenceList') } : {}),
    ...(unnamed ? { anonymous: true, confidentialNoted: !m.slip('notKeptUnnamed') } : {}),
  }
}
