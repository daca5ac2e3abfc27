/** What the writers write: events in wire form, as the engine's `writeEvent` gives them, grouped by chain. */
export interface WireEvent {
  id: string
  source: string
  chain: string
  case?: string | null
  subject?: string | null
  node: string
  at: string
  recordedAt?: string | null
  actor?: Record<string, unknown> | null
  docNo?: string | null
  attrs?: Record<string, unknown> | null
  supersedes?: string | null
  retracts?: string | null
}

/** A source that can be read more than once: some formats state their columns before their rows. */
export type Events = () => AsyncIterable<WireEvent>

export type Writer = (events: Events) => AsyncIterable<string>

/** Fields besides chain, node and time that other formats have no place for. */
export const extraFields = ['source', 'case', 'subject', 'recordedAt', 'docNo', 'supersedes', 'retracts'] as const

export const isBareDate = (at: string): boolean => !at.includes('T')

export const present = (value: unknown): boolean => value !== null && value !== undefined
