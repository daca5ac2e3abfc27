/** Which verdicts open a finding is data. */
import { describe, expect, test } from 'vitest'
import { event } from '../../store/testing.ts'
import type { Flow } from '../../flow/index.ts'
import type { VerdictRow } from '../../intake/index.ts'
import { findingOf, isRecent, openingFacts, stands } from './opening.ts'

const flow = (opensOn: Flow['opensOn']): Flow => ({ code: 'F', name: { zh: '', en: '' }, prefix: 'finding:', nodes: [], node: () => undefined, ...(opensOn === undefined ? {} : { opensOn }) })
const row = (given: Partial<VerdictRow>): VerdictRow => ({
  chain_id: 'C',
  id: 'R@1:s/e',
  rule: 'R',
  rule_version: '1',
  agency: 'police',
  outcome: 'violation',
  reason: 'late',
  detail: null,
  anchor_seq: 1,
  closed_seq: 2,
  at: null,
  unit: 'day',
  due: 1,
  lenient: null,
  lane: 3,
  sort_at: null,
  anchor_at: '2026-01-01T00:00:00Z',
  closed_at: '2026-03-01T00:00:00Z',
  ...given,
})
const breaches = flow([{ outcome: 'violation', within: '30 d' }])
const march = (day: number): number => Date.parse(`2026-03-${String(day).padStart(2, '0')}T00:00:00Z`)

describe('a verdict', () => {
  test('opens by its outcome; a warning only where the flow says so, and of the rules that it names', () => {
    expect(stands(breaches, row({}))).toBe(true)
    expect(stands(breaches, row({ outcome: 'warning' }))).toBe(false)
    expect(stands(flow([{ outcome: 'warning', rules: ['R'], within: '5 d' }]), row({ outcome: 'warning' }))).toBe(true)
    expect(stands(flow([{ outcome: 'warning', rules: ['Q'], within: '5 d' }]), row({ outcome: 'warning' }))).toBe(false)
    expect(stands(flow(undefined), row({}))).toBe(false)
  })

  test('of what happens inside opens only where the flow names its rule', () => {
    const inside = row({ lane: null, outcome: 'warning' })
    expect(stands(flow([{ outcome: 'warning', rules: ['R'], within: '5 d' }]), inside, true)).toBe(true)
    expect(stands(flow([{ outcome: 'warning', within: '5 d' }]), inside, true)).toBe(false)
  })

  test('that is gone, or repeats another, opens nothing', () => {
    expect(stands(breaches, undefined)).toBe(false)
    expect(stands(breaches, row({ lane: null }))).toBe(false)
  })

  test('counts from the breach: the late act, or the end that passed', () => {
    expect(isRecent(breaches, row({}), march(31))).toBe(true)
    expect(isRecent(breaches, row({ closed_at: null, closed_seq: null, lane: 1, sort_at: '2026-02-01T00:00:00Z' }), march(31))).toBe(false)
    expect(isRecent(breaches, row({ closed_at: null, closed_seq: null }), march(1))).toBe(false)
  })

  test('is the same finding every time, and another in another matter', () => {
    expect(findingOf(breaches, 'C', 'v')).toBe(findingOf(breaches, 'C', 'v'))
    expect(findingOf(breaches, 'D', 'v')).not.toBe(findingOf(breaches, 'C', 'v'))
    expect(findingOf(breaches, 'C', 'v')).toMatch(/^finding:[0-9a-f]{16}$/)
  })
})

describe('the unit of a warning', () => {
  const org = '2201040000'
  const told = (id: string, source: string, unit?: string) => event(id, { source, actor: { id, org }, attrs: unit === undefined ? {} : { unit } })

  test('is that of the act, although other agencies share the code of the place', () => {
    const events = [told('a', 'ga', '刑侦一中队'), told('b', 'jc', '第一检察部')]
    expect(openingFacts(row({ anchor_seq: 1, closed_seq: null }), events, null)).toMatchObject({ unit: org, unitName: '刑侦一中队' })
    expect(openingFacts(row({ anchor_seq: 2, closed_seq: null }), events, null)).toMatchObject({ unitName: '第一检察部' })
  })

  test('is what the same system said last, where the act does not say it', () => {
    const events = [told('a', 'ga', '刑侦一中队'), told('b', 'ga'), told('c', 'jc', '第一检察部')]
    expect(openingFacts(row({ anchor_seq: 2, closed_seq: null }), events, null)).toMatchObject({ unitName: '刑侦一中队' })
  })
})
