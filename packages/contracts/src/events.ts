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
  /** ids of the rules that stop the act; empty where none does */
  stoppedBy: string[]
  /** the decision by which it may be done although they do; null without one */
  override: OverrideView | null
  /** `act`: nothing of the matter is known to whoever asks, so that only the act itself was judged, which can begin one */
  basis: 'matter' | 'act'
}

export type OverrideState = 'waiting' | 'granted' | 'refused' | 'expired' | 'used'

/** An act that a rule stops, and the decision whether it may be done all the same. */
export interface OverrideView {
  /** named in `attrs.override` of the act, when it is asked about again and when it is pushed */
  id: string
  /** flow of the internal matter that decides it */
  flow: string
  state: OverrideState
  matter: string
  subject: string | null
  node: string
  nodeName: Text
  act: string | null
  /** when the act was intended */
  at: string
  officer: string | null
  /** rules that stop it */
  rules: { id: string; name: Text; basis: Verdict['basis'] }[]
  reason: string
  requestedAt: string
  /** name of the client */
  requestedBy: string
  decision: { act: string; actName: Text; at: string; by: string; grounds: string } | null
  /** the act may be done until then; null where it was not granted */
  until: string | null
  /** id of the event by which it was done */
  usedBy: string | null
}

export interface OverrideRequest {
  event: Omit<WireEvent, 'id' | 'at'> & Partial<Pick<WireEvent, 'id' | 'at'>>
  reason: string
}

export interface ImportReject {
  line: number
  code: string
  field: string | null
  message: Text
  remedy: Text
  record: string | null
}
