/** Who makes a request, as the audit trail names them. */
import type { AuditActor } from '@hengjian/contracts'
import type { FastifyRequest } from 'fastify'

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
