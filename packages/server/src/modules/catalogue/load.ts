/** The catalogue that a server judges by. The text of its files is its identity: the same text judges alike. */
import { hash } from 'node:crypto'
import type { CaseResult, Catalogue, CatalogueProblem } from '@hengjian/engine'
import { runCases } from '@hengjian/engine'
import { CORE_SCHEMA, load } from 'js-yaml'
import { setImmediate } from 'node:timers/promises'
import { asDemo, caseFiles, judgingFiles, loadCatalogueFrom } from '../../catalogue-files.ts'
import { nameDigest } from '../../intake/index.ts'
import { ConfigError } from '../../problem.ts'

/** With the flows inside the platform: their acts are judged like any others. `demo`: for invented data. Throws ConfigError naming the first problems. */
export async function openCatalogue(dir: string, { demo = false } = {}): Promise<{ catalogue: Catalogue; files: Record<string, string> }> {
  const { catalogue, problems, files } = await loadCatalogueFrom(dir, demo ? asDemo : undefined, { internal: true })
  if (catalogue === null) throw new ConfigError('HJ-CFG-004', problems.slice(0, 5).map(line).join('; '))
  nameDigest(catalogue, hash('sm3', JSON.stringify(judgingFiles(files)), 'hex'))
  return { catalogue, files }
}

const line = (problem: CatalogueProblem): string => `${problem.file}:${problem.line} ${problem.message.zh} / ${problem.message.en}`

/** Results of the golden cases by rule. Others are served between one file and the next. */
export async function runGoldenCases(catalogue: Catalogue, files: Record<string, string>): Promise<Map<string, CaseResult[]>> {
  const results: CaseResult[] = []
  for (const [path, text] of caseFiles(files)) {
    results.push(...runCases(catalogue, load(text, { schema: CORE_SCHEMA }), path).results)
    await setImmediate()
  }
  return Map.groupBy(results, (result) => result.rule)
}
