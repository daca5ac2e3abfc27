/**
 * Signatures with SM2 over SM3 (GB/T 32918.2), user id 1234567812345678 as GB/T 35276 sets it. OpenSSL inside Node signs
 * with SM2 as well but offers no way to say the user id, so what it makes nobody else could check; it makes the keys.
 */
import { createPublicKey } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'

const USER_ID = '1234567812345678'
const FORM = { hash: true, der: true, userId: USER_ID } as const

/** In hex; the public key as an uncompressed point. `privateKey` is a secret. */
export interface KeyPair {
  privateKey: string
  publicKey: string
}

const text = (bytes: string): Uint8Array => new TextEncoder().encode(bytes)

/** DER in hex. */
export const signText = (message: string, { privateKey, publicKey }: KeyPair): string => sm2.doSignature(text(message), privateKey, { ...FORM, publicKey })

export function isSigned(message: string, signature: string, publicKey: string): boolean {
  try {
    return sm2.doVerifySignature(text(message), signature, publicKey, FORM)
  } catch {
    // no signature at all, or no point of the curve
    return false
  }
}

/** SubjectPublicKeyInfo of a key on this curve, up to its point. */
const PUBLIC = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')

/** The point of a public key in DER, in hex; null where it is on another curve. */
export const pointOfDer = (der: Buffer): string | null => (der.subarray(0, PUBLIC.length).equals(PUBLIC) ? der.subarray(PUBLIC.length).toString('hex') : null)

/** The point of a public key as people write it, hex or PEM; null where it is none of this curve. */
export function readPoint(written: string): string | null {
  const point = written.includes('-----') ? pointOfPem(written) : written.replaceAll(/\s/g, '').toLowerCase()
  try {
    return point !== null && /^04[0-9a-f]{128}$/.test(point) && sm2.verifyPublicKey(point) ? point : null
  } catch {
    return null
  }
}

function pointOfPem(pem: string): string | null {
  // the private half has no business here, and its public half is not taken from it
  if (pem.includes('PRIVATE')) return null
  try {
    return pointOfDer(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
  } catch {
    return null
  }
}
