import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, civil, dayNumber, dayOf, daysInMonth, formatDay, formatInstant, parseDay, parseInstant, startOfDay, weekday } from '../src/time.ts'

const epoch = Temporal.PlainDate.from('1970-01-01')
const temporal = (day: number): Temporal.PlainDate => epoch.add({ days: day })
/** 1800 to 2399 */
const days = fc.integer({ min: -62_091, max: 157_054 })

describe('days agree with Temporal', () => {
  test('every day from 1900 to 2100 has the date and weekday that Temporal gives it', () => {
    let date = Temporal.PlainDate.from('1900-01-01')
    for (let day = dayNumber(1900, 1, 1); day <= dayNumber(2100, 12, 31); day++) {
      const { year, month, day: dayOfMonth } = civil(day)
      if (year !== date.year || month !== date.month || dayOfMonth !== date.day || weekday(day) !== date.dayOfWeek % 7) {
        expect.fail(`${date.toString()} is ${year}-${month}-${dayOfMonth}, weekday ${weekday(day)}`)
      }
      date = date.add({ days: 1 })
    }
  })

  test('a day number and its date are inverse to each other', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = civil(day)
        expect(dayNumber(year, month, dayOfMonth)).toBe(day)
        expect(formatDay(day)).toBe(temporal(day).toString())
        expect(parseDay(formatDay(day))).toBe(day)
        expect(daysInMonth(year, month)).toBe(temporal(day).daysInMonth)
      }),
    )
  })

  test('adding months gives the corresponding day, or the last day of a shorter month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -36, max: 240 }), (day, months) => {
        const expected = temporal(day).add({ months })
        const { strict, lenient } = addMonths(day, months)
        expect(formatDay(strict)).toBe(expected.toString())
        const onLast = temporal(day).day === temporal(day).daysInMonth
        expect(formatDay(lenient)).toBe((onLast ? expected.with({ day: expected.daysInMonth }) : expected).toString())
      }),
    )
  })

  test('instants are read as Temporal reads them, in any offset', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: -14 * 4, max: 14 * 4 }), (day, second, quarter) => {
        const offset = quarter * 15
        const ms = startOfDay(day, offset) + second * 1000
        const text = formatInstant(ms, offset)
        expect(parseInstant(text)).toEqual({ ms, offset, dateOnly: false })
        expect(Temporal.Instant.from(text).epochMilliseconds).toBe(ms)
        expect(dayOf(ms, offset)).toBe(day)
      }),
    )
  })
})

describe('times that are refused', () => {
  test.each(['', '2026', '2026-02-29', '2026-13-01', '2026-00-10', '2026-03-03T10:00', '2026-03-03T24:00+08:00', '2026-03-03T10:60+08:00', '2026-03-03 10:00:00', '2026-3-3', '2026-03-03T10:00:00+8', '03/03/2026', '２０２６-03-03', '2026-03-03T10:00:00+08:00x'])(
    '%s is no time',
    (text) => expect(parseInstant(text)).toBeNull(),
  )

  test('a bare date is a day whose time is not known', () => {
    expect(parseInstant('2026-03-03')).toEqual({ ms: Date.UTC(2026, 2, 3), offset: 0, dateOnly: true })
  })
})
