/** A rule compiled to something that can be run on one event of a chain. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Guards, Predicate } from '../judge/predicate.ts'
import { anyOf, guardsOf } from '../judge/predicate.ts'
import type { Run } from '../judge/run.ts'
import type { Selector, SelectorItem } from '../judge/selector.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'

export interface Program {
  rule: RuleInfo
  /** the events that the rule gives a verdict on */
  anchors: Selector
  /** applicability; null: always */
  when: Predicate | null
  judge: (run: Run, i: number) => void
}

/** A program as it may be started at one node. What turns most events away stands here in one piece, so that they touch nothing else. */
export interface Start extends Omit<Program, 'anchors'> {
  /** days between which the rule is in force, or known not to be; small integers, which compare without unpacking */
  fromDay: number
  toDay: number
  /** from this day on a version is known; as the rule has it */
  knownFrom: number
  /** a fact without which the program has nothing to say, the commonest reason to turn away; -1: none */
  slot: number
  /** what the event must be like besides; null: nothing */
  where: Predicate | null
  /** further ones, of `where` and of the program's own condition; null: none */
  guards: Guards | null
}

/** What an event at one node may start, by the act that the event records. */
export interface ProgramIndex {
  /** for events that record no act, or where no program asks for one */
  all: readonly Start[]
  /** for acts that no program asks for by name */
  open: readonly Start[]
  byAct: ReadonlyMap<string, readonly Start[]>
}

/** The selection by act is made once, when the catalogue is compiled; what an event cannot start costs it nothing. */
export function indexPrograms(programs: readonly Program[], node: number): ProgramIndex {
  const items = programs.map((program) => ({ program, items: program.anchors.filter((anchor) => anchor.node === node) }))
  const named = new Set(items.flatMap((one) => one.items.flatMap(({ acts }) => [...(acts ?? [])])))
  const startsAt = (act: string | null): Start[] =>
    items.flatMap((one) => {
      const meant = one.items.filter(({ acts }) => acts === null || (act !== null && acts.has(act)))
      return meant.length === 0 ? [] : [startOf(one.program, anyOfItems(meant, act))]
    })
  return {
    all: items.map((one) => startOf(one.program, anyOfItems(one.items, null))),
    open: startsAt(null),
    byAct: new Map([...named].map((act) => [act, startsAt(act)])),
  }
}

function startOf(program: Program, where: Predicate | null): Start {
  const { fromDay, toDay, earliest } = program.rule
  const guards = guardsOf([where, program.when])
  const [slot = -1, ...slots] = guards?.slots ?? []
  const more = guards === null || slots.length + guards.nodes.length === 0 ? null : { slots, nodes: guards.nodes }
  return { rule: program.rule, when: program.when, judge: program.judge, knownFrom: Math.max(fromDay, -LAST_DAY), fromDay: earliest ? -LAST_DAY : Math.max(fromDay, -LAST_DAY), toDay: Math.min(toDay, LAST_DAY), slot, where, guards: more }
}

const LAST_DAY = 2 ** 30

/** `act`: known to be that of the event, so that an item which asks for nothing else is met. */
function anyOfItems(items: readonly SelectorItem[], act: string | null): Predicate | null {
  const asked = items.map((item) => (act !== null && item.actOnly ? null : item.where))
  return asked.includes(null) ? null : anyOf(asked.filter((where) => where !== null))
}

export function startsFor({ all, open, byAct }: ProgramIndex, act: unknown): readonly Start[] {
  return typeof act === 'string' && byAct.size > 0 ? (byAct.get(act) ?? open) : all
}

/** The part of an index whose rules name a node; undefined where there is none. */
export function touching({ all, open, byAct }: ProgramIndex, node: string): ProgramIndex | undefined {
  const those = (starts: readonly Start[]): Start[] => starts.filter(({ rule }) => rule.nodes.includes(node))
  const kept = those(all)
  return kept.length === 0 ? undefined : { all: kept, open: those(open), byAct: new Map([...byAct].map(([act, starts]) => [act, those(starts)])) }
}

/** Runs a program on event i, whose node is one of its anchors': is it in force, meant, applicable? */
export function runProgram(start: Start, run: Run, i: number): void {
  const { chain } = run
  const day = chain.day(i)
  if (day >= start.toDay || day < start.fromDay) return
  if (start.slot !== -1 && !chain.records(start.slot)) return
  if (start.guards !== null && !chain.mayHold(start.guards)) return
  const match = start.where === null ? TRUE : start.where(chain, i)
  if (match === FALSE) return
  const { rule, when } = start
  if (day < start.knownFrom) {
    run.emit(rule, chain.at(i), 'not_evaluated', 'no-law-version', { detail: rule.from })
    return
  }
  if (match === UNKNOWN) {
    run.emitMissing(rule, chain.at(i), chain.missing)
    return
  }
  if (when !== null) {
    const applies = when(chain, i)
    if (applies === UNKNOWN) run.emitMissing(rule, chain.at(i), chain.missing)
    if (applies !== TRUE) return
  }
  start.judge(run, i)
}
