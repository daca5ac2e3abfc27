/** P31: petitions, from registration to the re-review. */
import { DAY, HOUR, endOfDay, endOfMonths, endOfWorkdays } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'

const above = { level: '上一级行政机关', who: 'chief' } as const

export function petition(m: Matter, start: number): void {
  const came = m.atOffice(start, 0)
  const roll = m.random.next()
  if (roll < 0.1) return letterToProcuratorate(m, came)
  if (m.every(8, 3)) return elsewhere(m, came)
  const accepted = roll < 0.65 ? throughOffice(m, came) : direct(m, came)
  if (accepted !== null) handle(m, accepted)
}

/** The procuratorate answers letters by its own rules. */
function letterToProcuratorate(m: Matter, came: number): void {
  const own = { by: m.place.procuratorate }
  m.act('P31-N01', came, { party: m.parties[0] as Party, ...own, attrs: { agency: '检察院', form: '来信' } })
  m.act('P31-N02', m.days(came, 0.5, 2), { ...own, attrs: { petitionType: '涉法涉诉', handlingPath: '诉讼程序' } })
  const limit = m.limitDays(came, 7)
  m.act('P31-N03', m.slip('latePetitionNotice') ? m.afterEnd(limit) : m.within(came + 2 * DAY, limit), { ...own, attrs: { result: '受理', agency: '检察院' } })
  m.act('P31-N09', m.within(came + 20 * DAY, endOfMonths(came, 3)), own)
}

const facts = (m: Matter): object => {
  const onFoot = m.random.chance(0.4)
  return { form: onFoot ? '走访' : m.random.pick(['来信', '网络']), ...(onFoot ? { representatives: m.random.chance(0.06) ? 7 : m.random.int(1, 5) } : {}) }
}

/** The petition office registers and forwards; the competent authority accepts. */
function throughOffice(m: Matter, came: number): number | null {
  m.act('P31-N01', came, { party: m.parties[0] as Party, attrs: { petitionOffice: true, ...facts(m) } })
  const limit = m.limitDays(came, 15)
  const urgent = m.random.chance(0.08)
  if (urgent) m.act('P31-X03', m.minutes(came, 20, 60))
  const sent = m.slip('latePetitionForwarding') ? m.afterEnd(limit) : m.within(came + DAY, limit)
  m.act('P31-N02', m.within(came + 2 * HOUR, sent), { attrs: { petitionType: '申诉求决', handlingPath: '信访程序' } })
  const assigned = m.random.chance(0.3)
  m.act('P31-N04', sent, { attrs: { act: assigned ? '交办' : '转送', to: '有权处理的机关', ...(assigned ? { reportDays: 120 } : {}), ...(urgent ? { urgent } : {}) } })
  const got = m.act('P31-N04', m.minutes(sent, 60, 200), { by: m.place.government, attrs: { act: '收到' } })
  if (m.every(11, 1)) {
    const objected = m.act('P31-N04', m.within(got, endOfWorkdays(got, 5)), { by: m.place.government, attrs: { act: '提出异议', reasonStated: true } })
    m.act('P31-N04', m.days(objected, 2, 5), { by: m.place.government, attrs: { act: '退回材料', permitted: true } })
    m.act('P31-N12', m.days(objected, 6, 20), { attrs: { act: '终结', voluntary: true } })
    return null
  }
  return accept(m, got)
}

function direct(m: Matter, came: number): number {
  m.act('P31-N01', came, { party: m.parties[0] as Party, by: m.place.government, attrs: { petitionOffice: false, ...facts(m) } })
  m.act('P31-N02', m.minutes(came, 60, 240), { by: m.place.government, attrs: { petitionType: '申诉求决', handlingPath: '信访程序' } })
  return accept(m, came)
}

function accept(m: Matter, from: number): number {
  const limit = m.limitDays(from, 15)
  return m.act('P31-N03', m.slip('latePetitionNotice') ? m.afterEnd(limit) : m.within(from + 5 * HOUR, limit), { by: m.place.government, attrs: { result: '受理', ...(m.every(9) ? { sameMatter: true } : {}) } })
}

function handle(m: Matter, accepted: number): void {
  const own = { by: m.place.government }
  const end = endOfDay(accepted, 60)
  const heard = m.days(accepted, 3, 12)
  if (!m.slip('stepOmitted')) m.act('P31-N05', heard, { ...own, attrs: { act: '听取陈述', conflict: false } })
  const examined = m.act('P31-N05', m.days(heard, 3, 12), { ...own, attrs: { act: '调查核实', conflict: false } })
  if (m.every(10, 2)) return comeToTerms(m, examined)
  const complex = m.random.chance(0.4)
  if (complex) {
    m.act('P31-N06', m.days(examined, 1, 3), { ...own, attrs: { phase: 'start' } })
    m.act('P31-N06', m.days(examined, 4, 6), { ...own, attrs: { phase: 'end' } })
  }
  const issued = m.slip('petitionOverrun') ? m.afterEnd(end, 8) : extendedOr(m, examined + 7 * DAY, end)
  m.act('P31-N08', issued, { ...own, attrs: { reasonStated: true, conflict: m.slip('officerWithInterest') } })
  if (m.told.some(({ event }) => event.attrs['reportDays'] !== undefined)) m.act('P31-N04', m.days(issued, 1, 5), { ...own, attrs: { act: '反馈结果' } })
  const served = m.act('P31-N09', m.days(issued, 1, 5), own)
  if (m.random.chance(0.45)) return review(m, served)
  m.act('P31-N12', m.days(endOfDay(served, 31), 1, 10), { attrs: { act: '终结' } })
  m.act('P31-N12', m.days(served, 55, 80), { attrs: { act: '回访' } })
}

function extendedOr(m: Matter, from: number, end: number): number {
  if (!m.random.chance(0.3)) return m.within(from, end)
  const granted = m.slip('latePetitionExtension') ? m.afterEnd(end) : m.within(end - 12 * DAY, end)
  m.act('P31-N07', granted, { by: m.place.government, level: '单位负责人', who: 'head', attrs: { extendDays: 30, notified: !m.slip('extensionNotTold') } })
  return m.within(Math.max(granted, end), endOfDay(end, 30))
}

function review(m: Matter, served: number): void {
  const asked = m.act('P31-N10', m.within(served, m.limitDays(served, 30)), { party: m.parties[0] as Party, attrs: { act: '请求' } })
  const thirty = m.limitDays(asked, 30)
  const opinion = m.act('P31-N10', m.slip('lateReexamination') ? m.afterEnd(thirty, 6) : m.within(asked + 5 * DAY, thirty), { by: m.place.government, ...above, attrs: { act: '复查意见' } })
  const told = m.act('P31-N10', m.days(opinion, 1, 4), { by: m.place.government, attrs: { act: '送达' } })
  if (!m.random.chance(0.6)) return void m.act('P31-N12', m.days(endOfDay(told, 31), 1, 10), { attrs: { act: '终结' } })
  const again = m.act('P31-N11', m.within(told, m.limitDays(told, 30)), { party: m.parties[0] as Party, attrs: { act: '请求' } })
  const end = m.limitDays(again, 30)
  const last = m.act('P31-N11', m.slip('lateReexamination') ? m.afterEnd(end, 6) : m.within(again + 5 * DAY, end), { by: m.place.government, ...above, attrs: { act: '复核意见', ...(m.told.some(({ event }) => event.node === 'P31-N06') ? { published: true } : {}) } })
  m.act('P31-N12', m.days(last, 5, 20), { attrs: { act: '终结' } })
}

/** Belongs to court or procuratorate, accuses somebody, or is already dealt with below. */
function elsewhere(m: Matter, came: number): void {
  m.act('P31-N01', came, { party: m.parties[0] as Party, attrs: { petitionOffice: true, ...facts(m) } })
  const accuses = m.every(16, 3)
  m.act('P31-N02', m.days(came, 0.5, 2), { attrs: accuses ? { petitionType: '检举控告', handlingPath: '信访程序' } : { petitionType: '涉法涉诉', handlingPath: '诉讼程序' } })
  const sent = m.act('P31-N04', m.within(came + 3 * DAY, m.limitDays(came, 15)), { attrs: { act: '转送', ...(accuses ? { to: '有权处理的机关', toAccused: false } : { to: '人民检察院' }) } })
  const to = accuses ? m.place.government : m.place.procuratorate
  const got = m.act('P31-N04', m.minutes(sent, 60, 200), { by: to, attrs: { act: '收到' } })
  m.act('P31-N03', m.within(got, m.limitDays(got, 6)), { by: to, attrs: { result: '不予受理', pendingElsewhere: true, reasonStated: true } })
}

function comeToTerms(m: Matter, from: number): void {
  const agreed = m.act('P31-X01', m.days(from, 3, 12), { by: m.place.government, attrs: { bothAgree: true, signedByAll: true } })
  const issued = m.act('P31-N08', m.days(agreed, 1, 4), { by: m.place.government, attrs: { reasonStated: true, conflict: false } })
  m.act('P31-N09', m.days(issued, 1, 4), { by: m.place.government })
  m.act('P31-N12', m.days(endOfDay(issued, 36), 1, 10), { attrs: { act: '终结' } })
}
