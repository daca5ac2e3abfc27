/** P05 and P09: the request for arrest, its review, and the execution or refusal of arrest. */
import { DAY, HOUR, MINUTE, endOfDay } from '../clock.ts'
import { chiefOfPolice, chiefProcurator, deputyProcurator } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { bail } from './detention.ts'
import { admission } from './house.ts'
import { afterMeasure, questioned, signature } from './traits.ts'

/** Requests arrest of the detained parties before `limit`; returns when the decision was made. */
export function requestArrest(m: Matter, parties: Party[], earliest: number, limit: number): number {
  const requested = m.slip('lateArrestRequest') ? m.minutes(limit, 600, 1900) : m.within(earliest, limit)
  for (const party of parties) {
    m.act('P05-N01', requested - 3 * HOUR, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
    m.act('P05-N01', requested, { party, attrs: { act: '提请' } })
    m.act('P05-N02', m.minutes(requested, 10, 40), { party })
    if (m.random.chance(0.15)) m.act('P05-N03', m.days(requested, 0.5, 2), { party })
  }
  const { decided, lacking } = review(m, parties, m.minutes(requested, 60, 150))
  return Math.max(decided, ...lacking.filter(() => m.random.chance(0.3)).map((party) => requestAgain(m, party, decided)))
}

/** Refused for lack of evidence; once more is found, arrest is requested again. */
function requestAgain(m: Matter, party: Party, refused: number): number {
  const found = m.days(refused, 10, 25)
  if (!m.slip('stepOmitted')) m.act('P05-N03', found, { party })
  m.act('P05-N01', found + 2 * HOUR, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  const requested = m.act('P05-N01', m.minutes(found, 180, 400), { party, attrs: { act: '提请' } })
  m.act('P05-N02', m.minutes(requested, 10, 40), { party })
  return review(m, [party], m.minutes(requested, 60, 150)).decided
}

function review(m: Matter, parties: Party[], accepted: number): { decided: number; lacking: Party[] } {
  const free = parties.every((party) => !party.custody)
  const limit = m.limitDays(accepted, free ? 15 : 7)
  const decided = m.slip('lateArrestReview') ? m.minutes(limit, 520, 1900) : m.within(accepted + DAY, limit)
  const middle = (share: number): number => accepted + Math.round((decided - accepted) * share)
  const lacking: Party[] = []
  const refused = new Set(parties.filter((_, i) => !free && m.random.chance(i === 0 ? 0.16 : 0.3)))
  for (const party of parties) {
    const person = standing(m)
    m.act('P09-N01', accepted, { party, attrs: { custody: party.custody, crime: m.crime, origin: '公安', handlingLevel: '县级', ...(party.traits?.['minor'] === true ? { minor: true, hasLawyer: party.traits['ownLawyer'] === true } : {}), ...person } })
    if (person['npcDeputy'] === true && !m.slip('stepOmitted')) m.act('P09-X05', middle(0.5), { party })
    m.act('P09-N02', middle(0.2), { party })
    if (!party.custody) m.act('P09-N04', middle(0.25), { party, attrs: { act: '听取公安意见' } })
    if (!m.slip('stepOmitted')) m.act('P09-N03', middle(0.45), { party, attrs: { act: '讯问', rightsTold: true, ...(party.custody ? { interrogationPlace: '看守所讯问室' } : {}), ...(party.traits?.['minor'] === true ? { guardianPresent: !m.slip('minorAlone'), appropriateAdult: false, femaleOfficer: true } : {}), ...m.officers() } })
    if (party.traits?.['minor'] === true ? !m.slip('minorAlone') : m.random.chance(0.3)) {
      m.act('P09-N04', middle(0.3), { party, attrs: { act: '律师要求' } })
      m.act('P09-N04', middle(0.55), { party, attrs: { act: '听取意见', writtenOpinion: m.random.chance(0.5) } })
    }
    if (!refused.has(party) && m.random.chance(0.08)) m.act('P09-N05', middle(0.6), { party, attrs: { result: '不能认定' } })
    m.act('P09-N05', middle(0.7), { party, attrs: { result: refused.has(party) ? '不能认定' : '有社会危险性' } })
    m.act('P09-N06', middle(0.85), { party, attrs: { opinionAnswered: !m.slip('stepOmitted') } })
    if (!refused.has(party)) approve(m, party, decided)
    else if (refuse(m, party, decided) === '证据不足') lacking.push(party)
    if (person['foreigner'] === true) m.act('P09-X04', m.slip('employerToldLate') ? m.minutes(decided + 2 * DAY, 61, 900) : m.within(decided, decided + 2 * DAY, false), { party })
    if (m.random.chance(0.008)) m.act('P09-X07', m.minutes(decided, 60, 600), { party, ...chiefProcurator, attrs: { act: '要求提请', reason: '遗漏同案犯罪嫌疑人' } })
  }
  return { decided, lacking }
}

/** Few suspects are foreigners or deputies of a people's congress. */
function standing(m: Matter): Attributes {
  const roll = m.random.next()
  return roll < 0.008 ? { foreigner: true } : roll < 0.018 ? { npcDeputy: true } : {}
}

function approve(m: Matter, party: Party, decided: number): void {
  m.act('P09-N07', decided, { party, ...chiefProcurator, attrs: { result: '逮捕', custody: party.custody, guiltyPlea: m.random.chance(0.4) } })
  const served = m.act('P09-N08', m.minutes(decided, 30, 120), { party })
  m.act('P05-N04', m.minutes(served, 10, 60), { party })
  const signed = m.minutes(served, 70, 150)
  m.act('P05-N05', m.slip('executedBeforeSigning') ? m.minutes(signed, 260, 500) : signed, { party, ...chiefOfPolice, attrs: { act: '签发' } })
  const executed = m.slip('lateArrestExecution') ? m.minutes(signed, 1500, 2800) : m.minutes(signed, 30, 240)
  m.act('P05-N05', executed, { party, attrs: { act: '执行', custody: true, handlingLevel: '县级', warrantShown: true, signing: signature(m) } })
  afterMeasure(m, party, executed)
  party.arrestedAt = executed
  party.custody = true
  party.bailAt = 0
  if (party.detainedAt === 0) admission(m, party, m.act('P05-X02', executed + 40 * MINUTE, { party }))
  const day = executed + DAY
  const inDay = (): number => m.within(executed + HOUR, day, false)
  m.act('P05-N06', m.slip('lateArrestQuestioning') ? m.minutes(day, 61, 700) : inDay(), { party, attrs: { placeOfAct: '看守所讯问室', ...questioned(m, party) } })
  const familyLate = party.identityKnown && m.slip('lateArrestFamily')
  if (!party.identityKnown) m.act('P05-N07', m.within(day, day + DAY, false), { party, attrs: { notified: false, ...(m.slip('refusalWithoutReason') ? {} : { delayReason: '无法通知' }) } })
  else m.act('P05-N07', familyLate ? m.minutes(day, 61, 700) : inDay(), { party, attrs: { notified: true } })
  if (familyLate) {
    const noticed = m.act('P09-N13', m.days(day, 4, 10), { party, ...chiefProcurator, attrs: { act: '纠正违法通知', reason: '未在二十四小时内通知家属', replyDays: 15 } })
    m.act('P14-N12', m.within(noticed, m.limitDays(noticed, 15)), { party, by: m.place.police, attrs: { act: '回复' } })
  }
  const limit = m.limitDays(executed, 3)
  const receipt = m.act('P05-N08', m.slip('lateArrestReceipt') ? m.afterEnd(limit) + DAY : m.within(executed, limit), { party })
  m.act('P09-N10', m.minutes(receipt, 20, 90), { party, attrs: { act: '收到执行回执' } })
  m.act('P06-N01', executed + 5 * MINUTE, { party })
}

const grounds = ['证据不足', '没有社会危险性', '没有社会危险性', '犯罪情节轻微', '没有犯罪事实'] as const

/** Returns the reason. */
function refuse(m: Matter, party: Party, decided: number): string {
  const reason = m.random.pick(grounds)
  m.act('P09-N07', decided, { party, ...chiefProcurator, attrs: { result: '不逮捕', reason, custody: true } })
  m.act('P09-N09', m.minutes(decided, 30, 120), { party, attrs: m.slip('refusalWithoutReason') ? {} : { reason } })
  const received = m.act('P05-N09', m.minutes(decided, 130, 200), { party, attrs: { act: '收到不批准逮捕决定书', reason } })
  const released = m.act('P05-X01', m.slip('lateRelease') ? m.days(received, 1, 2) : Math.min(m.minutes(received, 60, 240), endOfDay(received)), { party })
  m.act('P05-N09', released, { party, attrs: { act: '释放' } })
  bail(m, party, released + 5 * MINUTE)
  const receipt = m.act('P05-N08', m.within(released, m.limitDays(received, 3)), { party })
  m.act('P09-N10', m.minutes(receipt, 20, 90), { party, attrs: { act: '收到执行回执' } })
  if (reason === '没有犯罪事实' || m.random.chance(0.25)) reconsider(m, party, received, released)
  return reason
}

function reconsider(m: Matter, party: Party, received: number, released: number): void {
  const limit = m.limitDays(received, 5)
  const asked = m.act('P05-N10', m.slip('lateReconsideration') ? m.afterEnd(limit) : m.within(released, limit), { party, ...chiefOfPolice })
  const taken = m.act('P09-N11', m.minutes(asked, 30, 180), { party, attrs: { act: '受理' } })
  const decided = m.act('P09-N11', m.within(taken, m.limitDays(asked, 7)), { party, ...(m.slip('sameProsecutor') ? chiefProcurator : deputyProcurator), attrs: { act: '决定', result: '维持', ...(m.slip('refusalWithoutReason') ? {} : { reason: '证据没有变化' }) } })
  if (!m.random.chance(0.3)) return
  m.act('P05-X03', m.minutes(decided, 60, 180), { party })
  const again = m.act('P05-N11', m.within(decided + 4 * HOUR, m.limitDays(decided, 5)), { party, ...chiefOfPolice })
  const filed = m.act('P09-N12', m.minutes(again, 60, 300), { party, attrs: { act: '受理' } })
  m.act('P09-N12', m.within(filed, m.limitDays(again, 15)), { party, level: '上一级检察院', who: 'head', attrs: { act: '决定', result: '维持', reason: '证据没有变化' } })
}
