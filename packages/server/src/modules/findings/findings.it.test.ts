/** The finding loop over the real interface: from a breach to its closing, through several people, with everything that happens on the way. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, PermittedAction, Problem, WorkList, WorkMatter } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { startServer } from '../../main.ts'
import type { RunningServer } from '../../main.ts'
import { verifyChains } from '../../intake/index.ts'
import { at, openTestStore, testFiles, wire, writeFiles } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'

const person = (id: string, name: string, role: string, path: string, agency = 'police'): Actor => ({ kind: 'person', id, name, roles: [role], permissions: new Set(), org: { id: path, path, agency, name: `${path}单位` }, session: null })
const people = {
  manager: person('M1', '案管甲', 'case-manager', 'U1'),
  officer: person('O1', '民警甲', 'case-officer', 'U1'),
  reviewer: person('M2', '案管乙', 'case-manager', 'U1'),
  head: person('H1', '法制负责人', 'division-head', 'U1.D1'),
  leader: person('L1', '局长', 'agency-leader', 'U1'),
  stranger: person('M9', '外单位案管', 'case-manager', 'U2'),
  committee: person('C1', '政法委', 'committee-supervisor', 'C', 'committee'),
  prosecutor: { ...person('P1', '检察官', 'case-officer', 'J1.D1', 'procuratorate'), org: { id: 'J1-1', path: 'J1.D1', home: 'J1', agency: 'procuratorate', name: '第一检察部' } },
  otherProsecutor: { ...person('P2', '检察官乙', 'case-officer', 'J1.D2', 'procuratorate'), org: { id: 'J1-2', path: 'J1.D2', home: 'J1', agency: 'procuratorate', name: '第二检察部' } },
  judge: { ...person('Y1', '法官', 'case-officer', 'Y1.D1', 'court'), org: { id: 'Y1-1', path: 'Y1.D1', home: 'Y1', agency: 'court', name: '刑事审判庭' } },
}
type Who = keyof typeof people

let store: TestStore
let server: RunningServer
let folder: string
/** who sits at the keyboard, and what time it is */
let who: Who = 'committee'
let now = at('2026-03-06T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  await store.pool.query(`insert into org_unit (id, parent_id, kind, agency, place, name, path) values ('U1', null, 'agency', 'police', '22', 'U1单位', 'U1'), ('C', null, 'agency', 'committee', '22', 'C单位', 'C'),
    ('J1', null, 'agency', 'procuratorate', '220104', '检察院', 'J1'), ('J1-1', 'J1', 'department', 'procuratorate', '220104', '第一检察部', 'J1.D1'), ('J1-2', 'J1', 'department', 'procuratorate', '220104', '第二检察部', 'J1.D2'),
    ('Y1', null, 'agency', 'court', '220104', '法院', 'Y1'), ('Y1-1', 'Y1', 'department', 'court', '220104', '刑事审判庭', 'Y1.D1')`)
  folder = await mkdtemp(join(tmpdir(), 'hengjian-findings-'))
  const catalogue = join(folder, 'catalogue')
  await writeFiles(catalogue, testFiles())
  await cp(new URL('../../../../../catalog/internal', import.meta.url).pathname, join(catalogue, 'internal'), { recursive: true })
  server = await startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: catalogue, webDir: join(folder, 'web') }), { clock: () => now, log: null, actorOf: () => people[who] })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let number = 0
let chain = ''
beforeEach(() => {
  number++
  chain = `A-${number}`
  now = at('2026-03-06T12:00:00+08:00')
})

interface Answered<T> {
  status: number
  answer: T
}

const call = async <T>(path: string, body?: unknown): Promise<Answered<T>> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${server.url}/api/v1${path}`, init)
  return { status: response.status, answer: (await response.json()) as T }
}

const officer = { id: 'O1', name: '民警甲', org: 'U1' }

/** A detention whose request was due on the day before. */
async function breach(): Promise<void> {
  const { answer } = await call<{ accepted: number }>('/events', [wire(`${chain}-a`, { chain, actor: officer, at: '2026-03-02T10:00:00+08:00', attrs: { personName: '王小明', crime: '盗窃' } })])
  expect(answer.accepted).toBe(1)
}

/** Asks until it is so; what intake told is followed within a second. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 100; i++) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`never came: ${JSON.stringify(await read()).slice(0, 2000)}`)
}

const findings = async (query = ''): Promise<WorkList> => (await call<WorkList>(`/findings?matter=${chain}${query}`)).answer
const matterOf = async (id: string): Promise<WorkMatter> => (await call<WorkMatter>(`/findings/${encodeURIComponent(id)}`)).answer

async function opened(): Promise<WorkMatter> {
  who = 'committee'
  await breach()
  const list = await until(findings, ({ total }) => total > 0)
  expect(list.total).toBe(1)
  return matterOf(list.rows[0]?.chain ?? '')
}

async function take(as: Who, matter: WorkMatter, node: string, act: string | null = null, form: Record<string, unknown> = {}): Promise<WorkMatter> {
  who = as
  const { last } = await matterOf(matter.chain)
  const { status, answer } = await call<WorkMatter>(`/flows/FND/matters/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form, expected: last })
  expect([status, answer]).toMatchObject([200, {}])
  return answer
}

const refusal = async (as: Who, matter: WorkMatter, node: string, act: string | null, form: Record<string, unknown>, expected = matter.last): Promise<[number, string]> => {
  who = as
  const { status, answer } = await call<Problem>(`/flows/FND/matters/${encodeURIComponent(matter.chain)}/actions/${node}`, { act, form, expected })
  return [status, answer.code]
}
const offered = (matter: WorkMatter): string[] => matter.actions.map(({ node, act }: PermittedAction) => (act === null ? node : `${node}[${act}]`))
const reasons = { objectionOn: '期限计算', reasons: '周末应当顺延' }

describe('a breach', () => {
  test('opens one finding, with unit, officer, article and clock, however often it is told', async () => {
    const finding = await opened()
    expect(finding).toMatchObject({ title: { zh: '拘留后三日内提请' }, unit: 'U1', origin: { chain, rule: 'TS-001', outcome: 'violation' }, next: [{ node: 'FND-N02' }], people: [{ id: 'O1', name: '民警甲' }] })
    expect(finding.reason?.basis[0]).toMatchObject({ law: '测试法', article: '91' })
    expect(finding.clock).toMatchObject({ rule: 'HJF-001', due: '2026-03-07T12:00:00+08:00', outcome: 'pending' })
    await store.pool.query('update outbox set followed_at = null where chain_id = $1', [chain])
    await call('/events', [wire(`${chain}-x`, { chain, subject: 'S2', node: 'T01-N03', at: '2026-03-06T09:00:00+08:00' })])
    await until(async () => (await store.pool.query('select 1 from outbox where followed_at is null')).rowCount, (open) => open === 0)
    expect((await findings()).total).toBe(1)
    expect(finding.history).toHaveLength(1)
  })

  test('of long ago is history and asks nobody', async () => {
    who = 'committee'
    await call('/events', [wire(`${chain}-a`, { chain, actor: officer, at: '2025-03-02T10:00:00+08:00' }), wire(`${chain}-b`, { chain, actor: officer, node: 'T01-N02', at: '2025-03-08T10:00:00+08:00' })])
    await until(async () => (await store.pool.query('select 1 from outbox where followed_at is null')).rowCount, (open) => open === 0)
    expect((await findings()).total).toBe(0)
  })

  test('shows on neither the list of the day nor that of matters, but on its own', async () => {
    const finding = await opened()
    const { answer } = await call<{ rows: { verdict: { chain: string } }[] }>('/today?limit=200')
    expect(answer.rows.map((row) => row.verdict.chain)).not.toContain(finding.chain)
    const matters = await call<{ items: { chain: string }[] }>('/matters?limit=200')
    expect(matters.answer.items.map((item) => item.chain)).not.toContain(finding.chain)
  })
})

describe('the loop', () => {
  test('goes from warning to closed through five people, with a return, an objection and letters on the way, and can be verified', async () => {
    const finding = await opened()
    await take('manager', finding, 'FND-N02', null, { assignee: 'O1', note: '请核查' })
    now += 3_600_000
    await take('officer', finding, 'FND-N03')
    await take('officer', finding, 'FND-N09', null, reasons)
    await take('head', finding, 'FND-N10', '维持', { answer: '在押期限不顺延' })
    now += 3_600_000
    await take('officer', finding, 'FND-N04', '属实', { facts: '确未按期提请' })
    await take('officer', finding, 'FND-N05', null, { cause: '工作疏忽', measures: '已经提请' })
    await take('reviewer', finding, 'FND-N07', '退回', { opinion: '没有附材料' })
    await take('officer', finding, 'FND-N05', null, { cause: '工作疏忽', measures: '已经提请，附材料' })
    await take('reviewer', finding, 'FND-N07', '通过')
    const closed = await take('leader', finding, 'FND-N08', null, { conclusion: '整改到位' })
    expect(closed).toMatchObject({ closedAt: expect.any(String) as string, next: [], actions: [], clock: null })
    expect(closed.history.map(({ node }) => node).toSorted()).toEqual(['FND-N01', 'FND-N02', 'FND-N03', 'FND-N04', 'FND-N05', 'FND-N05', 'FND-N07', 'FND-N07', 'FND-N08', 'FND-N09', 'FND-N10'])
    expect(new Set(closed.history.flatMap(({ actor }) => actor.id ?? []))).toEqual(new Set(['hengjian', 'M1', 'O1', 'H1', 'M2', 'L1']))
    expect(closed.documents.map(({ number: given, name }) => [given, name.zh])).toEqual([['衡监通〔2026〕1号', '监督通知书'], ['衡改通〔2026〕1号', '整改通知书']])
    expect(closed.verdicts.filter(({ outcome }) => outcome === 'violation')).toEqual([])
    expect(closed.verdicts.find(({ rule, outcome }) => rule === 'HJF-007' && outcome === 'ok')).toBeDefined()
    expect(await verifyChains(store)).toMatchObject({ bad: null })
    // it is no matter of law, and not shown as one
    expect((await call(`/matters/${encodeURIComponent(finding.chain)}`)).status).toBe(404)
  })

  test('waits at each step for whoever must act, and for nobody else', async () => {
    const finding = await opened()
    const waiting = async (as: Who): Promise<boolean> => {
      who = as
      return (await call<WorkList>('/work?limit=200')).answer.rows.some((row) => row.chain === finding.chain)
    }
    expect([await waiting('manager'), await waiting('officer'), await waiting('stranger')]).toEqual([true, false, false])
    await take('manager', finding, 'FND-N02', null, { assignee: 'O1' })
    expect([await waiting('manager'), await waiting('officer'), await waiting('stranger')]).toEqual([false, true, false])
    const { rows } = await store.pool.query('select relation, person from notice where chain_id = $1 order by created_at', [finding.chain])
    expect(rows).toEqual([{ relation: 'unit', person: null }, { relation: 'assigned', person: 'O1' }])
  })

  test('is not seen by another unit, and says so as if it did not exist', async () => {
    const finding = await opened()
    who = 'stranger'
    expect((await call<Problem>(`/findings/${encodeURIComponent(finding.chain)}`)).status).toBe(404)
    expect((await findings()).total).toBe(0)
    expect(await refusal('stranger', finding, 'FND-N02', null, { assignee: 'M9' })).toEqual([404, 'HJ-REQ-007'])
  })

  test('refuses who may not, what does not fit, what a rule forbids', async () => {
    const finding = await opened()
    expect(await refusal('officer', finding, 'FND-N02', null, { assignee: 'O1' })).toEqual([403, 'HJ-FLO-001'])
    expect(await refusal('manager', finding, 'FND-N08', null, {})).toEqual([403, 'HJ-FLO-001'])
    expect(await refusal('manager', finding, 'FND-N01', null, {})).toEqual([403, 'HJ-FLO-001'])
    expect(await refusal('manager', finding, 'FND-N02', null, {})).toEqual([422, 'HJ-FLO-003'])
    expect(await refusal('manager', finding, 'FND-N02', null, { assignee: 'O1', unitPath: 'U2' })).toEqual([422, 'HJ-FLO-003'])
    await take('manager', finding, 'FND-N02', null, { assignee: 'O1' })
    await take('officer', finding, 'FND-N03')
    await take('officer', finding, 'FND-N04', '属实', { facts: '属实' })
    await take('officer', finding, 'FND-N05', null, { cause: '其他', measures: '已改' })
    await take('committee', finding, 'FND-N07', '通过')
    const done = await take('reviewer', finding, 'FND-N14', null, { into: 'finding:none', reason: '同一原因' }).catch(() => null)
    expect(done).toBeNull()
    who = 'officer'
    const reviewed = await matterOf(finding.chain)
    expect(await refusal('committee', reviewed, 'FND-N08', null, {})).toEqual([403, 'HJ-FLO-001'])
    people.officer = { ...people.officer, roles: ['case-officer', 'agency-leader'] }
    who = 'officer'
    const mine = await matterOf(finding.chain)
    expect(mine.actions.find(({ node }) => node === 'FND-N08')?.blocked?.zh).toContain('销号人不是承办人')
    expect(await refusal('officer', mine, 'FND-N08', null, {})).toEqual([409, 'HJ-FLO-004'])
    people.officer = { ...people.officer, roles: ['case-officer'] }
  })

  test('takes each act once: who was overtaken is told what happened', async () => {
    const finding = await opened()
    await take('manager', finding, 'FND-N02', null, { assignee: 'O1' })
    who = 'reviewer'
    const { status, answer } = await call<Problem & { meanwhile: { node: string; by: string }[] }>(`/flows/FND/matters/${encodeURIComponent(finding.chain)}/actions/FND-N02`, { act: null, form: { assignee: 'O2' }, expected: finding.last })
    expect([status, answer.code, answer.meanwhile.map(({ node, by }) => `${node} ${by}`)]).toEqual([409, 'HJ-FLO-002', ['FND-N02 案管甲']])
    who = 'manager'
    const both = await Promise.all([refusal('officer', await matterOf(finding.chain), 'FND-N03', null, {}), refusal('officer', await matterOf(finding.chain), 'FND-N03', null, {})])
    expect(both.map(([code]) => code).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('goes to the level above when a step is late, once for each step, by the clock of the engine', async () => {
    const finding = await opened()
    now = at('2026-03-07T13:00:00+08:00')
    const { rows } = await store.pool.query<{ due: boolean }>('select next_check_at <= $2 as due from chain where chain_id = $1', [finding.chain, new Date(now)])
    expect(rows).toEqual([{ due: true }])
    const { openCatalogue } = await import('../catalogue/index.ts')
    const { wakeChains } = await import('../../intake/index.ts')
    const { catalogue } = await openCatalogue(join(folder, 'catalogue'))
    await wakeChains(store, catalogue, now)
    who = 'committee'
    const late = await until(() => matterOf(finding.chain), ({ level }) => level > 0)
    expect(late).toMatchObject({ level: 1, clock: { rule: 'HJF-001', outcome: 'violation' } })
    expect(late.history.filter(({ node }) => node === 'FND-N11')).toHaveLength(1)
    await store.pool.query('update outbox set followed_at = null where chain_id = $1', [finding.chain])
    await take('committee', finding, 'FND-N12', '挂牌督办', { demand: '两日内派发' })
    await until(async () => (await store.pool.query('select 1 from outbox where followed_at is null')).rowCount, (open) => open === 0)
    const supervised = await matterOf(finding.chain)
    expect(supervised).toMatchObject({ level: 1, supervised: '挂牌督办', documents: [{ number: '衡督函〔2026〕1号' }] })
    expect(supervised.verdicts.find(({ rule }) => rule === 'HJF-010')).toMatchObject({ outcome: 'pending', due: '2026-03-12' })
    expect(offered(await take('manager', finding, 'FND-N13', null, { reply: '已派发' }))).toContain('FND-N02')
  })

  test('hears of a late record that changes the verdict, and of one that changes it back', async () => {
    const finding = await opened()
    await call('/events', [wire(`${chain}-b`, { chain, actor: officer, node: 'T01-N02', at: '2026-03-04T10:00:00+08:00', recordedAt: '2026-03-06T11:00:00+08:00' })])
    const changed = await until(() => matterOf(finding.chain), ({ history }) => history.length > 1)
    expect(changed).toMatchObject({ next: [{ node: 'FND-N07' }], origin: { outcome: 'ok' } })
    expect(changed.history.at(-1)).toMatchObject({ node: 'FND-N16', act: '不再成立' })
    await call('/events', [wire(`${chain}-c`, { chain, actor: officer, node: 'T01-N02', at: '2026-03-06T11:30:00+08:00', retracts: `${chain}-b` })])
    const back = await until(() => matterOf(finding.chain), ({ history }) => history.length > 2)
    expect(back).toMatchObject({ next: [{ node: 'FND-N02' }] })
    expect(back.history.map(({ act }) => act)).toContain('再次成立')
  })

  test('goes into another with the same cause, and both know', async () => {
    who = 'committee'
    await breach()
    await call('/events', [wire(`${chain}-n`, { chain, actor: officer, node: 'T01-N04', subject: 'S2', at: '2026-03-06T10:00:00+08:00' })])
    const { rows } = await until(findings, ({ total }) => total === 2)
    const [one, other] = await Promise.all(rows.map((row) => matterOf(row.chain)))
    if (one === undefined || other === undefined) throw new Error('two findings')
    expect(one.siblings.map((sibling) => sibling.chain)).toEqual([other.chain])
    // one of another unit, which the manager does not see, is as good as none
    const hidden = `finding:${'0'.repeat(16)}`
    await store.pool.query(`insert into internal_matter (chain_id, flow, opened_at, unit, last_event) values ($1, 'FND', now(), 'U2', 'x') on conflict do nothing`, [hidden])
    expect(await refusal('manager', one, 'FND-N14', null, { into: hidden, reason: '同一案件管理漏洞' })).toEqual([422, 'HJ-FLO-003'])
    await store.pool.query('delete from internal_matter where chain_id = $1', [hidden])
    const merged = await take('manager', one, 'FND-N14', null, { into: other.chain, reason: '同一案件管理漏洞' })
    expect(merged).toMatchObject({ closedAt: expect.any(String) as string, actions: [] })
    expect((await matterOf(other.chain)).history.map(({ node }) => node)).toContain('FND-N15')
    expect((await findings('&state=open')).total).toBe(1)
  })
})

describe('a letter', () => {
  test('is a document with number, matter, article, seal place and receipt', async () => {
    const finding = await opened()
    await take('manager', finding, 'FND-N02', null, { assignee: 'O1', note: '请在两日内反馈' })
    who = 'manager'
    const [document] = (await matterOf(finding.chain)).documents
    const response = await fetch(`${server.url}/api/v1/flows/FND/matters/${encodeURIComponent(finding.chain)}/documents/${encodeURIComponent(document?.id ?? '')}`)
    expect(response.headers.get('content-type')).toContain('wordprocessingml')
    const text = await textOf(Buffer.from(await response.arrayBuffer()))
    for (const part of ['执法司法监督通知书', document?.number ?? '-', '王*', '测试法', '第91条', '民警甲', '请在两日内反馈', '（印章）', '送达回证', '2026年3月6日']) expect(text).toContain(part)
    expect(text).not.toContain('王小明')
    expect(text).not.toContain('{')
    who = 'stranger'
    expect((await fetch(`${server.url}/api/v1/flows/FND/matters/${encodeURIComponent(finding.chain)}/documents/${encodeURIComponent(document?.id ?? '')}`)).status).toBe(404)
  })
})

describe('the inside', () => {
  test('cannot be written from outside', async () => {
    const finding = await opened()
    for (const forged of [{ source: 'hengjian', chain: 'B' }, { chain: finding.chain, node: 'FND-N08' }]) {
      const { status, answer } = await call<Problem>('/events', [wire('forged', forged)])
      expect([status, answer.code]).toEqual([422, 'HJ-EVT-013'])
    }
    expect((await matterOf(finding.chain)).history).toHaveLength(1)
    const asked = await call<Problem>('/precheck', { chain: finding.chain, node: 'FND-N08' })
    expect([asked.status, asked.answer.code]).toEqual([422, 'HJ-EVT-013'])
  })
})

/** The text of a .docx: its zip holds `word/document.xml`. */
async function textOf(docx: Buffer): Promise<string> {
  const { unzipSync } = await import('fflate')
  const xml = Buffer.from(unzipSync(docx)['word/document.xml'] ?? []).toString('utf8')
  return xml.replaceAll(/<[^>]+>/g, '')
}

describe('whoever supervises by law', () => {
  /** A department that had to do with the matter, as its system tells it. */
  const took = async (unit: string): Promise<void> => {
    await call('/events', [wire(`${chain}-${unit}`, { chain, node: 'T01-N03', actor: { id: `X-${unit}`, name: '甲', org: '2201040000' }, at: '2026-03-02T09:00:00+08:00', attrs: { unit } })])
  }
  const seenBy = async (as: Who, id: string): Promise<boolean> => {
    who = as
    const one = (await call(`/findings/${encodeURIComponent(id)}`)).status === 200
    const listed = (await findings()).rows.some((row) => row.chain === id)
    expect(listed, as).toBe(one)
    return one
  }

  test('sees the warnings of the matters that they reach, makes a suggestion, and is answered', async () => {
    who = 'committee'
    await took('第一检察部')
    await took('刑事审判庭')
    const matter = await opened()
    // the court had to do with the matter too; whose duty it is to look at others is for the flow to say
    expect([await seenBy('prosecutor', matter.chain), await seenBy('otherProsecutor', matter.chain), await seenBy('judge', matter.chain)]).toEqual([true, false, false])
    const asked = await take('prosecutor', matter, 'FND-N17', null, { problem: '没有按期提请', suggestion: '每日核对' })
    expect(asked.documents.map(({ name }) => name.zh)).toEqual(['检察建议书'])
    expect(await refusal('judge', matter, 'FND-N17', null, { problem: '问题', suggestion: '建议' }, asked.last)).toEqual([404, 'HJ-REQ-007'])
    const answered = await take('head', matter, 'FND-N18', null, { reply: '已经采纳' })
    expect(answered.history.at(-1)?.nodeName.zh).toBe('检察建议回复')
  })

  test('who comes to the matter later sees its warning from its next step on', async () => {
    const matter = await opened()
    who = 'committee'
    await took('第二检察部')
    await take('manager', matter, 'FND-N02', null, { assignee: 'O1' })
    expect([await seenBy('prosecutor', matter.chain), await seenBy('otherProsecutor', matter.chain)]).toEqual([false, true])
  })
})
