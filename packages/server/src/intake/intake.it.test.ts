import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, empty, event, openTestStore, testCatalogue } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'
import { exportEvents, ingest, verifyChains, wakeChains } from './index.ts'
import { reevaluateAll } from './reevaluate.ts'
import { putInForce } from './register.ts'

let store: TestStore
const catalogue = testCatalogue()
const monday = at('2026-03-02T12:00:00+08:00')
const friday = at('2026-03-06T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(() => empty(store))

const verdicts = async () => (await store.pool.query('select chain_id, rule, outcome, reason, lane from verdict order by chain_id')).rows
const history = async () => (await store.pool.query('select outcome, now_outcome, cause, body from verdict_history order by seq')).rows

describe('ingest', () => {
  test('an event is stored, judged and acknowledged', async () => {
    const results = await ingest(store, catalogue, [event('a')], monday)
    expect(results).toEqual([{ status: 'accepted', id: 'a', source: 'test', chain: 'C1' }])
    expect(await verdicts()).toEqual([{ chain_id: 'C1', rule: 'TS-001', outcome: 'pending', reason: 'running', lane: 1 }])
  })

  test('the same event again is a duplicate and changes nothing', async () => {
    await ingest(store, catalogue, [event('a')], monday)
    const [again] = await ingest(store, catalogue, [event('a')], friday)
    expect(again?.status).toBe('duplicate')
    expect((await store.pool.query('select length from chain')).rows).toEqual([{ length: 1 }])
  })

  test('the same id with other content is refused, in its own chain and in another', async () => {
    await ingest(store, catalogue, [event('a')], monday)
    const results = await ingest(store, catalogue, [event('a', { docNo: '别的' }), event('a', { chain: 'C2' })], monday)
    expect(results.map((result) => result.status === 'rejected' && result.problem.code)).toEqual(['HJ-EVT-008', 'HJ-EVT-008'])
    expect((await store.pool.query('select chain_id from chain')).rows).toEqual([{ chain_id: 'C1' }])
  })

  test('repeats within one push are told apart like repeats across pushes', async () => {
    const results = await ingest(store, catalogue, [event('a'), event('a'), event('a', { docNo: 'x' })], monday)
    expect(results.map((result) => result.status)).toEqual(['accepted', 'duplicate', 'rejected'])
  })

  test('ids are unique within their source only', async () => {
    const results = await ingest(store, catalogue, [event('a'), event('a', { source: 'other' })], monday)
    expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted'])
  })

  test('text that the database cannot keep is refused for itself, the rest is stored', async () => {
    const results = await ingest(store, catalogue, [event('a', { attrs: { note: 'x\u0000y' } }), event('b', { attrs: { note: '\ud800' } }), event('c')], monday)
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'accepted'])
    expect(results[0]).toMatchObject({ problem: { code: 'HJ-EVT-007', field: 'attrs.note' } })
  })

  test('an id too long for an index is refused', async () => {
    const [result] = await ingest(store, catalogue, [event('案'.repeat(500), { chain: '件'.repeat(400) })], monday)
    expect(result).toMatchObject({ status: 'rejected', problem: { code: 'HJ-EVT-010' } })
  })

  test('an unknown node is kept', async () => {
    const [result] = await ingest(store, catalogue, [event('a', { node: 'ZZ-9' })], monday)
    expect(result?.status).toBe('accepted')
  })

  test('a closing event turns the verdict, and the one before stays in the history', async () => {
    await ingest(store, catalogue, [event('a')], monday)
    await ingest(store, catalogue, [event('b', { node: 'T01-N02', at: '2026-03-07T10:00:00+08:00' })], at('2026-03-07T12:00:00+08:00'))
    expect(await verdicts()).toMatchObject([{ outcome: 'violation', reason: 'late', lane: 3 }])
    expect(await history()).toMatchObject([{ outcome: 'pending', now_outcome: 'violation', cause: 'event', body: { rule: 'TS-001', due: '2026-03-05' } }])
  })

  test('events in any order and any grouping give the same verdicts', async () => {
    const events = [event('a'), event('b', { node: 'T01-N02', at: '2026-03-04T10:00:00+08:00' }), event('c', { chain: 'C2' })]
    await ingest(store, catalogue, events, friday)
    const whole = await verdicts()
    await empty(store)
    for (const one of events.toReversed()) await ingest(store, catalogue, [one], friday)
    expect(await verdicts()).toEqual(whole)
  })

  test('writers that meet on the same chains all succeed, and every chain stays whole', async () => {
    const push = (writer: number) =>
      ingest(store, catalogue, Array.from({ length: 200 }, (_, i) => event(`${writer}-${i}`, { chain: `C${(i * (writer + 7)) % 40}` })), monday)
    const results = (await Promise.all([0, 1, 2, 3].map(push))).flat()
    expect(new Set(results.map((result) => result.status))).toEqual(new Set(['accepted']))
    expect(await verifyChains(store)).toEqual({ chains: 40, events: 800, bad: null })
  })

  test('the same push from two clients at once is stored once', async () => {
    const events = Array.from({ length: 300 }, (_, i) => event(`e${i}`, { chain: `C${i % 50}` }))
    const [one, two] = await Promise.all([ingest(store, catalogue, events, monday), ingest(store, catalogue, events.toReversed(), monday)])
    const accepted = [...one, ...two].filter((result) => result.status === 'accepted')
    expect(accepted).toHaveLength(300)
    expect((await verifyChains(store)).bad).toBeNull()
  })

  test('export gives back what came in', async () => {
    const given = [event('a', { attrs: { crime: '盗窃', amount: 1.5 }, actor: { id: 'p1', level: '办案民警' } }), event('b', { chain: 'C0' })]
    await ingest(store, catalogue, given, monday)
    expect(await Array.fromAsync(exportEvents(store))).toEqual([given[1], given[0]])
  })
})

describe('waking', () => {
  test('a chain is judged again when its due date passes, and only then', async () => {
    await ingest(store, catalogue, [event('a')], monday)
    expect(await wakeChains(store, catalogue, monday + 1000)).toBe(0)
    expect(await wakeChains(store, catalogue, friday)).toBe(1)
    expect(await verdicts()).toMatchObject([{ outcome: 'violation', reason: 'overdue', lane: 1 }])
    expect(await history()).toMatchObject([{ cause: 'time' }])
  })

  test('two servers that wake at once judge each chain once', async () => {
    await ingest(store, catalogue, Array.from({ length: 900 }, (_, i) => event(`e${i}`, { chain: `C${i}` })), monday)
    const woken = await Promise.all([wakeChains(store, catalogue, friday), wakeChains(store, catalogue, friday)])
    expect((woken[0] ?? 0) + (woken[1] ?? 0)).toBe(900)
    expect(await history()).toHaveLength(900)
  })

  test('an event of the future is judged when it happens', async () => {
    await ingest(store, catalogue, [event('a', { at: '2026-03-05T10:00:00+08:00' })], monday)
    expect(await verdicts()).toEqual([])
    await wakeChains(store, catalogue, friday)
    expect(await verdicts()).toMatchObject([{ outcome: 'pending' }])
  })
})

describe('a change of the catalogue', () => {
  test('judges the whole store anew, keeps the old verdicts and says how far it is', async () => {
    await ingest(store, catalogue, Array.from({ length: 1200 }, (_, i) => event(`e${i}`, { chain: `C${i}` })), monday)
    const changed = testCatalogue({ within: '10 d' })
    await putInForce(store, changed, friday)
    await reevaluateAll(store, changed, () => friday, () => false)
    expect(new Set((await verdicts()).map((verdict) => verdict.outcome))).toEqual(new Set(['pending']))
    expect((await store.pool.query('select total, done, finished_at is not null as finished from reevaluation')).rows).toEqual([{ total: 1200, done: 1200, finished: true }])
  })
})

describe('verify', () => {
  const corruptions: [string, string][] = [
    ['a value in the body', `update event set body = jsonb_set(body, '{docNo}', '"2"') where id = 'b'`],
    ['a key in the body', `update event set body = body || '{"attrs":{"x":1}}' where id = 'b'`],
    ['the time column', `update event set at = at + interval '1 microsecond' where id = 'b'`],
    ['the time of receipt', `update event set received_at = received_at + interval '1 microsecond' where id = 'b'`],
    ['the time of recording', `update event set recorded_at = null where id = 'b'`],
    ['the node column', `update event set node = 'T01-N03' where id = 'b'`],
    ['the hash', `update event set hash = set_byte(hash, 5, get_byte(hash, 5) # 1) where id = 'b'`],
    ['the id', `update event set id = 'bb' where id = 'b'`],
    ['the source', `update event set source = 'Test' where id = 'b'`],
    ['the number', `update event set seq = 7 where id = 'b'`],
  ]
  const given = () => [event('a'), event('b', { docNo: '1', recordedAt: '2026-03-02T11:00:00+08:00' }), event('c', { docNo: '3' })]

  test('finds nothing where nothing was touched', async () => {
    await ingest(store, catalogue, given(), monday)
    expect(await verifyChains(store)).toEqual({ chains: 1, events: 3, bad: null })
  })

  test.each(corruptions)('finds a change of %s', async (_what, statement) => {
    await ingest(store, catalogue, given(), monday)
    await store.pool.query(statement)
    expect((await verifyChains(store)).bad).toMatchObject({ chain: 'C1', position: 2 })
  })

  test('finds a removed end, a removed beginning and a removed chain', async () => {
    await ingest(store, catalogue, given(), monday)
    await store.pool.query(`delete from event where id = 'c'`)
    expect((await verifyChains(store)).bad).toEqual({ chain: 'C1', position: 3, why: 'end' })
    await store.pool.query(`delete from event where id = 'a'`)
    expect((await verifyChains(store)).bad).toEqual({ chain: 'C1', position: 1, why: 'order' })
    await store.pool.query('truncate chain, event')
    expect((await verifyChains(store)).bad).toEqual({ chain: 'C1', position: 1, why: 'end' })
  })

  test('looks only at the chains that were asked for', async () => {
    await ingest(store, catalogue, [event('a'), event('b', { chain: 'C2' }), event('c', { chain: 'C3' })], monday)
    await store.pool.query(`update event set node = 'x' where chain_id = 'C3'`)
    expect(await verifyChains(store, { from: 'C1', to: 'C2' })).toEqual({ chains: 2, events: 2, bad: null })
  })
})
