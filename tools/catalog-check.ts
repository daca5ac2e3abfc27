/** Lints a catalogue folder and runs its golden cases: `node tools/catalog-check.ts catalog [cases-file-prefix]`. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import { loadCatalogue, runCases } from '@hengjian/engine'

const [folder = 'catalog', only = ''] = process.argv.slice(2)
const walk = (path: string): string[] => (statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => walk(join(path, name))) : [path])
const files = Object.fromEntries(walk(folder).filter((file) => file.endsWith('.yaml')).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]))
const { catalogue, problems } = loadCatalogue(files)
for (const problem of problems) process.stdout.write(`${problem.file}:${problem.line} ${problem.code} ${problem.message.en} — ${problem.remedy.en}\n`)
if (catalogue === null) process.exit(2)
let failed = 0
for (const [name, text] of Object.entries(files).filter(([name]) => name.startsWith(`cases/${only}`))) {
  const run = runCases(catalogue, parse(text), name)
  failed += run.failed
  for (const failure of run.failures) process.stdout.write(`${failure.file} ${failure.case} ${failure.rule}: expected ${failure.expected}, found ${failure.found}\n`)
  process.stdout.write(`${name}: ${run.passed} passed, ${run.failed} failed\n`)
}
process.stdout.write(`${catalogue.rules.length} rules, ${catalogue.nodes.size} nodes\n`)
process.exit(failed === 0 ? 0 : 1)
