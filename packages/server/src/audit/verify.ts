/** Recomputes everything that is chained from what is stored: the audit trail, the roots, and all matters against the roots. */
import type { AuditRoot, BadRecord, CheckCounts } from '@hengjian/contracts'
import { GENESIS } from '../hash/index.ts'
import type { Range } from '../intake/index.ts'
import { verifyChainsIn } from '../intake/index.ts'
import type { Store, Tx } from '../store/index.ts'
import { snapshot } from '../store/index.ts'
import { LINE_COLUMNS, lineHash, lineOf } from './line.ts'
import type { LineRow } from './line.ts'
import { rootsIn } from './roots.ts'
import type { Lengths, Trees } from './trees.ts'
import { badAuditEnd, badRoot, createTrees, unlikePublished } from './trees.ts'

export interface StoreCheck {
  counts: CheckCounts
  bad: BadRecord | null
}

export interface CheckOptions {
  /** only these matters; then the roots are not grown anew, as they stand for all */
  range?: Range
  /** roots as they were published, to be found again */
  published?: readonly AuditRoot[]
  onProgress?: (counts: CheckCounts) => void
}

export const verifyStore = (store: Store, options: CheckOptions = {}): Promise<StoreCheck> => snapshot(store, (tx) => verifyIn(tx, options))

async function verifyIn(tx: Tx, { range = {}, published = [], onProgress = () => undefined }: CheckOptions): Promise<StoreCheck> {
  const counts: CheckCounts = { chains: 0, events: 0, lines: 0, roots: 0 }
  const roots = await rootsIn(tx, 'order by number')
  const trail = await verifyLines(tx, new Set(roots.map((root) => root.audit.number)), (lines) => onProgress({ ...counts, lines }))
  counts.lines = trail.lines
  counts.roots = roots.length
  const early = trail.bad ?? badRoot(roots) ?? unlikePublished(roots, published) ?? badAuditEnd(roots, trail.hashes, trail.lines)
  if (early !== null) return { counts, bad: early }
  const whole = range.from === undefined && range.to === undefined && roots.length > 0
  const growth = whole ? growing(tx, createTrees(roots, published)) : null
  const { bad, ...found } = await verifyChainsIn(tx, range, {
    chains: async (hashes) => {
      counts.chains += hashes.size
      for (const list of hashes.values()) counts.events += list.length
      await growth?.add(hashes)
      onProgress({ ...counts })
    },
  })
  const first = bad === null ? null : ({ part: 'event', ...bad } as const)
  return { counts: { ...counts, ...found }, bad: first ?? (await growth?.end()) ?? null }
}

interface Trail {
  lines: number
  /** of the lines that were asked for */
  hashes: Map<number, string>
  bad: BadRecord | null
}

const LINES_AT_ONCE = 2000

async function verifyLines(tx: Tx, wanted: ReadonlySet<number>, onProgress: (lines: number) => void): Promise<Trail> {
  const hashes = new Map<number, string>()
  let lines = 0
  let head = GENESIS
  const at = (why: 'content' | 'order' | 'end'): Trail => ({ lines, hashes, bad: { part: 'audit', position: lines + 1, why } })
  for (let after: number | null = null; ; ) {
    const { rows }: { rows: LineRow[] } = await tx.query<LineRow>(`select ${LINE_COLUMNS} from audit where $1::bigint is null or number > $1 order by number limit ${LINES_AT_ONCE}`, [after])
    for (const row of rows) {
      if (row.number !== lines + 1) return at('order')
      const line = lineOf(row)
      head = line === null ? '' : lineHash(head, line)
      if (head !== row.hash) return at('content')
      lines++
      if (wanted.has(lines)) hashes.set(lines, head)
    }
    onProgress(lines)
    if (rows.length < LINES_AT_ONCE) break
    after = rows.at(-1)?.number ?? null
  }
  const { rows } = await tx.query<{ number: number; hash: string }>(`select number, encode(hash, 'hex') as hash from audit_head`)
  return rows[0]?.number === lines && rows[0].hash === head ? { lines, hashes, bad: null } : at('end')
}

interface Growth {
  add(hashes: ReadonlyMap<string, readonly string[]>): Promise<void>
  end(): Promise<BadRecord | null>
}

/** Keeps the first fault: the matters go on being recomputed, and a fault in one of them is told before one of the roots. */
function growing(tx: Tx, trees: Trees): Growth {
  let bad: BadRecord | null = null
  let after: string | null = null
  const take = async (upTo: string | null, hashes: ReadonlyMap<string, readonly string[]>): Promise<void> => {
    const known = await lengthsOf(tx, after, upTo)
    const missing = [...known.keys()].find((chain) => !hashes.has(chain))
    if (missing !== undefined) bad ??= { part: 'event', chain: missing, position: 1, why: 'end' }
    for (const [chain, list] of hashes) bad ??= trees.add(chain, list, known.get(chain) ?? [])
    after = upTo
  }
  return {
    add: (hashes) => take([...hashes.keys()].at(-1) ?? null, hashes),
    end: async () => {
      await take(null, new Map())
      return bad ?? trees.end()
    },
  }
}

async function lengthsOf(tx: Tx, after: string | null, upTo: string | null): Promise<Map<string, Lengths>> {
  const { rows } = await tx.query<{ chain_id: string; lengths: [number, number][] }>(
    `select chain_id, json_agg(json_build_array(root, length) order by root) as lengths from audit_root_leaf
     where ($1::text is null or chain_id > $1) and ($2::text is null or chain_id <= $2) group by chain_id order by chain_id`,
    [after, upTo],
  )
  return new Map(rows.map((row) => [row.chain_id, row.lengths]))
}
