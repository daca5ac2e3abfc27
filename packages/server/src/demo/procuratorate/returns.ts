/** P11: the file goes back for supplementary investigation and returns. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefOfPolice, chiefProcurator } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Charge } from './prosecution.ts'

interface Return {
  from: number
  limit: number
  seq: number
  origin: Charge['origin']
}

/** Sends the file back and has it returned within a month; returns when it came back. */
export function supplement(m: Matter, parties: Party[], { from, limit, seq, origin }: Return): number {
  const approved = m.within(from + 8 * DAY, limit)
  const outline = approved + HOUR
  if (!m.slip('stepOmitted')) m.act('P11-N02', outline)
  const received = m.minutes(outline, 30, 120)
  const end = endOfMonths(received, 1)
  const late = m.slip('lateSupplement')
  const back = late ? m.afterEnd(end, 5) : m.within(received + 8 * DAY, end)
  const police = origin === '公安'
  for (const party of parties) {
    m.act(seq === 2 ? 'P11-N08' : 'P11-N01', approved, { party, ...chiefProcurator, attrs: { seq, result: '批准', procuratorate: m.place.procuratorate.name, reason: '部分事实不清' } })
    m.act('P11-N03', received, { party, attrs: { act: police ? '公安签收' : '监察签收', seq } })
    if (origin === '监察' && party.custody) m.act('P11-X02', m.minutes(received, 60, 300), { party })
    if (party.lawyer === true && !m.slip('stepOmitted')) m.act('P11-X01', m.minutes(received, 60, 600), { party })
    if (party.custody) m.act('P11-N05', m.within(received, m.limitDays(approved, 10)), { party, attrs: { seq } })
    m.act('P11-N06', back, { party, ...(police ? { ...chiefOfPolice, by: m.place.police } : {}), attrs: { seq, custody: party.custody } })
    m.act('P11-N07', m.minutes(back, 30, 100), { party, attrs: { seq } })
    if (party.custody) m.act('P11-N05', m.within(back + 2 * HOUR, m.limitDays(back, 9)), { party, attrs: { seq } })
  }
  m.act('P11-N04', received, { attrs: { seq } })
  if (late) m.act('P11-N10', m.minutes(end, 600, 900), { attrs: { seq } })
  return back
}

/** Two returns are the most. Either the attempt is stopped in time or it happens. */
export function thirdReturn(m: Matter, parties: Party[], at: Return): number {
  if (m.random.chance(0.5)) return supplement(m, parties, at)
  return m.act('P11-N09', m.within(at.from + 8 * DAY, at.limit), { attrs: { seq: at.seq, result: '拦截' } })
}
