/** What every read needs. */
import type { Catalogue } from '@hengjian/engine'
import { sql } from 'kysely'
import type { RuleRegister } from '../../intake/index.ts'
import type { View } from '../../store/index.ts'

export interface Reading {
  store: View
  catalogue: Catalogue
  clock: () => number
  register: () => Promise<RuleRegister>
  /** until when the reader may read the persons of the matter by name, epoch milliseconds; null: they are masked */
  unmaskedUntil: (chain: string) => Promise<number | null>
}

/** Offset in which days are reckoned; catalogues that take each event's own zone are listed in UTC. */
export const offsetOf = (reading: Reading): number => reading.catalogue.zoneOffset ?? 0

/** Where only some matters are open, questions begin with those: the policies alone would look at every row. */
export const openOnly = ({ store }: { store: View }) => (store.narrow ? sql`and chain_id in (select r.chain_id from chain_reach r)` : sql``)
