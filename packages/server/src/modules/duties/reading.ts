/** What duties are read with. */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Reach, Store, View } from '../../store/index.ts'
import type { Chains, ChainsOn } from '../chains/index.ts'
import type { Leader, LeaderQuery } from '../identity/index.ts'
import type { DutyList } from './definition.ts'

export interface DutyParts {
  store: Store
  catalogue: Catalogue
  flows: readonly Flow[]
  lists: readonly DutyList[]
  /** how documents are numbered; no flow of duties makes any */
  numbers: ReadonlyMap<string, string>
  clock: () => number
  chains: Pick<Chains, 'on'>
  reachOf: (actor: Actor) => Promise<Reach>
  /** who holds which post; restricted to what a reader may look at */
  leaders: (query: LeaderQuery) => Promise<Leader[]>
  /** paths of the agencies above a unit, the nearest first */
  lineOf: (path: string) => Promise<{ above: string[] }>
}

/** `view`: what the reader may see; `store`: everything, of which only what is found through the view is told. */
export interface DutyReading extends DutyParts {
  view: View
  titles: ChainsOn['titles']
}

export const offsetOf = ({ catalogue }: Pick<DutyParts, 'catalogue'>): number => catalogue.zoneOffset ?? 0

/** The lists by which a post leads. */
export const listsOf = (lists: readonly DutyList[], { role, unit, agency }: Leader): DutyList[] =>
  lists.filter(({ who }) => who.roles.includes(role) && who.agencies.includes(agency.kind) && (who.of === undefined || unit.kind === who.of))

export const rolesOf = (lists: readonly DutyList[]): string[] => [...new Set(lists.flatMap(({ who }) => who.roles))]
