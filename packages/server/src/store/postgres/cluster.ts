/**
 * The embedded PostgreSQL: a real server in `<data>/postgres`, reachable on loopback only, with a password of its own.
 *
 * Life: made once (in a folder beside, then renamed, so that a crash leaves no half cluster) → started by the first
 * process that needs it → joined by others (a server and an import at the same time) → stopped by the last that leaves.
 * It outlives a killed process; the next one finds `postmaster.pid` and joins it, or clears the file when it is stale.
 */
import { chown, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CodedError } from '../../problem.ts'
import { findPrograms } from './programs.ts'
import type { Programs } from './programs.ts'
import { alone } from './start-lock.ts'
import { holderOf, readPidFile } from './pidfile.ts'

const USER = 'hengjian'
const DATABASE = 'hengjian'
const PASSWORD_FILE = 'hengjian.password'
const ATTEMPTS = 40

export interface Cluster {
  url: string
  /** Starts the server again, under the same address, where it was killed; does nothing where it runs. */
  revive(): Promise<void>
  /** Stops the server unless another process is using it. */
  leave(): Promise<void>
}

export async function openCluster(dataDir: string): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true })
  const programs = await findPrograms(dataDir)
  const dir = join(await realpath(dataDir), 'postgres')
  const { port, password } = await alone(dir, async () => {
    if ((await textOf(join(dir, 'PG_VERSION'))) === null) await create(programs, dir)
    const password = await textOf(join(dir, PASSWORD_FILE))
    if (password === null) throw new CodedError('HJ-DB-003', join(dir, PASSWORD_FILE))
    return { password, port: await startOrJoin(programs, dir, password) }
  })
  await ensureDatabase(urlOf(port, password, 'postgres'))
  // names our connections, so that leaving can tell them from those of others
  const named = `?application_name=hengjian-${randomBytes(6).toString('hex')}`
  return {
    url: urlOf(port, password, DATABASE) + named,
    revive: async () => {
      await alone(dir, () => startOrJoin(programs, dir, password, port))
    },
    leave: () => stopIfLast(programs, dir, urlOf(port, password, 'postgres') + named),
  }
}

const urlOf = (port: number, password: string, database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`

async function create(programs: Programs, dir: string): Promise<void> {
  const fresh = `${dir}.new-${process.pid}`
  const secret = `${dir}.secret-${process.pid}`
  const password = randomBytes(24).toString('base64url')
  try {
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { mode: 0o700 })
    await writeFile(secret, password, { mode: 0o600 })
    if (programs.owner !== null) {
      for (const path of [fresh, secret]) await chown(path, programs.owner.uid, programs.owner.gid)
    }
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    await programs.run('initdb', ['-D', fresh, '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, ...locale])
    await writeFile(join(fresh, PASSWORD_FILE), password, { mode: 0o600 })
    await rename(fresh, dir)
  } catch (cause) {
    // Another process may have been quicker; then its cluster is as good as ours.
    if ((await textOf(join(dir, 'PG_VERSION'))) === null) throw new CodedError('HJ-DB-003', dir, { cause })
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(secret, { force: true })
  }
}

/** Answers the port; `wanted` is taken where the server has to be started. */
async function startOrJoin(programs: Programs, dir: string, password: string, wanted?: number): Promise<number> {
  let failure: unknown = null
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await readPidFile(dir)
    if (found !== null && (await belongsTo(dir, urlOf(found.port, password, 'postgres')))) return found.port
    const holder = found === null ? 'nobody' : await holderOf(found.pid)
    if (holder === 'postgres') {
      // starting, recovering or stopping: wait for it
      await sleep(250)
      continue
    }
    // After a crash of the machine the number may belong to another program, and PostgreSQL would refuse to start. Where
    // it belongs to nobody the file stays: by it PostgreSQL tells whether workers of a killed server are still writing.
    if (holder === 'stranger') await rm(join(dir, 'postmaster.pid'), { force: true })
    const port = wanted ?? (await freePort())
    try {
      await start(programs, dir, port)
      return port
    } catch (error) {
      failure = error
      await sleep(250)
    }
  }
  throw new CodedError('HJ-DB-003', join(dir, 'server.log'), { cause: failure })
}

async function start(programs: Programs, dir: string, port: number): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    // parallel plans need /dev/shm, which is small in containers, and gain little on a small machine
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    timezone: 'UTC',
  }
  const options = [`-p ${port}`, ...Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`)].join(' ')
  await programs.run('pg_ctl', ['start', '-w', '-t', '60', '-s', '-D', dir, '-l', join(dir, 'server.log'), '-o', options])
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount !== 0) return
    await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
      // two processes started at once
      if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
    })
  })
}

async function stopIfLast(programs: Programs, dir: string, url: string): Promise<void> {
  const others = await withClient(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where backend_type = 'client backend' and application_name <> current_setting('application_name')`,
    )
    return rows[0]?.n ?? 0
  }).catch(() => 1)
  if (others === 0) await programs.run('pg_ctl', ['stop', '-s', '-m', 'fast', '-D', dir])
}

/** Is this our server, ready to answer? Another cluster may have taken the port since. */
async function belongsTo(dir: string, url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`)
      return rows[0]?.dir === dir
    })
  } catch {
    return false
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new CodedError('HJ-DB-003', 'no free port')
  return address.port
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new CodedError('HJ-DB-003', path, { cause: error })
  }
}
