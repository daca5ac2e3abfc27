/**
 * Before something grave whoever is signed in shows once more who they are: a session that was left open is not enough
 * to open accounts or to change the law. By a one-time code where one is set up, else by the password; whoever came by
 * the identity provider signs in there again.
 */
import type { Actor } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import type { IdentityParts } from './parts.ts'
import { codeStep, countFailure, tellOfReuse } from './sessions.ts'
import type { AccountRow, From, Signed } from './sessions.ts'

export interface Proof {
  password: string | null
  code: string | null
}

/** Throws HJ-AUT-002, -003, -006, and -019 where it must be done at the identity provider. */
export async function prove(parts: IdentityParts, { actor, account, proof }: Signed, { password, code }: Proof, from: Pick<From, 'address'>): Promise<void> {
  const { store, clock, attempts, passwords } = parts
  if (proof.by === 'provider') throw new CodedError('HJ-AUT-019')
  const now = clock()
  const refuse = async (why: string, error: 'HJ-AUT-002' | 'HJ-AUT-003' | 'HJ-AUT-006'): Promise<never> => {
    await parts.record({ actor, action: 'session.refuse', object: account, detail: { why, address: from.address, for: 'proof' } })
    throw new CodedError(error)
  }
  if (!attempts.take(`proof ${account}`, now)) return await refuse('attempts', 'HJ-AUT-006')
  const row = (await store.pool.query<AccountRow>('select a.id, a.person_id, p.name, a.password, a.password_at, a.must_change, a.totp, a.totp_step, a.failures, a.locked_until, a.disabled_at from account a join person p on p.id = a.person_id where a.id = $1', [account])).rows[0]
  const error = proof.by === 'code' ? 'HJ-AUT-003' : 'HJ-AUT-002'
  if (row === undefined || (row.locked_until !== null && row.locked_until.getTime() > now)) return await refuse('locked', error)
  const step = proof.by === 'code' && code !== null ? codeStep(parts, row, code, now) : null
  const right = proof.by === 'code' ? step !== null : password !== null && (await passwords.verify(row.password, password))
  if (!right) {
    await countFailure(parts, account, now)
    if (code !== null && proof.by === 'code') await tellOfReuse(parts, row, code, now, from)
    return await refuse(proof.by, error)
  }
  const { rowCount } = await store.pool.query('update account set failures = 0, totp_step = greatest(totp_step, $2) where id = $1 and ($3 or totp_step < $2)', [account, step ?? 0, step === null])
  if (rowCount === 0) return await refuse('code', error)
  await store.pool.query('update session set proved_at = $2 where id = $1', [sessionOf(actor), new Date(now)])
  await parts.record({ actor, action: 'session.prove', object: account, detail: { by: proof.by, address: from.address } })
}

const sessionOf = ({ session }: Actor): string => session ?? ''
