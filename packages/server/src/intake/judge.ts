/** Judges chains that are locked, and writes what changed. The only place that writes verdicts. */
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { byKind, evaluate, outcomes } from '@hengjian/engine'
import type { Tx } from '../store/index.ts'
import type { Columns } from './bulk.ts'
import { columnwise, insertAll, iso, isoOrNull, unnest } from './bulk.ts'
import type { Replaced } from './history.ts'
import { keepHistory } from './history.ts'
import { writeReach } from './reach.ts'
import type { RuleRegister } from './register.ts'
import { storedVerdicts } from './stored.ts'
import { summarise } from './summary.ts'
import type { VerdictRow } from './verdict-row.ts'
import { fingerprint, verdictColumns, verdictRow } from './verdict-row.ts'

/** Why a verdict changed: something happened, time passed, or the law did. */
export type Cause = 'event' | 'time' | 'catalogue'

/** A chain to be judged: all its events in the order of their numbers (seq 1, 2, …), and the end of its hash chain. */
export interface LockedChain {
  chain: string
  events: ChainEvent[]
  head: string
  /** nothing is stored of it yet, so nothing need be compared */
  isNew: boolean
}

export interface Judging {
  tx: Tx
  catalogue: Catalogue
  catalogueId: number
  register: RuleRegister
  now: number
  cause: Cause
}

interface Change {
  before: VerdictRow | null
  after: VerdictRow | null
}

export async function judgeChains(judging: Judging, chains: readonly LockedChain[]): Promise<void> {
  const { tx, catalogue, now } = judging
  const before = await storedVerdicts(tx, chains.filter((chain) => !chain.isNew).map((chain) => chain.chain))
  const changes = new Map<LockedChain, Change[]>()
  const updates: ChainUpdate[] = []
  for (const chain of byKind(chains)) {
    const { rows, nextCheckAt } = judge(catalogue, chain.events, now)
    const changed = differences(before.get(chain.chain) ?? [], rows)
    if (changed.length > 0) changes.set(chain, changed)
    updates.push({
      chain_id: chain.chain,
      length: chain.events.length,
      head: chain.head,
      next_check_at: isoOrNull(nextCheckAt),
      catalogue_id: judging.catalogueId,
      ...asJson(summarise(catalogue, chain.events, rows)),
    })
  }
  await writeChanges(judging, changes)
  await updateChains(tx, updates)
  // as time passes nobody else comes to take part
  if (judging.cause !== 'time') await writeReach(tx, catalogue, chains)
}

function judge(catalogue: Catalogue, events: ChainEvent[], now: number): { rows: VerdictRow[]; nextCheckAt: number | null } {
  const seqOf = new Map(events.map((event, i) => [event, i + 1]))
  const { verdicts, nextCheckAt } = evaluate(catalogue, events, now)
  const rows = new Map<string, VerdictRow>()
  for (const found of verdicts) {
    const row = verdictRow(catalogue, found, seqOf)
    const other = rows.get(row.id)
    if (other === undefined || gravity(row) > gravity(other)) rows.set(row.id, row)
  }
  return { rows: [...rows.values()], nextCheckAt }
}

const gravity = (row: VerdictRow): number => outcomes.indexOf(row.outcome as (typeof outcomes)[number])

function differences(before: readonly VerdictRow[], after: readonly VerdictRow[]): Change[] {
  if (before.length === 0) return after.map((row) => ({ before: null, after: row }))
  const old = new Map(before.map((row) => [row.id, row]))
  const changes: Change[] = []
  for (const row of after) {
    const was = old.get(row.id) ?? null
    old.delete(row.id)
    if (was === null || fingerprint(was) !== fingerprint(row)) changes.push({ before: was, after: row })
  }
  for (const row of old.values()) changes.push({ before: row, after: null })
  return changes
}

/** A clock that begins, or an act that was in order from the start, is no news. */
function isTold({ before, after }: Change): boolean {
  return before === null ? after?.outcome !== 'ok' && after?.outcome !== 'pending' : before.outcome !== after?.outcome
}

async function writeChanges(judging: Judging, changes: ReadonlyMap<LockedChain, Change[]>): Promise<void> {
  const { tx, now } = judging
  const added: VerdictRow[] = []
  const replaced: VerdictRow[] = []
  const removed: VerdictRow[] = []
  const history: Replaced[] = []
  const outbox: { chain_id: string; created_at: string; changes: string }[] = []
  for (const [chain, changed] of changes) {
    for (const { before, after } of changed) {
      if (before !== null) history.push({ before, after, events: chain.events })
      if (after === null) removed.push(before as VerdictRow)
      else (before === null ? added : replaced).push(after)
    }
    const told = changed
      .filter(isTold)
      .map(({ before, after }) => ({ id: (after ?? before)?.id, from: before?.outcome ?? null, to: after?.outcome ?? null }))
    if (told.length > 0) outbox.push({ chain_id: chain.chain, created_at: iso(now), changes: JSON.stringify(told) })
  }
  await keepHistory(judging, history)
  const gone = [...removed, ...replaced]
  if (gone.length > 0) {
    const keys: Columns = { chain_id: 'text', id: 'text' }
    await tx.query(`delete from verdict v using ${unnest(keys).from} where v.chain_id = t.chain_id and v.id = t.id`, columnwise(keys, gone))
  }
  await insertAll(tx, 'verdict', verdictColumns, [...added, ...replaced])
  await insertAll(tx, 'outbox', { chain_id: 'text', created_at: 'timestamptz', changes: 'jsonb' }, outbox)
}

const chainColumns = {
  chain_id: 'text',
  length: 'integer',
  head: 'hex',
  next_check_at: 'timestamptz',
  catalogue_id: 'integer',
  title: 'text',
  case_nos: 'jsonb',
  persons: 'jsonb',
  minors: 'jsonb',
  place: 'text',
  agencies: 'jsonb',
  flow: 'text',
  last_node: 'text',
  first_at: 'timestamptz',
  last_at: 'timestamptz',
  counts: 'jsonb',
  next_due: 'text',
  search: 'text',
} as const satisfies Columns

type ChainUpdate = Record<keyof typeof chainColumns, string | number | null>

/** Lists travel as JSON inside the arrays of `unnest`, which knows no arrays of different lengths. */
function asJson(summary: ReturnType<typeof summarise>): Omit<ChainUpdate, 'chain_id' | 'length' | 'head' | 'next_check_at' | 'catalogue_id'> {
  const { case_nos, persons, minors, agencies, counts } = summary
  const json = JSON.stringify
  return { ...summary, case_nos: json(case_nos), persons: json(persons), minors: json(minors), agencies: json(agencies), counts: json(counts) }
}

async function updateChains(tx: Tx, updates: readonly ChainUpdate[]): Promise<void> {
  if (updates.length === 0) return
  const assignments = Object.entries(chainColumns)
    .filter(([name]) => name !== 'chain_id')
    .map(([name, type]) => `${name} = ${type === 'hex' ? `decode(t.${name}, 'hex')` : `t.${name}`}`)
    .join(', ')
  await tx.query(`update chain c set ${assignments} from ${unnest(chainColumns).from} where c.chain_id = t.chain_id`, columnwise(chainColumns, updates))
}
