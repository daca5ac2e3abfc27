/** Who makes a request: as the audit trail names them, and as whoever acts. */
import type { Actor, AuditActor } from '@hengjian/contracts'
import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import { CodedError } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** what an actor must be granted to use the route; of several, any one */
    permission?: string | readonly string[]
    /** what the body must be, where the route reads it by itself; for the description of the interface */
    accepts?: object
  }
}

/** What a route takes; of several, any one. */
export const permissionsOf = ({ permission = [] }: FastifyContextConfig = {}): readonly string[] => (typeof permission === 'string' ? [permission] : permission)

/** As the audit trail names them; null where nobody has signed in. */
export function actorOf({ actor }: FastifyRequest): AuditActor | null {
  // a request that was refused before anybody looked who asks
  return actor === null || actor.id === 'nobody' ? null : { kind: actor.kind, id: actor.id, name: actor.name }
}

export type ActorOf = (request: FastifyRequest) => Actor

/** Whoever takes a step. Throws HJ-FLO-001. */
export const personOf: ActorOf = ({ actor }) => {
  if (actor.id === 'nobody') throw new CodedError('HJ-FLO-001')
  return actor
}
