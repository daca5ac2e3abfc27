/** What reaches a prison from outside or from the prisoner: complaints, petitions, and the procurators who work there. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** A petition or complaint; since November 2026 it is passed on within five working days. */
export function petition(m: Matter, party: Party, from: number): void {
  const type = m.random.pick(['申诉', '控告', '检举'])
  const own = type !== '申诉' && m.random.chance(0.4)
  const received = m.act('P24-X01', from, { party, attrs: { type, transferNeeded: !own } })
  if (own) return void m.act('P24-X04', m.days(received, 10, 60), { party })
  const passed = m.act('P24-X02', m.slip('petitionHeldBack') ? m.days(received, 11, 16) : m.days(received, 1, 5), { party })
  const longer = m.random.chance(0.12)
  if (longer) m.act('P24-X03', m.days(passed, 1, 4), { party, attrs: { act: '批准延长' } })
  m.act('P24-X03', longer ? m.days(passed, 8, 10) : m.days(passed, 1, 5), { party, attrs: { act: '告知' } })
  if (type === '申诉' && m.random.chance(0.1)) judgmentDoubted(m, party, passed + DAY)
}

/** The prison itself thinks that the judgment may be wrong. */
export function judgmentDoubted(m: Matter, party: Party, from: number): void {
  const asked = m.act('P24-X05', m.days(from, 1, 5), { party, by: m.place.procuratorate, attrs: { act: '收到' } })
  const longer = m.random.chance(0.5)
  if (longer) m.act('P24-X05', m.days(asked, 2, 9), { party, by: m.place.procuratorate, attrs: { act: '延长', extendMonths: 3 } })
  m.act('P24-X06', m.within(asked + 20 * DAY, endOfMonths(asked, 3)), { party, by: m.place.procuratorate })
}

/** Procurators point to a flaw, aloud or in writing. */
export function correction(m: Matter, party: Party, from: number): void {
  const written = m.random.chance(0.4)
  const days = written ? 15 : 7
  const told = m.act('P24-N11', from, { party, attrs: written ? { act: '收到纠正违法通知书', replyDays: days } : { act: '收到口头纠正意见' } })
  const limit = m.limitDays(told, days)
  m.act('P24-N11', m.slip('lateAnswerToProcurators') ? m.afterEnd(limit) + 3 * DAY : m.within(told + HOUR, limit), { party, attrs: { act: '回复' } })
}
