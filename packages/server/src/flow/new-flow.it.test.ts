/** A flow that nobody programmed: five nodes, a form, a deadline and a letter, written as YAML alone and run to its end. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Problem, WorkList, WorkMatter } from '@hengjian/contracts'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { startServer } from '../main.ts'
import type { RunningServer } from '../main.ts'
import { at, openTestStore, testFiles, writeFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

/** Borrowing a case file: asked for, granted or refused, handed out, brought back, checked. */
const flow = `flow: LND
chain: loan
name: { zh: 借阅案卷, en: Loan of a case file }
agency: other
defaults: { computation: platform, per: chain, inForce: { from: "2020-01-01", newDuty: true } }
attributes:
  act: { type: text, name: { zh: 行为, en: Act } }
  days: { type: integer, name: { zh: 借阅天数, en: Days of the loan } }
nodes:
  - code: LND-N01
    name: { zh: 申请, en: Request }
    next: [LND-N02]
    work:
      by: [{ roles: [case-officer] }]
      form:
        type: object
        properties:
          file: { type: string, title: { zh: 案卷号, en: File }, minLength: 3, maxLength: 40 }
          days: { type: integer, title: { zh: 借阅天数, en: Days }, minimum: 1, maximum: 60 }
          original: { type: boolean, title: { zh: 需要原件, en: The original is needed } }
        required: [file, days]
  - code: LND-N02
    name: { zh: 审批, en: Decision }
    acts: [同意, 不同意]
    work:
      by: [{ roles: [division-head], is: [unit, other] }]
      next: { 同意: [LND-N03] }
      ends: [不同意]
      document: { 同意: loan-slip }
    next: [LND-N03]
  - code: LND-N03
    name: { zh: 借出, en: Handing out }
    next: [LND-N04]
    work: { by: [{ roles: [case-manager] }] }
  - code: LND-N04
    name: { zh: 归还, en: Return }
    next: [LND-N05]
    work: { by: [{ roles: [case-officer], is: [unit] }] }
  - code: LND-N05
    name: { zh: 验收, en: Check }
    next: []
    work: { by: [{ roles: [case-manager], is: [other] }], ends: true }
rules:
  - { id: LN-001, kind: limit, name: { zh: 借出后10日内归还, en: Returned within 10 days }, start: LND-N03, end: LND-N04, within: 10 d, basis: [平台办理规则 1] }
  - { id: LN-002, kind: separation, name: { zh: 不能自己审批, en: Nobody decides on a request of their own }, event: LND-N02, other: LND-N01, basis: [平台办理规则 1] }
  - { id: LN-003, kind: condition, name: { zh: 一次不超过30日, en: At most 30 days at once }, event: LND-N01, must: { days: { lte: 30 } }, basis: [平台办理规则 1] }
`
const letter = `id: loan-slip
name: { zh: 借阅单, en: Loan slip }
number: 借〔{year}〕{n}号
title: 案卷借阅单
to: "{unit}："
body: [同意借阅。, "本行没有的不出现：{field:nothing}"]
receipt: false
`

const person = (id: string, roles: string[]): Actor => ({ kind: 'person', id, name: `姓名${id}`, roles, permissions: new Set(), org: { id: 'U1', path: 'U1', agency: 'court', name: '甲法院' }, session: null })
const people = { officer: person('1', ['case-officer']), head: person('2', ['division-head']), both: person('1', ['case-officer', 'division-head']), manager: person('3', ['case-manager']) }

let store: TestStore
let server: RunningServer
let folder: string
let who: keyof typeof people = 'officer'
let now = at('2026-03-02T10:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-flow-'))
  const catalogue = join(folder, 'catalogue')
  await cp(new URL('../../../../catalog/internal/platform.yaml', import.meta.url).pathname, join(catalogue, 'internal/platform.yaml'))
  await writeFiles(catalogue, { ...testFiles(), 'internal/flows/LND.yaml': flow, 'internal/documents/loan-slip.yaml': letter })
  server = await startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: catalogue, webDir: join(folder, 'web') }), { clock: () => now, log: null, actorOf: () => people[who] })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

interface Answered {
  status: number
  answer: WorkMatter & Problem
}

async function post(as: keyof typeof people, path: string, body: object): Promise<Answered> {
  who = as
  now += 60_000
  const response = await fetch(`${server.url}/api/v1/flows/LND/matters${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  return { status: response.status, answer: (await response.json()) as WorkMatter & Problem }
}
const request = (days: number) => ({ act: null, form: { file: '（2026）甲01刑初1号', days, original: true } })
const step = (as: keyof typeof people, matter: WorkMatter, node: string, act: string | null = null): Promise<Answered> => post(as, `/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form: {}, expected: matter.last })

test('runs from its request to its end, with form, deadline and letter', async () => {
  const begun = await post('officer', '', request(10))
  expect([begun.status, begun.answer.chain]).toEqual([201, expect.stringMatching(/^loan:/) as string])
  const granted = await step('head', begun.answer, 'LND-N02', '同意')
  expect(granted.answer.documents).toMatchObject([{ number: '借〔2026〕1号', name: { zh: '借阅单' } }])
  const out = await step('manager', granted.answer, 'LND-N03')
  expect(out.answer.clock).toMatchObject({ rule: 'LN-001', due: '2026-03-12', outcome: 'pending' })
  who = 'officer'
  const waiting = (await (await fetch(`${server.url}/api/v1/work`)).json()) as WorkList
  expect(waiting.rows.map(({ chain, next }) => [chain, next[0]?.node])).toEqual([[out.answer.chain, 'LND-N04']])
  const back = await step('officer', out.answer, 'LND-N04')
  expect(back.answer.verdicts.find(({ rule }) => rule === 'LN-001')).toMatchObject({ outcome: 'ok' })
  const done = await step('manager', back.answer, 'LND-N05')
  expect(done.answer).toMatchObject({ closedAt: expect.any(String) as string, actions: [], steps: [{ state: 'done' }, { state: 'done' }, { state: 'done' }, { state: 'done' }, { state: 'done' }] })
  const document = await fetch(`${server.url}/api/v1/flows/LND/matters/${encodeURIComponent(done.answer.chain)}/documents/${encodeURIComponent(done.answer.documents[0]?.id ?? '')}`)
  const xml = Buffer.from(unzipSync(Buffer.from(await document.arrayBuffer()))['word/document.xml'] ?? []).toString('utf8')
  for (const part of ['案卷借阅单', '借〔2026〕1号', '甲法院', '同意借阅。']) expect(xml).toContain(part)
  expect(xml).not.toContain('本行没有的')
})

test('its guards hold: too long a loan, a decision on one’s own request, a step of somebody else', async () => {
  expect(await post('officer', '', request(31))).toMatchObject({ status: 409, answer: { code: 'HJ-FLO-004' } })
  expect(await post('officer', '', request(61))).toMatchObject({ status: 422, answer: { code: 'HJ-FLO-003' } })
  expect(await post('manager', '', request(5))).toMatchObject({ status: 403, answer: { code: 'HJ-FLO-001' } })
  const { answer } = await post('both', '', request(5))
  expect(await step('both', answer, 'LND-N02', '同意')).toMatchObject({ status: 403, answer: { code: 'HJ-FLO-001' } })
  expect(await step('head', answer, 'LND-N03')).toMatchObject({ status: 403, answer: { code: 'HJ-FLO-001' } })
  expect((await step('head', answer, 'LND-N02', '不同意')).answer).toMatchObject({ closedAt: expect.any(String) as string, documents: [], actions: [] })
})
