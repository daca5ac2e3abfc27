/** The real server and the real command line as processes that a test may kill. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { holderOf, readPidFile } from '../../src/store/postgres/pidfile.ts'
import type { TestPlace } from '../../src/store/testing.ts'

const program = join(import.meta.dirname, '../../bin/hengjian.mjs')
export const catalogueDir = join(import.meta.dirname, '../../../../catalog')
/** The pinned Node itself: an older one would only start it, and killing the starter would not kill the server. */
const node = createRequire(import.meta.url).resolve('node/bin/node')

/** Which store a command works on. */
type Where = Pick<TestPlace, 'dataDir' | 'databaseUrl'>

export interface Command {
  pid: number
  /** what it has printed so far */
  printed(): string
  /** exit code; null where it was killed */
  ended: Promise<number | null>
  /** As a power cut would: nothing is finished, nothing is said. Resolves when the process is gone. */
  kill(): Promise<void>
  interrupt(): Promise<number | null>
}

const environmentOf = ({ dataDir, databaseUrl }: Where): NodeJS.ProcessEnv => ({ ...process.env, HENGJIAN_DATA: dataDir, DATABASE_URL: databaseUrl ?? '', LC_ALL: 'zh_CN.UTF-8' })

/** Starts `hengjian …args`, as another user of the machine where one is named. */
export function run(place: Where, args: readonly string[], user: { uid?: number; gid?: number } = {}): Command {
  const child = spawn(node, [program, ...args], { env: environmentOf(place), stdio: ['ignore', 'pipe', 'pipe'], ...user })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part))
  const ended = exitOf(child)
  return {
    pid: child.pid ?? 0,
    printed: () => text,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    interrupt: async () => {
      child.kill('SIGTERM')
      return await ended
    },
  }
}

/** Whether that user can read the program and start it. */
export const mayRun = (user: { uid: number; gid: number }): boolean => spawnSync(node, ['--check', program], { cwd: '/', ...user }).status === 0

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

/** `serve` on a port that the system chooses. */
export const serve = (place: Where, user?: { uid: number; gid: number }): Command => run(place, ['serve', '--port', '0'], user)

/** Address of a server once it listens; throws what it said where it ended instead. */
export async function listening(server: Command): Promise<string> {
  let code: number | null | undefined
  void server.ended.then((ended) => (code = ended))
  for (;;) {
    const url = /http:\/\/\S+/.exec(server.printed())?.[0]
    if (url !== undefined) return url
    if (code !== undefined) throw new Error(`the server ended (${code}): ${server.printed()}`)
    await sleep(10)
  }
}

/** Process of the embedded database of this place; null where none runs. */
export async function postmasterOf(place: Where): Promise<number | null> {
  if (place.databaseUrl !== null) return null
  const found = await readPidFile(join(place.dataDir, 'postgres'))
  return found !== null && (await holderOf(found.pid)) === 'postgres' ? found.pid : null
}

/** Kills the embedded database of this place; answers its process. Throws where none runs. */
export async function killDatabase(place: Where): Promise<number> {
  const pid = await postmasterOf(place)
  if (pid === null) throw new Error('no database is running here')
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Stops an embedded database that outlived the processes which used it, and removes the place. */
export async function cleanUp(place: TestPlace): Promise<void> {
  const pid = await postmasterOf(place)
  if (pid !== null) {
    process.kill(pid, 'SIGINT')
    while ((await postmasterOf(place)) !== null) await sleep(50)
  }
  await place.remove()
}
