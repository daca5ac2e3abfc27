/**
 * Matters in the hands of those whom a visitor can sign in as, so that each of them finds something to do: in one county,
 * one step after another is done as the law asks, and one is missing. As lawful otherwise as a matter can be.
 */
import { DAY, HOUR, MINUTE, yearOf } from './clock.ts'
import { Matter } from './matter.ts'
import type { Attributes, Told } from './matter.ts'
import { inventName } from './people.ts'
import type { Agency, County, Place, Register } from './province.ts'
import { Random } from './random.ts'

/** The county of the cast, and the place of each among the officers of their agency (`demoCast`). */
const COUNTY = '220104'
const OFFICER = 2

interface Tale {
  crime: string
  tell: (act: Telling, ago: (days: number, hours?: number) => number) => void
}

type Telling = (node: string, at: number, attrs?: Attributes, by?: { agency?: Agency; who?: 'head' | 'chief'; level?: string }) => void

const chief = { who: 'chief', level: '县级以上公安机关负责人' } as const

/** Detained, in the detention house, questioned, the family told. */
function detained(act: Telling, at: number, crime: string): void {
  act('P02-N08', at - HOUR, { result: '批准', crime }, chief)
  act('P04-N01', at - 20 * MINUTE, { act: '审批', result: '批准' }, chief)
  act('P04-N02', at, { offenderCount: 1, crimeCount: 1, crossCounty: false, crime, place: '本地', handlingLevel: '县级', custody: true, warrantShown: true, signing: '签名捺指印' })
  act('P04-N05', at + 10 * HOUR, { act: '通知', notified: true })
  act('P04-N03', at + 20 * HOUR, { detentionCenter: '办案地' })
  act('P04-N04', at + 21 * HOUR, { placeOfAct: '看守所讯问室', officers: 2, signing: '签名捺指印' })
}

/** What each tale lacks is said in front of it. Long enough ago for holidays to put no end off until after the day of the demo. */
function tales(place: Place): Tale[] {
  // the request for arrest
  const unrequested = (crime: string, days: number): Tale => ({ crime, tell: (act, ago) => detained(act, ago(days), crime) })
  return [
    unrequested('盗窃', 5),
    unrequested('故意伤害', 6),
    // the procuratorate has asked for it
    { crime: '诈骗', tell: (act, ago) => (detained(act, ago(7), '诈骗'), act('P09-X07', ago(2), {}, { agency: place.procuratorate, who: 'chief', level: '检察长' })) },
    unrequested('寻衅滋事', 8),
    // the decision on arrest
    {
      crime: '抢夺',
      tell: (act, ago) => {
        detained(act, ago(15), '抢夺')
        act('P04-N06', ago(13), { result: '批准', reason: '案情复杂，取证尚未完成', extendDays: 4, offenderCount: 1, crimeCount: 1, crossCounty: false }, chief)
        act('P05-N01', ago(9, 4), { act: '审批', result: '批准' }, chief)
        act('P05-N01', ago(9, 3), { act: '提请' })
        act('P05-N02', ago(9, 2))
        act('P09-N01', ago(9), { custody: true, crime: '抢夺', origin: '公安', handlingLevel: '县级' })
        act('P09-N02', ago(8))
        act('P09-N03', ago(7), { act: '讯问', rightsTold: true, interrogationPlace: '看守所讯问室', officers: 2 })
      },
    },
    // the notice of the right to counsel
    {
      crime: '危险驾驶',
      tell: (act, ago) => {
        act('P16-N01', ago(17), { act: '收到起诉书' })
        act('P16-N01', ago(14, 1), { act: '受理' })
        act('P16-N02', ago(14), { custody: false, procedure: '普通', expectedMonths: 4, incidentalCivil: false, caseType: '公诉', crime: '危险驾驶', handlingLevel: '县级', hasLawyer: false, minor: false })
        act('P16-N03', ago(14), { procedure: '普通', minor: false })
        act('P16-N06', ago(13, 2), { act: '继续取保候审' }, { who: 'chief', level: '院长' })
        act('P16-N05', ago(13), { procedure: '普通', panelSize: 3, expectedMonths: 4, notified: true })
      },
    },
    // the notice of admission to the family; the prosecutor who watches over it has seen the prisoner
    {
      crime: '盗窃',
      tell: (act, ago) => {
        act('P23-X01', ago(27), { act: '收到文书', custody: true, sentenceType: '有期徒刑', crime: '盗窃' })
        act('P23-N01', ago(20, 3), { documentsComplete: true, personMatches: true, admissionReason: '判决生效', detentionRecords: true })
        act('P23-N04', ago(20, 2), { act: '收监', remainingMonths: 18, withChild: false })
        act('P23-N06', ago(20), { act: '实际送交刑罚执行机关', custody: true, sentenceType: '有期徒刑', crime: '盗窃', strictCategory: '无', propertyJudgment: false, termMonths: 20, termEnd: dayIn(ago(-580)) })
        act('P23-N02', ago(20, -1), { sex: '男', checkerSex: '男', itemHandling: '代为保管' })
        act('P23-N07', ago(19))
        act('P23-N06', ago(18), { act: '建档' })
        act('P23-N03', ago(17), { healthFinding: '健康' })
        act('P23-N09', ago(16), { act: '入监教育' })
        act('P14-N02', ago(12), { act: '收监' }, { agency: place.procuratorate })
      },
    },
    // the receipt for the papers of the court
    {
      crime: '交通肇事',
      tell: (act, ago) => {
        act('P28-N04', ago(16), { act: '报到', crime: '交通肇事' })
        act('P28-N05', ago(16, -1), { act: '建立档案', correctionType: '缓刑', correctionEnd: dayIn(ago(-400)), female: false, minor: false })
        act('P28-N03', ago(16, -2), { act: '收到法律文书' })
        act('P28-N05', ago(16, -3), { act: '入矫宣告', correctionType: '缓刑', correctionEnd: dayIn(ago(-400)), reportMonths: 2 })
        act('P28-N06', ago(4), { act: '确定矫正小组' })
      },
    },
  ]
}

const dayIn = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** In the order of their beginnings within each; none happens after `asOf`. */
export function castMatters(counties: readonly County[], register: Register, seed: number, asOf: number): Told[][] {
  const place = counties.find(({ county }) => county.code === COUNTY)
  if (place === undefined) return []
  return tales(place).map(({ crime, tell }, i) => {
    const random = new Random(seed, -i - 1)
    const chain = register.next((n) => `A${COUNTY}-${yearOf(asOf)}-${String(n).padStart(6, '0')}`)
    const party = { subject: 'S1', name: inventName(random), custody: false, identityKnown: true, detainedAt: 0, arrestedAt: 0, bailAt: 0 }
    // each agency has its officer of the cast
    const matter = new Matter({ random, place, chain, crime, cause: false, parties: [party], turn: i, asOf, register, officer: OFFICER })
    tell(
      (node, at, attrs = {}, { agency, who, level } = {}) => void matter.act(node, at, { party, attrs, recordedAfter: 10 * MINUTE, ...(agency === undefined ? {} : { by: agency }), ...(who === undefined ? {} : { who }), ...(level === undefined ? {} : { level }) }),
      (days, hours = 0) => Math.floor((asOf - days * DAY - hours * HOUR) / MINUTE) * MINUTE,
    )
    return matter.told
  })
}
