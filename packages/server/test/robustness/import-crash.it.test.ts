/** `import` on the command line, killed and started again: it goes on, and the store ends up as after one undisturbed run. */
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ImportJob } from '@hengjian/contracts'
import { Random } from '../../src/demo/random.ts'
import { openCatalogue } from '../../src/modules/catalogue/index.ts'
import type { Store } from '../../src/store/index.ts'
import { openStore } from '../../src/store/index.ts'
import { openTestPlace } from '../../src/store/testing.ts'
import type { TestPlace } from '../../src/store/testing.ts'
import { demoEvents, expectWhole } from './given.ts'
import { catalogueDir, cleanUp, killDatabase, listening, run, serve } from './process.ts'
import type { Command } from './process.ts'

const seed = 7
/** Large enough that several batches of the import are still to come when it is killed for the last time. */
const MATTERS = 400
const EVERY = 1000

let place: TestPlace
let store: Store
beforeAll(async () => {
  place = await openTestPlace()
})
afterAll(async () => {
  await store?.close()
  await cleanUp(place)
})

const given = demoEvents(seed, MATTERS)
const faulty = given.flatMap((_, i) => (i % EVERY === 0 ? [i + i / EVERY + 1] : []))

/** The events as lines, with a line that is no event in front of every thousandth. */
async function writeGiven(file: string): Promise<void> {
  await writeFile(file, '')
  for (let i = 0; i < given.length; i += EVERY) {
    await appendFile(file, ['{"id":', ...given.slice(i, i + EVERY).map((event) => JSON.stringify(event))].join('\n') + '\n')
  }
}

/** The store of the test itself, whatever state a killed database left it in. */
async function leave(): Promise<void> {
  await store?.close().catch(() => undefined)
}
async function reopen(): Promise<void> {
  await leave()
  store = await openStore(place)
}

const forget = () => store.pool.query('truncate chain, event, event_key, verdict, verdict_history, outbox, import_job, import_reject')
const storedCount = async (): Promise<number> => (await store.pool.query<{ n: number }>('select count(*)::int as n from event')).rows[0]?.n ?? 0

/** Waits until the import has stored more than `count` events, then a little more. */
async function reaching(count: number, command: Command, random: Random): Promise<void> {
  let ended = false
  void command.ended.then(() => (ended = true))
  while ((await storedCount()) <= count) {
    if (ended) throw new Error(`the import ended: ${command.printed()}`)
    await sleep(5)
  }
  await sleep(random.between(0, 20))
}

describe('an import that is killed again and again', () => {
  test('goes on where it stopped and ends as if nothing had happened', { timeout: 120_000 }, async () => {
    const random = new Random(seed, 1)
    const file = join(place.dataDir, '事件.jsonl')
    await writeGiven(file)
    await reopen()
    for (const share of [-1, 0, 0.2, 0.4]) {
      const command = run(place, ['import', file])
      // the first is killed before it has stored anything
      await (share < 0 ? sleep(random.between(200, 1500)) : reaching(share * given.length, command, random))
      await command.kill()
    }
    expect(await storedCount(), 'every kill met an unfinished import').toBeLessThan(given.length)

    const last = run(place, ['import', file])
    expect(await last.ended, last.printed()).toBe(1)
    const [job, ...others] = (await store.pool.query('select state, position, accepted + duplicate as stored, rejected from import_job')).rows
    expect(others).toEqual([])
    expect(job).toEqual({ state: 'done', position: given.length + faulty.length, stored: given.length, rejected: faulty.length })
    const rejects = (await readFile(`${file}.rejects.jsonl`, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as { line: number })
    expect(new Set(rejects.map((reject) => reject.line))).toEqual(new Set(faulty))
    const { catalogue } = await openCatalogue(catalogueDir)
    await expectWhole(store, catalogue, given, Date.now())
  })

  // A process that joins the database in the very moment in which it dies may have to be started once more: hence the second try.
  test('says in one sentence that the database went away, and can be started again', { timeout: 60_000, retry: 2 }, async ({ skip }) => {
    if (place.databaseUrl !== null) skip('the database of DATABASE_URL is not ours to kill')
    await reopen()
    await forget()
    const file = join(place.dataDir, '事件.jsonl')
    const command = run(place, ['import', file])
    await reaching(0, command, new Random(seed, 2))
    await killDatabase(place)
    expect(await command.ended, command.printed()).toBe(2)
    expect(command.printed()).toMatch(/HJ-|→/)
    expect(command.printed()).not.toMatch(/\n\s+at /)
    await leave()
    const again = run(place, ['import', file])
    expect(await again.ended, again.printed()).toBe(1)
    await reopen()
    const { catalogue } = await openCatalogue(catalogueDir)
    await expectWhole(store, catalogue, given, Date.now())
  })
})

describe('a file handed to a server that is killed', () => {
  const jobOf = async (url: string, id: string): Promise<ImportJob> => (await (await fetch(`${url}/api/v1/imports/${id}`)).json()) as ImportJob

  test('is imported to its end by the next one', { timeout: 90_000 }, async () => {
    await reopen()
    await forget()
    const random = new Random(seed, 3)
    const file = join(place.dataDir, '事件.jsonl')
    await writeGiven(file)
    let server = serve(place)
    const response = await fetch(`${await listening(server)}/api/v1/imports?name=a.jsonl`, { method: 'POST', body: await readFile(file) })
    expect(response.status).toBe(202)
    const { id } = (await response.json()) as ImportJob
    for (const share of [0, 0.5]) {
      await reaching(share * given.length, server, random)
      await server.kill()
      server = serve(place)
    }
    const url = await listening(server)
    await vi.waitFor(async () => expect(await jobOf(url, id)).toMatchObject({ state: 'done' }), { timeout: 60_000, interval: 200 })
    const { accepted, duplicate, rejected } = await jobOf(url, id)
    expect({ stored: accepted + duplicate, rejected }).toEqual({ stored: given.length, rejected: faulty.length })
    const { catalogue } = await openCatalogue(catalogueDir)
    await expectWhole(store, catalogue, given, Date.now())
    expect(await server.interrupt()).toBe(0)
  })
})
