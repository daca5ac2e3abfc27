/**
 * Runs a task of the project with the pinned Node, installing the dependencies first when they are missing or out of
 * date. Plain JavaScript without dependencies: it must start on whatever Node the machine has.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const node = join(root, 'node_modules', 'node', 'bin', 'node')
const [task = 'help', ...rest] = process.argv.slice(2)

const server = join('packages', 'server', 'bin', 'hengjian.mjs')
const tasks = {
  start: () => build() ?? run(node, [server, 'demo', ...rest]),
  hengjian: () => run(node, [server, ...rest], process.env.INIT_CWD ?? root),
  build,
  lint: () =>
    run('tsc', ['--noEmit', '-p', 'tsconfig.json']) ??
    run('tsc', ['--noEmit', '-p', join('packages', 'web', 'tsconfig.json')]) ??
    run('oxlint', ['--type-aware', '--quiet']),
  'test:unit': () => run('vitest', ['run', '--project', 'unit', ...rest]),
  'test:integration': () => run('vitest', ['run', '--project', 'integration', ...rest]),
  'test:e2e': () => build() ?? run('vitest', ['run', '--project', 'e2e', ...rest]),
  test: () =>
    tasks.lint() ?? tasks['test:unit']() ?? run(node, [server, 'catalog', 'test']) ?? run(node, [server, 'catalog', 'test', '--catalog', join('examples', 'italy-road-fines')]) ?? tasks['test:integration'](),
  // what the product is made of, as CycloneDX on standard output
  sbom: () => npm(['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only']),
  bench: () => run(node, [join('bench', 'index.ts'), ...rest]),
}

/** Runs a script or an installed command; exit code of a failure, undefined on success, so that `??` chains steps. */
function run(command, args, cwd = root) {
  const installed = join(bin, command)
  const argv = command === node ? [join(root, args[0]), ...args.slice(1)] : [installed, ...args]
  const env = { ...process.env, PATH: [dirname(node), bin, process.env.PATH].join(delimiter) }
  // Installed commands are scripts; started by the pinned Node they run on it whatever their first line says.
  const result = spawnSync(node, argv, { cwd, stdio: 'inherit', env })
  if (result.error) throw result.error
  return result.status === 0 ? undefined : (result.status ?? 1)
}

function npm(argv) {
  const { status, error } = spawnSync('npm', [...argv, '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (error) throw error
  return status === 0 ? undefined : (status ?? 1)
}

function install() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const mark = join(root, 'node_modules', '.installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  process.stderr.write('正在安装依赖，首次约需一两分钟 / Installing dependencies, a minute or two the first time\n')
  // Not `npm ci`: it refuses a lockfile without the binaries of every other platform, which a mirror may not carry.
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  if (result.status !== 0) process.exit(result.status ?? 1)
  writeFileSync(mark, wanted)
}

/** Builds the workbench when a source is newer than the last build. */
function build() {
  const web = join(root, 'packages', 'web')
  const built = join(web, 'dist', 'index.html')
  if (existsSync(built) && !hasNewer(web, statSync(built).mtimeMs)) return undefined
  return run('vite', ['build', web, '--logLevel', 'warn'])
}

/** Is any source below `folder` newer than `than`? */
function hasNewer(folder, than) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory() ? hasNewer(path, than) : statSync(path).mtimeMs > than) return true
  }
  return false
}

if (!(task in tasks)) {
  process.stderr.write(`npm run <${Object.keys(tasks).join('|')}>\n`)
  process.exit(2)
}
install()
process.exit(tasks[task]() ?? 0)
