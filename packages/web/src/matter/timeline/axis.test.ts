import { describe, expect, it } from 'vitest'
import { DAY, FOLD_WIDTH, HOUR, makeAxis, rangeOf } from './axis.ts'

const start = Date.UTC(2026, 0, 1)
const day = (n: number): number => start + n * DAY
const place = { left: 100, right: 900 }

describe('the axis of a matter', () => {
  it('is linear where nothing is folded', () => {
    const axis = makeAxis({ from: day(0), to: day(100) }, place, [day(0), day(100)], false)
    expect(axis.folds).toEqual([])
    expect(axis.x(day(50))).toBe(500)
    expect(axis.x(day(25)) - axis.x(day(0))).toBeCloseTo(axis.x(day(100)) - axis.x(day(75)))
  })

  it('folds a quiet period of over 20 days to 36 px and gives its room to the rest', () => {
    const axis = makeAxis({ from: day(0), to: day(100) }, place, [day(1), day(10), day(60), day(70), day(80), day(90), day(99)], true)
    expect(axis.folds).toHaveLength(1)
    const [fold] = axis.folds
    expect(fold).toMatchObject({ from: day(10), to: day(60) })
    expect(fold!.x1 - fold!.x0).toBeCloseTo(FOLD_WIDTH)
    expect(axis.x(day(100))).toBeCloseTo(900)
    expect(axis.x(day(10)) - axis.x(day(0))).toBeCloseTo(axis.x(day(70)) - axis.x(day(60)))
  })

  it('does not fold exactly 20 days, nor anything when folds are switched off', () => {
    const marks = [day(10), day(30), day(51), day(60)]
    const axis = makeAxis({ from: day(0), to: day(62) }, place, marks, true)
    expect(axis.folds.map((fold) => fold.from)).toEqual([day(30)])
    expect(makeAxis({ from: day(0), to: day(62) }, place, marks, false).folds).toEqual([])
  })

  it('does not fold what would be narrower unfolded', () => {
    const marks = [day(0), ...Array.from({ length: 300 }, (_, i) => day(100 + i * 10)), day(3125)]
    const axis = makeAxis({ from: day(0), to: day(3200) }, place, marks, true)
    expect(axis.folds.every((fold) => fold.to - fold.from > 25 * DAY)).toBe(true)
    expect(axis.x(day(3200))).toBeCloseTo(900)
  })

  it('keeps its order when it is very narrow', () => {
    const marks = Array.from({ length: 12 }, (_, i) => day(i * 40))
    const axis = makeAxis({ from: day(0), to: day(480) }, { left: 0, right: 240 }, marks, true)
    const xs = marks.map(axis.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(Math.max(...xs)).toBeLessThanOrEqual(240)
  })

  it('holds instants outside the range at the edge', () => {
    const axis = makeAxis({ from: day(0), to: day(10) }, place, [], true)
    expect(axis.x(day(-5))).toBe(100)
    expect(axis.x(day(99))).toBe(900)
    expect(axis.within(day(99))).toBe(false)
  })
})

describe('the range', () => {
  const facts = { events: [day(0), day(60)], marks: [day(0), day(60), day(65), day(700)], now: day(62), focus: day(62) }

  it('ends at the last near due date, not at one far ahead', () => {
    const range = rangeOf('whole', facts)
    expect(range.to).toBeGreaterThan(day(65))
    expect(range.to).toBeLessThan(day(75))
  })

  it('is a window round the focus on the closer scales', () => {
    expect(rangeOf('90d', facts)).toEqual({ from: day(62 - 75), to: day(62 + 15) })
    expect(rangeOf('24h', facts).to - rangeOf('24h', facts).from).toBe(24 * HOUR)
  })
})
