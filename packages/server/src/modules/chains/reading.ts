/** What every read needs. */
import type { Catalogue } from '@hengjian/engine'
import type { RuleRegister } from '../../intake/index.ts'
import type { Store } from '../../store/index.ts'

export interface Reading {
  store: Store
  catalogue: Catalogue
  clock: () => number
  register: () => Promise<RuleRegister>
}

/** Offset in which days are reckoned; catalogues that take each event's own zone are listed in UTC. */
export const offsetOf = (reading: Reading): number => reading.catalogue.zoneOffset ?? 0
