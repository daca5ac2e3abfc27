/**
 * What an event may start: for each node and each act that can be recorded there a list of programs, with all that
 * turns most events away. The lists stand in the code, one start after the other, so that a rule which has nothing to
 * say about an event is never touched.
 */
import type { CodeWriter, Predicate } from '../judge/code.ts'
import { holds } from '../judge/code.ts'
import type { Run } from '../judge/run.ts'
import type { SelectorItem } from '../judge/selector.ts'
import { nodesOf } from '../judge/selector.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'
import type { Program } from './program.ts'

export interface Starts {
  programs: readonly Program[]
  /** by node: where its lists stand in the code */
  at: Int32Array
  /** the fact that tells the act */
  act: number
}

/**
 * At a node: the list for events that record no act, the list for acts that no program asks for by name, how many acts
 * are asked for, and for each its number and list. A list: how many starts, and for each
 */
const FROM_DAY = 0
/** a rule is in force, or known not to be, on the days between */
const TO_DAY = 1
/** from this day on a version is known */
const KNOWN_FROM = 2
/** a fact without which the program has nothing to say; -1: none */
const SLOT = 3
/** what else the chain must have; -1: nothing */
const GUARDS = 4
/** what the event must be like besides; -1: nothing */
const WHERE = 5
/** the program's own condition; -1: none */
const WHEN = 6
const PROGRAM = 7
const WIDTH = 8

const NONE = -1
const LAST_DAY = 2 ** 30

/** The selection by act is made once, when the catalogue is compiled. `programs`: those that an event at each node may start. */
export function writeStarts(code: CodeWriter, programs: readonly (readonly Program[])[], act: number): Starts {
  const all = [...new Set(programs.flat())]
  const numbers = new Map(all.map((program, k) => [program, k]))
  const at = programs.map((list, node) => (list.length === 0 ? NONE : writeNode(code, list, node, act, numbers)))
  return { programs: all, at: Int32Array.from(at), act }
}

function writeNode(code: CodeWriter, programs: readonly Program[], node: number, act: number, numbers: ReadonlyMap<Program, number>): number {
  const items = programs.map((program) => ({ program, items: code.itemsOf(program.anchors).filter((anchor) => anchor.node === node) }))
  const named = [...new Set(items.flatMap((one) => one.items.flatMap(({ acts }) => [...(acts ?? [])])))]
  const write = (starts: number[][]): number => code.write([starts.length, ...starts.flat()])
  const startsAt = (name: string | null): number =>
    write(
      items.flatMap((one) => {
        const meant = one.items.filter(({ acts }) => acts === null || (name !== null && acts.has(name)))
        return meant.length === 0 ? [] : [startOf(code, one.program, anyOfItems(code, meant, name), numbers)]
      }),
    )
  const whole = write(items.map((one) => startOf(code, one.program, anyOfItems(code, one.items, null), numbers)))
  const lists = named.flatMap((name) => [code.numberOf(act, name), startsAt(name)])
  return code.write([whole, named.length === 0 ? whole : startsAt(null), named.length, ...lists])
}

function startOf(code: CodeWriter, program: Program, where: Predicate | null, numbers: ReadonlyMap<Program, number>): number[] {
  const { fromDay, toDay, earliest } = program.rule
  const guards = code.guardsOf([where, program.when])
  const [slot = NONE, ...slots] = guards?.slots ?? []
  const groups = guards?.nodes ?? []
  const known = Math.max(fromDay, -LAST_DAY)
  const more = slots.length + groups.length === 0 ? NONE : code.write([slots.length, ...slots, groups.length, ...groups.flatMap((nodes) => [nodes.length, ...nodes])])
  return [earliest ? -LAST_DAY : known, Math.min(toDay, LAST_DAY), known, slot, more, where ?? NONE, program.when ?? NONE, numbers.get(program) as number]
}

/** `act`: known to be that of the event, so that an item which asks for nothing else is met. */
function anyOfItems(code: CodeWriter, items: readonly SelectorItem[], act: string | null): Predicate | null {
  const asked = items.map((item) => (act !== null && item.actOnly ? null : item.where))
  return asked.includes(null) ? null : code.anyOf(asked.filter((where) => where !== null))
}

/** Some of the programs, as masks: by program, and by node where one of them may be started. */
export interface Some {
  programs: Uint8Array
  nodes: Uint8Array
}

/** The programs whose rules name a node. */
export function naming({ programs, at }: Starts, words: Int32Array, node: string): Some {
  const some = { programs: Uint8Array.from(programs, ({ rule }) => (rule.nodes.includes(node) ? 1 : 0)), nodes: new Uint8Array(at.length) }
  programs.forEach(({ anchors }, k) => {
    if (some.programs[k] === 1) for (const anchor of nodesOf(anchors, words)) some.nodes[anchor] = 1
  })
  return some
}

/** Runs what the events of a chain may start. `only`: some programs; null: all. */
export function runAll(starts: Starts, run: Run, only: Some | null): void {
  const { nodes, size, hidden } = run.chain
  for (let i = 0; i < size; i++) {
    if (i === hidden || (only !== null && only.nodes[nodes[i] as number] !== 1)) continue
    runStarts(starts, run, i, only === null ? null : only.programs)
  }
}

function runStarts(starts: Starts, run: Run, i: number, only: Uint8Array | null): void {
  const { chain } = run
  const { words } = chain
  const node = starts.at[chain.nodes[i] as number] ?? NONE
  if (node === NONE) return
  const list = listAt(words, node, chain.find(starts.act, i, false), run)
  const day = chain.day(i)
  const end = list + 1 + (words[list] as number) * WIDTH
  for (let at = list + 1; at < end; at += WIDTH) {
    if (day >= (words[at + TO_DAY] as number) || day < (words[at + FROM_DAY] as number)) continue
    const slot = words[at + SLOT] as number
    if (slot !== NONE && !chain.records(slot)) continue
    const guards = words[at + GUARDS] as number
    if (guards !== NONE && !mayHold(run, guards)) continue
    if (only !== null && only[words[at + PROGRAM] as number] === 0) continue
    const where = words[at + WHERE] as number
    const match = where === NONE ? TRUE : holds(where, chain, i)
    if (match === FALSE) continue
    if (match === UNKNOWN || day < (words[at + KNOWN_FROM] as number)) {
      const { rule } = starts.programs[words[at + PROGRAM] as number] as Program
      if (match === UNKNOWN && day >= (words[at + KNOWN_FROM] as number)) run.emitMissing(rule, chain.at(i), chain.missing)
      else run.emit(rule, chain.at(i), 'not_evaluated', 'no-law-version', { detail: rule.from, closedBy: null, at: null, trace: null })
      continue
    }
    const when = words[at + WHEN] as number
    const applies = when === NONE ? TRUE : holds(when, chain, i)
    if (applies === FALSE) continue
    const program = starts.programs[words[at + PROGRAM] as number] as Program
    if (applies === UNKNOWN) run.emitMissing(program.rule, chain.at(i), chain.missing)
    else program.judge(run, i)
  }
}

/** The list of the act that was found; of an act that no program asks for by name, the open one. */
function listAt(words: Int32Array, node: number, found: number, { chain }: Run): number {
  if (found === NONE) return words[node] as number
  const act = chain.value(found)
  const end = node + 3 + 2 * (words[node + 2] as number)
  for (let at = node + 3; at < end; at += 2) if (words[at] === act) return words[at + 1] as number
  return words[node + 1] as number
}

/** False where what a start needs besides does not occur in the chain. */
function mayHold({ chain }: Run, guards: number): boolean {
  const { words } = chain
  let at = guards + 1
  for (const end = at + (words[guards] as number); at < end; at++) if (!chain.records(words[at] as number)) return false
  let groups = words[at++] as number
  for (; groups > 0; groups--) {
    const end = at + 1 + (words[at] as number)
    let happened = false
    for (at++; at < end; at++) if (chain.first(words[at] as number) !== -1) happened = true
    if (!happened) return false
  }
  return true
}
