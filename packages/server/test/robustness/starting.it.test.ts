/** Starting where it must not, starting twice, starting as whoever one is, and staying when the database goes away. */
import { chown } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PushAnswer } from '@hengjian/contracts'
import { openStore } from '../../src/store/index.ts'
import { openCluster } from '../../src/store/postgres/cluster.ts'
import { openTestPlace } from '../../src/store/testing.ts'
import type { TestPlace } from '../../src/store/testing.ts'
import { cleanUp, killDatabase, listening, mayRun, postmasterOf, run, serve } from './process.ts'
import type { Command } from './process.ts'

/** A user without rights that every Linux has. */
const NOBODY = { uid: 65_534, gid: 65_534 }

let place: TestPlace
let servers: Command[]
beforeEach(async () => {
  place = await openTestPlace()
  servers = []
})
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await cleanUp(place)
})

function start(...given: Parameters<typeof serve>): Command {
  const server = serve(...given)
  servers.push(server)
  return server
}

let last = 0
async function push(url: string): Promise<{ status: number; answer: Partial<PushAnswer> & { code?: string } }> {
  const event = { id: `e${last++}`, source: 's', chain: 'C1', node: 'P04-N02', at: '2026-03-03T10:00:00+08:00' }
  const response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) })
  return { status: response.status, answer: (await response.json()) as PushAnswer }
}

const databaseOf = async ({ databaseUrl, dataDir }: TestPlace): Promise<string> => databaseUrl ?? (await openCluster(dataDir)).url

describe('serve', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'example.org', ''])('refuses to listen on “%s”', async (host) => {
    const server = run(place, ['serve', '--port', '0', '--host', host])
    servers.push(server)
    expect(await server.ended).toBe(2)
    expect(server.printed()).toMatch(/HJ-CFG-001 对外监听的条件不齐[^]*→ .*127\.0\.0\.1/)
  })

  test('a second one on the same data folder says so and leaves the first alone', async ({ skip }) => {
    if (place.databaseUrl !== null) skip('on DATABASE_URL any number of servers may run')
    const url = await listening(start(place))
    const second = start(place)
    expect(await second.ended).toBe(2)
    expect(second.printed()).toMatch(/HJ-CFG-005 数据文件夹正在使用[^]*→ .*--data/)
    expect(await push(url)).toMatchObject({ status: 200, answer: { accepted: 1 } })
  })

  test('a second one on the same port says so', async () => {
    const url = await listening(start(place))
    const other = await openTestPlace()
    const second = run(other, ['serve', '--port', new URL(url).port])
    expect(await second.ended).toBe(2)
    expect(second.printed()).toMatch(/HJ-CFG-003 端口已被占用/)
    await cleanUp(other)
  })

  test('two that start at once on a fresh folder do not harm each other', async ({ skip }) => {
    if (place.databaseUrl !== null) skip('about the embedded database')
    const both = [start(place), start(place)]
    const [winner] = await Promise.all([Promise.any(both.map(listening)), Promise.race(both.map((server) => server.ended))])
    expect(await push(winner)).toMatchObject({ status: 200 })
  })

  test('many that start at once after a crash of the database end up with one of them', { timeout: 90_000 }, async ({ skip }) => {
    if (place.databaseUrl !== null) skip('about the embedded database')
    for (let round = 0; round < 5; round++) {
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place)))
      const killed = await killDatabase(place)
      // some notice by themselves, others come anew
      const late = await Promise.all(Array.from({ length: 3 }, () => openStore(place)))
      expect(await postmasterOf(place)).not.toBe(killed)
      for (const store of [...stores, ...late]) await vi.waitFor(() => store.pool.query('select 1'), { timeout: 10_000 })
      await Promise.all([...stores, ...late].map((store) => store.close()))
    }
  })

  test('runs as an ordinary user, stops, and starts again', async ({ skip }) => {
    const isRoot = process.getuid?.() === 0
    if (isRoot) {
      if (!mayRun(NOBODY)) skip('an ordinary user may not read the program here')
      await chown(place.dataDir, NOBODY.uid, NOBODY.gid)
    }
    for (let round = 0; round < 2; round++) {
      const server = isRoot ? start(place, NOBODY) : start(place)
      expect(await push(await listening(server))).toMatchObject({ status: 200, answer: { accepted: 1 } })
      expect(await server.interrupt()).toBe(0)
      expect(await postmasterOf(place)).toBeNull()
    }
  })

  test('survives that all its connections are cut', async () => {
    const server = start(place)
    const url = await listening(server)
    await push(url)
    const client = new pg.Client({ connectionString: await databaseOf(place) })
    await client.connect()
    const sending = Array.from({ length: 30 }, async (_, i) => {
      await sleep(i * 10)
      return await push(url)
    })
    for (let i = 0; i < 3; i++) {
      await sleep(60)
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and backend_type = 'client backend'`)
    }
    await client.end()
    for (const { status, answer } of await Promise.all(sending)) {
      if (status !== 200) expect(answer).toMatchObject({ code: 'HJ-SRV-002' })
    }
    expect(await push(url)).toMatchObject({ status: 200, answer: { accepted: 1 } })
    expect(await server.interrupt()).toBe(0)
  })

  test('starts its database again when that was killed', async ({ skip }) => {
    if (place.databaseUrl !== null) skip('the database of DATABASE_URL is not ours to kill')
    const server = start(place)
    const url = await listening(server)
    for (let round = 0; round < 2; round++) {
      await push(url)
      const killed = await killDatabase(place)
      await vi.waitFor(async () => expect([null, killed]).not.toContain(await postmasterOf(place)), { timeout: 20_000, interval: 50 })
      await vi.waitFor(async () => expect(await push(url)).toMatchObject({ status: 200, answer: { accepted: 1 } }), { timeout: 20_000, interval: 100 })
    }
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' })
    expect(await server.interrupt()).toBe(0)
    expect(await postmasterOf(place)).toBeNull()
  })
})
