/**
 * The store as one reader may see it. Every question runs in a transaction of its own, read-only, under an ordinary role
 * of the database with the reader's reach as settings; the policies of the tables do the rest. Questions that come
 * together still run side by side, and none holds a connection while it waits for another.
 */
import { Kysely, PostgresDialect } from 'kysely'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { escapeLiteral } from 'pg'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** What somebody may see, settled before the first question. */
export interface Reach {
  /** who reads */
  reader: string
  /** every matter; else those that one of the keys opens */
  all: boolean
  keys: readonly string[]
  /** the highest rank of secrecy that may be read; infinite for all */
  clearance: number
  /** matters of minors and sealed ones, too */
  juveniles: boolean
}

export interface View {
  /** Parameters as for `pg`. */
  pool: { query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>> }
  db: Kysely<Tables>
  /** the reach, where only some matters are open: then it pays to begin with them */
  narrow: boolean
}

/** On a store without accounts there is nobody to tell apart. */
export const unlimited: Reach = { reader: 'local', all: true, keys: [], clearance: Number.POSITIVE_INFINITY, juveniles: true }

const HIGHEST = 32_767

export function viewOf(store: Store, reach: Reach): View {
  const begin = beginning(reach, store.byRole)
  const ask = async (text: string, values?: unknown[]): Promise<pg.QueryResult> => {
    const client = await store.pool.connect()
    try {
      await client.query(begin)
      const result = await client.query(text, values)
      await client.query('commit')
      client.release()
      return result
    } catch (error) {
      // a connection that cannot roll back is thrown away
      const broken = await client.query('rollback').then(
        () => false,
        () => true,
      )
      client.release(broken)
      throw error
    }
  }
  const asPool: PostgresPool = {
    connect: () => Promise.resolve({ query: (text: string, values: readonly unknown[]) => ask(text, [...values]), release: () => undefined } as unknown as PostgresPoolClient),
    end: () => Promise.resolve(),
  } as unknown as PostgresPool
  return { pool: { query: ask as View['pool']['query'] }, db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: asPool }) }), narrow: !reach.all }
}

type Width = 'own' | 'wide' | 'full'
const roles: Readonly<Record<Width, string>> = { own: 'hengjian_reader', wide: 'hengjian_reader_wide', full: 'hengjian_reader_full' }

function beginning({ reader, all, keys, clearance, juveniles }: Reach, byRole: boolean): string {
  const width: Width = !all ? 'own' : clearance === Number.POSITIVE_INFINITY && juveniles ? 'full' : 'wide'
  const settings = {
    ...(byRole ? { role: roles[width] } : {}),
    'hengjian.width': width,
    'hengjian.reader': reader,
    // one key a line: one that holds a line break would be two
    'hengjian.keys': keys.filter((key) => !key.includes('\n')).join('\n'),
    'hengjian.clearance': String(Math.min(clearance, HIGHEST)),
    'hengjian.juveniles': juveniles ? 'on' : 'off',
  }
  return `begin read only; ${Object.entries(settings).map(([name, value]) => `set local ${name} = ${escapeLiteral(value)}`).join('; ')}`
}

/** Two who see the same may share what was made for one of them. */
export const reachKey = ({ all, keys, clearance, juveniles }: Reach): string => JSON.stringify([all, all ? [] : keys.toSorted(), clearance, juveniles])
