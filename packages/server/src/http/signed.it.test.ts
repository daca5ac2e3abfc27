/** Requests that a client signs with SM2: taken once, as they were sent, within their time, from whoever holds the key. */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClientView, PushAnswer, Problem } from '@hengjian/contracts'
import { sm2 } from 'sm-crypto-v2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { peopleTheDemo } from '../cli/demo-data.ts'
import { signText } from '../hash/index.ts'
import { startServer } from '../main.ts'
import type { RunningServer } from '../main.ts'
import { createIdentity, textToSign } from '../modules/identity/index.ts'
import type { Identity, SignedRequest } from '../modules/identity/index.ts'
import { at, openTestStore, testFiles, wire, writeFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let key: string
let now = at('2026-03-03T12:00:00+08:00')
const pair = sm2.generateKeyPairHex()
const stranger = sm2.generateKeyPairHex()

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-signed-'))
  await writeFiles(join(folder, 'catalogue'), testFiles())
  const config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web'), demo: true })
  identity = await createIdentity({ store, clock: () => now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  await peopleTheDemo(identity)
  key = (await identity.createClient(null, { id: 'signing', name: '签名的系统', scopes: ['events.push', 'events.precheck', 'matters.read'], unit: 'ga220104', publicKey: pair.publicKey })).key
  server = await startServer(config, { clock: () => now, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const sm3 = (body: string): string => createHash('sm3').update(body).digest('hex')

interface Sent {
  method?: string
  target?: string
  body?: string
  /** what is signed differs from what is sent */
  signed?: Partial<SignedRequest>
  headers?: Record<string, string>
  keys?: { privateKey: string; publicKey: string }
}

function headersOf({ method = 'POST', target = '/api/v1/events', body = '', signed = {}, keys = pair }: Sent): Record<string, string> {
  const request: SignedRequest = { method, target, date: new Date(now).toISOString(), nonce: randomUUID(), digest: sm3(body), signature: '', ...signed }
  return { 'hengjian-date': request.date, 'hengjian-nonce': request.nonce, 'hengjian-digest': request.digest, 'hengjian-signature': signText(textToSign(request), keys) }
}

async function send(sent: Sent): Promise<[number, PushAnswer & Problem]> {
  const { method = 'POST', target = '/api/v1/events', body = '', headers = headersOf(sent) } = sent
  const response = await fetch(server.url + target, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers }, ...(method === 'POST' ? { body } : {}) })
  return [response.status, (await response.json()) as PushAnswer & Problem]
}

let number = 0
const event = (): string => JSON.stringify([wire(`s${++number}`)])
const stored = async (): Promise<number> => (await store.pool.query<{ n: number }>('select count(*)::int as n from event')).rows[0]?.n ?? 0

describe('a client with a registered key', () => {
  test('is heard where it signs: what it pushes, what it asks with a query', async () => {
    expect(await send({ body: event() })).toMatchObject([200, { accepted: 1 }])
    expect((await send({ method: 'GET', target: '/api/v1/matters?q=C1&limit=1' }))[0]).toBe(200)
  })

  test('is refused without a signature, with one of another key, or of something else', async () => {
    const before = await stored()
    const body = event()
    expect(await send({ body, headers: {} })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await send({ body, keys: stranger })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    for (const signed of [{ method: 'GET' }, { target: '/api/v1/precheck' }, { target: '/api/v1/events?x=1' }]) expect(await send({ body, signed })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await send({ body, headers: { ...headersOf({ body }), 'hengjian-signature': '00' } })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await send({ body, headers: { ...headersOf({ body }), 'hengjian-nonce': 'short' } })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await stored()).toBe(before)
  })

  test('is refused where the body was altered on the way, and nothing of it is stored', async () => {
    const before = await stored()
    const body = event()
    const headers = headersOf({ body })
    expect(await send({ body: body.replace('T01-N01', 'T01-N02'), headers })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await send({ method: 'GET', target: '/api/v1/matters', signed: { digest: sm3('something') } })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await send({ body: '', signed: { digest: sm3('something') } })).toMatchObject([401, { code: 'HJ-AUT-013' }])
    expect(await stored()).toBe(before)
  })

  test('is heard once: what was sent before is refused, even where both come at once', async () => {
    const body = event()
    const headers = headersOf({ body })
    const twice = await Promise.all([send({ body, headers }), send({ body, headers })])
    expect(twice.map(([status]) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    expect(await send({ body, headers })).toMatchObject([401, { code: 'HJ-AUT-015' }])
    now += 200_000
    expect(await send({ body, headers })).toMatchObject([401, { code: 'HJ-AUT-015' }])
    now += 200_000
    expect(await send({ body, headers })).toMatchObject([401, { code: 'HJ-AUT-014' }])
  })

  test('is refused where its date is old, ahead, or none', async () => {
    for (const date of [new Date(now - 301_000).toISOString(), new Date(now + 301_000).toISOString(), 'now', '2026-03-03', '']) {
      expect(await send({ body: event(), signed: { date } })).toMatchObject([401, { code: 'HJ-AUT-014' }])
    }
    expect((await send({ body: event(), signed: { date: new Date(now - 299_000).toISOString() } }))[0]).toBe(200)
  })

  test('does not keep nonces beyond their time', async () => {
    now += 3_600_000
    await send({ body: event() })
    expect((await store.pool.query('select from request_nonce')).rowCount).toBe(1)
  })
})

describe('the key for signing', () => {
  const change = async (publicKey: string | null): Promise<[number, ClientView & Problem]> => {
    const response = await fetch(`${server.url}/api/v1/clients/other/public-key`, {
      method: 'POST',
      headers: { cookie: `hengjian=${await identity.openSession('demo-system')}`, origin: server.url, 'content-type': 'application/json' },
      body: JSON.stringify({ publicKey }),
    })
    return [response.status, (await response.json()) as ClientView & Problem]
  }

  test('is taken as hex or PEM, changed and taken away; what is no public key of SM2 is refused', async () => {
    await identity.createClient(null, { id: 'other', name: '另一系统', scopes: ['events.push'], allUnits: true })
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' })
    const pem = await change(publicKey.export({ type: 'spki', format: 'pem' }))
    expect(pem).toMatchObject([200, { publicKey: expect.stringMatching(/^04[0-9a-f]{128}$/) as string }])
    expect(await change(pair.publicKey.toUpperCase())).toMatchObject([200, { publicKey: pair.publicKey }])
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
    for (const wrong of [p256, privateKey.export({ type: 'pkcs8', format: 'pem' }), `04${'11'.repeat(64)}`, 'abc']) expect(await change(wrong)).toMatchObject([422, { code: 'HJ-AUT-016' }])
    expect(await change(null)).toMatchObject([200, { publicKey: null }])
  })
})
