import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CatalogueOverview, FlowView } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { roughWidth } from '../drawing/measure.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { Loading } from '../states/loading.tsx'
import { usePreferences } from '../shell/preferences.tsx'
import { useLanguage } from '../shell/use-language.ts'
import type { FlowGraph } from './flow-graph.ts'
import { flowGraph, lineWidth, shortCode, tintOf } from './flow-graph.ts'
import type { Box, FlowPicture as Laid, PlacedEdge, Sizes } from './flow-layout.ts'
import { roundedPath } from './flow-layout.ts'
import { NodeFace, NodeMark } from './node-face.tsx'
import { TintLegend } from './tint-legend.tsx'
import { useFlowPicture } from './use-flow-picture.ts'
import { useWidth } from '../clock/use-width.ts'

type Node = FlowView['nodes'][number]
type NameOf = (id: string) => string

const BOX = { zh: 106, en: 138 }
/** Beside the flow a neighbour is a narrow post; above and below it an ordinary box. */
const NEIGHBOUR = { across: { zh: 60, en: 92 }, down: { zh: 106, en: 138 } }
const LINE = 18
/** Above each box stands how often the act was recorded. */
const CAPTION = 17

/** Boxes are as tall as their names need, at most three lines. A line does not begin with punctuation: such names need more room. */
function sizesOf(nameOf: NameOf, own: Set<string>, language: 'zh' | 'en'): Sizes {
  const lines = (id: string, width: number): number => Math.max(1, Math.ceil((roughWidth(nameOf(id), 13) * (language === 'en' ? 1.15 : 1.1)) / (width - (/[、，（]/.test(nameOf(id)) ? 31 : 18))))
  return {
    box: (id, direction) => {
      const width = own.has(id) ? BOX[language] : NEIGHBOUR[direction][language]
      return { width, height: (own.has(id) ? CAPTION : 0) + 27 + Math.min(own.has(id) ? 3 : 4, lines(id, width)) * LINE + 7 }
    },
  }
}

interface Props {
  flow: FlowView
  overview: CatalogueOverview
  node: string | null
}

export const FlowPicture = ({ flow, overview, node }: Props) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const { textSize } = usePreferences()
  const [ref, width] = useWidth()
  const graph = useMemo(() => flowGraph(flow), [flow])
  const sizes = useMemo(() => {
    const names = new Map([...overview.flows, ...flow.nodes].map(({ code, name }) => [code, name[language]]))
    return sizesOf((id) => names.get(id) ?? id, new Set(flow.nodes.map(({ code }) => code)), language)
  }, [flow, overview, language])
  const picture = useFlowPicture(graph, sizes, Math.floor(width / (textSize / 100)), language)
  return (
    <section className="pic" ref={ref} aria-label={t('catalogue.flow.pictureLabel', { code: flow.code, name: say(flow.name) })}>
      {picture === null || !fits(graph, picture) ? <Loading lines={4} /> : <Drawing picture={picture} graph={graph} flow={flow} overview={overview} node={node} zoom={Math.min(textSize / 100, width / picture.width)} />}
      <TintLegend />
    </section>
  )
}

/** While the next flow is being laid out, the picture of the one before must not be drawn with its nodes. */
const fits = (graph: FlowGraph, picture: Laid): boolean => graph.nodes.every(({ id }) => picture.boxes.has(id))

const Drawing = ({ picture, graph, flow, overview, node, zoom }: Props & { picture: Laid; graph: FlowGraph; zoom: number }) => {
  const counts = new Map(graph.edges.map(({ id, count }) => [id, count]))
  const nodes = new Map(flow.nodes.map((item) => [item.code, item]))
  return (
    <div className="flow-frame" style={{ height: picture.height * zoom }}>
      <div className="flow-plane" style={{ width: picture.width, height: picture.height, transform: `translateX(-50%) scale(${zoom})` }}>
        <svg width={picture.width} height={picture.height} aria-hidden="true">
          {picture.edges.map((edge) => (
            <Line key={edge.id} edge={edge} count={counts.get(edge.id) ?? 0} into={picture.direction === 'down' && nodes.has(edge.to) ? CAPTION : 0} />
          ))}
        </svg>
        {[...picture.boxes].map(([id, box]) => {
          const item = nodes.get(id)
          return item ? <NodeBox key={id} node={item} box={box} flow={flow.code} current={id === node} /> : <NeighbourBox key={id} code={id} box={box} overview={overview} />
        })}
      </div>
    </div>
  )
}

const Line = ({ edge, count, into }: { edge: PlacedEdge; count: number; into: number }) => {
  const points = enterBoxes(edge.points, into)
  const end = points.at(-1)
  const before = points.at(-2)
  if (!end || !before) return null
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI
  const tone = count === 0 ? 'var(--line-2)' : 'var(--used)'
  return (
    <g>
      <path d={roundedPath(points)} fill="none" stroke={tone} strokeWidth={lineWidth(count)} {...(count === 0 ? { strokeDasharray: '3 3' } : {})} />
      <path d="M-6-4.5 1 0-6 4.5Z" fill={tone} transform={`translate(${end.x} ${end.y}) rotate(${angle})`} />
    </g>
  )
}

/** From top to bottom, the caption above a box belongs to it: lines that meet its upper side go on to the frame. */
function enterBoxes(points: PlacedEdge['points'], into: number): PlacedEdge['points'] {
  const last = points.length - 1
  return points.map((point, index) => {
    const other = index === 0 ? points[1] : index === last ? points[last - 1] : undefined
    return other && other.y < point.y ? { x: point.x, y: point.y + into } : point
  })
}

const place = (box: Box, above = 0) => ({ left: box.x, top: box.y + above, width: box.width, height: box.height - above })

const NodeBox = ({ node, box, flow, current }: { node: Node; box: Box; flow: string; current: boolean }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  return (
    <Link to={linkTo(`/catalogue/${flow}/${node.code}`)} className={`fnode t${tintOf(node)} ${node.state}`} style={place(box, CAPTION)} {...(current ? { 'aria-current': 'true' as const } : {})}>
      <NodeFace node={node} code={shortCode(node.code)}>
        <NodeMark node={node} />
      </NodeFace>
      {node.events > 0 && <span className="times">{t('catalogue.flow.times', { times: number(node.events) })}</span>}
    </Link>
  )
}

const NeighbourBox = ({ code, box, overview }: { code: string; box: Box; overview: CatalogueOverview }) => {
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const flow = overview.flows.find((item) => item.code === code)
  const name = flow ? say(flow.name) : ''
  return (
    <Link to={linkTo(`/catalogue/${code}`)} className="fnode neighbour" style={place(box)}>
      <span className="code">{code}</span>
      <span className="name">{name}</span>
    </Link>
  )
}
