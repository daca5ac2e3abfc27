/** P32: state compensation, from the claim to payment, and judicial assistance. */
import { DAY, endOfDay, endOfMonths, endOfWorkdays } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import type { Agency } from '../province.ts'

type Kind = '行政赔偿' | '刑事赔偿' | '法院'

interface Claim {
  kind: Kind
  liable: Agency
  agency: string
}

export function compensation(m: Matter, start: number): void {
  const roll = m.random.next()
  const kind: Kind = roll < 0.5 ? '刑事赔偿' : roll < 0.75 ? '法院' : '行政赔偿'
  const claim: Claim = { kind, liable: kind === '法院' ? m.place.court : m.place.police, agency: kind === '法院' ? '法院' : '公安' }
  const received = claimReceived(m, m.atOffice(start, 0), claim)
  const decided = decide(m, received, claim)
  const served = serve(m, decided.at, claim)
  const final = remedies(m, decided.at, served, claim)
  if (final.paid || (decided.granted && !final.reviewed)) payment(m, final.at, claim)
}

function claimReceived(m: Matter, at: number, { kind, liable, agency }: Claim): number {
  const party = m.parties[0] as Party
  m.act('P32-X01', m.days(at - 560 * DAY, 0, 500), { party, by: liable })
  const received = m.act('P32-N01', at, { party, by: liable, attrs: { agency, compensationType: kind === '法院' ? '刑事赔偿' : kind, form: '书面', datedReceipt: !m.slip('noReceipt') } })
  if (m.random.chance(0.25)) {
    const asked = m.act('P32-N02', m.within(received, m.limitDays(received, 5)), { by: liable, attrs: { act: '补正告知' } })
    m.act('P32-N02', m.days(asked, 1, 6), { by: liable, attrs: { act: '收到补正' } })
  }
  return received
}

function decide(m: Matter, received: number, { liable, agency }: Claim): { at: number; granted: boolean } {
  const end = endOfMonths(received, 2)
  m.act('P32-N02', m.days(received, 7, 10), { by: liable, attrs: { act: '立案' } })
  const heard = m.days(received, 11, 25)
  if (!m.slip('stepOmitted')) m.act('P32-N04', heard, { by: liable, attrs: { act: '听取意见' } })
  if (m.random.chance(0.4)) m.act('P32-N04', m.days(heard, 3, 9), { by: liable, attrs: { act: '协商', result: m.random.chance(0.6) ? '达成协议' : '未达成协议', voluntary: true, recordMade: true } })
  const granted = m.random.chance(0.6)
  const at = m.slip('lateCompensationDecision') ? m.afterEnd(end, 8) : m.within(heard + 10 * DAY, end)
  const level = agency === '法院' ? ({ level: '院长', who: 'chief' } as const) : ({ level: '县级公安机关负责人', who: 'chief' } as const)
  m.act('P32-N03', at, { by: liable, ...level, attrs: { agency, remediesTold: true, ...(granted ? { result: '赔偿' } : { result: '不予赔偿', reasonStated: !m.slip('refusalWithoutReason') }) } })
  return { at, granted }
}

function serve(m: Matter, decided: number, { liable }: Claim): number {
  const limit = m.limitDays(decided, 10)
  return m.act('P32-N05', m.slip('lateCompensationService') ? m.afterEnd(limit, 3) : m.within(decided, limit), { party: m.parties[0] as Party, by: liable })
}

/** When the claim was settled for good, whether a higher body had to look at it, and whether that body granted it. */
function remedies(m: Matter, decided: number, served: number, claim: Claim): { at: number; reviewed: boolean; paid: boolean } {
  const { kind, liable } = claim
  const early = m.slip('effectiveTooEarly')
  const lapse = (from: number, end: number): number => m.act('P32-N08', early ? m.days(from, 8, 15) : m.days(end, 1, 5), { by: liable })
  if (kind === '行政赔偿' || !m.random.chance(0.6)) return { at: lapse(decided, kind === '行政赔偿' ? endOfMonths(decided, 3) : endOfDay(decided, 30)), reviewed: false, paid: false }
  const appealed = m.within(served, Math.max(served + DAY, m.limitDays(decided, 30)))
  if (kind === '法院') return committee(m, appealed)
  m.act('P32-N06', appealed, { party: m.parties[0] as Party, by: liable, attrs: { act: '申请' } })
  const two = endOfMonths(appealed, 2)
  const reviewed = m.act('P32-N06', m.slip('lateCompensationDecision') ? m.afterEnd(two, 6) : m.within(appealed + 15 * DAY, two), { by: liable, attrs: { act: '复议决定' } })
  const told = m.act('P32-N06', m.days(reviewed, 1, 5), { by: liable, attrs: { act: '送达' } })
  if (!m.random.chance(0.6)) return { at: lapse(told, endOfDay(told, 30)), reviewed: true, paid: m.random.chance(0.4) }
  return committee(m, m.within(told, m.limitDays(told, 30)))
}

function committee(m: Matter, asked: number): { at: number; reviewed: boolean; paid: boolean } {
  const by = m.place.appealCourt
  const received = m.act('P32-N07', asked, { by, attrs: { act: '收到申请' } })
  const seven = m.limitDays(received, 7)
  const filed = m.act('P32-N07', m.slip('lateSuitFiling') ? m.afterEnd(seven, 3) : m.within(received, seven), { by, attrs: { act: '立案' } })
  m.act('P32-N07', m.within(filed, m.limitDays(filed, 5)), { by, attrs: { act: '副本送达' } })
  const end = endOfMonths(received, 3)
  const longer = m.random.chance(0.25)
  if (longer) m.act('P32-N07', m.within(end - 15 * DAY, end), { by, level: '院长', who: 'chief', attrs: { act: '延长批准', extendMonths: 3, complex: true } })
  const at = longer ? m.within(end, endOfMonths(end, 3) - 2 * DAY) : m.within(filed + 30 * DAY, end)
  m.act('P32-N07', at, { by, attrs: { act: '决定', panelSize: m.slip('wrongPanel') ? 2 : 3 } })
  return { at: m.act('P32-N08', m.days(at, 1, 6), { by }), reviewed: true, paid: m.random.chance(0.7) }
}

function payment(m: Matter, final: number, { liable, agency }: Claim): void {
  const asked = m.act('P32-N09', m.days(final, 2, 15), { party: m.parties[0] as Party, by: liable, attrs: { act: '收到支付申请', agency } })
  const seven = m.limitDays(asked, 7)
  const sent = m.act('P32-N09', m.slip('latePayment') ? m.afterEnd(seven, 6) : m.within(asked, seven), { by: liable, attrs: { act: '向财政申请' } })
  const got = m.act('P32-N09', m.minutes(sent, 60, 200), { by: m.place.government, attrs: { act: '财政收到' } })
  const fifteen = m.limitDays(got, 15)
  m.act('P32-N09', m.slip('latePayment') ? m.afterEnd(fifteen, 8) : m.within(got, fifteen), { by: m.place.government, attrs: { act: '支付' } })
}

/** Help for victims whom nobody can pay. */
export function judicialAssistance(m: Matter, start: number): void {
  const own = { by: m.place.procuratorate }
  const asked = m.act('P32-N10', m.atOffice(start, 0), { party: m.parties[0] as Party, ...own })
  const ten = endOfWorkdays(asked, 10)
  const decided = m.act('P32-N11', m.slip('lateJudicialAssistance') ? m.afterEnd(ten, 6) : m.within(asked + DAY, ten), { ...own, attrs: { act: '审查决定' } })
  m.act('P32-N11', m.days(decided, 5, 15), { ...own, attrs: { act: '发放' } })
}
