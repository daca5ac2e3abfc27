/** Notices over the real interface: a real server for mail, a real receiver of webhooks, and the flows that ring. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewWebhook, NoticeList, NoticeSettings, Problem, WebhookList, WorkList, WorkMatter } from '@hengjian/contracts'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, empty, openTestStore, testFiles, wire, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { createIdentity } from '../identity/index.ts'
import type { Identity } from '../identity/index.ts'
import { isSignedBy } from './index.ts'

const PASSWORD = 'geheim-im-postamt'
const START = '2026-03-06T12:00:00+08:00'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let smtp: SMTPServer
let receiver: Server
let key = ''
let now = at(START)
const mails: { to: string; text: string }[] = []
const calls: { headers: IncomingHttpHeaders; body: string }[] = []
const logged: string[] = []
/** answers of the receiver, one by one; then 200 */
let answers: number[] = []
/** what the server for mail says, while it does not work */
let mailIsAway = false

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-notices-'))
  const catalogue = join(folder, 'catalogue')
  const files = testFiles()
  const attributes = files['attributes.yaml']?.replace('levels: {}', '  secrecy: { type: text, name: { zh: 密级, en: Secrecy }, values: [秘密, 机密, 绝密], guards: secrecy }\nlevels: {}') ?? ''
  await writeFiles(catalogue, { ...files, 'attributes.yaml': attributes })
  await cp(new URL('../../../../../catalog/internal', import.meta.url).pathname, join(catalogue, 'internal'), { recursive: true })
  smtp = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => done(null, username === 'bote' && password === PASSWORD ? { user: username } : undefined),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (mailIsAway) {
          done(Object.assign(new Error('later'), { responseCode: 451 }))
          return
        }
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const config = readConfig({}, {
    port: 0,
    databaseUrl: store.url,
    dataDir: join(folder, 'data'),
    catalogueDir: catalogue,
    webDir: join(folder, 'web'),
    smtpUrl: `smtp://bote:${PASSWORD}@127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    mailFrom: 'hengjian@example.org',
    webhookNetworks: ['127.0.0.0/8'],
  })
  identity = await createIdentity({ store, clock: () => now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: false, offset: 480, record: () => Promise.resolve() })
  await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\n22,,place,,22,某省\nZ1,22,agency,committee,22,政法委\nU1,22,agency,police,22,某公安局\nU1-1,U1,department,,22,某大队\nSYS,22,agency,others,22,信息中心')
  await identity.importPeople(null, 'p.csv', 'id,name,unit,role,since\nO1,民警甲,U1-1,case-officer,2020-01-01\nO2,民警乙,U1-1,case-officer,2020-01-01\nM1,案管甲,U1,case-manager,2020-01-01\nL1,局长,U1,agency-leader,2020-01-01\nC1,监督甲,Z1,committee-supervisor,2020-01-01\nS1,系统甲,SYS,system-administrator,2020-01-01\nV1,审计甲,SYS,audit-administrator,2020-01-01')
  await identity.createAccount(null, 'anybody', 'O2', { password: 'Tisch-7-Lampe' })
  for (const person of ['O1', 'M1', 'L1', 'C1']) await identity.createAccount(null, person.toLowerCase(), person, { password: 'Tisch-7-Lampe' })
  await identity.createAccount(null, 'sys', 'S1', { password: 'Tisch-7-Lampe' })
  await identity.createAccount(null, 'keeper', 'V1', { password: 'Tisch-7-Lampe' })
  await store.pool.query(`update account set totp = '\\x00' where id in ('sys', 'keeper')`)
  key = (await identity.createClient(null, { id: 'source', name: '来源', scopes: ['events.push'], allUnits: true })).key
  server = await startServer(config, { clock: () => now, log: { write: (line) => logged.push(line) } })
})
afterAll(async () => {
  await server?.close()
  await new Promise<void>((done) => smtp.close(done))
  receiver?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let number = 0
let chain = ''
beforeEach(async () => {
  chain = `A-${++number}`
  now = at(START)
  answers = []
  mailIsAway = false
  await quietly()
  await empty(store)
  await store.pool.query('truncate notice_setting')
  mails.length = 0
  calls.length = 0
})

/** Until nothing is under way any more: what one test left must not ring in the next. */
const quietly = async (): Promise<void> => void (await until(async () => (await store.pool.query<{ n: number }>('select (select count(*) from outbox where rung_at is null or followed_at is null) + (select count(*) from notice where told_at is null) as n')).rows[0]?.n, (n) => n === 0))

interface Answered<T> {
  status: number
  answer: T
}

const call = async <T>(person: string, path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Answered<T>> => {
  const cookie = `hengjian=${await identity.openSession(person)}`
  const response = await fetch(`${server.url}/api/v1${path}`, { method, headers: { origin: server.url, cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: response.status, answer: (await response.json()) as T }
}

async function until<T>(read: () => Promise<T> | T, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 150; i++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`never came: ${JSON.stringify(await read()).slice(0, 2000)}`)
}

const push = async (...events: Record<string, unknown>[]): Promise<void> => {
  const response = await fetch(`${server.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(events) })
  expect(((await response.json()) as { accepted: number }).accepted).toBe(events.length)
}
const detention = (at: string) => wire(`${chain}-a`, { chain, actor: { id: 'O1', name: '民警甲', org: 'U1' }, at, attrs: { personName: '王小明' } })

/** A finding, and the dispatch of it to the officer. */
async function dispatched(assignee = 'O1'): Promise<WorkMatter> {
  await push(detention('2026-03-02T10:00:00+08:00'))
  const { answer } = await until(() => call<WorkList>('m1', `/findings?matter=${chain}`), ({ answer: { total } }) => total > 0)
  const id = answer.rows[0]?.chain ?? ''
  const { answer: matter } = await call<WorkMatter>('m1', `/findings/${encodeURIComponent(id)}`)
  const acted = await call<WorkMatter>('m1', `/flows/FND/matters/${encodeURIComponent(id)}/actions/FND-N02`, { act: null, form: { assignee, note: '请核查' }, expected: matter.last })
  expect(acted).toMatchObject({ status: 200 })
  return acted.answer
}
const inbox = async (person: string, query = ''): Promise<NoticeList> => (await call<NoticeList>(person, `/notices${query}`)).answer
const rings = async (person: string, count: number): Promise<NoticeList> => await until(() => inbox(person), ({ unread }) => unread === count)
const choose = async (person: string, choices: object): Promise<NoticeSettings> => {
  const { status, answer } = await call<NoticeSettings>(person, '/notices/settings', { quiet: null, email: null, language: 'zh', channels: {}, ...choices })
  expect(status).toBe(200)
  return answer
}
/** What waits is looked at every minute; a test does not wait for that. */
const poke = async (): Promise<void> => void (await store.pool.query(`select pg_notify('hengjian_notice', '[]')`))
/** Subjects and texts of mail are encoded for the way. */
const read = (mail: string): string => mail.replaceAll(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_whole, text: string) => Buffer.from(text, 'base64').toString('utf8')).replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=\s*/gi, (_whole, text: string) => unquote(text.replaceAll('_', ' '))) + (!/Content-Transfer-Encoding: base64/i.test(mail) ? unquote(mail.replaceAll('=\r\n', '')) : Buffer.from(/\r\n\r\n([\s\S]*)/.exec(mail)?.[1] ?? '', 'base64').toString('utf8'))
const unquote = (text: string): string => Buffer.from(text.replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8')

describe('an act that concerns somebody', () => {
  test('rings for the person who was named, by page and by mail, and for nobody who did it', async () => {
    await choose('o1', { email: 'officer@example.org' })
    const matter = await dispatched()
    const { items } = await rings('o1', 1)
    expect(items).toMatchObject([{ kind: 'task', title: { zh: '拘留后三日内提请：派发' }, link: `/work/FND/${encodeURIComponent(matter.chain)}`, read: false }])
    // of the opening, not of their own act
    expect((await inbox('m1')).items.map(({ title }) => title.zh)).toEqual(['拘留后三日内提请：预警'])
    const [mail] = await until(() => mails, ({ length }) => length > 0)
    expect(mail?.to).toBe('officer@example.org')
    expect(read(mail?.text ?? '')).toContain('拘留后三日内提请：派发')
    expect(read(mail?.text ?? '')).toContain(`/work/FND/${encodeURIComponent(matter.chain)}`)
    // names and cases stay in the house
    expect(read(mail?.text ?? '')).not.toMatch(/王|民警甲/)
  })

  test('rings once for one state, however often it is told', async () => {
    await choose('o1', { email: 'officer@example.org' })
    await dispatched()
    await rings('o1', 1)
    await until(() => mails, ({ length }) => length === 1)
    await store.pool.query('update notice set told_at = null')
    await store.pool.query('update outbox set rung_at = null')
    await push(wire(`${chain}-x`, { chain, node: 'T01-N03', at: '2026-03-06T09:00:00+08:00' }))
    await quietly()
    await poke()
    await until(async () => (await store.pool.query('select 1 from delivery where delivered_at is null')).rowCount, (waiting) => waiting === 0)
    expect((await inbox('o1')).unread).toBe(1)
    expect(mails).toHaveLength(1)
  })

  test('reaches whoever stands in for an absent colleague', async () => {
    await identity.importPeople(null, 'a.csv', 'id,kind,since,until,substitute\nM1,leave,2026-03-06,2026-03-06,O2')
    await dispatched()
    await rings('m1', 1)
    expect((await rings('anybody', 1)).items).toMatchObject([{ kind: 'unit' }])
    await store.pool.query('truncate absence')
  })

  test('rings for those who answer for the unit where nobody is named', async () => {
    const matter = await dispatched()
    now += 3_600_000
    for (const [node, act, form] of [['FND-N03', null, {}], ['FND-N09', null, { objectionOn: '期限计算', reasons: '周末应当顺延' }]] as const) {
      const { answer } = await call<WorkMatter>('o1', `/findings/${encodeURIComponent(matter.chain)}`)
      expect((await call('o1', `/flows/FND/matters/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form, expected: answer.last })).status).toBe(200)
    }
    expect((await rings('m1', 2)).items.map(({ kind, title }) => [kind, title.zh])).toEqual([['unit', '拘留后三日内提请：提出异议'], ['unit', '拘留后三日内提请：预警']])
    expect((await inbox('c1')).unread).toBe(0)
  })

  test('is told to the level above, the committee included, where a step is late', async () => {
    const matter = await dispatched()
    now += 2 * 86_400_000
    // intake judges again when the clock runs out
    await store.pool.query('update chain set next_check_at = $2 where chain_id = $1', [matter.chain, new Date(now - 1000)])
    await push(wire(`${chain}-y`, { chain: `${chain}-other`, node: 'T01-N03', at: '2026-03-06T09:00:00+08:00' }))
    const { wakeChains } = await import('../../intake/index.ts')
    const { openCatalogue } = await import('../catalogue/index.ts')
    await wakeChains(store, (await openCatalogue(join(folder, 'catalogue'))).catalogue, now)
    expect((await rings('l1', 1)).items).toMatchObject([{ kind: 'above' }])
    expect((await rings('c1', 1)).items).toMatchObject([{ kind: 'above' }])
  })
})

describe('a clock that ends soon', () => {
  test('rings for the officer and for who runs the warnings, with its end, and not again while the end stays', async () => {
    now = at('2026-03-05T12:00:00+08:00')
    await push(detention('2026-03-02T10:00:00+08:00'))
    expect((await rings('o1', 1)).items).toMatchObject([{ kind: 'due', title: { zh: '拘留后三日内提请' }, due: '2026-03-05', link: expect.stringContaining(`/matters/${chain}?verdict=`) as string }])
    expect((await rings('m1', 1)).items).toMatchObject([{ kind: 'due-unit' }])
    await store.pool.query('update outbox set rung_at = null where chain_id = $1', [chain])
    await push(wire(`${chain}-x`, { chain, subject: 'S2', node: 'T01-N03', at: '2026-03-05T09:00:00+08:00' }))
    await quietly()
    expect((await inbox('o1')).unread).toBe(1)
  })
})

describe('a matter that somebody may not see', () => {
  test('does not ring for them either', async () => {
    now = at('2026-03-05T12:00:00+08:00')
    await push({ ...detention('2026-03-02T10:00:00+08:00'), attrs: { personName: '王小明', secrecy: '机密' } })
    await quietly()
    expect([(await inbox('o1')).unread, (await inbox('m1')).unread]).toEqual([0, 0])
  })
})

describe('a person', () => {
  test('sees only their own, and marks only their own as read', async () => {
    await dispatched()
    const { items } = await rings('o1', 1)
    const seqs = items.map(({ seq }) => seq)
    expect((await call<{ unread: number }>('m1', '/notices/read', { seqs })).answer).toEqual({ unread: 1 })
    expect((await inbox('o1')).unread).toBe(1)
    expect((await call<{ unread: number }>('o1', '/notices/read', { seqs: null })).answer).toEqual({ unread: 0 })
    expect(await inbox('o1')).toMatchObject({ unread: 0, items: [{ read: true }] })
    expect((await inbox('o1', '?unread=true')).items).toEqual([])
  })

  test('is told over the stream that stays open', async () => {
    const stop = new AbortController()
    const response = await fetch(`${server.url}/api/v1/stream`, { headers: { cookie: `hengjian=${await identity.openSession('o1')}` }, signal: stop.signal })
    const heard: string[] = []
    const listening = (async () => {
      const decoder = new TextDecoder()
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) heard.push(decoder.decode(part))
    })().catch(() => undefined)
    await dispatched()
    await until(() => heard.join(''), (text) => text.includes('"type":"notices"'))
    stop.abort()
    await listening
  })

  test('has quiet hours, after which the mail goes out, unless it was read meanwhile', async () => {
    await choose('o1', { email: 'officer@example.org', quiet: { from: '11:00', until: '14:00' } })
    await dispatched()
    await rings('o1', 1)
    await poke()
    await new Promise((done) => setTimeout(done, 500))
    expect(mails).toEqual([])
    now = at('2026-03-06T14:00:00+08:00')
    await poke()
    await until(() => mails, ({ length }) => length === 1)
    now = at(START)
    chain = `A-${++number}`
    await dispatched()
    await rings('o1', 2)
    await call('o1', '/notices/read', { seqs: null })
    now = at('2026-03-06T14:00:00+08:00')
    await poke()
    await until(async () => (await store.pool.query('select 1 from delivery where delivered_at is null')).rowCount, (waiting) => waiting === 0)
    expect(mails).toHaveLength(1)
  })

  test('gets one digest a day with what nobody has read', async () => {
    await choose('m1', { email: 'manager@example.org' })
    now = at('2026-03-05T07:45:00+08:00')
    await push(detention('2026-03-02T10:00:00+08:00'))
    await rings('m1', 1)
    await poke()
    await new Promise((done) => setTimeout(done, 500))
    expect(mails).toEqual([])
    now = at('2026-03-05T08:00:00+08:00')
    await poke()
    const [mail] = await until(() => mails, ({ length }) => length > 0)
    expect(read(mail?.text ?? '')).toContain('今日 1 件通知')
    expect(read(mail?.text ?? '')).toContain('· 拘留后三日内提请  2026-03-06 00:00')
    await poke()
    await new Promise((done) => setTimeout(done, 500))
    expect(mails).toHaveLength(1)
  })

  test('chooses channels, but cannot switch the page off or send mail to what is no address', async () => {
    const chosen = await choose('o1', { email: 'officer@example.org', channels: { task: [] } })
    expect(chosen.kinds.find(({ id }) => id === 'task')?.now).toEqual(['page'])
    await dispatched()
    await rings('o1', 1)
    expect((await store.pool.query('select 1 from delivery')).rowCount).toBe(0)
    for (const email of ['nobody', 'a@b', 'a@example.org\r\nBcc: x@example.org']) expect((await call<Problem>('o1', '/notices/settings', { quiet: null, email, language: 'zh', channels: {} })).answer.code).toBe('HJ-NTC-001')
    expect((await call<Problem>('o1', '/notices/settings', { quiet: null, email: null, language: 'zh', channels: { king: ['email'] } })).answer.code).toBe('HJ-REQ-005')
  })
})

describe('what was read and sent', () => {
  test('goes after a time, what waits and what is unread stays', async () => {
    await choose('o1', { email: 'officer@example.org' })
    await dispatched()
    await rings('o1', 1)
    await until(async () => (await store.pool.query('select 1 from delivery where delivered_at is not null')).rowCount, (found) => found === 1)
    await store.pool.query(`insert into delivery (id, dedupe, channel, person, keys, created_at, not_before) values ('w', 'w', 'email', 'O1', '{}', $1, '2100-01-01')`, [new Date(now)])
    await call('o1', '/notices/read', { seqs: null })
    now += 401 * 86_400_000
    await store.pool.query(`select graphile_worker.add_job('prune', '{}')`)
    await until(async () => (await store.pool.query(`select 1 from inbox where person = 'O1'`)).rowCount, (left) => left === 0)
    expect((await store.pool.query('select id from delivery')).rows).toEqual([{ id: 'w' }])
    expect((await store.pool.query(`select count(*) as n from inbox where person = 'M1'`)).rows).toEqual([{ n: 1 }])
  })
})

describe('mail that cannot be sent', () => {
  test('is tried again, and neither the log nor the store holds the password', async () => {
    mailIsAway = true
    await choose('o1', { email: 'officer@example.org' })
    await dispatched()
    await until(async () => (await store.pool.query<{ last_error: string | null }>('select last_error from delivery')).rows[0]?.last_error ?? null, (code) => code === 'SMTP-451')
    mailIsAway = false
    await poke()
    await new Promise((done) => setTimeout(done, 500))
    expect(mails).toEqual([])
    now += 30_000
    await poke()
    await until(() => mails, ({ length }) => length === 1)
    expect(logged.join('')).not.toContain(PASSWORD)
    expect(JSON.stringify((await store.pool.query('select * from delivery')).rows)).not.toContain(PASSWORD)
  })
})

describe('a webhook', () => {
  const register = async (algorithm: string): Promise<NewWebhook> => {
    const { status, answer } = await call<NewWebhook>('sys', '/webhooks', { id: `hook-${number}`, name: '政务消息', url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`, algorithm, kinds: ['task'] })
    expect(status).toBe(200)
    return answer
  }
  const secretOf = ({ secret }: NewWebhook): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const isGenuine = (made: NewWebhook, { headers, body }: (typeof calls)[number]): boolean =>
    isSignedBy(secretOf(made), { id: String(headers['webhook-id']), timestamp: String(headers['webhook-timestamp']), signature: String(headers['webhook-signature']) }, body, Math.floor(now / 1000))

  test.each(['hmac-sha256', 'hmac-sm3'])('is called with a signature by %s, and again after a pause that grows, under the same id, until it answers', async (algorithm) => {
    const made = await register(algorithm)
    answers = [500, 503]
    await dispatched()
    await until(() => calls, ({ length }) => length === 1)
    const tried = async (attempts: number) => await until(async () => (await store.pool.query('select 1 from delivery where attempts = $1 and last_error is not null and not_before < $2', [attempts, new Date(now + 100_000)])).rowCount, (found) => found === 1)
    await tried(1)
    now += 30_000
    await poke()
    await until(() => calls, ({ length }) => length === 2)
    await tried(2)
    now += 30_000
    await poke()
    await new Promise((done) => setTimeout(done, 500))
    expect(calls).toHaveLength(2)
    now += 30_000
    await poke()
    await until(() => calls, ({ length }) => length === 3)
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(calls.every((one) => isGenuine(made, one))).toBe(true)
    expect(JSON.parse(calls[2]?.body ?? '')).toMatchObject({ type: 'notice', kind: 'task', person: 'O1', title: { zh: '拘留后三日内提请：派发' } })
    const { answer } = await until(() => call<WebhookList>('sys', '/webhooks'), ({ answer: { items } }) => items.some(({ delivered }) => delivered === 1))
    expect(answer.items.find(({ id }) => id === made.webhook.id)).toMatchObject({ waiting: 0, failed: 0, lastError: null })
    expect(JSON.stringify(answer)).not.toContain(made.secret)
    await call('sys', `/webhooks/${made.webhook.id}`, undefined, 'DELETE')
  })

  test('that was sent but not marked goes out again under the same id when the lease is over', async () => {
    const made = await register('hmac-sha256')
    await dispatched()
    await until(() => calls, ({ length }) => length === 1)
    await until(async () => (await store.pool.query('select 1 from delivery where delivered_at is not null')).rowCount, (found) => found === 1)
    await store.pool.query('update delivery set delivered_at = null')
    now += 120_000
    await poke()
    await until(() => calls, ({ length }) => length === 2)
    expect(calls[0]?.headers['webhook-id']).toBe(calls[1]?.headers['webhook-id'])
    await call('sys', `/webhooks/${made.webhook.id}`, undefined, 'DELETE')
  })

  test('that never answers is given up, which stands in the audit trail', async () => {
    const made = await register('hmac-sha256')
    await dispatched()
    await until(async () => (await store.pool.query('select 1 from delivery where delivered_at is not null')).rowCount, (found) => found === 1)
    await store.pool.query('update delivery set delivered_at = null, attempts = 11, not_before = $1', [new Date(now)])
    answers = [500]
    await poke()
    await until(async () => (await store.pool.query('select 1 from delivery where failed_at is not null')).rowCount, (found) => found === 1)
    const { rows } = await until(() => store.pool.query<{ detail: unknown }>(`select detail from audit where action = 'notices.fail'`), ({ rowCount }) => rowCount === 1)
    expect(rows[0]?.detail).toMatchObject({ channel: 'webhook', code: 'HTTP-500' })
    await call('sys', `/webhooks/${made.webhook.id}`, undefined, 'DELETE')
  })

  test('can be tried, and gets a new key that replaces the old one', async () => {
    const made = await register('hmac-sm3')
    expect((await call('sys', `/webhooks/${made.webhook.id}/test`, {})).answer).toEqual({ error: null })
    const next = (await call<NewWebhook>('sys', `/webhooks/${made.webhook.id}/rotate`, {})).answer
    answers = [404]
    expect((await call('sys', `/webhooks/${made.webhook.id}/test`, {})).answer).toEqual({ error: 'HTTP-404' })
    expect(calls.map((one) => [isGenuine(made, one), isGenuine(next, one)])).toEqual([[true, false], [false, true]])
    const { rows } = await store.pool.query<{ secret: Buffer }>('select secret from webhook where id = $1', [made.webhook.id])
    expect(rows[0]?.secret.includes(secretOf(next))).toBe(false)
    await call('sys', `/webhooks/${made.webhook.id}`, undefined, 'DELETE')
    expect((await call<Problem>('sys', `/webhooks/${made.webhook.id}/test`, {})).answer.code).toBe('HJ-REQ-007')
  })

  test('does not lead into the house, and is nobody’s business but the administrator’s', async () => {
    const wish = { id: 'inside', name: 'x', url: 'https://192.168.0.1/', algorithm: 'hmac-sm3', kinds: ['task'] }
    expect((await call<Problem>('sys', '/webhooks', wish)).answer.code).toBe('HJ-NTC-002')
    expect((await call<Problem>('sys', '/webhooks', { ...wish, url: 'https://example.org/', kinds: ['king'] })).answer.code).toBe('HJ-REQ-005')
    expect((await call<Problem>('m1', '/webhooks', wish)).answer.code).toBe('HJ-AUT-004')
  })
})

describe('a check of the night that finds a change', () => {
  test('rings for those who keep the trail, stands in it, and shows in the state of the server', async () => {
    await push(detention('2026-03-02T10:00:00+08:00'))
    await quietly()
    const health = async () => (await (await fetch(`${server.url}/api/health`)).json()) as { verified: { whole: boolean } | null }
    const verify = () => store.pool.query(`select graphile_worker.add_job('verify', '{}')`)
    await verify()
    expect(await until(health, ({ verified }) => verified !== null)).toMatchObject({ verified: { whole: true } })
    expect((await inbox('keeper')).items).toEqual([])
    now += 86_400_000
    await store.pool.query(`update event set body = jsonb_set(body, '{at}', '"2026-03-01T10:00:00+08:00"') where chain_id = $1`, [chain])
    await verify()
    expect((await rings('keeper', 1)).items).toMatchObject([{ kind: 'alarm', title: { zh: '核验发现记录被改动' }, link: '/audit' }])
    expect(await health()).toMatchObject({ verified: { whole: false } })
    const { rows } = await store.pool.query<{ outcome: string; detail: unknown }>(`select outcome, detail from audit where action = 'audit.verify' order by number`)
    expect(rows).toMatchObject([{ outcome: 'done', detail: { bad: null } }, { outcome: 'failed', detail: { bad: { part: 'event', chain, position: 1, why: 'content' } } }])
  })
})
