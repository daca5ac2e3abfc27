import { describe, expect, test } from 'vitest'
import { dateText, dayStart, dueText, instantText, localDay } from './dates.ts'

const china = 480

describe('instants in a zone', () => {
  test('a day begins at local midnight', () => {
    const day = localDay(Date.parse('2026-03-03T00:30:00+08:00'), china)
    expect(dateText(day)).toBe('2026-03-03')
    expect(instantText(dayStart(day, china), china)).toBe('2026-03-03T00:00:00+08:00')
  })
  test('offsets west of Greenwich and of half an hour are written out', () => {
    expect(instantText(0, -210)).toBe('1969-12-31T20:30:00-03:30')
  })
  test('a clock that ends at midnight is due on the day before, any other at its minute', () => {
    expect(dueText(Date.parse('2026-03-06T00:00:00+08:00'), china)).toBe('2026-03-05')
    expect(dueText(Date.parse('2026-03-06T10:15:00+08:00'), china)).toBe('2026-03-06T10:15:00+08:00')
  })
})
