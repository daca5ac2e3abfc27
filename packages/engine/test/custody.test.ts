import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../src/index.ts'
import type { Catalogue } from '../src/index.ts'
import { brief, event, files, judge, problemsOf } from './fixture.ts'

const limits = `
- {id: TT-001, kind: limit, name: {zh: 三日, en: Three days}, start: A, end: E, within: 3 d, rollOver: none, basis: [程序规定 1]}
- {id: TT-002, kind: limit, name: {zh: 两个月, en: Two months}, start: B, end: E, within: 2 mo, rollOver: none, basis: [程序规定 2]}
`
const custody = (until: string): string => `
inForce: {from: 2018-01-01}
ends: D
grounds:
  - {id: CU-001, name: {zh: 拘留, en: Detention}, start: A, until: [${until}], basis: [程序规定 3]}
  - {id: CU-002, name: {zh: 逮捕, en: Arrest}, start: B, until: [TT-002], basis: [程序规定 4]}
  - {id: CU-003, name: {zh: 服刑, en: Sentence}, start: C, endsOn: termEnd, basis: [程序规定 5]}
`
const withStanding = (rules: string): Record<string, string> => {
  const given = files(rules)
  return { ...given, 'flows/T01.yaml': (given['flows/T01.yaml'] ?? '').replace('{code: A, ', '{code: A, standing: {is: custody}, ').replace('{code: F, ', '{code: F, standing: {is: free}, ') }
}
function loaded(): Catalogue {
  const { catalogue, problems } = loadCatalogue({ ...withStanding(limits), 'custody.yaml': custody('TT-001') })
  if (catalogue === null) throw new Error(JSON.stringify(problems))
  return catalogue
}

const catalogue = loaded()
const held = event('A', '2026-03-03T10:00', { subject: 'S1' })
const grounds = (events: ReturnType<typeof event>[], asOf: string): string[] => brief(judge(catalogue, events, asOf)).filter((line) => line.startsWith('CU'))

describe('custody', () => {
  test('has a ground, and the ground a last day', () => {
    expect(grounds([held], '2026-03-04T10:00')).toEqual(['CU-001 pending 2026-03-06 running'])
    expect(grounds([held], '2026-03-05T10:00')).toEqual(['CU-001 warning 2026-03-06 due-soon'])
  })
  test('goes on lawfully when the next ground begins on the last day', () => {
    expect(grounds([held, event('B', '2026-03-06T23:00', { subject: 'S1' })], '2026-03-08T10:00')).toEqual(['CU-001 ok 2026-03-06 continued', 'CU-002 pending 2026-05-06 running'])
  })
  test('without ground for a day is a breach, although the next ground came', () => {
    expect(grounds([held, event('B', '2026-03-07T09:00', { subject: 'S1' })], '2026-03-08T10:00')[0]).toBe('CU-001 violation 2026-03-06 lapsed')
  })
  test('after the last day is a breach while it lasts, and names the limit that says the same', () => {
    const [, verdict] = judge(catalogue, [held], '2026-03-07T00:00')
    expect(verdict).toMatchObject({ rule: 'CU-001', outcome: 'violation', reason: 'held', detail: 'TT-001' })
    const told = judge(catalogue, [held, event('E', '2026-03-05T09:00', { subject: 'S1' })], '2026-03-07T00:00').find((one) => one.rule === 'CU-001')
    expect(told).toMatchObject({ reason: 'held', detail: null })
  })
  test('ends with release, in time or too late, and with a decision that ends it', () => {
    expect(grounds([held, event('F', '2026-03-06T09:00', { subject: 'S1' })], '2026-04-01T00:00')).toEqual(['CU-001 ok 2026-03-06 continued'])
    expect(grounds([held, event('F', '2026-03-07T09:00', { subject: 'S1' })], '2026-04-01T00:00')).toEqual(['CU-001 violation 2026-03-06 lapsed'])
    expect(grounds([held, event('D', '2026-03-05T09:00')], '2026-04-01T00:00')).toEqual(['CU-001 ok 2026-03-06 continued'])
  })
  test('of a person who is free does not begin with a later stage of the matter', () => {
    expect(grounds([held, event('F', '2026-03-05T09:00', { subject: 'S1' }), event('B', '2026-03-09T09:00', { subject: 'S1' })], '2026-04-01T00:00')).toHaveLength(1)
  })
  test('of a matter that began elsewhere begins where the event says so', () => {
    expect(grounds([event('B', '2026-03-09T09:00', { attrs: { custody: true } })], '2026-04-01T00:00')).toEqual(['CU-002 pending 2026-05-09 running'])
    expect(grounds([event('B', '2026-03-09T09:00')], '2026-04-01T00:00')).toEqual([])
  })
  test('is counted for each person', () => {
    const other = event('A', '2026-03-04T10:00', { subject: 'S2' })
    expect(grounds([held, other, event('F', '2026-03-05T09:00', { subject: 'S1' })], '2026-03-05T10:00')).toEqual(['CU-001 ok 2026-03-06 continued', 'CU-001 pending 2026-03-07 running'])
  })
  test('of a sentence ends on the day that was told last', () => {
    const served = [event('C', '2026-03-05T09:00', { subject: 'S1', attrs: { termEnd: '2027-03-04', custody: true } })]
    expect(grounds(served, '2026-06-01T00:00')).toEqual(['CU-003 pending 2027-03-04 running'])
    const commuted = event('E', '2026-05-01T09:00', { subject: 'S1', attrs: { termEnd: '2026-12-04' } })
    expect(grounds([...served, commuted], '2026-06-01T00:00')).toEqual(['CU-003 pending 2026-12-04 running'])
    expect(grounds([event('C', '2026-03-05T09:00', { attrs: { custody: true } })], '2026-06-01T00:00')).toEqual(['CU-003 not_evaluated - missing-fact'])
  })
})

test('a ground that names no limit is refused, with the place', () => {
  expect(problemsOf(loadCatalogue({ ...withStanding(limits), 'custody.yaml': custody('TT-009') }))).toEqual(['custody.yaml:5 HJ-CAT-027'])
})
