/** The real server on demo data, started as a newcomer would start it, in a folder that disappears with it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const workbench = join(import.meta.dirname, '../packages/web/dist/index.html')
const program = join(import.meta.dirname, '../packages/server/bin/hengjian.mjs')
/** The pinned Node itself: an older one would only start it, and stopping the starter is not stopping the server. */
const node = createRequire(import.meta.url).resolve('node/bin/node')

export interface DemoServer {
  /** http://127.0.0.1:port, without a slash at the end */
  url: string
  /** key of the demo client, as it was printed for curl */
  key: string
  stop(): Promise<void>
}

/** Resolves when the server has told its address; throws what it said when it ended instead. */
export async function startDemo(matters = 300, settings: Record<string, string> = {}): Promise<DemoServer> {
  if (!existsSync(workbench)) throw new Error('the workbench is not built: npm run build')
  const dataDir = await mkdtemp(join(tmpdir(), 'hengjian-e2e-'))
  // A catalogue of its own too: adopting a draft writes.
  const catalogue = join(dataDir, 'catalogue')
  await cp(join(import.meta.dirname, '../catalog'), catalogue, { recursive: true })
  // An objection is late at once, so that one sees what follows without waiting for days.
  const findings = join(catalogue, 'internal/flows/FND-findings.yaml')
  await writeFile(findings, (await readFile(findings, 'utf8')).replace(/(id: HJF-009[^]*?within: )3 d/, (_, before: string) => `${before}0 h`))
  // with a flow that exists only here
  await cp(join(import.meta.dirname, 'extra-catalogue'), catalogue, { recursive: true })
  const args = [program, 'demo', '--matters', String(matters), '--port', '0', '--data', dataDir, '--catalog', catalogue]
  // Its own database, whatever DATABASE_URL says: the tests write.
  const server = spawn(node, args, { env: { ...process.env, DATABASE_URL: '', LANG: 'zh_CN.UTF-8', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(server, 'close')
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (said += part))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    const forced = setTimeout(() => server.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(forced)
    await rm(dataDir, { recursive: true, force: true })
  }
  for (;;) {
    const url = /http:\/\/[\w.:]+/.exec(said)?.[0]
    const key = /Bearer (hj_[\w-]+)/.exec(said)?.[1]
    if (url !== undefined && key !== undefined) return { url, key, stop }
    if (server.exitCode !== null) {
      await stop()
      throw new Error(`the server did not start:\n${said}`)
    }
    await sleep(50)
  }
}
