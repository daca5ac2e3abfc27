/** The database as the rest of the server sees it: a pool for bulk SQL, Kysely for typed questions, one transaction helper. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { CodedError } from '../problem.ts'
import { migrate } from './migrate.ts'
import { openCluster } from './postgres/cluster.ts'
import type { Tables } from './tables.ts'

export interface Store {
  /** Connection string; a secret. */
  url: string
  pool: pg.Pool
  db: Kysely<Tables>
  /** readers have roles of the database; else the owner reads for them under forced policies */
  byRole: boolean
  close(): Promise<void>
}

/** A connection inside a transaction. */
export type Tx = pg.PoolClient

/** Opens the store, brings it up to date, and keeps it open until `close`. Starts the embedded database where no URL is given. */
export async function openStore(config: { databaseUrl: string | null; dataDir: string }): Promise<Store> {
  const cluster = config.databaseUrl === null ? await openCluster(config.dataDir) : null
  const url = cluster?.url ?? (config.databaseUrl as string)
  // One connection stays, however long nobody asks: by it others see that the embedded database is in use.
  const pool = new pg.Pool({ connectionString: url, min: 1, max: 10, types: { getTypeParser: parserOf } })
  let reviving: Promise<void> = Promise.resolve()
  let isDue = false
  // A lost connection is replaced at the next question; it must not end the process, whether it was idle or inside a
  // transaction. Where the embedded database itself was killed, whoever uses it starts it again; a connection that is
  // lost while that is under way asks for one more look.
  const lost = (): void => {
    if (cluster === null || isDue) return
    isDue = true
    reviving = reviving
      .then(() => {
        isDue = false
        return cluster.revive()
      })
      .catch(() => undefined)
  }
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const close = async (): Promise<void> => {
    await pool.end()
    await reviving
    await cluster?.leave()
  }
  let byRole: boolean
  try {
    await checkVersion(pool)
    await migrate(pool)
    byRole = await readsByRole(pool)
  } catch (error) {
    await close()
    throw error instanceof CodedError ? error : new CodedError('HJ-DB-006', '', { cause: error })
  }
  return { url, pool, db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), byRole, close }
}

async function readsByRole(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ by_role: boolean }>('select hengjian_by_role() as by_role')
  return rows[0]?.by_role === true
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`)
  const version = Number(rows[0]?.version)
  if (version < 150_000) throw new CodedError('HJ-DB-007', String(version))
}

/** Counts fit into a number; everything else as `pg` reads it. */
function parserOf(...[oid, format]: Parameters<typeof pg.types.getTypeParser>): unknown {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)
}

/** Runs `work` in one transaction. */
export const transaction = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> => run(store, 'begin', work)

/** Runs `work` on the store as it is at this moment, whatever is written meanwhile. What it writes itself is kept. */
export const snapshot = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> => run(store, 'begin isolation level repeatable read', work)

async function run<T>(store: Store, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await store.pool.connect()
  try {
    await tx.query(begin)
    const result = await work(tx)
    await tx.query('commit')
    tx.release()
    return result
  } catch (error) {
    // a connection that cannot roll back is thrown away
    const broken = await tx.query('rollback').then(
      () => false,
      () => true,
    )
    tx.release(broken)
    throw error
  }
}
