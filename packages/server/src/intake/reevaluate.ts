/** Judges chains again without a new event: because time passed, or because the catalogue changed. */
import type { Catalogue } from '@hengjian/engine'
import type { Store, Tx } from '../store/index.ts'
import { transaction } from '../store/index.ts'
import { iso } from './bulk.ts'
import { judgeChains } from './judge.ts'
import type { Cause } from './judge.ts'
import { notifyChains } from './notify.ts'
import { isInForce, registerCatalogue } from './register.ts'
import { storedEvents } from './stored.ts'

const BATCH = 500

interface Locked {
  chain_id: string
  head: string
}

/** Judges every chain whose time has come; answers how many. Safe on any number of servers: locked chains are left to their holder. */
export async function wakeChains(store: Store, catalogue: Catalogue, now: number): Promise<number> {
  let total = 0
  for (;;) {
    const woken = await transaction(store, async (tx) => {
      const { rows } = await tx.query<Locked>(
        `select chain_id, encode(head, 'hex') as head from chain where next_check_at <= $1
         order by next_check_at limit $2 for update skip locked`,
        [iso(now), BATCH],
      )
      await judgeAgain(store, tx, catalogue, rows, now, 'time')
      return rows.length
    })
    total += woken
    if (woken < BATCH) return total
  }
}

/**
 * Judges the whole store under the given catalogue, in the order of ids, and reports after every batch.
 * Goes on where it stopped. Chains that intake has judged meanwhile are passed over.
 */
export async function reevaluateAll(store: Store, catalogue: Catalogue, clock: () => number, stop: () => boolean): Promise<void> {
  const { catalogueId } = await registerCatalogue(store, catalogue, clock())
  if (!(await isInForce(store, catalogueId))) return
  const open = await store.pool.query<{ n: number }>('select count(*)::int as n from chain where catalogue_id is distinct from $1', [catalogueId])
  const total = open.rows[0]?.n ?? 0
  if (total === 0) return
  await store.pool.query(
    `insert into reevaluation (catalogue_id, total, started_at) values ($1, $2, $3)
     on conflict (catalogue_id) do update set total = excluded.total, done = 0, position = '', started_at = excluded.started_at, finished_at = null`,
    [catalogueId, total, iso(clock())],
  )
  let position = ''
  while (!stop()) {
    const last = await transaction(store, (tx) => nextBatch(store, tx, catalogue, catalogueId, position, clock()))
    if (last === null) break
    position = last
  }
  if (!stop()) await store.pool.query('update reevaluation set finished_at = $2 where catalogue_id = $1', [catalogueId, iso(clock())])
}

async function nextBatch(store: Store, tx: Tx, catalogue: Catalogue, catalogueId: number, position: string, now: number): Promise<string | null> {
  const { rows } = await tx.query<Locked>(
    `select chain_id, encode(head, 'hex') as head from chain where chain_id > $1 and catalogue_id is distinct from $2
     order by chain_id limit $3 for update`,
    [position, catalogueId, BATCH],
  )
  const last = rows.at(-1)?.chain_id ?? null
  if (last === null) return null
  await judgeAgain(store, tx, catalogue, rows, now, 'catalogue')
  await tx.query('update reevaluation set done = done + $2, position = $3 where catalogue_id = $1', [catalogueId, rows.length, last])
  return last
}

async function judgeAgain(store: Store, tx: Tx, catalogue: Catalogue, rows: readonly Locked[], now: number, cause: Cause): Promise<void> {
  if (rows.length === 0) return
  const register = await registerCatalogue(store, catalogue, now)
  const events = await storedEvents(tx, rows.map((row) => row.chain_id))
  const chains = rows.map(({ chain_id, head }) => ({ chain: chain_id, head, isNew: false, events: events.get(chain_id) ?? [] }))
  await judgeChains({ tx, catalogue, catalogueId: register.catalogueId, register, now, cause }, chains)
  await notifyChains(tx, rows.map((row) => row.chain_id))
}
