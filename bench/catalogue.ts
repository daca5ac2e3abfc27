/** Loads a catalogue folder for a benchmark. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from '@hengjian/engine'
import type { Catalogue } from '@hengjian/engine'

export function catalogueOf(files: Record<string, string>): Catalogue {
  const { catalogue, problems } = loadCatalogue(files)
  if (catalogue === null) throw new Error(problems.map((problem) => `${problem.file}:${problem.line} ${problem.message.en}`).join('\n'))
  return catalogue
}

export function readCatalogue(folder: string): Catalogue {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  return catalogueOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])))
}
