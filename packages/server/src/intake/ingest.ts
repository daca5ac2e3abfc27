/**
 * The write path. Events → by chain → one transaction per batch:
 *   lock the chains in order → claim the ids → append to the hash chain → judge → write differences → commit.
 * What is answered as accepted is durable. The same event again is a duplicate; the same id with other content is refused.
 */
import type { Catalogue, ChainEvent, EventProblem } from '@hengjian/engine'
import { writeEvent } from '@hengjian/engine'
import type { Store, Tx } from '../store/index.ts'
import { transaction } from '../store/index.ts'
import type { Columns } from './bulk.ts'
import { columnwise, iso, isoOrNull, unnest } from './bulk.ts'
import { canonicalJson, GENESIS } from '../hash/index.ts'
import { conflict, refusal, reserved } from './check.ts'
import { extendHash } from './hash.ts'
import { judgeChains } from './judge.ts'
import type { LockedChain } from './judge.ts'
import { notifyChains } from './notify.ts'
import { registerCatalogue } from './register.ts'
import type { RuleRegister } from './register.ts'
import { storedEvents } from './stored.ts'

export type IngestResult =
  | { status: 'accepted' | 'duplicate'; source: string; id: string; chain: string }
  | { status: 'rejected'; source: string; id: string; chain: string; problem: EventProblem }

/** Large enough that round trips do not count, small enough that a lock is short. */
const BATCH = 4000
/** While one batch is with the database the next is being prepared. */
const LANES = 2
/** How many events to hand over at once when there are many: enough to keep both lanes busy. */
export const CHUNK = 4 * BATCH

/** An event on its way, with its place in the answer. */
interface Item {
  index: number
  event: ChainEvent
  json: string
}

/** Stores and judges events; answers one result per event, in their order. `now`: epoch milliseconds. Throws only when the store fails. */
export async function ingest(store: Store, catalogue: Catalogue, events: readonly ChainEvent[], now: number): Promise<IngestResult[]> {
  const register = await registerCatalogue(store, catalogue, now)
  const results: IngestResult[] = []
  let waiting = checked(events, results, (event) => reserved(catalogue, event))
  // An id that comes twice waits for the next round: then the first is stored and can be compared with.
  while (waiting.length > 0) {
    const { first, again } = splitRepeats(waiting)
    const queue = batches(first)
    const lane = async (): Promise<void> => {
      for (const batch of queue) await transaction(store, (tx) => writeBatch({ tx, catalogue, register, now, batch, results }))
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    waiting = again
  }
  return results
}

/**
 * What was done inside the platform goes the same way, inside the transaction of the act: its events, its verdicts and
 * what else the act writes become true together. No id may come twice. Throws where an event is not taken.
 */
export async function ingestInside(tx: Tx, catalogue: Catalogue, register: RuleRegister, events: readonly ChainEvent[], now: number): Promise<IngestResult[]> {
  const results: IngestResult[] = []
  const items = checked(events, results, () => null)
  await writeBatch({ tx, catalogue, register, now, batch: Map.groupBy(items, ({ event }) => event.chain), results })
  const refused = results.find((result) => result.status === 'rejected')
  if (refused !== undefined) throw new Error(`event ${refused.id} was not taken: ${refused.problem.message.en}`)
  return results
}

function checked(events: readonly ChainEvent[], results: IngestResult[], forbidden: (event: ChainEvent) => EventProblem | null): Item[] {
  const items: Item[] = []
  for (const [index, event] of events.entries()) {
    const json = canonicalJson(writeEvent(event))
    const problem = refusal(event, json) ?? forbidden(event)
    if (problem === null) items.push({ index, event, json })
    else results[index] = { status: 'rejected', ...named(event), problem }
  }
  return items
}

const named = (event: ChainEvent): { source: string; id: string; chain: string } => ({ source: event.source, id: event.id, chain: event.chain })
const keyOf = (event: { source: string; id: string }): string => `${event.source}\n${event.id}`

function splitRepeats(items: readonly Item[]): { first: Item[]; again: Item[] } {
  const seen = new Set<string>()
  const first: Item[] = []
  const again: Item[] = []
  for (const item of items) {
    const key = keyOf(item.event)
    if (seen.has(key)) again.push(item)
    else first.push(item)
    seen.add(key)
  }
  return { first, again }
}

/** Whole chains stay together, so that each is locked and judged once. */
function* batches(items: readonly Item[]): Generator<Map<string, Item[]>> {
  let size = 0
  let batch = new Map<string, Item[]>()
  for (const [chain, group] of Map.groupBy(items, (item) => item.event.chain)) {
    if (size > 0 && size + group.length > BATCH) {
      yield batch
      batch = new Map()
      size = 0
    }
    batch.set(chain, group)
    size += group.length
  }
  if (size > 0) yield batch
}

interface Writing {
  tx: Tx
  catalogue: Catalogue
  register: RuleRegister
  now: number
  batch: Map<string, Item[]>
  results: IngestResult[]
}

async function writeBatch(writing: Writing): Promise<void> {
  const { tx, batch, now, register, catalogue } = writing
  const locked = await lockChains(tx, [...batch.keys()])
  const fresh = await claimIds(writing)
  const touched = [...batch.keys()].filter((chain) => fresh.has(chain))
  const known = await storedEvents(tx, touched.filter((chain) => !locked.get(chain)?.isNew))
  const rows: EventRow[] = []
  const chains = touched.map((chain) => append(chain, locked.get(chain) as ChainLock, known.get(chain) ?? [], fresh.get(chain) ?? [], now, rows))
  await insertEvents(tx, rows, now)
  await judgeChains({ tx, catalogue, catalogueId: register.catalogueId, register, now, cause: 'event' }, chains)
  const empty = [...locked].filter(([chain, lock]) => lock.isNew && !fresh.has(chain)).map(([chain]) => chain)
  if (empty.length > 0) await tx.query('delete from chain where chain_id = any($1::text[])', [empty])
  if (chains.length > 0) await notifyChains(tx, touched)
}

interface ChainLock {
  head: string
  isNew: boolean
}

/** Locks in the order of ids, so that two writers never wait for each other crosswise. */
async function lockChains(tx: Tx, chains: string[]): Promise<Map<string, ChainLock>> {
  const locked = new Map<string, ChainLock>()
  const created = await tx.query<{ chain_id: string }>(
    `insert into chain (chain_id) select c from unnest($1::text[]) as c order by c collate "C" on conflict do nothing returning chain_id`,
    [chains],
  )
  for (const { chain_id } of created.rows) locked.set(chain_id, { head: GENESIS, isNew: true })
  const others = chains.filter((chain) => !locked.has(chain))
  if (others.length === 0) return locked
  const { rows } = await tx.query<{ chain_id: string; head: string }>(
    `select chain_id, encode(head, 'hex') as head from chain where chain_id = any($1::text[]) order by chain_id for update`,
    [others],
  )
  for (const { chain_id, head } of rows) locked.set(chain_id, { head, isNew: false })
  return locked
}

const keyColumns: Columns = { source: 'text', id: 'text', chain_id: 'text' }

/** Enters the ids; answers the events that are new, by chain, and writes results for all. */
async function claimIds({ tx, batch, results }: Writing): Promise<Map<string, Item[]>> {
  const items = [...batch.values()].flat()
  const rows = items.map(({ event }) => ({ source: event.source, id: event.id, chain_id: event.chain }))
  const claimed = await tx.query<{ source: string; id: string }>(
    `insert into event_key (source, id, chain_id) select t.source, t.id, t.chain_id from ${unnest(keyColumns).from}
     order by t.source collate "C", t.id collate "C" on conflict do nothing returning source, id`,
    columnwise(keyColumns, rows),
  )
  const mine = claimed.rows.length === items.length ? null : new Set(claimed.rows.map(keyOf))
  const fresh = items.filter(({ event }) => mine === null || mine.has(keyOf(event)))
  for (const { index, event } of fresh) results[index] = { status: 'accepted', ...named(event) }
  if (mine !== null) await answerRepeats(tx, items.filter(({ event }) => !mine.has(keyOf(event))), results)
  return Map.groupBy(fresh, (item) => item.event.chain)
}

async function answerRepeats(tx: Tx, items: readonly Item[], results: IngestResult[]): Promise<void> {
  const columns: Columns = { source: 'text', id: 'text' }
  const { rows } = await tx.query<{ source: string; id: string; body: unknown }>(
    `select e.source, e.id, e.body from ${unnest(columns).from}
     join event_key k on k.source = t.source and k.id = t.id
     join event e on e.chain_id = k.chain_id and e.source = k.source and e.id = k.id`,
    columnwise(columns, items.map(({ event }) => event)),
  )
  const stored = new Map(rows.map((row) => [keyOf(row), canonicalJson(row.body)]))
  for (const { index, event, json } of items) {
    const same = stored.get(keyOf(event)) === json
    results[index] = same ? { status: 'duplicate', ...named(event) } : { status: 'rejected', ...named(event), problem: conflict(event) }
  }
}

interface EventRow {
  seq: number
  at: string
  recorded_at: string | null
  hash: string
  json: string
}

/** The bodies travel as one JSON list: inside an array of texts every quote would have to be escaped, sent and read again. */
async function insertEvents(tx: Tx, rows: readonly EventRow[], receivedAt: number): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into event (chain_id, source, id, node, body, received_at, seq, at, recorded_at, hash)
     select b.body ->> 'chain', b.body ->> 'source', b.body ->> 'id', b.body ->> 'node', b.body, $1, b.seq, b.at, b.recorded_at, decode(b.hash, 'hex')
     from rows from (unnest($2::integer[], $3::timestamptz[], $4::timestamptz[], $5::text[]), jsonb_array_elements($6::jsonb)) as b(seq, at, recorded_at, hash, body)`,
    [iso(receivedAt), rows.map((row) => row.seq), rows.map((row) => row.at), rows.map((row) => row.recorded_at), rows.map((row) => row.hash), `[${rows.map((row) => row.json).join(',')}]`],
  )
}

function append(chain: string, lock: ChainLock, known: ChainEvent[], fresh: readonly Item[], now: number, rows: EventRow[]): LockedChain {
  let { head } = lock
  let seq = known.length
  for (const { event, json } of fresh) {
    head = extendHash(head, json, now)
    seq++
    rows.push({ seq, at: iso(event.ms), recorded_at: isoOrNull(event.recordedMs), hash: head, json })
  }
  return { chain, head, isNew: lock.isNew, events: [...known, ...fresh.map((item) => item.event)] }
}
