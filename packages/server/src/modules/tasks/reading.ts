/** What reading of internal matters needs. */
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Template } from '../../documents/index.ts'
import type { Store } from '../../store/index.ts'
import type { Chains } from '../chains/index.ts'

export interface TaskParts {
  store: Store
  catalogue: Catalogue
  flows: readonly Flow[]
  templates: ReadonlyMap<string, Template>
  clock: () => number
  chains: Pick<Chains, 'titles' | 'explanation' | 'events'>
  /** makes ids of matters that people begin */
  newId: () => string
}

export const offsetOf = ({ catalogue }: TaskParts): number => catalogue.zoneOffset ?? 0
