/** Accounts: made for a person, with a password that must be changed at once; closed, opened again, given a new password. */
import type { AccountView, Actor, NewAccount } from '@hengjian/contracts'
import type { Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import { CodedError } from '../../problem.ts'
import type { IdentityParts } from './parts.ts'
import { inventPassword } from './password.ts'
import { endSessions } from './sessions.ts'
import { checkStrength } from './strength.ts'
import { inventTotpSecret, stepOf, totpAddress, base32 } from './totp.ts'

interface Row {
  id: string
  person_id: string
  must_change: boolean
  totp: boolean
  locked_until: Date | null
  disabled_at: Date | null
  demo: boolean
  seen_at: Date | null
}

const COLUMNS = `a.id, a.person_id, a.must_change, a.totp is not null as totp, a.locked_until, a.disabled_at, a.demo, (select max(s.seen_at) from session s where s.account_id = a.id) as seen_at`

function viewOf(row: Row, now: number): AccountView {
  const isLocked = row.locked_until !== null && row.locked_until.getTime() > now
  return {
    id: row.id,
    person: row.person_id,
    state: row.disabled_at !== null ? 'disabled' : isLocked ? 'locked' : 'active',
    lockedUntil: isLocked ? (row.locked_until?.toISOString() ?? null) : null,
    totp: row.totp,
    mustChange: row.must_change,
    demo: row.demo,
    lastSeenAt: row.seen_at?.toISOString() ?? null,
  }
}

export async function listAccounts({ store, clock }: IdentityParts): Promise<AccountView[]> {
  const { rows } = await store.pool.query<Row>(`select ${COLUMNS} from account a order by a.id`)
  return rows.map((row) => viewOf(row, clock()))
}

/** Throws HJ-REQ-007. */
export async function accountOf({ store, clock }: IdentityParts, id: string): Promise<AccountView> {
  const row = (await store.pool.query<Row>(`select ${COLUMNS} from account a where a.id = $1`, [id])).rows[0]
  if (row === undefined) throw new CodedError('HJ-REQ-007', id)
  return viewOf(row, clock())
}

export interface AccountOptions {
  /** null: one is invented, and must be changed at the first sign-in */
  password?: string | null
  demo?: boolean
}

/** `by`: null for the command line. Throws HJ-AUT-008, HJ-AUT-009, HJ-REQ-007. */
export async function createAccount(parts: IdentityParts, by: Actor | null, name: string, person: string, { password = null, demo = false }: AccountOptions = {}): Promise<NewAccount> {
  const { store, clock, signIn, passwords } = parts
  const id = name.trim().toLowerCase()
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(id)) throw new CodedError('HJ-REQ-005', name.slice(0, 60))
  if ((await store.pool.query('select from person where id = $1', [person])).rowCount === 0) throw new CodedError('HJ-REQ-007', person)
  if (password !== null) checkStrength(password, signIn.password, [id])
  // asked before the hash, which costs on purpose
  if ((await store.pool.query('select from account where id = $1', [id])).rowCount !== 0) throw new CodedError('HJ-AUT-009', id)
  const given = password ?? inventPassword()
  const hash = await passwords.hash(given)
  const { rowCount } = await store.pool.query('insert into account (id, person_id, password, password_at, must_change, demo, created_at) values ($1, $2, $3, $4, $5, $6, $4) on conflict do nothing', [id, person, hash, new Date(clock()), password === null, demo])
  if (rowCount === 0) throw new CodedError('HJ-AUT-009', id)
  await parts.record({ actor: by, action: 'account.create', object: id, detail: { person, demo } })
  return { account: await accountOf(parts, id), password: given }
}

/** Closes the account and ends its sessions, or opens it again. Throws HJ-REQ-007. */
export async function setDisabled(parts: IdentityParts, by: Actor | null, id: string, disabled: boolean): Promise<AccountView> {
  await accountOf(parts, id)
  await parts.store.pool.query('update account set disabled_at = $2, locked_until = null, failures = 0 where id = $1', [id, disabled ? new Date(parts.clock()) : null])
  if (disabled) await endSessions(parts, id, 'locked')
  await parts.record({ actor: by, action: disabled ? 'account.disable' : 'account.enable', object: id, detail: {} })
  return await accountOf(parts, id)
}

/** A new password to be handed over; the second factor is set up anew. Throws HJ-REQ-007. */
export async function resetAccount(parts: IdentityParts, by: Actor | null, id: string): Promise<NewAccount> {
  await accountOf(parts, id)
  const password = inventPassword()
  const hash = await parts.passwords.hash(password)
  await transaction(parts.store, async (tx) => {
    await replacePassword(parts, tx, id, hash, true)
    await tx.query('update account set totp = null, totp_offered = null, locked_until = null, failures = 0 where id = $1', [id])
  })
  await endSessions(parts, id, 'password')
  await parts.record({ actor: by, action: 'account.reset', object: id, detail: {} })
  return { account: await accountOf(parts, id), password }
}

async function replacePassword({ clock }: IdentityParts, tx: Tx, id: string, hash: string, mustChange: boolean): Promise<void> {
  const now = new Date(clock())
  await tx.query('insert into password_history (account_id, password, replaced_at) select id, password, $2 from account where id = $1 on conflict do nothing', [id, now])
  await tx.query('update account set password = $2, password_at = $3, must_change = $4 where id = $1', [id, hash, now, mustChange])
}

/** What everybody knows of the owner. */
export const wordsOf = ({ id, name }: Actor, account: string): string[] => [account, id, name]

/** Other sessions of the person end. Throws HJ-AUT-002 where `current` is wrong, HJ-AUT-008 where `next` is too weak or was used before. */
export async function changePassword(parts: IdentityParts, by: Actor, id: string, current: string, next: string): Promise<void> {
  const { store, signIn, passwords } = parts
  const row = (await store.pool.query<{ password: string }>('select password from account where id = $1', [id])).rows[0]
  if (!parts.attempts.take(`password ${id}`, parts.clock())) throw new CodedError('HJ-AUT-006')
  if (row === undefined || !(await passwords.verify(row.password, current))) throw new CodedError('HJ-AUT-002')
  checkStrength(next, signIn.password, wordsOf(by, id))
  const used = await store.pool.query<{ password: string }>('select password from password_history where account_id = $1 order by replaced_at desc limit $2', [id, signIn.password.history])
  for (const { password } of [row, ...used.rows]) if (await passwords.verify(password, next)) throw new CodedError('HJ-AUT-008', `${signIn.password.history}`)
  const hash = await passwords.hash(next)
  await transaction(store, (tx) => replacePassword(parts, tx, id, hash, false))
  await endSessions(parts, id, 'password', { except: by.session })
  await parts.record({ actor: by, action: 'account.password', object: id, detail: {} })
}

/** A second factor to be scanned; it counts only once a code of it was given. One that is set up is replaced by a reset only: whoever finds an open session must not bring a factor of their own. Throws HJ-AUT-011. */
export async function offerTotp({ store, seal }: IdentityParts, id: string): Promise<{ secret: string; address: string }> {
  const secret = inventTotpSecret()
  const { rowCount } = await store.pool.query('update account set totp_offered = $2 where id = $1 and totp is null', [id, seal.close(secret, id)])
  if (rowCount === 0) throw new CodedError('HJ-AUT-011')
  return { secret: base32(secret), address: totpAddress(id, secret) }
}

/** Throws HJ-AUT-003. */
export async function confirmTotp(parts: IdentityParts, by: Actor, id: string, code: string): Promise<void> {
  const { store, seal, clock } = parts
  if (!parts.attempts.take(`totp ${id}`, clock())) throw new CodedError('HJ-AUT-006')
  const row = (await store.pool.query<{ totp_offered: Buffer | null }>('select totp_offered from account where id = $1', [id])).rows[0]
  const secret = row?.totp_offered ? seal.open(row.totp_offered, id) : null
  const step = secret === null ? null : stepOf(secret, code, clock(), 0)
  if (step === null) throw new CodedError('HJ-AUT-003')
  await store.pool.query('update account set totp = totp_offered, totp_offered = null, totp_step = $2 where id = $1 and totp is null', [id, step])
  await endSessions(parts, id, 'password', { except: by.session })
  await parts.record({ actor: by, action: 'account.totp', object: id, detail: {} })
}

/** Accounts and clients of a demonstration, with their sessions. Answers how many accounts. */
export async function removeDemo({ store }: Pick<IdentityParts, 'store'>): Promise<number> {
  return await transaction(store, async (tx) => {
    await tx.query('delete from session where account_id in (select id from account where demo)')
    await tx.query('delete from sso_link where account_id in (select id from account where demo)')
    await tx.query('delete from password_history where account_id in (select id from account where demo)')
    await tx.query('delete from api_key where client_id in (select id from api_client where demo)')
    await tx.query('delete from api_client where demo')
    return (await tx.query('delete from account where demo')).rowCount ?? 0
  })
}
