/**
 * The engine: one chain, one catalogue, one moment in; verdicts out. Pure: the same set of events gives the same
 * verdicts in whatever order they arrived, and nothing here reads a clock.
 */
import type { Catalogue } from './catalogue/model.ts'
import type { ChainEvent } from './event.ts'
import { effectiveEvents } from './event.ts'
import { Chain } from './judge/chain.ts'
import type { Judgment } from './judge/run.ts'
import { Run } from './judge/run.ts'
import { judgeCustody } from './custody.ts'
import { judgeReversals } from './reversal.ts'
import type { Some } from './rules/starts.ts'
import { naming, runAll } from './rules/starts.ts'

export interface EvaluationWarning {
  code: 'unknown-node'
  event: ChainEvent
}

export interface Evaluation {
  verdicts: Judgment[]
  /** earliest instant (epoch ms) at which a verdict would change with no new event; null: never */
  nextCheckAt: number | null
  /** events that no rule can speak of, because their node is not in the catalogue */
  warnings: EvaluationWarning[]
}

/**
 * Judges one chain as of an instant.
 * @param events all events of one chain, in any order; those after `asOf` are ignored
 * @param asOf epoch milliseconds
 * @param options `trace`: also record how each verdict was reached (needed for `explain`)
 */
export function evaluate(catalogue: Catalogue, events: readonly ChainEvent[], asOf: number, options: { trace?: boolean } = {}): Evaluation {
  const run = judge(catalogue, Chain.of(effectiveEvents(events, asOf), asOf, catalogue), options.trace ?? false, null)
  for (const event of events) if (event.ms > asOf) run.wakeAt(event.ms)
  if (catalogue.custody !== null) judgeCustody(catalogue.custody, run)
  judgeReversals(catalogue, events, run, (moment, gone, node) => judge(catalogue, asItStood(catalogue, events, run.chain, moment, gone), false, node))
  return { verdicts: run.judgments, nextCheckAt: Number.isFinite(run.nextCheckAt) ? run.nextCheckAt : null, warnings: run.chain.nodes.includes(-1) || run.chain.events.length < events.length ? unknownNodes(catalogue, events) : [] }
}

/**
 * Chains of one kind of matter one after the other: the rules that judge one are then at hand for the next.
 * For whoever judges many; no verdict depends on it.
 */
export function byKind<T extends { events: readonly ChainEvent[] }>(chains: readonly T[]): T[] {
  const kindOf = ({ events }: T): string => events[0]?.node ?? ''
  return chains.toSorted((a, b) => (kindOf(a) < kindOf(b) ? -1 : kindOf(a) > kindOf(b) ? 1 : 0))
}

/** `node`: only rules that name this node; null: all. */
function judge(catalogue: Catalogue, chain: Chain, trace: boolean, node: string | null): Run {
  const run = new Run(chain, trace)
  runAll(catalogue.starts, run, node === null ? null : programsNaming(catalogue, node))
  return run
}

/** Where every event counts, the chain at hand serves; where one was corrected or came twice, others may count at another moment. */
function asItStood(catalogue: Catalogue, events: readonly ChainEvent[], chain: Chain, moment: number, gone: ChainEvent | null): Chain {
  const allCount = chain.size === events.length && events.every(({ supersedes, retracts }) => supersedes === null && retracts === null)
  if (allCount) return chain.asItStood(moment, gone)
  return Chain.of(effectiveEvents(gone === null ? events : events.filter((event) => event !== gone), moment), moment, catalogue)
}

const known = new WeakMap<Catalogue, Map<string, Some>>()

/** Worked out once for each node that a correction or late record ever concerned. */
function programsNaming(catalogue: Catalogue, node: string): Some {
  let ofNodes = known.get(catalogue)
  if (ofNodes === undefined) known.set(catalogue, (ofNodes = new Map()))
  let some = ofNodes.get(node)
  if (some === undefined) ofNodes.set(node, (some = naming(catalogue.starts, catalogue.code.words, node)))
  return some
}

function unknownNodes(catalogue: Catalogue, events: readonly ChainEvent[]): EvaluationWarning[] {
  const warnings: EvaluationWarning[] = []
  for (const event of events) if (!catalogue.nodeIds.has(event.node)) warnings.push({ code: 'unknown-node', event })
  return warnings
}
