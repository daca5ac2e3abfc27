/**
 * Writing lines. `record` writes inside the caller's transaction, so that the act and its line are there together or not
 * at all; it locks the end of the trail until that commits and is therefore called last. `note` is for what has no
 * transaction of its own (reads, refusals, questions): lines that come while one commit is under way share the next, so
 * that a busy interface costs the trail few commits.
 */
import type { AuditLine } from '@hengjian/contracts'
import type { Store, Tx } from '../store/index.ts'
import { transaction } from '../store/index.ts'
import type { AuditEntry } from './entry.ts'
import { kept, keptDetail, NOBODY } from './entry.ts'
import { lineHash } from './line.ts'
import type { Unhashed } from './line.ts'

export interface Audit {
  record(tx: Tx, entry: AuditEntry): Promise<void>
  /** Durable when it resolves. */
  note(entry: AuditEntry): Promise<void>
}

export function createAudit({ store, clock }: { store: Store; clock: () => number }): Audit {
  return {
    record: (tx, entry) => append(tx, [{ entry, at: clock() }]),
    note: createNotes(store, clock),
  }
}

interface Dated {
  entry: AuditEntry
  at: number
}

async function append(tx: Tx, dated: readonly Dated[]): Promise<void> {
  const { rows } = await tx.query<{ number: number; hash: string }>(`select number, encode(hash, 'hex') as hash from audit_head for update`)
  let { number, hash } = rows[0] as { number: number; hash: string }
  const lines = dated.map(({ entry, at }): AuditLine => {
    const unhashed = lineOfEntry(++number, entry, at)
    hash = lineHash(hash, unhashed)
    return { ...unhashed, hash }
  })
  await tx.query(
    `insert into audit (number, at, actor_kind, actor_id, actor_name, action, object, outcome, detail, hash)
     select t.number, t.at, t.actor ->> 'kind', t.actor ->> 'id', t.actor ->> 'name', t.action, t.object, t.outcome, t.detail, decode(t.hash, 'hex')
     from jsonb_to_recordset($1::jsonb) as t(number bigint, at timestamptz, actor jsonb, action text, object text, outcome text, detail jsonb, hash text)`,
    [JSON.stringify(lines)],
  )
  await tx.query(`update audit_head set number = $1, hash = decode($2, 'hex')`, [number, hash])
}

function lineOfEntry(number: number, { actor, action, object, outcome = 'done', detail = {} }: AuditEntry, at: number): Unhashed {
  const { kind, id, name } = actor ?? NOBODY
  return {
    number,
    at: new Date(at).toISOString(),
    actor: { kind, id: kept(id), name: kept(name) },
    action: kept(action),
    object: kept(object),
    outcome: kept(outcome),
    // once through JSON, so that what is hashed is what will be read back
    detail: JSON.parse(JSON.stringify(keptDetail(detail))) as Record<string, unknown>,
  }
}

const MOST_AT_ONCE = 500

interface Waiting extends Dated {
  resolve: () => void
  reject: (reason: unknown) => void
}

function createNotes(store: Store, clock: () => number): Audit['note'] {
  const waiting: Waiting[] = []
  let writing = false
  const write = async (): Promise<void> => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE)
      try {
        await transaction(store, (tx) => append(tx, batch))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing = false
  }
  return (entry) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    waiting.push({ entry, at: clock(), resolve, reject })
    if (!writing) void write()
    return promise
  }
}
