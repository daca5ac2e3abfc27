/** The catalogue as its pages show it: flows, nodes and rules with what they have seen. Pure. */
import type { Agency, CatalogueIndex, CatalogueNames, CatalogueOverview, Coverage, CoverageCounts, FlowView, NodeFigures, NodeState, NodeView, RuleView } from '@hengjian/contracts'
import { periodText } from '@hengjian/engine'
import type { CaseResult, Catalogue, NodeInfo, RuleInfo } from '@hengjian/engine'
import { dateText, localDay } from '../../dates.ts'
import type { FlowStatistics, OutcomeCounts, Statistics } from './statistics.ts'
import { noCounts } from './statistics.ts'

export interface Seen {
  catalogue: Catalogue
  cases: ReadonlyMap<string, CaseResult[]>
  statistics: Statistics
  /** epoch milliseconds; decides which version of a rule is current */
  now: number
}

/** The law alone. What people do inside the platform has pages of its own and does not count as supervised. */
export function lawOnly(catalogue: Catalogue): Catalogue {
  const inside = new Set(catalogue.flows.filter((flow) => flow.internal !== undefined).map((flow) => flow.code))
  if (inside.size === 0) return catalogue
  return {
    ...catalogue,
    flows: catalogue.flows.filter((flow) => !inside.has(flow.code)),
    nodes: new Map([...catalogue.nodes].filter(([, node]) => !inside.has(node.flow))),
    rules: catalogue.rules.filter((rule) => !rule.internal),
  }
}

export function overview(seen: Seen): CatalogueOverview {
  const { catalogue } = seen
  return {
    id: catalogue.id,
    name: catalogue.name,
    rules: new Set(catalogue.rules.map((rule) => rule.id)).size,
    coverage: coverage(seen).counts,
    flows: catalogue.flows.map((flow) => ({
      code: flow.code,
      name: flow.name,
      agency: flow.agency as Agency,
      nodes: flow.nodes.length,
      armedNodes: flow.nodes.filter((code) => catalogue.nodes.get(code)?.armed).length,
      rules: new Set(catalogue.rules.filter((rule) => rule.flow === flow.code).map((rule) => rule.id)).size,
    })),
    trials: catalogue.variants.length,
    steps: catalogue.steps.length,
  }
}

export const namesOf = ({ nodes, attributes }: Catalogue): CatalogueNames => ({
  nodes: Object.fromEntries([...nodes.values()].map((node) => [node.code, node.name])),
  facts: Object.fromEntries(Object.entries(attributes.attributes).map(([key, attribute]) => [key, attribute.name])),
})

/** Of each rule the version that is current; articles of all its versions, because people look for the old ones too. */
export function indexOf(seen: Seen): CatalogueIndex {
  const { catalogue } = seen
  return {
    nodes: [...catalogue.nodes.values()].map(({ code, name, flow, agency, role, document }) => ({ code, name, flow, agency: agency as Agency, role, document })),
    rules: [...Map.groupBy(catalogue.rules, (rule) => rule.id)].map(([id, versions]) => {
      const { name, flow, node, agency, kind } = currentOf(seen, versions)
      const basis = [...new Map(versions.flatMap((version) => version.basis).map((cited) => [`${cited.law} ${cited.article} ${cited.version}`, cited])).values()]
      return { id, name, flow, node, agency: agency as Agency, kind, basis }
    }),
  }
}

/** Auxiliary acts are not supervised nodes and do not count. */
export function coverage(seen: Seen): Coverage {
  const counts: CoverageCounts = { fired: 0, ran: 0, armed: 0, unarmed: 0 }
  const nodes = [...seen.catalogue.nodes.values()].filter((node) => !node.auxiliary)
  for (const node of nodes) counts[stateOf(seen, node)]++
  return {
    counts,
    nodes: nodes.map((node) => ({ code: node.code, name: node.name, flow: node.flow, state: stateOf(seen, node), unarmedReason: node.unarmed })),
  }
}

/** A node has fired when one of its rules found a breach or warned, has run when one judged at all. */
function stateOf(seen: Seen, node: NodeInfo): NodeState {
  if (!node.armed) return 'unarmed'
  const counts = countsOfNode(seen, node)
  if (counts.violation + counts.warning > 0) return 'fired'
  return counts.ok + counts.pending + counts.not_evaluated > 0 ? 'ran' : 'armed'
}

function countsOfNode({ statistics }: Seen, node: NodeInfo): OutcomeCounts {
  const sum = noCounts()
  for (const rule of new Set(node.rules)) {
    for (const [outcome, n] of Object.entries(statistics.rules.get(rule) ?? {})) sum[outcome as keyof OutcomeCounts] += n
  }
  return sum
}

export function figuresOf(seen: Seen, node: NodeInfo): NodeFigures {
  const counts = countsOfNode(seen, node)
  return {
    code: node.code,
    name: node.name,
    agency: node.agency as Agency,
    state: stateOf(seen, node),
    unarmedReason: node.unarmed,
    events: seen.statistics.events.get(node.code) ?? 0,
    judged: counts.ok + counts.pending + counts.warning + counts.violation,
    soon: counts.warning,
    violations: counts.violation,
  }
}

export function flowView(seen: Seen, code: string, more: FlowStatistics): FlowView | null {
  const { catalogue } = seen
  const flow = catalogue.flows.find((candidate) => candidate.code === code)
  if (flow === undefined) return null
  const nodes = [...flow.nodes, ...flow.auxiliary].flatMap((node) => catalogue.nodes.get(node) ?? [])
  return {
    code,
    name: flow.name,
    agency: flow.agency as Agency,
    nodes: nodes.map((node) => ({ ...figuresOf(seen, node), auxiliary: node.auxiliary, next: node.next })),
    edges: more.edges,
    rules: ruleViews(seen, (rule) => rule.flow === code, more.used),
  }
}

export function nodeView(seen: Seen, code: string, more: FlowStatistics): NodeView | null {
  const node = seen.catalogue.nodes.get(code)
  if (node === undefined) return null
  return {
    code,
    name: node.name,
    flow: node.flow,
    flowName: seen.catalogue.flows.find((flow) => flow.code === node.flow)?.name ?? { zh: node.flow, en: node.flow },
    agency: node.agency as Agency,
    state: stateOf(seen, node),
    unarmedReason: node.unarmed,
    role: node.role,
    document: node.document,
    told: node.told,
    complete: node.complete,
    acts: node.acts,
    rules: ruleViews(seen, (rule) => node.rules.includes(rule.id), more.used),
  }
}

/** One view per rule, in catalogue order; its words are those of the version that is current. */
function ruleViews(seen: Seen, wanted: (rule: RuleInfo) => boolean, used: FlowStatistics['used']): RuleView[] {
  const byId = Map.groupBy(seen.catalogue.rules.filter(wanted), (rule) => rule.id)
  return [...byId].map(([id, versions]) => {
    const current = currentOf(seen, versions)
    return {
      id,
      kind: current.kind,
      name: current.name,
      node: current.node,
      nodes: current.nodes,
      agency: current.agency as Agency,
      basis: current.basis,
      period: periodText(current.lengths),
      breach: current.breach,
      stops: current.intercept === 'deny',
      parent: current.parent,
      versions: versions.map((version) => ({
        from: version.from,
        to: version.to,
        current: version === current,
        name: version.name,
        period: periodText(version.lengths),
        basis: version.basis,
        note: version.note,
      })),
      note: current.note,
      advice: current.advice,
      needs: current.needs,
      cases: (seen.cases.get(id) ?? []).map(({ id: name, title, outcome, due, passed }) => ({ id: name, title, outcome, due, passed })),
      counts: seen.statistics.rules.get(id) ?? noCounts(),
      used: used.get(id) ?? [],
    }
  })
}

/** Of each rule the version that is current. */
export const currentRules = (seen: Seen): RuleInfo[] => [...Map.groupBy(seen.catalogue.rules, (rule) => rule.id).values()].map((versions) => currentOf(seen, versions))

function currentOf({ catalogue, now }: Seen, versions: readonly RuleInfo[]): RuleInfo {
  const today = dateText(localDay(now, catalogue.zoneOffset ?? 0))
  return (versions.findLast((version) => version.from <= today && (version.to === null || today < version.to)) ?? versions.at(-1)) as RuleInfo
}
