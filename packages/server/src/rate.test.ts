import { describe, expect, test } from 'vitest'
import { createRate, networkOf } from './rate.ts'

describe('how often', () => {
  test('so many are let through in a window, then it says how long to wait', () => {
    const rate = createRate(60_000)
    expect([0, 1000, 2000, 3000].map((now) => rate.take('a', 3, now))).toEqual([null, null, null, 57_000])
    expect(rate.take('b', 3, 3000)).toBeNull()
    expect(rate.take('a', 3, 60_000)).toBeNull()
  })
  test('one that is given back leaves room for another, and no more', () => {
    const rate = createRate(60_000)
    rate.give('a')
    expect([0, 1, 2].map((now) => rate.take('a', 2, now))).toEqual([null, null, 59_998])
    rate.give('a')
    rate.give('a')
    expect([3, 4].map((now) => rate.take('a', 2, now) === null)).toEqual([true, false])
  })
  test('whoever comes under ever new names pushes out the oldest, not the memory', () => {
    const rate = createRate(60_000)
    rate.take('first', 1, 0)
    expect(rate.take('first', 1, 1)).not.toBeNull()
    for (let i = 0; i < 10_000; i++) rate.take(`other ${i}`, 1, 2)
    expect(rate.take('first', 1, 3)).toBeNull()
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['password zhao.lei', 'password zhao.lei'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
