/** Who sees which matter, over the real interface and in the database itself; and who reads it with names. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditList, FlowView, Matter, MatterList, NewKey, Problem, StreamMessage, Today, VerdictList, WorkList } from '@hengjian/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchAudit } from '../audit/index.ts'
import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import { demoCast, demoPeopleFile, demoUnitsFile } from '../demo/organisation.ts'
import { ingest } from '../intake/index.ts'
import type { RunningServer } from '../main.ts'
import { startServer } from '../main.ts'
import { createIdentity } from '../modules/identity/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import type { Reach } from '../store/index.ts'
import { openStore, unlimited, viewOf } from '../store/index.ts'
import { at, event, openTestStore, testCatalogue, testFiles, wire, writeFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let key: string
let now = at('2026-03-04T12:00:00+08:00')
const clock = () => now

const chains = ['A-own', 'A-team', 'A-unit', 'A-near', 'A-far', 'A-secret', 'A-minor', 'A-sealed'] as const
type Chain = (typeof chains)[number]

/** Account → the matters that it sees. */
const sees: Record<string, readonly Chain[]> = {
  'demo-police-officer': ['A-own', 'A-team', 'A-minor'],
  'demo-case-manager': ['A-own', 'A-team', 'A-unit', 'A-minor', 'A-sealed'],
  'demo-division-head': ['A-own', 'A-team', 'A-unit', 'A-minor', 'A-sealed'],
  'demo-agency-leader': ['A-own', 'A-team', 'A-unit', 'A-secret', 'A-minor', 'A-sealed'],
  'demo-prosecutor': [],
  'demo-judge': [],
  'demo-committee': chains,
  'demo-reviewer': ['A-own', 'A-team', 'A-unit', 'A-near', 'A-far'],
  'demo-inspector': ['A-own', 'A-team', 'A-unit', 'A-near', 'A-far'],
  'county-committee': ['A-own', 'A-team', 'A-unit', 'A-minor', 'A-sealed'],
  'city-committee': ['A-own', 'A-team', 'A-unit', 'A-near', 'A-minor', 'A-sealed'],
  'city-police': ['A-own', 'A-team', 'A-unit', 'A-near', 'A-minor', 'A-sealed'],
  substitute: ['A-near', 'A-far'],
}

const police = (person: string, place: string): Record<string, string> => ({ id: person, name: '民警', org: `${place}0000` })
const told: Record<Chain, { actor: Record<string, string>; attrs?: Record<string, unknown> }> = {
  'A-own': { actor: police('ga220104-1003', '220104') },
  // a colleague of the same department
  'A-team': { actor: police('ga220104-1009', '220104'), attrs: { unit: '朝阳区公安局经侦大队' } },
  'A-unit': { actor: police('ga220104-1004', '220104'), attrs: { unit: '朝阳区公安局禁毒大队' } },
  'A-near': { actor: police('ga220105-1003', '220105') },
  // the same name is another department elsewhere
  'A-far': { actor: police('ga220202-1003', '220202'), attrs: { unit: '朝阳区公安局经侦大队' } },
  'A-secret': { actor: police('ga220104-1003', '220104'), attrs: { secrecy: '机密' } },
  'A-minor': { actor: police('ga220104-1003', '220104'), attrs: { minor: true } },
  'A-sealed': { actor: police('ga220104-1004', '220104'), attrs: { recordSealed: true } },
}

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-reach-'))
  const files = testFiles()
  const attributes = `attributes:
  custody: { type: boolean, name: { zh: 在押, en: In custody } }
  crime: { type: text, name: { zh: 罪名, en: Offence } }
  minor: { type: boolean, guards: juvenile, name: { zh: 未成年人, en: Minor } }
  recordSealed: { type: boolean, guards: juvenile, name: { zh: 已封存, en: Sealed } }
  secrecy: { type: text, guards: secrecy, values: [秘密, 机密, 绝密], name: { zh: 密级, en: Secrecy } }
  contact: { type: text, personal: number, name: { zh: 联系方式, en: Contact } }
levels: {}
`
  await writeFiles(join(folder, 'catalogue'), { ...files, 'attributes.yaml': attributes })
  await cp(new URL('../../../../catalog/internal', import.meta.url).pathname, join(folder, 'catalogue/internal'), { recursive: true })
  const config: Config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web'), demo: true })
  identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  await identity.importPeople(null, 'units.csv', demoUnitsFile())
  await identity.importPeople(null, 'people.csv', demoPeopleFile())
  await identity.importPeople(null, 'more.csv', 'id,name,unit,role,since\nZ1,县委,zfw220104,committee-supervisor,2026-01-01\nZ2,市委,zfw220100,committee-supervisor,2026-01-01\nZ4,市局,ga220100,agency-leader,2026-01-01\nZ3,代理,ga220105-01,case-officer,2026-01-01')
  await identity.importPeople(null, 'absent.csv', 'id,kind,since,until,substitute\nga220105-1101,leave,2026-03-01,2026-03-31,Z3\nga220202-1101,leave,2026-03-01,2026-03-31,Z3')
  key = await identity.prepareDemo(demoCast)
  for (const [account, person] of [['county-committee', 'Z1'], ['city-committee', 'Z2'], ['city-police', 'Z4'], ['substitute', 'Z3']] as const) await identity.createAccount(null, account, person, { password: 'Tisch-7-Lampe', demo: true })
  server = await startServer(config, { clock, log: null })
  for (const chain of chains) await push(chain)
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let number = 0
const push = (chain: Chain): Promise<void> => pushAs(chain, chain)

/** A matter told like one of those above. */
async function pushAs(chain: string, like: Chain): Promise<void> {
  number++
  const { actor, attrs } = told[like]
  const body = JSON.stringify([wire(`${chain}-${number}`, { chain, actor, at: `2026-03-02T10:${String(number).padStart(2, '0')}:00+08:00`, attrs: { personName: '王小明', crime: '盗窃', contact: '654321', note: '王小明 13812345678', ...attrs } })])
  const response = await fetch(`${server.url}/api/v1/events`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } })
  expect(await response.json()).toMatchObject({ accepted: 1 })
}

const json = { 'content-type': 'application/json' }
const tokens = new Map<string, string>()
async function headersOf(account: string): Promise<Record<string, string>> {
  const token = tokens.get(account) ?? (await identity.openSession(account))
  tokens.set(account, token)
  return { cookie: `hengjian=${token}`, origin: server.url }
}
const ask = async (account: string, path: string, method = 'GET', body?: unknown): Promise<Response> =>
  await fetch(`${server.url}/api/v1${path}`, { method, headers: { ...(await headersOf(account)), ...(body === undefined ? {} : json) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const read = async <T>(account: string, path: string): Promise<T> => (await (await ask(account, path)).json()) as T
const firstVerdict = async (chain: Chain): Promise<string> => (await store.pool.query<{ id: string }>('select id from verdict where chain_id = $1 order by id limit 1', [chain])).rows[0]?.id ?? ''

describe.each(Object.entries(sees))('%s', (account, visible) => {
  test('finds in lists, counts and figures what may be seen, and nothing else', async () => {
    const { items, total } = await read<MatterList>(account, '/matters')
    expect(items.map(({ chain }) => chain).toSorted()).toEqual(visible.toSorted())
    expect(total).toBe(visible.length)
    // one event a matter so far, each at the first node
    expect((await read<FlowView>(account, '/catalogue/flows/T01')).nodes.find(({ code }) => code === 'T01-N01')?.events).toBe(visible.length)
    const verdicts = await read<VerdictList>(account, '/verdicts?rule=TS-001')
    expect(verdicts.items.map(({ verdict }) => verdict.chain).toSorted()).toEqual(visible.toSorted())
    if (account === 'demo-reviewer') return
    for (const query of ['', '&asOf=2026-03-03T12:00:00%2B08:00']) {
      const today = await read<Today>(account, `/today?limit=100${query}`)
      expect(today.rows.map(({ verdict }) => verdict.chain).toSorted()).toEqual(visible.toSorted())
      expect(today.summary.running).toBe(visible.length)
    }
  })

  test('reads by its id what may be seen; the rest is not there', async () => {
    for (const chain of chains) {
      const expected = visible.includes(chain) ? 200 : 404
      const verdict = encodeURIComponent(await firstVerdict(chain))
      for (const path of [`/matters/${chain}`, `/matters/${chain}/events`, `/matters/${chain}?asOf=2026-03-03`, `/verdicts/${verdict}`, `/verdicts/${verdict}/explanation`]) {
        const response = await ask(account, path)
        expect([path, response.status]).toEqual([path, expected])
        if (expected === 404) expect(((await response.json()) as Problem).code).toBe('HJ-REQ-007')
      }
      expect((await read<VerdictList>(account, `/verdicts?chain=${chain}`)).items.length > 0).toBe(visible.includes(chain))
      expect((await ask(account, `/matters/${chain}/unmask`, 'POST', { reason: '核对身份信息' })).status).toBe(expected)
    }
    // and what was shown is masked again for the tests that follow
    for (const chain of chains) await ask(account, `/matters/${chain}/unmask`, 'DELETE')
  })
})

describe('a reader', () => {
  test('gains nothing by what a request says of places, units and persons', async () => {
    for (const query of ['place=220202', 'place=22', 'agency=police', 'q=A-far', 'flow=T01', 'org=22', 'path=22.zfw220000', 'state=pending']) {
      const { items } = await read<MatterList>('demo-police-officer', `/matters?${query}`)
      expect(items.map(({ chain }) => chain).filter((chain) => !sees['demo-police-officer']?.includes(chain as Chain))).toEqual([])
    }
    const forged = { ...(await headersOf('demo-police-officer')), 'x-forwarded-user': 'zfw220000-1001', 'x-unit': 'zfw220000' }
    expect((await fetch(`${server.url}/api/v1/matters/A-far`, { headers: forged })).status).toBe(404)
  })

  test('cannot go on from the place of a list that somebody else had', async () => {
    const { nextCursor } = await read<MatterList>('demo-committee', '/matters?limit=1')
    const { items } = await read<MatterList>('demo-police-officer', `/matters?cursor=${encodeURIComponent(nextCursor ?? '')}`)
    expect(items.map(({ chain }) => chain).filter((chain) => !sees['demo-police-officer']?.includes(chain as Chain))).toEqual([])
  })

  test('asks before an act without learning of a matter that is not theirs', async () => {
    const asked = async (account: string, chain: string, node: string) => {
      const response = await ask(account, '/precheck', 'POST', { chain, node, subject: 'S1', actor: { id: 'x' } })
      return [response.status, JSON.stringify(await response.json()).replaceAll(/A-far|A-none/g, 'A')]
    }
    for (const node of ['T01-N01', 'T01-N02', 'T01-N04']) expect(await asked('demo-police-officer', 'A-far', node)).toEqual(await asked('demo-police-officer', 'A-none', node))
    // what needs something before it is not allowed for want of it, and asks for nothing to be let pass
    const [status, answer] = await asked('demo-police-officer', 'A-far', 'T01-N04')
    expect([status, answer]).toEqual([404, expect.stringContaining('HJ-REQ-007') as string])
    expect((await ask('demo-police-officer', '/overrides', 'POST', { event: { chain: 'A-far', node: 'T01-N04', subject: 'S1' }, reason: '今天必须移送' })).status).toBe(404)
    // an act that begins a flow is judged on itself
    expect((await asked('demo-police-officer', 'A-far', 'T01-N01'))[1]).toContain('"basis":"act"')
    expect((await asked('demo-police-officer', 'A-own', 'T01-N02'))[1]).toContain('"basis":"matter"')
  })

  test('sees what was handed over the day the post changes', async () => {
    await identity.importPeople(null, 'moves.csv', 'id,name,unit,role,since\nZ9,调动,ga220202,case-manager,2026-01-01')
    await identity.createAccount(null, 'moved', 'Z9', { password: 'Tisch-7-Lampe', demo: true })
    expect((await read<MatterList>('moved', '/matters')).items.map(({ chain }) => chain)).toEqual(['A-far'])
    await identity.importPeople(null, 'moves.csv', 'id,name,unit,role,since\nZ9,调动,ga220105,case-manager,2026-03-04')
    expect((await read<MatterList>('moved', '/matters')).items.map(({ chain }) => chain)).toEqual(['A-near'])
  })

  test('is told live of matters that may be seen, and of no others', async () => {
    const stop = new AbortController()
    const response = await fetch(`${server.url}/api/v1/stream`, { headers: await headersOf('demo-police-officer'), signal: stop.signal })
    const messages: StreamMessage[] = []
    const reading = (async () => {
      for await (const chunk of response.body ?? []) {
        for (const line of new TextDecoder().decode(chunk as Uint8Array).split('\n')) if (line.startsWith('data: ')) messages.push(JSON.parse(line.slice(6)) as StreamMessage)
      }
    })().catch(() => undefined)
    await push('A-far')
    await push('A-secret')
    await new Promise((done) => setTimeout(done, 1500))
    expect(messages.filter(({ type }) => type !== 'notices')).toEqual([])
    await push('A-own')
    for (let i = 0; i < 50 && !messages.some(({ type }) => type === 'changed'); i++) await new Promise((done) => setTimeout(done, 100))
    stop.abort()
    await reading
    // a clock of one's own may ring as well
    expect(messages.filter(({ type }) => type !== 'notices')).toEqual([{ type: 'changed', chains: 1 }])
  })

  test('hears of their own notices whatever the role, and of nothing that the role may not see', async () => {
    const listen = async (account: string) => {
      const stop = new AbortController()
      const response = await fetch(`${server.url}/api/v1/stream`, { headers: await headersOf(account), signal: stop.signal })
      expect([account, response.status]).toEqual([account, 200])
      const types: string[] = []
      const reading = (async () => {
        for await (const chunk of response.body ?? []) for (const [, type = ''] of new TextDecoder().decode(chunk as Uint8Array).matchAll(/"type":"(\w+)"/g)) types.push(type)
      })().catch(() => undefined)
      return { types, stop: async () => (stop.abort(), await reading) }
    }
    const accounts = ['demo-reviewer', 'demo-auditor', 'demo-caller', 'demo-system', 'demo-security'] as const
    const heard = await Promise.all(accounts.map(listen))
    const auditor = (await read<{ actor: { id: string } }>('demo-auditor', '/session')).actor.id
    // the system administrator reaches everything, for imports; the reviewer does not reach this one
    await push('A-secret')
    await store.pool.query('select pg_notify($1, $2)', ['hengjian_notice', JSON.stringify([auditor])])
    for (let i = 0; i < 50 && heard[1]?.types.length === 0; i++) await new Promise((done) => setTimeout(done, 100))
    await new Promise((done) => setTimeout(done, 700))
    expect(heard.map(({ types }) => types)).toEqual([[], ['notices'], [], [], []])
    await push('A-own')
    for (let i = 0; i < 50 && heard[0]?.types.length === 0; i++) await new Promise((done) => setTimeout(done, 100))
    expect(heard.map(({ types }) => types)).toEqual([['changed'], ['notices'], [], [], []])
    for (const { stop } of heard) await stop()
  })

  test('sees of imports their own, those of the unit, and those from below', async () => {
    const file = `${JSON.stringify(wire('i1', { chain: 'A-import', actor: told['A-unit'].actor }))}\n{"id":"i2","note":"王小明"}\n`
    const headers = { ...(await headersOf('demo-case-manager')), 'content-type': 'application/octet-stream' }
    const { id } = (await (await fetch(`${server.url}/api/v1/imports?name=e.jsonl`, { method: 'POST', headers, body: file })).json()) as { id: string }
    for (let i = 0; i < 100 && (await read<{ state: string }>('demo-case-manager', `/imports/${id}`)).state !== 'done'; i++) await new Promise((done) => setTimeout(done, 50))
    expect((await read<unknown[]>('demo-case-manager', `/imports/${id}/rejects`)).length).toBe(1)
    expect((await ask('county-committee', `/imports/${id}`)).status).toBe(200)
    expect((await ask('substitute', `/imports/${id}`)).status).toBe(404)
    expect((await ask('substitute', `/imports/${id}/rejects`)).status).toBe(404)
    expect(await read<unknown[]>('substitute', '/imports')).toEqual([])
    expect((await ask('demo-committee', `/imports/${id}/rejects`)).status).toBe(200)
  })
})

describe('a client', () => {
  test('names its unit or says that it serves all of them; what it reads can be changed, and the change is recorded', async () => {
    const wish = { id: 'reading', name: '读取', scopes: ['matters.read'] }
    for (const more of [{}, { unit: null }, { allUnits: false }, { unit: 'ga220104', allUnits: true }]) {
      const refused = await ask('demo-system', '/clients', 'POST', { ...wish, ...more })
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'HJ-AUT-020'])
    }
    const { client, key: bearer } = (await (await ask('demo-system', '/clients', 'POST', { ...wish, allUnits: true, clearance: '秘密' })).json()) as NewKey
    expect(client).toMatchObject({ unit: null, clearance: '秘密', juveniles: false })
    const visible = async (): Promise<string[]> => {
      const { items } = (await (await fetch(`${server.url}/api/v1/matters?limit=200`, { headers: { authorization: `Bearer ${bearer}` } })).json()) as MatterList
      return items.map(({ chain }) => chain).filter((chain) => chains.includes(chain as Chain)).toSorted()
    }
    expect(await visible()).toEqual(['A-far', 'A-near', 'A-own', 'A-team', 'A-unit'])
    const set = (body: object) => ask('demo-system', '/clients/reading/reach', 'POST', body)
    expect((await set({ allUnits: true, clearance: '绝密', juveniles: true })).status).toBe(200)
    expect(await visible()).toEqual([...chains].toSorted())
    expect((await set({ unit: 'ga220202', clearance: null, juveniles: false })).status).toBe(200)
    expect(await visible()).toEqual(['A-far'])
    expect((await set({ unit: 'ga220202', clearance: '最高', juveniles: false })).status).toBe(400)
    expect((await set({ clearance: null, juveniles: false })).status).toBe(422)
    expect((await ask('demo-auditor', '/clients/reading/reach', 'POST', { unit: 'ga220202', juveniles: false })).status).toBe(403)
    const { rows } = await store.pool.query<{ object: string; detail: object }>(`select object, detail from audit where action = 'client.reach' order by number`)
    expect(rows.map(({ object, detail }) => [object, detail])).toEqual([
      [expect.stringContaining('reading'), { before: { unit: null, clearance: '秘密', juveniles: false }, after: { unit: null, clearance: '绝密', juveniles: true } }],
      [expect.stringContaining('reading'), { before: { unit: null, clearance: '绝密', juveniles: true }, after: { unit: 'ga220202', clearance: null, juveniles: false } }],
    ])
  })

  test('that works for a unit reads the matters of that unit, and without the scope none of minors', async () => {
    const made = await ask('demo-system', '/clients', 'POST', { id: 'zfba', name: '执法办案', scopes: ['matters.read', 'worklist.read'], unit: 'ga220104' })
    const { client, key: bearer } = (await made.json()) as NewKey
    expect(client.unit).toBe('ga220104')
    const response = await fetch(`${server.url}/api/v1/matters`, { headers: { authorization: `Bearer ${bearer}` } })
    expect(((await response.json()) as MatterList).items.map(({ chain }) => chain).filter((chain) => chain !== 'A-import').toSorted()).toEqual(['A-own', 'A-team', 'A-unit'])
  })
  test('is not registered for a unit that does not exist', async () => {
    await expect(identity.createClient(null, { id: 'none', name: 'x', scopes: ['matters.read'], unit: 'nowhere' })).rejects.toThrow('HJ-REQ-007')
  })
})

describe('the database', () => {
  const tables = ['chain', 'event', 'event_key', 'verdict', 'verdict_history', 'internal_matter', 'internal_document', 'notice', 'import_job', 'import_reject']
  const roles = ['hengjian_reader', 'hengjian_reader_wide', 'hengjian_reader_full']

  /** Whoever has the connection of a reader, and tries something. */
  async function as<T>(role: string, statements: string[], question: string): Promise<T[]> {
    const client = await store.pool.connect()
    try {
      await client.query(`begin; set local role ${role}; ${statements.join(';')}`)
      return (await client.query(question)).rows as T[]
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('shows a reader role nothing as long as nobody says who reads', async () => {
    for (const role of roles) for (const table of tables) expect([role, table, await as(role, [], `select count(*)::int as n from ${table}`)]).toEqual([role, table, [{ n: 0 }]])
  })
  test('shows no more than the keys open, whatever is asked', async () => {
    const mine = [`set local hengjian.reader = 'x'`, `set local hengjian.keys = 'p:ga220104-1003'`, `set local hengjian.clearance = '0'`]
    expect(await as('hengjian_reader', mine, 'select chain_id from chain union select chain_id from event union select chain_id from verdict union select chain_id from event_key')).toEqual([{ chain_id: 'A-own' }])
    expect(await as('hengjian_reader', mine, `select distinct key from chain_reach where chain_id like 'A-%'`)).toEqual([{ key: 'p:ga220104-1003' }])
    expect(await as('hengjian_reader', mine, `select count(*)::int as n from event where chain_id = 'A-far' or 1 = 1 and body::text like '%220202%'`)).toEqual([{ n: 0 }])
  })
  test.each([
    ['insert into chain_reach (key, chain_id) values (\'p:x\', \'A-far\')'],
    ['update verdict set outcome = \'ok\''],
    ['delete from chain_guard'],
    ['select * from account'],
    ['select * from unmasking'],
    ['select * from audit'],
    ['alter table event disable row level security'],
  ])('refuses a reader: %s', async (statement) => {
    for (const role of roles) await expect(as(role, [`set local hengjian.reader = 'x'`], statement)).rejects.toThrow(/permission denied|must be owner/)
  })
  test('has every table of matters under policies that hold for its owner too', async () => {
    const { rows } = await store.pool.query<{ relname: string; relrowsecurity: boolean; relforcerowsecurity: boolean }>('select relname, relrowsecurity, relforcerowsecurity from pg_class where relname = any($1) order by 1', [tables])
    expect(rows.map((row) => [row.relname, row.relrowsecurity, row.relforcerowsecurity])).toEqual(tables.toSorted().map((name) => [name, true, true]))
  })
})

describe('an owner of the database who is no superuser', () => {
  const readers = ['hengjian_reader', 'hengjian_reader_wide', 'hengjian_reader_full']

  test.each([
    ['and may become a reader', true],
    ['and may not even do that', false],
  ])('%s, writes as before, and reads with the reach of the reader', async (_who, byRole) => {
    const { rows } = await store.pool.query<{ super: boolean }>('select rolsuper as super from pg_roles where rolname = current_user')
    // the database of DATABASE_URL may not let us make roles
    if (rows[0]?.super !== true) return
    const name = `hengjian_plain_${process.pid}`
    await store.pool.query(`create role ${name} login password 'x'`)
    await store.pool.query(`create database ${name} owner ${name}`)
    if (byRole) for (const role of readers) await store.pool.query(`grant ${role} to ${name}`)
    const url = new URL(store.url)
    Object.assign(url, { username: name, password: 'x', pathname: `/${name}` })
    const plain = await openStore({ databaseUrl: url.href, dataDir: join(folder, 'plain') })
    try {
      expect(plain.byRole).toBe(byRole)
      const catalogue = testCatalogue()
      for (const [id, chain] of [['a', 'A-1'], ['b', 'A-2'], ['c', 'A-1']] as const) expect((await ingest(plain, catalogue, [event(id, { chain, actor: { id: `P-${chain}`, org: '2201040000' } })], now))[0]?.status).toBe('accepted')
      await plain.pool.query(`insert into chain_guard values ('A-2', 2, false)`)
      const seen = async (reach: Partial<Reach>): Promise<string[]> => {
        const view = viewOf(plain, { reader: 'person:P1', all: false, keys: [], clearance: 0, juveniles: false, ...reach })
        const found = await view.pool.query<{ chain_id: string }>('select chain_id from chain where exists (select from event e where e.chain_id = chain.chain_id) order by 1')
        return found.rows.map((row) => row.chain_id)
      }
      expect(await seen({ keys: ['p:P-A-1'] })).toEqual(['A-1'])
      expect(await seen({ keys: ['p:P-A-2'] })).toEqual([])
      expect(await seen({ keys: ['p:P-A-2'], clearance: 2 })).toEqual(['A-2'])
      expect(await seen({ keys: ['a:police@220104'], clearance: 2 })).toEqual(['A-1', 'A-2'])
      expect(await seen({})).toEqual([])
      expect(await seen({ all: true })).toEqual(['A-1'])
      expect(await seen(unlimited)).toEqual(['A-1', 'A-2'])
      // and the owner itself still sees what it writes
      expect((await plain.pool.query('select from chain')).rowCount).toBe(2)
    } finally {
      await plain.close()
      await store.pool.query(`drop database ${name} with (force)`)
      await store.pool.query(`drop role ${name}`)
    }
  })
})

describe('names', () => {
  const seen = async (account: string) => {
    const matter = await read<Matter>(account, '/matters/A-own')
    return { title: matter.title, person: matter.people[0]?.name, attrs: matter.events[0]?.attrs, until: matter.unmaskedUntil }
  }
  const lines = async (): Promise<AuditList['lines']> => (await searchAudit(store, { from: null, to: null, actor: null, action: 'data.unmask', object: 'matter:A-own' }, null, 100)).lines
  const masked = { title: '王*明盗窃案', person: '王*明', attrs: { personName: '王*明', contact: '****', note: '王*明 138****5678' }, until: null }

  test('are masked on every route until a reason is given, and then shown to that reader, for that matter, for a while', async () => {
    const before = (await lines()).length
    expect(await seen('demo-case-manager')).toMatchObject(masked)
    const short = await ask('demo-case-manager', '/matters/A-own/unmask', 'POST', { reason: '  看 ' })
    expect([short.status, ((await short.json()) as Problem).code]).toEqual([422, 'HJ-REQ-010'])
    expect((await ask('demo-case-manager', '/matters/A-own/unmask', 'POST', {})).status).toBe(400)
    expect((await lines()).length).toBe(before)

    expect(await (await ask('demo-case-manager', '/matters/A-own/unmask', 'POST', { reason: '核对身份，制作文书' })).json()).toEqual({ until: '2026-03-04T12:30:00+08:00' })
    expect(await seen('demo-case-manager')).toMatchObject({ title: '王小明盗窃案', person: '王小明', attrs: { personName: '王小明', contact: '654321', note: '王小明 13812345678' }, until: '2026-03-04T12:30:00+08:00' })
    expect(JSON.stringify(await read('demo-case-manager', '/matters/A-own/events'))).toContain('王小明')
    for (const path of ['/matters/A-unit', '/matters', '/today']) expect(JSON.stringify(await read('demo-case-manager', path))).not.toContain('王小明')
    expect(await seen('demo-committee')).toMatchObject(masked)
    expect((await lines())[0]).toMatchObject({ actor: { kind: 'person', id: 'ga220104-1101' }, object: 'matter:A-own', outcome: 'done', detail: { reason: '核对身份，制作文书', until: '2026-03-04T12:30:00+08:00' } })
    expect((await lines()).length).toBe(before + 1)

    now += 31 * 60_000
    // the session is over by then; the right is the person's
    tokens.clear()
    expect(await seen('demo-case-manager')).toMatchObject(masked)
  })

  test('are masked again as soon as the reader says so', async () => {
    await ask('demo-case-manager', '/matters/A-own/unmask', 'POST', { reason: '核对身份' })
    expect((await seen('demo-case-manager')).person).toBe('王小明')
    expect(await (await ask('demo-case-manager', '/matters/A-own/unmask', 'DELETE')).json()).toEqual({ until: null })
    expect(await seen('demo-case-manager')).toMatchObject(masked)
  })

  test('are not for those who lack the permission', async () => {
    for (const account of ['demo-auditor', 'demo-system', 'demo-caller']) expect((await ask(account, '/matters/A-own/unmask', 'POST', { reason: '核对身份' })).status).toBe(403)
  })
})

test('a sign-in is recorded under the name of the person', async () => {
  await fetch(`${server.url}/api/v1/session/demo`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.url }, body: JSON.stringify({ account: 'demo-judge' }) })
  const { lines } = await searchAudit(store, { from: null, to: null, actor: null, action: 'session.begin', object: null }, null, 1)
  expect(lines[0]?.actor).toMatchObject({ kind: 'person', id: 'fy220104-1003' })
})

describe('a warning', () => {
  const breaches: Record<string, Chain> = { 'F-own': 'A-own', 'F-far': 'A-far', 'F-minor': 'A-minor', 'F-secret': 'A-secret' }
  let warnings: Map<string, string>

  beforeAll(async () => {
    // past the limit, so that each is a breach as soon as it comes
    now = at('2026-03-06T12:00:00+08:00')
    tokens.clear()
    for (const [chain, like] of Object.entries(breaches)) await pushAs(chain, like)
    const find = async (): Promise<Map<string, string>> => {
      const { rows } = await read<WorkList>('demo-committee', '/findings?limit=200')
      return new Map(rows.flatMap(({ chain, origin }) => (origin !== null && origin.chain in breaches ? [[origin.chain, chain]] : [])))
    }
    for (let i = 0; i < 100 && (warnings = await find()).size < 4; i++) await new Promise((done) => setTimeout(done, 100))
    expect([...warnings.keys()].toSorted()).toEqual(Object.keys(breaches).toSorted())
  })

  test.each([
    ['demo-case-manager', ['F-minor', 'F-own']],
    ['demo-agency-leader', ['F-minor', 'F-own', 'F-secret']],
    ['county-committee', ['F-minor', 'F-own']],
    ['city-committee', ['F-minor', 'F-own']],
    ['demo-committee', ['F-far', 'F-minor', 'F-own', 'F-secret']],
    ['city-police', ['F-minor', 'F-own']],
    ['demo-prosecutor', []],
    ['demo-judge', []],
  ])('is seen by %s where the matter behind it may be seen', async (account, visible) => {
    const { rows } = await read<WorkList>(account, '/findings?limit=200')
    expect(rows.flatMap(({ origin }) => (origin !== null && origin.chain in breaches ? [origin.chain] : [])).toSorted()).toEqual(visible)
    for (const [chain, warning] of warnings) {
      const expected = visible.includes(chain) ? 200 : 404
      const id = encodeURIComponent(warning)
      for (const path of [`/findings/${id}`, `/flows/FND/matters/${id}`]) expect([path, chain, (await ask(account, path)).status]).toEqual([path, chain, expected])
      // what is done inside is read as a flow, by whoever the flow shows it to
      for (const path of [`/matters/${id}`, `/matters/${id}/events`]) expect([path, chain, (await ask(account, path)).status]).toEqual([path, chain, 404])
      if (expected === 404) expect((await ask(account, `/flows/FND/matters/${id}/actions/FND-N02`, 'POST', { act: null, form: {}, expected: `${warning}#1` })).status).toBe(404)
    }
  })

  test('opens the matter to whoever it is given to', async () => {
    const id = encodeURIComponent(warnings.get('F-own') ?? '')
    expect((await ask('demo-division-head', '/matters/F-own')).status).toBe(200)
    const other = 'ga220104-1005'
    await identity.createAccount(null, 'other-officer', other, { password: 'Tisch-7-Lampe', demo: true })
    expect((await ask('other-officer', '/matters/F-own')).status).toBe(404)
    const given = await ask('demo-case-manager', `/flows/FND/matters/${id}/actions/FND-N02`, 'POST', { act: null, form: { assignee: other }, expected: `${warnings.get('F-own')}#1` })
    expect(given.status).toBe(200)
    expect((await ask('other-officer', '/matters/F-own')).status).toBe(200)
    expect((await ask('other-officer', `/findings/${id}`)).status).toBe(200)
    expect((await read<WorkList>('other-officer', '/work')).rows.map(({ chain }) => chain)).toContain(warnings.get('F-own'))
  })
})
