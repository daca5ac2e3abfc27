/** Brings the database forward: numbered `.sql` files, each applied once, in its own transaction, by one process at a time. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { CodedError } from '../problem.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
/** Any constant: the lock under which servers that start together take turns. */
const LOCK = 7_080_001

export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query('create table if not exists migration (name text primary key, applied_at timestamptz not null default now())')
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
    refuseNewerDatabase(rows.map((row) => row.name), files)
    const applied = new Set(rows.map((row) => row.name))
    const open = files.filter((name) => !applied.has(name))
    for (const name of open) await apply(client, name)
    return open
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    client.release()
  }
}

async function apply(client: pg.PoolClient, name: string): Promise<void> {
  const sql = await readFile(join(FOLDER, name), 'utf8')
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new CodedError('HJ-DB-004', name, { cause })
  }
}

/** An older program must not write into a database that a newer one has changed. */
function refuseNewerDatabase(applied: string[], known: string[]): void {
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new CodedError('HJ-DB-005', unknown.join(', '))
}
