/** What reading of internal matters needs. */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Template } from '../../documents/index.ts'
import type { Reach, Store, View } from '../../store/index.ts'
import { viewOf } from '../../store/index.ts'
import type { Chains, ChainsOn } from '../chains/index.ts'

/** Everything as one reader may see it. */
export interface TaskReading {
  store: View
  catalogue: Catalogue
  flows: readonly Flow[]
  templates: ReadonlyMap<string, Template>
  clock: () => number
  chains: ChainsOn
}

export interface TaskParts extends Omit<TaskReading, 'store' | 'chains'> {
  store: Store
  chains: Pick<Chains, 'on'>
  reachOf: (actor: Actor) => Promise<Reach>
  /** makes ids of matters that people begin */
  newId: () => string
}

export async function readingAs({ store, chains, reachOf, ...rest }: TaskParts, actor: Actor): Promise<TaskReading> {
  const view = viewOf(store, await reachOf(actor))
  return { ...rest, store: view, chains: chains.on(view) }
}

export const offsetOf = ({ catalogue }: Pick<TaskReading, 'catalogue'>): number => catalogue.zoneOffset ?? 0
