import { describe, expect, it } from 'vitest'
import type { Verdict } from '../api/types.ts'
import { act, days, excluded, extension, hours, reset, start, verdict } from '../testing/verdicts.ts'
import { layoutClock } from './layout.ts'
import type { ClockLayout, Segment } from './layout.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const tenDays = { due: '2026-11-11', trace: [start('2026-11-01'), days(10, '2026-11-11')] }

function laid(given: Partial<Verdict>, asOf: number, width = 250): ClockLayout {
  const layout = layoutClock(verdict(given), asOf, width)
  if (layout === null) throw new Error('nothing laid out')
  return layout
}

const find = <Kind extends Segment['kind']>(layout: ClockLayout, kind: Kind) => layout.segments.find((segment): segment is Extract<Segment, { kind: Kind }> => segment.kind === kind)

describe('a clock bar in a list', () => {
  it('has its due line at four fifths of the width, at every width', () => {
    for (const width of [120, 250, 334, 1000]) expect(laid(tenDays, at('2026-11-05T12:00:00'), width).dueX).toBeCloseTo(width * 0.8)
  })

  it('is used in proportion to the days that have gone, the start day not counted', () => {
    expect(find(laid(tenDays, at('2026-11-07T00:00:00')), 'used')?.width).toBeCloseTo(100)
  })

  it('never shows less than 3 px remaining before the due date', () => {
    const layout = laid(tenDays, at('2026-11-11T23:59:00'))
    expect(find(layout, 'used')?.width).toBe(197)
  })

  it('shows nothing used when the act is judged on its first day', () => {
    expect(find(laid(tenDays, at('2026-11-01T09:00:00')), 'used')?.width).toBe(0)
  })

  it('goes by minutes for a limit in hours', () => {
    const layout = laid({ due: '2026-11-02T10:00:00+08:00', trace: [start('2026-11-01T10:00:00+08:00'), hours(24, '2026-11-02T10:00:00+08:00')] }, at('2026-11-01T22:00:00'))
    expect(find(layout, 'used')?.width).toBeCloseTo(100)
  })

  it('tints the rest only when due soon', () => {
    expect(find(laid(tenDays, at('2026-11-10T12:00:00')), 'period')?.look).toBe('plain')
    expect(find(laid({ ...tenDays, outcome: 'warning', reason: 'due-soon' }, at('2026-11-10T12:00:00')), 'period')?.look).toBe('soon')
  })

  it('fits into any width without a part beyond it', () => {
    for (const width of [1, 20, 80, 250])
      for (const segment of laid({ ...tenDays, outcome: 'violation', reason: 'overdue' }, at('2027-11-10T12:00:00'), width).segments)
        expect(segment.x + ('width' in segment ? segment.width : 0)).toBeLessThanOrEqual(width)
  })
})

describe('an overdue bar', () => {
  const overdue = { ...tenDays, outcome: 'violation', reason: 'overdue' } as const

  it('grows red from the due line in the scale of the bar', () => {
    const red = find(laid(overdue, at('2026-11-13T00:00:00')), 'overdue')
    expect(red).toMatchObject({ x: 200, cut: false, breach: 'violation' })
    expect(red?.width).toBeCloseTo(20)
  })

  it('is at least 8 px long', () => {
    expect(find(laid(overdue, at('2026-11-12T00:01:00')), 'overdue')?.width).toBe(8)
  })

  it('is cut when longer than a fifth of the width', () => {
    expect(find(laid(overdue, at('2026-12-24T00:00:00')), 'overdue')).toMatchObject({ width: 49, cut: true })
  })

  it('is a signal, not a breach, when the limit is not the last one', () => {
    expect(find(laid({ ...tenDays, outcome: 'warning', reason: 'overdue' }, at('2026-11-13T00:00:00')), 'overdue')?.breach).toBe('signal')
  })

  it('keeps the due line and shows a void extension beyond the red', () => {
    const layout = laid({ ...overdue, trace: [...tenDays.trace, extension(false, '2026-11-11', '2026-11-11')] }, at('2026-11-13T00:00:00'))
    const red = find(layout, 'overdue')
    expect(find(layout, 'void')?.x).toBeCloseTo((red?.x ?? 0) + (red?.width ?? 0))
    expect(find(layout, 'due')).toEqual({ kind: 'due', x: 200, look: 'firm' })
    expect(find(layout, 'extension')).toBeUndefined()
  })
})

describe('what happened on the way', () => {
  it('marks where a valid extension took over', () => {
    const layout = laid({ due: '2026-11-23', trace: [start('2026-11-16'), days(3, '2026-11-19'), extension(true, '2026-11-19', '2026-11-23')] }, at('2026-11-22T12:00:00'))
    expect(find(layout, 'extension')?.x).toBeCloseTo((200 * 3) / 7)
  })

  it('hatches excluded time inside the longer bar and merges overlaps', () => {
    const trace = [start('2026-11-01'), days(10, '2026-11-11'), excluded('2026-11-03', '2026-11-06', 3), excluded('2026-11-05', '2026-11-08', 3)]
    const layout = laid({ due: '2026-11-16', trace }, at('2026-11-12T00:00:00'))
    expect(layout.segments.filter((segment) => segment.kind === 'excluded')).toHaveLength(1)
    expect(find(layout, 'excluded')?.width).toBeCloseTo((200 * 5) / 15)
  })

  it('stops at a moving line while paused, hatched up to now', () => {
    const trace = [start('2026-11-01'), days(10, '2026-11-11'), excluded('2026-11-05', null, 4), { step: 'paused', since: '2026-11-05', remainingDays: 6 } as const]
    const layout = laid({ reason: 'paused', trace }, at('2026-11-09T09:00:00'))
    expect(find(layout, 'due')).toEqual({ kind: 'due', x: 175, look: 'moving' })
    const hatch = find(layout, 'excluded')
    const used = find(layout, 'used')
    expect((hatch?.x ?? 0) + (hatch?.width ?? 0)).toBeCloseTo(used?.width ?? 0)
  })

  it('dots the time between two readings and fills what has passed of it; the line is the lenient end', () => {
    const given = { due: '2026-11-23T09:00:00+08:00', lenient: '2026-11-23T10:00:00+08:00', trace: [start('2026-11-22T22:00:00+08:00'), hours(11, '2026-11-23T09:00:00+08:00')] }
    const before = find(laid(given, at('2026-11-23T08:00:00')), 'grey')
    const within = find(laid({ ...given, outcome: 'warning', reason: 'grey-zone' }, at('2026-11-23T09:30:00')), 'grey')
    expect(before?.passed).toBe(0)
    expect(before?.width).toBeCloseTo(200 / 12)
    expect(within?.passed).toBeCloseTo(100 / 12)
  })

  it('ends a finished bar in a disc and leaves the rest unused', () => {
    const layout = laid({ ...tenDays, outcome: 'ok', reason: 'in-time', at: '2026-11-06', closedBy: 'b', trace: [...tenDays.trace, { step: 'closed', event: act('2026-11-06') }] }, at('2026-12-30T00:00:00'))
    expect(find(layout, 'done')?.x).toBeCloseTo(90)
    expect(find(layout, 'period')?.look).toBe('unused')
    expect(find(layout, 'used')?.pale).toBe(true)
  })

  it('keeps the run before a fresh start, pale, beside the new one', () => {
    const trace = [start('2026-10-01'), days(10, '2026-10-11'), reset('2026-11-01'), days(10, '2026-11-11')]
    const layout = laid({ due: '2026-11-11', trace }, at('2026-11-06T00:00:00'))
    const turn = find(layout, 'reset')?.x ?? 0
    expect(turn).toBeCloseTo(90)
    expect(layout.segments.filter((segment) => segment.kind === 'used').map((segment) => segment.pale)).toEqual([false, true])
  })

  it('marks the earlier of two limits', () => {
    const layout = laid({ due: '2026-11-21', trace: [start('2026-11-01'), days(10, '2026-11-11'), days(20, '2026-11-21')] }, at('2026-11-12T00:00:00'))
    expect(find(layout, 'earlier')?.x).toBeCloseTo(100)
  })
})

describe('a clock that cannot be drawn', () => {
  it('is a dashed outline when a fact is missing', () => {
    const layout = laid({ outcome: 'not_evaluated', reason: 'missing-fact', detail: '是否在押', trace: [start('2026-11-01')] }, at('2026-11-05T00:00:00'))
    expect(layout.segments.map((segment) => segment.kind)).toEqual(['period', 'due'])
    expect(layout.clock.missing).toBe('是否在押')
  })

  it('is nothing at all for a rule that is not about how long something takes', () => {
    expect(layoutClock(verdict({ kind: 'authority', outcome: 'violation', reason: 'wrong-level' }), at('2026-11-05T00:00:00'), 250)).toBeNull()
    expect(layoutClock(verdict({ ...tenDays, kind: 'notBefore' }), at('2026-11-05T00:00:00'), 250)).toBeNull()
  })
})
