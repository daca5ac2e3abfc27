/** Is a draft sound, and which golden cases does it break? */
import type { DraftCheck } from '@hengjian/contracts'
import type { Catalogue, CatalogueFiles, CatalogueProblem, Loaded } from '@hengjian/engine'
import { loadCatalogue, runCases } from '@hengjian/engine'
import { parse } from 'yaml'
import { asDraft, caseFiles } from '../../catalogue-files.ts'
import type { RulePlace } from './rule-text.ts'
import { withText } from './rule-text.ts'

export interface DraftToCheck {
  at: RulePlace
  rule: string
  text: string
}

export const loadDraft = (files: CatalogueFiles, at: RulePlace, text: string): Loaded => loadCatalogue(asDraft(withText(files, at, text)), { internal: true })

export function checkDraft(files: CatalogueFiles, { at, rule, text }: DraftToCheck): DraftCheck {
  const { catalogue: draft, problems } = loadDraft(files, at, text)
  const lines = text.split('\n').length
  return { problems: problems.map((problem) => problemIn(problem, at, lines)), cases: draft === null ? null : goldenCases(draft, files, rule) }
}

/** Problems outside the draft keep no line: they are consequences of it. */
function problemIn({ file, line, code, message, remedy }: CatalogueProblem, at: RulePlace, lines: number): DraftCheck['problems'][number] {
  const own = line - at.line + 1
  return { line: file === at.file && own >= 1 && own <= lines ? own : null, code, message, remedy }
}

function goldenCases(draft: Catalogue, files: CatalogueFiles, rule: string): NonNullable<DraftCheck['cases']> {
  const named = caseFiles(files).filter(([, text]) => text.includes(rule))
  const runs = named.map(([path, text]) => {
    const cases = parse(text) as { expect?: { rule: string }[] }[]
    return runCases(draft, cases.filter((one) => one.expect?.some((expected) => expected.rule.startsWith(rule))), path)
  })
  const titles = new Map(runs.flatMap((run) => run.results.map((result) => [result.id, result.title])))
  return {
    passed: runs.reduce((sum, run) => sum + run.passed, 0),
    failures: runs.flatMap((run) => run.failures.map(({ case: id, rule: of, expected, found }) => ({ id, title: titles.get(id) ?? id, rule: of, expected, found }))),
  }
}
