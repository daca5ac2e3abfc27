/** The catalogue in force, for reading, with what the store has seen of it. */
import type { CatalogueIndex, CatalogueNames, CatalogueOverview, CatalogueVariants, Coverage, FlowView, NodeView } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import { CodedError } from '../../problem.ts'
import type { Store } from '../../store/index.ts'
import { runGoldenCases } from './load.ts'
import type { FlowStatistics } from './statistics.ts'
import { readFlowStatistics, readStatistics, remembered } from './statistics.ts'
import type { Seen } from './views.ts'
import { coverage, flowView, indexOf, lawOnly, namesOf, nodeView, overview } from './views.ts'
import { variantsView } from './variants.ts'

export { openCatalogue, runGoldenCases } from './load.ts'

export interface CataloguePages {
  overview(): Promise<CatalogueOverview>
  coverage(): Promise<Coverage>
  names(): Promise<CatalogueNames>
  index(): Promise<CatalogueIndex>
  variants(): Promise<CatalogueVariants>
  /** Throw HJ-REQ-007. */
  flow(code: string): Promise<FlowView>
  node(code: string): Promise<NodeView>
}

export function createCataloguePages(given: { store: Store; catalogue: Catalogue; files: Record<string, string>; clock: () => number }): CataloguePages {
  const { store, catalogue, clock } = given
  const statistics = remembered(clock, () => readStatistics(store))
  let cases: ReturnType<typeof runGoldenCases> | null = null
  const see = async (): Promise<Seen> => {
    cases ??= runGoldenCases(catalogue, given.files)
    return { catalogue, cases, statistics: await statistics(), now: clock() }
  }
  const law = lawOnly(catalogue)
  const seeLaw = async (): Promise<Seen> => ({ ...(await see()), catalogue: law })
  const flows = new Map<string, () => Promise<FlowStatistics>>()
  const flowStatistics = (code: string): Promise<FlowStatistics> => {
    const flow = catalogue.flows.find((candidate) => candidate.code === code)
    if (flow === undefined) throw new CodedError('HJ-REQ-007', code)
    const nodes = [...flow.nodes, ...flow.auxiliary]
    const rules = new Set([...catalogue.rules.filter((rule) => rule.flow === code).map((rule) => rule.id), ...nodes.flatMap((node) => catalogue.nodes.get(node)?.rules ?? [])])
    const ask = flows.get(code) ?? remembered(clock, () => readFlowStatistics(store, nodes, [...rules]))
    flows.set(code, ask)
    return ask()
  }
  return {
    overview: async () => overview(await seeLaw()),
    coverage: async () => coverage(await seeLaw()),
    names: () => Promise.resolve(namesOf(catalogue)),
    index: async () => indexOf(await seeLaw()),
    variants: async () => variantsView(await see()),
    flow: async (code) => found(flowView(await see(), code, await flowStatistics(code)), code),
    node: async (code) => found(nodeView(await see(), code, await flowStatistics(catalogue.nodes.get(code)?.flow ?? code)), code),
  }
}

function found<T>(view: T | null, code: string): T {
  if (view === null) throw new CodedError('HJ-REQ-007', code)
  return view
}
