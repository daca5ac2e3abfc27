/** What PostgreSQL leaves beside its data about the server that runs there. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Lines of postmaster.pid: process, data directory, start, port, … */
export async function readPidFile(dir: string): Promise<{ pid: number; port: number } | null> {
  let text: string
  try {
    text = await readFile(join(dir, 'postmaster.pid'), 'utf8')
  } catch {
    return null
  }
  const lines = text.split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) }
}

/** Who has the number of a process now: numbers are used again, and `postmaster.pid` outlives a crash. */
export async function holderOf(pid: number): Promise<'nobody' | 'postgres' | 'stranger'> {
  if (!Number.isInteger(pid) || pid <= 0) return 'nobody'
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'nobody'
  }
  const command = await commandOf(pid)
  // a process that has ended and waits to be buried has no command any more
  return command === '' ? 'nobody' : command.includes('postgres') ? 'postgres' : 'stranger'
}

async function commandOf(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // no /proc on this system
  }
  try {
    return (await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command='])).stdout
  } catch {
    return ''
  }
}
