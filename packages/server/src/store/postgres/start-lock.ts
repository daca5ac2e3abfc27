/**
 * One process at a time starts the embedded database. PostgreSQL alone is not enough: of two that start it after a crash,
 * one may take the other's fresh `postmaster.pid` for the stale one and remove it, and the server then shuts itself down.
 */
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { CodedError } from '../../problem.ts'

const PAUSE_MS = 50
/** longer than a start may take */
const LONGEST_MS = 90_000

/** A name that the system itself gives back when its holder dies, however it dies; null where the system has none. */
function nameOf(dir: string): string | null {
  const name = `hengjian-${createHash('sha256').update(dir).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : null
}

/** Runs `work` while no other process does so for the same folder. Throws HJ-DB-003 where it never becomes free. */
export async function alone<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const name = nameOf(dir)
  if (name === null) return await work()
  for (let waited = 0; waited < LONGEST_MS; waited += PAUSE_MS) {
    const server = createServer((socket) => socket.destroy())
    const held = await new Promise<boolean>((done) => {
      server.once('error', () => done(false)).listen(name, () => done(true))
    })
    if (held) return await work().finally(() => server.close())
    await sleep(PAUSE_MS)
  }
  throw new CodedError('HJ-DB-003', dir)
}
