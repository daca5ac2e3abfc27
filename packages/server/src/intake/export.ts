/** All events, chain by chain, each chain in the order in which it was received. */
import type { ChainEvent } from '@hengjian/engine'
import type { View } from '../store/index.ts'
import { storedEvents } from './stored.ts'

const CHAINS_AT_ONCE = 500

export async function* exportEvents(store: Pick<View, 'pool'>): AsyncGenerator<ChainEvent> {
  let after = ''
  for (;;) {
    const { rows } = await store.pool.query<{ chain_id: string }>('select chain_id from chain where chain_id > $1 order by chain_id limit $2', [after, CHAINS_AT_ONCE])
    const last = rows.at(-1)
    if (last === undefined) return
    const events = await storedEvents(store.pool, rows.map((row) => row.chain_id))
    for (const { chain_id } of rows) yield* events.get(chain_id) ?? []
    after = last.chain_id
  }
}
