import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ingest } from '../intake/index.ts'
import { openStore, transaction } from '../store/index.ts'
import { at, event, openTestStore, testCatalogue } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'
import { allLines, auditChoices, createAudit, createChecks, listRoots, makeDueRoot, makeRoot, searchAudit, verifyStore } from './index.ts'
import type { Audit, AuditEntry } from './index.ts'

let store: TestStore
let audit: Audit
let now = at('2026-03-02T12:00:00+08:00')
const MINUTES_EAST = 480
const wang = { kind: 'person', id: 'p1', name: '王立' } as const
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({ actor: wang, action: 'export.events', object: 'events:jsonl', ...more })
const everything = { from: null, to: null, actor: null, action: null, object: null }
const found = (search: Partial<typeof everything> | object) => searchAudit(store, { ...everything, ...search }, null, 50)
const lines = async (): Promise<number> => (await store.pool.query<{ n: number }>('select count(*) as n from audit')).rows[0]?.n ?? 0

beforeAll(async () => {
  store = await openTestStore()
  audit = createAudit({ store, clock: () => now })
})
afterAll(() => store.close())

describe('recording', () => {
  test('a line says who did what to what, when, and how it ended', async () => {
    await audit.note(entry({ detail: { format: 'jsonl', skipped: undefined } }))
    expect((await found({})).lines[0]).toMatchObject({
      number: 1,
      at: '2026-03-02T04:00:00.000Z',
      actor: wang,
      action: 'export.events',
      object: 'events:jsonl',
      outcome: 'done',
      detail: { format: 'jsonl' },
    })
  })

  test('a line is there if and only if the transaction that it belongs to is', async () => {
    const before = await lines()
    await expect(
      transaction(store, async (tx) => {
        await audit.record(tx, entry())
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await lines()).toBe(before)
    await transaction(store, (tx) => audit.record(tx, entry()))
    expect(await lines()).toBe(before + 1)
    expect((await verifyStore(store)).bad).toBeNull()
  })

  test('many writers, in transactions and without, leave one chain without a gap', async () => {
    const before = await lines()
    const other = createAudit({ store, clock: () => now })
    await Promise.all(
      Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? transaction(store, (tx) => audit.record(tx, entry({ object: `x:${i}` }))) : (i % 3 === 1 ? audit : other).note(entry({ object: `x:${i}` })))),
    )
    expect(await verifyStore(store)).toMatchObject({ counts: { lines: before + 120 }, bad: null })
  })

  test('what the database cannot keep, and what is endless, is cut and still verifies', async () => {
    await audit.note(entry({ object: `route:\u0000${'很'.repeat(5000)}`, detail: { '\u0000key': '\ud800', deep: [{ text: 'a\u0000b', number: 1e21, small: 1e-7 }] } }))
    const [line] = (await found({})).lines
    expect(line?.object).toHaveLength(1999)
    expect(line?.detail).toEqual({ key: '\ufffd', deep: [{ text: 'ab', number: 1e21, small: 1e-7 }] })
    expect((await verifyStore(store)).bad).toBeNull()
  })

  test('what cannot be written is said to whoever waits, and the next line is written', async () => {
    await store.pool.query('alter table audit add constraint closed check (number < 0) not valid')
    await expect(audit.note(entry())).rejects.toThrow('closed')
    await store.pool.query('alter table audit drop constraint closed')
    await audit.note(entry())
    expect((await verifyStore(store)).bad).toBeNull()
  })
})

describe('the database', () => {
  test.each([
    'update audit set outcome = outcome',
    'delete from audit where number = 1',
    'truncate audit',
    'update audit_root set chains = 0',
    'delete from audit_root',
    'truncate audit_root_leaf',
    'delete from audit_head',
    'insert into audit_head (one) values (true)',
    'update audit_head set number = number - 1',
  ])('refuses its own owner: %s', async (statement) => {
    await expect(store.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('gives an ordinary owner no right to change or remove', async () => {
    const { rows } = await store.pool.query<{ rights: string }>(
      `select string_agg(distinct a.privilege_type, ' ' order by a.privilege_type) as rights from pg_class c, aclexplode(c.relacl) a where c.relname = 'audit' and a.grantee = c.relowner`,
    )
    expect(rows[0]?.rights.split(' ')).toEqual(expect.arrayContaining(['INSERT', 'SELECT']))
    expect(rows[0]?.rights).not.toMatch(/UPDATE|DELETE|TRUNCATE/)
  })
})

describe('a database whose owner is an ordinary role', () => {
  test('is brought forward, written to and checked, and gives that role no way to change a line', async () => {
    const url = new URL(store.url)
    const name = `plain_${process.pid}_${Date.now()}`
    await store.pool.query(`create role ${name} login password 'plain-test'`)
    await store.pool.query(`create database ${name} owner ${name}`)
    Object.assign(url, { username: name, password: 'plain-test', pathname: `/${name}` })
    try {
      const plain = await openStore({ databaseUrl: url.href, dataDir: store.dataDir })
      try {
        await createAudit({ store: plain, clock: () => now }).note(entry())
        expect(await makeRoot(plain, now)).toMatchObject({ number: 1 })
        expect(await verifyStore(plain)).toMatchObject({ counts: { lines: 1, roots: 1 }, bad: null })
        await plain.pool.query('alter table audit disable trigger user')
        await expect(plain.pool.query('delete from audit')).rejects.toThrow('permission denied')
        await expect(plain.pool.query(`update audit set outcome = 'x'`)).rejects.toThrow('permission denied')
      } finally {
        await plain.close()
      }
    } finally {
      await store.pool.query(`drop database ${name} with (force)`)
      await store.pool.query(`drop role ${name}`)
    }
  })
})

describe('roots', () => {
  test('one is made a day, each includes the one before, and a matter is written again only when it grew', async () => {
    const catalogue = testCatalogue()
    await ingest(store, catalogue, [event('a'), event('b', { chain: 'C2' })], now)
    const first = await makeDueRoot(store, now, MINUTES_EAST)
    expect(first).toMatchObject({ number: 1, previous: '00'.repeat(32), chains: 2, events: 2 })
    now = at('2026-03-02T23:59:59+08:00')
    expect(await makeDueRoot(store, now, MINUTES_EAST)).toBeNull()
    now = at('2026-03-03T00:00:00+08:00')
    await ingest(store, catalogue, [event('c', { chain: 'C2' })], now)
    const second = await makeDueRoot(store, now, MINUTES_EAST)
    expect(second).toMatchObject({ number: 2, previous: first?.root, chains: 2, events: 3 })
    expect((await store.pool.query('select chain_id, root, length from audit_root_leaf order by root, chain_id')).rows).toEqual([
      { chain_id: 'C1', root: 1, length: 1 },
      { chain_id: 'C2', root: 1, length: 1 },
      { chain_id: 'C2', root: 2, length: 2 },
    ])
    expect(await verifyStore(store)).toMatchObject({ counts: { chains: 2, events: 3, roots: 2 }, bad: null })
  })

  test('two servers that make it at once make one', async () => {
    const made = await Promise.all([makeRoot(store, now), makeRoot(store, now), makeRoot(store, now)])
    expect(made.filter((root) => root !== null).length).toBeGreaterThanOrEqual(1)
    const numbers = (await listRoots(store)).map((root) => root.number)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    expect((await verifyStore(store)).bad).toBeNull()
  })

  let pending: Promise<unknown> = Promise.resolve()
  test('a store that is written to meanwhile verifies as it was at the beginning', async () => {
    let written = 0
    const check = await verifyStore(store, {
      onProgress: () => {
        // while the check goes on, on another connection
        if (written++ === 0) pending = Promise.all([ingest(store, testCatalogue(), Array.from({ length: 50 }, (_, i) => event(`m${i}`, { chain: `M${i}` })), now), audit.note(entry())])
      },
    })
    await pending
    expect(check).toMatchObject({ counts: { chains: 2 }, bad: null })
  })
})

describe('searching', () => {
  test('finds by person, action, object and time, newest first, page by page', async () => {
    now = at('2026-04-01T09:00:00+08:00')
    await audit.note(entry({ actor: { kind: 'client', id: 'c9', name: '检务系统' }, action: 'precheck.ask', object: 'matter:A-77', outcome: 'deny' }))
    now = at('2026-04-02T09:00:00+08:00')
    await audit.note(entry({ object: 'matter:a-77' }))
    expect((await found({ actor: '检务' })).lines.map((line) => line.outcome)).toEqual(['deny'])
    expect((await found({ actor: 'c9' })).lines).toHaveLength(1)
    expect((await found({ action: 'precheck.ask' })).lines).toHaveLength(1)
    expect((await found({ object: 'A-77' })).lines.map((line) => line.action)).toEqual(['export.events', 'precheck.ask'])
    expect((await found({ from: at('2026-04-01T00:00:00+08:00'), to: at('2026-04-02T00:00:00+08:00') })).lines).toHaveLength(1)
    const first = await searchAudit(store, everything, null, 2)
    const second = await searchAudit(store, everything, first.nextCursor, 2)
    expect([...first.lines, ...second.lines].map((line) => line.number)).toEqual([0, 1, 2, 3].map((back) => (first.lines[0]?.number ?? 0) - back))
    expect((await Array.fromAsync(allLines(store, everything))).map((line) => line.number).at(-1)).toBe(1)
    expect(await auditChoices(store)).toEqual({ actions: ['export.events', 'precheck.ask'] })
    await expect(searchAudit(store, everything, 'x', 2)).rejects.toThrow('HJ-REQ-009')
  })
})

describe('a check from the page', () => {
  test('says how far it is, keeps what it found, and is not started twice', async () => {
    const checks = createChecks({ store, clock: () => now, onFailure: (error) => expect(error).toBeNull() })
    const [one, two] = await Promise.all([checks.start(), checks.start()])
    expect(two).toBe(one)
    await checks.settled()
    const { check, lines: total, root } = await checks.state()
    expect(check).toMatchObject({ state: 'done', bad: null, counts: { lines: total } })
    expect(root?.number).toBe((await listRoots(store)).length)
    await checks.start()
    await checks.close()
    expect((await checks.state()).check?.state).toBe('failed')
  })
})

describe('a check of the night', () => {
  test('is made once on each local day, after the root of the day', async () => {
    const checks = createChecks({ store, clock: () => now, offset: MINUTES_EAST, onFailure: (error) => expect(error).toBeNull() })
    now = at('2026-05-01T01:59:59+08:00')
    expect(await checks.nightly()).toBeNull()
    now = at('2026-05-01T02:00:00+08:00')
    expect(await checks.nightly()).toMatchObject({ state: 'done', bad: null })
    now = at('2026-05-01T23:20:00+08:00')
    expect(await checks.nightly()).toBeNull()
    now = at('2026-05-02T09:20:00+08:00')
    expect(await checks.nightly()).toMatchObject({ state: 'done', startedAt: '2026-05-02T01:20:00.000Z' })
  })
})
