/** Facts of an event: its own attributes, or where the catalogue says so the latest earlier one that still holds. */
import type { ChainEvent } from '../event.ts'
import type { Chain } from './chain.ts'
import { inScope } from './chain.ts'

export type FactValue = string | number | boolean

export interface Fact {
  key: string
  carried: boolean
  /** reads it from one event; undefined where it is not recorded there */
  own(event: ChainEvent): FactValue | undefined
}

export function defineFact(key: string, carried: boolean): Fact {
  return { key, carried, own: reader(key) }
}

function reader(key: string): (event: ChainEvent) => FactValue | undefined {
  if (key.startsWith('actor.')) {
    const field = key.slice('actor.'.length)
    return (event) => event.actor?.[field]
  }
  if (key === 'docNo') return (event) => event.docNo ?? undefined
  return (event) => scalar(event.attrs[key])
}

function scalar(value: unknown): FactValue | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** The fact as it stood at event i. */
export function factAt(fact: Fact, chain: Chain, i: number): FactValue | undefined {
  const event = chain.at(i)
  const own = fact.own(event)
  if (own !== undefined || !fact.carried) return own
  for (let j = i - 1; j >= 0; j--) {
    const earlier = chain.at(j)
    const value = fact.own(earlier)
    if (value !== undefined && inScope(event, earlier, 'subject')) return value
  }
  return undefined
}
