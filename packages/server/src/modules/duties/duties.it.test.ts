/** What leaders must do, over the real interface: what the records prove, who may look, and a duty of a period that runs out. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DutyAct, DutyPeople, DutyRow, DutySheet, Problem, WorkList, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogueFrom } from '../../catalogue-files.ts'
import { readConfig } from '../../config.ts'
import { demoCast } from '../../demo/organisation.ts'
import { openFlows } from '../../flow/index.ts'
import { wakeChains } from '../../intake/index.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore, testFiles, wire, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { createChains } from '../chains/index.ts'
import { createIdentity } from '../identity/index.ts'
import type { Identity } from '../identity/index.ts'
import { createDuties, openDuties } from './index.ts'
import type { Duties } from './index.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let duties: Duties
let folder: string
let now = at('2026-04-02T09:00:00+08:00')
const clock = () => now
let key = ''

const units = `code,parent,kind,agency,place,name
22,,place,,22,省
2201,22,place,,2201,市
220104,2201,place,,220104,县
zf,22,agency,committee,22,政法委
gb,2201,agency,police,2201,市局
ga,gb,agency,police,220104,县局
ga-1,ga,department,,220104,一队
ga-2,ga,department,,220104,二队
fy,220104,agency,court,220104,县法院
`
const people = `id,name,unit,role,title,since,until
L1,局长甲,ga,agency-leader,局长,2026-01-01,
H1,队长甲,ga-1,division-head,队长,2026-01-01,
H2,队长乙,ga-2,division-head,队长,2026-01-01,
O1,民警甲,ga-1,case-officer,民警,2026-01-01,
B1,市局长,gb,agency-leader,局长,2026-01-01,
J1,院长甲,fy,agency-leader,院长,2026-01-01,
C1,督察,zf,committee-supervisor,,2026-01-01,
`
const list = `lists:
  - id: chief
    name: { zh: 局长清单, en: Chief }
    who: { roles: [agency-leader], agencies: [police] }
    duties:
      - { id: C-1, name: { zh: 提请批准逮捕, en: Request }, kind: power, responsibility: case, basis: [测试法 91.1], proof: { acts: [T01-N02] }, due: { rules: [TS-001] } }
      - { id: C-2, name: { zh: 开会, en: Meet }, kind: duty, responsibility: political, basis: [测试法 90], proof: { none: { zh: 没有记录, en: Not recorded } } }
      - { id: C-3, name: { zh: 接待来访, en: Receive }, kind: duty, responsibility: political, basis: [测试法 92], proof: { byHand: true }, due: { every: quarter, times: 1, leastDays: 20 } }
      - { id: C-4, name: { zh: 亲自移送, en: Transfer }, kind: duty, responsibility: case, basis: [测试法 92], proof: { acts: [T01-N04] }, due: { every: quarter, times: 2, leastDays: 20 } }
      - { id: C-5, name: { zh: 销号, en: Close }, kind: duty, responsibility: supervision, basis: [平台办理规则 8], proof: { acts: [FND-N08] } }
  - id: head
    name: { zh: 队长清单, en: Head }
    who: { roles: [division-head], agencies: [police], of: department }
    duties:
      - { id: H-1, name: { zh: 归档, en: File }, kind: duty, responsibility: case, basis: [测试法 91], proof: { acts: [T01-N03] }, due: { rules: [TS-001] } }
`

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-duties-'))
  const catalogueDir = join(folder, 'catalogue')
  await writeFiles(catalogueDir, { ...testFiles(), 'duties/police.yaml': list })
  await cp(new URL('../../../../../catalog/internal', import.meta.url).pathname, join(catalogueDir, 'internal'), { recursive: true })
  const config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir, webDir: join(folder, 'web'), demo: true })
  identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  for (const [file, text] of [['units.csv', units], ['people.csv', people]] as const) expect((await identity.importPeople(null, file, text)).rejected).toEqual([])
  key = await identity.prepareDemo({ people: ['L1', 'H1', 'H2', 'O1', 'B1', 'J1', 'C1'].map((id) => ({ account: id.toLowerCase(), person: id })), client: demoCast.client })
  const { catalogue, files } = await loadCatalogueFrom(catalogueDir, undefined, { internal: true })
  if (catalogue === null) throw new Error('the catalogue is not sound')
  const { flows } = await openFlows(catalogueDir, catalogue, files)
  server = await startServer(config, { clock, log: null })
  // the same module by itself, so that a test says when the hourly work is done
  const chains = createChains({ store, catalogue, audit: { record: () => Promise.resolve(), note: () => Promise.resolve() }, clock, reachOf: (actor) => identity.reachOf(actor), unmasking: identity.unmasking, register: () => Promise.reject(new Error('not read')) })
  duties = createDuties({ store, catalogue, flows, lists: await openDuties(catalogueDir, catalogue, new Set(identity.roles.roles.map(({ id }) => id))), numbers: new Map(), clock, chains, reachOf: (actor) => identity.reachOf(actor), leaders: (query) => identity.leaders(query), lineOf: (path) => identity.lineOf(path) })
  wake = async () => {
    await wakeChains(store, catalogue, now)
  }
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let wake: () => Promise<void>

interface Answered<T> {
  status: number
  answer: T
}

async function get<T>(as: string, path: string): Promise<Answered<T>> {
  const token = await identity.openSession(as.toLowerCase())
  const response = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie: `hengjian=${token}` } })
  return { status: response.status, answer: (await response.json()) as T }
}

async function push(...events: Record<string, unknown>[]): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/events`, { method: 'POST', body: JSON.stringify(events), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
  expect(((await response.json()) as { accepted: number }).accepted).toBe(events.length)
}

const by = (id: string, org = '2201040000') => ({ id, name: id, org })
const chainOf = (chain: string, actor: object, unit: string, more: Record<string, unknown>[] = []) => [{ node: 'T01-N01', at: '2026-04-01T10:00:00+08:00', ...more[0] }, ...more.slice(1)].map((fields, i) => wire(`${chain}-${i}`, { chain, actor, attrs: { unit, personName: '王小明' }, ...fields }))

const sheetOf = async (as: string, person: string, period = '2026-Q2'): Promise<DutySheet> => (await get<DutySheet>(as, `/duties/${person}?period=${period}`)).answer
const rowIn = (sheet: DutySheet, id: string): DutyRow => {
  const row = sheet.lists.flatMap(({ duties: rows }) => rows).find((one) => one.id === id)
  if (row === undefined) throw new Error(`no ${id}: ${JSON.stringify(sheet).slice(0, 500)}`)
  return row
}

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 100; i++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`never came: ${JSON.stringify(await read()).slice(0, 2000)}`)
}

describe('a duty of a matter', () => {
  test('is shown with every act that proves it, masked, and with the matters where it was due and not done', async () => {
    await push(
      ...chainOf('A-1', by('O1'), '一队', [{}, { node: 'T01-N02', at: '2026-04-02T08:00:00+08:00', actor: by('L1') }]),
      // done, but too late
      ...chainOf('A-2', by('O1'), '二队', [{ at: '2026-03-25T10:00:00+08:00' }, { node: 'T01-N02', at: '2026-04-01T08:00:00+08:00', actor: by('L1') }]),
      // of another county, and before the period
      ...chainOf('A-3', by('X9', '2202020000'), '一队', [{ at: '2026-03-25T10:00:00+08:00' }, { node: 'T01-N02', at: '2026-04-01T08:00:00+08:00', actor: by('X8', '2202020000') }]),
      ...chainOf('A-4', by('O1'), '一队', [{ at: '2026-03-02T10:00:00+08:00' }, { node: 'T01-N02', at: '2026-03-03T08:00:00+08:00', actor: by('L1') }]),
    )
    const sheet = await sheetOf('L1', 'L1')
    expect(sheet).toMatchObject({ person: { id: 'L1', name: '局长甲' }, period: { id: '2026-Q2', from: '2026-04-01', to: '2026-06-30' }, lists: [{ list: 'chief', unit: '县局', from: '2026-04-01' }] })
    const row = rowIn(sheet, 'C-1')
    expect(row).toMatchObject({ state: 'missing', done: 2, called: 2, missed: 1, misses: [{ chain: 'A-2', rule: 'TS-001', ruleName: { zh: '拘留后三日内提请' } }] })
    expect(row.acts.map(({ chain, title, nodeName }) => [chain, title, nodeName.zh])).toEqual([['A-1', '王*明案', '提请批准逮捕'], ['A-2', '王*明案', '提请批准逮捕']])
    expect(row.misses[0]?.basis[0]).toMatchObject({ law: '测试法', article: '91' })
    expect(rowIn(await sheetOf('L1', 'L1', '2026-Q1'), 'C-1')).toMatchObject({ state: 'done', done: 1, called: 1, missed: 0 })
  })

  test('names the warning that it opened', async () => {
    const row = await until(async () => rowIn(await sheetOf('L1', 'L1'), 'C-1'), ({ misses }) => misses[0]?.finding !== null)
    const { answer } = await get<WorkMatter>('L1', `/findings/${encodeURIComponent(row.misses[0]?.finding?.chain ?? '')}`)
    expect(answer).toMatchObject({ flow: 'FND', origin: { chain: 'A-2', rule: 'TS-001' } })
  })

  test('of a department is due only where that department handles the matter', async () => {
    expect([rowIn(await sheetOf('H1', 'H1'), 'H-1'), rowIn(await sheetOf('H2', 'H2'), 'H-1')].map(({ called, missed }) => [called, missed])).toEqual([[1, 0], [1, 1]])
  })

  test('that was withdrawn or corrected does not count', async () => {
    await push(...chainOf('A-5', by('O1'), '一队', [{}, { node: 'T01-N02', at: '2026-04-01T12:00:00+08:00', actor: by('L1') }]))
    expect(rowIn(await sheetOf('L1', 'L1'), 'C-1').done).toBe(3)
    await push(wire('A-5-r', { chain: 'A-5', node: 'T01-N02', actor: by('L1'), at: '2026-04-01T12:00:00+08:00', recordedAt: '2026-04-02T08:30:00+08:00', retracts: 'A-5-1' }))
    expect(rowIn(await sheetOf('L1', 'L1'), 'C-1').done).toBe(2)
  })

  test('that nothing records is called so, never failed', async () => {
    expect(rowIn(await sheetOf('L1', 'L1'), 'C-2')).toMatchObject({ state: 'unprovable', unprovable: { zh: '没有记录' }, done: 0, called: null })
  })

  test('gives all of its acts page by page', async () => {
    const page = async (cursor: string | null) => (await get<{ items: DutyAct[]; nextCursor: string | null }>('L1', `/duties/L1/acts/C-1?period=2026-Q2&limit=1${cursor === null ? '' : `&cursor=${cursor}`}`)).answer
    const first = await page(null)
    const second = await page(first.nextCursor)
    expect([first.items[0]?.chain, first.nextCursor, second.items[0]?.chain, second.nextCursor]).toEqual(['A-1', '1', 'A-2', null])
  })
})

describe('who may look', () => {
  const seen = async (as: string): Promise<string[]> => (await get<DutyPeople>(as, '/duties')).answer.people.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))

  test('one at one’s own, leaders also at those below, the committee at all of its place', async () => {
    expect(await Promise.all(['H1', 'L1', 'B1', 'J1', 'C1'].map(seen))).toEqual([['H1'], ['H1', 'H2', 'L1'], ['B1', 'H1', 'H2', 'L1'], [], ['B1', 'H1', 'H2', 'L1']])
  })

  test('and at nobody else, who looks as if they did not exist', async () => {
    const asked = [['H1', 'L1'], ['H1', 'H2'], ['L1', 'B1'], ['J1', 'L1'], ['C1', 'O1'], ['C1', 'nobody']] as const
    for (const [as, person] of asked) {
      const { status, answer } = await get<Problem>(as, `/duties/${person}?period=2026-Q2`)
      expect([as, person, status, answer.code]).toEqual([as, person, 404, 'HJ-REQ-007'])
      expect((await get(as, `/duties/${person}/acts/C-1`)).status).toBe(404)
    }
    expect((await get<Problem>('O1', '/duties')).answer.code).toBe('HJ-AUT-004')
    expect((await get<Problem>('L1', '/duties/L1?period=2026-Q9')).status).toBe(400)
  })

  test('a matter that the reader may not see is left out, although the person acted in it', async () => {
    await store.pool.query(`insert into chain_guard (chain_id, secrecy, juvenile) values ('A-1', 3, false)`)
    const [own, above] = await Promise.all([sheetOf('L1', 'L1'), sheetOf('C1', 'L1')])
    expect([rowIn(own, 'C-1'), rowIn(above, 'C-1')].map(({ done, acts }) => [done, acts.map(({ chain }) => chain)])).toEqual([[1, ['A-2']], [1, ['A-2']]])
    await store.pool.query(`delete from chain_guard where chain_id = 'A-1'`)
  })
})

describe('a duty of a period', () => {
  const rows = async (): Promise<[string, string, string][]> => ['C-3', 'C-4'].map((id) => rowIn(sheet, id)).map(({ id, state, asked }) => [id, state, asked.map((one) => `${one.period} ${one.done}/${one.times} ${one.state}`).join()])
  let sheet: DutySheet
  const look = async (period = '2026-Q2') => {
    sheet = await sheetOf('L1', 'L1', period)
    return await rows()
  }

  test('is begun once for each leader, with a clock that ends with the period, and waits for the leader', async () => {
    const begun = async () => (await store.pool.query<{ assigned: string; n: number }>(`select assigned, count(*)::int as n from internal_matter where flow = 'DTY' group by assigned order by assigned`)).rows
    // the server, too, keeps them since its start; whichever comes first
    await until(async () => (await duties.keep(), begun()), (rows) => rows.length === 2)
    await duties.keep()
    expect(await begun()).toEqual([{ assigned: 'B1', n: 2 }, { assigned: 'L1', n: 2 }])
    expect(await look()).toEqual([['C-3', 'due', '2026-Q2 0/1 running'], ['C-4', 'due', '2026-Q2 0/2 running']])
    const work = (await get<WorkList>('L1', '/work')).answer.rows.filter(({ flow }) => flow === 'DTY')
    expect(Object.fromEntries(work.map(({ title, clock: running }) => [title.zh, [running?.rule, running?.due]]))).toEqual({ 亲自移送: ['HJP-001', '2026-06-30'], 接待来访: ['HJP-001', '2026-06-30'] })
    expect((await get<WorkList>('H1', '/flows/DTY/matters?state=open')).answer.total).toBe(0)
  })

  test('is done when the records show it, by the platform itself', async () => {
    now = at('2026-05-06T09:00:00+08:00')
    await push(...chainOf('B-1', by('O1'), '一队', [{ at: '2026-04-20T10:00:00+08:00' }, { node: 'T01-N02', at: '2026-04-21T10:00:00+08:00', actor: by('L1') }, { node: 'T01-N04', at: '2026-04-22T10:00:00+08:00', actor: by('L1') }]))
    await duties.keep()
    expect((await look())[1]).toEqual(['C-4', 'due', '2026-Q2 1/2 running'])
    await push(...chainOf('B-2', by('O1'), '一队', [{ at: '2026-05-04T10:00:00+08:00' }, { node: 'T01-N02', at: '2026-05-05T10:00:00+08:00', actor: by('L1') }, { node: 'T01-N04', at: '2026-05-05T11:00:00+08:00', actor: by('L1') }]))
    await duties.keep()
    expect((await look())[1]).toEqual(['C-4', 'done', '2026-Q2 2/2 done'])
    const { rows: closed } = await store.pool.query(`select last_event from internal_matter where flow = 'DTY' and assigned = 'L1' and closed_at is not null`)
    expect(closed).toHaveLength(1)
  })

  test('that was not done becomes a warning about the leader when the period ends', async () => {
    now = at('2026-07-01T00:30:00+08:00')
    await wake()
    const row = await until(async () => (await look(), rowIn(sheet, 'C-3')), ({ asked }) => asked[0]?.finding !== null)
    expect(row).toMatchObject({ state: 'missing', asked: [{ state: 'missing', done: 0 }] })
    const { answer } = await get<WorkMatter>('L1', `/findings/${encodeURIComponent(row.asked[0]?.finding?.chain ?? '')}`)
    expect(answer).toMatchObject({ unit: '县局', origin: { flow: 'DTY', rule: 'HJP-001', outcome: 'violation' }, people: [{ id: 'L1', name: '局长甲', unit: '县局' }] })
  })

  test('can be recorded by the leader, and by nobody else', async () => {
    await duties.keep()
    await look('2026-Q3')
    const matter = rowIn(sheet, 'C-3').asked[0]?.matter
    const path = `/flows/DTY/matters/${encodeURIComponent(matter?.chain ?? '')}`
    const { answer: seen } = await get<WorkMatter>('L1', path)
    expect(seen.actions.map(({ node }) => node)).toEqual(['DTY-N02'])
    expect((await get('H1', path)).status).toBe(404)
    const record = async (as: string) => {
      const token = await identity.openSession(as.toLowerCase())
      return await fetch(`${server.url}/api/v1${path}/actions/DTY-N02`, { method: 'POST', headers: { cookie: `hengjian=${token}`, origin: server.url, 'content-type': 'application/json' }, body: JSON.stringify({ act: null, form: { doneOn: '2026-07-01', what: '接待来访三批次，现场答复' }, expected: seen.last }) })
    }
    expect((await record('C1')).status).toBe(403)
    expect((await record('L1')).status).toBe(200)
    await look('2026-Q3')
    expect(rowIn(sheet, 'C-3')).toMatchObject({ state: 'done', asked: [{ state: 'done', done: 1 }] })
  })

  test('lapses when the post ends, and is nobody’s failing', async () => {
    const title = (await store.pool.query<{ chain_id: string }>(`select chain_id from internal_matter where flow = 'DTY' and assigned = 'B1' and closed_at is null and opened_at > '2026-06-30'`)).rows
    expect(title).toHaveLength(2)
    await store.pool.query(`update post set until = '2026-07-05' where person_id = 'B1'`)
    now = at('2026-07-06T09:00:00+08:00')
    await duties.keep()
    expect((await store.pool.query(`select 1 from internal_matter where chain_id = any($1) and closed_at is null`, [title.map(({ chain_id }) => chain_id)])).rowCount).toBe(0)
    const lapsed = (await sheetOf('C1', 'B1', '2026-Q3')).lists[0]
    expect([lapsed?.to, lapsed?.duties.find(({ id }) => id === 'C-3')]).toMatchObject(['2026-07-05', { state: 'idle', asked: [] }])
  })
})
