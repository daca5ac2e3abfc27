/** Things that happen in few matters: requests of the defence, recusal, technical measures, deposits, residential surveillance. */
import { DAY, HOUR, MINUTE, endOfMonths } from '../clock.ts'
import { isStateCrime } from '../crimes.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { afterMeasure, signature } from './traits.ts'

/** What the defence asks for while the police investigate. */
export function defence(m: Matter, party: Party, from: number): void {
  if (m.random.chance(isStateCrime(m.crime) ? 0.8 : 0.2)) {
    const possible = isStateCrime(m.crime) ? leave(m, party, m.days(from, 0.5, 3)) : from
    if (possible === null) return
    const asked = m.act('P06-X03', m.days(possible, 0.5, 6), { party, attrs: { act: '要求会见' } })
    if (!isStateCrime(m.crime) && m.slip('leaveDemanded')) leave(m, party, asked)
    if (party.traits?.['languageNeed'] !== undefined) interpreter(m, party, asked)
    m.act('P06-X03', m.slip('lateLawyerVisit') ? m.minutes(asked + 2 * DAY, 61, 900) : m.within(asked + HOUR, asked + 2 * DAY), { party, attrs: { act: '安排会见' } })
  }
  if (m.random.chance(0.12)) {
    const asked = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '收到申请' } })
    const known = m.random.chance(0.9)
    m.act('P06-X04', m.within(asked, asked + DAY), { party, attrs: { act: '转交申请', ...(known ? {} : { reason: '家属地址不详' }) } })
    if (known) m.act('P06-X04', m.within(asked, m.limitDays(asked, 3)), { party, attrs: { act: '通知家属协助' } })
  }
  if (m.random.chance(0.05)) {
    const found = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '发现应当援助' } })
    appointed(m, party, m.act('P06-X04', m.within(found, m.limitDays(found, 3)), { party, attrs: { act: '通知法律援助机构' } }))
  }
  if (m.random.chance(0.1)) {
    const asked = m.act('P06-X04', m.days(from, 0.5, 6), { party, attrs: { act: '申请值班律师' } })
    const told = m.act('P06-X04', m.within(asked, asked + DAY), { party, attrs: { act: '通知值班律师' } })
    if (m.random.chance(0.3)) {
      const given = m.act('P06-X04', m.days(told, 0.5, 3), { party, attrs: { act: '值班律师收到申请' } })
      m.act('P06-X04', m.within(given, given + DAY, false), { party, attrs: { act: '转交申请' } })
    }
  }
  if (m.random.chance(0.025)) recusal(m, party, m.days(from, 1, 8))
}

/** Leave to meet: needed for crimes against state security and of terrorism, sometimes demanded where it is not. Returns when it was given, or null. */
function leave(m: Matter, party: Party, from: number): number | null {
  const asked = m.act('P06-X03', m.minutes(from, 10, 60), { party, attrs: { act: '申请许可' } })
  const given = m.random.chance(0.65)
  const decided = m.act('P06-X03', m.within(asked, m.limitDays(asked, 3)), { party, ...chiefOfPolice, attrs: { act: '作出许可决定', crime: m.crime, result: given ? '许可' : '不许可', ...(given ? {} : { reason: '有碍侦查' }) } })
  return given ? decided : null
}

function interpreter(m: Matter, party: Party, asked: number): void {
  m.act('P06-X03', m.minutes(asked, 10, 60), { party, attrs: { act: '申请翻译参与' } })
  m.act('P06-X03', m.within(asked + 2 * HOUR, m.limitDays(asked, 3)), { party, ...chiefOfPolice, attrs: { act: '作出翻译许可决定', result: '许可' } })
}

/** Legal aid appoints a lawyer; some suspects refuse. */
export function appointed(m: Matter, party: Party, told: number): void {
  const limit = m.limitDays(told, 3)
  const named = m.act('P06-X04', m.slip('lateAppointment') ? m.afterEnd(limit) + 3 * DAY : m.within(told, limit), { party, attrs: { act: '指派律师' } })
  if (!m.random.chance(0.12)) return
  const refused = m.act('P06-X06', m.days(named, 1, 3), { party, attrs: { act: m.random.chance(0.5) ? '拒绝指派' : '自行委托' } })
  m.act('P06-X04', m.within(refused, m.limitDays(refused, 3)), { party, attrs: { act: '通知变更' } })
}

/** What the lawyer hands in before the investigation ends; whether a written opinion is among it. */
export function submissions(m: Matter, party: Party, from: number, to: number): boolean {
  const at = (share: number): number => m.atOffice(from + (to - from) * share, from, to)
  if (m.random.chance(0.3)) m.act('P06-X06', at(0.15), { party, attrs: { act: '告知委托' } })
  if (m.random.chance(0.1)) m.act('P06-X06', at(0.3), { party, attrs: { act: '要求听取意见' } })
  if (m.random.chance(0.03)) {
    const given = m.act('P06-X06', at(0.35), { party, attrs: { act: '提交无罪证据', type: '不在犯罪现场' } })
    if (!m.slip('stepOmitted')) m.act('P06-X06', Math.min(m.days(given, 1, 4), to), { party, attrs: { act: '核实' } })
  }
  const written = m.random.chance(0.08)
  if (written) m.act('P06-X06', at(0.6), { party, attrs: { act: '提交书面意见' } })
  return written
}

/** A complaint against the police, answered in writing within thirty days. */
export function complaint(m: Matter, from: number): void {
  const made = m.act('P06-X14', from, { attrs: { act: '收到' } })
  const limit = m.limitDays(made, 30)
  const answered = m.slip('lateComplaintAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(made + 5 * DAY, limit)
  const justified = m.random.chance(0.2)
  m.act('P06-X14', answered - 2 * HOUR, { ...chiefOfPolice, attrs: { act: '作出处理决定', result: justified ? '属实' : '不属实' } })
  if (justified) m.act('P06-X14', answered - HOUR, { attrs: { act: '纠正' } })
  m.act('P06-X14', answered, { attrs: { act: '书面回复' } })
}

function recusal(m: Matter, party: Party, asked: number): void {
  if (m.random.chance(0.2)) {
    // the head of the police is challenged: the procuratorial committee decides
    m.act('P06-X05', asked, { party, attrs: { act: '收到申请', challengedPerson: '公安机关负责人' } })
    m.act('P06-X05', m.days(asked, 3, 8), { party, by: m.place.procuratorate, level: '检察委员会', who: 'chief', attrs: { act: '作出决定', challengedPerson: '公安机关负责人', result: '驳回' } })
    return
  }
  m.act('P06-X05', asked, { party, attrs: { act: '收到申请' } })
  const limit = m.limitDays(asked, 2)
  const hard = m.random.chance(0.3)
  if (hard) m.act('P06-X05', m.minutes(asked, 60, 600), { party, ...chiefOfPolice, attrs: { act: '批准延长', result: '批准' } })
  const decided = m.act('P06-X05', m.within(asked + 11 * HOUR, hard ? m.limitDays(asked, 5) : limit), { party, ...chiefOfPolice, attrs: { act: '作出决定', result: '驳回', challengedPerson: '侦查人员' } })
  m.act('P06-X05', decided + 30 * MINUTE, { party, attrs: { act: '送达决定', result: '驳回' } })
  if (!m.random.chance(0.5)) return
  const again = m.act('P06-X05', m.within(decided + HOUR, m.limitDays(decided, 5)), { party, attrs: { act: '收到复议申请' } })
  m.act('P06-X05', m.within(again, m.limitDays(again, 5)), { party, ...chiefOfPolice, attrs: { act: '作出复议决定', result: '维持' } })
}

/** Technical measures, lifted or prolonged within three months. */
export function technicalMeasures(m: Matter, from: number, sent: number): void {
  const level = { level: '设区的市级以上公安机关负责人', who: 'chief' } as const
  const approved = m.act('P06-N06', m.days(from, 1, 3), { ...level, attrs: { act: '批准', result: '批准', type: m.random.pick(['严重暴力犯罪', '集团性系列性跨区域重大犯罪', '利用电信网络寄递的重大犯罪', '可能判处七年以上']) } })
  if (m.random.chance(0.2)) m.act('P06-N06', m.days(approved, 1, 2), { ...level, attrs: { act: '变更', result: '批准' } })
  let end = endOfMonths(approved, 3)
  if (sent > end) {
    m.act('P06-N06', m.within(end - 6 * DAY, end), { ...level, attrs: { act: '延长', extendMonths: 3, result: '批准' } })
    end = endOfMonths(end, 3)
  }
  if (sent - approved > 4 * DAY) m.act('P06-N06', Math.min(sent - DAY, end - HOUR), { attrs: { act: '解除' } })
}

/** An application to change a coercive measure, answered in three days. */
export function application(m: Matter, party: Party, from: number): void {
  const asked = m.act('P04-N12', from, { party, attrs: { act: '收到申请', agency: '公安' } })
  const limit = m.limitDays(asked, 3)
  const answered = m.slip('lateApplicationAnswer') ? m.afterEnd(limit) + 3 * DAY : m.within(asked, limit)
  m.act('P04-N12', answered, { party, ...headOfUnit, attrs: { act: '作出决定', agency: '公安', result: '不批准', ...(m.slip('refusalWithoutReason') ? {} : { reason: '社会危险性没有消除' }) } })
}

/** A deposit forfeited for a breach of the conditions of bail, with the remedies against it. */
export function forfeiture(m: Matter, party: Party, from: number): void {
  const large = m.random.chance(0.3)
  const decided = m.act('P04-N15', from, { party, ...(large ? { level: '设区的市级以上公安机关负责人', who: 'chief' as const } : chiefOfPolice), attrs: { act: '决定没收', depositAmount: large ? 60000 : 3000 } })
  party.deposit = false
  const read = m.act('P04-N15', m.within(decided, m.limitDays(decided, 3)), { party, attrs: { act: '宣读没收决定' } })
  if (!m.random.chance(0.5)) return toTreasury(m, party, m.slip('treasuryTooEarly') ? m.days(read, 1, 3) : m.days(read, 7, 12))
  const asked = m.act('P04-N15', m.within(read, m.limitDays(read, 5)), { party, attrs: { act: '收到复议申请' } })
  const answered = m.act('P04-N15', m.within(asked, m.limitDays(asked, 7)), { party, ...chiefOfPolice, attrs: { act: '作出复议决定', result: '维持' } })
  const had = m.act('P04-N15', answered + 30 * MINUTE, { party, attrs: { act: '送达复议决定' } })
  if (!m.random.chance(0.5)) return toTreasury(m, party, m.days(had, 7, 12))
  const again = m.act('P04-N15', m.within(had, m.limitDays(had, 5)), { party, attrs: { act: '收到复核申请' } })
  const final = m.act('P04-N15', m.within(again, m.limitDays(again, 7)), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '作出复核决定', result: '维持' } })
  toTreasury(m, party, m.days(final, 2, 6))
}

function toTreasury(m: Matter, party: Party, at: number): void {
  m.act('P04-N15', at, { party, attrs: { act: '上缴国库' } })
  m.act('P04-N15', m.within(at, m.limitDays(at, 3)), { party, attrs: { act: '通知决定机关' } })
}

/** Residential surveillance instead of detention; bail follows before its six months are over. Returns when. */
export function surveillance(m: Matter, party: Party, from: number): number {
  const designated = m.random.chance(0.4)
  m.act('P04-N10', m.minutes(from, -90, -20), { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准', measureGround: m.random.pick(['患有严重疾病生活不能自理', '系唯一扶养人', '案件特殊更为适宜', '不能提供保证']) } })
  if (designated) m.act('P04-N11', m.minutes(from, -80, -15), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '报批', result: '批准' } })
  m.act('P04-X03', from, { party, attrs: { type: designated ? '指定居所' : '住处', fixedHome: !designated || m.slip('wrongResidence'), placeOfAct: m.slip('wrongResidence') ? '办公场所' : '居民住宅', signing: signature(m), custody: false } })
  afterMeasure(m, party, from)
  if (designated) m.act('P04-N11', m.slip('lateSurveillanceFamily') ? m.minutes(from + DAY, 61, 600) : m.within(from + HOUR, from + DAY, false), { party, attrs: { act: '通知家属', notified: true } })
  return m.within(from + 30 * DAY, endOfMonths(from, 6)) - 30 * MINUTE
}
