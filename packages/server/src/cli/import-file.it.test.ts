/** Files into a real store: nothing lost, nothing twice, whatever interrupts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalogue } from '@hengjian/engine'
import { loadCatalogue } from '@hengjian/engine'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noMapping } from '../formats/index.ts'
import { CHUNK } from '../intake/index.ts'
import { at, empty, openTestStore, testFiles } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'
import { importFile, rejectsFileOf } from './import-file.ts'

let store: TestStore
let folder: string
let catalogue: Catalogue

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-import-'))
  catalogue = loadCatalogue(testFiles()).catalogue as Catalogue
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => empty(store))

const load = (file: string, onProgress: () => void = () => undefined) =>
  importFile(file, { store, catalogue, mapping: noMapping, clock: () => at('2026-03-03T12:00:00+08:00') }, onProgress)

async function fileOf(name: string, lines: string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, lines.join('\n'))
  return path
}

const line = (id: number): string => JSON.stringify({ id: `e${id}`, chain: `C${id % 100}`, node: 'N1', at: '2026-03-02T10:00:00+08:00' })

test('stores what is good, writes what is not to the rejects file with line, reason and the record', async () => {
  const file = await fileOf('mixed.jsonl', [line(1), '{oops', line(2), '{"id":"e3"}'])
  expect(await load(file)).toMatchObject({ progress: { accepted: 2, duplicate: 0, rejected: 2 }, fault: null })
  const rejects = (await readFile(rejectsFileOf(file), 'utf8')).trim().split('\n').map((text) => JSON.parse(text) as unknown)
  expect(rejects).toMatchObject([
    { line: 2, problem: { code: 'HJ-FIL-011' }, record: '{oops' },
    { line: 4, problem: { code: 'HJ-EVT-001' }, record: '{"id":"e3"}' },
  ])
})

test('the same file again changes nothing', async () => {
  const file = await fileOf('twice.jsonl', [line(1), line(2)])
  await load(file)
  expect((await load(file)).progress).toMatchObject({ accepted: 0, duplicate: 2, rejected: 0 })
})

test('an interrupted import goes on where it stopped', async () => {
  const events = 2 * CHUNK + 1000
  const file = await fileOf('long.jsonl', Array.from({ length: events }, (_, i) => line(i)))
  const interrupt = () => {
    throw new Error('interrupted')
  }
  await expect(load(file, interrupt)).rejects.toThrow('interrupted')
  let batches = 0
  const { progress } = await load(file, () => batches++)
  expect(progress).toMatchObject({ position: events, accepted: events, duplicate: 0, rejected: 0 })
  expect(batches).toBe(2)
})

test('a file that breaks off keeps what came before and names the fault', async () => {
  const { progress, fault } = await load(await fileOf('broken.json', [`[${line(1)},`, line(2).slice(0, 9)]))
  expect(progress).toMatchObject({ accepted: 1, rejected: 1 })
  expect(fault?.code).toBe('HJ-FIL-013')
})
