/** P32: state compensation, from the claim to payment, and judicial assistance. */
import { DAY, HOUR, endOfDay, endOfMonths, endOfWorkdays } from '../clock.ts'
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
  const received = m.act('P32-N01', at, { party, by: liable, attrs: { agency, compensationType: kind === '法院' ? '刑事赔偿' : kind, ...(m.every(6) ? { form: '口头', recordMade: true } : { form: '书面' }), datedReceipt: !m.slip('noReceipt') } })
  if (m.random.chance(0.25)) {
    const asked = m.act('P32-N02', m.within(received, m.limitDays(received, 5)), { by: liable, attrs: { act: '补正告知' } })
    m.act('P32-N02', m.days(asked, 1, 6), { by: liable, attrs: { act: '收到补正' } })
  }
  return received
}

function decide(m: Matter, received: number, { liable, agency }: Claim): { at: number; granted: boolean } {
  const end = endOfMonths(received, 2)
  m.act('P32-N02', m.days(received, 7, 10), { by: liable, attrs: { act: '立案' } })
  if (agency === '法院') recusal(m, m.days(received, 8, 9), liable)
  if (m.every(7, 3)) pause(m, m.days(received, 26, 28), liable)
  const heard = m.days(received, 11, 25)
  if (!m.slip('stepOmitted')) m.act('P32-N04', heard, { by: liable, attrs: { act: '听取意见' } })
  if (m.random.chance(0.4)) m.act('P32-N04', m.days(heard, 3, 9), { by: liable, attrs: { act: '协商', result: m.random.chance(0.6) ? '达成协议' : '未达成协议', voluntary: true, recordMade: true } })
  const granted = m.random.chance(0.6)
  const at = m.slip('lateCompensationDecision') ? m.afterEnd(end, 8) : m.within(heard + 10 * DAY, end)
  const level = agency === '法院' ? ({ level: '院长', who: 'chief' } as const) : ({ level: '县级公安机关负责人', who: 'chief' } as const)
  m.act('P32-N03', at, { by: liable, ...level, attrs: { agency, remediesTold: !m.every(12, 5), ...(granted ? { result: '赔偿' } : { result: '不予赔偿', reasonStated: !m.slip('refusalWithoutReason') }) } })
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
  if (kind === '行政赔偿' || !m.random.chance(m.every(12, 5) ? 1 : 0.6)) return { at: lapse(decided, kind === '行政赔偿' ? endOfMonths(decided, 3) : endOfDay(decided, 30)), reviewed: false, paid: false }
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
  const incomplete = m.random.chance(0.3)
  if (incomplete) {
    const told = m.act('P32-N07', m.days(received, 1, 3), { by, attrs: { act: '补正告知' } })
    m.act('P32-N07', m.days(told, 1, 3), { by, attrs: { act: '收到补正' } })
  }
  const seven = m.limitDays(received, 7)
  const filed = incomplete ? m.act('P32-N07', m.limitDays(received, 7) - 8 * HOUR, { by, attrs: { act: '立案' } }) : m.act('P32-N07', m.slip('lateSuitFiling') ? m.afterEnd(seven, 3) : m.within(received, seven), { by, attrs: { act: '立案' } })
  m.act('P32-N07', m.within(filed, m.limitDays(filed, 5)), { by, attrs: { act: '副本送达' } })
  const end = endOfMonths(received, 3)
  const longer = m.random.chance(0.25)
  if (longer) m.act('P32-N07', m.within(end - 15 * DAY, end), { by, level: '院长', who: 'chief', attrs: { act: '延长批准', extendMonths: 3, complex: true } })
  const at = longer ? m.within(end, endOfMonths(end, 3) - 2 * DAY) : m.within(filed + 30 * DAY, end)
  m.act('P32-N07', at, { by, attrs: { act: '决定', panelSize: m.slip('wrongPanel') ? 2 : 3 } })
  const final = m.act('P32-N08', m.days(at, 1, 6), { by })
  if (m.random.chance(0.35)) lookedAtAgain(m, m.days(final, 20, 60))
  return { at: final, reviewed: true, paid: m.random.chance(0.7) }
}

function payment(m: Matter, final: number, { liable, agency }: Claim): void {
  const asked = m.act('P32-N09', m.days(final, 2, 15), { party: m.parties[0] as Party, by: liable, attrs: { act: '收到支付申请', agency } })
  if (m.random.chance(0.3)) return refusedFirst(m, asked, liable)
  const seven = m.limitDays(asked, 7)
  const sent = m.act('P32-N09', m.slip('latePayment') ? m.afterEnd(seven, 6) : m.within(asked, seven), { by: liable, attrs: { act: '向财政申请' } })
  const got = m.act('P32-N09', m.minutes(sent, 60, 200), { by: m.place.government, attrs: { act: '财政收到' } })
  if (m.random.chance(0.3)) {
    const more = m.act('P32-N09', m.days(got, 1, 3), { by: m.place.government, attrs: { act: '财政要求补正' } })
    m.act('P32-N09', m.within(more, endOfWorkdays(more, 5)), { by: liable, attrs: { act: '向财政补正' } })
  }
  const fifteen = m.limitDays(got, 15)
  m.act('P32-N09', m.slip('latePayment') ? m.afterEnd(fifteen, 8) : m.within(got, fifteen), { by: m.place.government, attrs: { act: '支付' } })
}

/** Payment is refused, and the court above sees it otherwise. */
function refusedFirst(m: Matter, asked: number, liable: Agency): void {
  const step = (act: string, at: number, by = liable): number => m.act('P32-N09', at, { by, attrs: { act } })
  const refused = step('不予受理通知', m.within(asked, m.limitDays(asked, 6)))
  const against = step('申请复核', m.within(refused, m.limitDays(refused, 10)))
  const decided = step('复核决定', m.within(against, endOfWorkdays(against, 5)), m.place.appealCourt)
  step('复核决定送达', m.within(decided, endOfWorkdays(decided, 3)), m.place.appealCourt)
}

/** Judges are challenged in a claim against their own court. */
function recusal(m: Matter, from: number, liable: Agency): void {
  const step = (act: string, at: number, more: object = {}): number => m.act('P32-X06', at, { by: liable, ...more, attrs: { act, type: '审判人员' } })
  const asked = step('申请', from)
  const decided = step('决定', m.within(asked, m.limitDays(asked, 3)), { level: '院长', who: 'chief' })
  if (!m.random.chance(0.5)) return
  const again = step('申请复议', m.minutes(decided, 60, 900))
  step('复议决定', m.within(again, m.limitDays(again, 3)), { level: '院长', who: 'chief' })
}

function pause(m: Matter, at: number, liable: Agency): void {
  const from = m.act('P32-X05', at, { by: liable, attrs: { phase: 'start', suspendGround: '不可抗力或者其他障碍' } })
  m.act('P32-X05', m.days(from, 1, 3), { by: liable, attrs: { phase: 'end', notified: true } })
}

/** The committee above examines a decision in force once more, within two months. */
function lookedAtAgain(m: Matter, at: number): void {
  const by = m.place.appealCourt
  const opened = m.act('P32-N07', at, { by, attrs: { act: '启动重新审查' } })
  m.act('P32-N07', m.within(opened + 15 * DAY, endOfMonths(opened, 2)), { by, attrs: { act: '重新审查决定', panelSize: 3 } })
}

/** Help for victims whom nobody can pay. */
export function judicialAssistance(m: Matter, start: number): void {
  const own = { by: m.place.procuratorate }
  const asked = m.act('P32-N10', m.atOffice(start, 0), { party: m.parties[0] as Party, ...own })
  const ten = endOfWorkdays(asked, 10)
  const decided = m.act('P32-N11', m.slip('lateJudicialAssistance') ? m.afterEnd(ten, 6) : m.within(asked + DAY, ten), { ...own, attrs: { act: '审查决定' } })
  m.act('P32-N11', m.days(decided, 5, 15), { ...own, attrs: { act: '发放' } })
}
