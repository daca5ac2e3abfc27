/** The catalogue in force, for reading, with what the store has seen of it. */
import type { Actor, CatalogueIndex, CatalogueNames, CatalogueOverview, CatalogueVariants, Coverage, FlowView, NodeView } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import { CodedError } from '../../problem.ts'
import type { Reach, Store, View } from '../../store/index.ts'
import { reachKey, viewOf } from '../../store/index.ts'
import { runGoldenCases } from './load.ts'
import type { FlowStatistics, Statistics } from './statistics.ts'
import { readFlowStatistics, readStatistics, remembered } from './statistics.ts'
import type { Seen } from './views.ts'
import { coverage, flowView, indexOf, lawOnly, namesOf, nodeView, overview } from './views.ts'
import { variantsView } from './variants.ts'

export { openCatalogue, runGoldenCases } from './load.ts'

export interface CataloguePages {
  /** Counts are of the matters that the actor may see. */
  overview(actor: Actor): Promise<CatalogueOverview>
  coverage(actor: Actor): Promise<Coverage>
  names(): Promise<CatalogueNames>
  index(actor: Actor): Promise<CatalogueIndex>
  variants(actor: Actor): Promise<CatalogueVariants>
  /** Throw HJ-REQ-007. */
  flow(actor: Actor, code: string): Promise<FlowView>
  node(actor: Actor, code: string): Promise<NodeView>
}

/** Readers of how many reaches have their counts remembered. */
const READERS = 40

interface Counted {
  statistics: () => Promise<Statistics>
  flows: Map<string, () => Promise<FlowStatistics>>
  view: View
}

export function createCataloguePages(given: { store: Store; catalogue: Catalogue; files: Record<string, string>; clock: () => number; reachOf: (actor: Actor) => Promise<Reach> }): CataloguePages {
  const { store, catalogue, clock, reachOf } = given
  const readers = new Map<string, Counted>()
  const countedFor = async (actor: Actor): Promise<Counted> => {
    const reach = await reachOf(actor)
    const key = reachKey(reach)
    const view = viewOf(store, reach)
    const counted = readers.get(key) ?? { statistics: remembered(clock, () => readStatistics(view)), flows: new Map<string, () => Promise<FlowStatistics>>(), view }
    readers.delete(key)
    readers.set(key, counted)
    if (readers.size > READERS) readers.delete(readers.keys().next().value ?? '')
    return counted
  }
  let cases: ReturnType<typeof runGoldenCases> | null = null
  const see = async (actor: Actor): Promise<Seen> => {
    cases ??= runGoldenCases(catalogue, given.files)
    return { catalogue, cases, statistics: await (await countedFor(actor)).statistics(), now: clock() }
  }
  const law = lawOnly(catalogue)
  const seeLaw = async (actor: Actor): Promise<Seen> => ({ ...(await see(actor)), catalogue: law })
  const flowStatistics = async (actor: Actor, code: string): Promise<FlowStatistics> => {
    const flow = catalogue.flows.find((candidate) => candidate.code === code)
    if (flow === undefined) throw new CodedError('HJ-REQ-007', code)
    const nodes = [...flow.nodes, ...flow.auxiliary]
    const rules = new Set([...catalogue.rules.filter((rule) => rule.flow === code).map((rule) => rule.id), ...nodes.flatMap((node) => catalogue.nodes.get(node)?.rules ?? [])])
    const { flows, view } = await countedFor(actor)
    const ask = flows.get(code) ?? remembered(clock, () => readFlowStatistics(view, nodes, [...rules]))
    flows.set(code, ask)
    return await ask()
  }
  return {
    overview: async (actor) => overview(await seeLaw(actor)),
    coverage: async (actor) => coverage(await seeLaw(actor)),
    names: () => Promise.resolve(namesOf(catalogue)),
    index: async (actor) => indexOf(await seeLaw(actor)),
    variants: async (actor) => variantsView(await see(actor)),
    flow: async (actor, code) => found(flowView(await see(actor), code, await flowStatistics(actor, code)), code),
    node: async (actor, code) => found(nodeView(await see(actor), code, await flowStatistics(actor, catalogue.nodes.get(code)?.flow ?? code)), code),
  }
}

function found<T>(view: T | null, code: string): T {
  if (view === null) throw new CodedError('HJ-REQ-007', code)
  return view
}
