/** P06: suspects who are gone or elsewhere: wanted notices, border control, rewards, help between places. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

/** A suspect flees and is caught; returns when. */
export function flight(m: Matter, party: Party, from: number): number {
  m.act('P06-X20', from + HOUR, { party, ...chiefOfPolice, attrs: { act: '通缉审批', result: '批准' } })
  const beyond = m.random.chance(0.4)
  m.act('P06-X20', from + 2 * HOUR, { party, ...(beyond && !m.slip('approvedTooLow') ? { level: '上一级公安机关', who: 'chief' as const } : chiefOfPolice), attrs: { act: '发布通缉令', wantedRange: beyond ? '超出辖区' : '本辖区', handlingLevel: '县级' } })
  if (m.random.chance(0.4)) border(m, party, from + 3 * HOUR)
  if (m.random.chance(0.3)) {
    m.act('P06-X20', from + 4 * HOUR, { party, ...chiefOfPolice, attrs: { act: '悬赏审批', result: '批准' } })
    m.act('P06-X20', from + 6 * HOUR, { party, attrs: { act: '发布悬赏通告' } })
  }
  const caught = m.act('P06-X20', m.days(from, 8, 40), { party, attrs: { act: '抓获' } })
  if (!m.slip('noticeNotRevoked')) m.act('P06-X20', m.minutes(caught, 60, 600), { party, attrs: { act: '撤销' } })
  return caught + 20 * MINUTE
}

function border(m: Matter, party: Party, at: number): void {
  m.act('P06-X20', at, { party, attrs: { act: '紧急交控' } })
  const limit = m.limitDays(at, 7)
  m.act('P06-X20', m.slip('lateBorderControl') ? m.afterEnd(limit) : m.within(at, limit), { party, level: '省级公安机关', who: 'chief', attrs: { act: '边控批准', result: '批准' } })
}

/** Before a detention elsewhere: the police of that place are asked, and approve that their detention house is used. */
export function helpElsewhere(m: Matter, party: Party, detained: number): void {
  if (!m.slip('stepOmitted')) m.act('P06-X25', detained - 5 * HOUR, { party, attrs: { act: '提出请求' } })
  m.act('P04-X11', m.minutes(detained, 30, 100), { party, ...chiefOfPolice, attrs: { result: '批准' } })
}

export function fetched(m: Matter, party: Party, at: number): void {
  m.act('P06-X25', at - 6 * HOUR, { party, attrs: { act: '提解', ...m.officers() } })
}

/** Another place asks about a suspect. */
export function inquiryFromElsewhere(m: Matter, from: number): void {
  const remoteArea = m.random.chance(0.1)
  const asked = m.act('P06-X25', from, { attrs: { act: '收到协查请求', remoteArea } })
  const limit = m.limitDays(asked, remoteArea ? 15 : 7)
  m.act('P06-X25', m.slip('lateAssistance') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit), { attrs: { act: '反馈结果' } })
}
