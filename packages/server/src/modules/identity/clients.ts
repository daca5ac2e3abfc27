/** Programs that push events or ask before an act: a client with scopes, and keys that can be replaced without a gap. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Actor, ClientView, NewKey } from '@hengjian/contracts'
import { readPoint } from '../../hash/index.ts'
import { CodedError } from '../../problem.ts'
import type { Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import type { IdentityParts } from './parts.ts'

const PREFIX = 'hj_'
const DAY = 86_400_000
const JUVENILE = 'matters.juvenile'

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

interface ClientRow {
  id: string
  name: string
  scopes: string[]
  unit: string | null
  unit_name: string | null
  clearance: number
  public_key: string | null
  created_at: Date
  revoked_at: Date | null
  keys: { id: string; created_at: string; expires_at: string | null; used_at: string | null }[]
}

const LIST = `select c.id, c.name, c.scopes, c.unit_id as unit, u.name as unit_name, c.clearance, c.public_key, c.created_at, c.revoked_at,
    coalesce((select json_agg(json_build_object('id', k.id, 'created_at', k.created_at, 'expires_at', k.expires_at, 'used_at', k.used_at) order by k.created_at desc) from api_key k where k.client_id = c.id), '[]') as keys
  from api_client c left join org_unit u on u.id = c.unit_id`

const isoOf = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())

const viewOf = ({ roles }: IdentityParts, row: ClientRow): ClientView => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  unit: row.unit,
  unitName: row.unit_name,
  clearance: roles.secrecy[row.clearance - 1] ?? null,
  juveniles: row.scopes.includes(JUVENILE),
  publicKey: row.public_key,
  createdAt: row.created_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  keys: row.keys.map((key) => ({ id: key.id, createdAt: isoOf(key.created_at) ?? '', expiresAt: isoOf(key.expires_at), usedAt: isoOf(key.used_at) })),
})

export const listClients = async (parts: IdentityParts): Promise<ClientView[]> => (await parts.store.pool.query<ClientRow>(`${LIST} order by c.id`)).rows.map((row) => viewOf(parts, row))

/** Throws HJ-REQ-007. */
export async function clientOf(parts: IdentityParts, id: string): Promise<ClientView> {
  const row = (await parts.store.pool.query<ClientRow>(`${LIST} where c.id = $1`, [id])).rows[0]
  if (row === undefined) throw new CodedError('HJ-REQ-007', id)
  return viewOf(parts, row)
}

/** Which matters a client reads. */
export interface ClientReach {
  /** the unit that it works for, beyond which it reads nothing */
  unit?: string | null
  /** it serves every unit and reads the matters of all: said in so many words, never by leaving the unit out */
  allUnits?: boolean
  /** the secrecy that it is cleared for, by name; null for none */
  clearance?: string | null
}

export interface ClientWish extends ClientReach {
  id: string
  name: string
  scopes: readonly string[]
  demo?: boolean
  /** the key with which it must sign what it sends, hex or PEM; null: it need not */
  publicKey?: string | null
}

/** Throws HJ-AUT-020 where neither a unit is named nor all of them, HJ-REQ-007 for an unknown unit, HJ-REQ-005 for an unknown secrecy. */
async function checkReach({ store, roles }: IdentityParts, { unit = null, allUnits = false, clearance = null }: ClientReach): Promise<{ unit: string | null; clearance: string | null; rank: number }> {
  if ((unit === null) !== allUnits) throw new CodedError('HJ-AUT-020', unit ?? '')
  const rank = clearance === null ? 0 : roles.secrecy.indexOf(clearance) + 1
  if (clearance !== null && rank === 0) throw new CodedError('HJ-REQ-005', clearance.slice(0, 60))
  if (unit !== null && (await store.pool.query('select from org_unit where id = $1', [unit])).rowCount === 0) throw new CodedError('HJ-REQ-007', unit)
  return { unit, clearance, rank }
}

/** Throws HJ-AUT-009 where the id is taken, HJ-AUT-012 for a scope that clients cannot have, HJ-AUT-016, HJ-AUT-020, HJ-REQ-005, HJ-REQ-007 for an unknown unit. */
export async function createClient(parts: IdentityParts, by: Actor | null, { id, name, scopes, demo = false, publicKey = null, ...reach }: ClientWish): Promise<NewKey> {
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(id)) throw new CodedError('HJ-REQ-005', id.slice(0, 60))
  const beyond = scopes.find((scope) => !parts.roles.forClients.has(scope))
  if (beyond !== undefined || scopes.length === 0) throw new CodedError('HJ-AUT-012', beyond ?? '')
  const { unit, clearance, rank } = await checkReach(parts, reach)
  const point = publicKey === null ? null : readPoint(publicKey)
  if (publicKey !== null && point === null) throw new CodedError('HJ-AUT-016')
  const now = new Date(parts.clock())
  const key = await transaction(parts.store, async (tx) => {
    const { rowCount } = await tx.query('insert into api_client (id, name, scopes, demo, created_at, unit_id, clearance, public_key) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing', [id, name, [...new Set(scopes)], demo, now, unit, rank, point])
    if (rowCount === 0) throw new CodedError('HJ-AUT-009', id)
    return await addKey(tx, id, now)
  })
  await parts.record({ actor: by, action: 'client.create', object: id, detail: { scopes, unit, clearance, publicKey: point } })
  return { client: await clientOf(parts, id), key }
}

/** Which matters it reads from now on. Throws HJ-REQ-007, HJ-REQ-005, HJ-AUT-020, and HJ-AUT-012 where no client may read matters of minors. */
export async function setClientReach(parts: IdentityParts, by: Actor | null, id: string, { juveniles, ...reach }: ClientReach & { juveniles: boolean }): Promise<ClientView> {
  const before = await clientOf(parts, id)
  if (before.revokedAt !== null) throw new CodedError('HJ-REQ-007', id)
  if (juveniles && !parts.roles.forClients.has(JUVENILE)) throw new CodedError('HJ-AUT-012', JUVENILE)
  const { unit, clearance, rank } = await checkReach(parts, reach)
  const scopes = [...before.scopes.filter((scope) => scope !== JUVENILE), ...(juveniles ? [JUVENILE] : [])]
  await parts.store.pool.query('update api_client set unit_id = $2, clearance = $3, scopes = $4 where id = $1', [id, unit, rank, scopes])
  await parts.record({ actor: by, action: 'client.reach', object: id, detail: { before: { unit: before.unit, clearance: before.clearance, juveniles: before.juveniles }, after: { unit, clearance, juveniles } } })
  return await clientOf(parts, id)
}

async function addKey(tx: Tx, client: string, now: Date): Promise<string> {
  const id = randomBytes(6).toString('hex')
  const key = `${PREFIX}${id}_${randomBytes(32).toString('base64url')}`
  await tx.query('insert into api_key (id, client_id, hash, created_at) values ($1, $2, $3, $4)', [id, client, digest(key), now])
  return key
}

/** A new key; the old ones stay good for the days of overlap. Throws HJ-REQ-007. */
export async function rotateKey(parts: IdentityParts, by: Actor | null, id: string): Promise<NewKey> {
  const client = await clientOf(parts, id)
  if (client.revokedAt !== null) throw new CodedError('HJ-REQ-007', id)
  const now = parts.clock()
  const key = await transaction(parts.store, async (tx) => {
    await tx.query('update api_key set expires_at = least(expires_at, $2) where client_id = $1', [id, new Date(now + parts.signIn.key.overlapDays * DAY)])
    return await addKey(tx, id, new Date(now))
  })
  await parts.record({ actor: by, action: 'client.rotate', object: id, detail: {} })
  return { client: await clientOf(parts, id), key }
}

/** All its keys end at once. Throws HJ-REQ-007. */
export async function revokeClient(parts: IdentityParts, by: Actor | null, id: string): Promise<ClientView> {
  await clientOf(parts, id)
  const now = new Date(parts.clock())
  await parts.store.pool.query('update api_client set revoked_at = coalesce(revoked_at, $2) where id = $1', [id, now])
  await parts.store.pool.query('update api_key set expires_at = $2 where client_id = $1', [id, now])
  await parts.record({ actor: by, action: 'client.revoke', object: id, detail: {} })
  return await clientOf(parts, id)
}

/** Null where the key is none, has expired or was revoked. */
export async function resolveKey(parts: IdentityParts, key: string): Promise<Actor | null> {
  const { store, clock, roles } = parts
  const id = new RegExp(`^${PREFIX}([0-9a-f]{12})_`).exec(key)?.[1]
  if (id === undefined) return null
  const { rows } = await store.pool.query<{ hash: Buffer; expires_at: Date | null; used_at: Date | null; client_id: string; name: string; scopes: string[]; unit: string | null; unit_name: string | null; path: string | null; agency: string | null }>(
    'select k.hash, k.expires_at, k.used_at, k.client_id, c.name, c.scopes, u.id as unit, u.name as unit_name, u.path::text, u.agency from api_key k join api_client c on c.id = k.client_id left join org_unit u on u.id = c.unit_id where k.id = $1 and c.revoked_at is null',
    [id],
  )
  const row = rows[0]
  const now = clock()
  if (row === undefined || !timingSafeEqual(row.hash, digest(key)) || (row.expires_at !== null && row.expires_at.getTime() <= now)) return null
  if (row.used_at === null || now - row.used_at.getTime() > 60_000) await store.pool.query('update api_key set used_at = $2 where id = $1', [id, new Date(now)])
  // What was taken from all clients is taken from those that had it.
  return { kind: 'client', id: row.client_id, name: row.name, roles: [], permissions: new Set(row.scopes.filter((scope) => roles.forClients.has(scope))), org: row.unit === null ? null : { id: row.unit, path: row.path ?? '', agency: row.agency ?? 'others', name: row.unit_name ?? row.unit }, session: null }
}
