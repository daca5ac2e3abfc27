/** A catalogue from its folder. The text of its files is its identity: the same text judges alike. */
import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseResult, Catalogue, CatalogueProblem } from '@hengjian/engine'
import { loadCatalogue, runCases } from '@hengjian/engine'
import { parse } from 'yaml'
import { nameDigest } from '../../intake/index.ts'
import { ConfigError } from '../../problem.ts'

/** Path inside the folder, with slashes → text. */
export async function readCatalogueFiles(dir: string): Promise<Record<string, string>> {
  const names = await readdir(dir, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigError('HJ-CFG-004', dir, { cause })
  })
  const paths = names.filter((name) => name.endsWith('.yaml')).map((name) => name.replaceAll('\\', '/')).sort()
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await readFile(join(dir, path), 'utf8')] as const)))
}

/** Throws ConfigError naming the first problems. */
export async function openCatalogue(dir: string): Promise<{ catalogue: Catalogue; files: Record<string, string> }> {
  const files = await readCatalogueFiles(dir)
  const { catalogue, problems } = loadCatalogue(files)
  if (catalogue === null) throw new ConfigError('HJ-CFG-004', problems.slice(0, 5).map(line).join('; '))
  nameDigest(catalogue, digestOf(files))
  return { catalogue, files }
}

const line = (problem: CatalogueProblem): string => `${problem.file}:${problem.line} ${problem.message.zh} / ${problem.message.en}`

/** Golden cases do not judge anything, so they are no part of the identity. */
function digestOf(files: Record<string, string>): string {
  const judging = Object.entries(files).filter(([path]) => !path.startsWith('cases/'))
  return hash('sm3', JSON.stringify(judging), 'hex')
}

/** Results of the golden cases by rule. */
export function runGoldenCases(catalogue: Catalogue, files: Record<string, string>): Map<string, CaseResult[]> {
  const results = Object.entries(files)
    .filter(([path]) => path.startsWith('cases/'))
    .flatMap(([path, text]) => runCases(catalogue, parse(text), path).results)
  return Map.groupBy(results, (result) => result.rule)
}
