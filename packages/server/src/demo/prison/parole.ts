/** P26: from the check of the time served to the gate, and on into community correction. */
import { DAY, HOUR, endOfMonths, isoInstant } from '../clock.ts'
import { underCorrection } from '../correction/community.ts'
import { warden } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import { announceInPrison, bureau, leaders } from './commutation.ts'
import { dayOfRuling, proceedings } from './commutation-court.ts'
import { rulingCourt, workdaysLater } from './convict.ts'
import type { Convict } from './convict.ts'

/** `possible`: the day from which parole may be proposed. Returns when the prisoner left, or null. */
interface Special {
  proposal?: Attributes
  ruling?: Attributes
  /** the bureau of the province must agree */
  province?: true
}

export function parole(m: Matter, c: Convict, possible: number, special: Special = {}): number | null {
  const due = m.slip('paroledEarly') ? possible - m.random.int(20, 70) * DAY : possible + m.random.int(0, 30) * DAY
  const begun = m.days(due - 44 * DAY, 0, 2)
  const submitted = propose(m, c, begun, due, special)
  const by = rulingCourt(m, c)
  const { party } = c
  const ready = proceedings(m, { party, by, filing: 'P26-N10', hearing: 'P26-N10' }, submitted, c.strictCategory === '金融犯罪')
  const at = dayOfRuling(m, party, by, submitted, ready, true)
  if (m.random.chance(0.08)) {
    m.act('P26-N11', at, { party, by, attrs: { act: '裁定', result: '不予假释', courtLevel: '中级人民法院', reasonsGiven: !m.slip('noReasons') } })
    serve(m, c, at, '不予假释')
    return null
  }
  m.act('P26-N11', at, { party, by, attrs: { act: '裁定', result: '予以假释', courtLevel: special.province === true ? '高级人民法院' : '中级人民法院', ...special.ruling } })
  serve(m, c, at, '予以假释')
  return toCommunity(m, c, at)
}

function propose(m: Matter, { party, sentenceType }: Convict, begun: number, due: number, special: Special): number {
  m.act('P26-N01', begun, { party, attrs: { result: '符合', sentenceType, crime: m.crime } })
  m.act('P26-N02', begun + HOUR, { party, attrs: { result: '没有禁止情形' } })
  const inquired = inquiry(m, { party }, begun)
  if (!m.slip('riskNotAssessed')) m.act('P26-N04', m.days(inquired, 0.2, 1), { party, attrs: { reoffendingRisk: m.slip('riskyParole') ? '有' : '无' } })
  const ward = m.days(inquired, 1.5, 2.5)
  if (!m.slip('noWardMeeting')) m.act('P26-N05', ward, { party })
  const office = m.days(ward, 1, 2)
  if (!m.slip('officeSkipped')) m.act('P26-N06', office, { party, attrs: { act: '刑罚执行部门审查' } })
  const met = m.act('P26-N06', m.days(office, 1, 2), { party, ...warden, attrs: { act: '评审', result: '同意' } })
  const published = announceInPrison(m, { party } as Convict, 'P26', met)
  const objection = m.random.chance(0.03)
  m.act('P26-N09', m.days(published, 0.1, 0.5), { party, by: m.place.procuratorate, attrs: { act: '送交征求意见' } })
  if (objection) m.act('P26-N09', m.days(published, 0.6, 0.9), { party, by: m.place.procuratorate, attrs: { act: '提出检察意见', objection } })
  const decided = m.act('P26-N08', m.days(published, 1.5, 3), { party, ...leaders, level: m.slip('wardenAlone') ? '监狱长' : leaders.level, attrs: { act: '决定', result: '同意' } })
  if (special.province === true || m.random.chance(0.05)) m.act('P26-N08', m.days(decided, 1, 2), { party, ...bureau, attrs: { act: '省局审核', result: '同意' } })
  const at = m.atOffice(Math.max(decided + 3 * DAY, due), decided)
  return m.act('P26-N08', at, { party, attrs: { act: '报送法院', ...special.proposal, ...(m.every(8, 2) ? { wholeLife: false } : {}), copied: !m.slip('proposalNotCopied') } })
}

/** The prison asks the correction agency of the place where the person will live. Returns when the answer came. */
function inquiry(m: Matter, { party }: Pick<Convict, 'party'>, begun: number): number {
  const asked = m.act('P26-N03', m.days(begun, 0.2, 1), { party, attrs: { act: '委托' } })
  const received = m.act('P28-N01', m.days(asked, 1, 3), { party, attrs: { act: '收到委托', procedure: '普通' } })
  const limit = workdaysLater(received, 10)
  const longer = m.random.chance(0.1)
  if (longer) m.act('P28-N01', m.within(received, limit), { party, attrs: { act: '协商延长', extendDays: 5 } })
  const late = m.slip('lateInquiry')
  const answered = m.act('P28-N01', longer ? m.days(limit, 0.3, 1.5) : late ? m.afterEnd(limit) : m.within(received, limit), { party, attrs: { act: '提交评估意见', copied: !m.slip('inquiryNotCopied') } })
  if (m.slip('noInquiryAnswer')) return answered
  return m.act('P26-N03', m.days(answered, 0.5, 2), { party, attrs: { act: '回函', result: m.random.chance(0.03) ? '不适宜社区矫正' : '适宜社区矫正' } })
}

function serve(m: Matter, c: Convict, at: number, result: string): void {
  const by = rulingCourt(m, c)
  const limit = m.limitDays(at, 7)
  const given = { party: c.party, by }
  m.act('P26-N11', m.within(at, m.limitDays(at, 4)), { ...given, attrs: { act: '送达执行机关和罪犯', result } })
  m.act('P26-N11', m.slip('lateServiceOfRuling') ? m.afterEnd(limit) + 3 * DAY : m.within(at, limit), { ...given, attrs: { act: '送达检察院', result } })
}

function toCommunity(m: Matter, c: Convict, at: number): number {
  const { party } = c
  const served = m.told.findLast((told) => told.event.attrs['act'] === '送达执行机关和罪犯')?.at ?? at
  const by = rulingCourt(m, c)
  party.custody = false
  const left = m.act('P26-N12', m.days(served, 0.3, 2), { party, attrs: { certificate: !m.slip('noParoleCertificate'), notified: true, custody: false } })
  const five = m.limitDays(served, 5)
  m.act('P28-N02', m.slip('agencyToldLate') ? m.afterEnd(five) + 3 * DAY : m.within(served, five), { party, by })
  const ten = m.limitDays(served, 10)
  m.act('P26-N11', m.within(served, ten), { party, by, attrs: { act: '送达社区矫正机构', result: '予以假释' } })
  const end = c.now === '无期徒刑' ? endOfMonths(served, 120) - DAY : Math.max(c.end, endOfMonths(served, 6))
  underCorrection(m, party, { kind: '假释', effective: served, end, last: isoInstant(end).slice(0, 10) })
  return left
}
