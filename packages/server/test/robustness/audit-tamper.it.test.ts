/**
 * Somebody with every right in the database, who knows how everything is hashed, bends the record and mends what they
 * can: `verify` names where. The same is done to an exported file, which is checked without any database.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditLine, AuditRoot } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAudit, createRootKey, listRoots, makeRoot, readRootKey, rootFile, verifyProof, verifyStore, writeProof } from '../../src/audit/index.ts'
import { lineHash } from '../../src/audit/line.ts'
import { rootHash } from '../../src/audit/roots.ts'
import { canonicalJson, GENESIS } from '../../src/hash/index.ts'
import { extendHash, ingest } from '../../src/intake/index.ts'
import { openCatalogue } from '../../src/modules/catalogue/index.ts'
import { openTestStore } from '../../src/store/testing.ts'
import type { TestStore } from '../../src/store/testing.ts'
import { demoEvents, eventOf } from './given.ts'
import { catalogueDir, run } from './process.ts'

const MATTERS = 6
const LINES = 12
/** The record that is tampered with, neither first nor last. */
const POSITION = 4
const tables = ['chain', 'event', 'event_key', 'audit', 'audit_head', 'audit_root', 'audit_root_leaf']

let store: TestStore
let folder: string
let published: AuditRoot[]
let proof: string[]
let chain: string
let length: number

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-proof-'))
  const { catalogue } = await openCatalogue(catalogueDir)
  const audit = createAudit({ store, clock: () => Date.parse('2026-07-01T08:00:00Z') })
  const events = demoEvents(3, MATTERS).map(eventOf)
  for (const [day, part] of [events.slice(0, events.length >> 1), events.slice(events.length >> 1)].entries()) {
    const now = Date.parse(`2026-07-0${day + 1}T00:00:00Z`)
    await ingest(store, catalogue, part, now)
    for (let i = 0; i < LINES / 2; i++) await audit.note({ actor: { kind: 'person', id: 'p1', name: '王立' }, action: 'export.events', object: `events:${day}/${i}`, detail: { reason: '检查' } })
    await makeRoot(store, now)
  }
  published = (await listRoots(store)).slice(-1)
  const { rows } = await store.pool.query<{ chain_id: string; length: number }>('select chain_id, length from chain where length > 6 order by chain_id')
  ;({ chain_id: chain, length } = rows[rows.length >> 1] as (typeof rows)[0])
  const parts: string[] = []
  await writeProof(store, Date.now(), (text) => void parts.push(text))
  proof = parts.join('').trimEnd().split('\n')
  for (const table of tables) {
    await store.pool.query(`create table true_${table} as table ${table}`)
    if (table.startsWith('audit')) await store.pool.query(`alter table ${table} disable trigger user`)
  }
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await store.pool.query(`truncate ${tables.join(', ')}`)
  for (const table of tables) await store.pool.query(`insert into ${table} table true_${table}`)
})

const sql = (statement: string) => store.pool.query(statement.replaceAll('$chain', `'${chain}'`).replaceAll('$position', String(POSITION)))
const found = async () => (await verifyStore(store)).bad
const foundWithPublished = async () => (await verifyStore(store, { published })).bad

/** Hashes the matter anew from what its rows now say, as if it had always been so. */
async function mendMatter(): Promise<void> {
  const { rows } = await store.pool.query<{ seq: number; body: object; received_at: Date }>('select seq, body, received_at from event where chain_id = $1 order by seq', [chain])
  let head = GENESIS
  for (const { seq, body, received_at } of rows) {
    head = extendHash(head, canonicalJson(body), received_at.getTime())
    await store.pool.query(`update event set hash = decode($3, 'hex') where chain_id = $1 and seq = $2`, [chain, seq, head])
  }
  await store.pool.query(`update chain set head = decode($2, 'hex'), length = $3 where chain_id = $1`, [chain, head, rows.length])
}

/** The same for the trail; `lines` as the store holds them. */
async function mendTrail(): Promise<void> {
  const { rows } = await store.pool.query('select * from audit order by number')
  let head = GENESIS
  for (const { number, at, actor_kind, actor_id, actor_name, action, object, outcome, detail } of rows) {
    head = lineHash(head, { number, at: at.toISOString(), actor: { kind: actor_kind, id: actor_id, name: actor_name }, action, object, outcome, detail })
    await store.pool.query(`update audit set hash = decode($2, 'hex') where number = $1`, [number, head])
  }
  await store.pool.query(`update audit_head set number = $1, hash = decode($2, 'hex')`, [rows.length, head])
}

/** Takes the roots away and makes them anew over what is there now. */
async function mendRoots(): Promise<void> {
  await sql('truncate audit_root, audit_root_leaf')
  for (const day of [1, 2]) await makeRoot(store, Date.parse(`2026-07-0${day}T00:00:00Z`))
}

const change = `update event set body = jsonb_set(body, '{docNo}', '"改"') where chain_id = $chain and seq = $position`
const remove = [
  `delete from event_key k using event e where e.chain_id = $chain and e.seq = $position and k.source = e.source and k.id = e.id`,
  'delete from event where chain_id = $chain and seq = $position',
  'update event set seq = seq - 1 where chain_id = $chain and seq > $position',
]
const swap = `update event set seq = case seq when $position then $position + 1 else $position end where chain_id = $chain and seq in ($position, $position + 1)`
const cutTail = [
  `delete from event_key k using event e where e.chain_id = $chain and e.seq = (select length from chain where chain_id = $chain) and k.source = e.source and k.id = e.id`,
  'delete from event where chain_id = $chain and seq = (select length from chain where chain_id = $chain)',
]

describe('in the store', () => {
  test('nothing is found where nothing was touched', async () => {
    expect(await verifyStore(store, { published })).toMatchObject({ counts: { chains: MATTERS, lines: LINES, roots: 2 }, bad: null })
  })

  test('a changed event is found at its place, and under the root when all hashes were made to fit', async () => {
    await sql(change)
    expect(await found()).toEqual({ part: 'event', chain, position: POSITION, why: 'content' })
    await mendMatter()
    expect(await found()).toEqual({ part: 'root', position: 2, why: 'tree' })
    await mendRoots()
    expect(await found()).toBeNull()
    expect(await foundWithPublished()).toEqual({ part: 'root', position: 2, why: 'published' })
  })

  test('a deleted event is found at its place, and under the root when its traces were removed', async () => {
    for (const statement of remove) await sql(statement)
    expect(await found()).toMatchObject({ part: 'event', chain, position: POSITION })
    await mendMatter()
    expect(await found()).toMatchObject({ part: 'event', chain, position: length, why: 'end' })
    await sql(`update audit_root_leaf set length = length - 1 where chain_id = $chain`)
    expect(await found()).toMatchObject({ part: 'root', why: 'tree' })
    await mendRoots()
    expect(await foundWithPublished()).toEqual({ part: 'root', position: 2, why: 'published' })
  })

  test('a pair that changed places is found, and under the root when all hashes were made to fit', async () => {
    await sql(swap)
    expect(await found()).toMatchObject({ part: 'event', chain, position: POSITION })
    await mendMatter()
    expect(await found()).toEqual({ part: 'root', position: 2, why: 'tree' })
  })

  test.each(['at', 'actor_kind', 'actor_id', 'actor_name', 'action', 'object', 'outcome', 'detail', 'hash'])('a change of %s in an audit line is found at its place', async (column) => {
    const smallest: Record<string, string> = { at: `at + interval '1 microsecond'`, detail: `detail || '{"reason":"x"}'`, hash: 'set_byte(hash, 9, get_byte(hash, 9) # 1)' }
    await sql(`update audit set ${column} = ${smallest[column] ?? `${column} || 'x'`} where number = $position`)
    expect(await found()).toEqual({ part: 'audit', position: POSITION, why: 'content' })
  })

  test('a changed audit line whose successors were made to fit is found by the roots, and by what was published', async () => {
    await sql(`update audit set actor_name = '别人' where number = $position`)
    await mendTrail()
    expect(await found()).toEqual({ part: 'root', position: 1, why: 'audit' })
    await mendRoots()
    expect(await found()).toBeNull()
    expect(await foundWithPublished()).toEqual({ part: 'root', position: 2, why: 'published' })
  })

  test('a deleted and a renumbered audit line is found', async () => {
    await sql('delete from audit where number = $position')
    expect(await found()).toEqual({ part: 'audit', position: POSITION, why: 'order' })
    await sql('update audit set number = number - 1 where number > $position')
    expect(await found()).toEqual({ part: 'audit', position: POSITION, why: 'content' })
  })

  test('a tail cut off is found against the last root, and against the published one when the roots went too', async () => {
    for (const statement of cutTail) await sql(statement)
    await mendMatter()
    expect(await found()).toEqual({ part: 'event', chain, position: length, why: 'end' })
    await mendRoots()
    expect(await foundWithPublished()).toEqual({ part: 'root', position: 2, why: 'published' })
  })

  test('a whole matter that was taken away is found, with its id', async () => {
    await sql('delete from event_key where chain_id = $chain')
    await sql('delete from event where chain_id = $chain')
    await sql('delete from chain where chain_id = $chain')
    expect(await found()).toEqual({ part: 'event', chain, position: 1, why: 'end' })
  })

  test('a tail of the trail cut off is found against the last root', async () => {
    await sql(`delete from audit where number > ${LINES - 2}`)
    expect(await found()).toEqual({ part: 'audit', position: LINES - 1, why: 'end' })
    await mendTrail()
    expect(await found()).toEqual({ part: 'audit', position: LINES - 1, why: 'end' })
  })

  test('a root that was taken away or rewritten is found', async () => {
    await sql('delete from audit_root where number = 2')
    expect(await foundWithPublished()).toEqual({ part: 'root', position: 2, why: 'end' })
    await sql('update audit_root set events = events + 1 where number = 1')
    expect(await found()).toEqual({ part: 'root', position: 1, why: 'content' })
  })

  test('on the command line the place is named, against a signed root, and the end is 1', async () => {
    const place = { dataDir: store.dataDir, databaseUrl: process.env['DATABASE_URL'] === undefined ? null : store.url }
    const key = join(folder, 'root.key')
    await createRootKey(key)
    const file = join(folder, 'root.json')
    await writeFile(file, JSON.stringify(rootFile(published[0] as AuditRoot, await readRootKey(key))))
    const intact = run(place, ['verify', '--root', file, '--key', `${key}.pub`])
    expect(await intact.ended, intact.printed()).toBe(0)
    await sql(`update audit set object = 'x' where number = $position`)
    await mendTrail()
    await mendRoots()
    const bent = run(place, ['verify', '--root', file, '--key', `${key}.pub`])
    expect(await bent.ended).toBe(1)
    expect(bent.printed()).toContain('日根第 2 号：与已公布的不同')
  })
})

describe('in an exported file', () => {
  const check = async (lines: readonly string[], roots: readonly AuditRoot[] = []) => (await verifyProof(lines, roots)).bad
  const at = (start: string): number => proof.findIndex((text) => text.startsWith(start))
  const eventAt = (position: number): number => at(`{"chain":${JSON.stringify(chain)}`) + position
  const lineAt = (position: number): number => at('{"line":') + position - 1
  const without = (index: number, count = 1): string[] => proof.toSpliced(index, count)
  const replaced = (index: number, change: (text: string) => string): string[] => proof.with(index, change(proof[index] ?? ''))
  /** The counts at the end, made to fit what is there. */
  const recount = (lines: string[], less: Partial<Record<'events' | 'lines' | 'roots' | 'chains', number>>): string[] => {
    const { end } = JSON.parse(lines.at(-1) ?? '') as { end: Record<string, number> }
    return lines.with(lines.length - 1, JSON.stringify({ end: Object.fromEntries(Object.entries(end).map(([name, count]) => [name, count - (less[name as 'events'] ?? 0)])) }))
  }
  const shorter = (lines: string[]): string[] => lines.map((text) => (text.startsWith(`{"chain":${JSON.stringify(chain)}`) ? text.replace(`"length":${length}`, `"length":${length - 1}`) : text))

  test('nothing is found where nothing was touched', async () => {
    expect(await verifyProof(proof, published)).toMatchObject({ counts: { chains: MATTERS, lines: LINES, roots: 2 }, bad: null })
  })

  test('one changed character is found, wherever it stands', async () => {
    for (let i = 0; i < proof.length; i++) {
      const text = proof[i] ?? ''
      const middle = text.length >> 1
      const bent = text.slice(0, middle) + String.fromCharCode(text.charCodeAt(middle) ^ 1) + text.slice(middle + 1)
      // the instant of writing is told, not proven
      if (i > 0) expect(await check(proof.with(i, bent)), `line ${i + 1}: ${bent}`).not.toBeNull()
    }
  })

  test('a changed event is named', async () => {
    expect(await check(replaced(eventAt(POSITION), (text) => text.replace('"node":"P', '"node":"Q')))).toEqual({ part: 'event', chain, position: POSITION, why: 'content' })
  })

  test('a deleted event is named, renumbered or not', async () => {
    expect(await check(without(eventAt(POSITION)))).toEqual({ part: 'event', chain, position: POSITION, why: 'order' })
    const renumbered = without(eventAt(POSITION)).map((text, i) => (i >= eventAt(POSITION) && i < eventAt(length) ? text.replace(/"seq":(\d+)/, (_, n) => `"seq":${Number(n) - 1}`) : text))
    expect(await check(renumbered)).toEqual({ part: 'event', chain, position: POSITION, why: 'content' })
  })

  test('a pair that changed places is named', async () => {
    const [one = '', two = ''] = proof.slice(eventAt(POSITION))
    expect(await check(proof.with(eventAt(POSITION), two).with(eventAt(POSITION + 1), one))).toEqual({ part: 'event', chain, position: POSITION, why: 'order' })
    const [first = '', second = ''] = proof.slice(lineAt(POSITION))
    expect(await check(proof.with(lineAt(POSITION), second).with(lineAt(POSITION + 1), first))).toEqual({ part: 'audit', position: POSITION, why: 'order' })
  })

  test('a changed audit line is named, and one with something added', async () => {
    expect(await check(replaced(lineAt(POSITION), (text) => text.replace('王立', '别人')))).toEqual({ part: 'audit', position: POSITION, why: 'content' })
    expect(await check(replaced(lineAt(POSITION), (text) => text.replace('"outcome"', '"note":"x","outcome"')))).toEqual({ part: 'audit', position: POSITION, why: 'content' })
  })

  test('a trail that was hashed anew is found by the roots', async () => {
    let head = GENESIS
    const bent = proof.map((text) => {
      if (!text.startsWith('{"line":')) return text
      const { line } = JSON.parse(text) as { line: AuditLine }
      const forged = { ...line, outcome: line.number === POSITION ? 'refused' : line.outcome }
      head = lineHash(head, forged)
      return JSON.stringify({ line: { ...forged, hash: head } })
    })
    expect(await check(bent)).toEqual({ part: 'root', position: 1, why: 'audit' })
  })

  test('a tail cut off is named against the last root', async () => {
    expect(await check(without(eventAt(length)))).toEqual({ part: 'event', chain, position: length, why: 'end' })
    expect(await check(shorter(recount(without(eventAt(length)), { events: 1 })))).toEqual({ part: 'event', chain, position: length, why: 'end' })
    const doctored = shorter(recount(without(eventAt(length)), { events: 1 })).map((text) => (text.startsWith(`{"chain":${JSON.stringify(chain)}`) ? text.replace(`${length}]]`, `${length - 1}]]`) : text))
    expect(await check(doctored)).toEqual({ part: 'root', position: 2, why: 'tree' })
    expect(await check(recount(without(lineAt(LINES)), { lines: 1 }))).toEqual({ part: 'audit', position: LINES, why: 'end' })
  })

  test('a matter that was left out is found by the root', async () => {
    expect(await check(recount(without(eventAt(0), length + 1), { events: length, chains: 1 }))).toEqual({ part: 'root', position: 2, why: 'tree' })
  })

  test('a file that ends early, or goes on after its end, is found', async () => {
    expect(await check(proof.slice(0, -1))).toMatchObject({ part: 'file', why: 'end' })
    expect(await check(proof.slice(0, lineAt(3)))).toMatchObject({ part: 'file', why: 'end' })
    expect(await check([])).toMatchObject({ part: 'file', why: 'end' })
    expect(await check([...proof, proof.at(-1) ?? ''])).toMatchObject({ part: 'file', why: 'order' })
    expect(await check(['no file of ours'])).toEqual({ part: 'file', position: 1, why: 'content' })
  })

  test('roots that were rewritten or left out are found against the published one', async () => {
    const last = at('{"root":') + 1
    const { root } = JSON.parse(proof[last] ?? '') as { root: AuditRoot }
    const forged = { ...root, events: root.events - 1 }
    expect(await check(proof.with(last, JSON.stringify({ root: { ...forged, root: rootHash(forged) } })), published)).toEqual({ part: 'root', position: 2, why: 'published' })
    expect(await check(recount(without(last), { roots: 1 }), published)).toEqual({ part: 'root', position: 2, why: 'end' })
  })

  test('on the command line no database is touched', async () => {
    const file = join(folder, 'proof.jsonl')
    const nowhere = { dataDir: join(folder, 'no-such-data'), databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }
    await writeFile(file, `${proof.join('\n')}\n`)
    const intact = run(nowhere, ['verify', file])
    expect(await intact.ended, intact.printed()).toBe(0)
    await writeFile(file, `${without(eventAt(POSITION)).join('\n')}\n`)
    const bent = run(nowhere, ['verify', file])
    expect(await bent.ended).toBe(1)
    expect(bent.printed()).toContain(`案件 ${chain} 第 ${POSITION} 条记录`)
  })
})
