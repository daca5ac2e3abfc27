/** Events and verdicts of chains, read back from the store. */
import type { ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import type { View } from '../store/index.ts'
import type { VerdictRow } from './verdict-row.ts'

/** The pool, a transaction, or the store as a reader sees it. */
type Connection = View['pool']

/** All events of the chains, each list in the order of their numbers. */
export async function storedEvents(connection: Connection, chains: readonly string[]): Promise<Map<string, ChainEvent[]>> {
  const found = new Map<string, ChainEvent[]>()
  if (chains.length === 0) return found
  const { rows } = await connection.query<{ chain_id: string; body: unknown }>(
    'select chain_id, body from event where chain_id = any($1::text[]) order by chain_id, seq',
    [chains],
  )
  for (const { chain_id, body } of rows) {
    const events = found.get(chain_id)
    if (events === undefined) found.set(chain_id, [eventOf(body)])
    else events.push(eventOf(body))
  }
  return found
}

/** A stored body was checked when it came in; failing now means that the store was tampered with or the contract broke. */
export function eventOf(body: unknown): ChainEvent {
  const read = readEvent(body, { source: '' })
  if ('problem' in read) throw new Error(`stored event cannot be read: ${read.problem.message.en}`)
  return read.event
}

export type StoredVerdict = Omit<VerdictRow, 'sort_at' | 'anchor_at' | 'closed_at'> & { sort_at: Date | number | null; anchor_at: Date; closed_at: Date | null }

export async function storedVerdicts(connection: Connection, chains: readonly string[]): Promise<Map<string, VerdictRow[]>> {
  const found = new Map<string, VerdictRow[]>()
  if (chains.length === 0) return found
  const { rows } = await connection.query<StoredVerdict>('select * from verdict where chain_id = any($1::text[])', [chains])
  for (const stored of rows) {
    const row = verdictFromStore(stored)
    const verdicts = found.get(row.chain_id)
    if (verdicts === undefined) found.set(row.chain_id, [row])
    else verdicts.push(row)
  }
  return found
}

/** The driver reads `infinity` as a number and every other instant as a Date. */
export function verdictFromStore(stored: StoredVerdict): VerdictRow {
  const { sort_at, anchor_at, closed_at } = stored
  return {
    ...stored,
    sort_at: sort_at === null ? null : typeof sort_at === 'number' ? 'infinity' : sort_at.toISOString(),
    anchor_at: anchor_at.toISOString(),
    closed_at: closed_at?.toISOString() ?? null,
  }
}
