import { describe, expect, it } from 'vitest'
import { start, verdict } from '../testing/verdicts.ts'
import { countdown } from './countdown.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

describe('countdown', () => {
  it('counts whole days by the calendar for a limit in days', () => {
    expect(countdown(verdict({ due: '2026-11-28' }), at('2026-11-23T23:59:00'))).toEqual({ kind: 'left', unit: 'days', days: 5 })
  })

  it('says today on the last day, whatever the hour', () => {
    for (const hour of ['00:00:00', '09:12:00', '23:59:00']) expect(countdown(verdict({ due: '2026-11-23' }), at(`2026-11-23T${hour}`))).toEqual({ kind: 'today' })
  })

  it('counts days over from the day after', () => {
    expect(countdown(verdict({ outcome: 'violation', reason: 'overdue', due: '2026-11-20' }), at('2026-11-23T09:12:00'))).toEqual({ kind: 'over', unit: 'days', days: 3 })
  })

  it('counts days for a limit in hours that is long over', () => {
    expect(countdown(verdict({ outcome: 'violation', reason: 'overdue', due: '2026-11-20T09:11:00+08:00' }), at('2026-11-23T09:12:00'))).toEqual({ kind: 'over', unit: 'days', days: 3 })
  })

  it('counts hours and minutes for a limit in hours', () => {
    expect(countdown(verdict({ due: '2026-11-23T11:50:00+08:00' }), at('2026-11-23T09:12:00'))).toEqual({ kind: 'left', unit: 'minutes', hours: 2, minutes: 38 })
    expect(countdown(verdict({ outcome: 'violation', reason: 'overdue', due: '2026-11-23T02:40:00+08:00' }), at('2026-11-23T09:12:00'))).toEqual({ kind: 'over', unit: 'minutes', hours: 6, minutes: 32 })
  })

  it('rounds down, so that nobody is told more time than there is', () => {
    expect(countdown(verdict({ due: '2026-11-23T10:00:00+08:00' }), at('2026-11-23T09:12:30'))).toMatchObject({ hours: 0, minutes: 47 })
  })

  it('minds the stricter reading until it has passed, then the more generous one', () => {
    const two = { due: '2026-11-23T09:05:00+08:00', lenient: '2026-11-23T10:00:00+08:00' }
    expect(countdown(verdict(two), at('2026-11-23T09:00:00'))).toMatchObject({ kind: 'left', minutes: 5 })
    expect(countdown(verdict({ ...two, outcome: 'warning', reason: 'grey-zone' }), at('2026-11-23T09:12:00'))).toMatchObject({ kind: 'left', minutes: 48 })
    expect(countdown(verdict({ ...two, outcome: 'violation', reason: 'overdue' }), at('2026-11-23T10:30:00'))).toMatchObject({ kind: 'over', minutes: 30 })
  })

  it('stops a late clock at the act that ended it', () => {
    expect(countdown(verdict({ outcome: 'violation', reason: 'late', due: '2026-11-20', at: '2026-11-22', closedBy: 'b' }), at('2026-12-30T00:00:00'))).toEqual({ kind: 'over', unit: 'days', days: 2 })
  })

  it('counts the days of a pause', () => {
    const trace = [start('2026-11-01'), { step: 'paused', since: '2026-11-19', remainingDays: 21 } as const]
    expect(countdown(verdict({ reason: 'paused', trace }), at('2026-11-23T09:12:00'))).toEqual({ kind: 'paused', days: 4 })
  })

  it('has only a word where there is no time to count', () => {
    expect(countdown(verdict({ outcome: 'not_evaluated', reason: 'missing-fact', due: '2026-11-28' }), at('2026-11-23T00:00:00'))).toEqual({ kind: 'word' })
    expect(countdown(verdict({ kind: 'notBefore', outcome: 'violation', reason: 'early', due: '2026-11-28' }), at('2026-11-23T00:00:00'))).toEqual({ kind: 'word' })
  })
})
