/** What reading of internal matters needs. */
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Template } from '../../documents/index.ts'
import type { Store } from '../../store/index.ts'
import type { Chains } from '../chains/index.ts'

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

export interface TaskParts {
  store: Store
  catalogue: Catalogue
  flows: readonly Flow[]
  templates: ReadonlyMap<string, Template>
  clock: () => number
  chains: Pick<Chains, 'titles' | 'explanation' | 'inside'>
  /** who belongs to the unit or to one below it */
  peopleOf: (unit: string) => Promise<Colleague[]>
  /** the agency to which a unit belongs, and those above it */
  lineOf: (path: string) => Promise<Line>
  /** makes ids of matters that people begin */
  newId: () => string
}

export const offsetOf = ({ catalogue }: TaskParts): number => catalogue.zoneOffset ?? 0
