/**
 * Signatures of webhooks, as Standard Webhooks write them: `<id>.<seconds>.<body>` under the key that both sides hold.
 * Next to HMAC-SHA256 (`v1`) stands HMAC-SM3 (`v1sm3`) for receivers that must use the national algorithms.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const algorithms = ['hmac-sha256', 'hmac-sm3'] as const
export type Algorithm = (typeof algorithms)[number]

const PREFIX = { 'hmac-sha256': 'v1', 'hmac-sm3': 'v1sm3' } as const
const DIGEST = { 'hmac-sha256': 'sha256', 'hmac-sm3': 'sm3' } as const

export function signature(algorithm: Algorithm, secret: Buffer, id: string, seconds: number, body: string): string {
  return `${PREFIX[algorithm]},${createHmac(DIGEST[algorithm], secret).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** What a receiver does; `now` in seconds, `tolerance` how far the clocks may be apart. */
export function isSignedBy(secret: Buffer, headers: { id: string; timestamp: string; signature: string }, body: string, now: number, tolerance = 300): boolean {
  const seconds = Number(headers.timestamp)
  if (!Number.isInteger(seconds) || Math.abs(now - seconds) > tolerance) return false
  const given = Buffer.from(headers.signature)
  return algorithms.some((algorithm) => {
    const expected = Buffer.from(signature(algorithm, secret, headers.id, seconds, body))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

/** A key as it is handed over: `whsec_` and base64. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`
