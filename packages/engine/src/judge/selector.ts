/** Which events a rule speaks of. */
import type { ChainEvent } from '../event.ts'
import type { Chain, Scope } from './chain.ts'
import { inScope } from './chain.ts'
import type { Predicate, Selector } from './code.ts'
import { holds } from './code.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN } from './ternary.ts'

/** One kind of event, as the compiler sees it. */
export interface SelectorItem {
  /** integer of the node code */
  node: number
  code: string
  where: Predicate | null
  /** An event that records another act than these does not match; null: any act may. */
  acts: ReadonlySet<string> | null
  /** It asks for the act and nothing else. */
  actOnly: boolean
}

/** Does event j match what one kind of event must be like? */
const fits = (where: Predicate, chain: Chain, j: number): Ternary => (where === -1 ? TRUE : holds(where, chain, j))

/** Does event i match? The caller knows that its node is one of the selector's. */
export function matches(selector: Selector, chain: Chain, i: number): Ternary {
  const { words } = chain
  const node = chain.nodes[i]
  let result: Ternary = FALSE
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    if (words[at] !== node) continue
    const value = fits(words[at + 1] as number, chain, i)
    if (value === TRUE) return TRUE
    if (value === UNKNOWN) result = UNKNOWN
  }
  return result
}

/** The nodes that a selector names, as integers. */
export function nodesOf(selector: Selector, words: Int32Array): number[] {
  const nodes: number[] = []
  for (let at = selector + 1; at < endOf(selector, words); at += 2) nodes.push(words[at] as number)
  return nodes
}

const endOf = (selector: Selector, words: Int32Array): number => selector + 1 + 2 * (words[selector] as number)

export interface Found {
  /** index of the event that certainly matches, or -1 */
  index: number
  /** index of an event that may match, for lack of a fact; -1 when there is none before `index` */
  doubtful: number
  missing: string
}

/** First matching event after i in scope (in order of occurrence). */
export function firstAfter(selector: Selector, chain: Chain, i: number, scope: Scope): Found {
  let index = -1
  let doubtful = -1
  let missing = ''
  const anchor = chain.at(i)
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      if (index !== -1 && j >= index) break
      if (!chain.follows(j, i) || !inScope(anchor, chain.at(j), scope)) continue
      const value = fits(words[at + 1] as number, chain, j)
      if (value === TRUE) {
        index = j
        break
      }
      if (value === UNKNOWN && (doubtful === -1 || j < doubtful)) {
        doubtful = j
        missing = chain.missing
      }
    }
  }
  if (doubtful !== -1 && index !== -1 && doubtful > index) doubtful = -1
  return { index, doubtful, missing }
}

/** Nothing in the chain happened at any of the selector's nodes. Most acts that rules name never occur in a matter. */
export function isAbsent(selector: Selector, chain: Chain): boolean {
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) if (chain.first(words[at] as number) !== -1) return false
  return true
}

const NONE: { sure: readonly number[]; doubtful: readonly number[] } = { sure: [], doubtful: [] }

/** Calls back for each matching event after i in scope, in order of occurrence. */
export function eachAfter(selector: Selector, chain: Chain, i: number, scope: Scope, visit: (j: number, value: Ternary) => void): void {
  if (isAbsent(selector, chain)) return
  const anchor = chain.at(i)
  const hits: number[] = []
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      if (chain.follows(j, i) && inScope(anchor, chain.at(j), scope) && !hits.includes(j)) hits.push(j)
    }
  }
  hits.sort((a, b) => a - b)
  for (const j of hits) {
    const value = matches(selector, chain, j)
    if (value !== FALSE) visit(j, value)
  }
}

/** First matching event before i and, in order, after place `from`; -1 where none certainly matches, with whether one may. */
export function firstBefore(selector: Selector, chain: Chain, i: number, scope: Scope, from = -1): { index: number; doubtful: boolean } {
  const anchor = chain.at(i)
  let index = -1
  let doubtful = false
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      if (index !== -1 && j >= index) break
      if (j <= from || !chain.follows(i, j) || !inScope(anchor, chain.at(j), scope)) continue
      const value = fits(words[at + 1] as number, chain, j)
      if (value === UNKNOWN) doubtful = true
      if (value !== TRUE) continue
      index = j
      break
    }
  }
  return { index, doubtful }
}

/** Matching events before i in scope, earliest first; doubtful ones apart. */
export function allBefore(selector: Selector, chain: Chain, i: number, scope: Scope): { sure: readonly number[]; doubtful: readonly number[] } {
  if (isAbsent(selector, chain)) return NONE
  const anchor = chain.at(i)
  const sure: number[] = []
  const doubtful: number[] = []
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      if (!chain.follows(i, j) || !inScope(anchor, chain.at(j), scope)) continue
      const value = fits(words[at + 1] as number, chain, j)
      if (value === TRUE) sure.push(j)
      else if (value === UNKNOWN) doubtful.push(j)
    }
  }
  // One node's occurrences come in order; those of several are merged, and what two items mean counts once.
  return words[selector] === 1 ? { sure, doubtful } : { sure: inOrder(sure), doubtful: inOrder(doubtful) }
}

const inOrder = (indices: number[]): number[] => [...new Set(indices)].sort((a, b) => a - b)

/** Did a matching event happen before i? */
export function happenedBefore(selector: Selector, chain: Chain, i: number, scope: Scope): Ternary {
  const anchor = chain.at(i)
  let result: Ternary = FALSE
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      if (!chain.follows(i, j) || !inScope(anchor, chain.at(j), scope)) continue
      const value = fits(words[at + 1] as number, chain, j)
      if (value === TRUE) return TRUE
      if (value === UNKNOWN) result = UNKNOWN
    }
  }
  return result
}

/** Is anything recorded in scope at the selector's nodes, whatever its facts, other than the anchor? */
export function isRecorded(selector: Selector, chain: Chain, anchor: ChainEvent, scope: Scope): boolean {
  const { words } = chain
  const end = endOf(selector, words)
  for (let at = selector + 1; at < end; at += 2) {
    for (let j = chain.first(words[at] as number); j !== -1; j = chain.next(j)) {
      const event = chain.at(j)
      if (event !== anchor && inScope(anchor, event, scope)) return true
    }
  }
  return false
}
