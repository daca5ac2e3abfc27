/**
 * Whoever sees far more than their work asks for is not stopped, but noticed: more different things under one permission
 * than `catalog/internal/requests.yaml` calls usual are recorded once, and told to those who look after accounts.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '../audit/index.ts'
import { actorOf, permissionsOf } from './actor.ts'
import type { RequestRules } from './pace.ts'

const HOUR_MS = 3_600_000
/** so many people are remembered at most */
const MOST = 10_000

export interface Unusual {
  person: string
  permission: string
  different: number
  hours: number
  since: string
}

export interface UnusualParts {
  rules: RequestRules['unusual']
  audit: Audit
  clock: () => number
  tell: (one: Unusual) => Promise<void>
}

export function registerUnusual(app: FastifyInstance, { rules, audit, clock, tell }: UnusualParts): void {
  const seen = new Map<string, { since: number; things: Set<number>; told: boolean }>()
  const byPermission = Map.groupBy(rules, ({ permission }) => permission)
  app.addHook('onResponse', async (request, reply) => {
    const { actor, routeOptions, url } = request
    const watched = permissionsOf(routeOptions.config).flatMap((permission) => byPermission.get(permission) ?? [])
    if (watched.length === 0 || reply.statusCode >= 400 || actor?.kind !== 'person') return
    for (const { permission, different, hours } of watched) {
      const key = `${actor.id} ${permission} ${hours}`
      let one = seen.get(key)
      if (one === undefined || clock() - one.since >= hours * HOUR_MS) {
        seen.delete(key)
        if (seen.size >= MOST) seen.delete(seen.keys().next().value ?? '')
        one = { since: clock(), things: new Set(), told: false }
        seen.set(key, one)
      }
      // a page that asks for the same again sees nothing more
      if (!one.told) one.things.add(digest(url))
      if (one.told || one.things.size <= different) continue
      one.told = true
      const found = { person: actor.id, permission, different, hours, since: new Date(one.since).toISOString() }
      one.things.clear()
      try {
        await audit.note({ actor: actorOf(request), action: 'access.unusual', object: `person:${actor.id}`, detail: { permission, different, hours, since: found.since, address: request.ip } })
        await tell(found)
      } catch (error) {
        request.log.error({ err: error }, 'unusual reading could not be recorded')
      }
    }
  })
}

/** What was asked for may hold a name and be long. */
const digest = (url: string): number => createHash('sha256').update(url).digest().readUInt32LE(0)
