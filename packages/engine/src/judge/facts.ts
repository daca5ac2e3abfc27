/** Facts of an event: its own attributes, or where the catalogue says so the latest earlier one that still holds. */
import type { ChainEvent } from '../event.ts'
import type { Chain } from './chain.ts'
import { inScope } from './chain.ts'

export type FactValue = string | number | boolean

export interface Fact {
  key: string
  carried: boolean
  /** its place in the register of facts that some rule asks for; -1 for what stands outside `attrs` */
  slot: number
  /** the field of the actor, for facts about who acted */
  actorField: string | null
}

export function defineFact(key: string, carried: boolean, slot = -1): Fact {
  return { key, carried, slot, actorField: key.startsWith('actor.') ? key.slice('actor.'.length) : null }
}

/** The fact as one event records it; undefined where it does not. */
export function ownFact(fact: Fact, event: ChainEvent): FactValue | undefined {
  if (fact.actorField !== null) return event.actor?.[fact.actorField]
  if (fact.key === 'docNo') return event.docNo ?? undefined
  const value = event.attrs[fact.key]
  if (value === undefined) return undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** The fact as it stood at event i. */
export function factAt(fact: Fact, chain: Chain, i: number): FactValue | undefined {
  const event = chain.at(i)
  const own = ownFact(fact, event)
  if (own !== undefined || !fact.carried) return own
  const places = chain.places(fact.slot)
  for (let k = places.length - 1; k >= 0; k--) {
    const j = places[k] as number
    if (j >= i) continue
    const earlier = chain.at(j)
    const value = ownFact(fact, earlier)
    if (value !== undefined && inScope(event, earlier, 'subject')) return value
  }
  return undefined
}
