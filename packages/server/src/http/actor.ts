/** Who makes a request: as the audit trail names them, and as whoever acts. */
import type { Actor, AuditActor } from '@hengjian/contracts'
import type { FastifyRequest } from 'fastify'
import { CodedError } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** what it takes to use the route */
    permission?: string
  }
}

/** Somebody at this machine; only it reaches a store on which no account exists. */
const HERE: AuditActor = { kind: 'local', id: 'local', name: '' }

/** Null where accounts exist and nobody has signed in. */
export function actorOf(request: FastifyRequest): AuditActor | null {
  const { actor } = request as { actor?: AuditActor | null }
  if (actor === undefined) return HERE
  return actor === null || actor.id === 'nobody' ? null : { kind: actor.kind, id: actor.id, name: actor.name }
}

export type ActorOf = (request: FastifyRequest) => Actor

const LOCAL: Actor = { kind: 'local', id: 'local', name: '本机', roles: [], permissions: new Set(), org: null, session: null }

/** Whoever takes a step. The hook of identity puts the actor on the request; a server without it has only its own machine. Throws HJ-FLO-001. */
export const personOf: ActorOf = (request) => {
  const { actor } = request as { actor?: Actor | null }
  if (actor === undefined) return LOCAL
  if (actor === null || actor.id === 'nobody') throw new CodedError('HJ-FLO-001')
  return actor
}
