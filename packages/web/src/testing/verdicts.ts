/** Verdicts for the tests of geometry and formats: a plain limit that a test bends. */
import type { EventRef, TraceStep, Verdict } from '../api/types.ts'

const text = (zh: string) => ({ zh, en: zh })

export const act = (at: string): EventRef => ({ id: at, source: 'test', node: 'N', at })

export const start = (date: string): TraceStep => ({ step: 'start', event: act(date), date, dayCounted: false })
export const days = (amount: number, date: string): TraceStep => ({ step: 'length', length: { amount, unit: 'd' }, date, basis: [] })
export const hours = (amount: number, date: string): TraceStep => ({ step: 'length', length: { amount, unit: 'h' }, date, basis: [] })
export const extension = (valid: boolean, fromDate: string, date: string): TraceStep => ({ step: 'extension', rule: 'R', name: text('延长'), event: act(fromDate), valid, length: { amount: 1, unit: 'd' }, fromDate, date, basis: [] })
export const reset = (date: string): TraceStep => ({ step: 'reset', event: act(date), date, name: text('退补'), basis: [] })
export const count = (number: number, bound: number): TraceStep => ({ step: 'count', number, bound, events: [] })
export const excluded = (fromDate: string, toDate: string | null, length: number): TraceStep => ({ step: 'excluded', name: text('鉴定'), from: act(fromDate), to: toDate === null ? null : act(toDate), fromDate, toDate, days: length, date: null, basis: [] })

export const verdict = (given: Partial<Verdict>): Verdict => ({
  id: 'R@2018-10-26:test/a',
  chain: 'C',
  case: 'C',
  subject: null,
  rule: 'R',
  ruleVersion: '2018-10-26',
  ruleName: text('提请批准逮捕'),
  kind: 'limit',
  flow: 'P05',
  node: 'P05-N01',
  agency: 'police',
  outcome: 'pending',
  reason: 'running',
  detail: null,
  due: null,
  lenient: null,
  at: null,
  anchor: 'a',
  closedBy: null,
  basis: [],
  message: text('在走'),
  advice: null,
  trace: [],
  ...given,
})
