/** Lays the flow graph out with ELK so that it can be read at the width there is. */
import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { FlowGraph, GraphEdge } from './flow-graph.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface PlacedEdge extends GraphEdge {
  points: { x: number; y: number }[]
}

export interface FlowPicture {
  width: number
  height: number
  direction: Direction
  boxes: Map<string, Box>
  edges: PlacedEdge[]
}

export type Direction = 'across' | 'down'

export interface Sizes {
  box: (id: string, direction: Direction) => { width: number; height: number }
}

export type Engine = Pick<ELK, 'layout'>

const common = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  // What leads back is drawn as leading back: the first node of the list stands first.
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.spacing.edgeEdge': '8',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.componentComponent': '24',
  'elk.padding': '[top=16,left=14,bottom=16,right=14]',
}

const directions: Record<Direction, Record<string, string>> = {
  across: { 'elk.direction': 'RIGHT', 'elk.spacing.nodeNode': '14', 'elk.layered.spacing.nodeNodeBetweenLayers': '18', 'elk.layered.spacing.edgeNodeBetweenLayers': '9' },
  down: { 'elk.direction': 'DOWN', 'elk.spacing.nodeNode': '18', 'elk.layered.spacing.nodeNodeBetweenLayers': '18', 'elk.layered.spacing.edgeNodeBetweenLayers': '9' },
}

/** Small shrinking stays legible; beyond this another arrangement is tried. */
const SHRINK = 0.88

/** In one run from left to right; else broken into several, ever more; else from top to bottom. */
const arrangements: { direction: Direction; ratio: number | null }[] = [
  { direction: 'across', ratio: null },
  { direction: 'across', ratio: 2 },
  { direction: 'across', ratio: 1.2 },
  { direction: 'across', ratio: 0.8 },
  { direction: 'down', ratio: null },
]

export async function layoutFlow(engine: Engine, graph: FlowGraph, sizes: Sizes, width: number): Promise<FlowPicture> {
  let best: FlowPicture | null = null
  for (const { direction, ratio } of arrangements) {
    const picture = await place(engine, graph, sizes, direction, ratio)
    if (picture.width * SHRINK <= width) return picture
    if (best === null || picture.width < best.width) best = picture
  }
  return best ?? { width: 0, height: 0, direction: 'across', boxes: new Map(), edges: [] }
}

async function place(engine: Engine, graph: FlowGraph, sizes: Sizes, direction: Direction, ratio: number | null): Promise<FlowPicture> {
  const wrapping = ratio === null ? {} : { 'elk.layered.wrapping.strategy': 'MULTI_EDGE', 'elk.layered.wrapping.additionalEdgeSpacing': '6', 'elk.aspectRatio': String(ratio) }
  const asked: ElkNode = {
    id: 'flow',
    layoutOptions: { ...common, ...directions[direction], ...wrapping },
    children: graph.nodes.map(({ id }): ElkNode => ({ id, ...sizes.box(id, direction) })),
    edges: graph.edges.map(({ id, from, to }): ElkExtendedEdge => ({ id, sources: [from], targets: [to] })),
  }
  const result = await engine.layout(asked)
  const routed = new Map((result.edges ?? []).map((edge) => [edge.id, edge]))
  return {
    width: result.width ?? 0,
    height: result.height ?? 0,
    direction,
    boxes: new Map((result.children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 }])),
    edges: graph.edges.map((edge) => ({ ...edge, points: routeOf(routed.get(edge.id)) })),
  }
}

function routeOf(edge: ElkExtendedEdge | undefined): PlacedEdge['points'] {
  const section = edge?.sections?.[0]
  return section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : []
}

/** A path with rounded corners through the points. */
export function roundedPath(points: { x: number; y: number }[], radius = 8): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  for (const [i, corner] of rest.entries()) {
    const next = rest[i + 1]
    if (!next) return `${path}L${corner.x} ${corner.y}`
    const from = towards(corner, i === 0 ? first : rest[i - 1]!, radius)
    const to = towards(corner, next, radius)
    path += `L${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`
  }
  return path
}

function towards(from: { x: number; y: number }, to: { x: number; y: number }, radius: number): { x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
