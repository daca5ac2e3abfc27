/** Golden cases: what the law gives for given events, written by hand, compared with what the engine says. */
import { Errors } from 'typebox/value'
import type { Catalogue } from './catalogue/model.ts'
import { CasesFile } from './catalogue/schema.ts'
import { evaluate } from './evaluate.ts'
import type { ChainEvent } from './event.ts'
import { readEvent } from './event.ts'
import { toVerdict } from './render.ts'
import { parseInstant } from './time.ts'
import type { Verdict } from './verdict.ts'

export interface CaseFailure {
  file: string
  case: string
  rule: string
  expected: string
  found: string
}

export interface CaseResult {
  id: string
  title: string
  rule: string
  outcome: string
  due: string | null
  passed: boolean
}

export interface CasesRun {
  passed: number
  failed: number
  failures: CaseFailure[]
  /** one entry per expectation, for the catalogue's pages */
  results: CaseResult[]
}

type Case = CasesFile[number]
type Expectation = Case['expect'][number]

/** Runs the cases of one file. A case without `asOf` is judged at its last event. */
export function runCases(catalogue: Catalogue, cases: unknown, file: string): CasesRun {
  const run: CasesRun = { passed: 0, failed: 0, failures: [], results: [] }
  const errors = Errors(CasesFile, cases)
  if (errors.length > 0) {
    const [first] = errors
    fail(run, file, String(first?.instancePath), '-', 'a file of cases', first?.message ?? '')
    return run
  }
  for (const golden of cases as CasesFile) runCase(catalogue, golden, file, run)
  return run
}

function runCase(catalogue: Catalogue, golden: Case, file: string, run: CasesRun): void {
  const events: ChainEvent[] = []
  for (const wire of golden.events) {
    const read = readEvent({ chain: golden.id, ...wire }, { source: 'case' })
    if ('problem' in read) {
      fail(run, file, golden.id, '-', 'a readable event', read.problem.message.en)
      return
    }
    events.push(read.event)
  }
  const asOf = golden.asOf === undefined ? Math.max(...events.map((event) => event.ms)) : parseInstant(golden.asOf)?.ms
  if (asOf === undefined) {
    fail(run, file, golden.id, '-', 'a readable asOf', golden.asOf ?? '')
    return
  }
  const judged = evaluate(catalogue, events, asOf).verdicts.map((judgment) => toVerdict(catalogue, judgment))
  for (const expectation of golden.expect) {
    const problem = compare(judged, expectation)
    run.results.push({ id: golden.id, title: golden.title, rule: expectation.rule, outcome: expectation.outcome, due: expectation.due ?? null, passed: problem === null })
    if (problem === null) run.passed++
    else fail(run, file, golden.id, expectation.rule, write(expectation), problem)
  }
}

/** null: as expected; otherwise what was found instead. */
function compare(judged: Verdict[], expectation: Expectation): string | null {
  const found = judged.filter((verdict) => verdict.rule === expectation.rule && (expectation.anchor === undefined || verdict.anchor === expectation.anchor))
  if (expectation.outcome === 'none') return found.length === 0 ? null : found.map(writeVerdict).join('; ')
  const meets = (verdict: Verdict): boolean => verdict.outcome === expectation.outcome && (expectation.due === undefined || sameDue(verdict.due, expectation.due))
  if (found.some(meets)) return null
  return found.length === 0 ? `no verdict; ${judged.map((verdict) => verdict.rule).join(' ')}` : found.map(writeVerdict).join('; ')
}

function sameDue(found: string | null, expected: string | null): boolean {
  if (found === null || expected === null) return found === expected
  if (found === expected) return true
  return found.length > 10 && expected.length > 10 && parseInstant(found)?.ms === parseInstant(expected)?.ms
}

const write = (expectation: Expectation): string => `${expectation.outcome}${expectation.due === undefined ? '' : ` due ${expectation.due}`}`
const writeVerdict = (verdict: Verdict): string => `${verdict.outcome} due ${verdict.due} (${verdict.reason}${verdict.detail === null ? '' : ` ${verdict.detail}`})`

function fail(run: CasesRun, file: string, id: string, rule: string, expected: string, found: string): void {
  run.failed++
  run.failures.push({ file, case: id, rule, expected, found })
}
