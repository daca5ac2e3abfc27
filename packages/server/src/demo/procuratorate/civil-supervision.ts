/** P13 outside criminal justice: supervision of civil judgments, and letters to the procuratorate. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import type { Matter } from '../matter.ts'

/** A party asks the procuratorate to take up a civil judgment that is in force. */
export function civilSupervision(m: Matter, start: number): void {
  const received = m.act('P13-N06', m.atOffice(start, 0), { attrs: { act: '案管接收', caseType: '民事', handlingLevel: '县级' } })
  const three = m.limitDays(received, 3)
  m.act('P13-N06', m.slip('latePetition') ? m.afterEnd(three) + 3 * DAY : m.within(received, three), { attrs: { act: '登记移送' } })
  const taken = m.act('P13-N06', m.days(received, 4, 8), { attrs: { act: '受理', petitioner: '当事人', caseType: '民事' } })
  if (m.random.chance(0.5)) {
    const asked = m.act('P13-X03', m.days(taken, 3, 8), { attrs: { phase: 'start', type: '调卷' } })
    m.act('P13-X03', m.days(asked, 8, 16), { attrs: { phase: 'end', type: '调卷' } })
  }
  if (m.random.chance(0.3)) {
    const heard = m.days(taken, 30, 45)
    m.act('P13-N06', m.atOffice(heard - (m.slip('summonsTooClose') ? 1.5 : 6) * DAY, taken, heard - HOUR), { attrs: { act: '听证告知' } })
    m.act('P13-N06', heard, { attrs: { act: '举行听证' } })
  }
  const end = endOfMonths(taken, 3)
  const at = m.slip('lateReexamination') ? m.afterEnd(end) + 20 * DAY : m.within(taken + 48 * DAY, end)
  if (m.random.chance(0.4)) return proposal(m, at)
  m.act('P13-N06', at, { attrs: { act: '审查终结', result: '不支持监督申请' } })
  if (m.random.chance(0.3)) m.act('P13-N06', m.days(at, 30, 200), { attrs: { act: '申请复查' } })
}

/** A proposal for retrial to the court of the same level. */
function proposal(m: Matter, at: number): void {
  m.act('P13-N10', at, { level: '检察委员会', who: 'chief', attrs: { act: '决定' } })
  const limit = m.limitDays(at, 15)
  const sent = m.act('P13-N10', m.slip('lateFilingAbove') ? m.afterEnd(limit) + 2 * DAY : m.within(at, limit), { attrs: { act: '移送法院' } })
  const court = { by: m.place.court }
  const received = m.act('P13-N10', m.minutes(sent, 60, 600), { ...court, attrs: { act: '法院收到' } })
  const end = endOfMonths(received, 3)
  const done = m.act('P13-N10', m.slip('lateReply') ? m.afterEnd(end) : m.within(received + 20 * DAY, end), { ...court, attrs: { act: '法院审查结果', result: m.random.pick(['裁定再审', '不予再审']) } })
  if (!m.random.chance(0.5)) return
  const asked = m.act('P13-N11', m.days(done, 2, 9), { ...court, attrs: { act: '法院提出建议' } })
  m.act('P13-N11', m.within(asked, endOfMonths(asked, 1)), { attrs: { act: '回复法院' } })
}

export function letter(m: Matter, start: number): void {
  const received = m.act('P13-X01', m.atOffice(start, 0), {})
  const week = m.limitDays(received, 7)
  m.act('P13-X02', m.slip('latePetition') ? m.afterEnd(week) + 3 * DAY : m.within(received, week), { attrs: { act: '程序性答复' } })
  const end = endOfMonths(received, 3)
  m.act('P13-X02', m.slip('lateReexamination') ? m.afterEnd(end) : m.within(received + 15 * DAY, end), { attrs: { act: '进展或者结果答复' } })
}
