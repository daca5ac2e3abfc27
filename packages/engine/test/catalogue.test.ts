import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../src/index.ts'
import { files, problemsOf } from './fixture.ts'

const good = `- {id: TT-001, kind: limit, name: {zh: 三日内, en: Three days}, start: A, end: B, within: 3 d, basis: [程序规定 91]}`
const broken = (rules: string, extra: Record<string, string> = {}): string[] => problemsOf(loadCatalogue(files(rules, extra)))

describe('a catalogue that is in order', () => {
  test('loads, and knows what each rule touches and needs', () => {
    const { catalogue, problems } = loadCatalogue(files(good.replace('within: 3 d', 'branches: [{when: {procedure: 速裁}, within: 10 d}, {within: 1 mo}]')))
    expect(problems).toEqual([])
    expect(catalogue?.rules.find((rule) => rule.id === 'TT-001')).toMatchObject({ nodes: ['A', 'B'], node: 'B', needs: ['procedure'], agency: 'police', lengths: [{ amount: 10, unit: 'd' }, { amount: 1, unit: 'mo' }] })
    expect(catalogue?.nodes.get('A')).toMatchObject({ armed: true, next: ['B'] })
  })
})

describe('a catalogue with a fault does not load, and says where', () => {
  test.each([
    ['no YAML', 'id: x\nname: [', 2],
    ['a text whose aliases stand for an endless one', Array.from('abcdefghi').map((name, k, names) => `${name}: &${name} [${Array(10).fill(k === 0 ? 'x' : `*${names[k - 1]}`).join(', ')}]`).join('\n'), 1],
  ])('%s is refused with its place', (_, text, line) => {
    expect(loadCatalogue({ 'catalog.yaml': text }).problems).toContainEqual(expect.objectContaining({ file: 'catalog.yaml', line, code: 'HJ-CAT-001' }))
  })

  test.each([
    ['an unknown key', good.replace('within', 'whitin'), 'flows/T01.yaml:14 HJ-CAT-003'],
    ['a key given twice', good.replace('start: A', 'start: A, start: C'), 'flows/T01.yaml:14 HJ-CAT-002'],
    ['an unknown node', good.replace('start: A', 'start: X'), 'flows/T01.yaml:14 HJ-CAT-011'],
    ['an unknown kind', good.replace('kind: limit', 'kind: wish'), 'flows/T01.yaml:14 HJ-CAT-010'],
    ['an unknown attribute', good.replace('start: A', 'start: {node: A, where: {crime: 盗窃}}'), 'flows/T01.yaml:14 HJ-CAT-012'],
    ['an unknown act', good.replace('start: A', 'start: "A[受理]"'), 'flows/T01.yaml:14 HJ-CAT-022'],
    ['an unknown computation', good.replace('within', 'computation: lunar, within'), 'flows/T01.yaml:14 HJ-CAT-013'],
    ['an unknown law', good.replace('程序规定 91', '不存在法 91'), 'flows/T01.yaml:14 HJ-CAT-014'],
    ['a missing article', good.replace('程序规定 91', '程序规定 401'), 'flows/T01.yaml:14 HJ-CAT-016'],
    ['a law that is no longer in force', good.replace('程序规定 91', '诉讼法 91'), 'flows/T01.yaml:14 HJ-CAT-009'],
    ['a period given in two ways', good.replace('within: 3 d', 'within: 3 d, branches: [{within: 5 d}]'), 'flows/T01.yaml:14 HJ-CAT-019'],
    ['a badly written duration', good.replace('3 d', '3 days'), 'flows/T01.yaml:14 HJ-CAT-004'],
    ['the same id twice', `${good}\n${good.replace('三日内', '另一条')}`, 'flows/T01.yaml:15 HJ-CAT-007'],
    ['two rules for the same thing', `${good}\n${good.replace('TT-001', 'TT-002').replace('3 d', '5 d')}`, 'flows/T01.yaml:15 HJ-CAT-024'],
    ['a bad predicate', good.replace('within', 'when: {procedure: {equals: 1}}, within'), 'flows/T01.yaml:14 HJ-CAT-020'],
    ['an unknown level', good.replace('kind: limit', 'kind: authority').replace('start: A, end: B, within: 3 d', 'event: A, level: {atLeast: 局长}'), 'flows/T01.yaml:14 HJ-CAT-021'],
  ])('%s', (_, rules, expected) => {
    const found = broken(rules)
    expect(found).toContain(expected)
  })

  test('overlapping versions', () => {
    const versions = `- {id: TT-001, kind: limit, name: {zh: 三日内, en: Three days}, start: A, end: B, basis: [程序规定 91], versions: [{within: 3 d, inForce: {from: 2018-01-01, to: 2026-02-01}}, {within: 4 d, inForce: {from: 2026-01-01}}]}`
    expect(broken(versions)).toContain('flows/T01.yaml:14 HJ-CAT-008')
  })

  test('a node without rules must say why', () => {
    const bare = { 'flows/T02.yaml': 'flow: T02\nname: {zh: 乙, en: Two}\nagency: court\nnodes: [{code: Z, name: {zh: 乙一, en: Z}}]\nrules: []\n' }
    expect(broken(good, bare).some((problem) => problem.endsWith('HJ-CAT-025'))).toBe(true)
  })

  test('a missing file, and a date that does not exist', () => {
    const { 'laws.yaml': _, ...withoutLaws } = files(good)
    expect(problemsOf(loadCatalogue(withoutLaws))).toContain('laws.yaml:1 HJ-CAT-005')
    expect(broken(good, { 'calendars/2025.yaml': 'year: 2025\nsource: test\nholidays: {2025-02-30: 无}\nworkdays: []\n' })).toContain('calendars/2025.yaml:1 HJ-CAT-017')
  })

  test('every problem names cause and remedy in both languages', () => {
    for (const problem of loadCatalogue(files(good.replace('start: A', 'start: X'))).problems) {
      expect(problem.message.zh).not.toBe('')
      expect(problem.message.en).not.toBe('')
      expect(problem.remedy.zh).not.toBe('')
      expect(problem.remedy.en).not.toBe('')
    }
  })
})
