/** P06: reconciliation of the parties, and the two endings without a trial of guilt: compulsory treatment, confiscation. */
import { DAY, HOUR } from '../clock.ts'
import { confiscationTrial, treatmentTrial } from '../court/special-trials.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Charge } from '../procuratorate/prosecution.ts'

/** The parties settle a private dispute or an accident; the case goes on with a proposal of leniency. */
export function reconciliation(m: Matter, party: Party, at: number, charge: Charge): void {
  const negligent = m.crime === '交通肇事'
  const most = negligent ? 84 : 36
  if ((!negligent && m.crime !== '故意伤害') || (charge.expectedMonths > most && !m.slip('reconciliationTooGrave'))) return
  m.act('P06-X22', at, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准', expectedMonths: charge.expectedMonths, negligent } })
  if (!m.slip('stepOmitted')) m.act('P06-X22', m.minutes(at, 30, 90), { party, attrs: { act: '听取意见' } })
  m.act('P06-X22', m.minutes(at, 95, 200), { party, attrs: { act: '制作协议', accompanyingAdult: party.traits?.['minor'] === true ? '法定代理人' : '无' } })
}

/** The suspect turns out to be insane: restrained instead of detained, assessed, and proposed for treatment. */
export function treatment(m: Matter, party: Party, from: number): void {
  m.act('P06-X24', from + HOUR, { party, ...chiefOfPolice, attrs: { act: '采取临时约束', result: '批准' } })
  const start = m.days(from, 1, 3)
  m.act('P06-N05', start, { party, attrs: { phase: 'start', type: '精神病鉴定' } })
  const end = m.days(start, 15, 30)
  m.act('P06-N05', end, { party, attrs: { phase: 'end', type: '精神病鉴定' } })
  const confirmed = m.act('P06-X24', m.minutes(end, 60, 180), { party, attrs: { act: '鉴定确认' } })
  const limit = m.limitDays(confirmed, 7)
  const sent = m.slip('lateTreatmentOpinion') ? m.afterEnd(limit) + 3 * DAY : m.within(confirmed + 5 * HOUR, limit)
  m.act('P06-X24', sent - 3 * HOUR, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X24', sent, { party, attrs: { act: '移送意见书' } })
  if (m.random.chance(0.2)) return void m.act('P06-X24', m.days(sent, 5, 15), { party, attrs: { act: '解除约束' } })
  treatmentTrial(m, party, m.days(sent, 12, 28))
}

/** The suspect is dead, or has been wanted for a year in vain: the gains are proposed for confiscation. */
export function confiscation(m: Matter, party: Party, from: number): void {
  const dead = m.random.chance(0.35)
  const at = dead ? m.days(from, 20, 50) : m.days(from, m.slip('confiscationTooEarly') ? 300 : 370, 395)
  if (!dead) {
    m.act('P06-X20', from + 2 * HOUR, { party, ...chiefOfPolice, attrs: { act: '通缉审批', result: '批准' } })
    m.act('P06-X20', from + 3 * HOUR, { party, ...chiefOfPolice, attrs: { act: '发布通缉令', wantedRange: '本辖区' } })
  }
  m.act('P06-X23', at - 3 * HOUR, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X23', at, { party, attrs: { act: '移送', reason: dead ? '死亡' : '逃匿' } })
  confiscationTrial(m, party, m.days(at, 15, 29))
}
