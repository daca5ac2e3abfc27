/** Power cuts at random moments: what was acknowledged is there exactly once, and nothing is half done. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushAnswer } from '@hengjian/contracts'
import type { WireEvent } from '../../src/demo/index.ts'
import { Random } from '../../src/demo/random.ts'
import { openCatalogue } from '../../src/modules/catalogue/index.ts'
import { openStore } from '../../src/store/index.ts'
import { openTestPlace } from '../../src/store/testing.ts'
import type { TestPlace } from '../../src/store/testing.ts'
import { demoEvents, expectWhole, inBatches, keyOf } from './given.ts'
import { catalogueDir, cleanUp, listening, postmasterOf, run, serve } from './process.ts'

const CRASHES = 20
const SENDERS = 2
const seed = 20_260_301

let place: TestPlace
beforeAll(async () => {
  place = await openTestPlace()
})
afterAll(() => cleanUp(place))

const random = new Random(seed, 1)
const given = demoEvents(seed, 30)
const waiting = inBatches(given, 150)
const acknowledged = new Set<string>()

/** Answers whether the batch was acknowledged; an answer that is a failure must be the one that asks to send again. */
async function push(url: string, batch: readonly WireEvent[]): Promise<boolean> {
  let response: Response
  try {
    response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(batch) })
    const answer: unknown = await response.json()
    if (!response.ok) {
      expect(answer).toMatchObject({ status: 503, code: 'HJ-SRV-002' })
      return false
    }
    expect((answer as PushAnswer).rejected).toBe(0)
    for (const event of batch) acknowledged.add(keyOf(event))
    return true
  } catch (error) {
    // the connection broke
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Sends waiting batches until `isOver`; what was not acknowledged is sent again later. */
async function send(url: string, isOver: () => boolean, onAnswer: () => void): Promise<void> {
  for (;;) {
    const batch = isOver() ? undefined : waiting.shift()
    if (batch === undefined) return
    if (await push(url, batch)) onAnswer()
    else {
      waiting.unshift(batch)
      await sleep(20)
    }
  }
}

type Victims = 'server' | 'database' | 'both'

async function crash(server: ReturnType<typeof serve>, victims: Victims): Promise<void> {
  const database = victims === 'server' ? null : await postmasterOf(place)
  if (database !== null) process.kill(database, 'SIGKILL')
  if (victims === 'database') await sleep(random.between(0, 200))
  await server.kill()
}

/** A server that is killed some answers after it began to write, in the middle of the next batches. */
async function crashWhileWriting(victims: Victims): Promise<void> {
  const server = serve(place)
  const url = await listening(server)
  const killed = Promise.withResolvers<void>()
  let isOver = false
  let answers = random.int(0, 5)
  const strike = async (): Promise<void> => {
    await sleep(random.between(0, 40))
    await crash(server, victims)
    isOver = true
    killed.resolve()
  }
  const onAnswer = (): void => {
    if (answers-- === 0) void strike()
  }
  await Promise.all([...Array.from({ length: SENDERS }, () => send(url, () => isOver, onAnswer)), killed.promise])
}

async function crashWhileStarting(victims: Victims): Promise<void> {
  const server = serve(place)
  await sleep(random.between(300, 2500))
  await crash(server, victims)
}

describe('a server that is killed again and again', () => {
  test('keeps what it acknowledged, once, and judges as if nothing had happened', { timeout: 180_000 }, async () => {
    for (let crashes = 0; crashes < CRASHES; crashes++) {
      const victims = random.pick<Victims>(['server', 'server', 'both', 'database'])
      await (random.chance(0.2) ? crashWhileStarting(victims) : crashWhileWriting(victims))
    }
    expect(waiting.length, 'every crash met a server that was writing').toBeGreaterThan(0)

    const server = serve(place)
    const url = await listening(server)
    const before = new Set(acknowledged)
    const store = await openStore(place)
    try {
      const { rows } = await store.pool.query<{ source: string; id: string }>('select source, id from event')
      expect(before.difference(new Set(rows.map(keyOf)))).toEqual(new Set())
      await Promise.all(Array.from({ length: SENDERS }, () => send(url, () => false, () => undefined)))
      expect(acknowledged.size).toBe(given.length)
      const { catalogue } = await openCatalogue(catalogueDir)
      await expectWhole(store, catalogue, given, Date.now())
    } finally {
      await store.close()
    }
    expect(await server.interrupt()).toBe(0)
    const verify = run(place, ['verify'])
    expect(await verify.ended, verify.printed()).toBe(0)
  })
})
