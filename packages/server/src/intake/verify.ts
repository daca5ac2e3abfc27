/** Recomputes the hash chains from what is stored, without trusting any column of it. */
import type { Store, Tx } from '../store/index.ts'
import { snapshot } from '../store/index.ts'
import { canonicalJson, GENESIS } from '../hash/index.ts'
import { extendHash } from './hash.ts'
import { eventOf } from './stored.ts'

export interface VerifyResult {
  chains: number
  events: number
  /** the first record that does not fit; null when all do */
  bad: BadRecord | null
}

export interface BadRecord {
  chain: string
  /** number of the event in its chain; one past the last where the end is missing */
  position: number
  why: 'content' | 'order' | 'end' | 'id'
}

export interface Range {
  /** first and last chain, inclusive; open where left out */
  from?: string | undefined
  to?: string | undefined
}

interface Row {
  chain_id: string
  seq: number
  source: string
  id: string
  node: string
  /** microseconds since 1970, as text */
  at: string
  recorded_at: string | null
  received_at: string
  hash: string
  body: unknown
}

interface End {
  chain_id: string
  length: number
  head: string
}

/** Small enough that a server which recomputes keeps answering in between. */
const CHAINS_AT_ONCE = 250

/** Told of the chains in the order of their ids, each batch with the hashes of its events by number from 1. */
export interface Watcher {
  chains(hashes: ReadonlyMap<string, readonly string[]>): void | Promise<void>
}

/** Compares every stored field of every event, the order, the end of each chain and the register of ids. */
export const verifyChains = (store: Store, range: Range = {}): Promise<VerifyResult> => snapshot(store, (tx) => verifyChainsIn(tx, range))

/** The same inside a transaction that sees one state of the store. */
export async function verifyChainsIn(tx: Tx, range: Range, watcher: Watcher = { chains: () => undefined }): Promise<VerifyResult> {
  const result: VerifyResult = { chains: 0, events: 0, bad: null }
  let after: string | null = null
  for (;;) {
    const ids: string[] = await nextChains(tx, range, after)
    if (ids.length === 0) return { ...result, bad: await firstMisfiled(tx, range) }
    const ends = await endsOf(tx, ids)
    const records = await recordsOf(tx, ids)
    for (const chain of ids) {
      const rows = records.get(chain) ?? []
      result.chains++
      result.events += rows.length
      const bad = verifyChain(chain, rows, ends.get(chain))
      if (bad !== null) return { ...result, bad }
    }
    await watcher.chains(new Map(ids.map((chain) => [chain, (records.get(chain) ?? []).map((row) => row.hash)])))
    after = ids.at(-1) ?? null
  }
}

async function nextChains(tx: Tx, { from, to }: Range, after: string | null): Promise<string[]> {
  const { rows } = await tx.query<{ chain_id: string }>(
    `select chain_id from chain where ($1::text is null or chain_id > $1) and ($2::text is null or chain_id >= $2)
     and ($3::text is null or chain_id <= $3) order by chain_id limit ${CHAINS_AT_ONCE}`,
    [after, from ?? null, to ?? null],
  )
  return rows.map((row) => row.chain_id)
}

async function endsOf(tx: Tx, ids: string[]): Promise<Map<string, End>> {
  const { rows } = await tx.query<End>(`select chain_id, length, encode(head, 'hex') as head from chain where chain_id = any($1::text[])`, [ids])
  return new Map(rows.map((row) => [row.chain_id, row]))
}

async function recordsOf(tx: Tx, ids: string[]): Promise<Map<string, Row[]>> {
  const { rows } = await tx.query<Row>(
    `select chain_id, seq, source, id, node, body, encode(hash, 'hex') as hash,
            extract(epoch from at) * 1000000 as at, extract(epoch from recorded_at) * 1000000 as recorded_at,
            extract(epoch from received_at) * 1000000 as received_at
     from event where chain_id = any($1::text[]) order by chain_id, seq`,
    [ids],
  )
  return Map.groupBy(rows, (row) => row.chain_id)
}

function verifyChain(chain: string, rows: readonly Row[], end: End | undefined): BadRecord | null {
  let head = GENESIS
  for (const [i, row] of rows.entries()) {
    const position = i + 1
    if (row.seq !== position) return { chain, position, why: 'order' }
    head = hashOf(head, row) ?? ''
    if (row.hash !== head || !columnsAgree(row)) return { chain, position, why: 'content' }
  }
  if (end?.length === rows.length && end.head === head && rows.length > 0) return null
  return { chain, position: Math.min(rows.length, end?.length ?? 0) + 1, why: 'end' }
}

/**
 * What reading chain by chain does not show: an id that was claimed by an event which is no longer there (its whole chain
 * was taken away), an event whose id was never claimed, an event whose chain is gone.
 */
async function firstMisfiled(tx: Tx, { from, to }: Range): Promise<BadRecord | null> {
  const { rows } = await tx.query<{ chain_id: string; seq: number | null }>(
    `select coalesce(e.chain_id, k.chain_id) as chain_id, e.seq
     from (select * from event_key where ($1::text is null or chain_id >= $1) and ($2::text is null or chain_id <= $2)) k
     full join (select chain_id, source, id, seq from event where ($1::text is null or chain_id >= $1) and ($2::text is null or chain_id <= $2)) e
       on e.chain_id = k.chain_id and e.source = k.source and e.id = k.id
     left join chain c on c.chain_id = e.chain_id
     where e.id is null or k.id is null or c.chain_id is null order by 1, 2 limit 1`,
    [from ?? null, to ?? null],
  )
  const first = rows[0]
  return first === undefined ? null : { chain: first.chain_id, position: first.seq ?? 1, why: first.seq === null ? 'end' : 'id' }
}

/** Null where the record cannot even be hashed. */
function hashOf(head: string, row: Row): string | null {
  const receivedAt = Number(row.received_at) / 1000
  if (!Number.isInteger(receivedAt) || row.body === null || typeof row.body !== 'object') return null
  return extendHash(head, canonicalJson(row.body), receivedAt)
}

/** The columns beside the body repeat parts of it; they must say the same. */
function columnsAgree(row: Row): boolean {
  try {
    const event = eventOf(row.body)
    return (
      event.chain === row.chain_id &&
      event.source === row.source &&
      event.id === row.id &&
      event.node === row.node &&
      event.ms * 1000 === Number(row.at) &&
      event.recordedMs === (row.recorded_at === null ? null : Number(row.recorded_at) / 1000)
    )
  } catch {
    return false
  }
}
