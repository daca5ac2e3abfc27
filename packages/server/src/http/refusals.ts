/**
 * Every refusal is recorded before it is answered. Whoever is refused the same thing again and again gets one line a
 * minute, with the number of times: a trail that anybody may fill without end would hide what matters.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Audit } from '../audit/index.ts'
import { networkOf } from '../rate.ts'
import { actorOf } from './actor.ts'

const REFUSED = new Set([401, 403, 429])
const TOO_MANY = 'HJ-REQ-011'
const WINDOW_MS = 60_000
const MOST_KEPT = 1000

interface Seen {
  since: number
  /** refusals that no line says yet */
  unsaid: number
}

export function registerRefusals(app: FastifyInstance, { audit, clock }: { audit: Audit; clock: () => number }): void {
  const seen = new Map<string, Seen>()
  app.addHook('onSend', async (request, reply, payload) => {
    if (!REFUSED.has(reply.statusCode)) return payload
    const actor = actorOf(request)
    const code = codeOf(payload)
    // who asks too much may do so under any number of paths: that is one thing
    const object = code === TOO_MANY ? 'requests:all' : `route:${request.method} ${pathOf(request)}`
    const key = JSON.stringify([actor?.id, networkOf(request.ip), object, code])
    const before = seen.get(key)
    if (before !== undefined && clock() - before.since < WINDOW_MS) {
      before.unsaid++
      return payload
    }
    seen.delete(key)
    seen.set(key, { since: clock(), unsaid: 0 })
    if (seen.size > MOST_KEPT) seen.delete(seen.keys().next().value ?? '')
    const detail = { status: reply.statusCode, code, address: request.ip, ...(before === undefined || before.unsaid === 0 ? {} : { before: before.unsaid }) }
    // refused all the same where it cannot be written
    await audit.note({ actor, action: 'access.refuse', object, outcome: 'refused', detail }).catch((error: unknown) => request.log.error({ err: error }, 'a refusal could not be recorded'))
    return payload
  })
}

/** The pattern of the route, or the path without what was asked: questions hold names. */
const pathOf = (request: FastifyRequest): string => request.routeOptions.url ?? request.url.split('?', 1)[0] ?? ''

function codeOf(payload: unknown): string | null {
  if (typeof payload !== 'string') return null
  try {
    const problem = JSON.parse(payload) as { code?: unknown } | null
    return typeof problem?.code === 'string' ? problem.code : null
  } catch {
    return null
  }
}
