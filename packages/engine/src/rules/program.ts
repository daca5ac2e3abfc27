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

/** The programs that an event at one node may start, by the act that the event records. */
export interface ProgramIndex {
  /** for events that record no act, or where no program asks for one */
  all: Program[]
  /** for acts that no program asks for by name */
  open: Program[]
  byAct: ReadonlyMap<string, Program[]>
}

export function indexPrograms(programs: readonly Program[], node: number): ProgramIndex {
  const wanted = programs.map((program) => ({ program, acts: actsAt(program, node) }))
  const named = new Set(wanted.flatMap(({ acts }) => [...(acts ?? [])]))
  const those = (test: (acts: ReadonlySet<string> | null) => boolean): Program[] => wanted.filter(({ acts }) => test(acts)).map(({ program }) => program)
  return {
    all: [...programs],
    open: those((acts) => acts === null),
    byAct: new Map([...named].map((act) => [act, those((acts) => acts === null || acts.has(act))])),
  }
}

/** null: an event of any act may be meant. */
function actsAt(program: Program, node: number): ReadonlySet<string> | null {
  const items = program.anchors.filter((anchor) => anchor.node === node)
  return items.some(({ acts }) => acts === null) ? null : new Set(items.flatMap(({ acts }) => [...(acts ?? [])]))
}

export function programsFor({ all, open, byAct }: ProgramIndex, act: unknown): readonly Program[] {
  return typeof act === 'string' && byAct.size > 0 ? (byAct.get(act) ?? open) : all
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
