/**
 * Everything that is chained as one file that can be checked without the database. JSON Lines, in this order:
 *   {"format":"hengjian-proof/1","at":…}
 *   {"root":{…}}                                         every daily root
 *   {"line":{…}}                                         every line of the audit trail
 *   {"chain":…,"length":…,"roots":[[root,length],…]}     every matter, sorted by id (bytes), followed by its events:
 *   {"seq":…,"event":{…},"receivedAt":…,"hash":…}
 *   {"end":{"chains":…,"events":…,"lines":…,"roots":…}}
 */
import type { CheckCounts } from '@hengjian/contracts'
import type { Store, Tx } from '../store/index.ts'
import { snapshot } from '../store/index.ts'
import { LINE_COLUMNS, lineOf } from './line.ts'
import type { LineRow } from './line.ts'
import { rootsIn } from './roots.ts'
import type { Lengths } from './trees.ts'

export const PROOF = 'hengjian-proof/1'

export type ProofWrite = (text: string) => void | Promise<void>

/** Writes the store as it is at this moment. */
export const writeProof = (store: Store, now: number, write: ProofWrite): Promise<CheckCounts> =>
  snapshot(store, async (tx) => {
    const put = (record: object): void | Promise<void> => write(`${JSON.stringify(record)}\n`)
    await put({ format: PROOF, at: new Date(now).toISOString() })
    const roots = await rootsIn(tx, 'order by number')
    for (const root of roots) await put({ root })
    const lines = await writeLines(tx, put)
    const counts = { ...(await writeChains(tx, put)), lines, roots: roots.length }
    await put({ end: counts })
    return counts
  })

type Put = (record: object) => void | Promise<void>

const LINES_AT_ONCE = 2000
const CHAINS_AT_ONCE = 250

async function writeLines(tx: Tx, put: Put): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const { rows }: { rows: LineRow[] } = await tx.query<LineRow>(`select ${LINE_COLUMNS} from audit where number > $1 order by number limit ${LINES_AT_ONCE}`, [after])
    // a row that was never written by us goes out as it is, and is found in the file as in the store
    for (const row of rows) await put({ line: lineOf(row) ?? row })
    count += rows.length
    if (rows.length < LINES_AT_ONCE) return count
    after = rows.at(-1)?.number ?? 0
  }
}

interface ChainRow {
  chain_id: string
  length: number
  roots: Lengths | null
}

interface EventRow {
  chain_id: string
  seq: number
  body: object
  received_at: Date
  hash: string
}

async function writeChains(tx: Tx, put: Put): Promise<{ chains: number; events: number }> {
  const counts = { chains: 0, events: 0 }
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: ChainRow[] } = await tx.query<ChainRow>(
      `select c.chain_id, c.length, (select json_agg(json_build_array(l.root, l.length) order by l.root) from audit_root_leaf l where l.chain_id = c.chain_id) as roots
       from chain c where $1::text is null or c.chain_id > $1 order by c.chain_id limit ${CHAINS_AT_ONCE}`,
      [after],
    )
    const events = await tx.query<EventRow>(
      `select chain_id, seq, body, received_at, encode(hash, 'hex') as hash from event where chain_id = any($1::text[]) order by chain_id, seq`,
      [rows.map((row) => row.chain_id)],
    )
    const byChain = Map.groupBy(events.rows, (row) => row.chain_id)
    for (const { chain_id, length, roots } of rows) {
      await put({ chain: chain_id, length, roots: roots ?? [] })
      for (const { seq, body, received_at, hash } of byChain.get(chain_id) ?? []) await put({ seq, event: body, receivedAt: received_at.toISOString(), hash })
    }
    counts.chains += rows.length
    counts.events += events.rows.length
    if (rows.length < CHAINS_AT_ONCE) return counts
    after = rows.at(-1)?.chain_id ?? null
  }
}
