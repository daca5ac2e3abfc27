/** Server-sent events: every server hears of changes through the database and tells its own readers. */
import type { StreamMessage } from '@hengjian/contracts'
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import { CHANGED, IMPORTED } from '../intake/index.ts'
import type { Imports } from '../modules/imports/index.ts'
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

export function openStream({ url, imports }: { url: string; imports: Imports }): Stream {
  const readers = new Set<ServerResponse>()
  const changed = { chains: 0 }
  const jobs = new Set<string>()
  let timer: NodeJS.Timeout | null = null

  const tell = (message: StreamMessage): void => {
    for (const reader of readers) reader.write(`data: ${JSON.stringify(message)}\n\n`)
  }
  const flush = async (): Promise<void> => {
    timer = null
    const ids = [...jobs]
    jobs.clear()
    if (changed.chains > 0) tell({ type: 'changed', chains: changed.chains })
    changed.chains = 0
    for (const id of ids) {
      const job = await imports.get(id).catch(() => null)
      if (job !== null) tell({ type: 'import', job })
    }
  }
  const hear = ({ channel, payload = '' }: pg.Notification): void => {
    if (readers.size === 0) return
    if (channel === IMPORTED) jobs.add(payload)
    else changed.chains += Number(payload)
    timer ??= setTimeout(() => void flush(), COALESCED_MS)
  }
  const listener = listen(url, [CHANGED, IMPORTED], hear)
  const heartbeat = setInterval(() => {
    for (const reader of readers) reader.write(': \n\n')
  }, HEARTBEAT_MS)

  return {
    register: (app) => {
      app.get('/stream', { schema: { summary: '变化通知 Changes as server-sent events', produces: ['text/event-stream'] } }, (request, reply) => {
        reply.hijack()
        reply.raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } as Record<string, string>)
        reply.raw.write(`retry: ${RETRY_MS}\n\n`)
        readers.add(reply.raw)
        request.raw.on('close', () => readers.delete(reply.raw))
      })
    },
    close: async () => {
      clearInterval(heartbeat)
      if (timer !== null) clearTimeout(timer)
      for (const reader of readers) reader.end()
      await listener.close()
    },
  }
}
