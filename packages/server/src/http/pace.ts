/**
 * How much one may ask of the interface: `catalog/internal/requests.yaml`. Whoever is signed in is counted as a person
 * or a client, so that many may come from the address of one proxy; everybody else by their address. A store without
 * accounts, which serves its own machine only, holds nobody back.
 */
import Type from 'typebox'
import type { Static } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { readInternal } from '../internal-file.ts'
import { createRate, networkOf } from '../rate.ts'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 1 })
const RequestRules = Type.Object(
  {
    window: Type.Object({ seconds: Count, person: Count, client: Count, address: Count }, strict),
    waiting: Type.Object({ imports: Count }, strict),
    costly: Type.Record(Type.String(), Count),
    unusual: Type.Array(Type.Object({ permission: Type.String(), different: Count, hours: Count }, strict)),
  },
  strict,
)
export type RequestRules = Static<typeof RequestRules>

/** Throws HJ-CFG-008. */
export const loadRequestRules = (folder: string): Promise<RequestRules> => readInternal(folder, 'requests.yaml', RequestRules)

export interface Pace {
  /** Counts a request whose actor is known; null where it may go on, else how many seconds to wait. */
  take(request: FastifyRequest, permission: string): number | null
}

export function createPace({ window, costly }: RequestRules, clock: () => number): Pace {
  const rate = createRate(window.seconds * 1000)
  return {
    take: ({ url, actor, ip }, permission) => {
      // pages and their pictures are the same for everybody and cost nothing
      if (!url.startsWith('/api/') || actor.kind === 'local') return null
      const isKnown = actor.id !== 'nobody'
      const who = isKnown ? `${actor.kind} ${actor.id}` : `address ${networkOf(ip)}`
      const most = isKnown ? (actor.kind === 'client' ? window.client : window.person) : window.address
      const dear = actor.permissions.has(permission) ? costly[permission] : undefined
      const wait = rate.take(who, most, clock()) ?? (dear === undefined ? null : rate.take(`${permission} ${who}`, dear, clock()))
      return wait === null ? null : Math.ceil(wait / 1000)
    },
  }
}
