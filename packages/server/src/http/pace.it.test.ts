/** How much one may ask, and what is noticed of whoever sees too much; with the bounds of a small house. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditLine, NoticeList, Problem } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { searchAudit } from '../audit/index.ts'
import { readConfig } from '../config.ts'
import { createImport, finishImport } from '../intake/index.ts'
import { peopleTheDemo } from '../cli/demo-data.ts'
import { startServer } from '../main.ts'
import type { RunningServer } from '../main.ts'
import { codeOf, createIdentity, stepAt } from '../modules/identity/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { at, openTestStore, testFiles, writeFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

const rules = `
window: { seconds: 60, person: 20, client: 30, address: 10 }
waiting: { imports: 2 }
costly: { matters.unmask: 2 }
unusual: [{ permission: matters.read, different: 5, hours: 1 }]
`

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let key: string
let now = at('2026-03-03T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-pace-'))
  await writeFiles(join(folder, 'catalogue'), testFiles())
  const given = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web'), demo: true })
  const config = { ...given, internalDir: join(folder, 'internal') }
  await cp(given.internalDir, config.internalDir, { recursive: true })
  await writeFile(join(config.internalDir, 'requests.yaml'), rules)
  identity = await createIdentity({ store, clock: () => now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  key = (await peopleTheDemo(identity)) ?? ''
  server = await startServer(config, { clock: () => now, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
/** a window of its own for each test */
beforeEach(() => (now += 2 * 3_600_000))

const ask = (path: string, headers: Record<string, string> = {}, body?: object): Promise<Response> =>
  fetch(`${server.url}/api/v1${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { origin: server.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const as = async (account: string): Promise<Record<string, string>> => ({ cookie: `hengjian=${await identity.openSession(account)}` })
const statuses = async (times: number, one: (i: number) => Promise<Response>): Promise<number[]> => {
  const found: number[] = []
  for (let i = 0; i < times; i++) found.push((await one(i)).status)
  return found
}
const lines = async (action: string): Promise<AuditLine[]> => (await searchAudit(store, { from: now, to: null, actor: null, action, object: null }, null, 50)).lines
const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status)

test('whoever asks too much is told how long to wait, and is heard again then', async () => {
  const headers = await as('demo-committee')
  expect(await statuses(20, () => ask('/session', headers))).toEqual(times(20, 200))
  now += 15_500
  const refused = await ask('/today', headers)
  expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([429, '45', 'application/problem+json; charset=utf-8'])
  expect(((await refused.json()) as Problem).code).toBe('HJ-REQ-011')
  now += 45_000
  expect((await ask('/session', headers)).status).toBe(200)
})

test('a person counts once, from however many sessions; others from the same address are not held back', async () => {
  const [one, two, other] = [await as('demo-reviewer'), await as('demo-reviewer'), await as('demo-inspector')]
  expect(await statuses(22, (i) => ask('/session', i % 2 === 0 ? one : two))).toEqual([...times(20, 200), 429, 429])
  expect((await ask('/session', other)).status).toBe(200)
})

test('who has not signed in is counted by address, with wrong keys and forged cookies among them, while those at work there go on', async () => {
  const forged = (i: number): Record<string, string> => (i % 2 === 0 ? { authorization: `Bearer hj_${'x'.repeat(40)}${i}` } : { cookie: `hengjian=${String(i).padStart(43, 'x')}` })
  expect(await statuses(12, (i) => ask('/today', forged(i)))).toEqual([...times(10, 401), 429, 429])
  expect((await ask('/session', await as('demo-committee'))).status).toBe(200)
  expect((await ask('/catalogue', { authorization: `Bearer ${key}` })).status).not.toBe(429)
})

test('a key has a bound of its own', async () => {
  const answers = await statuses(31, () => ask('/precheck', { authorization: `Bearer ${key}` }, { chain: 'C1', node: 'T01-N01' }))
  expect(answers.filter((status) => status === 429)).toHaveLength(1)
  expect(answers.at(-1)).toBe(429)
})

test('what costs more has a narrower bound', async () => {
  const headers = await as('demo-committee')
  const unmask = (): Promise<Response> => ask('/matters/none/unmask', headers, { reason: '核对当事人' })
  expect(await statuses(3, unmask)).toEqual([404, 404, 429])
  expect((await ask('/session', headers)).status).toBe(200)
})

test('nobody fills the disk of the server with files that wait', async () => {
  const token = await identity.openSession('demo-case-manager')
  const headers = { cookie: `hengjian=${token}`, 'content-type': 'application/octet-stream' }
  const hand = (): Promise<Response> => fetch(`${server.url}/api/v1/imports?name=a.jsonl`, { method: 'POST', headers: { origin: server.url, ...headers }, body: '{}' })
  const person = (await identity.resolve(token))?.actor.id
  const waiting = await Promise.all(['a', 'b'].map((name) => createImport(store, { name, totalBytes: 1, fingerprint: name, state: 'running' }, now)))
  await store.pool.query('update import_job set by_person = $2 where id = any($1)', [waiting, `person:${person}`])
  const refused = await hand()
  expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([429, 'HJ-IMP-003'])
  await finishImport(store, waiting[0] ?? '', now, null)
  expect((await hand()).status).toBe(202)
})

test('a flood leaves one line in the trail for a minute, under however many paths it comes', async () => {
  const headers = await as('demo-committee')
  expect((await statuses(40, (i) => ask(`/nothing-${i}`, headers))).filter((status) => status === 429)).toHaveLength(20)
  expect(await lines('access.refuse')).toMatchObject([{ object: 'requests:all', outcome: 'refused', detail: { status: 429, code: 'HJ-REQ-011' } }])
})

test('unusual reading by one person is recorded and told once, to those who look after accounts', async () => {
  const headers = await as('demo-committee')
  expect(await statuses(12, () => ask('/matters?q=a', headers))).toEqual(times(12, 200))
  expect(await lines('access.unusual')).toEqual([])
  expect(await statuses(8, (i) => ask(`/matters?q=${i}`, headers))).toEqual(times(8, 200))
  await expect.poll(() => lines('access.unusual')).toMatchObject([{ actor: { kind: 'person' }, detail: { permission: 'matters.read', different: 5, hours: 1 } }])
  const inbox = async (account: string): Promise<NoticeList> => (await ask('/notices', await secured(account))).json() as Promise<NoticeList>
  const mine = await lines('access.unusual')
  await expect.poll(async () => (await inbox('demo-security')).items.map(({ title }) => title.zh)).toEqual([`工号 ${mine[0]?.actor.id} 查阅数量异常`])
  expect((await inbox('demo-system')).items).toEqual([])
})

/** With the second factor that administrators must set up; the inbox is theirs only after that. */
async function secured(account: string): Promise<Record<string, string>> {
  const headers = await as(account)
  const offered = await ask('/account/totp', headers, {})
  if (!offered.ok) return headers
  const { secret } = (await offered.json()) as { secret: string }
  const answer = await ask('/account/totp/confirm', headers, { code: codeOf(base32(secret), stepAt(now)) })
  if (!answer.ok) throw new Error(await answer.text())
  return headers
}

function base32(text: string): Buffer {
  const bits = Array.from(text, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
