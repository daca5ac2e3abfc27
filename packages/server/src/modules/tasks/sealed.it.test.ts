/** Records of interference: whoever records is seen by those whom the flow names and by nobody else, on no route. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Problem, VerdictList, WorkList, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'

const units = [
  ['22', null, 'place', null, '22'],
  ['zf', '22', 'agency', 'committee', '22.zf'],
  ['jw', '22', 'agency', 'others', '22.jw'],
  ['2201', '22', 'place', null, '22.2201'],
  ['fy', '2201', 'agency', 'court', '22.2201.fy'],
  ['fy-1', 'fy', 'department', 'court', '22.2201.fy.fy_1'],
  ['2202', '22', 'place', null, '22.2202'],
  ['jw2', '2202', 'agency', 'others', '22.2202.jw2'],
] as const
const person = (id: string, role: string, unit: string): Actor => {
  const [, , , agency, path] = units.find(([known]) => known === unit) ?? units[0]
  return { kind: 'person', id, name: `姓名${id}`, roles: [role], permissions: new Set(), org: { id: unit, path, agency: agency ?? 'others', name: unit }, session: null }
}
/** A judge who stands in for an inspector who is away. */
const standIn = (unit: string): Actor => {
  const [own, other] = [person('S1', 'case-officer', 'fy-1'), person('S1', 'inspector', unit)]
  return { ...own, id: `S-${unit}`, roles: ['case-officer', 'inspector'], posts: [own, other].flatMap(({ roles, org }) => (org === null ? [] : [{ role: roles[0] ?? '', unit: org.id, org }])) }
}
const people = {
  judge: person('J1', 'case-officer', 'fy-1'),
  colleague: person('J2', 'case-officer', 'fy-1'),
  president: person('J3', 'agency-leader', 'fy'),
  manager: person('J4', 'case-manager', 'fy'),
  inspector: person('I1', 'inspector', 'jw'),
  elsewhere: person('I2', 'inspector', 'jw2'),
  committee: person('C1', 'committee-supervisor', 'zf'),
  forInspector: standIn('jw'),
  forElsewhere: standIn('jw2'),
}
type Who = keyof typeof people

let store: TestStore
let server: RunningServer
let folder: string
let who: Who = 'judge'
let now = at('2026-03-02T10:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  for (const unit of units) await store.pool.query('insert into org_unit (id, parent_id, kind, agency, place, name, path) values ($1, $2, $3, $4, $1, $1, $5)', [...unit])
  folder = await mkdtemp(join(tmpdir(), 'hengjian-sealed-'))
  await cp(new URL('../../../../../catalog', import.meta.url).pathname, join(folder, 'catalogue'), { recursive: true })
  server = await startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web') }), { clock: () => now, log: null, actorOf: () => people[who] })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

type Answer = WorkMatter & WorkList & VerdictList & Problem

async function ask(as: Who, path: string, body?: object): Promise<{ status: number; answer: Answer }> {
  who = as
  now += 60_000
  const response = await fetch(`${server.url}/api/v1${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  return { status: response.status, answer: (await response.json()) as Answer }
}
const asked = { caseNo: '（2026）甲01刑初7号', who: '某局副局长', kind: '领导干部', how: '电话或者信息', askedOn: '2026-03-01', said: '询问能否从轻' }
const begin = async (flow: string, act: string | null, form: object): Promise<WorkMatter> => (await ask('judge', `/flows/${flow}/matters`, { act, form })).answer
const step = (as: Who, matter: WorkMatter, node: string, form: object, act: string | null = null) => ask(as, `/flows/${matter.flow}/matters/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form, expected: matter.last })
const seenBy = async (matter: WorkMatter): Promise<string[]> => {
  const seen: string[] = []
  for (const as of Object.keys(people) as Who[]) {
    const one = (await ask(as, `/flows/${matter.flow}/matters/${encodeURIComponent(matter.chain)}`)).status === 200
    const listed = (await ask(as, `/flows/${matter.flow}/matters?limit=200`)).answer.rows.some(({ chain }) => chain === matter.chain)
    expect(listed, as).toBe(one)
    if (one) seen.push(as)
  }
  return seen
}

test('a record is seen by whoever made it, the inspectors of the place and the committee', async () => {
  const record = await begin('ITF', '如实记录', asked)
  expect(record.title.zh).toBe(asked.caseNo)
  expect(await seenBy(record)).toEqual(['judge', 'inspector', 'committee', 'forInspector'])
})

test('the direct line passes by the inspectors', async () => {
  expect(await seenBy(await begin('DLN', null, asked))).toEqual(['judge', 'committee'])
})

test('no route for matters of law shows a matter of the platform', async () => {
  const { chain } = await begin('ITF', '如实记录', asked)
  for (const path of [`/matters/${encodeURIComponent(chain)}`, `/matters/${encodeURIComponent(chain)}/events`]) expect((await ask('president', path)).status).toBe(404)
  expect((await ask('president', `/verdicts?chain=${encodeURIComponent(chain)}`)).answer.items).toEqual([])
  const { rows } = await store.pool.query<{ id: string }>('select id from verdict where chain_id = $1', [chain])
  expect(rows.length).toBeGreaterThan(0)
  for (const { id } of rows) expect((await ask('president', `/verdicts/${encodeURIComponent(id)}`)).status).toBe(404)
})

test('it is checked and disposed of by others than its recorder, who may ask for protection and is answered', async () => {
  const record = await begin('ITF', '如实记录', asked)
  expect((await step('president', record, 'ITF-N02', { facts: '查明' }, '正常履职')).status).toBe(404)
  const protect = (await step('judge', record, 'ITF-N04', { reprisal: '被调离岗位' })).answer
  expect(protect.clock).toMatchObject({ rule: 'HJI-003' })
  const answered = (await step('inspector', protect, 'ITF-N05', { measures: '恢复岗位' })).answer
  const checked = (await step('inspector', answered, 'ITF-N02', { facts: '属实', ban: '过问他案' }, '违规过问')).answer
  expect(checked.verdicts.filter(({ outcome }) => outcome === 'warning').map(({ rule, basis }) => [rule, basis[0]?.article])).toEqual([['HJI-202', '3']])
  const done = (await step('committee', checked, 'ITF-N03', { disposal: '全省通报' }, '通报')).answer
  expect(done).toMatchObject({ closedAt: expect.any(String) as string })
})

test('a report that nobody asked ends at once, and is not given without saying so', async () => {
  const zero = await begin('ITF', '零报告', { caseNo: asked.caseNo, declared: true })
  expect(zero).toMatchObject({ closedAt: expect.any(String) as string, actions: [] })
  expect((await ask('judge', '/flows/ITF/matters', { act: '零报告', form: { caseNo: asked.caseNo } })).status).toBe(422)
  expect((await ask('judge', '/flows/ITF/matters', { act: '零报告', form: { caseNo: asked.caseNo, declared: false } })).answer.code).toBe('HJ-FLO-004')
})

test('a substitute for somebody of another agency acts there in that role, and is none at the own one', async () => {
  const record = await begin('ITF', '如实记录', asked)
  expect((await step('forElsewhere', record, 'ITF-N02', { facts: '查明' }, '正常履职')).status).toBe(404)
  const { status, answer } = await step('forInspector', record, 'ITF-N02', { facts: '查明' }, '正常履职')
  expect(status).toBe(200)
  expect(answer.history.at(-1)?.actor).toMatchObject({ id: 'S-jw', role: 'inspector', org: 'jw' })
  // what a substitute begins as what they are themselves concerns their own agency
  who = 'forInspector'
  expect((await ask('forInspector', '/flows/ITF/matters', { act: '如实记录', form: asked })).answer.unit).toBe('fy')
})
