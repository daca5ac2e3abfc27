/** What a signed request says of itself. The signature itself is made by a signer: `@hengjian/client/sm2`, or a device. */

export interface Signer {
  /** SM3 of these bytes, in hex */
  digest(body: Uint8Array): string | Promise<string>
  /** SM2 over SM3 with the user id 1234567812345678, DER in hex */
  sign(text: string): string | Promise<string>
}

export interface SignedParts {
  method: string
  /** path and query, as they are sent */
  target: string
  date: string
  nonce: string
  digest: string
}

export const textToSign = ({ method, target, date, nonce, digest }: SignedParts): string => ['HENGJIAN-SM2-1', method, target, date, nonce, digest].join('\n')

/** New for every request, also for one that is tried again: a nonce is taken once. */
export async function signatureHeaders(signer: Signer, method: string, target: string, body: string): Promise<Record<string, string>> {
  const parts: SignedParts = { method, target, date: new Date().toISOString(), nonce: crypto.randomUUID(), digest: await signer.digest(new TextEncoder().encode(body)) }
  return { 'hengjian-date': parts.date, 'hengjian-nonce': parts.nonce, 'hengjian-digest': parts.digest, 'hengjian-signature': await signer.sign(textToSign(parts)) }
}
