/** A store and a small catalogue for tests: one line to set up, and everything is gone afterwards. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { loadCatalogue, readEvent } from '@hengjian/engine'
import pg from 'pg'
import { openStore } from './store.ts'
import type { Store } from './store.ts'

export interface TestStore extends Store {
  dataDir: string
}

/** Where a store can be: a data folder and, on the server of DATABASE_URL, a database of its own. */
export interface TestPlace {
  dataDir: string
  databaseUrl: string | null
  /** Call when nothing uses it any more. */
  remove(): Promise<void>
}

export async function openTestPlace(): Promise<TestPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hengjian-test-'))
  const server = process.env['DATABASE_URL'] ?? null
  const name = `hengjian_test_${process.pid}_${Date.now()}`
  if (server !== null) await onServer(server, `create database ${name}`)
  return {
    dataDir,
    databaseUrl: server === null ? null : withDatabase(server, name),
    remove: async () => {
      if (server !== null) await onServer(server, `drop database ${name} with (force)`)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Embedded database in a folder of its own, or a database of its own on the server of DATABASE_URL. */
export async function openTestStore(): Promise<TestStore> {
  const place = await openTestPlace()
  const store = await openStore(place)
  return {
    ...store,
    dataDir: place.dataDir,
    close: async () => {
      await store.close()
      await place.remove()
    },
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Files by their paths, written below the folder. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** Removes every row, so that each test starts from nothing. */
export async function empty(store: Store): Promise<void> {
  await store.pool.query('truncate chain, event, event_key, verdict, verdict_history, outbox, import_job, import_reject, precheck_audit, internal_matter, internal_document, document_number, notice, chain_reach, chain_guard, unmasking, inbox, delivery')
}

/** Limit of three days from T01-N01 to T01-N02, in a zone of +08:00; `within` changes the law. */
export function testFiles({ within = '3 d' }: { within?: string } = {}): Record<string, string> {
  const days = Array.from({ length: 2 }, (_, i) => [`calendars/${2026 + i}.yaml`, `year: ${2026 + i}\nsource: test\nholidays: {}\nworkdays: []\n`] as const)
  return {
    'catalog.yaml': `id: test
name: { zh: 测试目录, en: Test }
zone: "+08:00"
computations:
  plain: { name: { zh: 一般, en: Plain }, startDay: excluded, monthEnd: corresponding, hours: exact, halfMonthDays: 15, rollOver: none }
remind: { hours: 2 h, days: 1 d, months: 7 d }
`,
    'laws.yaml': `- id: law
  name: { zh: 测试法, en: Test Law }
  short: { zh: 测法, en: TL }
  versions: [{ version: "2018-10-26", from: "2018-10-26", articles: 100 }]
`,
    'attributes.yaml': `attributes:
  custody: { type: boolean, name: { zh: 在押, en: In custody } }
  crime: { type: text, name: { zh: 罪名, en: Offence } }
levels: {}
`,
    'flows/T01.yaml': `flow: T01
name: { zh: 测试流程, en: Test flow }
agency: police
defaults: { computation: plain, per: subject, inForce: { from: "2018-10-26" } }
nodes:
  - { code: T01-N01, name: { zh: 拘留, en: Detention } }
  - { code: T01-N02, name: { zh: 提请批准逮捕, en: Request for arrest } }
  - { code: T01-N03, name: { zh: 归档, en: Filing }, unarmed: { zh: 法律没有期限, en: No limit in law } }
  - { code: T01-N04, name: { zh: 移送, en: Transfer } }
rules:
  - id: TS-001
    kind: limit
    name: { zh: 拘留后三日内提请, en: Request within three days }
    start: T01-N01
    end: T01-N02
    within: ${within}
    basis: [测试法 91.1]
    advice: { zh: 立即提请, en: Request at once }
  - id: TS-002
    kind: required
    intercept: deny
    name: { zh: 移送前须提请, en: Request before transfer }
    event: T01-N04
    needs: T01-N02
    basis: [测试法 92]
`,
    'variants.yaml': `trials:
  - { code: T01, name: { zh: 标准流程, en: Standard flow }, instance: first, kind: criminal, procedure: 普通, basis: [测试法 90], nodes: [T01-N04, T01-N01] }
enforcement:
  - { code: T01-S01, name: { zh: 归档检查, en: Filing checked }, node: T01-N03, class: management }
`,
    'cases/T01.yaml': `- id: in-time
  title: 三日内提请
  events:
    - { id: a, node: T01-N01, subject: S1, at: "2026-03-02T10:00:00+08:00" }
    - { id: b, node: T01-N02, subject: S1, at: "2026-03-04T10:00:00+08:00" }
  expect: [{ rule: TS-001, outcome: ok, due: "2026-03-05" }]
`,
    ...Object.fromEntries(days),
  }
}

export function testCatalogue(options: { within?: string } = {}): Catalogue {
  const { catalogue, problems } = loadCatalogue(testFiles(options))
  if (catalogue === null) throw new Error(JSON.stringify(problems, null, 1))
  return catalogue
}

/** A wire event with everything that the contract requires. */
export const wire = (id: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  source: 'test',
  chain: 'C1',
  subject: 'S1',
  node: 'T01-N01',
  at: '2026-03-02T10:00:00+08:00',
  ...fields,
})

export function event(id: string, fields: Record<string, unknown> = {}): ChainEvent {
  const read = readEvent(wire(id, fields), { source: 'test' })
  if ('problem' in read) throw new Error(read.problem.message.en)
  return read.event
}

export const at = (text: string): number => Date.parse(text)
