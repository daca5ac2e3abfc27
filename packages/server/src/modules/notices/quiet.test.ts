import { describe, expect, test } from 'vitest'
import { earliest, isPast } from './quiet.ts'

const at = (text: string): number => Date.parse(`2026-03-${text}+08:00`)
const night = { from: '21:00', until: '07:30' }

describe('quiet hours', () => {
  test.each([
    ['in the evening last until the next morning', '03T22:15:00', '04T07:30:00'],
    ['after midnight last until the same morning', '03T06:00:00', '03T07:30:00'],
    ['begin to the minute', '03T21:00:00', '04T07:30:00'],
    ['are over to the minute', '03T07:30:00', '03T07:30:00'],
    ['do not hold during the day', '03T12:00:00', '03T12:00:00'],
  ])('%s', (_what, now, then) => {
    expect(earliest(at(now), night, null, 480)).toBe(at(then))
  })
  test('may lie within one day', () => {
    expect(earliest(at('03T12:10:00'), { from: '12:00', until: '14:00' }, null, 480)).toBe(at('03T14:00:00'))
    expect(earliest(at('03T14:00:00'), { from: '12:00', until: '14:00' }, null, 480)).toBe(at('03T14:00:00'))
  })
  test('do not hold back a clock that ends before they do', () => {
    expect(earliest(at('03T22:00:00'), night, at('04T02:00:00'), 480)).toBe(at('03T22:00:00'))
    expect(earliest(at('03T22:00:00'), night, at('04T09:00:00'), 480)).toBe(at('04T07:30:00'))
  })
  test('are none for whoever wants none', () => {
    expect(earliest(at('03T23:00:00'), null, null, 480)).toBe(at('03T23:00:00'))
  })
})

test('the digest of a day is due from its minute on, in the zone of the catalogue', () => {
  expect([isPast('08:00', at('03T07:59:59'), 480), isPast('08:00', at('03T08:00:00'), 480), isPast('08:00', at('03T23:59:00'), 480), isPast('08:00', at('04T00:01:00'), 480)]).toEqual([false, true, true, false])
})
