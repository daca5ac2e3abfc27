/**
 * Requests that a client signs with SM2. A client with a registered public key must sign every request, beside its key:
 * whoever gets hold of the key alone can do nothing, and what was sent once cannot be altered or sent again.
 */
import type { Actor, ClientView, ErrorCode } from '@hengjian/contracts'
import { isSigned, readPoint } from '../../hash/index.ts'
import { CodedError } from '../../problem.ts'
import { clientOf } from './clients.ts'
import type { IdentityParts } from './parts.ts'

/** What a request says of its signature, as its headers have it; empty where there is none. */
export interface SignedRequest {
  method: string
  /** path and query, as they were sent */
  target: string
  date: string
  nonce: string
  /** SM3 of the body in hex; whoever reads the body compares it */
  digest: string
  signature: string
}

/** The text that is signed: docs/integration.md shows it. */
export const textToSign = ({ method, target, date, nonce, digest }: SignedRequest): string => ['HENGJIAN-SM2-1', method, target, date, nonce, digest].join('\n')

const NONCE = /^[\x21-\x7e]{16,100}$/
const DIGEST = /^[0-9a-f]{64}$/
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/

export type SignatureCheck = { isSigned: boolean } | { fault: ErrorCode }

/** Call once for a request: its nonce is used up. */
export async function checkSignature({ store, clock, signIn }: IdentityParts, client: string, request: SignedRequest): Promise<SignatureCheck> {
  const { rows } = await store.pool.query<{ public_key: string | null }>('select public_key from api_client where id = $1', [client])
  const key = rows[0]?.public_key ?? null
  if (key === null) return { isSigned: false }
  if (request.signature === '' || !NONCE.test(request.nonce) || !DIGEST.test(request.digest)) return { fault: 'HJ-AUT-013' }
  const now = clock()
  const window = signIn.signature.windowSeconds * 1000
  // a date that is none is not within any window
  if (!DATE.test(request.date) || !(Math.abs(now - Date.parse(request.date)) <= window)) return { fault: 'HJ-AUT-014' }
  if (!isSigned(textToSign(request), request.signature.toLowerCase(), key)) return { fault: 'HJ-AUT-013' }
  const { rowCount } = await store.pool.query('insert into request_nonce (client_id, nonce, at) values ($1, $2, $3) on conflict do nothing', [client, request.nonce, new Date(now)])
  // Older ones can no longer be sent again: their dates are out of the window, whichever clock was ahead.
  await store.pool.query('delete from request_nonce where client_id = $1 and at < $2', [client, new Date(now - 2 * window)])
  return rowCount === 0 ? { fault: 'HJ-AUT-015' } : { isSigned: true }
}

/** From now on the client must sign with this key; null: it need not sign any more. Throws HJ-REQ-007, HJ-AUT-016. */
export async function setPublicKey(parts: IdentityParts, by: Actor | null, id: string, written: string | null): Promise<ClientView> {
  const client = await clientOf(parts, id)
  if (client.revokedAt !== null) throw new CodedError('HJ-REQ-007', id)
  const key = written === null ? null : readPoint(written)
  if (written !== null && key === null) throw new CodedError('HJ-AUT-016')
  await parts.store.pool.query('update api_client set public_key = $2 where id = $1', [id, key])
  await parts.record({ actor: by, action: 'client.key', object: id, detail: { publicKey: key } })
  return await clientOf(parts, id)
}
