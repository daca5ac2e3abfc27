/** The audit trail on the wire: one line for each thing that somebody did, chained by SM3; daily roots over everything. */

/**
 * Who did it. `client` is a source system, `local` somebody at this machine before there are accounts, `system` the
 * server itself, `nobody` whoever had not signed in.
 */
export interface AuditActor {
  kind: 'person' | 'client' | 'local' | 'system' | 'nobody'
  id: string
  name: string
}

export interface AuditLine {
  /** 1, 2, 3 … without a gap */
  number: number
  /** UTC with milliseconds */
  at: string
  actor: AuditActor
  /** `<area>.<verb>`, such as `catalogue.adopt` */
  action: string
  /** what it was done to, `<kind>:<id>`, such as `rule:GA-014` */
  object: string
  outcome: string
  detail: Record<string, unknown>
  /** SM3 over the hash before and the canonical JSON of the other members, in hex */
  hash: string
}

export interface AuditList {
  lines: AuditLine[]
  /** goes on to older lines; null at the end */
  nextCursor: string | null
}

/** A daily root as it is published. */
export interface AuditRoot {
  number: number
  at: string
  /** root before, in hex; zeros for the first */
  previous: string
  chains: number
  events: number
  /** over the ends of all matters, sorted by id */
  tree: string
  audit: { number: number; hash: string }
  /** SM3 over `previous` and the canonical JSON of the other members */
  root: string
}

/** A root as a file to be published, signed with SM2 over SM3 (GB/T 32918). */
export interface RootFile extends AuditRoot {
  format: 'hengjian-root/1'
  /** over the canonical JSON of all other members, UTF-8; user id 1234567812345678 (GB/T 35276) */
  signature: { algorithm: 'SM2-SM3'; publicKey: string; value: string } | null
}

/** The first record that does not fit. Positions are numbers from 1; one past the last where the end is missing. */
export type BadRecord =
  | { part: 'event'; chain: string; position: number; why: 'content' | 'order' | 'end' | 'id' }
  | { part: 'audit'; position: number; why: 'content' | 'order' | 'end' }
  | { part: 'root'; position: number; why: 'content' | 'order' | 'end' | 'tree' | 'audit' | 'published' | 'signature' }
  | { part: 'file'; position: number; why: 'content' | 'order' | 'end' }

export interface CheckCounts {
  chains: number
  events: number
  lines: number
  roots: number
}

export interface AuditCheck {
  state: 'running' | 'done' | 'failed'
  startedAt: string
  finishedAt: string | null
  counts: CheckCounts
  /** matters in all, for the progress */
  totalChains: number
  bad: BadRecord | null
}

/** State of the trail in few numbers. */
export interface AuditState {
  lines: number
  lastAt: string | null
  root: AuditRoot | null
  /** the check under way, or the last that ended; null where none was made */
  check: AuditCheck | null
}

/** What is there to choose from when searching. */
export interface AuditChoices {
  actions: string[]
}
