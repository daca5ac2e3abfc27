/** One server per data folder: files that are being imported wait there, and two servers would both take them up. */
import pg from 'pg'
import { ConfigError } from '../problem.ts'

/** Any constant; the lock lives in the folder's own database and ends with the process that holds it. */
const LOCK = 7_080_002

/** Answers how to give the folder back. Throws HJ-CFG-005 where another server has it. */
export async function claimFolder(url: string, dataDir: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
  if (rows[0]?.mine === true) return () => client.end()
  await client.end()
  throw new ConfigError('HJ-CFG-005', dataDir)
}
