/** Server-sent events: every server hears of changes through the database and tells its own readers. */
import type { Actor, StreamMessage } from '@hengjian/contracts'
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import { CHANGED, IMPORTED } from '../intake/index.ts'
import type { Imports } from '../modules/imports/index.ts'
import { NOTICED } from '../modules/notices/index.ts'
import { listen } from '../store/index.ts'

const COALESCED_MS = 500
/** Proxies close silent connections. */
const HEARTBEAT_MS = 25_000
/** after which a browser asks again */
const RETRY_MS = 2000

export interface Stream {
  register(app: FastifyInstance): void
  close(): Promise<void>
}

export interface StreamParts {
  url: string
  imports: Imports
  /** which of these sessions still live: a connection does not outlive the session that opened it */
  alive: (sessions: readonly string[]) => Promise<ReadonlySet<string>>
}

export function openStream({ url, imports, alive }: StreamParts): Stream {
  const readers = new Map<ServerResponse, Actor>()
  const changed = { chains: 0 }
  const jobs = new Set<string>()
  const noticed = new Set<string>()
  let timer: NodeJS.Timeout | null = null

  const tell = (message: StreamMessage): void => {
    for (const [reader, { permissions }] of readers) if (message.type === 'changed' || permissions.has('imports.read')) reader.write(`data: ${JSON.stringify(message)}\n\n`)
  }
  const flush = async (): Promise<void> => {
    timer = null
    const ids = [...jobs]
    jobs.clear()
    if (changed.chains > 0) tell({ type: 'changed', chains: changed.chains })
    changed.chains = 0
    for (const [reader, { id }] of readers) if (noticed.has(id)) reader.write(`data: ${JSON.stringify({ type: 'notices' } satisfies StreamMessage)}\n\n`)
    noticed.clear()
    for (const id of ids) {
      const job = await imports.get(id).catch(() => null)
      if (job !== null) tell({ type: 'import', job })
    }
  }
  const hear = ({ channel, payload = '' }: pg.Notification): void => {
    if (readers.size === 0) return
    if (channel === IMPORTED) jobs.add(payload)
    else if (channel === NOTICED) for (const person of JSON.parse(payload) as string[]) noticed.add(person)
    else changed.chains += Number(payload)
    timer ??= setTimeout(() => void flush(), COALESCED_MS)
  }
  const listener = listen(url, [CHANGED, IMPORTED, NOTICED], hear)
  const dismiss = async (): Promise<void> => {
    const living = await alive([...readers.values()].flatMap(({ session }) => session ?? []))
    for (const [reader, { session }] of readers) if (session !== null && !living.has(session)) reader.end()
  }
  const heartbeat = setInterval(() => {
    for (const reader of readers.keys()) reader.write(': \n\n')
    // while the database is away nobody can be told apart
    void dismiss().catch(() => undefined)
  }, HEARTBEAT_MS)

  return {
    register: (app) => {
      app.get('/stream', { config: { permission: 'worklist.read' }, schema: { summary: '变化通知 Changes as server-sent events', produces: ['text/event-stream'] } }, (request, reply) => {
        reply.hijack()
        reply.raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } as Record<string, string>)
        reply.raw.write(`retry: ${RETRY_MS}\n\n`)
        readers.set(reply.raw, request.actor)
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
