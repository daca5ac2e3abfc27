import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, toVerdict, verdictId } from '../src/index.ts'
import type { ChainEvent } from '../src/index.ts'
import { event, instant, load } from './fixture.ts'

const catalogue = load(`
- id: TT-001
  kind: limit
  name: {zh: 期限, en: Limit}
  start: A
  end: B
  within: 5 d
  rollOver: custody
  basis: [程序规定 91]
  extends:
    - {id: TT-002, name: {zh: 延长, en: Extension}, event: C, add: {attr: extendDays, unit: d, max: 10}, basis: [程序规定 92]}
  excludes:
    - {start: {node: D, where: {phase: start}}, end: {node: D, where: {phase: end}}, name: {zh: 鉴定, en: Assessment}, basis: [程序规定 149]}
- {id: TT-003, kind: limit, name: {zh: 小时, en: Hours}, start: A, end: E, within: 24 h, basis: [程序规定 1]}
- {id: TT-004, kind: lead, name: {zh: 提前, en: Ahead}, event: E, act: A, ahead: 3 d, basis: [程序规定 1]}
- {id: TT-005, kind: required, name: {zh: 必经, en: Required}, event: B, needs: E, basis: [程序规定 1]}
- {id: TT-006, kind: count, name: {zh: 次数, en: Count}, event: C, atMost: 1, basis: [程序规定 1]}
- {id: TT-007, kind: limit, name: {zh: 权利, en: Right}, start: B, end: F, within: 1 mo, rollOver: readings, right: true, basis: [程序规定 1]}
`)

const from = instant('2026-02-20T00:00')
const asOf = instant('2026-06-01T00:00')
const MINUTE = 60_000

const someEvent = fc.record({
  node: fc.constantFrom('A', 'A', 'B', 'C', 'D', 'E', 'F', 'unknown'),
  minute: fc.integer({ min: 0, max: 150_000 }),
  subject: fc.constantFrom(null, 'S1', 'S2'),
  lag: fc.constantFrom(0, 10, 5000),
  attrs: fc.record({ extendDays: fc.constantFrom(3, 20), phase: fc.constantFrom('start', 'end'), custody: fc.boolean() }, { requiredKeys: [] }),
})
const someChain = fc.array(someEvent, { maxLength: 14 }).map((list) =>
  list.map(({ node, minute, subject, lag, attrs }, k): ChainEvent => {
    const at = new Date(from + minute * MINUTE).toISOString()
    return event(node, at, { id: `e${k}`, subject, attrs, recordedAt: new Date(from + (minute + lag) * MINUTE).toISOString() })
  }),
)
const verdictsOf = (events: ChainEvent[], when: number): string[] =>
  evaluate(catalogue, events, when, { trace: true })
    .verdicts.map((judgment) => JSON.stringify(toVerdict(catalogue, judgment)))
    .sort()

describe('whatever happens', () => {
  test('the order of arrival never changes the result', () => {
    fc.assert(
      fc.property(
        someChain.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
        ([events, shuffled]) => {
          expect(verdictsOf(shuffled, asOf)).toEqual(verdictsOf(events, asOf))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('an event later than the moment of judgment changes nothing', () => {
    fc.assert(
      fc.property(someChain, fc.integer({ min: 0, max: 150_000 }), (events, minute) => {
        const moment = from + minute * MINUTE
        expect(verdictsOf(events, moment)).toEqual(verdictsOf(events.filter((each) => each.ms <= moment), moment))
      }),
      { numRuns: 500 },
    )
  })

  test('nothing changes by itself before the next check, and something does at it', () => {
    fc.assert(
      fc.property(someChain, fc.integer({ min: 0, max: 150_000 }), (events, minute) => {
        const moment = from + minute * MINUTE
        const { nextCheckAt } = evaluate(catalogue, events, moment)
        if (nextCheckAt === null) {
          expect(verdictsOf(events, moment + 400 * 86_400_000)).toEqual(verdictsOf(events, moment))
        } else {
          expect(nextCheckAt).toBeGreaterThan(moment)
          expect(verdictsOf(events, Math.max(moment, nextCheckAt - MINUTE))).toEqual(verdictsOf(events, moment))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a withdrawn record of something else changes nothing, though the whole is then laid out anew for each late record', () => {
    const stranger = event('unknown', new Date(from).toISOString(), { id: 'stranger' })
    const withdrawal = event('unknown', new Date(from).toISOString(), { id: 'withdrawal', retracts: 'stranger' })
    fc.assert(
      fc.property(someChain, (events) => {
        expect(verdictsOf([...events, stranger, withdrawal], asOf)).toEqual(verdictsOf(events, asOf))
      }),
      { numRuns: 500 },
    )
  })

  test('each verdict has an identity of its own, the same every time', () => {
    fc.assert(
      fc.property(someChain, (events) => {
        const ids = evaluate(catalogue, events, asOf).verdicts.map(verdictId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(evaluate(catalogue, events, asOf).verdicts.map(verdictId)).toEqual(ids)
      }),
      { numRuns: 500 },
    )
  })

  test('tracing changes no verdict', () => {
    fc.assert(
      fc.property(someChain, (events) => {
        const outcomes = (trace: boolean): string[] => evaluate(catalogue, events, asOf, { trace }).verdicts.map((judgment) => `${verdictId(judgment)} ${judgment.outcome} ${judgment.due}`)
        expect(outcomes(true)).toEqual(outcomes(false))
      }),
      { numRuns: 200 },
    )
  })
})
