/** The contract towards source systems: what is pushed, and what is answered. The meaning of each field: `docs/` and the catalogue's attributes. */
import type { Text, Verdict } from '@hengjian/engine'

/** One event as it is pushed. Times carry an offset; a bare date means that day, time unknown. */
export interface WireEvent {
  /** unique within `source` */
  id: string
  /** defaults to the name of the client or file */
  source?: string
  chain: string
  /** defaults to `chain` */
  case?: string
  subject?: string | null
  node: string
  at: string
  recordedAt?: string | null
  actor?: Record<string, string> | null
  docNo?: string | null
  attrs?: Record<string, unknown>
  supersedes?: string | null
  retracts?: string | null
}

export interface EventFault {
  code: string
  /** the field at fault; null for the event as a whole */
  field: string | null
  message: Text
  remedy: Text
}

/** Answer for one event, in the order of the push. What is accepted is durable. */
export interface PushResult {
  index: number
  status: 'accepted' | 'duplicate' | 'rejected'
  id: string | null
  source: string | null
  chain: string | null
  reason: EventFault | null
}

export interface PushAnswer {
  accepted: number
  duplicate: number
  rejected: number
  results: PushResult[]
}

export interface PrecheckAnswer {
  decision: 'allow' | 'warn' | 'deny'
  verdicts: Verdict[]
  /** for each verdict, its reasons in sentences */
  sentences: { zh: string[]; en: string[] }[]
}

export interface ImportReject {
  line: number
  code: string
  field: string | null
  message: Text
  remedy: Text
  record: string | null
}
