/** P03: summons, questioning, and the twelve or twenty-four hours they may take. */
import { HOUR, MINUTE } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { afterMeasure, beforeMeasures, questioned } from './traits.ts'

const exact = (at: number): number => Math.floor(at / MINUTE) * MINUTE

/** Returns when the person left or was taken into custody. */
export function summons(m: Matter, party: Party, from: number): number {
  const forced = m.random.chance(0.1)
  const method = forced ? '拘传' : m.random.chance(0.05) ? '口头传唤' : '传唤'
  beforeMeasures(m, party, from)
  if (method !== '口头传唤') m.act('P03-N01', m.minutes(from, -300, -60), { party, ...(forced ? chiefOfPolice : headOfUnit), attrs: { method, result: '批准' } })
  const left = stay(m, party, exact(from), method, 1)
  if (!m.random.chance(0.03)) return left
  const wait = m.slip('successiveSummons') ? m.minutes(left, 120, 500) : m.minutes(left, 26 * 60, 60 * 60)
  m.act('P03-N13', wait - 45 * MINUTE, { party, attrs: { seq: 2 } })
  m.act('P03-N01', wait - 30 * MINUTE, { party, ...headOfUnit, attrs: { method: '传唤', result: '批准', seq: 2 } })
  return stay(m, party, exact(wait), '传唤', 2)
}

function stay(m: Matter, party: Party, arrived: number, method: string, seq: number): number {
  const ground: Attributes = method === '口头传唤' ? { reason: m.random.chance(0.95) ? '现场发现' : '紧急情况' } : {}
  m.act('P03-N02', arrived, { party, attrs: { method, seq, ...ground, ...party.traits } })
  if (method === '拘传') afterMeasure(m, party, arrived)
  m.act('P03-N03', m.minutes(arrived, 5, 25), { party, attrs: { examinedBy: party.traits?.['sex'] === '女' ? '女工作人员' : '男工作人员', forced: false } })
  const asked = m.minutes(arrived, 45, 110)
  if (!m.slip('noRightsNotice')) m.act('P03-N04', m.minutes(arrived, 26, 40), { party })
  m.act('P03-N05', m.minutes(arrived, 30, 200), { party, attrs: { notified: true } })
  m.act('P03-N07', asked, { party, attrs: { phase: 'start' } })
  m.act('P03-N06', asked, { party, attrs: { placeOfAct: m.slip('wrongInterrogationPlace') ? '办公室' : '执法办案场所讯问室' } })
  const extended = m.random.chance(0.12)
  const left = extended ? longStay(m, party, arrived, method) : shortStay(m, arrived)
  if (!m.slip('noRestRecord')) m.act('P03-N08', arrived + Math.round((left - arrived) * m.random.between(0.4, 0.6)), { party })
  const asking = m.minutes(left, -40, -15)
  m.act('P03-N10', asking, { party, attrs: questioned(m, party) })
  m.act('P03-N07', asking, { party, attrs: { phase: 'end', recordingComplete: !m.slip('recordingGap') } })
  m.act('P03-N11', left, { party, attrs: { seq } })
  m.act('P03-N12', m.minutes(left, 3, 12), { party })
  return left
}

function shortStay(m: Matter, arrived: number): number {
  const end = arrived + 12 * HOUR
  if (m.slip('summonsOverlong')) return m.minutes(end, 61, 300)
  if (m.slip('summonsGreyZone') && arrived % HOUR !== 0) return Math.ceil(end / HOUR) * HOUR - MINUTE
  return exact(m.within(arrived + 3 * HOUR, end, false))
}

function longStay(m: Matter, party: Party, arrived: number, method: string): number {
  const end = arrived + 12 * HOUR
  const late = m.slip('summonsLateExtension')
  m.act('P03-N09', late ? m.minutes(end, 61, 200) : m.minutes(end, -150, -20), {
    party,
    ...(method === '拘传' ? chiefOfPolice : headOfUnit),
    attrs: { method, result: '批准', reason: '案情重大复杂，拟采取拘留措施', extendToHours: 24 },
  })
  return exact(m.within(end + (late ? 4 : 1) * HOUR, arrived + 24 * HOUR, false))
}
