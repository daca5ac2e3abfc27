/** A rule compiled to something that can be run on one event of a chain. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Predicate } from '../judge/predicate.ts'
import type { Run } from '../judge/run.ts'
import type { Selector } from '../judge/selector.ts'
import { matches } from '../judge/selector.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'

export interface Program {
  rule: RuleInfo
  /** the events that the rule gives a verdict on */
  anchors: Selector
  /** applicability; null: always */
  when: Predicate | null
  judge(run: Run, i: number): void
}

/** Runs a program on event i, whose node is one of its anchors': is it meant, in force, applicable? */
export function runProgram(program: Program, run: Run, i: number): void {
  const { rule } = program
  const chain = run.chain
  const anchor = chain.at(i)
  const match = matches(program.anchors, chain, i)
  if (match === FALSE) return
  const day = chain.day(i)
  if (day >= rule.toDay) return
  if (day < rule.fromDay) {
    if (rule.earliest) run.emit(rule, anchor, 'not_evaluated', 'no-law-version', { detail: rule.from })
    return
  }
  if (match === UNKNOWN) {
    run.emitMissing(rule, anchor, chain.missing)
    return
  }
  if (program.when !== null) {
    const applies = program.when(chain, i)
    if (applies === UNKNOWN) run.emitMissing(rule, anchor, chain.missing)
    if (applies !== TRUE) return
  }
  program.judge(run, i)
}
