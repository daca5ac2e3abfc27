/** What every read needs. */
import type { Catalogue } from '@hengjian/engine'
import { sql } from 'kysely'
import type { RuleRegister } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { View } from '../../store/index.ts'
import type { Recent } from './recent.ts'

export interface Reading {
  store: View
  catalogue: Catalogue
  clock: () => number
  register: () => Promise<RuleRegister>
  /** what was judged a moment ago, for the same question again */
  recent: Recent
  /** until when the reader may read the persons of the matter by name, epoch milliseconds; null: they are masked */
  unmaskedUntil: (chain: string) => Promise<number | null>
}

/** Offset in which days are reckoned; catalogues that take each event's own zone are listed in UTC. */
export const offsetOf = (reading: Reading): number => reading.catalogue.zoneOffset ?? 0

/** Matters inside the platform are shown by their own pages, to those whom they concern. */
export const isInside = ({ catalogue }: Pick<Reading, 'catalogue'>, chain: string): boolean => catalogue.flows.some(({ internal }) => internal !== undefined && chain.startsWith(internal))

/** Throws HJ-REQ-007 for a matter inside the platform: from outside it is not there. */
export function outside(reading: Pick<Reading, 'catalogue'>, chain: string): string {
  if (isInside(reading, chain)) throw new CodedError('HJ-REQ-007', chain)
  return chain
}

/** Where only some matters are open, questions begin with those: the policies alone would look at every row. */
export const openOnly = ({ store }: { store: View }) => (store.narrow ? sql`and chain_id in (select r.chain_id from chain_reach r)` : sql``)
