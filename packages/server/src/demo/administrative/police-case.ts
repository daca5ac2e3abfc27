/** P08: administrative cases of the police: report, acceptance, summons, questioning, evidence, and how they end. */
import { DAY, HOUR, endOfDay } from '../clock.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { assessment, foreigner, release, seize } from './measures.ts'
import type { Seized } from './measures.ts'
import { fastTrack, mediation, penalise } from './penalty.ts'

/** What the stages of one administrative case know of it. */
export interface AdministrativeCase {
  caseType: string
  /** the law on public-security penalties of 2026 applies */
  renewed: boolean
  /** its time runs from here */
  filed: number
  station: boolean
  complex: boolean
  victim: boolean
  seized: Seized | null
  /** when the last of the penalties was executed */
  executed: number
  /** admitted at once and handled on the fast track */
  fast: boolean
}

const renewal = Date.parse('2026-01-01T00:00:00+08:00')
const typeOf: Readonly<Record<string, string>> = { 饮酒后驾驶机动车: '交通', 无证驾驶机动车: '交通', 非法居留: '出入境' }
const injured = new Set(['殴打他人', '故意损毁财物', '盗窃少量财物'])
const vice = new Set(['赌博', '吸毒'])

export const causes = ['殴打他人', '殴打他人', '殴打他人', '盗窃少量财物', '盗窃少量财物', '扰乱单位秩序', '寻衅滋事', '故意损毁财物', '赌博', '赌博', '吸毒', '阻碍执行职务', '饮酒后驾驶机动车', '无证驾驶机动车', '非法居留'] as const

export function administrativeCase(m: Matter, start: number): void {
  const caseType = typeOf[m.crime] ?? '治安'
  const renewed = start >= renewal
  if (caseType !== '出入境' && !vice.has(m.crime) && m.random.chance(0.15)) return onTheSpot(m, start, caseType, renewed)
  const file = accept(m, start, caseType, renewed)
  if (file === null) return
  if (caseType === '出入境') return foreigner(m, file)
  for (const party of m.parties) question(m, party, file)
  if (file.fast) return fastTrack(m, m.parties[0] as Party, file)
  evidence(m, file)
  if (m.random.chance(0.45)) file.seized = seize(m, file)
  if (m.random.chance(0.25)) assessment(m, file)
  if (injured.has(m.crime) && m.random.chance(0.3) && mediation(m, file)) return
  const roll = m.random.next()
  if (roll < 0.12) return close(m, file, roll)
  for (const party of m.parties) penalise(m, party, file)
}

/** Report, acceptance and receipt; null where another unit is competent. */
export function accept(m: Matter, start: number, caseType: string, renewed: boolean, more: Attributes = {}): AdministrativeCase | null {
  const complex = m.random.chance(0.14)
  const station = m.random.chance(0.6)
  const victim = injured.has(m.crime)
  if (m.random.chance(0.15)) m.act('P08-X20', start - m.random.int(1, 60) * DAY, { attrs: { caseType, cause: m.crime } })
  const facts: Attributes = { act: '接报案', caseType, offence: m.crime, handlingLevel: '县级', handlingUnit: station ? '派出所' : '县级公安机关业务部门', complex, victim, ...more }
  const reported = m.act('P08-N01', start, { attrs: facts })
  if (m.random.chance(0.03)) return passOn(m, reported)
  const atOnce = renewed && caseType === '治安'
  const limit = atOnce ? endOfDay(reported) : reported + DAY
  const late = m.slip('lateAdministrativeFiling')
  const filed = m.act('P08-N01', late ? m.minutes(limit, 90, 700) : Math.min(m.minutes(reported, 15, 80), limit), { ...headOfUnit, attrs: { act: atOnce ? '立案' : '受案' } })
  if (!m.slip('stepOmitted')) m.act('P08-N01', m.minutes(filed, 5, 20), { attrs: { act: '出具受案回执' } })
  if (m.random.chance(0.02)) recusal(m, filed)
  return { caseType, renewed, filed, station, complex, victim, seized: null, executed: 0, fast: !complex && m.parties.length === 1 && m.random.chance(0.12) }
}

function passOn(m: Matter, reported: number): null {
  const found = m.act('P08-X07', m.minutes(reported, 60, 300), { attrs: { act: '发现不属本单位管辖' } })
  const moved = m.act('P08-X07', m.within(found, found + DAY, false), { attrs: { act: '移送' } })
  m.act('P08-X07', m.minutes(moved, 20, 200), { attrs: { act: '告知报案人' } })
  return null
}

function recusal(m: Matter, from: number): void {
  const asked = m.act('P08-X08', m.days(from, 0.5, 3), { attrs: { act: '申请', recusalOf: '办案民警' } })
  m.act('P08-X08', m.within(asked, m.limitDays(asked, 2)), { ...chiefOfPolice, attrs: { act: '决定', recusalOf: '办案民警', result: '驳回' } })
}

/** Summoned in writing, by word of mouth or by force; questioned; let go within 8, 12 or 24 hours. */
function question(m: Matter, party: Party, file: AdministrativeCase): void {
  const roll = m.random.next()
  const method = roll < 0.5 ? '口头传唤' : roll < 0.95 ? '传唤' : '强制传唤'
  const minor = !file.fast && m.random.chance(0.06)
  const grave = !file.fast && m.random.chance(0.2)
  const unknown = m.random.chance(0.04)
  const called = file.filed + m.random.between(1, 40) * HOUR
  m.act('P08-N02', called, { party, ...headOfUnit, attrs: { act: method === '口头传唤' ? '传唤' : '批准', method, ...(method === '强制传唤' ? { summonsRefused: true } : {}), ...(method === '口头传唤' ? { foundOnSpot: true } : {}) } })
  const arrived = m.act('P08-N03', m.minutes(called, 30, 150), {
    party,
    attrs: { method, identityKnown: !unknown, minor, ageYears: minor ? m.random.int(16, 17) : m.random.int(19, 66), firstOffence: m.random.chance(0.7), complex: grave || file.complex, mayDetain: grave, procedure: file.fast ? '快速办理' : '普通' },
  })
  if (!m.slip('summonsFamilyNotTold')) m.act('P08-X12', m.minutes(arrived, 15, 60), { party, attrs: { notified: true } })
  m.act('P08-N04', m.minutes(arrived, 30, 90), { party, attrs: { ...m.officers(), venue: '办案场所', recorded: !m.slip('questioningNotRecorded'), signed: true, ...(minor ? { guardian: m.slip('noGuardian') ? '未通知' : '到场' } : {}) } })
  const hours = grave ? 24 : unknown && file.renewed && file.caseType === '治安' ? 12 : 8
  const longer = hours === 8 && !file.fast && m.random.chance(0.04)
  if (longer) m.act('P08-X13', m.minutes(arrived, 300, m.slip('lateLongerQuestioning') ? 600 : 470), { party, ...headOfUnit, attrs: { extendToHours: 24, complex: true, mayDetain: true } })
  const left = longer ? m.minutes(arrived, 620, 1300) : m.slip('questioningOverlong') ? m.minutes(arrived, hours * 60 + 65, hours * 60 + 200) : m.minutes(arrived, 120, m.random.chance(0.15) ? hours * 60 : hours * 45)
  m.act('P08-X01', left, { party, attrs: { signed: true, mealsAndRest: true } })
}

function evidence(m: Matter, file: AdministrativeCase): void {
  const at = m.days(file.filed, 0.5, 4)
  if (m.random.chance(0.5)) m.act('P08-N05', at, { ...headOfUnit, attrs: { act: '调取证据' } })
  if (m.random.chance(0.3)) {
    m.act('P08-N05', at - 3 * HOUR, { ...chiefOfPolice, attrs: { act: '检查审批' } })
    m.act('P08-N05', at - HOUR, { attrs: { act: '检查', ...m.officers(), warrant: true, witness: true, signed: true } })
  }
  if (m.random.chance(0.2)) m.act('P08-N05', m.minutes(at, 60, 200), { attrs: { act: '辨认', type: '照片', lineupCount: m.slip('smallLineup') ? 8 : 12, ...m.officers(), signed: true } })
  if (m.crime === '吸毒') m.act('P08-N05', m.minutes(at, 20, 50), { ...(file.station ? { level: '派出所负责人', who: 'head' } : chiefOfPolice), attrs: { act: '强制检测' } })
  if (m.crime === '饮酒后驾驶机动车') {
    m.act('P08-N05', at, { attrs: { act: '呼气酒精测试', result: '有异议' } })
    m.act('P08-N05', m.minutes(at, 15, 60), { attrs: { act: '提取血样' } })
  }
}

/** No penalty, nothing to investigate, or a crime after all. */
function close(m: Matter, file: AdministrativeCase, roll: number): void {
  const limit = m.limitDays(file.filed, 30)
  const at = m.slip('lateAdministrativeDecision') ? m.afterEnd(limit) + 3 * DAY : m.within(file.filed + 6 * DAY, limit)
  if (roll < 0.025) m.act('P08-N12', at, { ...chiefOfPolice, attrs: { result: '不予行政处罚', ageYears: 13 } })
  else if (roll < 0.06) m.act('P08-X02', at, { ...chiefOfPolice, attrs: { result: '不予处罚' } })
  else if (roll < 0.09) m.act('P08-X03', at, headOfUnit)
  else return void m.act('P08-X04', at, chiefOfPolice)
  release(m, file, m.minutes(at, 20, 90))
  if (roll < 0.06) {
    const served = m.act('P08-N13', m.minutes(at, 30, 100), { attrs: { act: '送达', officers: 2 } })
    if (file.victim) m.act('P08-N13', m.minutes(served, 20, 60), { attrs: { act: '送达被侵害人', officers: 2 } })
  }
  archive(m, m.days(at, 2, 6))
}

export function archive(m: Matter, at: number, attrs: Attributes = {}): void {
  m.act('P08-X05', at, { attrs })
  m.act('P08-X06', m.days(at, 3, 20))
}

/** Penalised where the officer stood, reported within a day (traffic: two days). */
function onTheSpot(m: Matter, start: number, caseType: string, renewed: boolean): void {
  const party = m.parties[0] as Party
  const most = caseType === '治安' && renewed ? 500 : 200
  const fineYuan = m.slip('spotFineTooHigh') ? most + 300 : Math.min(most, m.random.pick([50, 100, 200, 300, 500]))
  const at = m.act('P08-X09', start, { party, attrs: { act: '决定', caseType, offence: m.crime, fineYuan, officers: 1, recorded: true } })
  const limit = caseType === '交通' ? m.limitDays(at, 2) : at + DAY
  m.act('P08-X09', m.slip('lateSpotReport') ? m.minutes(limit, 1500, 3000) : m.within(at, limit, false), { party, attrs: { act: '备案' } })
  if (fineYuan > 50 || m.random.chance(0.3)) return void m.act('P08-N17', m.within(at, m.limitDays(at, 15)), { party, attrs: { act: '缴纳罚款' } })
  const taken = m.act('P08-N17', m.minutes(at, 5, 15), { party, attrs: { act: '当场收缴', receiptIssued: true } })
  const handed = m.act('P08-N17', m.slip('lateFineHandIn') ? m.days(taken + 5 * DAY, 1, 3) : m.within(taken, m.limitDays(taken, 1), false), { party, attrs: { act: '交至公安机关' } })
  m.act('P08-N17', m.within(handed, m.limitDays(handed, 1), false), { party, attrs: { act: '缴付银行' } })
}
