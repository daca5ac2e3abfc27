import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditList, DraftCheck, DraftRun, Problem, RuleText, Verdict } from '@hengjian/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { at, openTestStore, testFiles, wire, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'

let store: TestStore
let server: RunningServer
let folder: string
const onCatalogueChanged = vi.fn<() => void>()
const clock = () => at('2026-03-20T12:00:00+08:00')

const start = () => startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web') }), { clock, log: null, onCatalogueChanged })

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-drafts-'))
  await writeFiles(join(folder, 'catalogue'), testFiles())
  server = await start()
  // done on the fourth day, and on the second
  await call('/events', post([
    wire('a1', { chain: 'A', attrs: { personName: '王小明', crime: '盗窃' } }),
    wire('a2', { chain: 'A', node: 'T01-N02', at: '2026-03-06T10:00:00+08:00' }),
    wire('b1', { chain: 'B', at: '2026-02-10T10:00:00+08:00' }),
    wire('b2', { chain: 'B', node: 'T01-N02', at: '2026-02-12T10:00:00+08:00' }),
  ]))
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

const call = async <T>(path: string, init?: RequestInit): Promise<Answered<T>> => {
  const response = await fetch(`${server.url}/api/v1${path}`, init)
  return { status: response.status, answer: (await response.json()) as T }
}
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const textOf = async (rule: string): Promise<RuleText> => (await call<RuleText>(`/catalogue/rules/${rule}/text`)).answer

describe('a draft of a rule', () => {
  test('begins with the text in force and where it stands', async () => {
    expect(await textOf('TS-001')).toMatchObject({ id: 'TS-001', file: 'flows/T01.yaml', line: 11, since: '2018-10-26', text: expect.stringMatching(/^ {2}- id: TS-001\n/) as string })
    expect((await call<Problem>('/catalogue/rules/TS-999/text')).status).toBe(404)
  })

  test('is checked as it is typed: problems with the line in the text, golden cases that no longer hold', async () => {
    const { text } = await textOf('TS-001')
    const broken = await call<DraftCheck>('/drafts/check', post({ rule: 'TS-001', text: text.replace('within:', 'whitin:') }))
    expect(broken.answer.problems).toContainEqual(expect.objectContaining({ line: 6, code: 'HJ-CAT-003' }))
    expect(broken.answer.cases).toBeNull()
    const shorter = await call<DraftCheck>('/drafts/check', post({ rule: 'TS-001', text: text.replace('3 d', '1 d') }))
    expect(shorter.answer).toMatchObject({ problems: [], cases: { passed: 0, failures: [{ id: 'in-time', rule: 'TS-001' }] } })
  })

  test('is tried on everything that is stored, and writes nothing', async () => {
    const { text } = await textOf('TS-001')
    const before = await store.pool.query<{ n: number }>('select count(*)::int as n from verdict_history')
    const { status, answer } = await call<DraftRun>('/drafts', post({ rule: 'TS-001', text: text.replace('3 d', '5 d') }))
    expect(status).toBe(202)
    const done = await vi.waitFor(async () => {
      const { answer: job } = await call<DraftRun>(`/drafts/${answer.id}`)
      expect(job.state).toBe('done')
      return job
    })
    expect(done.result).toMatchObject({
      matters: 2,
      mattersChanged: 2,
      changed: 2,
      changes: [
        { rule: 'TS-001', before: 'violation', after: 'ok', count: 1 },
        { rule: 'TS-001', before: 'ok', after: 'ok', count: 1 },
      ],
      byAgency: [{ agency: 'police', count: 2, breachesBefore: 1, breachesAfter: 0 }],
      byMonth: [{ month: '2026-02', breachesBefore: 0, breachesAfter: 0 }, { month: '2026-03', breachesBefore: 1, breachesAfter: 0 }],
    })
    expect(done.result?.examples).toContainEqual({ chain: 'A', title: '王*明盗窃案', rule: 'TS-001', before: 'violation', after: 'ok', dueBefore: '2026-03-05', dueAfter: '2026-03-07' })
    expect((await store.pool.query<{ n: number }>('select count(*)::int as n from verdict_history')).rows).toEqual(before.rows)
    expect((await call<{ items: { verdict: Verdict }[] }>('/verdicts?rule=TS-001&outcome=violation')).answer.items).toHaveLength(1)
  })

  test('that is not sound, changes nothing or begins too early is refused with the reason', async () => {
    const { text } = await textOf('TS-001')
    const adopt = async (draft: string, from: string) => (await call<Problem>('/drafts/adopt', post({ rule: 'TS-001', text: draft, from }))).answer.code
    expect(await adopt(text.replace('T01-N02', 'T01-N99'), '2027-01-01')).toBe('HJ-DRF-001')
    expect(await adopt(text.replace('3 d', '5 d'), '2018-10-26')).toBe('HJ-DRF-002')
    expect(await adopt(text, '2027-01-01')).toBe('HJ-DRF-003')
    expect(onCatalogueChanged).not.toHaveBeenCalled()
  })

  test('is adopted as a version that applies from a day on, and judges by that day', async () => {
    const { text } = await textOf('TS-001')
    expect((await call('/drafts/adopt', post({ rule: 'TS-001', text: text.replace('3 d', '5 d'), from: '2026-03-01' }))).status).toBe(202)
    expect(onCatalogueChanged).toHaveBeenCalledOnce()
    const { lines } = (await call<AuditList>('/audit?action=catalogue.adopt')).answer
    expect(lines).toMatchObject([{ object: 'rule:TS-001', outcome: 'done', detail: { from: '2026-03-01', file: 'flows/T01.yaml' } }])
    expect(lines[0]?.detail).toMatchObject({ before: text, after: text.replace('3 d', '5 d') })
    expect(await readFile(join(folder, 'catalogue/flows/T01.yaml'), 'utf8')).toContain('"inForce":{"from":"2026-03-01"}')
    await server.close()
    server = await start()
    expect((await call<AuditList>('/audit?action=catalogue.enforce')).answer.lines).toHaveLength(2)
    await vi.waitFor(async () => expect((await call<{ items: unknown[] }>('/verdicts?rule=TS-001&outcome=violation')).answer.items).toEqual([]), 10_000)
    const { answer } = await call<{ items: { verdict: Verdict }[] }>('/verdicts?rule=TS-001')
    expect(answer.items.map(({ verdict }) => [verdict.chain, verdict.ruleVersion, verdict.due])).toEqual([
      ['A', '2026-03-01', '2026-03-07'],
      ['B', '2018-10-26', '2026-02-13'],
    ])
  })
})
