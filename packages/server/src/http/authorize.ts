/**
 * Who is asking, and may they? Every route says which permission it takes (`config.permission`; `public` takes none); a
 * route that says nothing stops the start. What comes in is a key (`Authorization: Bearer`), a session (cookie), or, on
 * a store without accounts, this machine itself.
 */
import type { Actor, ErrorCode } from '@hengjian/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Identity, Signed, SignedRequest } from '../modules/identity/index.ts'
import { permissionsOf } from './actor.ts'
import { tokenIn } from './cookies.ts'
import type { Pace } from './pace.ts'
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
  pace: Pace
}

/** Call before any route is registered. */
export function registerAuthorization(app: FastifyInstance, gate: Gate): void {
  const { identity } = gate
  app.decorateRequest('actor', null as unknown as Actor)
  app.decorateRequest('signed', null)
  app.addHook('onRoute', (route) => {
    // pages and their pictures are the same for everybody; what they show comes from the interface
    if (!route.url.startsWith('/api/')) route.config = { permission: PUBLIC, ...route.config }
    const permissions = permissionsOf(route.config)
    const unknown = permissions.find((permission) => permission !== PUBLIC && !identity.permissions.has(permission))
    if (permissions.length === 0 || unknown !== undefined) throw new Error(`${String(route.method)} ${route.url}: config.permission is ${unknown === undefined ? 'missing' : `unknown: ${unknown}`}`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const refused = await admit(gate, request, reply, request.is404 ? [PUBLIC] : permissionsOf(request.routeOptions.config))
    return refused
  })
}

/** Answers the refusal, if there is one. Any of the permissions is enough. */
async function admit({ identity, addresses, pace }: Gate, request: FastifyRequest, reply: FastifyReply, permissions: readonly string[]): Promise<FastifyReply | undefined> {
  const fault = await identify(identity, request)
  const { actor, signed } = request
  const used = permissions.find((permission) => permission === PUBLIC || actor.permissions.has(permission))
  const wait = pace.take(request, used ?? '')
  if (wait !== null) return await sendProblem(request, reply.header('retry-after', wait), 'HJ-REQ-011', `${wait} s`)
  if (used === PUBLIC && fault !== null) return undefined
  if (fault !== null) return await sendProblem(request, reply, fault.code, fault.detail)
  const isChange = request.method !== 'GET' && request.method !== 'HEAD'
  if (isChange && signed !== null && !isSameSite(request, addresses)) return await sendProblem(request, reply, 'HJ-AUT-005')
  if (isChange && signed !== null && used !== undefined && identity.proofFor.has(used) && !signed.proof.fresh) return await sendProblem(request, reply, 'HJ-AUT-019')
  if (used !== undefined) return undefined
  if (actor === nobody) return await sendProblem(request, reply, 'HJ-AUT-001')
  return await sendProblem(request, reply, signed?.pending ? 'HJ-AUT-010' : 'HJ-AUT-004', permissions.join(' | '))
}

/** Puts the actor on the request. What is wrong with a key leaves nobody, so that the trail does not name a client that may not have sent it. */
async function identify(identity: Identity, request: FastifyRequest): Promise<{ code: ErrorCode; detail: string } | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = tokenIn(request)
  request.actor = nobody
  if (bearer !== undefined) {
    const client = await identity.resolveKey(bearer)
    if (client === null) return { code: 'HJ-AUT-007', detail: '' }
    const check = await identity.checkSignature(client.id, signatureIn(request))
    const fault = 'fault' in check ? check.fault : check.isSigned && isUnread(request, signatureIn(request).digest) ? 'HJ-AUT-013' : null
    if (fault !== null) return { code: fault, detail: client.id }
    request.actor = client
    if ('isSigned' in check && check.isSigned) request.signedDigest = signatureIn(request).digest
  } else if (token !== null && (request.signed = await identity.resolve(token, idleOf(request))) !== null) {
    request.actor = request.signed.actor
  } else if (!(await identity.hasAccounts())) {
    request.actor = identity.local
  }
  return null
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
