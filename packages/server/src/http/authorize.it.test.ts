/** Who may do what: every route as every role against `docs/permissions.md`, and what an intruder would try. */
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { NewKey, NoticeList, Problem, SessionState, SessionView } from '@hengjian/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { peopleTheDemo } from '../cli/demo-data.ts'
import { demoCast } from '../demo/organisation.ts'
import { startServer } from '../main.ts'
import type { RunningServer } from '../main.ts'
import { codeOf, createIdentity, stepAt } from '../modules/identity/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { at, openTestStore, testFiles, writeFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let config: Config
let key: string
let now = at('2026-03-03T12:00:00+08:00')
const clock = () => now

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-gate-'))
  await writeFiles(join(folder, 'catalogue'), testFiles())
  config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web'), demo: true })
  identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  key = (await peopleTheDemo(identity)) ?? ''
  server = await startServer(config, { clock, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

interface Ask {
  method?: string
  token?: string | null
  bearer?: string
  body?: unknown
  headers?: Record<string, string>
}

/** As a page of the site would ask; the answer is not waited for to its end. */
async function ask(path: string, { method = 'GET', token = null, bearer, body, headers = {} }: Ask = {}): Promise<Response> {
  return await fetch(server.url + path, {
    method,
    headers: { origin: server.url, ...(token === null ? {} : { cookie: `hengjian=${token}` }), ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
const codeIn = async (response: Response): Promise<[number, string]> => [response.status, ((await response.json()) as Problem).code]
const tokenOf = (response: Response): string => /hengjian=([\w-]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''

const columns = ['anonymous', 'client', ...demoCast.people.map(({ account }) => account).filter((account) => !['demo-prosecutor', 'demo-judge', 'demo-prison-officer', 'demo-justice-officer', 'demo-city-leader'].includes(account))]

/** Route → columns that may. */
async function documented(): Promise<Map<string, string[]>> {
  const text = await readFile(resolve(import.meta.dirname, '../../../../docs/permissions.md'), 'utf8').catch(() => '')
  const rows = text.split('\n').filter((line) => /^\| (GET|POST|DELETE) /.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  return new Map(rows.map(([route = '', ...cells]) => [route, columns.filter((_, i) => cells[i] === '●')]))
}

describe('every route as every role', () => {
  test('is open to those whom docs/permissions.md names, and to nobody else', { timeout: 120_000 }, async () => {
    const { paths } = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, Record<string, object>> }
    const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).filter((method) => method !== 'head').map((method) => [method.toUpperCase(), path] as const))
    expect(routes.length).toBeGreaterThan(40)
    const found = new Map<string, string[]>()
    for (const [method, path] of routes) {
      const may: string[] = []
      for (const column of columns) {
        const stop = new AbortController()
        const token = column.startsWith('demo-') ? await identity.openSession(column) : null
        const response = await fetch(server.url + path.replaceAll(/\{\w+\}/g, 'none'), { method, signal: stop.signal, headers: { origin: server.url, ...(token === null ? {} : { cookie: `hengjian=${token}` }), ...(column === 'client' ? { authorization: `Bearer ${key}` } : {}) } })
        const code = response.status === 401 || response.status === 403 ? ((await response.json()) as Problem).code : ''
        stop.abort()
        if (!['HJ-AUT-001', 'HJ-AUT-004'].includes(code)) may.push(column)
      }
      found.set(`${method} ${path}`, may)
    }
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(await documented()))
  })

  test('a key that is none opens nothing', async () => {
    expect(await codeIn(await ask('/api/v1/today', { bearer: `${key.slice(0, -2)}xx` }))).toEqual([401, 'HJ-AUT-007'])
  })
})

describe('an intruder', () => {
  test('who brings a session id along does not get it blessed by the sign-in', async () => {
    const planted = 'x'.repeat(43)
    const signed = await ask('/api/v1/session/demo', { method: 'POST', token: planted, body: { account: 'demo-committee' } })
    expect(tokenOf(signed)).toMatch(/^[\w-]{43}$/)
    expect(tokenOf(signed)).not.toBe(planted)
    expect(signed.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect(await codeIn(await ask('/api/v1/today', { token: planted }))).toEqual([401, 'HJ-AUT-001'])
  })
  test('who replays the cookie of a session that was rotated or signed out gets nothing', async () => {
    const first = await identity.openSession('demo-committee')
    const second = tokenOf(await ask('/api/v1/session/demo', { method: 'POST', token: first, body: { account: 'demo-committee' } }))
    expect((await ask('/api/v1/today', { token: first })).status).toBe(401)
    expect((await ask('/api/v1/session', { method: 'DELETE', token: second })).status).toBe(200)
    expect((await ask('/api/v1/today', { token: second })).status).toBe(401)
  })
  test.each([
    ['from another site', { origin: 'https://evil.example' }, 'HJ-REQ-008'],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 'HJ-AUT-005'],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'same-site' }, 'HJ-AUT-005'],
  ])('cannot use somebody else’s session for a request %s', async (_where, headers, code) => {
    const token = await identity.openSession('demo-committee')
    expect(await codeIn(await ask('/api/v1/session', { method: 'DELETE', token, headers }))).toEqual([403, code])
    expect((await ask('/api/v1/today', { token })).status).toBe(200)
  })
  test('cannot end or see the sessions of somebody else by their id', async () => {
    const theirs = await identity.openSession('demo-reviewer')
    const list = (await (await ask('/api/v1/account/sessions', { token: theirs })).json()) as SessionView[]
    const id = list.find(({ current }) => current)?.id ?? ''
    const mine = await identity.openSession('demo-inspector')
    expect(await codeIn(await ask(`/api/v1/account/sessions/${id}`, { method: 'DELETE', token: mine }))).toEqual([404, 'HJ-REQ-007'])
    expect((await ask('/api/v1/account/sessions', { token: theirs })).status).toBe(200)
  })
  test.each([
    ['/api/v1/session', { account: 'demo-committee', password: 'x', roles: ['security-administrator'] }],
    ['/api/v1/session/demo', { account: 'demo-committee', person: 'zfw220000-1005' }],
    ['/api/v1/account/password', { current: 'x', next: 'y', account: 'demo-security' }],
    ['/api/v1/accounts', { account: 'new', person: 'zfw220000-1001', demo: true, password: 'x' }],
    ['/api/v1/clients', { id: 'new', name: 'x', scopes: ['events.push'], demo: true }],
  ])('cannot assign by the way what %s does not ask for', async (path, body) => {
    const token = await identity.openSession(path.endsWith('clients') ? 'demo-system' : 'demo-security')
    expect(await codeIn(await ask(path, { method: 'POST', token, body }))).toEqual([400, 'HJ-REQ-005'])
  })
  test('cannot give a client what clients may not have', async () => {
    const token = await identity.openSession('demo-system')
    expect(await codeIn(await ask('/api/v1/clients', { method: 'POST', token, body: { id: 'new', name: 'x', scopes: ['accounts.manage'] } }))).toEqual([422, 'HJ-AUT-012'])
  })
  test('cannot forge a path of organisations', async () => {
    const token = await identity.openSession('demo-system')
    const response = await fetch(`${server.url}/api/v1/people/import?name=u.csv`, { method: 'POST', body: 'code,parent,kind,agency,place,name,path\nx1,22,agency,police,22,甲,22', headers: { origin: server.url, cookie: `hengjian=${token}`, 'content-type': 'text/csv' } })
    expect(await codeIn(response)).toEqual([422, 'HJ-PPL-001'])
  })
})

describe('signing in', () => {
  const signIn = (account: string, password: string, code?: string) => ask('/api/v1/session', { method: 'POST', body: { account, password, ...(code === undefined ? {} : { code }) } })

  test('locks after five wrong passwords, says the same as for a name that does not exist, and opens by itself', async () => {
    const { password } = await identity.createAccount(null, 'lock.me', 'ga220104-1005')
    for (let i = 0; i < 5; i++) expect(await codeIn(await signIn('lock.me', 'wrong'))).toEqual([401, 'HJ-AUT-002'])
    expect(await codeIn(await signIn('lock.me', password))).toEqual([401, 'HJ-AUT-002'])
    expect(await codeIn(await signIn('nobody', 'wrong'))).toEqual([401, 'HJ-AUT-002'])
    now += 16 * 60_000
    expect((await signIn('lock.me', password)).status).toBe(200)
  })
  test('is refused after too many attempts within a minute', async () => {
    now += 120_000
    const answers = await Promise.all(Array.from({ length: 62 }, () => signIn('nobody', 'wrong')))
    expect(answers.filter(({ status }) => status === 429).map(({ headers }) => headers.get('retry-after'))).toEqual(['60', '60'])
    now += 120_000
  })
  test('for the first time leads to a new password and, for an administrator, a second factor; a code is good once', async () => {
    await identity.importPeople(null, 'p.csv', 'id,name,unit,role,since\nADM1,钱守,zfw220000-04,security-administrator,2026-01-01')
    const { password } = await identity.createAccount(null, 'first.time', 'ADM1')
    const token = tokenOf(await signIn('first.time', password))
    expect(await codeIn(await ask('/api/v1/accounts', { token }))).toEqual([403, 'HJ-AUT-010'])
    expect(await codeIn(await ask('/api/v1/account/password', { method: 'POST', token, body: { current: password, next: 'short' } }))).toEqual([422, 'HJ-AUT-008'])
    const changed = (await (await ask('/api/v1/account/password', { method: 'POST', token, body: { current: password, next: 'Tisch-7-Lampe' } })).json()) as SessionState
    expect(changed.pending).toBe('totp')
    const { secret } = (await (await ask('/api/v1/account/totp', { method: 'POST', token })).json()) as { secret: string }
    const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
    const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    const code = () => codeOf(bytes, stepAt(now))
    expect(((await (await ask('/api/v1/account/totp/confirm', { method: 'POST', token, body: { code: code() } })).json()) as SessionState).pending).toBeNull()
    expect((await ask('/api/v1/accounts', { token })).status).toBe(200)
    // an open session cannot bring a factor of its own in place of it
    expect(await codeIn(await ask('/api/v1/account/totp', { method: 'POST', token }))).toEqual([409, 'HJ-AUT-011'])
    expect(((await (await ask('/api/v1/notices', { token })).json()) as NoticeList).items.map(({ title }) => title.zh)).toEqual(['您的账户设置了动态口令', '您的密码已经更换'])
    expect(await codeIn(await signIn('first.time', 'Tisch-7-Lampe'))).toEqual([401, 'HJ-AUT-003'])
    expect(await codeIn(await signIn('first.time', 'Tisch-7-Lampe', code()))).toEqual([401, 'HJ-AUT-003'])
    now += 60_000
    const again = tokenOf(await signIn('first.time', 'Tisch-7-Lampe', code()))
    const titles = async (): Promise<string[]> => ((await (await ask('/api/v1/notices', { token: again })).json()) as NoticeList).items.map(({ title }) => title.zh)
    const before = await titles()
    expect(await codeIn(await signIn('first.time', 'Tisch-7-Lampe', code()))).toEqual([401, 'HJ-AUT-003'])
    // its owner learns of a code that comes twice, and of nothing else
    expect((await titles()).slice(0, -before.length)).toEqual(['有人用您已经用过的动态口令登录，没有成功'])
    expect(await codeIn(await signIn('first.time', 'Tisch-7-Lampe', '000000'))).toEqual([401, 'HJ-AUT-003'])
    expect(await titles()).toHaveLength(before.length + 1)
  })
  test('with a password that was handed over works for a week, with one of one’s own for ninety days, then leads to a new one', async () => {
    const { password } = await identity.createAccount(null, 'late.first', 'ga220104-1004')
    now += 7 * 86_400_000 + 1000
    expect(await codeIn(await signIn('late.first', password))).toEqual([401, 'HJ-AUT-002'])
    const next = await identity.resetAccount(null, 'late.first')
    const token = tokenOf(await signIn('late.first', next.password))
    expect((await ask('/api/v1/account/password', { method: 'POST', token, body: { current: next.password, next: 'Tisch-7-Lampe' } })).status).toBe(200)
    now += 90 * 86_400_000 - 1000
    const state = async (response: Response): Promise<SessionState['pending']> => ((await response.json()) as SessionState).pending
    expect(await state(await signIn('late.first', 'Tisch-7-Lampe'))).toBeNull()
    now += 60_000
    expect(await state(await signIn('late.first', 'Tisch-7-Lampe'))).toBe('password')
  })
  test('ends after half an hour without use, however often the page asks by itself, and after twelve hours in any case', async () => {
    const idle = await identity.openSession('demo-committee')
    now += 20 * 60_000
    expect((await ask('/api/v1/today', { token: idle, headers: { 'x-idle-seconds': '1200' } })).status).toBe(200)
    now += 11 * 60_000
    expect((await ask('/api/v1/today', { token: idle })).status).toBe(401)
    const busy = await identity.openSession('demo-committee')
    for (let i = 0; i < 36; i++) {
      now += 20 * 60_000
      expect((await ask('/api/v1/today', { token: busy })).status).toBe(200)
    }
    now += 60_000
    expect((await ask('/api/v1/today', { token: busy })).status).toBe(401)
  })
  test('ends at once where an administrator closes the account', async () => {
    const token = await identity.openSession('demo-inspector')
    const admin = await identity.openSession('demo-security')
    expect((await ask('/api/v1/accounts/demo-inspector/disable', { method: 'POST', token: admin })).status).toBe(200)
    expect((await ask('/api/v1/today', { token })).status).toBe(401)
    await ask('/api/v1/accounts/demo-inspector/enable', { method: 'POST', token: admin })
  })
})

describe('something grave', () => {
  test('asks whoever signed in a while ago to show once more who they are; looking does not', async () => {
    await identity.importPeople(null, 'p.csv', 'id,name,unit,role,since\nADM2,周正,zfw220000-04,system-administrator,2026-01-01')
    await identity.createAccount(null, 'grave.acts', 'ADM2', { password: 'Tisch-7-Lampe' })
    const { secret } = await identity.offerTotp('grave.acts')
    const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
    const code = (): string => codeOf(Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))), stepAt(now))
    const token = tokenOf(await ask('/api/v1/session', { method: 'POST', body: { account: 'grave.acts', password: 'Tisch-7-Lampe' } }))
    expect((await ask('/api/v1/account/totp/confirm', { method: 'POST', token, body: { code: code() } })).status).toBe(200)
    const register = (id: string): Promise<Response> => ask('/api/v1/clients', { method: 'POST', token, body: { id, name: '办案系统', scopes: ['worklist.read'], allUnits: true } })
    expect((await register('grave-1')).status).toBe(200)
    now += 16 * 60_000
    expect(await codeIn(await register('grave-2'))).toEqual([403, 'HJ-AUT-019'])
    expect((await ask('/api/v1/clients', { token })).status).toBe(200)
    expect(await codeIn(await ask('/api/v1/session/proof', { method: 'POST', token, body: { password: 'Tisch-7-Lampe' } }))).toEqual([401, 'HJ-AUT-003'])
    const proven = await ask('/api/v1/session/proof', { method: 'POST', token, body: { code: code() } })
    expect(((await proven.json()) as SessionState).proof).toBe('code')
    expect((await register('grave-2')).status).toBe(200)
  })
})

describe('keys of clients', () => {
  test('are replaced without a gap, and revoked at once', async () => {
    const token = await identity.openSession('demo-system')
    const made = (await (await ask('/api/v1/clients', { method: 'POST', token, body: { id: 'zfba', name: '执法办案', scopes: ['worklist.read'], allUnits: true } })).json()) as NewKey
    const next = (await (await ask('/api/v1/clients/zfba/rotate', { method: 'POST', token })).json()) as NewKey
    for (const bearer of [made.key, next.key]) expect((await ask('/api/v1/today', { bearer })).status).toBe(200)
    expect(await codeIn(await ask('/api/v1/matters', { bearer: next.key }))).toEqual([403, 'HJ-AUT-004'])
    now += 8 * 86_400_000
    expect((await ask('/api/v1/today', { bearer: made.key })).status).toBe(401)
    const again = await identity.openSession('demo-system')
    await ask('/api/v1/clients/zfba/revoke', { method: 'POST', token: again })
    expect((await ask('/api/v1/today', { bearer: next.key })).status).toBe(401)
    const { rows } = await store.pool.query('select encode(hash, \'escape\') as hash from api_key')
    expect(JSON.stringify(rows)).not.toContain(next.key)
  })
})

describe('a start', () => {
  test('for real work with demo accounts is refused', async () => {
    await expect(startServer({ ...config, dataDir: join(folder, 'other'), demo: false }, { clock, log: null })).rejects.toThrow('HJ-CFG-006')
  })
  test('on another address without secret and https origin is refused', () => {
    expect(() => readConfig({ HENGJIAN_HOST: '0.0.0.0', HENGJIAN_SECRET: 'x'.repeat(32) })).toThrow('HJ-CFG-001')
    expect(() => readConfig({ HENGJIAN_HOST: '0.0.0.0', HENGJIAN_ORIGIN: 'https://hengjian.example' })).toThrow('HJ-CFG-001')
    expect(() => readConfig({ HENGJIAN_ORIGIN: 'http://hengjian.example' })).toThrow('HJ-CFG-002')
    expect(readConfig({ HENGJIAN_HOST: '0.0.0.0', HENGJIAN_SECRET: 'x'.repeat(32), HENGJIAN_ORIGIN: 'https://hengjian.example' }).host).toBe('0.0.0.0')
  })
})
