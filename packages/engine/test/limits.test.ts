import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../src/index.ts'
import { files, problemsOf } from './fixture.ts'

const rules = `
- {id: TT-001, kind: limit, name: {zh: 一年六个月, en: Eighteen months}, start: A, end: B, within: 18 mo, basis: [程序规定 91.1]}
- {id: TT-002, kind: lead, name: {zh: 三个工作日前, en: Three working days before}, event: A, act: B, ahead: 3 wd, basis: [程序规定 92]}
`
const checked = (limits: string): string[] => problemsOf(loadCatalogue({ ...files(rules), 'limits.yaml': limits }))

describe('the register of limits', () => {
  test('agrees with rules that measure and cite the same', () => {
    expect(checked('TT-001: {length: 18 mo, cited: 程序规定 91}\nTT-002: {length: 3 d, cited: 程序规定 92}\n')).toEqual([])
  })
  test('finds another number, another article, and a limit without rule, each with its place', () => {
    expect(checked('TT-001: {length: 12 mo}\n')).toEqual(['limits.yaml:1 HJ-CAT-029'])
    expect(checked('TT-001:\n  length: 18 mo\n  cited: 程序规定 93\n')).toEqual(['limits.yaml:3 HJ-CAT-029'])
    expect(checked('TT-003: {length: 3 d}\n')).toEqual(['limits.yaml:1 HJ-CAT-028'])
  })
  test('knows limits that live in another rule, and those that no rule can supervise', () => {
    expect(checked('TT-003: {length: 18 mo, in: TT-001}\nTT-004: {leftOut: {zh: 没有事件, en: no event}}\n')).toEqual([])
    expect(checked('TT-003: {length: 6 mo, in: TT-001}\n')).toEqual(['limits.yaml:1 HJ-CAT-029'])
  })
})
