/** Lists of duties as data: what is wrong with one is named with its line; periods are calendar ones. */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogueFrom } from '../../catalogue-files.ts'
import { dateText } from '../../dates.ts'
import { loadDuties } from './load.ts'
import { periodAt, periodOf, periodsIn } from './period.ts'

const folder = resolve(import.meta.dirname, '../../../../../catalog')
const { catalogue } = await loadCatalogueFrom(folder, undefined, { internal: true })
if (catalogue === null) throw new Error('the catalogue is not sound')
const roles = new Set(['agency-leader', 'division-head'])
const texts = Object.fromEntries(readdirSync(resolve(folder, 'duties')).map((name) => [`duties/${name}`, readFileSync(resolve(folder, 'duties', name), 'utf8')]))

describe('the lists of this repository', () => {
  const { lists, problems } = loadDuties(texts, catalogue, roles)

  test('load without a problem: twelve of a court president, eleven of a division head, and their counterparts', () => {
    expect(problems).toEqual([])
    expect(Object.fromEntries(lists.map(({ id, duties }) => [id, duties.length]))).toEqual({ 'court-president': 12, 'court-division-head': 11, 'police-chief': 15, 'police-unit-head': 10, 'chief-procurator': 14, 'procuratorate-department-head': 5, warden: 7, 'ward-head': 2 })
  })

  test('say of each duty how it is proved, or that nothing here can prove it', () => {
    const vague = lists.flatMap(({ duties }) => duties).filter(({ acts, byHand, unprovable }) => (unprovable === null) === (acts.length === 0 && !byHand))
    expect(vague).toEqual([])
  })

  test('leave matters of sealed flows alone', () => {
    const nodes = lists.flatMap(({ duties }) => duties.flatMap(({ acts }) => acts.map(({ node }) => node.slice(0, 3))))
    expect(nodes.filter((flow) => ['ITF', 'DLN', 'DTY'].includes(flow))).toEqual([])
  })
})

describe('a list that is wrong', () => {
  const good = `lists:
  - id: boss
    name: { zh: 负责人, en: Boss }
    who: { roles: [agency-leader], agencies: [police] }
    duties:
      - id: B-1
        name: { zh: 批准, en: Approve }
        kind: power
        responsibility: case
        basis: [刑事诉讼法 31.1]
        proof: { acts: ["P04-N01[审批]"] }
        due: { rules: [GAX-010] }
`
  const faults = (change: [string, string][]): string[] => {
    const text = change.reduce((before, [from, to]) => before.replace(from, to), good)
    return loadDuties({ 'duties/x.yaml': text }, catalogue, roles).problems.map(({ line, code, message }) => `${line} ${code} ${message.zh}`)
  }

  test('is none where nothing is', () => {
    expect(faults([])).toEqual([])
  })

  test.each<[string, [string, string][], string]>([
    ['a law that is not registered', [['刑事诉讼法 31.1', '没有的法 1']], '10 HJ-CAT-014 法律“没有的法”没有登记'],
    ['an article that the law does not have', [['31.1', '999']], '10 HJ-CAT-016 《刑事诉讼法》2018-10-26 版只有 308 条，没有第999条'],
    ['a node that does not exist', [['P04-N01[审批]', 'P04-N99[审批]']], '11 HJ-CAT-032 没有节点“P04-N99”'],
    ['an act that the node does not have', [['[审批]', '[吃饭]']], '11 HJ-CAT-032 节点 P04-N01 没有“吃饭”这一行为'],
    ['a rule that does not exist', [['GAX-010', 'GAX-9999']], '12 HJ-CAT-032 没有规则“GAX-9999”'],
    ['a role that is not registered', [['agency-leader', 'king']], '4 HJ-CAT-032 没有角色“king”'],
    ['an unknown word', [['kind: power', 'kind: power\n        weight: 3']], '9 HJ-CAT-003 不认识的键“weight”'],
    ['a duty that is due although nothing can prove it', [['{ acts: ["P04-N01[审批]"] }', '{ none: { zh: 无, en: none } }']], '12 HJ-CAT-032 什么都证明不了的职责，不能说它到期没有履行'],
    ['an id that is used twice', [['id: B-1', 'id: boss']], '6 HJ-CAT-007 编号 boss 用了两次'],
    ['a record by hand of what is not periodic', [['] }\n        due', '], byHand: true }\n        due']], '11 HJ-CAT-032 只有定期职责可以由本人填写履行情况'],
  ])('names %s, with its line', (_what, change, told) => {
    expect(faults(change)).toEqual([told])
  })
})

describe('a period', () => {
  const ends = (id: string): unknown => {
    const period = periodOf(id)
    return period === null ? null : [period.kind, dateText(period.first), dateText(period.last)]
  }

  test.each([
    ['2026-02', ['month', '2026-02-01', '2026-02-28']],
    ['2028-02', ['month', '2028-02-01', '2028-02-29']],
    ['2026-Q4', ['quarter', '2026-10-01', '2026-12-31']],
    ['2026', ['year', '2026-01-01', '2026-12-31']],
    ['2026-13', null],
    ['2026-Q5', null],
    ['1999', null],
  ])('%s', (id, expected) => {
    expect(ends(id)).toEqual(expected)
  })

  test('of a day is the one that its name leads back to', () => {
    const day = Date.parse('2026-11-28') / 86_400_000
    expect((['month', 'quarter', 'year'] as const).map((kind) => periodAt(kind, day).id)).toEqual(['2026-11', '2026-Q4', '2026'])
    expect(periodOf('2026-11')).toEqual(periodAt('month', day))
  })

  test('is found in a span that it only touches', () => {
    expect(periodsIn('quarter', { first: Date.parse('2026-03-31') / 86_400_000, last: Date.parse('2026-07-01') / 86_400_000 }).map(({ id }) => id)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3'])
  })
})
