/**
 * Server-sent events: every server hears of changes through the database and tells its own readers. Open to everybody who
 * has signed in, for their notices; of matters and imports each hears only what the role may see.
 */
import type { Actor, StreamMessage } from '@hengjian/contracts'
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import { CHANGED, IMPORTED, readChains } from '../intake/index.ts'
import type { Chains } from '../modules/chains/index.ts'
import type { Imports } from '../modules/imports/index.ts'
import { NOTICED } from '../modules/notices/index.ts'
import type { Reach } from '../store/index.ts'
import { listen, reachKey } from '../store/index.ts'
import { Content } from './schemas.ts'

const COALESCED_MS = 500
/** Proxies close silent connections. */
const HEARTBEAT_MS = 25_000
/** after which a browser asks again */
const RETRY_MS = 2000

/** Without one of these nobody hears that a matter moved, however far the posts reach. */
const MATTERS = ['worklist.read', 'matters.read', 'work.read'] as const

export interface Stream {
  register(app: FastifyInstance): void
  close(): Promise<void>
}

export interface StreamParts {
  url: string
  imports: Imports
  chains: Pick<Chains, 'visible'>
  reachOf: (actor: Actor) => Promise<Reach>
  /** which of these sessions still live: a connection does not outlive the session that opened it */
  alive: (sessions: readonly string[]) => Promise<ReadonlySet<string>>
}

interface Reader {
  actor: Actor
  /** asked anew with every heartbeat: posts change while a connection is open */
  reach: Promise<Reach>
}

export function openStream({ url, imports, chains, reachOf, alive }: StreamParts): Stream {
  const readers = new Map<ServerResponse, Reader>()
  const changed = new Set<string>()
  const jobs = new Set<string>()
  const noticed = new Set<string>()
  let timer: NodeJS.Timeout | null = null

  /** Whoever may not see a matter does not learn that it moved. */
  const flush = async (): Promise<void> => {
    timer = null
    const [ids, moved] = [[...jobs], [...changed]]
    jobs.clear()
    changed.clear()
    const rung = new Set(noticed)
    noticed.clear()
    const seenBy = new Map<string, number>()
    // one after the other: a hundred readers must not take every connection at once
    for (const [reader, { actor, reach: settled }] of readers) {
      const send = (message: StreamMessage): void => void reader.write(`data: ${JSON.stringify(message)}\n\n`)
      if (actor.kind !== 'client' && rung.has(actor.id)) send({ type: 'notices' })
      if (moved.length > 0 && MATTERS.some((permission) => actor.permissions.has(permission))) {
        const reach = await settled
        const key = reachKey(reach)
        const seen = seenBy.get(key) ?? (await chains.visible(reach, moved))
        seenBy.set(key, seen)
        if (seen > 0) send({ type: 'changed', chains: seen })
      }
      if (!actor.permissions.has('imports.read')) continue
      for (const id of ids) {
        const job = await imports.get(actor, id).catch(() => null)
        if (job !== null) send({ type: 'import', job })
      }
    }
  }
  const hear = ({ channel, payload = '' }: pg.Notification): void => {
    if (readers.size === 0) return
    if (channel === IMPORTED) jobs.add(payload)
    else if (channel === NOTICED) for (const person of JSON.parse(payload) as string[]) noticed.add(person)
    else for (const chain of readChains(payload)) changed.add(chain)
    // while the database is away nobody can be told apart, and there is nothing new
    timer ??= setTimeout(() => void flush().catch(() => undefined), COALESCED_MS)
  }
  const listener = listen(url, [CHANGED, IMPORTED, NOTICED], hear)
  const reachIn = (actor: Actor): Promise<Reach> => {
    const reach = reachOf(actor)
    reach.catch(() => undefined)
    return reach
  }
  const dismiss = async (): Promise<void> => {
    const living = await alive([...readers.values()].flatMap(({ actor }) => actor.session ?? []))
    for (const [reader, { actor }] of readers) if (actor.session !== null && !living.has(actor.session)) reader.end()
    // one after the other: they are many, and nobody waits for it
    for (const reader of readers.values()) {
      reader.reach = reachIn(reader.actor)
      await reader.reach.catch(() => undefined)
    }
  }
  const heartbeat = setInterval(() => {
    for (const reader of readers.keys()) reader.write(': \n\n')
    // while the database is away nobody can be told apart
    void dismiss().catch(() => undefined)
  }, HEARTBEAT_MS)

  return {
    register: (app) => {
      app.get('/stream', { config: { permission: ['notices.own', 'worklist.read'] }, schema: { summary: '变化通知 Changes as server-sent events', response: { 200: Content('text/event-stream', 'StreamMessage') } } }, (request, reply) => {
        reply.hijack()
        reply.raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } as Record<string, string>)
        reply.raw.write(`retry: ${RETRY_MS}\n\n`)
        readers.set(reply.raw, { actor: request.actor, reach: reachIn(request.actor) })
        request.raw.on('close', () => readers.delete(reply.raw))
      })
    },
    close: async () => {
      clearInterval(heartbeat)
      if (timer !== null) clearTimeout(timer)
      for (const reader of readers.keys()) reader.end()
      await listener.close()
    },
  }
}
