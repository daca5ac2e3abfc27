/** What reading of internal matters needs. */
import type { Actor, OverrideView } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Template } from '../../documents/index.ts'
import type { Reach, Store, View } from '../../store/index.ts'
import { viewOf } from '../../store/index.ts'
import type { Chains, ChainsOn } from '../chains/index.ts'

export interface Colleague {
  id: string
  name: string
  unit: string | null
}

/** `agency`: null where the unit belongs to none; `above`: paths, the nearest first. */
export interface Line {
  agency: { id: string; path: string; name: string } | null
  above: string[]
}

/** Everything as one reader may see it. */
export interface TaskReading {
  store: View
  catalogue: Catalogue
  flows: readonly Flow[]
  templates: ReadonlyMap<string, Template>
  clock: () => number
  chains: ChainsOn
  /** the stopped act that a matter decides upon. Throws HJ-REQ-007. */
  overrideOf: (chain: string, reader: Actor) => Promise<OverrideView>
  /** who belongs to the unit or to one below it */
  peopleOf: (unit: string) => Promise<Colleague[]>
}

export interface TaskParts extends Omit<TaskReading, 'store' | 'chains'> {
  store: Store
  chains: Pick<Chains, 'on'>
  reachOf: (actor: Actor) => Promise<Reach>
  /** the agency to which a unit belongs, and those above it */
  lineOf: (path: string) => Promise<Line>
  /** makes ids of matters that people begin */
  newId: () => string
}

export async function readingAs({ store, chains, reachOf, ...rest }: TaskParts, actor: Actor): Promise<TaskReading> {
  const view = viewOf(store, await reachOf(actor))
  return { ...rest, store: view, chains: chains.on(view) }
}

export const offsetOf = ({ catalogue }: Pick<TaskReading, 'catalogue'>): number => catalogue.zoneOffset ?? 0
