/** Acts that a rule stops: asked for by a program with a key, decided by a person who is signed in, used once, looked at afterwards. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditList, OverrideView, PrecheckAnswer, Problem, PushAnswer, WorkList, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { peopleTheDemo } from '../../cli/demo-data.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { createIdentity } from '../identity/index.ts'
import type { Identity } from '../identity/index.ts'
import { at, openTestStore, testFiles, wire, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let key: string
let now = 0

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-overrides-'))
  const catalogue = join(folder, 'catalogue')
  await writeFiles(catalogue, testFiles())
  await cp(new URL('../../../../../catalog/internal', import.meta.url).pathname, join(catalogue, 'internal'), { recursive: true })
  const config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: catalogue, webDir: join(folder, 'web'), demo: true })
  now = at('2026-03-06T12:00:00+08:00')
  identity = await createIdentity({ store, clock: () => now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  key = (await peopleTheDemo(identity)) ?? ''
  server = await startServer(config, { clock: () => now, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let number = 0
let chain = ''
beforeEach(() => {
  chain = `O-${++number}`
  now = at('2026-03-06T12:00:00+08:00') + number * 60_000
})

interface Answered<T> {
  status: number
  answer: T
}

async function call<T>(path: string, as: { key?: string; account?: string; idempotency?: string }, body?: unknown): Promise<Answered<T>> {
  const headers: Record<string, string> = { origin: server.url, ...(as.key === undefined ? {} : { authorization: `Bearer ${as.key}` }), ...(as.account === undefined ? {} : { cookie: `hengjian=${await identity.openSession(as.account)}` }), ...(as.idempotency === undefined ? {} : { 'idempotency-key': as.idempotency }) }
  const response = await fetch(`${server.url}/api/v1${path}`, body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } })
  return { status: response.status, answer: (await response.json()) as T }
}

const officer = { id: 'ga220104-1003', name: '民警甲', org: '2201040000' }
/** A transfer without the request that must come before it. */
const transfer = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ chain, subject: 'S1', node: 'T01-N04', actor: officer, ...more })

const detained = async (): Promise<void> => {
  const { answer } = await call<PushAnswer>('/events', { key }, [wire(`${chain}-a`, { chain, actor: officer, at: '2026-03-06T09:00:00+08:00', attrs: { unit: '明河区公安局', personName: '王小明' } })])
  expect(answer.accepted).toBe(1)
}

const asked = async (override: string | null, more: Record<string, unknown> = {}, as = { key }) => call<PrecheckAnswer & Problem>('/precheck', as, transfer({ ...more, ...(override === null ? {} : { attrs: { override } }) }))
const request = async (reason = '对方机关已经下班，人必须当日移送', as: { key?: string; idempotency?: string } = { key }) => call<OverrideView & Problem>('/overrides', as, { event: transfer(), reason })

async function decide(id: string, act: '准予放行' | '不予放行', account = 'demo-agency-leader', grounds = '移送不能等，请求当日补办'): Promise<Answered<WorkMatter & Problem>> {
  const path = `/flows/OVR/matters/${encodeURIComponent(id)}`
  const { answer } = await call<WorkMatter>(path, { account: 'demo-agency-leader' })
  return call<WorkMatter & Problem>(`${path}/actions/OVR-N02`, { account }, { act, form: { grounds }, expected: answer.last })
}

async function granted(): Promise<OverrideView> {
  await detained()
  const { answer } = await request()
  expect(await decide(answer.id, '准予放行')).toMatchObject({ status: 200 })
  return answer
}

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 100; i++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`never came: ${JSON.stringify(await read()).slice(0, 1000)}`)
}

describe('a stopped act', () => {
  test('is let pass by the leader of the agency, done once under that decision, and looked at afterwards', async () => {
    await detained()
    const first = await asked(null)
    expect([first.answer.decision, first.answer.stoppedBy, first.answer.override]).toEqual(['deny', ['TS-002'], null])

    const { status, answer: wanted } = await request()
    expect([status, wanted.state, wanted.rules.map(({ id }) => id), wanted.officer]).toEqual([201, 'waiting', ['TS-002'], '民警甲'])
    const waiting = await call<WorkList>('/work', { account: 'demo-agency-leader' })
    expect(waiting.answer.rows.map((row) => row.chain)).toContain(wanted.id)
    const matter = await call<WorkMatter>(`/flows/OVR/matters/${encodeURIComponent(wanted.id)}`, { account: 'demo-agency-leader' })
    expect(matter.answer.override).toMatchObject({ id: wanted.id, matter: chain, reason: '对方机关已经下班，人必须当日移送' })
    expect(matter.answer.actions.map(({ act }) => act)).toEqual(['准予放行', '不予放行'])
    expect(matter.answer.clock).toMatchObject({ rule: 'HJO-001' })

    expect(await decide(wanted.id, '准予放行')).toMatchObject({ status: 200, answer: { closedAt: expect.any(String) as string } })
    const again = await asked(wanted.id)
    expect(again.answer).toMatchObject({ decision: 'allow', stoppedBy: ['TS-002'], override: { id: wanted.id, state: 'granted', decision: { by: expect.any(String) as string, grounds: '移送不能等，请求当日补办' } } })

    expect((await call<PushAnswer>('/events', { key }, [wire(`${chain}-b`, { ...transfer({ at: '2026-03-06T12:30:00+08:00', attrs: { override: wanted.id } }) })])).answer.accepted).toBe(1)
    expect((await asked(wanted.id)).answer.code).toBe('HJ-OVR-005')
    const list = await call<OverrideView[]>(`/overrides?matter=${chain}`, { account: 'demo-case-manager' })
    expect(list.answer).toMatchObject([{ id: wanted.id, state: 'used', usedBy: `${chain}-b` }])

    const review = await until(async () => (await call<WorkList>('/findings', { account: 'demo-case-manager' })).answer, ({ rows }) => rows.some((row) => row.origin?.chain === wanted.id))
    expect(review.rows.find((row) => row.origin?.chain === wanted.id)).toMatchObject({ origin: { rule: 'HJO-201', flow: 'OVR', outcome: 'warning' }, next: [{ node: 'FND-N02' }] })
    const lines = await call<AuditList>(`/audit?object=${encodeURIComponent(chain)}`, { account: 'demo-auditor' })
    expect(lines.answer.lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['precheck.ask', 'override.request', 'override.refuse']))
    const steps = await call<AuditList>(`/audit?object=${encodeURIComponent(wanted.id)}`, { account: 'demo-auditor' })
    expect(steps.answer.lines).toMatchObject([{ action: 'work.act', detail: { act: '准予放行' } }])
  })

  test('that nobody let pass stays stopped: not decided, refused, expired', async () => {
    await detained()
    const { answer: first } = await request()
    expect((await asked(first.id)).answer.code).toBe('HJ-OVR-004')
    await decide(first.id, '不予放行')
    expect((await asked(first.id)).answer.code).toBe('HJ-OVR-004')
    expect((await call<OverrideView>(`/overrides/${encodeURIComponent(first.id)}`, { key })).answer.state).toBe('refused')
    const { answer: second } = await request('理由另行补充，当日必须移送')
    await decide(second.id, '准予放行')
    now += 24 * 3_600_000 + 60_000
    expect((await asked(second.id)).answer).toMatchObject({ status: 409, code: 'HJ-OVR-002' })
  })

  test('is not let pass by an override that was made up, of another act, or of another system', async () => {
    const { id } = await granted()
    expect((await asked('override:0123456789abcdef')).answer.code).toBe('HJ-OVR-001')
    expect((await asked(`${id.slice(0, -1)}x`)).answer.code).toBe('HJ-OVR-001')
    expect((await asked(id, { subject: 'S2' })).answer.code).toBe('HJ-OVR-003')
    expect((await asked(id, { node: 'T01-N02' })).answer.code).toBe('HJ-OVR-003')
    const other = await identity.createClient(null, { id: `other-${number}`, name: '另一系统', scopes: ['events.precheck', 'overrides.read'], allUnits: true })
    expect((await asked(id, {}, { key: other.key })).answer.code).toBe('HJ-OVR-001')
    expect((await call<Problem>(`/overrides/${encodeURIComponent(id)}`, { key: other.key })).status).toBe(404)
    expect((await call<Problem>('/overrides', { key: other.key }, { event: transfer(), reason: '没有申请的权限' })).answer.code).toBe('HJ-AUT-004')
  })

  test('is decided by the leader only, never by whoever asked, and with a reason', async () => {
    await detained()
    const { answer } = await request()
    const codes = await Promise.all(['demo-division-head', 'demo-case-manager', 'demo-police-officer', 'demo-committee'].map(async (account) => (await decide(answer.id, '准予放行', account)).answer.code))
    // whoever asked sees what becomes of it; a head who has no part in the flow does not even see that
    expect(codes).toEqual(['HJ-REQ-007', 'HJ-FLO-001', 'HJ-FLO-001', 'HJ-FLO-001'])
    expect((await decide(answer.id, '准予放行', 'demo-agency-leader', '')).answer.code).toBe('HJ-FLO-003')
    const own = await call<OverrideView>('/overrides', { key }, { event: transfer({ actor: { ...officer, id: 'ga220104-1001' } }), reason: '本人提出的移送' })
    expect((await decide(own.answer.id, '准予放行')).answer.code).toBe('HJ-FLO-004')
  })
})

describe('asking for an override', () => {
  test('twice the same is one; one key for two things is refused', async () => {
    await detained()
    const [one, two] = await Promise.all([request(), request()])
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 201])
    expect(one.answer.id).toBe(two.answer.id)
    const named = await request('带幂等键的申请', { key, idempotency: 'k-1' })
    expect(named.answer.id).not.toBe(one.answer.id)
    expect((await request('带幂等键的申请', { key, idempotency: 'k-1' })).answer.id).toBe(named.answer.id)
    expect((await request('换了内容的申请', { key, idempotency: 'k-1' })).answer).toMatchObject({ status: 409, code: 'HJ-OVR-008' })
  })

  test('needs an act that is stopped, a unit that is known, and a reason', async () => {
    await detained()
    const wanted = async (body: unknown) => (await call<Problem>('/overrides', { key }, body)).answer.code
    expect(await wanted({ event: transfer({ node: 'T01-N02' }), reason: '没有被拦截' })).toBe('HJ-OVR-006')
    expect(await wanted({ event: transfer({ actor: { id: 'x', org: '9999990000' } }), reason: '单位不明的申请' })).toBe('HJ-OVR-007')
    expect(await wanted({ event: transfer(), reason: '短' })).toBe('HJ-REQ-005')
    expect(await wanted({ event: transfer(), reason: '多了一个字段', unit: 'ga220104' })).toBe('HJ-REQ-005')
    expect(await wanted({ event: { chain }, reason: '不是完整的事件' })).toMatch(/^HJ-EVT-/)
  })
})
