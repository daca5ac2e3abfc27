/** Signing in through a real OpenID Connect provider on this machine, and what an intruder would try on the way. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem, SessionState } from '@hengjian/contracts'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore, testFiles, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { codeOf, createIdentity, stepAt } from './index.ts'
import type { Identity } from './index.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let config: Config
let house: Server
let now = at('2026-03-03T12:00:00+08:00')
const clock = () => now
/** who sits at the provider, and how they proved it */
let guest = { subject: 's-1', employee: 'O1', amr: ['pwd'] }
const employees = new Map<string, string>()
const SECRET = 'client-secret-of-the-house-1234567890'

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-sso-'))
  await writeFiles(join(folder, 'catalogue'), testFiles())
  house = createServer()
  await new Promise<void>((done) => house.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(house.address() as AddressInfo).port}`
  config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web'), oidc: { issuer, clientId: 'hengjian', secret: SECRET } })
  server = await startServer(config, { clock, log: null })
  identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: false, offset: 480, record: () => Promise.resolve() })
  await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\n22,,place,,22,某省\nU1,22,agency,police,22,某公安局')
  await identity.importPeople(null, 'p.csv', 'id,name,unit,role,since\nO1,民警甲,U1,case-officer,2020-01-01\nO2,民警乙,U1,case-officer,2020-01-01\nO3,民警丙,U1,case-officer,2020-01-01\nO4,民警丁,U1,case-officer,2020-01-01\nA1,安全甲,U1,security-administrator,2020-01-01\nX1,民警戊,U1,case-officer,2020-01-01\nX2,离职甲,U1,case-officer,2020-01-01\n')
  await identity.importPeople(null, 'p.csv', 'id,name,unit,role,since,until\nX2,离职甲,U1,case-officer,2020-01-01,2025-01-01')
  for (const person of ['O1', 'O2', 'O3', 'O4', 'A1']) await identity.createAccount(null, person.toLowerCase(), person, { password: 'Tisch-7-Lampe' })
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'hengjian', client_secret: SECRET, redirect_uris: [`${server.url}/api/v1/session/sso/callback`], response_types: ['code'], grant_types: ['authorization_code'] }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub', 'amr'], profile: ['employee_number'] },
    cookies: { keys: ['key of a test'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, employee_number: employees.get(id) }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  house.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) {
      employees.set(guest.subject, guest.employee)
      void provider.interactionFinished(request, response, { login: { accountId: guest.subject, amr: guest.amr } })
    } else void answer(request, response)
  })
})
afterAll(async () => {
  await server?.close()
  house?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  now += 120_000
})

/** A browser: cookies by origin, and following where it is sent until `until` holds. */
class Browser {
  readonly cookies = new Map<string, Map<string, string>>()

  async go(address: string, until: (url: URL) => boolean = () => false): Promise<{ url: URL; response: Response | null }> {
    let url = new URL(address)
    for (let i = 0; i < 15; i++) {
      if (until(url)) return { url, response: null }
      const jar = this.cookies.get(url.origin) ?? new Map<string, string>()
      this.cookies.set(url.origin, jar)
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html' } })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      const next = response.headers.get('location')
      if (next === null) return { url, response }
      url = new URL(next, url)
    }
    throw new Error(`sent round and round: ${url.href}`)
  }

  token(): string {
    return this.cookies.get(server.url)?.get('hengjian') ?? ''
  }
}

const isCallback = ({ pathname }: URL): boolean => pathname.endsWith('/session/sso/callback')
const isHome = ({ origin, pathname }: URL): boolean => origin === server.url && !pathname.startsWith('/api/')
const begin = (to = ''): string => `${server.url}/api/v1/session/sso${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`

async function stateOf(token: string): Promise<SessionState> {
  return (await (await fetch(`${server.url}/api/v1/session`, { headers: { cookie: `hengjian=${token}` } })).json()) as SessionState
}
const post = async (token: string, path: string, body: unknown = {}): Promise<Response> => await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers: { origin: server.url, cookie: `hengjian=${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
const lines = async (action: string, object?: string): Promise<{ detail: Record<string, unknown> }[]> => (await store.pool.query<{ detail: Record<string, unknown> }>('select detail from audit where action = $1 and ($2::text is null or object = $2) order by number', [action, object ?? null])).rows
const why = async (): Promise<unknown> => (await lines('session.refuse')).at(-1)?.detail['why']
/** Comes as far as the way back from the provider. */
async function returned(browser: Browser): Promise<string> {
  return (await browser.go(begin(), isCallback)).url.href
}

describe('somebody whom the house knows', () => {
  test('comes to the page that was asked for, signed in as the person of that employee number, and is linked for good', async () => {
    guest = { subject: 's-1', employee: 'O1', amr: ['pwd'] }
    const browser = new Browser()
    const { url } = await browser.go(begin('/matters?q=1'), isHome)
    expect(url.pathname + url.search).toBe('/matters?q=1')
    expect(await stateOf(browser.token())).toMatchObject({ sso: true, pending: null, actor: { id: 'O1', account: 'o1', name: '民警甲' } })
    expect(await lines('account.link')).toMatchObject([{ detail: { person: 'O1', subject: 's-1' } }])
    expect(await lines('session.begin', 'session:o1')).toMatchObject([{ detail: { by: 'sso', factor: false } }])
    // the subject counts from now on, whatever number the provider tells
    guest = { subject: 's-1', employee: 'O2', amr: ['pwd'] }
    const again = new Browser()
    await again.go(begin(), isHome)
    expect((await stateOf(again.token())).actor?.id).toBe('O1')
    expect(await lines('account.link')).toHaveLength(1)
  })
  test('is let in although a whole building comes from the same address within a minute', { timeout: 60_000 }, async () => {
    guest = { subject: 's-1', employee: 'O1', amr: ['pwd'] }
    for (let i = 0; i < 35; i++) {
      const browser = new Browser()
      await browser.go(begin(), isHome)
      expect(browser.token()).not.toBe('')
    }
    expect(await lines('session.refuse', 'session:sso')).toEqual([])
  })

  test('has a session like any other: idle and absolute ends, and its place on the list', async () => {
    guest = { subject: 's-1', employee: 'O1', amr: ['pwd'] }
    const browser = new Browser()
    await browser.go(begin(), isHome)
    const list = (await (await fetch(`${server.url}/api/v1/account/sessions`, { headers: { cookie: `hengjian=${browser.token()}` } })).json()) as { current: boolean }[]
    expect(list.some(({ current }) => current)).toBe(true)
    now += 31 * 60_000
    expect((await stateOf(browser.token())).actor).toBeNull()
  })

  test('cannot take over an account that is linked to somebody else', async () => {
    guest = { subject: 's-other', employee: 'O1', amr: ['pwd'] }
    const { url } = await new Browser().go(begin(), isHome)
    expect([url.search, await why()]).toEqual(['?sso=HJ-AUT-017', 'unknown'])
  })

  test('has no way in when the account is closed, neither for the first time nor later', async () => {
    await identity.setDisabled(null, 'o3', true)
    guest = { subject: 's-3', employee: 'O3', amr: ['pwd'] }
    expect((await new Browser().go(begin(), isHome)).url.search).toBe('?sso=HJ-AUT-017')
    await identity.setDisabled(null, 'o3', false)
    const browser = new Browser()
    expect((await browser.go(begin(), isHome)).url.search).toBe('')
    await identity.setDisabled(null, 'o3', true)
    expect((await stateOf(browser.token())).actor).toBeNull()
    expect((await new Browser().go(begin(), isHome)).url.search).toBe('?sso=HJ-AUT-017')
    expect(await why()).toBe('disabled')
  })
})

describe('links made by hand', () => {
  test('open the account whatever number the provider tells, exclude another one, and can be taken away', async () => {
    await identity.link(null, 'o4', config.oidc?.issuer ?? '', 's-hand')
    await expect(identity.link(null, 'o4', config.oidc?.issuer ?? '', 's-hand-2')).rejects.toThrow('HJ-AUT-009')
    await expect(identity.link(null, 'nobody', config.oidc?.issuer ?? '', 's-hand-2')).rejects.toThrow('HJ-REQ-007')
    guest = { subject: 's-hand', employee: '', amr: ['pwd'] }
    const browser = new Browser()
    await browser.go(begin(), isHome)
    expect((await stateOf(browser.token())).actor?.id).toBe('O4')
    expect(await identity.unlink(null, 'o4')).toBe(1)
    expect((await stateOf(browser.token())).actor).toBeNull()
    expect((await new Browser().go(begin(), isHome)).url.search).toBe('?sso=HJ-AUT-017')
  })
})

describe('somebody without an account', () => {
  test.each([['X1'], ['nobody'], ['']])('(%j) gets none unasked', async (employee) => {
    guest = { subject: `s-x${employee}`, employee, amr: ['pwd'] }
    const browser = new Browser()
    expect((await browser.go(begin(), isHome)).url.search).toBe('?sso=HJ-AUT-017')
    expect(browser.token()).toBe('')
    expect((await identity.accounts()).map(({ id }) => id)).not.toContain(employee.toLowerCase())
  })

  test('gets one where the rules say so, and only with a post', async () => {
    const internal = join(folder, 'internal')
    await cp(config.internalDir, internal, { recursive: true })
    const rules = join(internal, 'sign-in.yaml')
    await writeFile(rules, (await readFile(rules, 'utf8')).replace('createAccounts: false', 'createAccounts: true'))
    const open = await createIdentity({ store, clock, internalDir: internal, dataDir: config.dataDir, secret: null, demo: false, offset: 480, sso: config.oidc, record: () => Promise.resolve() })
    const from = { address: '127.0.0.1', agent: '', token: null }
    const arrive = async (): Promise<string> => {
      const begun = await open.sso?.begin(from, `${server.url}/api/v1/session/sso/callback`, '/')
      const { url } = await new Browser().go(begun?.url ?? '', isCallback)
      return (await open.sso?.finish(from, begun?.browser ?? '', url))?.token ?? ''
    }
    guest = { subject: 's-x2', employee: 'X2', amr: ['pwd'] }
    await expect(arrive()).rejects.toThrow('HJ-AUT-017')
    guest = { subject: 's-x1', employee: 'X1', amr: ['pwd'] }
    expect(await stateOf(await arrive())).toMatchObject({ pending: null, actor: { id: 'X1', account: 'x1' } })
  })
})

describe('the second factor', () => {
  const secret = Buffer.from('12345678901234567890')
  /** As if the person had set it up; sealed with the secret of this installation. */
  const withTotp = async (account: string): Promise<void> => void (await store.pool.query('update account set totp = $2 where id = $1', [account, identity.seal.close(secret, account)]))

  test('is asked for here where the provider has not seen to it, and nothing else is open before', async () => {
    await withTotp('o2')
    guest = { subject: 's-2', employee: 'O2', amr: ['pwd'] }
    const browser = new Browser()
    await browser.go(begin(), isHome)
    const owed = browser.token()
    expect(await stateOf(owed)).toMatchObject({ pending: 'code', actor: { permissions: ['session.end'] } })
    // above all, no other factor may be set up instead
    for (const [path, body] of [['/account/totp', {}], ['/account/totp/confirm', { code: '123456' }], ['/account/password', { current: 'Tisch-7-Lampe', next: 'Stuhl-8-Regal' }]] as const) expect([path, ((await (await post(owed, path, body)).json()) as Problem).code]).toEqual([path, 'HJ-AUT-010'])
    expect((await post(owed, '/session/code', { code: '000000' })).status).toBe(401)
    const code = codeOf(secret, stepAt(now))
    const given = await post(owed, '/session/code', { code })
    const token = /hengjian=([\w-]+)/.exec(given.headers.get('set-cookie') ?? '')?.[1] ?? ''
    expect((await given.json()) as SessionState).toMatchObject({ pending: null, actor: { id: 'O2' } })
    expect((await stateOf(token)).actor?.id).toBe('O2')
    // another token takes its place, and the code was good once
    expect((await stateOf(owed)).actor).toBeNull()
    const second = new Browser()
    await second.go(begin(), isHome)
    expect((await post(second.token(), '/session/code', { code })).status).toBe(401)
    // whoever owes nothing has nothing to give
    expect((await post(token, '/session/code', { code })).status).toBe(401)
  })

  test('locks after five wrong codes, as after a password', async () => {
    now += 120_000
    guest = { subject: 's-2', employee: 'O2', amr: ['pwd'] }
    const browser = new Browser()
    await browser.go(begin(), isHome)
    for (let i = 0; i < 5; i++) expect((await post(browser.token(), '/session/code', { code: '000000' })).status).toBe(401)
    expect((await post(browser.token(), '/session/code', { code: codeOf(secret, stepAt(now)) })).status).toBe(401)
    expect(await why()).toBe('locked')
  })

  test('counts where the provider says that it saw to it', async () => {
    guest = { subject: 's-2', employee: 'O2', amr: ['pwd', 'mfa'] }
    const browser = new Browser()
    await browser.go(begin(), isHome)
    expect((await stateOf(browser.token())).pending).toBeNull()
  })

  test('is asked of roles that must have one, unless the provider saw to it', async () => {
    guest = { subject: 's-a', employee: 'A1', amr: ['pwd'] }
    const without = new Browser()
    await without.go(begin(), isHome)
    expect((await stateOf(without.token())).pending).toBe('totp')
    guest = { subject: 's-a', employee: 'A1', amr: ['pwd', 'otp'] }
    const having = new Browser()
    await having.go(begin(), isHome)
    expect(await stateOf(having.token())).toMatchObject({ pending: null, actor: { id: 'A1' } })
  })
})

describe('an intruder', () => {
  beforeEach(() => {
    guest = { subject: 's-1', employee: 'O1', amr: ['pwd'] }
  })

  test('who brings an answer of his own to another browser signs nobody in', async () => {
    const callback = await returned(new Browser())
    const victim = new Browser()
    expect((await victim.go(callback, isHome)).url.search).toBe('?sso=HJ-AUT-018')
    expect([victim.token(), await why()]).toEqual(['', 'browser'])
  })

  test('who replays an answer gets nothing', async () => {
    const browser = new Browser()
    const callback = await returned(browser)
    const cookies = new Map(browser.cookies.get(server.url))
    expect((await browser.go(callback, isHome)).url.search).toBe('')
    const replay = new Browser()
    replay.cookies.set(server.url, cookies)
    expect((await replay.go(callback, isHome)).url.search).toBe('?sso=HJ-AUT-018')
    expect(await why()).toBe('state')
  })

  test.each([
    ['another code', (callback: URL) => callback.searchParams.set('code', 'x'.repeat(43))],
    ['another state', (callback: URL) => callback.searchParams.set('state', 'x'.repeat(43))],
    ['another provider', (callback: URL) => callback.searchParams.set('iss', 'http://127.0.0.1:1')],
    ['an error of the provider', (callback: URL) => (callback.searchParams.delete('code'), callback.searchParams.set('error', 'access_denied'))],
  ])('who comes with %s gets nothing', async (_what, change) => {
    const browser = new Browser()
    const callback = new URL(await returned(browser))
    change(callback)
    expect((await browser.go(callback.href, isHome)).url.search).toBe('?sso=HJ-AUT-018')
    expect(browser.token()).toBe('')
  })

  test.each(['nonce', 'verifier'])('who began with another %s gets nothing', async (column) => {
    const browser = new Browser()
    const callback = await returned(browser)
    await store.pool.query(`update sso_attempt set ${column} = $1`, ['y'.repeat(43)])
    expect((await browser.go(callback, isHome)).url.search).toBe('?sso=HJ-AUT-018')
    expect(await why()).toBe('answer')
  })

  test('who waits longer than ten minutes gets nothing', async () => {
    const browser = new Browser()
    const callback = await returned(browser)
    now += 601_000
    expect((await browser.go(callback, isHome)).url.search).toBe('?sso=HJ-AUT-018')
  })

  test.each(['https://evil.example/', '//evil.example/', String.raw`/\evil.example/`, 'javascript:alert(1)', '/.//evil.example'])('cannot send anybody on to %s', async (to) => {
    const browser = new Browser()
    const { url } = await browser.go(begin(to), isHome)
    expect(url.href).toBe(`${server.url}/`)
  })
})

test('a provider that cannot be reached is told, and password and account still open', async () => {
  const lonely = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: false, offset: 480, sso: { issuer: 'http://127.0.0.1:1', clientId: 'x', secret: null }, record: () => Promise.resolve() })
  await expect(lonely.sso?.begin({ address: '127.0.0.1' }, `${server.url}/x`, '/')).rejects.toThrow('HJ-AUT-018')
  expect(await lonely.signIn({ account: 'o4', password: 'Tisch-7-Lampe', code: null }, { address: '127.0.0.1', agent: '', token: null })).toMatch(/^[\w-]{43}$/)
})

test('settings that would send secrets over an open line are refused', () => {
  expect(() => readConfig({ HENGJIAN_OIDC_ISSUER: 'http://sso.example', HENGJIAN_OIDC_CLIENT: 'x' })).toThrow('HJ-CFG-002')
  expect(() => readConfig({ HENGJIAN_OIDC_ISSUER: 'https://sso.example' })).toThrow('HJ-CFG-002')
  expect(readConfig({ HENGJIAN_OIDC_ISSUER: 'https://sso.example', HENGJIAN_OIDC_CLIENT: 'x' }).oidc).toEqual({ issuer: 'https://sso.example', clientId: 'x', secret: null })
})
