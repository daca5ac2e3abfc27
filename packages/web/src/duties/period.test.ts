import { expect, test } from 'vitest'
import { isLater, readPeriod, shiftPeriod } from './period.ts'

test.each([
  ['2026-11', 2, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-Q4', 1, '2027-Q1'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026', -1, '2025'],
])('%s and %i periods on is %s', (id, by, expected) => {
  const period = readPeriod(id)
  expect(period === null ? null : shiftPeriod(period, by)).toBe(expected)
})

test('names that are none are none', () => {
  expect(['2026-13', '2026-Q5', 'soon', ''].map(readPeriod)).toEqual([null, null, null, null])
})

test('the later of two of a kind is told by their names', () => {
  expect([isLater('2027-Q1', '2026-Q4'), isLater('2026-09', '2026-10'), isLater('2026', '2026')]).toEqual([true, false, false])
})
