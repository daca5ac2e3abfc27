#!/usr/bin/env node
/** Starts the command line on the Node that the project pins; another Node could not run its TypeScript. */
import { spawn } from 'node:child_process'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'

if (Number(process.versions.node.split('.')[0]) >= 26) {
  // A reader that has seen enough (`| head`) ends the command quietly.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2))
  // What was compiled once need not be compiled at the next start; where the folder cannot be written nothing is kept.
  module.enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compiled'))
  const { runCli } = await import('../src/cli/main.ts')
  await runCli(process.argv.slice(2))
} else {
  const pinned = createRequire(import.meta.url).resolve('node/bin/node')
  const child = spawn(pinned, [import.meta.filename ?? process.argv[1], ...process.argv.slice(2)], { stdio: 'inherit' })
  // The terminal sends an interrupt to both; the child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))
}
