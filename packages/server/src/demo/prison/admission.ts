/** P23: from the papers in the hands of the police to the cell: delivery, checks, notices, allocation. */
import { DAY, HOUR, MINUTE, dayOf, endOfDay, endOfMonths, isWorkday, newPrisonLaw } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { dateOf, monthsLeft } from './sentence.ts'
import type { Sentence } from './sentence.ts'

/** Delivers to prison and admits; short terms stay in the detention house. Returns when, and null where it is the detention house. */
export function deliver(m: Matter, party: Party, received: number, sentence: Sentence): number | null {
  m.act('P23-X01', received, { party, by: m.place.police, attrs: { act: '收到文书', custody: party.custody, sentenceType: sentence.type, crime: m.crime } })
  const left = monthsLeft(sentence, received)
  if (sentence.type === '拘役' || (left <= 3 && !m.slip('keptInDetentionHouse')) || (left <= 5 && m.slip('keptInDetentionHouse'))) {
    const kept = m.within(received, Math.min(m.limitDays(received, 12), sentence.end - 2 * DAY))
    m.act('P23-N12', kept, { party, by: m.place.police, attrs: { remainingMonths: left, sentenceType: sentence.type, ...term(sentence), ...m.officers() } })
    return null
  }
  const limit = endOfMonths(received, 1)
  return admit(m, party, m.slip('lateDelivery') ? m.afterEnd(limit, 6) : m.within(received + 3 * DAY, limit), sentence)
}

const term = (sentence: Sentence): { termStart: string; termMonths: number; termEnd?: string } => ({
  termStart: dateOf(sentence.from),
  termMonths: sentence.months,
  ...(sentence.type === '无期徒刑' ? {} : { termEnd: dateOf(sentence.end) }),
})

/** The day on which the prison takes the prisoner over, and the weeks after. */
export function admit(m: Matter, party: Party, at: number, sentence: Sentence, admissionReason = '判决生效', facts: Attributes = {}): number {
  const returned = admissionReason !== '判决生效'
  const complete = !(m.slip('papersIncomplete') || (at > newPrisonLaw && m.random.chance(0.5)))
  m.act('P23-N01', at - 2 * HOUR, { party, attrs: { documentsComplete: complete, personMatches: true, admissionReason, detentionRecords: !m.slip('noHealthFile'), ...(returned ? { revocationDocument: true } : {}) } })
  const admitted = complete || m.slip('admittedWithoutPapers') ? at : refuse(m, party, at, returned)
  m.act('P23-N04', admitted - 30 * MINUTE, { party, attrs: { act: '收监', remainingMonths: monthsLeft(sentence, admitted), withChild: false } })
  m.act('P23-N06', admitted, { party, attrs: { act: '实际送交刑罚执行机关', custody: true, sentenceType: sentence.type, crime: m.crime, strictCategory: '无', propertyJudgment: sentence.property, ...term(sentence), ...facts } })
  m.act('P23-N02', m.minutes(admitted, 10, 40), { party, attrs: search(m, sentence) })
  const ill = m.random.chance(at > newPrisonLaw ? 0.25 : 0.06)
  const checked = m.slip('noAdmissionCheck') ? admitted + 20 * DAY : m.days(admitted, 0.2, 4)
  m.act('P23-N03', checked, { party, attrs: ill ? { healthFinding: '伤残', inquiryRecorded: !m.slip('injuryUnrecorded') } : { healthFinding: '健康' } })
  notices(m, party, admitted)
  if (sentence.property) m.act('P23-N11', m.slip('propertyPapersLate') ? m.days(admitted, 14, 30) : m.days(admitted, 0.3, 6), { party })
  m.act('P23-N06', m.days(admitted, 1, 4), { party, attrs: { act: '建档' } })
  m.act('P23-N09', m.days(admitted, 3, 6), { party, attrs: { act: '入监教育' } })
  m.act('P23-N09', m.days(admitted, 25, 50), { party, attrs: { act: '制定改造方案' } })
  const wrongPlace = m.slip('wrongPrison')
  const prisonType = sentence.minor !== wrongPlace ? '未成年犯管教所' : sentence.sex === '女' ? '女犯监狱' : '男犯监狱'
  m.act('P23-N10', m.days(admitted, 10, 18), { party, attrs: { prisonType, sex: sentence.sex, minor: sentence.minor, remainingMonths: monthsLeft(sentence, admitted) } })
  return admitted
}

/** Papers are missing: refused in writing, completed by the court, admitted on the second attempt. */
function refuse(m: Matter, party: Party, at: number, returned: boolean): number {
  m.act('P23-N04', at - 20 * MINUTE, { party, attrs: { act: '不予收监', admissionRefusal: m.slip('refusedForIllness') ? '患病' : '没有收到文书' } })
  const explained = m.act('P23-N05', m.minutes(at, 20, 90), { party, attrs: { act: '出具书面说明' } })
  m.act('P23-N05', m.minutes(explained, 60, 900), { party, attrs: { act: '抄送检察院' } })
  const opinion = m.random.chance(0.4)
  if (opinion) m.act('P23-N05', m.days(at, 1, 3), { party, by: m.place.procuratorate, attrs: { act: '检察院书面意见', result: '理由不成立' } })
  const again = m.days(at, 4, 6)
  m.act('P23-X01', again - DAY, { party, by: m.place.police, attrs: { act: '收到补正文书', custody: party.custody } })
  m.act('P23-N01', again - 2 * HOUR, { party, attrs: { documentsComplete: true, personMatches: true, detentionRecords: true, ...(returned ? { revocationDocument: true } : {}) } })
  return again
}

function search(m: Matter, { sex }: Sentence): Record<string, string | boolean> {
  const passedOn = m.random.chance(0.3)
  return { sex, checkerSex: sex === '女' && m.slip('searchedByMan') ? '男' : sex, itemHandling: passedOn ? '转交近亲属' : '代为保管', ...(passedOn ? { transferConsent: !m.slip('propertyWithoutConsent') } : {}) }
}

function notices(m: Matter, party: Party, admitted: number): void {
  m.act('P23-N07', m.slip('lateRightsInPrison') ? m.days(admitted, 10, 14) : m.days(admitted, 0.1, 4), { party })
  const limit = admitted < newPrisonLaw ? m.limitDays(admitted, 5) : workingDays(admitted, 5)
  const late = m.slip('lateFamilyNotice')
  const noFamily = m.random.chance(0.15)
  const to = noFamily ? { notifiedTo: '村民委员会', delayReason: '无家属' } : { notifiedTo: '家属' }
  m.act('P23-N08', late ? m.afterEnd(limit, 4) + 3 * DAY : m.within(admitted, limit), { party, attrs: to })
}

function workingDays(from: number, count: number): number {
  let days = 0
  for (let left = count; left > 0; ) {
    days++
    if (isWorkday(dayOf(from) + days)) left--
  }
  return endOfDay(from, days)
}
