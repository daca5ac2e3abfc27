/** A rule compiled to something that can be run on one event of a chain. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import type { Run } from '../judge/run.ts'

export interface Program {
  rule: RuleInfo
  /** the events that the rule gives a verdict on */
  anchors: Selector
  /** applicability; null: always */
  when: Predicate | null
  judge: (run: Run, i: number) => void
}
