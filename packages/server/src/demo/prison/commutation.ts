/** P25 in the prison: checks, ward, office, committee, notice, leaders, procuratorate, submission. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import { warden } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import { ruleOnCommutation } from './commutation-court.ts'
import { earliest, mostOff, workdaysLater } from './convict.ts'
import type { Convict } from './convict.ts'

export const leaders = { ...warden, level: '监狱长办公会' } as const
export const bureau = { level: '省级监狱管理局', who: 'chief' } as const

/** One commutation after the other, until the term can be reduced no more. */
export function commutations(m: Matter, c: Convict, most: number): void {
  for (let round = 0; round < most; round++) commute(m, c)
}

/** What a round has that others have not. */
interface Special {
  merit?: string
  proposal?: Attributes
  ruling?: Attributes
}

export function commute(m: Matter, c: Convict, special: Special = {}): void {
  const { party } = c
  const early = c.now !== '死缓' && special.proposal === undefined && m.slip('commutedEarly')
  const due = earliest(c, m.crime) - (early ? m.random.int(8, 40) * DAY : 0)
  const eager = early || m.random.chance(0.08)
  const merit = special.merit ?? (c.now === '有期徒刑' && m.random.chance(0.05) ? '重大立功' : m.random.chance(0.12) ? '悔改并立功' : '悔改')
  const begun = m.days(due - 44 * DAY, 0, 2)
  const office = review(m, c, begun, reduction(m, c, merit, eager))
  const published = announceInPrison(m, c, 'P25', office)
  const asked = m.act('P25-N10', m.days(published, 0.1, 0.8), { party, by: m.place.procuratorate, attrs: { act: '送交征求意见' } })
  const objection = m.random.chance(0.05)
  const opinion = objection || m.random.chance(0.4)
  const answered = opinion ? m.act('P25-N10', m.days(asked, 1, 3), { party, by: m.place.procuratorate, attrs: { act: '提出检察意见', objection } }) : asked
  const decided = decide(m, c, answered)
  const submitted = eager ? m.atOffice(Math.max(decided + HOUR, due), decided) : m.atOffice(Math.max(decided + DAY, due + m.random.int(1, 40) * DAY), decided)
  const wanted = reduction(m, c, merit, eager)
  m.act('P25-N11', submitted, { party, attrs: { ...wanted, ...special.proposal, copied: !m.slip('proposalNotCopied'), ...(opinion ? { opinionEnclosed: !m.slip('opinionNotEnclosed') } : {}) } })
  ruleOnCommutation(m, c, submitted, { ...wanted, merit, objection }, special.ruling)
}

/** What is asked for; the same for every step of one round. */
function reduction(m: Matter, c: Convict, merit: string, eager: boolean): Attributes {
  if (c.now === '死缓') return { merit }
  if (c.now === '无期徒刑') return { merit, newTermMonths: c.sentenceType === '死缓' ? 309 : 276 }
  const most = mostOff(c, m.crime, merit)
  const asked = m.slip('tooMuchOff') ? most + 1 : eager ? most : Math.max(3, most - 1 - (c.admitted % 4))
  return { merit, reduceMonths: asked }
}

function review(m: Matter, c: Convict, begun: number, wanted: Attributes): number {
  const { party } = c
  const facts = { strictCategory: c.strictCategory, sentenceType: c.sentenceType, result: '符合', ...(c.strictCategory === '职务犯罪' ? { stateFunctionary: true } : {}) }
  if (!m.slip('timesNotChecked')) m.act('P25-N01', begun, { party, attrs: facts })
  m.act('P25-N02', m.minutes(begun, 30, 200), { party, attrs: { ...served(c, wanted), ...(c.strictCategory === '职务犯罪' ? { stateFunctionary: true } : {}) } })
  const known = c.property ? propertyPart(m, c, begun) : begun
  const ward = m.days(known, 1, 3)
  if (!m.slip('noWardMeeting')) m.act('P25-N04', ward, { party })
  const office = m.slip('officeSkipped') ? ward : m.act('P25-N05', m.days(ward, 1, 3), { party })
  return m.act('P25-N06', m.days(office, 1, 3), { party, ...warden, attrs: { act: '评审', result: '同意' } })
}

/** How long the prisoner will have served, and the least that the law demands. */
function served(c: Convict, wanted: Attributes): Attributes {
  if (c.sentenceType === '无期徒刑') return { actualServeMonths: 250 }
  if (c.sentenceType === '死缓') return { actualServeMonths: 290 }
  const off = typeof wanted['reduceMonths'] === 'number' ? wanted['reduceMonths'] : 0
  return { actualServeMonths: c.termMonths - c.previous - off, halfTermMonths: Math.ceil(c.termMonths / 2) }
}

function propertyPart(m: Matter, c: Convict, begun: number): number {
  const { party } = c
  const sent = m.act('P25-N03', m.days(begun, 0.5, 1), { party, attrs: { act: '发函核实' } })
  const got = m.act('P25-N03', m.days(sent, 1, 3), { party, by: m.place.court, attrs: { act: '法院收函' } })
  const limit = m.limitDays(got, 7)
  const certified = m.act('P25-N03', m.slip('lateCertificate') ? m.afterEnd(limit) : m.within(got, limit), { party, by: m.place.court, attrs: { act: '出具证明' } })
  return m.act('P25-N03', m.days(certified, 0.5, 2), { party, attrs: { act: '审查', result: m.random.chance(0.6) ? '已履行' : '确无履行能力' } })
}

/** Public notice in the prison, five working days; an objection goes back to the committee. Returns when it was over. */
export function announceInPrison(m: Matter, { party }: Convict, flow: 'P25' | 'P26', from: number): number {
  if (flow === 'P25' && m.told.some(({ event }) => event.node === 'P25-N07') && m.slip('noPrisonNotice')) return from + DAY
  const start = m.act(`${flow}-N07`, m.days(from, 0.5, 1.2), { party, attrs: { phase: 'start' } })
  const objection = m.random.chance(0.12)
  const end = m.act(`${flow}-N07`, workdaysLater(start, m.slip('prisonNoticeTooShort') ? 4 : 5), { party, attrs: { phase: 'end', objection } })
  if (!objection || m.slip('objectionUnanswered')) return end
  return m.act(`${flow}-N06`, m.days(end, 0.5, 2), { party, ...warden, attrs: { act: '复核', result: '异议不成立' } })
}

function decide(m: Matter, c: Convict, from: number): number {
  const { party } = c
  const decided = m.act('P25-N08', m.days(from, 1, 3), { party, ...leaders, level: m.slip('wardenAlone') ? '监狱长' : leaders.level, attrs: { result: '同意' } })
  if (c.now === '有期徒刑') return decided
  const complex = m.random.chance(0.3)
  const given = { party, ...bureau }
  const reviewed = m.act('P25-N09', m.days(decided, 2, 6), { ...given, attrs: { act: '评审委员会审核', complex } })
  if (complex) m.act('P25-N09', m.days(reviewed, 1, 2), { ...given, attrs: { act: '负责人集体讨论', complex } })
  return m.act('P25-N09', m.days(reviewed, 2.5, 5) + 30 * MINUTE, { ...given, attrs: { act: '审核同意', complex } })
}
