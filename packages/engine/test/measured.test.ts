import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../src/index.ts'
import { brief, event, files, judge, load, problemsOf } from './fixture.ts'

const sentence = load(`
- id: TT-001
  kind: limit
  name: {zh: 刑满当日释放, en: Released on the last day of the term}
  start: A
  startOn: termEnd
  end: B
  within: 0 d
  rollOver: none
  resets: [{event: {node: C, where: {termEnd: {present: true}}}, name: {zh: 减刑, en: Commutation}, basis: [程序规定 2]}]
  basis: [程序规定 1]
- id: TT-002
  kind: notBefore
  name: {zh: 实际执行二分之一以上, en: Half of the term served}
  event: D
  after: A
  wait: {attr: termMonths, unit: mo, share: 1/2, max: 100}
  basis: [程序规定 3]
- id: TT-003
  kind: notBefore
  name: {zh: 期满前不得释放, en: Not released before the end}
  event: B
  after: A
  startOn: termEnd
  wait: 0 d
  basis: [程序规定 4]
`)
const admitted = event('A', '2026-03-10T09:00', { attrs: { termEnd: '2026-10-03', termMonths: 7 } })

describe('a clock that starts on a date told in a fact', () => {
  test('ends on that day, however long before it was told', () => {
    const due = (at: string): string[] => brief(judge(sentence, [admitted, event('B', at)], '2026-12-01T00:00'))
    expect(due('2026-10-03T23:00')).toEqual(['TT-001 ok 2026-10-03 in-time', 'TT-003 ok 2026-10-03 in-time'])
    expect(due('2026-10-08T09:00')).toEqual(['TT-001 violation 2026-10-03 late', 'TT-003 ok 2026-10-03 in-time'])
    expect(due('2026-10-02T09:00')).toEqual(['TT-001 ok 2026-10-03 in-time', 'TT-003 violation 2026-10-03 early'])
  })
  test('is running until then and overdue after', () => {
    expect(brief(judge(sentence, [admitted], '2026-09-01T00:00'))).toEqual(['TT-001 pending 2026-10-03 running'])
    expect(brief(judge(sentence, [admitted], '2026-10-04T00:00'))).toEqual(['TT-001 violation 2026-10-03 overdue'])
  })
  test('follows the date that a later event tells', () => {
    const shorter = event('C', '2026-06-01T09:00', { attrs: { termEnd: '2026-08-03' } })
    expect(brief(judge(sentence, [admitted, shorter], '2026-08-04T00:00'))).toEqual(['TT-001 violation 2026-08-03 overdue'])
  })
  test('is not judged where the date is missing', () => {
    const [verdict] = judge(sentence, [event('A', '2026-03-10T09:00')], '2026-12-01T00:00')
    expect(verdict).toMatchObject({ outcome: 'not_evaluated', reason: 'missing-fact' })
    expect(verdict?.message.en).toMatch(/term/i)
  })
})

describe('a length that a fact states', () => {
  test('is taken in the share that the rule says; half a month is fifteen days', () => {
    // half of seven months: three months to 10 June, and fifteen days
    expect(brief(judge(sentence, [admitted, event('D', '2026-06-25T09:00')], '2026-07-01T00:00'))).toContain('TT-002 ok 2026-06-25 in-time')
    expect(brief(judge(sentence, [admitted, event('D', '2026-06-24T09:00')], '2026-07-01T00:00'))).toContain('TT-002 violation 2026-06-25 early')
  })
  test('is never longer than the rule allows', () => {
    const long = event('A', '2018-03-10T09:00', { attrs: { termEnd: '2043-03-09', termMonths: 300 } })
    expect(brief(judge(sentence, [long, event('D', '2026-07-10T09:00')], '2026-08-01T00:00'))).toContain('TT-002 ok 2026-07-10 in-time')
  })
  test('is not judged where the fact is missing', () => {
    const [, verdict] = judge(sentence, [event('A', '2026-03-10T09:00', { attrs: { termEnd: '2036-01-01' } }), event('D', '2026-06-24T09:00')], '2026-07-01T00:00')
    expect(verdict).toMatchObject({ rule: 'TT-002', outcome: 'not_evaluated' })
  })
})

describe('startOn', () => {
  test('needs a date, and days', () => {
    const rule = (attr: string, within: string): string => `- {id: TT-001, kind: limit, name: {zh: 一, en: One}, start: A, startOn: ${attr}, end: B, within: ${within}, basis: [程序规定 1]}`
    expect(problemsOf(loadCatalogue(files(rule('termEnd', '3 d'))))).toEqual([])
    expect(problemsOf(loadCatalogue(files(rule('termMonths', '3 d'))))).toHaveLength(1)
    expect(problemsOf(loadCatalogue(files(rule('termEnd', '3 h'))))).toHaveLength(1)
  })
})
