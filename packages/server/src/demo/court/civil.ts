/** P19: a civil action, from the complaint to the judgment. */
import { DAY, HOUR, dayOf, endOfDay, endOfMonths, isWorkday, startOf } from '../clock.ts'
import { courtPresident, presiding } from '../matter.ts'
import type { ActOptions, Matter } from '../matter.ts'
import { civilAppeal } from './civil-appeal.ts'
import { beforeTheSuit, extendedAbove, lifted, moreEvidence, publicService, recusal, suspension } from './civil-interludes.ts'
import { enforcement } from './enforcement.ts'

export type Procedure = '普通' | '简易' | '小额' | '特别'

/** What the court records of its kind of case, where the cause is not the kind itself. */
const kinds: Readonly<Record<string, string>> = { 离婚纠纷: '离婚', 生态破坏民事公益诉讼: '公益诉讼', 申请认定公民无民事行为能力: '认定行为能力' }

/** An act of a civil division. */
export function civil(m: Matter, node: string, at: number, options: ActOptions = {}): number {
  const court = options.by ?? (node.startsWith('P20') ? m.place.appealCourt : m.place.court)
  return m.act(node, at, { ...options, attrs: { unit: `${court.name}民事审判庭`, ...options.attrs } })
}

export function civilMatter(m: Matter, start: number): void {
  const caseType = kinds[m.crime] ?? m.crime
  const procedure = choose(m, caseType)
  const filed = filing(m, m.atOffice(start, 0), procedure, caseType)
  const done = procedure === '特别' ? special(m, filed) : action(m, filed, procedure, caseType)
  if (done !== null) afterwards(m, done.served, procedure, caseType)
}

function choose(m: Matter, caseType: string): Procedure {
  if (caseType === '认定行为能力') return '特别'
  if (caseType === '公益诉讼') return '普通'
  const roll = m.random.next()
  return roll < 0.42 ? '普通' : roll < 0.8 || caseType === '离婚' ? '简易' : '小额'
}

function filing(m: Matter, received: number, procedure: Procedure, caseType: string): number {
  if (caseType !== '认定行为能力' && m.every(9, 2)) beforeTheSuit(m, received - m.random.int(6, 20) * DAY)
  civil(m, 'P19-N01', received, { attrs: { act: '收到起诉状', caseType } })
  let from = received
  if (m.random.chance(0.15)) {
    const asked = civil(m, 'P19-N01', m.within(received, m.limitDays(received, 4)), { attrs: { act: '通知补正' } })
    from = civil(m, 'P19-N01', m.days(asked, 2, 12), { attrs: { act: '收到补正材料' } })
  }
  const limit = m.limitDays(from, 7)
  const filed = m.slip('lateCivilFiling') ? m.afterEnd(limit) + DAY : m.within(from + HOUR, limit)
  const level = caseType === '公益诉讼' ? '市级' : '县级'
  civil(m, 'P19-N02', filed - HOUR / 2, { attrs: { act: '缴费' } })
  return civil(m, 'P19-N02', filed, { attrs: { act: '立案', procedure, caseType, handlingLevel: level, foreign: false, publicTrial: caseType !== '离婚' } })
}

/** Legal capacity and the like: no defendant, thirty days. */
function special(m: Matter, filed: number): { served: number } {
  bench(m, filed, 1)
  const end = m.limitDays(filed, 30)
  const sat = civil(m, 'P19-N11', m.within(filed + 5 * DAY, end - 9 * DAY))
  const at = civil(m, 'P19-N15', m.slip('civilOverrun') ? m.afterEnd(end, 9) : m.within(sat, end), { attrs: { act: '宣判', pronouncement: '定期' } })
  return { served: civil(m, 'P19-N15', m.minutes(at, 20, 90), { attrs: { act: '送达裁判文书' } }) }
}

/** Whoever sits is determined and told to the parties. */
export function bench(m: Matter, from: number, panelSize: number): void {
  const chosen = civil(m, 'P19-X06', m.minutes(from, 60, 400), { attrs: { act: '确定', panelSize: m.slip('wrongPanel') ? 2 : panelSize } })
  const limit = m.limitDays(chosen, 3)
  civil(m, 'P19-X06', m.slip('lateBenchNotice') ? m.afterEnd(limit) + DAY : m.within(chosen, limit), { attrs: { act: '告知当事人' } })
}

/** null where the parties settled or the plaintiff withdrew and nothing is left to enforce. */
function action(m: Matter, filed: number, procedure: Procedure, caseType: string): { served: number } | null {
  const five = m.limitDays(filed, 5)
  const served = civil(m, 'P19-N03', m.slip('lateComplaintService') ? m.afterEnd(five) + 3 * DAY : m.within(filed + 2 * HOUR, five), { attrs: { act: '被告签收' } })
  bench(m, filed, caseType === '公益诉讼' ? 7 : procedure === '普通' ? 3 : 1)
  if (caseType === '公益诉讼') civil(m, 'P19-X05', m.within(filed + DAY, m.limitDays(filed, 10)), { attrs: { act: '书面告知主管部门' } })
  if (m.random.chance(0.25)) preservation(m, m.days(filed, 1, 5))
  const shortest = procedure === '普通' ? [15, 20, 30] : procedure === '简易' ? [10, 15] : [5, 7]
  const evidenceDays = procedure === '普通' && m.slip('evidenceTooShort') ? 10 : m.random.pick(shortest)
  civil(m, 'P19-N07', m.minutes(served, 10, 60), { attrs: { act: '确定', evidenceDays } })
  if (procedure === '普通' && evidenceDays > 10 && m.random.chance(0.3)) moreEvidence(m, served, evidenceDays)
  if (m.random.chance(0.1)) recusal(m, served)
  const answered = answer(m, served)
  let excluded = procedure !== '小额' && m.random.chance(0.12) ? objection(m, served) : 0
  const ready = Math.max(answered, served + 16 * DAY + excluded * DAY)
  if (procedure !== '小额' && m.random.chance(caseType === '公益诉讼' ? 0.9 : 0.12)) excluded += appraisal(m, ready)
  if (procedure === '普通' && m.every(5)) excluded += m.every(2) ? suspension(m, ready + excluded * DAY) : publicService(m, ready + excluded * DAY)
  const anew = changed(m, procedure, Math.max(ready, filed + 28 * DAY), caseType, excluded)
  return hear(m, { filed, ready: Math.max(ready + excluded * DAY, filed + 32 * DAY), procedure: anew, caseType, excluded })
}

/** Returns when the answer was passed on, or the moment of service where there was none. */
function answer(m: Matter, served: number): number {
  if (!m.random.chance(0.6)) return served
  const given = civil(m, 'P19-N04', m.within(served + DAY, m.limitDays(served, 15)), { attrs: { act: '提出答辩状' } })
  const limit = m.limitDays(given, 5)
  return civil(m, 'P19-N04', m.slip('lateAnswerCopy') ? m.afterEnd(limit) : m.within(given, limit), { attrs: { act: '答辩状副本发送原告' } })
}

/** An objection to jurisdiction; the days until it is ruled on do not count. */
function objection(m: Matter, served: number): number {
  const raised = civil(m, 'P19-N05', m.within(served + DAY, m.limitDays(served, 15)), { attrs: { act: '提出异议' } })
  const ruled = civil(m, 'P19-N05', m.days(raised, 6, 14), { attrs: { act: '裁定', result: '驳回' } })
  return dayOf(ruled) - dayOf(raised)
}

function appraisal(m: Matter, from: number): number {
  const sent = civil(m, 'P19-N08', m.atOffice(from, 0), { attrs: { phase: 'start', type: '鉴定' } })
  const back = civil(m, 'P19-N08', m.days(sent, 20, 45), { attrs: { phase: 'end', type: '鉴定' } })
  return dayOf(back) - dayOf(sent)
}

/** Which procedure it is in the end. */
function changed(m: Matter, procedure: Procedure, at: number, caseType: string, excluded: number): Procedure {
  if (procedure === '简易' && m.random.chance(0.25)) return change(m, at, '普通')
  if (procedure === '小额' && m.random.chance(0.5)) return change(m, at, m.random.chance(0.5) ? '普通' : '简易')
  if (procedure === '普通' && caseType !== '公益诉讼' && excluded === 0 && m.random.chance(0.1)) return change(m, at, '简易')
  return procedure
}

/** To another procedure: the limit runs on from the filing. */
function change(m: Matter, at: number, to: '普通' | '简易'): Procedure {
  const ruled = civil(m, 'P19-N09', m.atOffice(at, 0), { attrs: { act: '裁定', to } })
  civil(m, 'P19-N09', m.minutes(ruled, 60, 300), { attrs: { act: '书面通知当事人', to } })
  bench(m, ruled + DAY, to === '普通' ? 3 : 1)
  return to
}

interface Hearing {
  filed: number
  ready: number
  procedure: Procedure
  caseType: string
  excluded: number
}

function hear(m: Matter, { filed, ready, procedure, caseType, excluded }: Hearing): { served: number } | null {
  const months = procedure === '普通' ? 6 : procedure === '简易' ? 3 : 2
  const end = endOfDay(endOfMonths(filed, months), excluded)
  let sat = sit(m, m.days(ready, 4, procedure === '普通' ? 25 : 8), procedure)
  if (m.random.chance(0.25)) sat = adjourn(m, sat, procedure)
  if (caseType === '离婚') civil(m, 'P19-N14', m.minutes(sat, 30, 120), { attrs: { act: '调解不成' } })
  if (m.random.chance(0.06)) {
    civil(m, 'P19-X08', m.days(sat, 1, 6), { attrs: { act: '准许撤诉' } })
    return null
  }
  if (m.random.chance(0.22)) return mediated(m, Math.min(m.days(sat, 1, 12), end), caseType)
  const more = m.random.chance(procedure === '普通' ? 0.4 : 0.1) ? extension(m, filed, end, months) : end
  const extended = more > end && procedure === '普通' && m.random.chance(0.5) ? extendedAbove(m, end, more) : more
  const at = m.slip('civilOverrun') ? m.afterEnd(extended, 9) : m.within(extended > end ? end + DAY : sat + HOUR, extended)
  return judge(m, at)
}

/** Notice, announcement and hearing; returns when the court sat. */
export function sit(m: Matter, at: number, procedure: Procedure): number {
  const late = m.slip('hearingNoticeTooLate')
  civil(m, 'P19-N10', before(at, late ? 1 : m.random.int(4, 8)), { attrs: { act: '通知' } })
  if (procedure === '普通' && !m.slip('noPublicNotice')) civil(m, 'P19-N10', before(at, m.random.int(3, 6)), { attrs: { act: '公告' } })
  return civil(m, 'P19-N11', at, presiding(m))
}

/** A working day at least so many days before. */
function before(at: number, days: number): number {
  let day = dayOf(at) - days
  while (!isWorkday(day)) day--
  return startOf(day) + 10 * HOUR + (at % HOUR)
}

/** The hearing is adjourned and goes on within a month. */
function adjourn(m: Matter, sat: number, procedure: Procedure): number {
  const other = m.random.chance(0.2)
  civil(m, 'P19-N12', m.minutes(sat, 60, 150), { ...(other ? courtPresident : {}), attrs: { type: other ? '其他情形' : '需要补充调查' } })
  const again = m.slip('hearingsFarApart') ? m.afterEnd(endOfMonths(sat, 1), 9) : m.within(sat + 8 * DAY, endOfMonths(sat, 1) - DAY)
  civil(m, 'P19-N10', before(again, 4), { attrs: { act: '通知' } })
  civil(m, 'P19-N11', again)
  if (m.slip('tooManyAdjournments')) for (let i = procedure === '普通' ? 0 : 1; i < 2; i++) civil(m, 'P19-N12', m.minutes(again, 60 + i * 60, 100 + i * 60), { attrs: { type: '需要补充调查' } })
  return again
}

function extension(m: Matter, filed: number, end: number, months: number): number {
  const late = m.slip('lateCivilExtensionRequest')
  const asked = civil(m, 'P19-N13', m.atOffice(end - (late ? 12 : 22) * DAY, filed, end - (late ? 11 : 17) * DAY), { attrs: { act: '申请' } })
  const more = months === 6 ? m.random.int(2, 6) : 1
  const granted = m.slip('lateCivilExtension') ? m.afterEnd(end) + DAY : m.within(asked + DAY, end - 6 * DAY)
  civil(m, 'P19-N13', granted, { ...courtPresident, attrs: { act: '批准', extendMonths: more, result: '批准' } })
  return endOfMonths(end, more)
}

function mediated(m: Matter, at: number, caseType: string): { served: number } | null {
  const agreed = civil(m, 'P19-N14', at, { attrs: { act: '达成协议' } })
  let from = m.minutes(agreed, 60, 400)
  if (caseType === '公益诉讼') from = m.days(civil(m, 'P19-X05', m.days(agreed, 1, 3), { attrs: { act: '公告和解或者调解协议' } }), 31, 34)
  const served = civil(m, 'P19-N14', from, { attrs: { act: '调解书送达', serviceMethod: m.slip('statementLeftBehind') ? '留置送达' : '直接送达' } })
  return m.random.chance(0.3) ? { served } : null
}

export function judge(m: Matter, at: number, options: ActOptions = {}): { served: number } {
  const pronouncement = m.random.chance(0.35) ? '当庭' : '定期'
  civil(m, 'P19-N15', at, { ...options, attrs: { act: '宣判', pronouncement, appealRightsTold: !m.slip('appealRightsUntold'), type: '判决' } })
  const limit = pronouncement === '当庭' ? m.limitDays(at, 10) : m.limitDays(at, 0)
  const late = m.slip('lateCivilJudgment')
  return { served: civil(m, 'P19-N15', late ? m.afterEnd(m.limitDays(at, 10)) : m.within(at, Math.max(limit, at + HOUR), pronouncement === '当庭'), { ...options, attrs: { act: '送达裁判文书', type: '判决' } }) }
}

function afterwards(m: Matter, served: number, procedure: Procedure, caseType: string): void {
  const judged = m.told.some((told) => told.event.node === 'P19-N15')
  if (judged && (procedure === '普通' || procedure === '简易') && m.random.chance(0.55)) return civilAppeal(m, served)
  if (caseType !== '认定行为能力' && m.random.chance(0.35)) enforcement(m, m.days(served, 30, 60))
}

/** Property is secured before or during the action. */
function preservation(m: Matter, asked: number): void {
  const urgent = m.random.chance(0.3)
  const act = (at: number, attrs: Record<string, string | boolean>): number => civil(m, 'P19-N06', at, { attrs })
  act(asked, { act: '申请', urgent })
  const secured = act(m.minutes(asked, 60, 600), { act: '提供担保' })
  const limit = urgent ? asked + 2 * DAY : m.limitDays(secured, 5)
  const late = m.slip('latePreservation')
  const ruled = act(late ? m.afterEnd(limit) + DAY : m.within(secured, limit, !urgent), { act: '裁定', result: '准许' })
  const done = act(urgent ? m.minutes(ruled, 40, 300) : m.within(ruled, m.limitDays(ruled, 5)), { act: '执行' })
  act(m.minutes(done, 60, 500), { act: '通知被保全人' })
  if (m.random.chance(0.3)) lifted(m, m.days(done, 6, 20))
  if (!m.random.chance(0.2)) return
  const objected = act(m.within(ruled + HOUR, m.limitDays(ruled, 5)), { act: '申请复议' })
  act(m.within(objected, m.limitDays(objected, 10)), { act: '复议决定' })
}
