/** A signer that holds its key in memory. Needs `sm-crypto-v2`; whoever keeps keys in a device writes a signer of two functions instead. */
import { sm2, sm3 } from 'sm-crypto-v2'
import type { Signer } from './signing.ts'

const FORM = { hash: true, der: true, userId: '1234567812345678' } as const

/** `privateKey`: 64 hexadecimal digits. */
export function createSigner(privateKey: string): Signer & { publicKey: string } {
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  return {
    publicKey,
    digest: (body) => sm3(body),
    sign: (text) => sm2.doSignature(new TextEncoder().encode(text), privateKey, { ...FORM, publicKey }),
  }
}
