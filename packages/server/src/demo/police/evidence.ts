/** P06: how the police gather evidence: scene, witnesses, documents, property, experts, identification, search. */
import { DAY, HOUR, MINUTE } from '../clock.ts'
import { hasVictim } from '../crimes.ts'
import { chiefOfPolice, headOfUnit } from '../matter.ts'
import type { Attributes, Matter } from '../matter.ts'
import { inventName } from '../people.ts'
import type { Party } from '../people.ts'
import { searcher, signature } from './traits.ts'

const withScene = new Set(['盗窃', '故意伤害', '抢劫', '故意杀人', '交通肇事', '聚众斗殴', '寻衅滋事'])
const onPaper = new Set(['诈骗', '合同诈骗', '帮助信息网络犯罪活动', '掩饰、隐瞒犯罪所得', '职务侵占', '非法经营', '开设赌场'])

/** An attesting witness, or a full recording with the reason where nobody was to be found. */
function attested(m: Matter): Attributes {
  if (m.random.chance(0.04)) return { witnessPresent: false, recordingMade: true, reason: '深夜无人可以见证' }
  return { witnessPresent: !m.slip('noAttestingWitness'), witnessKind: m.slip('staffAsWitness') ? '公安机关聘用人员' : '社区工作者' }
}

/** The first hours: scene, and in killings the autopsy. */
export function scene(m: Matter, start: number): void {
  if (!withScene.has(m.crime)) return
  const grave = m.crime === '故意杀人'
  m.act('P06-X09', m.minutes(start, 50, 200), { attrs: { ...m.officers(), signing: signature(m), ...attested(m), ...(grave ? { majorCase: true, recordingMade: true } : {}) } })
  if (!grave) return
  m.act('P06-X11', m.minutes(start, 210, 300), { ...chiefOfPolice, attrs: { act: '解剖审批', result: '批准' } })
  if (!m.slip('stepOmitted')) m.act('P06-X11', m.minutes(start, 301, 400), { attrs: { act: '通知家属', notified: true } })
  m.act('P06-X11', m.minutes(start, 500, 900), { attrs: { act: '解剖', signing: signature(m) } })
}

/** A search at the time of the detention, with a warrant or in urgency without. */
export function search(m: Matter, party: Party, at: number): void {
  const urgent = m.random.chance(0.12)
  if (!urgent && !m.slip('searchWithoutWarrant')) m.act('P06-X13', m.minutes(at, -50, -5), { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  const facts: Attributes = urgent ? { urgent, reason: '可能隐匿毁弃转移证据' } : { warrantShown: true }
  m.act('P06-X13', m.minutes(at, 20, 300), { party, attrs: { act: '执行', ...m.officers(), attendedBy: m.random.pick(['被搜查人', '家属', '邻居']), examinedBy: searcher(party), signing: signature(m), ...facts } })
  if (!m.random.chance(0.4)) return
  const forced = m.random.chance(0.08)
  if (forced && !m.slip('stepOmitted')) m.act('P06-X10', m.minutes(at, 5, 15), { party, ...headOfUnit, attrs: { act: '审批强制', result: '批准' } })
  m.act('P06-X10', m.minutes(at, 30, 200), { party, attrs: { act: '检查', forced, examinedBy: searcher(party), signing: signature(m), ...attested(m) } })
}

/** Everything that is done between the opening of the case and its end. */
export function inquiries(m: Matter, parties: Party[], from: number, to: number): void {
  const at = (low: number, high: number): number => m.atOffice(from + (to - from) * m.random.between(low, high), from, to - HOUR)
  for (let n = m.random.int(1, 3); n > 0; n--) hearing(m, at(0, 0.7))
  if (m.crime === '故意伤害' && m.random.chance(0.05)) minorHeard(m, at(0, 0.4))
  if (onPaper.has(m.crime)) papers(m, at(0, 0.5))
  if (m.random.chance(0.3)) identification(m, at(0, 0.7))
  if (m.random.chance(0.03)) experiment(m, at(0.2, 0.7))
  if (m.crime === '贩卖毒品' && m.random.chance(0.2)) undercover(m, from)
  if (m.random.chance(0.35)) expert(m, parties, at(0, 0.3), to)
}

function hearing(m: Matter, at: number): void {
  const placeOfAct = m.random.pick(['公安机关', '公安机关', '现场', '住处', '单位'])
  if (placeOfAct === '住处' || placeOfAct === '单位') {
    if (!m.slip('stepOmitted')) m.act('P06-X08', m.minutes(at, -180, -40), { ...headOfUnit, attrs: { act: '审批', result: '批准' } })
  }
  m.act('P06-X08', at, { attrs: { act: '询问', placeOfAct, heardAlone: !m.slip('heardTogether'), notified: true, signing: signature(m) } })
}

/** A child who was hurt is heard once, recorded, with a guardian. Sometimes again. */
function minorHeard(m: Matter, first: number): void {
  const child: Party = { subject: 'W1', name: inventName(m.random), custody: false, identityKnown: true, detainedAt: 0, arrestedAt: 0, bailAt: 0 }
  const girlWitness = m.random.chance(0.5)
  const facts = (): Attributes => ({ act: '询问', placeOfAct: '公安机关', heardAlone: true, minorWitness: true, minorVictim: true, girlWitness, ...(girlWitness ? { femaleOfficer: true } : {}), accompanyingAdult: m.slip('noAdult') ? '无' : '法定代理人', recordingMade: !m.slip('noRecording'), signing: signature(m) })
  m.act('P06-X08', first, { party: child, attrs: facts() })
  if (m.random.chance(0.2)) m.act('P06-X08', m.days(first, 3, 9), { party: child, attrs: facts() })
}

function papers(m: Matter, at: number): void {
  if (!m.slip('stepOmitted')) m.act('P06-X07', at - 90 * MINUTE, { ...headOfUnit, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X07', at, { attrs: { act: '调取' } })
  const mediumSealed = m.random.chance(0.7)
  m.act('P06-X07', m.minutes(at, 30, 90), { attrs: { act: '提取电子数据', mediumSealed, ...(mediumSealed || m.slip('stepOmitted') ? {} : { reason: '数据存放于第三方服务器' }) } })
  if (!m.slip('stepOmitted')) m.act('P06-X16', at - 80 * MINUTE, { ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X16', m.minutes(at, 95, 150), { attrs: { act: '查询' } })
  if (m.random.chance(0.06)) mail(m, at)
}

function mail(m: Matter, at: number): void {
  m.act('P06-X15', at - 70 * MINUTE, { ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X15', at, { attrs: { act: '通知检交' } })
  const freed = m.act('P06-X15', m.days(at, 5, 12), { ...chiefOfPolice, attrs: { act: '解除审批', result: '批准' } })
  m.act('P06-X15', m.slip('lateMailRelease') ? m.days(freed, 1, 3) : m.minutes(freed, 10, 60), { attrs: { act: '通知解除' } })
}

function identification(m: Matter, at: number): void {
  const [lineupKind, least] = m.random.pick([['人', 7], ['人的照片', 10], ['人的照片', 10], ['物品', 5], ['物品照片', 10]] as const)
  const lineupSize = m.slip('lineupTooSmall') ? least - 2 : least + m.random.int(0, 2)
  m.act('P06-X18', at, { attrs: { ...m.officers(), lineupKind, lineupSize, heardAlone: !m.slip('heardTogether'), signing: signature(m), ...attested(m) } })
}

function experiment(m: Matter, at: number): void {
  m.act('P06-X12', at - 2 * HOUR, { ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
  m.act('P06-X12', at, { attrs: { act: '实验', recordingMade: !m.slip('noRecording'), signing: signature(m) } })
}

function undercover(m: Matter, from: number): void {
  const decided = m.act('P06-X19', from - 2 * DAY, { ...chiefOfPolice, attrs: { act: '决定', type: '控制下交付', result: '批准' } })
  m.act('P06-X19', decided + 30 * HOUR, { attrs: { act: '结束' } })
}

/** An outside expert; the opinion is told to suspect and victim, who may ask for another. */
function expert(m: Matter, parties: Party[], appointed: number, to: number): void {
  m.act('P06-X17', appointed, { ...chiefOfPolice, attrs: { act: '聘请审批', result: '批准' } })
  const examined = m.atOffice(appointed + (to - appointed) * 0.4, appointed, to - 3 * HOUR)
  m.act('P06-X17', examined, { attrs: { act: '审查', result: '作为证据使用' } })
  const told = Math.min(m.minutes(examined, 30, 300), to - 2 * HOUR)
  for (const party of parties) if (!m.slip('opinionNotTold')) m.act('P06-X17', told, { party, attrs: { act: '告知犯罪嫌疑人', notified: true } })
  if (hasVictim(m.crime) && !m.slip('opinionNotTold')) m.act('P06-X17', told + 10 * MINUTE, { attrs: { act: '告知被害人', notified: true } })
  if (!m.random.chance(0.12)) return
  const asked = m.act('P06-X17', m.days(told, 1, 4), { attrs: { act: '收到申请' } })
  const kind = m.random.pick(['补充鉴定', '重新鉴定'] as const)
  if (m.random.chance(0.3)) return void m.act('P06-X17', m.days(asked, 1, 4), { ...chiefOfPolice, attrs: { act: `批准${kind}`, otherExpert: !m.slip('sameExpert') } })
  const refused = m.act('P06-X17', m.days(asked, 1, 4), { ...chiefOfPolice, attrs: { act: `不准予${kind}`, result: '不准予' } })
  const limit = m.limitDays(refused, 3)
  m.act('P06-X17', m.slip('lateRefusalNotice') ? m.afterEnd(limit) + 3 * DAY : m.within(refused, limit), { attrs: { act: '通知申请人', notified: true } })
}
