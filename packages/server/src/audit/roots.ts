/**
 * The daily root. One hash stands for everything that is chained at a moment:
 *   leaf of a matter = canonical JSON of its id, number of events and last hash; the tree goes over all, sorted by id (bytes)
 *   root(n) = SM3( root(n−1) ‖ canonical JSON of number, instant, counts, tree and the end of the audit trail )
 * Once a root is published outside, nobody can change what lies under it without being found.
 */
import type { AuditRoot } from '@hengjian/contracts'
import pg from 'pg'
import { localDay } from '../dates.ts'
import { canonicalJson, createTree, GENESIS, leafHash, linkHash } from '../hash/index.ts'
import type { Store, Tx } from '../store/index.ts'
import { snapshot } from '../store/index.ts'

export const matterLeaf = (chain: string, length: number, head: string): string => leafHash(canonicalJson({ chain, head, length }))

export const rootHash = ({ previous, number, at, chains, events, tree, audit }: Omit<AuditRoot, 'root'>): string =>
  linkHash(previous, canonicalJson({ number, at, chains, events, tree, audit: { number: audit.number, hash: audit.hash } }))

/** Makes the root of the day where there is none yet; answers it, or null. `offset`: of the local day, in minutes. */
export async function makeDueRoot(store: Store, now: number, offset: number): Promise<AuditRoot | null> {
  const last = await lastRoot(store)
  return last !== null && localDay(Date.parse(last.at), offset) >= localDay(now, offset) ? null : await makeRoot(store, now)
}

const TAKEN = '23505'

/** Null where nothing is stored, or where another server is making the same root. */
export async function makeRoot(store: Store, now: number): Promise<AuditRoot | null> {
  try {
    return await snapshot(store, (tx) => writeRoot(tx, now))
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === TAKEN) return null
    throw error
  }
}

async function writeRoot(tx: Tx, now: number): Promise<AuditRoot | null> {
  const last = (await rootsIn(tx, 'order by number desc limit 1'))[0]
  const { rows } = await tx.query<{ number: number; hash: string }>(`select number, encode(hash, 'hex') as hash from audit_head`)
  const audit = rows[0] as { number: number; hash: string }
  const number = (last?.number ?? 0) + 1
  const ends = await gather(tx, number)
  if (audit.number === 0 && ends.chains === 0) return null
  const body = { number, at: new Date(now).toISOString(), previous: last?.root ?? GENESIS, ...ends, audit }
  const root = rootHash(body)
  await tx.query(
    `insert into audit_root (number, at, previous, chains, events, tree, audit_number, audit_hash, root)
     values ($1, $2, decode($3, 'hex'), $4, $5, decode($6, 'hex'), $7, decode($8, 'hex'), decode($9, 'hex'))`,
    [number, body.at, body.previous, ends.chains, ends.events, ends.tree, audit.number, audit.hash, root],
  )
  return { ...body, root }
}

const CHAINS_AT_ONCE = 2000

/** Reads the ends of all matters in the order of their ids and keeps the length of those that grew. */
async function gather(tx: Tx, root: number): Promise<{ chains: number; events: number; tree: string }> {
  const tree = createTree()
  let chains = 0
  let events = 0
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: { chain_id: string; length: number; head: string; known: number | null }[] } = await tx.query(
      `select c.chain_id, c.length, encode(c.head, 'hex') as head,
              (select l.length from audit_root_leaf l where l.chain_id = c.chain_id order by l.root desc limit 1) as known
       from chain c where $1::text is null or c.chain_id > $1 order by c.chain_id limit ${CHAINS_AT_ONCE}`,
      [after],
    )
    for (const { chain_id, length, head } of rows) {
      tree.add(matterLeaf(chain_id, length, head))
      chains++
      events += length
    }
    const grown = rows.filter(({ length, known }) => length !== known)
    await tx.query('insert into audit_root_leaf (chain_id, root, length) select c, $2, l from unnest($1::text[], $3::integer[]) as t(c, l)', [grown.map((row) => row.chain_id), root, grown.map((row) => row.length)])
    if (rows.length < CHAINS_AT_ONCE) return { chains, events, tree: tree.root() }
    after = rows.at(-1)?.chain_id ?? null
  }
}

/** An instant that we never wrote stays as it is, and does not hash to what is stored. */
function instantOf(micros: string): string {
  const ms = Number(micros) / 1000
  return Number.isInteger(ms) ? new Date(ms).toISOString() : micros
}

interface RootRow {
  number: number
  micros: string
  previous: string
  chains: number
  events: number
  tree: string
  audit_number: number
  audit_hash: string
  root: string
}

/** `rest`: what follows the `from`; only our own words. */
export async function rootsIn(connection: Pick<Tx, 'query'> | Store['pool'], rest: string): Promise<AuditRoot[]> {
  const { rows } = await connection.query<RootRow>(
    `select number, extract(epoch from at) * 1000000 as micros, encode(previous, 'hex') as previous, chains, events, encode(tree, 'hex') as tree,
            audit_number, encode(audit_hash, 'hex') as audit_hash, encode(root, 'hex') as root from audit_root ${rest}`,
  )
  return rows.map(({ micros, audit_number, audit_hash, ...row }) => ({
    ...row,
    at: instantOf(micros),
    audit: { number: audit_number, hash: audit_hash },
  }))
}

export const listRoots = (store: Store): Promise<AuditRoot[]> => rootsIn(store.pool, 'order by number')

export const lastRoot = async (store: Store): Promise<AuditRoot | null> => (await rootsIn(store.pool, 'order by number desc limit 1'))[0] ?? null
