/** A supervised task from its setting to its acceptance: its clocks, its monthly report, more time, and who may do what. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Problem, WorkList, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'

const DAY = 86_400_000
const person = (id: string, role: string, unit: string, agency: string): Actor => ({ kind: 'person', id, name: `姓名${id}`, roles: [role], permissions: new Set(), org: { id: unit, path: unit, agency, name: unit }, session: null })
const people = { committee: person('1', 'committee-supervisor', 'zf', 'committee'), owner: person('2', 'division-head', 'ga', 'police'), other: person('3', 'division-head', 'fy', 'court') }

let store: TestStore
let server: RunningServer
let folder: string
let who: keyof typeof people = 'committee'
let now = at('2026-03-02T10:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-task-'))
  await cp(new URL('../../../../../catalog', import.meta.url).pathname, join(folder, 'catalogue'), { recursive: true })
  server = await startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web') }), { clock: () => now, log: null, actorOf: () => people[who] })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

type Answer = WorkMatter & Problem & WorkList

async function ask(as: keyof typeof people, path: string, body?: object): Promise<{ status: number; answer: Answer }> {
  who = as
  now += 60_000
  const response = await fetch(`${server.url}/api/v1/flows/TSK/matters${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  return { status: response.status, answer: (await response.json()) as Answer }
}
const set = (days: number) => ask('committee', '', { act: null, form: { task: '涉案财物清理', demand: '清理积存', steps: '一、登记\n二、处置', owner: '2', days } })
const step = (as: keyof typeof people, matter: WorkMatter, node: string, form: object = {}, act: string | null = null) => ask(as, `/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form, expected: matter.last })
const clock = ({ verdicts }: WorkMatter, rule: string) => verdicts.filter((verdict) => verdict.rule === rule).map(({ outcome, due }) => [outcome, due?.slice(0, 10)])

test('runs from its setting to its acceptance, with reports, a mid-term check and more time', async () => {
  const { answer: begun, status } = await set(60)
  expect([status, begun.title.zh, begun.assigned]).toEqual([201, '涉案财物清理', '2'])
  expect([clock(begun, 'HJT-001'), clock(begun, 'HJT-002'), clock(begun, 'HJT-004')]).toEqual([[['pending', '2026-03-05']], [['pending', '2026-05-01']], [['pending', '2026-04-01']]])
  const signed = (await step('owner', begun, 'TSK-N02')).answer
  expect(clock(signed, 'HJT-003')).toEqual([['pending', '2026-04-02']])
  now += 20 * DAY
  const reported = (await step('owner', signed, 'TSK-N05', { percent: 40, progress: '登记完毕' })).answer
  expect(clock(reported, 'HJT-003')).toEqual([['ok', '2026-04-02'], ['pending', '2026-04-22']])
  const checked = (await step('committee', reported, 'TSK-N06', { found: '进度正常' }, '符合进度')).answer
  expect(clock(checked, 'HJT-004')).toEqual([['ok', '2026-04-01']])
  const longer = (await step('committee', checked, 'TSK-N07', { moreDays: 10, reason: '鉴定未出' })).answer
  expect(clock(longer, 'HJT-002')).toEqual([['pending', '2026-05-11']])
  const asked = (await step('owner', longer, 'TSK-N03', { result: '全部处置' })).answer
  const returned = (await step('committee', asked, 'TSK-N04', { opinion: '缺清单' }, '退回')).answer
  expect(clock(returned, 'HJT-006')).toEqual([['pending', expect.any(String)]])
  const again = (await step('owner', returned, 'TSK-N03', { result: '补清单' })).answer
  const done = (await step('committee', again, 'TSK-N04', {}, '通过')).answer
  expect(done).toMatchObject({ closedAt: expect.any(String) as string, actions: [] })
  expect(done.verdicts.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
})

test('stands in the ledger with its name and the clock that runs out first, for those whom it concerns', async () => {
  const { answer: begun } = await set(30)
  const rows = async (as: keyof typeof people) => (await ask(as, '?state=open')).answer.rows.map(({ chain, title, clock: first }) => [chain, title.zh, first?.rule])
  for (const as of ['committee', 'owner'] as const) expect(await rows(as)).toEqual([[begun.chain, '涉案财物清理', 'HJT-001']])
  expect(await rows('other')).toEqual([])
  expect((await ask('other', `/${encodeURIComponent(begun.chain)}`)).status).toBe(404)
})

test('is set by those who lead only, and signed for and reported by its owner only', async () => {
  expect(await ask('owner', '', { act: null, form: { task: '任务', demand: '目标', steps: '步骤', owner: '2', days: 30 } })).toMatchObject({ status: 403, answer: { code: 'HJ-FLO-001' } })
  expect(await set(5)).toMatchObject({ status: 422, answer: { code: 'HJ-FLO-003' } })
  const { answer: begun } = await set(30)
  expect((await step('committee', begun, 'TSK-N02')).status).toBe(403)
  expect((await step('owner', begun, 'TSK-N05', { percent: 10, progress: '尚未签收' })).status).toBe(403)
})
