/** Death sentences after the courts have spoken: supervision of the review (P13) and of the execution (P14). */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefProcurator } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

export function deathSentence(m: Matter, start: number): void {
  const party = m.parties[0] as Party
  const from = m.atOffice(start, 0)
  if (m.random.chance(0.4)) return suspended(m, party, from)
  supreme(m, party, from)
}

/** Suspended for two years: the province may propose a protest, normally within three months. */
function suspended(m: Matter, party: Party, from: number): void {
  const facts = { sentenceType: '死缓', crime: m.crime, handlingLevel: '省级', custody: true }
  const received = m.act('P13-X04', from, { party, attrs: facts })
  const late = m.random.chance(0.2)
  const limit = m.slip('lateProtest') ? endOfMonths(received, 7) : endOfMonths(received, late ? 6 : 3)
  const asked = m.act('P13-N08', m.within(late ? endOfMonths(received, 3) : received + 20 * DAY, limit), { party, ...chiefProcurator, attrs: { act: '提请' } })
  m.act('P13-N08', m.days(asked, 30, 70), { party, attrs: { act: '上级决定', result: '不抗诉' } })
}

function supreme(m: Matter, party: Party, from: number): void {
  const facts = { sentenceType: '死刑', crime: m.crime, handlingLevel: '省级', custody: true }
  const copy = m.act('P13-N12', from, { party, attrs: { act: '收到死刑裁判文书副本', ...facts } })
  const limit = m.limitDays(copy, 3)
  m.act('P13-N12', m.slip('lateReview') ? m.afterEnd(limit) + 3 * DAY : m.within(copy, limit), { party, attrs: { act: '移送刑事执行检察部门' } })
  const deathDispute = m.random.chance(0.5)
  m.act('P13-N12', m.days(copy, 5, 12), { party, attrs: { act: '提请监督' } })
  if (deathDispute) m.act('P13-N12', m.days(copy, 14, 24), { party, attrs: { act: '听取下级院意见' } })
  const opinion = m.act('P13-N12', m.days(copy, 26, 60), { party, ...chiefProcurator, attrs: { act: deathDispute ? '提出检察意见' : '书面回复', deathDispute } })
  execution(m, party, m.days(opinion, 30, 70))
}

function execution(m: Matter, party: Party, from: number): void {
  const court = { party, by: m.place.appealCourt }
  const order = m.act('P14-N13', from, { ...court, attrs: { act: '法院接到执行死刑命令' } })
  const day = m.atOffice(order + 5 * DAY, order + 4 * DAY, m.limitDays(order, m.slip('lateDelivery') ? 10 : 7))
  const told = m.slip('summonsTooClose') ? day - 26 * HOUR : Math.min(m.minutes(order, 60, 400), day - 4 * DAY + 2 * HOUR)
  m.act('P14-N13', Math.max(told, order + HOUR), { party, attrs: { act: '收到临场监督通知' } })
  const verified = Math.max(told, order + HOUR) + 3 * HOUR
  m.act('P14-N13', verified, { party, attrs: { act: '查明核准裁判和执行命令' } })
  if (m.random.chance(0.1)) return void m.act('P14-N13', verified + 2 * HOUR, { party, ...chiefProcurator, attrs: { act: '建议停止执行', reason: '罪犯揭发重大犯罪事实' } })
  m.act('P14-N13', day, { party, attrs: { act: '临场监督' } })
  m.act('P14-N13', day + HOUR, { ...court, attrs: { act: '执行死刑' } })
  const limit = m.limitDays(day, 15)
  m.act('P14-N13', m.within(day, limit), { ...court, attrs: { act: '上报执行情况' } })
}
