/** One-time codes of RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator makes them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
/** a clock may be one step off */
const DRIFT = 1
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const inventTotpSecret = (): Buffer => randomBytes(20)

export const stepAt = (now: number): number => Math.floor(now / STEP_MS)

export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = (mac.at(-1) as number) & 0xf
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step whose code this is, later than `after`; null where there is none. A code that was used is none. */
export function stepOf(secret: Buffer, code: string, now: number, after: number): number | null {
  const given = Buffer.from(code.replaceAll(/\s/g, '').padEnd(6).slice(0, 6))
  let found: number | null = null
  for (let step = stepAt(now) - DRIFT; step <= stepAt(now) + DRIFT; step++) {
    const expected = Buffer.from(codeOf(secret, step))
    if (given.length === expected.length && timingSafeEqual(expected, given) && step > after) found ??= step
  }
  return found
}

export function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

/** What authenticators read from a picture. */
export const totpAddress = (account: string, secret: Buffer): string => `otpauth://totp/${encodeURIComponent(`衡鉴:${account}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent('衡鉴')}`
