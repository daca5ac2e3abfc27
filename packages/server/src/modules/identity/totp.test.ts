import { describe, expect, test } from 'vitest'
import { base32, codeOf, stepAt, stepOf } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('one-time codes', () => {
  // RFC 6238, appendix B, the last six digits of its eight
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i the code is %s', (second, code) => {
    expect(codeOf(secret, stepAt(second * 1000))).toBe(code)
  })
  test('a code is good one step early or late, and no longer', () => {
    const now = 1_234_567_890_000
    const code = codeOf(secret, stepAt(now))
    expect(stepOf(secret, code, now + 30_000, 0)).toBe(stepAt(now))
    expect(stepOf(secret, code, now - 30_000, 0)).toBe(stepAt(now))
    expect(stepOf(secret, code, now + 60_000, 0)).toBeNull()
  })
  test('a code that was used is none', () => {
    const now = 1_234_567_890_000
    expect(stepOf(secret, codeOf(secret, stepAt(now)), now, stepAt(now))).toBeNull()
  })
  test.each(['', '12345', 'abcdef', '00000000000'])('%j is no code', (code) => {
    expect(stepOf(secret, code, 1_234_567_890_000, 0)).toBeNull()
  })
  test('the secret is written as authenticators read it', () => {
    // RFC 4648, section 10
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  })
})
