/** A small catalogue for tests: one flow, whatever rules the test gives. */
import { loadCatalogue, readEvent, evaluate, toVerdict, parseInstant } from '../src/index.ts'
import type { Catalogue, ChainEvent, Loaded, Verdict } from '../src/index.ts'

export const files = (rules: string, extra: Record<string, string> = {}): Record<string, string> => ({
  'catalog.yaml': `
id: test
name: {zh: 测试, en: Test}
zone: "+08:00"
remind: {hours: 2 h, days: 1 d, months: 7 d}
computations:
  criminal: {name: {zh: 刑事, en: Criminal}, startDay: excluded, monthEnd: readings, hours: readings, halfMonthDays: 15, rollOver: next, rollOverBasis: [诉讼法 105]}
  exact: {name: {zh: 精确, en: Exact}, startDay: excluded, monthEnd: corresponding, hours: exact, halfMonthDays: 15, rollOver: next}
  penal: {name: {zh: 处罚, en: Penal}, startDay: excluded, monthEnd: corresponding, hours: exact, halfMonthDays: 15, rollOver: next, workingDays: [2, 5]}
dataQuality:
  reversal: {id: DQ-900, name: {zh: 更正使违法消失, en: Correction removes a breach}, lateAfter: 24 h}
`,
  'laws.yaml': `
- id: law
  name: {zh: 诉讼法, en: Procedure Act}
  short: {zh: 诉法, en: PA}
  versions:
    - {version: 2018-01-01, from: 2018-01-01, to: 2026-07-01, articles: 300}
    - {version: 2026-07-01, from: 2026-07-01, articles: 310}
- id: plain
  name: {zh: 程序规定, en: Rules}
  short: {zh: 规定, en: Rules}
  versions: [{version: 2018-01-01, from: 2018-01-01, articles: 400}]
`,
  'attributes.yaml': `
attributes:
  act: {type: text, name: {zh: 行为, en: Act}}
  phase: {type: text, name: {zh: 阶段, en: Phase}}
  type: {type: text, name: {zh: 类型, en: Type}}
  custody: {type: boolean, name: {zh: 是否在押, en: Custody}, carried: true}
  procedure: {type: text, name: {zh: 程序, en: Procedure}, carried: true}
  extendDays: {type: integer, name: {zh: 延长天数, en: Days added}}
  extendToDays: {type: integer, name: {zh: 延长至, en: Days in all}}
  ground: {type: text, name: {zh: 事由, en: Ground}}
  termMonths: {type: integer, name: {zh: 刑期, en: Term}, carried: true}
  termEnd: {type: date, name: {zh: 刑期届满日, en: Last day of the term}, carried: true}
  officers: {type: integer, name: {zh: 人数, en: Officers}}
  handlingLevel: {type: text, name: {zh: 级别, en: Level}, carried: true}
levels:
  procuratorate: [检察官, 检察长, 县级检察院, 市级检察院, 省级检察院, 最高检察院]
relativeLevels:
  上一级检察院: {县级: 市级检察院, 市级: 省级检察院, 省级: 最高检察院}
`,
  'calendars/2026.yaml': `
year: 2026
source: test
holidays: {2026-05-01: 劳动节, 2026-05-02: 劳动节, 2026-05-03: 劳动节, 2026-05-04: 劳动节, 2026-05-05: 劳动节, 2026-10-01: 国庆节, 2026-10-02: 国庆节, 2026-10-03: 国庆节, 2026-10-04: 国庆节, 2026-10-05: 国庆节, 2026-10-06: 国庆节, 2026-10-07: 国庆节}
workdays: [2026-05-09, 2026-09-20, 2026-10-10]
`,
  'flows/T01.yaml': `
flow: T01
name: {zh: 甲流程, en: Flow one}
agency: police
defaults: {computation: criminal, inForce: {from: 2018-01-01}}
nodes:
${['A', 'B', 'C', 'D', 'E', 'F'].map((code) => `  - {code: ${code}, name: {zh: 节点${code}, en: Node ${code}}, acts: [提请, 签发]}`).join('\n')}
rules:
${rules.replaceAll(/^/gm, '  ')}
  - {id: ZZ-001, kind: count, name: {zh: 占位, en: Filler}, event: [A, B, C, D, E, F], atMost: 99, basis: [程序规定 1]}
`,
  ...extra,
})

export function load(rules: string): Catalogue {
  const { catalogue, problems } = loadCatalogue(files(rules))
  if (catalogue === null) throw new Error(problems.map((p) => `${p.file}:${p.line} ${p.code} ${p.message.en}`).join('\n'))
  return catalogue
}

export const problemsOf = (loaded: Loaded): string[] => loaded.problems.map((problem) => `${problem.file}:${problem.line} ${problem.code}`)

let serial = 0
/** `event('A', '2026-03-03T10:00', {...})`, in +08:00 unless an offset or bare date is given. */
export function event(node: string, at: string, more: Record<string, unknown> = {}): ChainEvent {
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(at) ? `${at}:00+08:00` : at
  const read = readEvent({ id: `e${++serial}`, chain: 'c', node, at: zoned, ...more }, { source: 'test' })
  if ('problem' in read) throw new Error(read.problem.message.en)
  return read.event
}

export const instant = (at: string): number => {
  const parsed = parseInstant(/T\d\d:\d\d$/.test(at) ? `${at}:00+08:00` : at)
  if (parsed === null) throw new Error(at)
  return parsed.ms
}

/** Verdicts of every rule except the filler. */
export function judge(catalogue: Catalogue, events: ChainEvent[], asOf: string): Verdict[] {
  return evaluate(catalogue, events, instant(asOf), { trace: true })
    .verdicts.map((judgment) => toVerdict(catalogue, judgment))
    .filter((verdict) => verdict.rule !== 'ZZ-001')
}

/** `rule outcome due reason`, for short expectations. */
export const brief = (verdicts: Verdict[]): string[] => verdicts.map((v) => `${v.rule} ${v.outcome} ${v.due ?? '-'} ${v.reason}`)
