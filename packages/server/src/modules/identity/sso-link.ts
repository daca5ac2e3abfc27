/**
 * Which account somebody opens who comes from the identity provider: the one that is linked to their subject; else, where
 * the provider tells employee numbers, the one of that person, linked from now on. An account is made only where the rules
 * of sign-in say so, and only for people who hold a post.
 */
import type { Actor } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import { accountOf, createAccount } from './accounts.ts'
import { standingOf } from './actors.ts'
import type { IdentityParts } from './parts.ts'
import { endSessions } from './sessions.ts'
import type { Claims } from './sso.ts'

export interface Linked {
  id: string
  person: string
  name: string
  totp: boolean
}

interface Row {
  id: string
  person_id: string
  name: string
  totp: boolean
  disabled_at: Date | null
}

const COLUMNS = 'a.id, a.person_id, (select p.name from person p where p.id = a.person_id) as name, a.totp is not null as totp, a.disabled_at'

/** Answers why not as a word for the audit trail. */
export async function linkedAccount(parts: IdentityParts, issuer: string, { subject, employee }: Claims): Promise<Linked | 'unknown' | 'disabled'> {
  const { pool } = parts.store
  const known = (await pool.query<Row>(`select ${COLUMNS} from sso_link l join account a on a.id = l.account_id where l.issuer = $1 and l.subject = $2`, [issuer, subject])).rows[0]
  if (known !== undefined) return openOf(known)
  if (employee === null) return 'unknown'
  await makeAccount(parts, employee)
  const own = (await pool.query<Row>(`select ${COLUMNS} from account a where a.person_id = $1 and not exists (select from sso_link l where l.issuer = $2 and l.account_id = a.id)`, [employee, issuer])).rows[0]
  if (own === undefined) return 'unknown'
  if (own.disabled_at !== null) return 'disabled'
  const { rowCount } = await pool.query('insert into sso_link (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4) on conflict do nothing', [issuer, subject, own.id, new Date(parts.clock())])
  // somebody else was faster
  if (rowCount === 0) return 'unknown'
  await parts.record({ actor: null, action: 'account.link', object: own.id, detail: { person: own.person_id, issuer, subject } })
  return openOf(own)
}

const openOf = ({ id, person_id, name, totp, disabled_at }: Row): Linked | 'disabled' => (disabled_at === null ? { id, person: person_id, name, totp } : 'disabled')

/** Nothing where the rules do not allow it, where there is one, or where nobody of that number holds a post. */
async function makeAccount(parts: IdentityParts, person: string): Promise<void> {
  if (!parts.signIn.sso.createAccounts) return
  const { rowCount } = await parts.store.pool.query('select from person p where p.id = $1 and not exists (select from account a where a.person_id = p.id)', [person])
  if (rowCount === 0 || (await standingOf(parts, person)).held.length === 0) return
  // its password is known to nobody; a security administrator can give one
  await createAccount(parts, null, person, person)
}

/** Links an account by hand: where the provider tells no employee numbers. Throws HJ-REQ-007, HJ-AUT-009 where account or subject have a link already. */
export async function linkAccount(parts: IdentityParts, by: Actor | null, account: string, issuer: string, subject: string): Promise<void> {
  const { person } = await accountOf(parts, account)
  const { rowCount } = await parts.store.pool.query('insert into sso_link (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4) on conflict do nothing', [issuer, subject, account, new Date(parts.clock())])
  if (rowCount === 0) throw new CodedError('HJ-AUT-009', subject)
  await parts.record({ actor: by, action: 'account.link', object: account, detail: { person, issuer, subject } })
}

/** Takes all links of an account away and ends its sessions. Answers how many. Throws HJ-REQ-007. */
export async function unlinkAccount(parts: IdentityParts, by: Actor | null, account: string): Promise<number> {
  await accountOf(parts, account)
  const { rowCount } = await parts.store.pool.query('delete from sso_link where account_id = $1', [account])
  await endSessions(parts, account, 'remote')
  await parts.record({ actor: by, action: 'account.unlink', object: account, detail: { links: rowCount } })
  return rowCount ?? 0
}
