/** Somebody with every right in the database changes what is stored: `verify` says in which matter and at which record. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { extendHash, ingest, verifyChains } from '../../src/intake/index.ts'
import { canonicalJson } from '../../src/hash/index.ts'
import { openCatalogue } from '../../src/modules/catalogue/index.ts'
import { openTestStore } from '../../src/store/testing.ts'
import type { TestStore } from '../../src/store/testing.ts'
import { demoEvents, eventOf } from './given.ts'
import { catalogueDir, run } from './process.ts'

const CHAINS = 6
/** Record that is tampered with, neither first nor last of its chain. */
const POSITION = 4

let store: TestStore
let chain: string
let length: number
/** the tampered record as it should be */
let row: Record<string, unknown>
let columns: Map<string, string>

beforeAll(async () => {
  store = await openTestStore()
  const { catalogue } = await openCatalogue(catalogueDir)
  await ingest(store, catalogue, demoEvents(3, CHAINS).map(eventOf), Date.parse('2026-07-01T00:00:00Z'))
  for (const table of ['chain', 'event', 'event_key']) await store.pool.query(`create table true_${table} as table ${table}`)
  const { rows } = await store.pool.query<{ chain_id: string; length: number }>('select chain_id, length from chain order by chain_id')
  ;({ chain_id: chain, length } = rows[CHAINS >> 1] as (typeof rows)[0])
  row = (await store.pool.query<Record<string, unknown>>('select * from event where chain_id = $1 and seq = $2', [chain, POSITION])).rows[0] ?? {}
  const described = await store.pool.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'event' and table_schema = current_schema()`,
  )
  columns = new Map(described.rows.map(({ name, type }) => [name, type]))
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.pool.query('truncate chain, event, event_key')
  for (const table of ['chain', 'event', 'event_key']) await store.pool.query(`insert into ${table} table true_${table}`)
})

const found = async () => (await verifyChains(store)).bad
const here = () => ({ chain, position: POSITION })

const update = (column: string, value: unknown) => store.pool.query(`update event set ${column} = $3 where chain_id = $1 and seq = $2`, [chain, POSITION, value])
const sql = (statement: string) => store.pool.query(statement.replaceAll('$chain', `'${chain}'`).replaceAll('$position', String(POSITION)))

/** The last bit of the middle character: `7` becomes `6`, `刑` becomes another. */
function flipped(text: string): string {
  const middle = text.length >> 1
  return text.slice(0, middle) + String.fromCharCode(text.charCodeAt(middle) ^ 1) + text.slice(middle + 1)
}

/** The smallest change that a column of this type can hold, as SQL; texts are flipped here. */
const smallest: Record<string, (column: string) => string> = {
  integer: (column) => `${column} # 1`,
  'timestamp with time zone': (column) => `coalesce(${column}, 'epoch') + interval '1 microsecond'`,
  bytea: (column) => `set_byte(${column}, 17, get_byte(${column}, 17) # 1)`,
}

/** Every value inside a JSON document, with its path. */
function leaves(value: unknown, path: string[] = []): { path: string[]; value: unknown }[] {
  if (value === null || typeof value !== 'object') return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

const changed = (value: unknown): unknown => (typeof value === 'string' ? flipped(value) : typeof value === 'number' ? value + 1 : value !== true)

describe('verify', () => {
  test('finds nothing where nothing was touched', async () => {
    expect(await verifyChains(store)).toMatchObject({ chains: CHAINS, bad: null })
  })

  test('finds one flipped bit in each column of an event', async () => {
    const seen: string[] = []
    for (const [column, type] of columns) {
      if (column === 'body') continue
      if (type === 'text') await update(column, flipped(String(row[column])))
      else await sql(`update event set ${column} = ${smallest[type]?.(column) ?? `no change known for ${type}`} where chain_id = $chain and seq = $position`)
      expect(await found(), column).toMatchObject(here())
      await putBack()
      expect(await found(), `${column} mended`).toBeNull()
      seen.push(column)
    }
    expect(seen.toSorted()).toEqual(['at', 'chain_id', 'hash', 'id', 'node', 'received_at', 'recorded_at', 'seq', 'source'])
  })

  test('finds every byte of the hash', async () => {
    for (let byte = 0; byte < 32; byte++) {
      await sql(`update event set hash = set_byte(hash, ${byte}, get_byte(hash, ${byte}) # 128) where chain_id = $chain and seq = $position`)
      expect(await found(), `byte ${byte}`).toMatchObject({ ...here(), why: 'content' })
      await putBack()
    }
  })

  test('finds a change of every value in the body, and a value more or less', async () => {
    const all = leaves(row['body'])
    expect(all.length).toBeGreaterThan(8)
    for (const { path, value } of all) {
      await sql(`update event set body = jsonb_set(body, '{${path.join(',')}}', '${JSON.stringify(changed(value))}') where chain_id = $chain and seq = $position`)
      expect(await found(), path.join('.')).toMatchObject({ ...here(), why: 'content' })
      await sql(`update event set body = (select body from true_event t where t.chain_id = $chain and t.seq = $position) #- '{${path.join(',')}}' where chain_id = $chain and seq = $position`)
      expect(await found(), `without ${path.join('.')}`).toMatchObject({ ...here(), why: 'content' })
      await putBack()
    }
    await sql(`update event set body = body || '{"note": null}' where chain_id = $chain and seq = $position`)
    expect(await found()).toMatchObject(here())
  })

  test('finds a removed record wherever it stood', async () => {
    for (const position of [1, POSITION, length]) {
      await sql(`delete from event where chain_id = $chain and seq = ${position}`)
      expect(await found()).toMatchObject({ chain, position })
      await sql(`insert into event select * from true_event where chain_id = $chain and seq = ${position}`)
    }
  })

  test('finds a removed record whose number was given to the next ones', async () => {
    await sql(`delete from event where chain_id = $chain and seq = $position`)
    await sql(`delete from event_key where id = '${String(row['id'])}'`)
    await sql(`update event set seq = seq - 1 where chain_id = $chain and seq > $position`)
    await sql(`update chain set length = length - 1 where chain_id = $chain`)
    expect(await found()).toMatchObject(here())
  })

  test('finds two records that changed places', async () => {
    await sql(`update event set seq = case seq when $position then $position + 1 else $position end where chain_id = $chain and seq in ($position, $position + 1)`)
    expect(await found()).toMatchObject(here())
  })

  test('finds two records that changed places with their hashes left in order', async () => {
    await sql(`update event e set seq = o.seq, hash = o.hash from event o where e.chain_id = $chain and o.chain_id = $chain
               and ((e.seq = $position and o.seq = $position + 1) or (e.seq = $position + 1 and o.seq = $position))`)
    expect(await found()).toMatchObject(here())
  })

  test('finds a record whose hash was made to fit, at the next one', async () => {
    const before = (await store.pool.query<{ hash: string }>(`select encode(hash, 'hex') as hash from event where chain_id = $1 and seq = $2`, [chain, POSITION - 1])).rows[0]?.hash ?? ''
    const body = { ...(row['body'] as object), docNo: '改' }
    const hash = extendHash(before, canonicalJson(body), (row['received_at'] as Date).getTime())
    await update('body', body)
    await update('hash', Buffer.from(hash, 'hex'))
    expect(await found()).toMatchObject({ chain, position: POSITION + 1 })
  })

  test('finds a forged record behind the last one', async () => {
    const end = (await store.pool.query<{ head: string }>(`select encode(head, 'hex') as head from chain where chain_id = $1`, [chain])).rows[0]?.head ?? ''
    const body = { ...(row['body'] as object), id: 'forged' }
    const hash = extendHash(end, canonicalJson(body), (row['received_at'] as Date).getTime())
    await store.pool.query(
      `insert into event select chain_id, source, 'forged', $3, node, at, recorded_at, received_at, $4, $5 from event where chain_id = $1 and seq = $2`,
      [chain, POSITION, length + 1, Buffer.from(hash, 'hex'), body],
    )
    await sql(`insert into event_key (source, id, chain_id) values ('${String(row['source'])}', 'forged', $chain)`)
    expect(await found()).toMatchObject({ chain, position: length + 1, why: 'end' })
  })

  test('finds a changed end, a lost matter and a changed register of ids', async () => {
    const tampering: [string, number][] = [
      [`update chain set head = set_byte(head, 0, get_byte(head, 0) # 1) where chain_id = $chain`, length + 1],
      [`update chain set length = length + 1 where chain_id = $chain`, length + 1],
      [`update chain set length = length - 1 where chain_id = $chain`, length],
      [`delete from chain where chain_id = $chain`, 1],
      [`delete from event_key where id = '${String(row['id'])}'`, POSITION],
    ]
    for (const [statement, position] of tampering) {
      await sql(statement)
      expect(await found(), statement).toMatchObject({ chain, position })
      for (const table of ['chain', 'event_key']) await store.pool.query(`truncate ${table}; insert into ${table} table true_${table}`)
    }
  })

  test('on the command line names matter and record, and ends with 1', async () => {
    await update('node', flipped(String(row['node'])))
    const databaseUrl = process.env['DATABASE_URL'] === undefined ? null : store.url
    const command = run({ dataDir: store.dataDir, databaseUrl }, ['verify'])
    expect(await command.ended).toBe(1)
    expect(command.printed()).toContain(`案件 ${chain} 第 ${POSITION} 条记录`)
  })
})

/** Puts the record back as it was. */
async function putBack(): Promise<void> {
  await store.pool.query('delete from event where chain_id = $1 and seq = $2 or not exists (select from true_event t where t.chain_id = event.chain_id and t.source = event.source and t.id = event.id and t.seq = event.seq)', [chain, POSITION])
  await store.pool.query('insert into event select * from true_event where chain_id = $1 and seq = $2', [chain, POSITION])
}
