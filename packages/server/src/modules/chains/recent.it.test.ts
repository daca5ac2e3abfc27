import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ingest, registerCatalogue } from '../../intake/index.ts'
import type { Reach } from '../../store/index.ts'
import { unlimited, viewOf } from '../../store/index.ts'
import { at, empty, event, openTestStore, testCatalogue } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import type { Reading } from './reading.ts'
import { Recent } from './recent.ts'

const catalogue = testCatalogue()
const [monday, tuesday, friday] = ['2026-03-02T12:00:00+08:00', '2026-03-03T12:00:00+08:00', '2026-03-06T12:00:00+08:00'].map(at) as [number, number, number]
const nothing: Reach = { ...unlimited, reader: 'elsewhere', all: false }
const outcomesOf = (chain: { judgments: ReadonlyMap<string, { outcome: string }> } | undefined): string[] => [...(chain?.judgments.values() ?? [])].map(({ outcome }) => outcome)

let store: TestStore
let recent: Recent
let now: number

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await empty(store)
  recent = new Recent()
  now = monday
  await ingest(store, catalogue, [event('a')], monday)
})

const reading = (reach = unlimited): Reading => ({ store: viewOf(store, reach), catalogue, clock: () => now, register: () => registerCatalogue(store, catalogue, now), recent, unmaskedUntil: () => Promise.resolve(null) })
const judged = async (reach = unlimited) => (await recent.judge(reading(reach), ['C1'])).get('C1')

test('Who asks again is given what was judged before', async () => {
  const first = await judged()
  now = tuesday
  expect(await judged()).toBe(first)
  expect(outcomesOf(first)).toEqual(['pending'])
})

test('A new event has the matter judged anew', async () => {
  await judged()
  await ingest(store, catalogue, [event('b', { node: 'T01-N02', at: '2026-03-02T11:00:00+08:00' })], monday)
  expect(outcomesOf(await judged())).toEqual(['ok'])
})

test('So does a limit that has been reached', async () => {
  await judged()
  now = friday
  expect(outcomesOf(await judged())).toEqual(['violation'])
})

test('Looking at an earlier moment does not take what was judged for a later one', async () => {
  now = friday
  await judged()
  now = monday
  expect(outcomesOf(await judged())).toEqual(['pending'])
})

test('Who may not see a matter does not see it because somebody else did', async () => {
  await judged()
  expect(await judged(nothing)).toBeUndefined()
})
