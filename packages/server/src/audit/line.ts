/** One line of the trail as text, and its hash: the same for writing, for the store's own check and for the check of a file. */
import type { AuditLine } from '@hengjian/contracts'
import { canonicalJson, linkHash } from '../hash/index.ts'

export type Unhashed = Omit<AuditLine, 'hash'>

/** `before`: hash of the line before. */
export function lineHash(before: string, { number, at, actor, action, object, outcome, detail }: Unhashed): string {
  const { kind, id, name } = actor
  return linkHash(before, canonicalJson({ number, at, actor: { kind, id, name }, action, object, outcome, detail }))
}

/** Columns of a line, the instant in microseconds so that nothing of it is lost. */
export const LINE_COLUMNS = `number, extract(epoch from at) * 1000000 as micros, actor_kind, actor_id, actor_name, action, object, outcome, detail, encode(hash, 'hex') as hash`

export interface LineRow {
  number: number
  micros: string
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  object: string
  outcome: string
  detail: Record<string, unknown>
  hash: string
}

/** Null where the row holds an instant that was never written by us. */
export function lineOf(row: LineRow): AuditLine | null {
  const ms = Number(row.micros) / 1000
  if (!Number.isInteger(ms)) return null
  const { number, action, object, outcome, detail, hash } = row
  const actor = { kind: row.actor_kind as AuditLine['actor']['kind'], id: row.actor_id, name: row.actor_name }
  return { number, at: new Date(ms).toISOString(), actor, action, object, outcome, detail, hash }
}
