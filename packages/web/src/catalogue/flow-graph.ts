/** The flow picture as a graph: its nodes, the order the catalogue gives them, and what was observed between them. */
import type { FlowView } from '@hengjian/contracts'

export interface GraphNode {
  id: string
  kind: 'node' | 'neighbour'
}

export interface GraphEdge {
  id: string
  from: string
  to: string
  /** how often one followed the other; null for an order that was never observed */
  count: number
  /** named by the catalogue, not only observed */
  planned: boolean
}

export interface FlowGraph {
  nodes: GraphNode[]
  edges: GraphEdge[]
}

/** `P05-N01` belongs to flow `P05`; a code without a dash is a flow itself. */
export const flowOf = (node: string): string => node.split('-')[0] ?? node

/** The part of a node code that tells it apart within its flow. */
export const shortCode = (node: string): string => node.split('-').slice(1).join('-') || node

/**
 * The supervised nodes and the steps between them. Planned steps are always drawn, also those that lead over an auxiliary
 * act; observed ones are added where the plan says nothing about their end, so that the picture shows practice without
 * turning into a web. Nodes of other flows become one side box per flow; auxiliary acts have a list of their own.
 */
export function flowGraph(flow: FlowView): FlowGraph {
  const nodes = flow.nodes.filter(({ auxiliary }) => !auxiliary).map(({ code }) => code)
  const own = new Set(nodes)
  const aside = new Map(flow.nodes.filter(({ auxiliary }) => auxiliary).map((node) => [node.code, node]))
  const place = (code: string): string => (own.has(code) ? code : flowOf(code))
  const edges = new Map<string, GraphEdge>()
  const add = (from: string, to: string, count: number, planned: boolean): void => {
    const [source, target] = [place(from), place(to)]
    if (source === target || aside.has(from) || aside.has(to)) return
    if (!own.has(source) && !own.has(target)) return
    const id = `${source}>${target}`
    const known = edges.get(id)
    if (known) {
      known.count += count
      known.planned ||= planned
    } else edges.set(id, { id, from: source, to: target, count, planned })
  }
  for (const node of flow.nodes) if (own.has(node.code)) for (const next of reached(node.next, aside)) add(node.code, next, 0, true)
  for (const edge of flow.edges) add(edge.from, edge.to, edge.count, false)

  const kept = dropStrays([...edges.values()], own)
  const linked = new Set(kept.flatMap((edge) => [edge.from, edge.to]))
  return { nodes: inReadingOrder(nodes, kept, [...linked].filter((id) => !own.has(id)).sort()), edges: kept }
}

/** What the steps lead to in the end, over any number of auxiliary acts. */
function reached(next: readonly string[], aside: ReadonlyMap<string, { next: string[] }>, seen = new Set<string>()): string[] {
  return next.flatMap((code) => {
    const act = aside.get(code)
    if (act === undefined) return [code]
    if (seen.has(code)) return []
    seen.add(code)
    return reached(act.next, aside, seen)
  })
}

/** A flow from which this one is entered stands before the first node that it leads to; one to which it leads stands last. */
function inReadingOrder(nodes: string[], edges: GraphEdge[], neighbours: string[]): GraphNode[] {
  const before = Map.groupBy(neighbours, (neighbour) => {
    const entered = edges.filter(({ from }) => from === neighbour).map(({ to }) => nodes.indexOf(to))
    const left = edges.filter(({ to }) => to === neighbour).map(({ from }) => nodes.indexOf(from))
    const first = Math.min(...entered, Infinity)
    return first < Math.min(...left, Infinity) ? first : Infinity
  })
  const sides = (place: number): GraphNode[] => (before.get(place) ?? []).map((id) => ({ id, kind: 'neighbour' }))
  return [...nodes.flatMap((id, place): GraphNode[] => [...sides(place), { id, kind: 'node' }]), ...sides(Infinity)]
}

/**
 * An observed step that the plan does not name stays only where the plan is silent: on nodes without any planned step,
 * and as the way in from or out to other flows. Of those, the busiest for each node.
 */
function dropStrays(edges: GraphEdge[], own: Set<string>): GraphEdge[] {
  const planned = edges.filter((edge) => edge.planned)
  const covered = { from: new Set(planned.map(({ from }) => from)), to: new Set(planned.map(({ to }) => to)) }
  const lonely = (id: string): boolean => !covered.from.has(id) && !covered.to.has(id)
  const busiest = new Map<string, GraphEdge>()
  const consider = (key: string, edge: GraphEdge): void => {
    const known = busiest.get(key)
    if (!known || edge.count > known.count) busiest.set(key, edge)
  }
  for (const edge of edges) {
    if (edge.planned || edge.count === 0) continue
    const { from, to } = edge
    if (own.has(to) && !covered.to.has(to) && (!own.has(from) || lonely(to))) consider(`to ${to}`, edge)
    if (own.has(from) && !covered.from.has(from) && (!own.has(to) || lonely(from))) consider(`from ${from}`, edge)
  }
  return [...new Set([...planned, ...busiest.values()])]
}

/** Line width grows slowly: a hundred times the traffic is not a hundred times the ink. */
export function lineWidth(count: number): number {
  return count === 0 ? 1 : Math.min(4, 1 + Math.log10(count))
}

/** Share of due-soon and overdue among the judged, in the three steps of the legend; 0 is none. */
export function tintOf(node: { judged: number; soon: number; violations: number }): 0 | 1 | 2 | 3 {
  const share = node.judged === 0 ? 0 : (node.soon + node.violations) / node.judged
  if (share === 0) return 0
  return share < 0.02 ? 1 : share < 0.035 ? 2 : 3
}
