/** Whether anybody asked about a matter of law: reported inside, told to the matter in nobody's name, asked for before it ends. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Matter, MatterEvent, MatterReports, PrecheckAnswer, Problem, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { peopleTheDemo } from '../../cli/demo-data.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { createIdentity } from '../identity/index.ts'
import type { Identity } from '../identity/index.ts'

let store: TestStore
let server: RunningServer
let identity: Identity
let folder: string
let key: string
let now = at('2026-03-06T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-reports-'))
  const catalogueDir = join(folder, 'catalogue')
  await cp(new URL('../../../../../catalog', import.meta.url).pathname, catalogueDir, { recursive: true })
  const config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir, webDir: join(folder, 'web'), demo: true })
  identity = await createIdentity({ store, clock: () => now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  key = (await peopleTheDemo(identity)) ?? ''
  server = await startServer(config, { clock: () => now, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

interface Answered<T> {
  status: number
  answer: T
}

async function call<T>(path: string, as: string | null, body?: unknown): Promise<Answered<T & Problem>> {
  now += 60_000
  const headers: Record<string, string> = { origin: server.url, 'content-type': 'application/json', ...(as === null ? { authorization: `Bearer ${key}` } : { cookie: `hengjian=${await identity.openSession(as)}` }) }
  const response = await fetch(`${server.url}/api/v1${path}`, body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers })
  return { status: response.status, answer: (await response.json()) as T & Problem }
}

const officer = { id: 'ga220104-1003', name: '民警甲', org: '2201040000' }
const text = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
const instant = (): string => `${text.format(now).replace(' ', 'T')}+08:00`
let count = 0

/** A criminal matter of the police of the demo officer. */
async function filed(): Promise<string> {
  const chain = `R-${++count}`
  const { answer } = await call<{ accepted: number }>('/events', null, [{ id: `${chain}-1`, source: 'test', chain, case: `测公（刑）立字〔2026〕${count}号`, subject: 'S1', node: 'P02-N08', at: instant(), actor: officer, attrs: { unit: '明河区公安局' } }])
  expect(answer.accepted).toBe(1)
  return chain
}
const transfer = (chain: string) => ({ chain, subject: 'S1', node: 'P06-N10', actor: officer })
const stoppedBy = async (chain: string): Promise<string[]> => (await call<PrecheckAnswer>('/precheck', null, transfer(chain))).answer.stoppedBy
const eventsOf = async (chain: string, as = 'demo-agency-leader'): Promise<MatterEvent[]> => (await call<MatterEvent[]>(`/matters/${chain}/events`, as)).answer

const asked = { caseNo: '（2026）测1号', who: '某局副局长', kind: '领导干部', how: '电话或者信息', askedOn: '2026-03-01', said: '询问能否从轻' }

test('a zero report at a press lets the matter end, and stands in it in nobody’s name', async () => {
  const chain = await filed()
  expect(await stoppedBy(chain)).toContain('HJI-301')
  expect((await call<MatterReports>(`/matters/${chain}/reports`, 'demo-police-officer')).answer).toEqual({ flow: 'ITF', last: null, mayReport: true, records: [] })
  const { status, answer } = await call<MatterReports>(`/matters/${chain}/reports`, 'demo-police-officer', {})
  expect([status, answer.last]).toEqual([200, expect.stringContaining('2026-03-06') as string])
  expect(await stoppedBy(chain)).not.toContain('HJI-301')
  const told = (await eventsOf(chain)).at(-1)
  expect(told).toMatchObject({ node: 'ITF-X01', agency: 'police', act: null, attrs: {}, actor: { id: 'hengjian', org: null, unit: null } })
  // the matter stays where its own acts left it
  expect((await call<Matter>(`/matters/${chain}`, 'demo-agency-leader')).answer.flow).toBe('P02')
})

test('a record and a direct report tell the matter the very same', async () => {
  const said: unknown[] = []
  for (const [flow, act, form] of [['ITF', '零报告', { caseNo: '（2026）测1号', declared: true }], ['ITF', '如实记录', asked], ['DLN', null, asked]] as const) {
    const chain = await filed()
    const { status, answer: record } = await call<WorkMatter>(`/flows/${flow}/matters`, 'demo-police-officer', { act, form: { ...form, about: chain } })
    expect(status).toBe(201)
    const { id, at: when, case: number, ...told } = (await eventsOf(chain)).at(-1) as MatterEvent
    expect([when, number].every((one) => typeof one === 'string')).toBe(true)
    expect(record.chain.endsWith(id) || id.includes(record.chain)).toBe(false)
    said.push(told)
    expect(await stoppedBy(chain)).not.toContain('HJI-301')
    // nobody who reads the matter gets from it to the record, and its leaders do not see that there is one
    const { rows } = await store.pool.query<{ origin_chain: string | null }>('select origin_chain from internal_matter where chain_id = $1', [record.chain])
    expect(rows).toEqual([{ origin_chain: null }])
    expect((await call(`/flows/${flow}/matters/${encodeURIComponent(record.chain)}`, 'demo-agency-leader')).status).toBe(404)
  }
  expect(said[1]).toEqual(said[0])
  expect(said[2]).toEqual(said[0])
})

test('only those of whose agency the matter is can report on it, and only on a matter that they see', async () => {
  const chain = await filed()
  expect((await call(`/matters/${chain}/reports`, 'demo-judge', {})).status).toBe(404)
  expect((await call('/flows/ITF/matters', 'demo-judge', { act: '零报告', form: { caseNo: '12', declared: true, about: chain } })).answer.code).toBe('HJ-FLO-003')
  expect((await call(`/matters/${encodeURIComponent('interference:1')}/reports`, 'demo-police-officer', {})).status).toBe(404)
  // agencies that took no part in it have nothing to report
  expect((await call<MatterReports>(`/matters/${chain}/reports`, 'demo-inspector')).answer).toEqual({ flow: null, last: null, mayReport: false, records: [] })
  expect((await call<MatterReports>(`/matters/${chain}/reports`, 'demo-committee')).answer).toEqual({ flow: null, last: null, mayReport: false, records: [] })
  expect((await eventsOf(chain)).map(({ node }) => node)).toEqual(['P02-N08'])
})

test('what was not reported before the end is found as a breach of the agency that ended it', async () => {
  const chain = await filed()
  await call('/events', null, [{ id: `${chain}-2`, source: 'test', ...transfer(chain), at: instant() }])
  const { answer } = await call<Matter>(`/matters/${chain}`, 'demo-agency-leader')
  expect(answer.verdicts.filter(({ rule }) => rule.startsWith('HJI-30')).map(({ rule, outcome, agency }) => [rule, outcome, agency])).toEqual([['HJI-301', 'violation', 'police']])
})

test('what was recorded, and the ban that was broken, is marked for those who may see the record and for nobody else', async () => {
  const chain = await filed()
  await call(`/matters/${chain}/reports`, 'demo-police-officer', {})
  const { answer: record } = await call<WorkMatter>('/flows/ITF/matters', 'demo-police-officer', { act: '如实记录', form: { ...asked, about: chain } })
  const before = instant()
  const checked = await call<WorkMatter>(`/flows/ITF/matters/${encodeURIComponent(record.chain)}/actions/ITF-N02`, 'demo-inspector', { act: '违规过问', form: { facts: '属实', ban: '转递材料' }, expected: record.last })
  expect(checked.status).toBe(200)
  const marks = async (as: string) => (await call<MatterReports>(`/matters/${chain}/reports`, as)).answer.records.map(({ kind, name, chain: of }) => [kind, name.zh, of])
  const both = [['record', '如实记录', record.chain], ['ban', '不得非因工作为律师转递涉案材料', record.chain]]
  expect(await marks('demo-inspector')).toEqual(both)
  expect(await marks('demo-committee')).toEqual(both)
  for (const account of ['demo-agency-leader', 'demo-case-manager', 'demo-reviewer']) expect([account, await marks(account)]).toEqual([account, []])

  // looked back at, the record has the clocks of then
  const path = `/flows/ITF/matters/${encodeURIComponent(record.chain)}`
  const then = (await call<WorkMatter>(`${path}?asOf=${encodeURIComponent(before)}`, 'demo-inspector')).answer
  const outcomes = (verdicts: WorkMatter['verdicts']): string[] => verdicts.map(({ rule, outcome }) => `${rule} ${outcome}`)
  expect([then.history.length, then.actions, outcomes(then.verdicts)]).toEqual([1, [], expect.arrayContaining(['HJI-001 pending']) as string[]])
  expect(outcomes((await call<WorkMatter>(path, 'demo-inspector')).answer.verdicts)).toEqual(expect.arrayContaining(['HJI-001 ok', 'HJI-002 pending', 'HJI-204 warning']))
})
