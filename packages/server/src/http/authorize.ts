/**
 * Who is asking, and may they? Every route says which permission it takes (`config.permission`; `public` takes none); a
 * route that says nothing stops the start. What comes in is a key (`Authorization: Bearer`), a session (cookie), or, on
 * a store without accounts, this machine itself.
 */
import type { Actor } from '@hengjian/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Identity, Signed, SignedRequest } from '../modules/identity/index.ts'
import { tokenIn } from './cookies.ts'
import { sendProblem } from './problem-document.ts'
import { isSameSite } from './security.ts'
import type { Addresses } from './security.ts'
import { isUnread } from './signed-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** whoever asks; `nobody` only on public routes */
    actor: Actor
    /** the session behind the actor; null for keys, this machine and nobody */
    signed: Signed | null
  }
}

const PUBLIC = 'public'

/** Nobody has signed in. */
export const nobody: Actor = { kind: 'client', id: 'nobody', name: '', roles: [], permissions: new Set(), org: null, session: null }

export interface Gate {
  identity: Identity
  addresses: Addresses
}

/** Call before any route is registered. */
export function registerAuthorization(app: FastifyInstance, gate: Gate): void {
  const { identity } = gate
  app.decorateRequest('actor', null as unknown as Actor)
  app.decorateRequest('signed', null)
  app.addHook('onRoute', (route) => {
    // pages and their pictures are the same for everybody; what they show comes from the interface
    if (!route.url.startsWith('/api/')) route.config = { permission: PUBLIC, ...route.config }
    const permissions = anyOf(route.config?.permission)
    const unknown = permissions.find((permission) => permission !== PUBLIC && !identity.permissions.has(permission))
    if (permissions.length === 0 || unknown !== undefined) throw new Error(`${String(route.method)} ${route.url}: config.permission is ${unknown === undefined ? 'missing' : `unknown: ${unknown}`}`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const refused = await admit(gate, request, reply, request.is404 ? [PUBLIC] : anyOf(request.routeOptions.config.permission))
    return refused
  })
}

const anyOf = (permission: string | readonly string[] | undefined): readonly string[] => (permission === undefined ? [] : typeof permission === 'string' ? [permission] : permission)

/** Puts the actor on the request; answers the refusal, if there is one. Any of the permissions is enough. */
async function admit({ identity, addresses }: Gate, request: FastifyRequest, reply: FastifyReply, permissions: readonly string[]): Promise<FastifyReply | undefined> {
  const isPublic = permissions.includes(PUBLIC)
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = tokenIn(request)
  request.actor = nobody
  if (bearer !== undefined) {
    const client = await identity.resolveKey(bearer)
    if (client === null) return isPublic ? undefined : await sendProblem(request, reply, 'HJ-AUT-007')
    request.actor = client
    const check = await identity.checkSignature(client.id, signatureIn(request))
    const fault = 'fault' in check ? check.fault : check.isSigned && isUnread(request, signatureIn(request).digest) ? 'HJ-AUT-013' : null
    if (fault !== null) {
      // Refused like nobody, so that the trail does not name a client that may not have sent it; what is open to nobody stays open.
      request.actor = nobody
      return isPublic ? undefined : await sendProblem(request, reply, fault, client.id)
    }
    if ('isSigned' in check && check.isSigned) request.signedDigest = signatureIn(request).digest
  } else if (token !== null && (request.signed = await identity.resolve(token, idleOf(request))) !== null) {
    request.actor = request.signed.actor
  } else if (!(await identity.hasAccounts())) {
    request.actor = identity.local
  }
  const { actor, signed } = request
  const isChange = request.method !== 'GET' && request.method !== 'HEAD'
  if (isChange && signed !== null && !isSameSite(request, addresses)) return await sendProblem(request, reply, 'HJ-AUT-005')
  if (isPublic || permissions.some((permission) => actor.permissions.has(permission))) return undefined
  if (actor === nobody) return await sendProblem(request, reply, 'HJ-AUT-001')
  return await sendProblem(request, reply, signed?.pending ? 'HJ-AUT-010' : 'HJ-AUT-004', permissions.join(' | '))
}

function signatureIn({ method, headers, raw }: FastifyRequest): SignedRequest {
  const header = (name: string): string => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  return { method, target: raw.url ?? '', date: header('hengjian-date'), nonce: header('hengjian-nonce'), digest: header('hengjian-digest'), signature: header('hengjian-signature') }
}

/** Pages that ask by themselves say for how long nobody has touched them, so that an idle session ends although a page is open. */
function idleOf({ headers }: FastifyRequest): number {
  const seconds = Number(headers['x-idle-seconds'])
  return Number.isInteger(seconds) && seconds > 0 ? seconds * 1000 : 0
}
