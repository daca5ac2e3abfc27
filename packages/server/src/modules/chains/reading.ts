/** What every read needs. */
import type { Catalogue } from '@hengjian/engine'
import type { RuleRegister } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { Store } from '../../store/index.ts'

export interface Reading {
  store: Store
  catalogue: Catalogue
  clock: () => number
  register: () => Promise<RuleRegister>
}

/** Offset in which days are reckoned; catalogues that take each event's own zone are listed in UTC. */
export const offsetOf = (reading: Reading): number => reading.catalogue.zoneOffset ?? 0

/** Matters inside the platform are shown by their own pages, to those whom they concern. */
export const isInside = ({ catalogue }: Reading, chain: string): boolean => catalogue.flows.some(({ internal }) => internal !== undefined && chain.startsWith(internal))

/** Throws HJ-REQ-007 for a matter inside the platform: from outside it is not there. */
export function outside(reading: Reading, chain: string): string {
  if (isInside(reading, chain)) throw new CodedError('HJ-REQ-007', chain)
  return chain
}
