import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSignedBy, signature } from './sign.ts'

const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
const body = '{"test": 2432232314}'

describe('a signature', () => {
  test('is that of the example of Standard Webhooks', () => {
    expect(signature('hmac-sha256', secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
  test('by SM3 is made from the block size of SM3 and no other digest', () => {
    const block = Buffer.alloc(64)
    secret.copy(block)
    const pad = (byte: number): Buffer => Buffer.from(block.map((each) => each ^ byte))
    const sm3 = (...parts: (Buffer | string)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest()
    const expected = sm3(pad(0x5c), sm3(pad(0x36), `m.1614265330.${body}`)).toString('base64')
    expect(signature('hmac-sm3', secret, 'm', 1_614_265_330, body)).toBe(`v1sm3,${expected}`)
  })
  test.each(['hmac-sha256', 'hmac-sm3'] as const)('by %s is recognised, and nothing that was changed is', (algorithm) => {
    const headers = { id: 'm', timestamp: '1614265330', signature: signature(algorithm, secret, 'm', 1_614_265_330, body) }
    const now = 1_614_265_400
    expect(isSignedBy(secret, headers, body, now)).toBe(true)
    expect(isSignedBy(secret, headers, `${body} `, now)).toBe(false)
    expect(isSignedBy(secret, { ...headers, id: 'n' }, body, now)).toBe(false)
    expect(isSignedBy(secret, { ...headers, timestamp: '1614265331' }, body, now)).toBe(false)
    expect(isSignedBy(Buffer.from('other'), headers, body, now)).toBe(false)
    expect(isSignedBy(secret, headers, body, now + 1000)).toBe(false)
  })
})
