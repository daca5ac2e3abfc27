/**
 * Accounts of a demonstration. Their passwords follow from the secret of the installation, so that the demo server can
 * sign somebody in at a press; what happens then is an ordinary sign-in with password and second factor.
 */
import type { DemoPerson } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import { createAccount } from './accounts.ts'
import { standingOf } from './actors.ts'
import { createClient, rotateKey } from './clients.ts'
import type { IdentityParts } from './parts.ts'
import type { From } from './sessions.ts'
import { signIn } from './sessions.ts'
import { codeOf, inventTotpSecret, stepAt } from './totp.ts'

export interface DemoCast {
  /** in the order in which they are shown */
  people: readonly { account: string; person: string }[]
  client: { id: string; name: string; scopes: readonly string[] }
}

const passwordOf = ({ seal }: IdentityParts, account: string): string => `Demo-1-${seal.derive(`demo ${account}`)}`

export async function prepareDemo(parts: IdentityParts, { people, client }: DemoCast): Promise<string> {
  const { store, seal, roles } = parts
  for (const { account, person } of people) {
    await createAccount(parts, null, account, person, { password: passwordOf(parts, account), demo: true }).catch((error: unknown) => {
      // a demonstration that is started again has its accounts
      if (!(error instanceof CodedError && error.code === 'HJ-AUT-009')) throw error
    })
    const { roles: held } = await standingOf(parts, person)
    if (roles.asksTotp(held)) await store.pool.query('update account set totp = $2 where id = $1 and demo and totp is null', [account, seal.close(inventTotpSecret(), account)])
  }
  await store.pool.query('delete from api_key where client_id = $1', [client.id])
  const known = (await store.pool.query('select from api_client where id = $1', [client.id])).rowCount !== 0
  return (known ? await rotateKey(parts, null, client.id) : await createClient(parts, null, { ...client, allUnits: true, demo: true })).key
}

export async function listDemo(parts: IdentityParts): Promise<DemoPerson[]> {
  const { rows } = await parts.store.pool.query<{ id: string; person_id: string; name: string }>('select a.id, a.person_id, p.name from account a join person p on p.id = a.person_id where a.demo and a.disabled_at is null order by a.created_at, a.id')
  const order = parts.roles.view.roles.map(({ id }) => id)
  const people = await Promise.all(
    rows.map(async ({ id, person_id, name }): Promise<DemoPerson> => {
      const { roles, org } = await standingOf(parts, person_id)
      const role = parts.roles.view.roles.find((each) => each.id === roles[0])
      return { account: id, name, role: role?.id ?? '', roleName: role?.name ?? { zh: '', en: '' }, does: role?.does ?? { zh: '', en: '' }, unit: org?.name ?? '' }
    }),
  )
  return people.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
}

/** Throws HJ-REQ-007 for an account that is not of the demonstration. */
export async function openDemoSession(parts: IdentityParts, account: string, from: From): Promise<string> {
  const { store, seal, clock } = parts
  // The demo server holds the authenticator too, and may need two codes within one step.
  const { rows } = await store.pool.query<{ totp: Buffer | null }>('update account set totp_step = 0 where id = $1 and demo returning totp', [account])
  const row = rows[0]
  if (row === undefined) throw new CodedError('HJ-REQ-007', account)
  const secret = row.totp === null ? null : seal.open(row.totp, account)
  return await signIn(parts, { account, password: passwordOf(parts, account), code: secret === null ? null : codeOf(secret, stepAt(clock())) }, from)
}
