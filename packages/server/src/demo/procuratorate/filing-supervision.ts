/** P12: the procuratorate watches over filing, when the police do not file and when they should not have. */
import { DAY, endOfMonths } from '../clock.ts'
import { chiefOfPolice, chiefProcurator } from '../matter.ts'
import type { Matter } from '../matter.ts'
import { dismissal } from '../police/dismissal.ts'
import { open, review } from '../police/filing.ts'
import { refuse } from '../police/refusal.ts'
import { takeReport } from '../police/report.ts'

type Request = 'P12-N02' | 'P12-N06' | 'P12-N08' | 'P12-N09'

export function supervisedFiling(m: Matter, from: number): void {
  const { received, registered } = takeReport(m, from, { reportType: '控告', complainant: true, warned: true })
  const decided = review(m, received, registered)
  if (m.every(9, 4)) return undecided(m, decided)
  if (m.random.chance(0.55)) shouldBeFiled(m, refuse(m, decided))
  else shouldNotBeFiled(m, open(m, decided))
}

/** The police let the time pass: asked why, they decide within seven days. Of another matter an authority is told to refer it. */
function undecided(m: Matter, from: number): void {
  const accepted = complaint(m, m.days(from, 12, 20))
  m.act('P12-N02', m.days(accepted, 1, 4), { ...chiefProcurator, attrs: { act: '发出', type: '逾期未决定', reason: '逾期未决定' } })
  const got = m.act('P12-N02', m.days(accepted, 4.2, 5), { by: m.place.police, attrs: { act: '公安签收', type: '逾期未决定' } })
  open(m, m.within(got, m.limitDays(got, 7)))
  m.act('P12-N01', m.days(got, 8, 20), { ...chiefProcurator, attrs: { act: '提出检察意见', reason: '行政机关应当移送而不移送' } })
}

function complaint(m: Matter, from: number): number {
  const came = m.act('P12-N01', from, { attrs: { act: '收到控告' } })
  const limit = m.limitDays(came, 7)
  return m.act('P12-N01', m.slip('lateComplaint') ? m.afterEnd(limit) : m.within(came, limit), { attrs: { act: '受理' } })
}

/** Sent and signed for by the police; returns when they had it. */
function served(m: Matter, node: Request, at: number, reason: string): number {
  const decision = node === 'P12-N06' || node === 'P12-N09'
  m.act(node, at, { ...(decision ? chiefProcurator : {}), attrs: { act: '发出', reason } })
  return m.act(node, m.minutes(at, 60, 400), { by: m.place.police, attrs: { act: '公安签收' } })
}

/** The police explain within seven days; the prosecutor examines. Returns whether the reasons hold. */
function reasons(m: Matter, asked: number): { held: boolean; at: number } {
  const limit = m.limitDays(asked, 7)
  const said = m.act('P12-N03', m.slip('lateReasons') ? m.afterEnd(limit) : m.within(asked, limit), { by: m.place.police, attrs: { evidenceAttached: !m.slip('reasonsWithoutEvidence') } })
  const held = m.random.chance(0.35)
  const at = m.act('P12-N04', m.days(said, 1, 6), { attrs: { result: held ? '理由成立' : '理由不能成立' } })
  if (held) m.act('P12-N05', m.slip('lateReasonsAnswer') ? m.afterEnd(m.limitDays(at, 10)) : m.within(at, m.limitDays(at, 10)))
  return { held, at }
}

function shouldBeFiled(m: Matter, refused: number): void {
  const accepted = complaint(m, m.days(refused, 2, 20))
  const { held, at } = reasons(m, served(m, 'P12-N02', m.days(accepted, 1, 5), '被害人提出控告'))
  if (held) return
  const told = served(m, 'P12-N06', m.days(at, 1, 4), '有犯罪事实需要追究刑事责任')
  const limit = m.limitDays(told, 15)
  const idle = m.every(3) || m.slip('filingNoticeIgnored')
  if (idle) m.act('P12-N11', m.afterEnd(limit, 8), { ...chiefProcurator, attrs: { act: '发出' } })
  const filed = m.act('P12-N07', idle ? m.days(limit + 12 * DAY, 1, 2) : m.within(told, limit), { by: m.place.police, ...chiefOfPolice, attrs: { act: '立案', result: '批准' } })
  m.act('P12-N07', m.within(filed, m.limitDays(filed, 3)), { by: m.place.police, attrs: { act: '送达立案决定书' } })
  const three = endOfMonths(filed, 3)
  if (m.random.chance(0.8)) m.act('P12-N12', m.days(three, 1, 10))
  else dismissal(m, m.days(filed, 30, 80))
}

function shouldNotBeFiled(m: Matter, filed: number): void {
  const accepted = complaint(m, m.days(filed, 2, 15))
  const { held, at } = reasons(m, served(m, 'P12-N08', m.days(accepted, 1, 5), '可能插手经济纠纷'))
  if (held) return
  const told = served(m, 'P12-N09', m.days(at, 1, 4), '属于经济纠纷')
  const limit = m.limitDays(told, 15)
  if (m.random.chance(0.3)) return void dismissal(m, m.within(told, limit), '没有犯罪事实')
  const asked = m.act('P12-N10', m.within(told, limit), { by: m.place.police, attrs: { act: '要求复议' } })
  const decided = m.act('P12-N10', m.slip('lateFilingReview') ? m.afterEnd(m.limitDays(asked, 7)) : m.within(asked, m.limitDays(asked, 7)), { ...chiefProcurator, attrs: { act: '复议决定', result: '维持' } })
  if (m.random.chance(0.3)) return void dismissal(m, m.days(decided, 1, 5), '没有犯罪事实')
  const again = m.act('P12-N10', m.days(decided, 1, 4), { by: m.place.police, attrs: { act: '提请复核' } })
  const final = m.act('P12-N10', m.within(again, m.limitDays(again, 15)), { ...chiefProcurator, level: '上一级人民检察院', attrs: { act: '复核决定', result: '维持' } })
  dismissal(m, m.days(final, 1, 5), '没有犯罪事实')
}
