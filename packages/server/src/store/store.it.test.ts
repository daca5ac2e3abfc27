import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openStore } from './store.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hengjian-store-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const open = () => openStore({ databaseUrl: null, dataDir })
const postmaster = async (): Promise<number> => Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
const isRunning = (): Promise<boolean> => postmaster().then(
  () => true,
  () => false,
)

/** Opens the store in another process, which then dies without closing it. */
async function openAndDie(): Promise<void> {
  const script = `import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))}
    await openStore({ databaseUrl: null, dataDir: ${JSON.stringify(dataDir)} }); process.kill(process.pid, 'SIGKILL')`
  await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script]).catch(() => undefined)
}

describe('the embedded database', () => {
  test('is on loopback, with a password that only its owner can read, and writes through', async () => {
    const store = await open()
    const { rows } = await store.pool.query(`select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`)
    expect(rows).toEqual([{ listen: '127.0.0.1', fsync: 'on', commit: 'on' }])
    expect((await stat(join(dataDir, 'postgres/hengjian.password'))).mode & 0o777).toBe(0o600)
    await store.close()
  })

  test('two openers share it, and the last one stops it', async () => {
    const [one, two] = await Promise.all([open(), open()])
    await one.close()
    expect(await isRunning()).toBe(true)
    await two.close()
    expect(await isRunning()).toBe(false)
  })

  test('that outlived a killed process is joined', async () => {
    await openAndDie()
    const pid = await postmaster()
    const store = await open()
    expect(await postmaster()).toBe(pid)
    await store.close()
  })

  test('that was killed itself is started again, with what was committed', async () => {
    const first = await open()
    await first.pool.query(`insert into chain (chain_id) values ('kept')`)
    await first.close()
    await openAndDie()
    process.kill(await postmaster(), 'SIGKILL')
    const store = await open()
    expect((await store.pool.query('select chain_id from chain')).rows).toEqual([{ chain_id: 'kept' }])
    await store.close()
  })
})

describe('migrations', () => {
  test('are applied once, and a database of a newer version is refused', async () => {
    const store = await open()
    expect(await migrate(store.pool)).toEqual([])
    await store.pool.query(`insert into migration (name) values ('9999_future.sql')`)
    await expect(migrate(store.pool)).rejects.toThrow('HJ-DB-005')
    await store.pool.query(`delete from migration where name = '9999_future.sql'`)
    await store.close()
  })
})
