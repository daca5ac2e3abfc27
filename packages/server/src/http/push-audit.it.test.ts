import type { Actor, AuditActor, AuditList } from '@hengjian/contracts'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAudit, searchAudit } from '../audit/index.ts'
import { createPrecheck } from '../modules/precheck/index.ts'
import { unlimited } from '../store/index.ts'
import { openTestStore, testCatalogue, wire } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'
import { registerEventRoutes } from './routes-events.ts'

let store: TestStore
let app: FastifyInstance
let actor: AuditActor | null

beforeAll(async () => {
  store = await openTestStore()
  const catalogue = testCatalogue()
  const clock = () => Date.parse('2026-03-03T04:00:00Z')
  const audit = createAudit({ store, clock })
  app = Fastify()
  app.decorateRequest('actor', null as unknown as Actor)
  app.addHook('onRequest', async (request) => void Object.assign(request, { actor }))
  registerEventRoutes(app, { store, catalogue, clock, audit, precheck: createPrecheck({ store, catalogue, audit, reachOf: () => Promise.resolve(unlimited) }), eventBodyLimit: 1024 * 1024 })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

const lines = async (action: string): Promise<AuditList['lines']> => (await searchAudit(store, { from: null, to: null, actor: null, action, object: null }, null, 10)).lines
const send = (url: string, payload: unknown) => app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })

describe('who pushes and asks', () => {
  test('a client with a key of its own leaves one line a push, however many events it holds', async () => {
    actor = { kind: 'client', id: 'c1', name: '警综平台' }
    expect((await send('/events', [wire('a'), wire('b', { chain: 'C2' }), wire('a'), { id: 'x' }])).statusCode).toBe(200)
    expect(await lines('events.push')).toMatchObject([{ actor, object: 'client:c1', detail: { accepted: 2, duplicate: 1, rejected: 1 } }])
  })

  test('a question names the client that asks and the officer who intends the act', async () => {
    await send('/precheck', { chain: 'C1', node: 'T01-N02', actor: { id: 'p7' } })
    expect((await lines('precheck.ask'))[0]).toMatchObject({ actor, object: 'matter:C1', detail: { officer: 'p7' } })
  })

  test('without accounts there is nobody to name, and a push costs the trail nothing', async () => {
    actor = { kind: 'local', id: 'local', name: '' }
    await send('/events', wire('d'))
    expect(await lines('events.push')).toHaveLength(1)
  })
})
