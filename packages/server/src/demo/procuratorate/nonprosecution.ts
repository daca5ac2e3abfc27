/** P10: decisions not to prosecute, the remedies against them, and conditional ones for minors. */
import { DAY, HOUR, endOfMonths } from '../clock.ts'
import { chiefOfPolice, chiefProcurator } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { endBail } from '../police/detention.ts'
import { employerTold } from './own-leads.ts'
import type { Charge } from './prosecution.ts'

/** No prosecution: announced, served, and whoever is held walks free. `returns`: how often the file was sent back before. */
export function spare(m: Matter, party: Party, decided: number, charge: Charge, returns: number): void {
  if (charge.minor) return conditional(m, party, decided)
  const special = returns === 0 && m.random.chance(0.03)
  const type = returns > 0 ? '存疑不起诉' : special ? '特殊不起诉' : '相对不起诉'
  if (special) m.act('P10-X19', decided - 30 * HOUR, { party, level: '最高人民检察院', who: 'chief', attrs: { result: '核准' } })
  const seizedProperty = m.random.chance(0.3)
  const approved = charge.origin === '公安' ? chiefProcurator : ({ level: '上一级检察院', who: 'chief' } as const)
  m.act('P10-N13', decided, { party, ...approved, attrs: { act: '决定', type, custody: party.custody, seizedProperty } })
  if (seizedProperty) m.act('P10-N17', m.slip('lateRelease') ? m.days(decided, 1, 3) : Math.min(m.minutes(decided, 10, 60), m.limitDays(decided, 0)), { party, attrs: { act: '解除查封扣押冻结' } })
  m.act('P10-N13', m.minutes(decided, 20, 60), { party, ...chiefProcurator, attrs: { act: '宣布' } })
  const received = m.act('P10-N13', m.minutes(decided, 70, 300), { party, attrs: { act: '公安收到' } })
  m.act('P10-N13', m.minutes(decided, 70, 300), { party, attrs: { act: '被不起诉人收到', rightsTold: true } })
  m.act('P10-N13', m.minutes(decided, 70, 300), { party, attrs: { act: '被害人收到', rightsTold: !m.slip('pleaRightsUntold') } })
  if (party.custody) m.act('P05-X01', m.slip('lateRelease') ? m.minutes(decided, 1700, 4000) : m.minutes(decided, 70, 400), { party })
  endBail(m, party, m.minutes(decided, 400, 900))
  party.custody = false
  property(m, party, decided)
  if (charge.origin !== '公安') employerTold(m, decided, 10, party)
  if (charge.origin === '公安' && m.random.chance(0.2)) reconsider(m, party, received)
  if (charge.origin === '监察' && m.random.chance(0.5)) organAsks(m, party, received)
  if (m.random.chance(0.1)) petition(m, party, received)
}

function property(m: Matter, party: Party, decided: number): void {
  if (m.random.chance(0.2)) m.act('P10-N17', m.days(decided, 1, 5), { party, ...chiefProcurator, attrs: { act: '提出检察意见' } })
  else m.act('P10-N17', m.days(decided, 1, 5), { party, attrs: { act: '解除查封扣押冻结' } })
}

function reconsider(m: Matter, party: Party, received: number): void {
  const police = { party, by: m.place.police, ...chiefOfPolice }
  const asked = m.act('P10-N14', m.within(received, m.limitDays(received, 7)), { ...police, attrs: { act: '要求复议' } })
  const taken = m.act('P10-N14', m.minutes(asked, 60, 300), { party, attrs: { act: '受理复议' } })
  const limit = m.limitDays(asked, 30)
  const decided = m.slip('lateReconsideration') ? m.afterEnd(limit) : m.within(taken, limit)
  m.act('P10-N14', decided, { party, level: '副检察长', who: 'head', attrs: { act: '复议决定', result: '维持' } })
  if (!m.random.chance(0.4)) return
  const told = m.act('P10-N14', m.minutes(decided, 60, 300), { party, by: m.place.police, attrs: { act: '公安收到复议决定' } })
  const again = m.act('P10-N14', m.within(told, m.limitDays(told, 7)), { ...police, attrs: { act: '提请复核' } })
  const filed = m.act('P10-N14', m.minutes(again, 60, 300), { party, attrs: { act: '受理复核' } })
  m.act('P10-N14', m.within(filed, m.limitDays(again, 30)), { party, level: '上一级检察院', who: 'chief', attrs: { act: '复核决定', result: '维持' } })
}

/** A supervision organ asks the procuratorate above. */
function organAsks(m: Matter, party: Party, received: number): void {
  const asked = m.act('P10-N14', m.days(received, 2, 6), { party, attrs: { act: '要求复议' } })
  m.act('P10-N14', m.within(asked, m.limitDays(asked, 30)), { party, level: '上一级检察院', who: 'chief', attrs: { act: '复议决定', result: '维持' } })
}

function petition(m: Matter, party: Party, received: number): void {
  const asked = m.act('P10-N15', m.within(received, m.limitDays(received, 7)), { party, attrs: { act: m.random.chance(0.7) ? '被害人申诉' : '被不起诉人申诉' } })
  const opened = m.act('P10-N15', m.days(asked, 2, 7), { party, attrs: { act: '立案' } })
  m.act('P10-N15', m.within(opened + 10 * DAY, endOfMonths(opened, 3)), { party, level: '上一级检察院', who: 'chief', attrs: { act: '复查决定', result: '维持' } })
}

/** A new offence within the probation: the decision is revoked and the minor prosecuted. */
function revoked(m: Matter, party: Party, at: number): void {
  m.act('P10-N16', at, { party, ...chiefProcurator, attrs: { act: '撤销', reason: m.random.pick(['新罪', '漏罪', '违反监督管理规定']) } })
  const charged = m.act('P10-N11', m.days(at, 2, 9), { party, attrs: { custody: false } })
  m.act('P10-N12', m.minutes(charged, 60, 180), { party })
}

/** Chapters of the special part; the fourth, fifth and sixth are open to conditional non-prosecution. */
const chapters: Readonly<Record<string, number>> = { 故意伤害: 4, 寻衅滋事: 6, 贩卖毒品: 6, 开设赌场: 6, 聚众斗殴: 6 }

/** A minor is put on probation; after it the decision not to prosecute. */
function conditional(m: Matter, party: Party, decided: number): void {
  const months = m.random.int(6, 12)
  m.act('P10-N16', decided, { party, ...chiefProcurator, attrs: { act: '决定', minor: true, expectedMonths: 10, probationMonths: months, crimeChapter: chapters[m.crime] ?? 5, guardianObjects: false, victim: true } })
  m.act('P10-N16', m.within(decided, m.limitDays(decided, 3)), { party, attrs: { act: '送达' } })
  if (party.custody) m.act('P05-X01', m.minutes(decided, 70, 400), { party })
  endBail(m, party, m.minutes(decided, 400, 900))
  party.custody = false
  const end = endOfMonths(decided, months)
  if (m.random.chance(0.15)) {
    const asked = m.act('P10-X17', m.days(decided, 20, 80), { party, attrs: { act: '申请查询' } })
    m.act('P10-X17', m.within(asked, m.limitDays(asked, 7)), { party, attrs: { act: '许可决定' } })
  }
  if (m.random.chance(0.25)) return revoked(m, party, m.days(decided, 30, 150))
  const reported = Math.max(decided + DAY, Math.min(end, endOfMonths(decided, 6) - 21 * DAY) - 8 * DAY)
  if (!m.slip('stepOmitted')) m.act('P10-N16', m.atOffice(reported - 3 * DAY, decided), { party, attrs: { act: '听取被害人意见' } })
  m.act('P10-N16', m.atOffice(reported, decided), { party, attrs: { act: '考察意见' } })
  const early = m.slip('probationCutShort')
  const dropped = early ? m.atOffice(endOfMonths(decided, 6) - 20 * DAY, decided) : m.atOffice(months === 6 ? end : end - 2 * DAY, end - 4 * DAY)
  m.act('P10-N13', dropped, { party, ...chiefProcurator, attrs: { act: '决定', type: '附条件不起诉考验期满', custody: false } })
}
