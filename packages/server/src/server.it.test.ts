import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditChoices, AuditLine, AuditList, AuditState, CatalogueOverview, CatalogueVariants, Coverage, Explanation, FlowView, ImportJob, ImportReject, Matter, MatterList, NodeView, PrecheckAnswer, Problem, PushAnswer, Today, VerdictList } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { startServer } from './main.ts'
import type { RunningServer } from './main.ts'
import { at, empty, openTestStore, testFiles, wire, writeFiles } from './store/testing.ts'
import type { TestStore } from './store/testing.ts'

let store: TestStore
let server: RunningServer
let folder: string
let now = at('2026-03-03T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-server-'))
  const files = { ...testFiles(), '../web/index.html': '<!doctype html><title>衡鉴</title>', '../web/assets/app.js': '1' }
  await writeFiles(join(folder, 'catalogue'), files)
  const given = { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), catalogueDir: join(folder, 'catalogue'), webDir: join(folder, 'web') }
  server = await startServer(readConfig({}, { ...given, eventBodyLimit: 1024 * 1024, importBodyLimit: 64 * 1024 }), { clock: () => now, log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  now = at('2026-03-03T12:00:00+08:00')
  await empty(store)
})

const api = (path: string): string => `${server.url}/api/v1${path}`
const get = async <T>(path: string): Promise<T> => (await fetch(api(path))).json() as Promise<T>
const post = (path: string, body: string, type = 'application/json', headers: Record<string, string> = {}) =>
  fetch(api(path), { method: 'POST', body, headers: { 'content-type': type, ...headers } })
const push = async (...events: Record<string, unknown>[]): Promise<PushAnswer> => (await post('/events', JSON.stringify(events))).json() as Promise<PushAnswer>

const audited = async (query: Record<string, string>): Promise<AuditLine[]> => (await get<AuditList>(`/audit?${new URLSearchParams(query).toString()}`)).lines

const named = { personName: '王小明', crime: '盗窃', custody: true, unit: '南湖派出所', phone: '13812345678' }
const officer = { id: 'p1', name: '孙立', org: '3301060000', level: '办案民警' }

describe('POST /events', () => {
  test('takes one event', async () => {
    const response = await post('/events', JSON.stringify(wire('a')))
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ accepted: 1, duplicate: 0, rejected: 0, results: [{ index: 0, status: 'accepted', id: 'a', source: 'test', chain: 'C1', reason: null }] })
  })

  test('answers every event of a list by itself, in order', async () => {
    const answer = await push(wire('a'), { id: 'b' }, wire('a'), wire('c', { at: 'gestern' }))
    expect(answer.results.map(({ index, status, reason }) => [index, status, reason?.code ?? null])).toEqual([
      [0, 'accepted', null],
      [1, 'rejected', 'HJ-EVT-001'],
      [2, 'duplicate', null],
      [3, 'rejected', 'HJ-EVT-004'],
    ])
  })

  test('takes NDJSON, and a broken line harms only itself', async () => {
    const response = await post('/events', `${JSON.stringify(wire('a'))}\n{"id":\n\n${JSON.stringify(wire('b'))}\n`, 'application/x-ndjson')
    const answer = (await response.json()) as PushAnswer
    expect(answer).toMatchObject({ accepted: 2, rejected: 1, results: [{}, { reason: { code: 'HJ-EVT-012' } }, {}] })
  })

  test('takes a structured CloudEvent: its time is the time of recording', async () => {
    const { id: _id, source: _source, ...data } = wire('x')
    const event = { specversion: '1.0', type: 'cn.hengjian.event', id: 'ce1', source: '/ga/330106', time: '2026-03-02T11:00:00Z', data }
    const response = await post('/events', JSON.stringify(event), 'application/cloudevents+json; charset=utf-8')
    expect(await response.json()).toMatchObject({ accepted: 1, results: [{ id: 'ce1', source: '/ga/330106' }] })
    expect((await get<{ recordedAt: string }[]>('/matters/C1/events'))[0]?.recordedAt).toBe('2026-03-02T11:00:00Z')
  })

  test('takes a binary CloudEvent with percent-encoded attributes', async () => {
    const { id: _id, source: _source, ...data } = wire('x')
    const headers = { 'ce-specversion': '1.0', 'ce-type': 't', 'ce-id': 'ce2', 'ce-source': '%E5%85%AC%E5%AE%89' }
    const response = await post('/events', JSON.stringify(data), 'application/json', headers)
    expect(await response.json()).toMatchObject({ accepted: 1, results: [{ id: 'ce2', source: '公安' }] })
  })

  test('takes a batch of CloudEvents and refuses the invalid one among them', async () => {
    const good = { specversion: '1.0', type: 't', id: 'ce3', source: 's', data: { chain: 'C1', node: 'T01-N01', at: '2026-03-02T10:00:00+08:00' } }
    const response = await post('/events', JSON.stringify([good, { ...good, id: 'ce4', specversion: '0.3' }]), 'application/cloudevents-batch+json')
    expect(await response.json()).toMatchObject({ accepted: 1, rejected: 1, results: [{ id: 'ce3' }, { id: 'ce4', reason: { code: 'HJ-EVT-011' } }] })
  })

  test('a single refused event is answered with a problem document', async () => {
    const response = await post('/events', '{"id":"a"}')
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'HJ-EVT-001', rejected: 1 })
  })

  test.each([
    ['broken JSON', '{', 'application/json', 400, 'HJ-REQ-001'],
    ['nothing at all', '', 'application/json', 400, 'HJ-REQ-001'],
    ['a nesting bomb', '['.repeat(200_000), 'application/json', 400, 'HJ-REQ-002'],
    ['another content type', '<a/>', 'text/xml', 415, 'HJ-REQ-004'],
    ['too large a body', `"${'x'.repeat(1024 * 1024)}"`, 'application/json', 413, 'HJ-REQ-003'],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const response = await post('/events', body, type)
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code])
  })

  test('a prototype is not polluted by an attribute', async () => {
    const answer = (await (await post('/events', `{"id":"a","chain":"C1","node":"T01-N01","at":"2026-03-02","attrs":{"__proto__":{"polluted":1}}}`)).json()) as PushAnswer
    expect(answer.accepted).toBe(1)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('POST /precheck', () => {
  test('denies an act that would be a breach, and writes only the audit line', async () => {
    await push(wire('a'))
    const response = await post('/precheck', JSON.stringify({ chain: 'C1', subject: 'S1', node: 'T01-N04', at: '2026-03-03T10:00:00+08:00', actor: officer }))
    const answer = (await response.json()) as PrecheckAnswer
    expect(answer.decision).toBe('deny')
    expect(answer.verdicts).toMatchObject([{ rule: 'TS-002', outcome: 'violation' }])
    expect(answer.sentences[0]?.zh.length).toBeGreaterThan(0)
    expect((await audited({ action: 'precheck.ask' }))[0]).toMatchObject({ actor: { kind: 'local' }, object: 'matter:C1', outcome: 'deny', detail: { node: 'T01-N04', officer: 'p1', verdicts: [{ outcome: 'violation' }] } })
    expect((await store.pool.query('select count(*) as n from event')).rows).toEqual([{ n: 1 }])
  })

  test('allows an act in time, judged as of now where it gives no time', async () => {
    await push(wire('a'))
    expect(await (await post('/precheck', JSON.stringify({ chain: 'C1', subject: 'S1', node: 'T01-N02' }))).json()).toMatchObject({ decision: 'allow' })
  })
})

describe('reading', () => {
  const matter = () => push(wire('a', { attrs: named, actor: officer, docNo: '拘字1号' }), wire('b', { chain: 'C2', at: '2026-02-20T10:00:00+08:00' }))

  test('today sorts clocks by time left and puts them into groups', async () => {
    await matter()
    const today = await get<Today>('/today')
    expect(today.rows.map((row) => [row.verdict.chain, row.group])).toEqual([
      ['C2', 'overdue'],
      ['C1', 'in3'],
    ])
    expect(today.summary).toEqual({ running: 2, overdue: 1, dueToday: 0, dueIn3Days: 1, dueIn7Days: 0, toReview: 0 })
    expect(today.strip).toHaveLength(14)
    expect(today.strip.slice(0, 4).map((day) => [day.date, day.off, day.count])).toEqual([
      ['2026-03-03', false, 0],
      ['2026-03-04', false, 0],
      ['2026-03-05', false, 1],
      ['2026-03-06', false, 0],
    ])
    expect(today.total).toBe(2)
  })

  test('a row of today names unit, officer and place, and carries its trace', async () => {
    await matter()
    const row = (await get<Today>('/today')).rows[1]
    expect(row).toMatchObject({ matterTitle: '王*明盗窃案', caseNo: 'C1', agency: 'police', unit: '南湖派出所', officer: '孙立', custody: true, place: '330106' })
    expect(row?.verdict.trace.map((step) => step.step)).toContain('due')
  })

  test('today goes on page by page without loss', async () => {
    await push(...Array.from({ length: 25 }, (_, i) => wire(`e${i}`, { chain: `C${i}` })))
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Today = await get<Today>(`/today?limit=10${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.rows.map((row) => row.verdict.chain))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(25)
    expect(seen).toHaveLength(25)
  })

  test('today can be seen as it was on an earlier day', async () => {
    await push(...Array.from({ length: 12 }, (_, i) => wire(`e${i}`, { chain: `C${i}` })))
    now = at('2026-03-20T12:00:00+08:00')
    expect((await get<Today>('/today')).summary).toMatchObject({ overdue: 12 })
    const first = await get<Today>('/today?asOf=2026-03-03T12:00:00%2B08:00&limit=10')
    expect(first.asOf).toBe('2026-03-03T12:00:00+08:00')
    expect(first.summary).toMatchObject({ running: 12, overdue: 0, dueIn3Days: 12 })
    expect(first.strip[2]).toMatchObject({ date: '2026-03-05', count: 12 })
    const second = await get<Today>(`/today?asOf=2026-03-03T12:00:00%2B08:00&limit=10&cursor=${first.nextCursor}`)
    expect(new Set([...first.rows, ...second.rows].map((row) => row.verdict.chain)).size).toBe(12)
    expect(second.nextCursor).toBeNull()
  })

  test('matters are found by person, case, agency and state, with names masked', async () => {
    await matter()
    const found = await get<MatterList>(`/matters?q=${encodeURIComponent('王小明')}`)
    expect(found.items.map((item) => [item.chain, item.title, item.persons])).toEqual([['C1', '王*明盗窃案', ['王*明']]])
    expect((await get<MatterList>('/matters?state=violation')).items.map((item) => item.chain)).toEqual(['C2'])
    expect((await get<MatterList>('/matters?agency=court')).total).toBe(0)
    expect((await get<MatterList>('/matters?q=%25')).total).toBe(0)
    expect((await get<MatterList>('/matters')).items[0]).toMatchObject({ flow: 'T01', lastNode: 'T01-N01', nextDue: '2026-03-05', counts: { pending: 1 } })
  })

  test('a matter is whole, masked, and can be seen as of an earlier day', async () => {
    await push(wire('a', { attrs: named, actor: officer }))
    now = at('2026-03-10T12:00:00+08:00')
    await push(wire('b', { node: 'T01-N02', at: '2026-03-07T10:00:00+08:00', attrs: { custody: false } }))
    const matter = await get<Matter>('/matters/C1')
    expect(matter.verdicts).toMatchObject([{ outcome: 'violation', reason: 'late' }])
    expect(matter.people).toEqual([{ subject: 'S1', name: '王*明', spans: [{ kind: 'custody', from: '2026-03-02T10:00:00+08:00', to: '2026-03-07T10:00:00+08:00' }] }])
    expect(matter.events[0]?.attrs).toMatchObject({ personName: '王*明', phone: '138****5678' })
    expect(matter.hash.length).toBe(2)
    const earlier = await get<Matter>('/matters/C1?asOf=2026-03-05')
    expect(earlier.asOf).toBe('2026-03-05T23:59:59+08:00')
    expect(earlier.events).toHaveLength(1)
    expect(earlier.verdicts).toMatchObject([{ outcome: 'warning', reason: 'due-soon' }])
  })

  test('a corrected breach stays readable', async () => {
    now = at('2026-03-10T12:00:00+08:00')
    await push(wire('a', { attrs: named }))
    await push(wire('b', { node: 'T01-N02', at: '2026-03-04T10:00:00+08:00', recordedAt: '2026-03-10T10:00:00+08:00' }))
    const { superseded } = await get<Matter>('/matters/C1')
    expect(superseded).toMatchObject([{ verdict: { outcome: 'violation', reason: 'overdue' } }])
  })

  test('verdicts are filtered and explained', async () => {
    await matter()
    const list = await get<VerdictList>('/verdicts?rule=TS-001&outcome=violation')
    expect(list.items).toMatchObject([{ verdict: { chain: 'C2' } }])
    const id = list.items[0]?.verdict.id ?? ''
    const explanation = await get<Explanation>(`/verdicts/${encodeURIComponent(id)}/explanation`)
    expect(explanation.verdict.id).toBe(id)
    expect(explanation.sentences.zh.length).toBeGreaterThan(0)
  })

  test('a verdict is found though source and id hold slashes', async () => {
    await push(wire('1/2', { source: 'ga/220100/zfba' }))
    const id = 'TS-001@2018-10-26:ga/220100/zfba/1/2'
    expect((await get<Explanation>(`/verdicts/${encodeURIComponent(id)}`)).verdict.id).toBe(id)
  })

  test('the catalogue shows what has fired, what ran and what is not armed', async () => {
    const coverage = await get<Coverage>('/coverage')
    expect(coverage.nodes.map((node) => node.code)).toEqual(['T01-N01', 'T01-N02', 'T01-N03', 'T01-N04'])
    expect(coverage.nodes[2]).toMatchObject({ state: 'unarmed', unarmedReason: { zh: '法律没有期限' } })
    const flow = await get<FlowView>('/catalogue/flows/T01')
    expect(flow.rules).toMatchObject([{ id: 'TS-001', basis: [{ short: { zh: '测法', en: 'TL' }, article: '91' }], cases: [{ id: 'in-time', passed: true }] }, { id: 'TS-002' }])
    expect(await get<NodeView>('/catalogue/nodes/T01-N01')).toMatchObject({ flowName: { zh: '测试流程' }, rules: [{ id: 'TS-001' }] })
  })

  test('standard flows and steps are shown with what their nodes have seen', async () => {
    await matter()
    // past the time for which counts are kept
    now = at('2026-03-03T12:10:00+08:00')
    expect(await get<CatalogueOverview>('/catalogue')).toMatchObject({ trials: 1, steps: 1 })
    const { trials, enforcement } = await get<CatalogueVariants>('/catalogue/variants')
    expect(trials).toMatchObject([{ code: 'T01', instance: 'first', kind: 'criminal', basis: [{ article: '90' }], articles: 3, nodes: [{ code: 'T01-N04', flow: 'T01' }, { code: 'T01-N01', state: 'fired', events: 2, violations: 1 }] }])
    expect(enforcement).toMatchObject([{ class: 'management', steps: [{ code: 'T01-S01', node: { code: 'T01-N03', name: { zh: '归档' }, state: 'unarmed' } }] }])
  })

  test.each(['/matters/none', '/matters/none/events', '/verdicts/none', '/catalogue/flows/none', '/catalogue/nodes/none', '/imports/none', '/imports/none/rejects'])('%s is answered as not found', async (path) => {
    const response = await fetch(api(path))
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'HJ-REQ-007'])
  })

  test.each(['/today?limit=0', '/today?agency=police&agency=court', '/today?agency=pirates', '/matters?asOf=soon', '/verdicts?outcome=great'])('%s is refused as a wrong parameter', async (path) => {
    const response = await fetch(api(path))
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([400, 'HJ-REQ-005'])
  })

  test.each(['/today?cursor=abc', '/matters?cursor=e30', '/verdicts?cursor=WzEsMl0'])('%s is refused as an invalid cursor', async (path) => {
    const response = await fetch(api(path))
    expect(((await response.json()) as Problem).code).toBe('HJ-REQ-009')
  })
})

describe('imports', () => {
  const finished = async (id: string): Promise<ImportJob> => {
    for (;;) {
      const job = await get<ImportJob>(`/imports/${id}`)
      if (job.state === 'done' || job.state === 'failed') return job
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  test('a file is received, stored in the background, and what was refused is listed', async () => {
    const lines = [JSON.stringify(wire('a')), '{"id":"x"}', JSON.stringify(wire('b', { chain: 'C2' }))].join('\n')
    const response = await post('/imports?name=events.jsonl', lines, 'application/octet-stream')
    expect(response.status).toBe(202)
    const job = await finished(((await response.json()) as ImportJob).id)
    expect(job).toMatchObject({ file: 'events.jsonl', state: 'done', read: 3, accepted: 2, rejected: 1, bytes: lines.length, totalBytes: lines.length })
    expect(await get<ImportReject[]>(`/imports/${job.id}/rejects`)).toMatchObject([{ line: 2, code: 'HJ-EVT-001', record: '{"id":"x"}' }])
    expect((await get<ImportJob[]>('/imports')).map(({ id }) => id)).toEqual([job.id])
  })

  test('a file that cannot be read to its end keeps what was read and says so', async () => {
    const response = await post('/imports?name=events.json', `[${JSON.stringify(wire('a'))},{"id":`, 'application/octet-stream')
    const job = await finished(((await response.json()) as ImportJob).id)
    expect(job).toMatchObject({ state: 'failed', accepted: 1, error: { code: 'HJ-IMP-001' } })
  })

  test('too large a file is refused and leaves nothing behind', async () => {
    const response = await post('/imports?name=big.jsonl', 'x'.repeat(80 * 1024), 'application/octet-stream')
    expect(response.status).toBe(413)
    expect(await get<ImportJob[]>('/imports')).toEqual([])
  })
})

describe('the stream', () => {
  test('tells of changes and of imports', async () => {
    const stop = new AbortController()
    const response = await fetch(api('/stream'), { signal: stop.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const heard = (async () => {
      let text = ''
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString('utf8')
        if (text.includes('"changed"') && text.includes('"done"')) return text
      }
      return text
    })()
    await post('/imports?name=e.jsonl', JSON.stringify(wire('a')), 'application/octet-stream')
    expect(await heard).toMatch(/data: \{"type":"changed","chains":1\}/)
    stop.abort()
  })
})

describe('the frame', () => {
  test('health answers', async () => {
    expect(await (await fetch(`${server.url}/api/health`)).json()).toMatchObject({ status: 'ok', catalogue: 'test', reevaluation: null })
  })
  test('an answer of the interface is never shown as a page', async () => {
    for (const path of ['/today', '/nothing']) expect((await fetch(api(path))).headers.get('content-disposition')).toBe('attachment; filename="api.json"')
    expect((await fetch(server.url)).headers.get('content-disposition')).toBeNull()
  })
  test('the interface describes itself', async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/v1/events', '/api/v1/precheck', '/api/v1/today', '/api/v1/matters/{chain}', '/api/v1/imports']))
  })
  test('pages are served with security headers, and unknown addresses are left to the page', async () => {
    const response = await fetch(`${server.url}/matters/C1`, { headers: { accept: 'text/html' } })
    expect(await response.text()).toContain('衡鉴')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetch(`${server.url}/assets/app.js`)).headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${server.url}/assets/none.js`, { headers: { accept: 'text/javascript' } })).status).toBe(404)
    expect((await fetch(`${server.url}/api/v2/x`)).status).toBe(404)
    expect((await fetch(api('/today'))).headers.get('cache-control')).toBe('no-store')
    expect((await fetch(api('/today'), { method: 'DELETE' })).status).toBe(404)
  })
  test('a page of another site is not answered', async () => {
    const response = await post('/events', JSON.stringify(wire('a')), 'application/json', { origin: 'https://evil.example' })
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([403, 'HJ-REQ-008'])
  })
  test('problems are in English for those who ask in English', async () => {
    const response = await fetch(api('/matters/none'), { headers: { 'accept-language': 'en-GB' } })
    expect(((await response.json()) as Problem).title).toBe('Not found')
  })
  test('any address but loopback is refused', () => {
    expect(() => readConfig({ HENGJIAN_HOST: '0.0.0.0' })).toThrow('HJ-CFG-001')
  })
})

describe('the audit trail', () => {
  const wait = async (): Promise<AuditState> => {
    for (;;) {
      const state = await get<AuditState>('/audit/state')
      if (state.check?.state !== 'running') return state
    }
  }

  test('begins with the catalogue that judges', async () => {
    expect((await audited({ action: 'catalogue.enforce' })).at(-1)).toMatchObject({ actor: { kind: 'system' }, object: 'catalogue:test' })
  })

  test('has a root for the day on which the server starts', async () => {
    await expect.poll(async () => (await get<AuditState>('/audit/state')).root).toMatchObject({ number: 1, previous: '00'.repeat(32) })
  })

  test('an import, its end and a look at its rejected records are recorded', async () => {
    const job = (await (await post('/imports?name=a.jsonl', `${JSON.stringify(wire('z1'))}\n{"id":"x","note":"王小明"}\n`)).json()) as ImportJob
    await expect.poll(async () => (await audited({ object: `import:${job.id}` })).map((line) => [line.action, line.outcome])).toEqual([
      ['import.end', 'done'],
      ['import.start', 'done'],
    ])
    await get(`/imports/${job.id}/rejects`)
    await get(`/imports/${job.id}/rejects?after=2`)
    const lines = await audited({ object: `import:${job.id}` })
    expect(lines.map((line) => line.action)).toEqual(['data.read', 'import.end', 'import.start'])
    expect(lines[1]?.detail).toEqual({ file: 'a.jsonl', accepted: 1, duplicate: 0, rejected: 1 })
    expect(JSON.stringify(lines)).not.toContain('王小明')
  })

  test('a refusal is recorded before it is answered, and one that comes again and again once a minute with its number', async () => {
    const refused = () => fetch(api('/today?q=王小明'), { headers: { origin: 'https://elsewhere.example' } })
    const lines = () => audited({ action: 'access.refuse', object: '/api/v1/today' })
    for (let i = 0; i < 4; i++) expect((await refused()).status).toBe(403)
    expect(await lines()).toMatchObject([{ outcome: 'refused', object: 'route:GET /api/v1/today', detail: { status: 403, code: 'HJ-REQ-008' } }])
    now += 61_000
    await refused()
    expect((await lines())[0]?.detail).toMatchObject({ before: 3 })
    expect(JSON.stringify(await lines())).not.toContain('王')
  })

  test('is searched by day, whichever way the day is bounded', async () => {
    now = at('2026-05-05T23:30:00+08:00')
    await post('/precheck', JSON.stringify({ chain: 'DAY', node: 'T01-N02' }))
    const times = { within: ['2026-05-05', '2026-05-05'], before: ['2026-05-01', '2026-05-04'], after: ['2026-05-06', '2026-05-07'], exact: ['2026-05-05T23:30:00+08:00', '2026-05-05T23:31:00+08:00'] }
    const counts = await Promise.all(Object.entries(times).map(async ([name, [from = '', to = '']]) => [name, (await audited({ from, to, object: 'matter:DAY' })).length]))
    expect(Object.fromEntries(counts)).toEqual({ within: 1, before: 0, after: 0, exact: 1 })
    expect((await fetch(api('/audit?from=gestern'))).status).toBe(400)
    expect((await get<AuditChoices>('/audit/choices')).actions).toContain('precheck.ask')
  })

  test('is checked on demand, with the result kept', async () => {
    // the events of other tests were taken away by hand, which the check rightly finds
    await store.pool.query('alter table audit_root disable trigger user; alter table audit_root_leaf disable trigger user; truncate audit_root, audit_root_leaf')
    await push(wire('a'), wire('b', { chain: 'C2' }))
    expect((await post('/audit/checks', '{}')).status).toBe(202)
    const state = await wait()
    expect(state.check).toMatchObject({ state: 'done', bad: null, counts: { chains: 2, events: 2, roots: 0 } })
    expect(state.lines).toBeGreaterThanOrEqual(state.check?.counts.lines ?? 0)
    await store.pool.query(`update event set node = 'T01-N03' where id = 'b'`)
    await post('/audit/checks', '{}')
    expect((await wait()).check?.bad).toEqual({ part: 'event', chain: 'C2', position: 1, why: 'content' })
    expect((await audited({ action: 'audit.check' })).length).toBe(2)
  })

  test('goes out as lines, and that is a line too', async () => {
    await post('/precheck', JSON.stringify({ chain: 'OUT', node: 'T01-N02' }))
    const response = await fetch(api('/audit/export?object=matter:OUT'))
    expect(response.headers.get('content-disposition')).toContain('audit.jsonl')
    const lines = (await response.text()).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as AuditLine).object)).toEqual(['matter:OUT'])
    expect((await audited({ action: 'export.audit' }))[0]).toMatchObject({ detail: { object: 'matter:OUT' } })
  })
})
