/**
 * Signing in and staying so. A session begins with the right password (and the second factor, where the person has set it
 * up), lives while it is used, and ends by itself, by signing out, from another place, or with the password.
 *
 * The cookie holds 32 random bytes; the store only their digest. Each sign-in makes a new one, whatever was sent along.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Actor, Pending, ProofBy, SessionView } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import { standingOf } from './actors.ts'
import type { Standing } from './actors.ts'
import type { IdentityParts } from './parts.ts'
import { networkOf } from '../../rate.ts'
import { stepOf } from './totp.ts'

export interface Credentials {
  account: string
  password: string
  /** the second factor */
  code: string | null
}

export interface From {
  address: string
  agent: string
  /** what the cookie of the request holds; that session ends */
  token: string | null
}

export interface Signed {
  actor: Actor
  account: string
  standing: Standing
  pending: Pending | null
  totp: boolean
  /** how they show once more who they are; `fresh`: they did not long ago */
  proof: { by: ProofBy; fresh: boolean }
}

const MINUTE = 60_000
const DAY = 86_400_000
/** `seen_at` is not written for every request. */
const COARSE_MS = 20_000

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface AccountRow {
  id: string
  person_id: string
  name: string
  password: string
  password_at: Date
  must_change: boolean
  totp: Buffer | null
  totp_step: number
  failures: number
  locked_until: Date | null
  disabled_at: Date | null
}

/** Answers the token for the cookie. Throws HJ-AUT-002, -003 or -006. */
export async function signIn(parts: IdentityParts, { account, password, code }: Credentials, from: From): Promise<string> {
  const { store, clock, attempts, passwords, signIn: rules } = parts
  const now = clock()
  const name = account.trim().toLowerCase()
  const refuse = async (why: string, error: 'HJ-AUT-002' | 'HJ-AUT-003' | 'HJ-AUT-006'): Promise<never> => {
    await parts.record({ actor: null, action: 'session.refuse', object: name.slice(0, 60), detail: { why, address: from.address } })
    throw new CodedError(error)
  }
  if (!attempts.take(from.address, now)) return await refuse('attempts', 'HJ-AUT-006')
  const row = (await store.pool.query<AccountRow>('select a.id, a.person_id, p.name, a.password, a.password_at, a.must_change, a.totp, a.totp_step, a.failures, a.locked_until, a.disabled_at from account a join person p on p.id = a.person_id where a.id = $1', [name])).rows[0]
  const right = await passwords.verify(row?.password ?? null, password)
  if (row === undefined) return await refuse('unknown', 'HJ-AUT-002')
  if (row.disabled_at !== null) return await refuse('disabled', 'HJ-AUT-002')
  if (row.must_change && now - row.password_at.getTime() > rules.password.firstDays * DAY) return await refuse('first password expired', 'HJ-AUT-002')
  if (row.locked_until !== null && row.locked_until.getTime() > now) return await refuse('locked', 'HJ-AUT-002')
  const fail = (): Promise<void> => countFailure(parts, row.id, now)
  if (!right) {
    await fail()
    return await refuse('password', 'HJ-AUT-002')
  }
  const step = row.totp === null ? null : code === null ? null : codeStep(parts, row, code, now)
  if (row.totp !== null && step === null) {
    // asking for the code is no failed attempt; a wrong code is
    if (code !== null) await fail()
    if (code !== null) await tellOfReuse(parts, row, code, now, from)
    return await refuse(code === null ? 'code asked' : 'code', 'HJ-AUT-003')
  }
  // A code is good once, also for two who send it at the same moment.
  const { rowCount } = await store.pool.query('update account set failures = 0, locked_until = null, totp_step = greatest(totp_step, $2) where id = $1 and ($3 or totp_step < $2)', [row.id, step ?? 0, step === null])
  if (rowCount === 0) return await refuse('code', 'HJ-AUT-003')
  attempts.give(from.address)
  if (passwords.isOld(row.password)) await store.pool.query('update account set password = $2 where id = $1 and password = $3', [row.id, await passwords.hash(password), row.password])
  if (from.token !== null) await endToken(parts, from.token, 'rotated')
  const isNew = await isNewPlace(parts, row.id, from.address)
  const token = await openSession(parts, row.id, from)
  if (isNew) await parts.record({ actor: personAt(row), action: 'account.place', object: row.id, detail: { address: from.address } })
  await parts.record({ actor: personAt(row), action: 'session.begin', object: row.id, detail: { person: row.person_id, address: from.address } })
  return token
}

/** Somebody else may have seen it: a code that was right once and comes again. */
export async function tellOfReuse(parts: IdentityParts, row: AccountRow, code: string, now: number, { address }: Pick<From, 'address'>): Promise<void> {
  if (codeStep(parts, { ...row, totp_step: 0 }, code, now) !== null) await parts.record({ actor: null, action: 'account.reuse', object: row.id, detail: { address } })
}

/** so many of the latest sign-ins say which places are known */
const PLACES = 200

/** Has the account been used before, but never from this network? */
export async function isNewPlace({ store }: IdentityParts, account: string, address: string): Promise<boolean> {
  const { rows } = await store.pool.query<{ address: string }>('select address from session where account_id = $1 order by created_at desc limit $2', [account, PLACES])
  return rows.length > 0 && !rows.some((row) => networkOf(row.address) === networkOf(address))
}

/** So many in a row close the account for a while. */
export async function countFailure({ store, signIn: { lock } }: IdentityParts, account: string, now: number): Promise<void> {
  await store.pool.query(
    `update account set failures = case when failures + 1 >= $2 then 0 else failures + 1 end, locked_until = case when failures + 1 >= $2 then $3::timestamptz else locked_until end where id = $1`,
    [account, lock.failures, new Date(now + lock.minutes * MINUTE)],
  )
}

/** Whoever has just shown who they are, as the audit trail names them. */
export const personAt = ({ person_id, name }: Pick<AccountRow, 'person_id' | 'name'>): Actor => ({ kind: 'person', id: person_id, name, roles: [], permissions: new Set(), org: null, session: null })

export function codeStep({ seal }: IdentityParts, row: AccountRow, code: string, now: number): number | null {
  const secret = row.totp === null ? null : seal.open(row.totp, row.id)
  return secret === null ? null : stepOf(secret, code, now, row.totp_step)
}

export interface Beginning {
  /** by the identity provider */
  sso: boolean
  /** the second factor was seen to */
  factor: boolean
  /** our own code must be given before anything else */
  codeDue: boolean
}

export async function openSession({ store, clock }: IdentityParts, account: string, { address, agent }: Pick<From, 'address' | 'agent'>, { sso, factor, codeDue }: Beginning = { sso: false, factor: false, codeDue: false }): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await store.pool.query('insert into session (token, id, account_id, created_at, seen_at, address, agent, sso, factor, code_due) values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)', [
    digest(token),
    randomBytes(9).toString('base64url'),
    account,
    new Date(clock()),
    address.slice(0, 60),
    storable(agent).slice(0, 200),
    sso,
    factor,
    codeDue,
  ])
  return token
}

const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

interface SessionRow {
  id: string
  account_id: string
  created_at: Date
  seen_at: Date
  person_id: string
  name: string
  must_change: boolean
  password_at: Date
  demo: boolean
  totp: boolean
  sso: boolean
  factor: boolean
  code_due: boolean
  disabled_at: Date | null
  proved_at: Date | null
}

/** Null where the token is none, or its session has ended. `idleMs`: for how long nobody has touched the page that asks. */
export async function resolve(parts: IdentityParts, token: string, idleMs = 0): Promise<Signed | null> {
  const { store, clock, signIn: rules, roles } = parts
  const now = clock()
  const { rows } = await store.pool.query<SessionRow>({
    name: 'identity-session',
    text: `select s.id, s.account_id, s.created_at, s.seen_at, a.person_id, p.name, a.must_change, a.password_at, a.demo, a.totp is not null as totp, s.sso, s.factor, s.code_due, a.disabled_at, s.proved_at
     from session s join account a on a.id = s.account_id join person p on p.id = a.person_id where s.token = $1 and s.ended_at is null`,
    values: [digest(token)],
  })
  const row = rows[0]
  if (row === undefined || row.disabled_at !== null) return null
  const ended = now - row.created_at.getTime() > rules.session.absoluteHours * 60 * MINUTE ? 'absolute' : now - row.seen_at.getTime() > rules.session.idleMinutes * MINUTE ? 'idle' : null
  if (ended !== null) {
    await endToken(parts, token, ended)
    return null
  }
  const touched = now - idleMs
  if (touched - row.seen_at.getTime() > COARSE_MS) await store.pool.query('update session set seen_at = greatest(seen_at, $2) where token = $1', [digest(token), new Date(touched)])
  const standing = await standingOf(parts, row.person_id)
  // who comes by the provider has given no password that could be changed
  const pending: Pending | null = row.code_due ? 'code' : (row.must_change || isWornOut(row, rules.password.days, now)) && !row.sso ? 'password' : roles.asksTotp(standing.roles) && !row.totp && !row.factor ? 'totp' : null
  return {
    // Until the password is one's own and the second factor set up, nothing but that; until a code is given, not even that.
    actor: { kind: 'person', id: row.person_id, name: row.name, roles: standing.roles, permissions: pending === null ? roles.permissionsOf(standing.roles) : new Set(pending === 'code' ? ['session.end'] : ['session.own', 'session.end']), org: standing.org, session: row.id, posts: standing.posts },
    account: row.account_id,
    standing,
    pending,
    totp: row.totp,
    // nobody knows the password of somebody in a demonstration
    proof: { by: row.totp ? 'code' : row.sso ? 'provider' : 'password', fresh: row.demo || now - (row.proved_at ?? row.created_at).getTime() <= rules.proof.minutes * MINUTE },
  }
}

/** The code that a sign-in by the provider still owes. Answers the token of the session that takes its place. Throws HJ-AUT-003, HJ-AUT-006. */
export async function giveCode(parts: IdentityParts, token: string, code: string, from: From): Promise<string> {
  const { store, clock, attempts } = parts
  const now = clock()
  const row = (await store.pool.query<AccountRow>(`select a.id, a.person_id, p.name, a.password, a.password_at, a.must_change, a.totp, a.totp_step, a.failures, a.locked_until, a.disabled_at from session s join account a on a.id = s.account_id join person p on p.id = a.person_id where s.token = $1 and s.ended_at is null and s.code_due`, [digest(token)])).rows[0]
  const refuse = async (why: string, error: 'HJ-AUT-003' | 'HJ-AUT-006'): Promise<never> => {
    await parts.record({ actor: null, action: 'session.refuse', object: row?.id ?? 'sso', detail: { why, address: from.address } })
    throw new CodedError(error)
  }
  if (row === undefined) throw new CodedError('HJ-AUT-003')
  if (!attempts.take(from.address, now)) return await refuse('attempts', 'HJ-AUT-006')
  const isLocked = row.locked_until !== null && row.locked_until.getTime() > now
  const step = isLocked ? null : codeStep(parts, row, code, now)
  if (step === null) {
    if (!isLocked) await countFailure(parts, row.id, now)
    if (!isLocked) await tellOfReuse(parts, row, code, now, from)
    return await refuse(isLocked ? 'locked' : 'code', 'HJ-AUT-003')
  }
  const { rowCount } = await store.pool.query('update account set failures = 0, locked_until = null, totp_step = $2 where id = $1 and totp_step < $2', [row.id, step])
  if (rowCount === 0) return await refuse('code', 'HJ-AUT-003')
  attempts.give(from.address)
  await endToken(parts, token, 'rotated')
  await parts.record({ actor: personAt(row), action: 'session.code', object: row.id, detail: { person: row.person_id, address: from.address } })
  return await openSession(parts, row.id, from, { sso: true, factor: true, codeDue: false })
}

/** Passwords of a demonstration are known to nobody and stay. */
const isWornOut = ({ password_at, demo }: SessionRow, days: number | null, now: number): boolean => days !== null && !demo && now - password_at.getTime() > days * DAY

export async function endToken({ store, clock }: IdentityParts, token: string, why: string): Promise<void> {
  await store.pool.query('update session set ended_at = $2, ended_why = $3 where token = $1 and ended_at is null', [digest(token), new Date(clock()), why])
}

/** Ends sessions of an account; all but `except`, or only `only`. Answers how many. */
export async function endSessions({ store, clock }: IdentityParts, account: string, why: string, { except = null, only = null }: { except?: string | null; only?: string | null } = {}): Promise<number> {
  const { rowCount } = await store.pool.query('update session set ended_at = $2, ended_why = $3 where account_id = $1 and ended_at is null and ($4::text is null or id <> $4) and ($5::text is null or id = $5)', [account, new Date(clock()), why, except, only])
  return rowCount ?? 0
}

export async function listSessions({ store, clock, signIn: rules }: IdentityParts, account: string, current: string | null): Promise<SessionView[]> {
  const now = clock()
  const { rows } = await store.pool.query<{ id: string; created_at: Date; seen_at: Date; address: string; agent: string }>(
    'select id, created_at, seen_at, address, agent from session where account_id = $1 and ended_at is null and seen_at > $2 and created_at > $3 order by seen_at desc',
    [account, new Date(now - rules.session.idleMinutes * MINUTE), new Date(now - rules.session.absoluteHours * 60 * MINUTE)],
  )
  return rows.map((row) => ({ id: row.id, current: row.id === current, createdAt: row.created_at.toISOString(), seenAt: row.seen_at.toISOString(), address: row.address, agent: row.agent }))
}

/** Which of these sessions still live: for connections that stay open. */
export async function alive({ store, clock, signIn: rules }: IdentityParts, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const now = clock()
  const { rows } = await store.pool.query<{ id: string }>('select s.id from session s join account a on a.id = s.account_id where s.id = any($1) and s.ended_at is null and a.disabled_at is null and s.seen_at > $2 and s.created_at > $3', [
    ids,
    new Date(now - rules.session.idleMinutes * MINUTE),
    new Date(now - rules.session.absoluteHours * 60 * MINUTE),
  ])
  return new Set(rows.map(({ id }) => id))
}
