/**
 * What kinds of matters there are in the province, and how often. A kind of matter is one row here and one function
 * that tells it: it calls `m.act(node, instant, {party, level, who, attrs, by})` for each act and `m.slip(…)` where
 * things may go wrong (`breaches.ts`). Times only have to be plausible and mostly lawful; helpers such as `m.within`,
 * `m.days`, `m.limitDays` and `m.afterEnd` keep office hours and working days. What lies after the day of the demo is
 * cut off later, so a story always goes on to its end. What is rare is not left to chance: `m.every(n)` and `m.inTurn(list)`
 * count the matters of a kind, so that every kind of step is there in every province.
 *
 * The stories stand in folders by whose work they tell: `police`, `procuratorate`, `court`, `prison`, `correction`, and
 * `administrative` for what is no crime. A story that follows another (custody review, execution in prison) is better
 * called from the stage that it follows (`court/appeal.ts`, `procuratorate/prosecution.ts` …); one that stands alone
 * gets a row.
 */
import { compensation, judicialAssistance } from './administrative/compensation.ts'
import { petition } from './administrative/petition.ts'
import { administrativeCase, causes } from './administrative/police-case.ts'
import { reconsideration } from './administrative/reconsideration.ts'
import { administrativeSuit, enforcementOnApplication, publicInterestSuit } from './administrative/suit.ts'
import { civilMatter } from './court/civil.ts'
import { civilProtest } from './court/civil-appeal.ts'
import { specialProcedure } from './court/special-procedures.ts'
import { enforcementMatter } from './court/enforcement.ts'
import { criminalRetrial } from './court/retrial.ts'
import { isGrave, stateCrimes } from './crimes.ts'
import { otherAuthority } from './administrative/other-authorities.ts'
import { terrorSuspicion } from './administrative/terror.ts'
import { unusualPenalty } from './administrative/unusual-penalty.ts'
import type { Matter } from './matter.ts'
import { criminalMatter } from './police/criminal-matter.ts'
import { droppedMatter } from './police/dismissal.ts'
import { incidentMatter } from './police/incident.ts'
import { otherReport } from './police/other-reports.ts'
import { rareParole } from './prison/rare-parole.ts'
import { referredMatter } from './police/referral.ts'
import { afterLastRuling, meritOnProbation } from './prison/last-ruling.ts'
import { commuted, corrected, lifer, paroled } from './prison/convicts.ts'
import { courtRelease, illInDetentionHouse, illPrisoner, newcomer, outsidePrisoner, prisoner } from './prison/prisoner.ts'
import { civilSupervision, letter } from './procuratorate/civil-supervision.ts'
import { deathSentence } from './procuratorate/death-sentence.ts'
import { supervisedFiling } from './procuratorate/filing-supervision.ts'
import { ownCase, privateCase, supervisionCase } from './procuratorate/other-origins.ts'
import { leadWithoutCase, withoutConviction } from './procuratorate/own-leads.ts'
import { watchedSentence } from './procuratorate/sentence-watch.ts'
import type { Place } from './province.ts'

export interface Story {
  /** how many of all matters, compared with the other rows: the criminal ones make 1,000, most others 15 to 60 */
  weight: number
  /** offences; or, where `cause` is set, causes outside criminal justice (案由) */
  about: readonly string[]
  cause?: true
  /** one person only; otherwise one to six */
  alone?: true
  /** years before the ordinary beginning, at least and at most: sentences run long */
  yearsBefore?: readonly [number, number]
  tell(m: Matter, start: number): void
}

const ordinary = ['盗窃', '盗窃', '盗窃', '诈骗', '诈骗', '故意伤害', '故意伤害', '寻衅滋事', '危险驾驶', '贩卖毒品', '开设赌场', '帮助信息网络犯罪活动', '掩饰、隐瞒犯罪所得', '职务侵占', '合同诈骗', '抢劫', '非法经营', '敲诈勒索', '聚众斗殴', '交通肇事', '故意杀人'] as const

export const stories: readonly Story[] = [
  { weight: 957, about: ordinary, tell: criminalMatter },
  { weight: 12, about: stateCrimes, tell: criminalMatter },
  { weight: 14, about: ['故意杀人'], tell: criminalMatter },
  { weight: 17, about: ['受贿', '贪污', '挪用公款', '滥用职权'], tell: supervisionCase },
  { weight: 8, about: ['徇私枉法', '刑讯逼供', '虐待被监管人'], tell: ownCase },
  { weight: 10, about: ['侮辱', '诽谤', '重婚'], tell: privateCase },
  { weight: 60, about: ['邻里纠纷', '殴打他人', '噪音扰民', '走失求助', '损毁财物'], cause: true, alone: true, tell: incidentMatter },
  { weight: 25, about: ['污染环境', '非法捕捞水产品', '生产、销售有毒、有害食品', '非法采矿', '非法经营'], tell: referredMatter },
  { weight: 55, about: ['诈骗', '故意伤害', '盗窃', '寻衅滋事', '敲诈勒索'], tell: supervisedFiling },
  { weight: 15, about: ['诈骗', '故意伤害', '盗窃', '寻衅滋事'], tell: droppedMatter },
  { weight: 32, about: ['合同诈骗', '职务侵占', '非法经营'], alone: true, yearsBefore: [0.2, 1], tell: otherReport },
  { weight: 18, about: ['滥用职权', '徇私枉法', '非法拘禁'], tell: leadWithoutCase, alone: true },
  { weight: 18, about: ['贪污', '受贿', '故意伤害', '故意伤害'], tell: withoutConviction, alone: true },
  { weight: 70, about: ordinary, tell: watchedSentence, alone: true },
  { weight: 14, about: ['故意杀人'], tell: deathSentence, alone: true },
  { weight: 24, about: ['民间借贷纠纷', '买卖合同纠纷', '物业服务合同纠纷', '离婚纠纷'], cause: true, tell: civilSupervision, alone: true },
  { weight: 12, about: ['反映不服判决', '反映办案问题', '咨询法律'], cause: true, tell: letter, alone: true },
  { weight: 30, about: ordinary, alone: true, yearsBefore: [0.4, 2.6], tell: prisoner },
  { weight: 12, about: ordinary, alone: true, yearsBefore: [0.6, 2.6], tell: illPrisoner },
  { weight: 28, about: ordinary, alone: true, yearsBefore: [0, 1.2], tell: outsidePrisoner },
  { weight: 8, about: ordinary, alone: true, tell: courtRelease },
  { weight: 8, about: ordinary, alone: true, tell: illInDetentionHouse },
  { weight: 60, about: ['不服行政处罚', '不服行政处罚', '不服行政强制', '不服工伤认定', '不服政府信息公开答复', '要求履行法定职责'], cause: true, alone: true, tell: reconsideration },
  { weight: 60, about: ['行政处罚', '行政强制', '房屋征收补偿', '工伤认定', '政府信息公开'], cause: true, alone: true, tell: administrativeSuit },
  { weight: 10, about: ['生态环境行政公益诉讼', '国有财产保护行政公益诉讼'], cause: true, alone: true, tell: publicInterestSuit },
  { weight: 12, about: ['非诉行政执行'], cause: true, alone: true, tell: enforcementOnApplication },
  { weight: 60, about: ['征地补偿信访', '拖欠工资信访', '物业管理信访', '退休待遇信访'], cause: true, alone: true, tell: petition },
  { weight: 60, about: ['国家赔偿'], cause: true, alone: true, tell: compensation },
  { weight: 15, about: ['国家司法救助'], cause: true, alone: true, tell: judicialAssistance },
  { weight: 54, about: ['故意伤害', '诈骗', '合同诈骗', '职务侵占', '抢劫'], alone: true, yearsBefore: [0, 0.5], tell: criminalRetrial },
  { weight: 120, about: ['民间借贷纠纷', '民间借贷纠纷', '买卖合同纠纷', '买卖合同纠纷', '离婚纠纷', '机动车交通事故责任纠纷', '建设工程施工合同纠纷', '物业服务合同纠纷', '生态破坏民事公益诉讼', '申请认定公民无民事行为能力'], cause: true, alone: true, yearsBefore: [0, 1.2], tell: civilMatter },
  { weight: 24, about: ['买卖合同纠纷', '民间借贷纠纷'], cause: true, alone: true, yearsBefore: [0.2, 0.6], tell: specialProcedure },
  { weight: 8, about: ['买卖合同纠纷', '民间借贷纠纷'], cause: true, alone: true, yearsBefore: [0.6, 1], tell: civilProtest },
  { weight: 80, about: ['借款合同执行', '买卖合同执行', '劳动报酬执行', '人身损害赔偿执行'], cause: true, alone: true, yearsBefore: [0, 0.9], tell: enforcementMatter },
  { weight: 110, about: causes, cause: true, tell: administrativeCase },
  { weight: 50, about: ['殴打他人', '故意损毁财物', '扰乱单位秩序', '寻衅滋事'], cause: true, alone: true, yearsBefore: [0.1, 0.4], tell: unusualPenalty },
  { weight: 7, about: ['资助恐怖活动嫌疑'], cause: true, alone: true, yearsBefore: [0.3, 0.6], tell: terrorSuspicion },
  { weight: 14, about: ['不服行政处罚'], cause: true, alone: true, yearsBefore: [0.3, 0.6], tell: otherAuthority },
  { weight: 40, about: ['盗窃', '诈骗', '故意伤害', '贩卖毒品', '抢劫', '敲诈勒索'], alone: true, yearsBefore: [0.9, 2], tell: commuted },
  { weight: 8, about: ['受贿', '贪污', '挪用公款', '滥用职权'], alone: true, yearsBefore: [1.8, 3], tell: commuted },
  { weight: 10, about: ['故意杀人'], alone: true, yearsBefore: [2.4, 2.7], tell: lifer },
  { weight: 24, about: ['盗窃', '诈骗', '贩卖毒品'], alone: true, tell: afterLastRuling },
  { weight: 10, about: ['受贿'], alone: true, tell: afterLastRuling },
  { weight: 12, about: ['盗窃', '诈骗', '交通肇事'], alone: true, yearsBefore: [0.2, 0.7], tell: rareParole },
  { weight: 4, about: ['盗窃', '交通肇事'], alone: true, yearsBefore: [0.2, 0.5], tell: meritOnProbation },
  { weight: 14, about: ordinary, alone: true, tell: newcomer },
  { weight: 48, about: ['盗窃', '诈骗', '合同诈骗', '职务侵占', '非法经营', '交通肇事'], alone: true, yearsBefore: [1.1, 2], tell: paroled },
  { weight: 56, about: ['盗窃', '危险驾驶', '故意伤害', '寻衅滋事', '帮助信息网络犯罪活动', '交通肇事'], alone: true, yearsBefore: [0.4, 1.4], tell: corrected },
]

/** Who tries it: the gravest offences and public-interest cases go to the court above. */
export const placeFor = (about: string, place: Place & { grave: Place }): Place => (isGrave(about) || about === '生态破坏民事公益诉讼' ? place.grave : place)
