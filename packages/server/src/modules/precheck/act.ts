/** Which act an override is for, and where it stands, told by its events alone. Pure. */
import type { OverrideState } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'

const HOUR = 3_600_000

/** The attribute of an event that names the override by which it was done. */
export const OVERRIDE = 'override'

/** A flow by which acts are let pass. */
export interface OverrideFlow extends Flow {
  overrides: NonNullable<Flow['overrides']>
}

export const overrideFlow = (flows: readonly Flow[]): OverrideFlow | null => flows.find((flow): flow is OverrideFlow => flow.overrides !== undefined) ?? null

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What the request keeps of the act: enough to know it again, whenever it is done. */
export const actFacts = (intended: ChainEvent): Record<string, string | null> => ({ matter: intended.chain, subject: intended.subject ?? null, onNode: intended.node, onAct: textOf(intended.attrs['act']) })

export const isSameAct = (request: ChainEvent, intended: ChainEvent): boolean => Object.entries(actFacts(intended)).every(([key, value]) => textOf(request.attrs[key]) === value)

/** Ids of rules have no blanks. */
export const rulesOf = (request: ChainEvent): string[] => (textOf(request.attrs['rules']) ?? '').split(' ').filter((rule) => rule !== '')

export interface Decided {
  state: OverrideState
  decision: ChainEvent | null
  /** until when the act may be done; null where it was not granted */
  untilMs: number | null
  usedBy: string | null
}

/** `done`: events of the matter of law. */
export function decidedIn({ overrides: { node, grants, within } }: OverrideFlow, events: readonly ChainEvent[], done: readonly ChainEvent[], now: number): Decided {
  const decision = events.findLast((event) => event.node === node) ?? null
  if (decision === null) return { state: 'waiting', decision, untilMs: null, usedBy: null }
  if (decision.attrs['act'] !== grants) return { state: 'refused', decision, untilMs: null, usedBy: null }
  const untilMs = decision.ms + Number.parseInt(within, 10) * HOUR
  const usedBy = done.find((event) => event.attrs[OVERRIDE] === decision.chain)?.id ?? null
  return { state: usedBy !== null ? 'used' : now > untilMs ? 'expired' : 'granted', decision, untilMs, usedBy }
}
