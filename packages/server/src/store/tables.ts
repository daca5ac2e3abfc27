/** Rows as the migrations define them, for Kysely. */
import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date, Date>

/** A row on its way in: instants as ISO texts, or `infinity`. */
export type Written<T> = { [K in keyof T]: T[K] extends Instant ? string : T[K] extends Instant | null ? string | null : T[K] }

export interface ChainTable {
  chain_id: string
  length: number
  head: Buffer
  next_check_at: Instant | null
  catalogue_id: number | null
  title: string
  case_nos: string[]
  persons: string[]
  minors: string[]
  place: string | null
  agencies: string[]
  flow: string | null
  last_node: string | null
  first_at: Instant | null
  last_at: Instant | null
  counts: number[]
  next_due: string | null
  search: string
}

export interface EventTable {
  chain_id: string
  source: string
  id: string
  seq: number
  node: string
  at: Instant
  recorded_at: Instant | null
  received_at: Instant
  hash: Buffer
  body: unknown
}

export interface VerdictTable {
  chain_id: string
  id: string
  rule: string
  rule_version: string
  agency: string
  outcome: string
  reason: string
  detail: string | null
  anchor_seq: number
  closed_seq: number | null
  at: string | null
  unit: string
  due: number | null
  lenient: number | null
  lane: number | null
  sort_at: Instant | null
  anchor_at: Instant
  closed_at: Instant | null
}

export interface VerdictHistoryTable {
  chain_id: string
  id: string
  replaced_at: Instant
  cause: string
  outcome: string
  now_outcome: string | null
  seq: Generated<number>
  body: unknown
}

export interface ImportJobTable {
  id: string
  file: string
  fingerprint: string
  state: string
  bytes: number
  total_bytes: number | null
  position: number
  accepted: number
  duplicate: number
  rejected: number
  error: unknown
  started_at: Instant
  finished_at: Instant | null
  by_person: string | null
  by_unit: string | null
}

export interface ImportRejectTable {
  job_id: string
  line: number
  code: string
  message: unknown
  record: string | null
}

export interface ReevaluationTable {
  catalogue_id: number
  total: number
  done: number
  position: string
  started_at: Instant
  finished_at: Instant | null
}

export interface RuleRegisterTable {
  rule: string
  rule_version: string
  facts: unknown
}

export interface AuditTable {
  number: number
  at: Instant
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  object: string
  outcome: string
  detail: unknown
  hash: Buffer
}

export interface InternalMatterTable {
  chain_id: string
  flow: string
  opened_at: Instant
  closed_at: Instant | null
  open: string[]
  waiting: string[]
  assigned: string | null
  unit: string | null
  unit_path: string | null
  level: number
  supervised: string | null
  origin_chain: string | null
  origin_verdict: string | null
  origin_rule: string | null
  last_event: string
  begun_by: string | null
  above: string[]
  /** the matter of law that a report is about */
  about: string | null
}

export interface InternalDocumentTable {
  chain_id: string
  event_id: string
  template: string
  number: string
  made_at: Instant
}

export interface Tables {
  audit: AuditTable
  chain: ChainTable
  event: EventTable
  verdict: VerdictTable
  verdict_history: VerdictHistoryTable
  import_job: ImportJobTable
  import_reject: ImportRejectTable
  reevaluation: ReevaluationTable
  rule_register: RuleRegisterTable
  internal_matter: InternalMatterTable
  internal_document: InternalDocumentTable
}
