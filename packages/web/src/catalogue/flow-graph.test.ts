import ELK from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import type { FlowView } from '@hengjian/contracts'
import { flowGraph, lineWidth, tintOf } from './flow-graph.ts'
import { layoutFlow, roundedPath } from './flow-layout.ts'

const node = (code: string, next: string[] = []): FlowView['nodes'][number] => ({
  code, name: { zh: code, en: code }, agency: 'police', auxiliary: code.includes('X'), state: 'ran', unarmedReason: null, next, events: 0, judged: 0, soon: 0, violations: 0,
})
const flow = (nodes: FlowView['nodes'], edges: FlowView['edges'] = []): FlowView => ({ code: 'P05', name: { zh: '提请逮捕', en: 'Arrest' }, agency: 'police', nodes, edges, rules: [] })

describe('the flow graph', () => {
  it('draws planned steps with what was observed on them', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P05-N02']), node('P05-N02')], [{ from: 'P05-N01', to: 'P05-N02', count: 12 }]))
    expect(graph.edges).toEqual([{ id: 'P05-N01>P05-N02', from: 'P05-N01', to: 'P05-N02', count: 12, planned: true }])
  })

  it('puts nodes of another flow into one side box', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P09-N01']), node('P05-N02')], [{ from: 'P09-N07', to: 'P05-N02', count: 5 }]))
    expect(graph.nodes.filter(({ kind }) => kind === 'neighbour')).toEqual([{ id: 'P09', kind: 'neighbour' }])
    expect(graph.edges.map(({ from, to, count }) => [from, to, count])).toEqual([['P05-N01', 'P09', 0], ['P09', 'P05-N02', 5]])
  })

  it('adds an observed step only where the plan is silent, and then the busiest', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P05-N02']), node('P05-N02'), node('P05-N03')], [
      { from: 'P05-N02', to: 'P05-N03', count: 3 }, { from: 'P05-N01', to: 'P05-N03', count: 9 }, { from: 'P05-N02', to: 'P05-N01', count: 1 },
    ]))
    expect(graph.edges.map(({ id }) => id).sort()).toEqual(['P05-N01>P05-N02', 'P05-N01>P05-N03'])
  })

  it('shows the busiest way in from another flow', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P05-N02']), node('P05-N02')], [{ from: 'P04-N02', to: 'P05-N01', count: 8 }, { from: 'P02-N01', to: 'P05-N01', count: 2 }, { from: 'P04-N02', to: 'P05-N02', count: 1 }]))
    expect(graph.edges.filter(({ planned }) => !planned).map(({ id }) => id)).toEqual(['P04>P05-N01'])
  })

  it('draws a step over auxiliary acts as one, and the acts not at all', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P05-X01']), node('P05-N02'), node('P05-X01', ['P05-X02']), node('P05-X02', ['P05-N02', 'P05-X01'])], [{ from: 'P05-X01', to: 'P05-N02', count: 4 }]))
    expect(graph.nodes.map(({ id }) => id)).toEqual(['P05-N01', 'P05-N02'])
    expect(graph.edges).toEqual([{ id: 'P05-N01>P05-N02', from: 'P05-N01', to: 'P05-N02', count: 0, planned: true }])
  })

  it('puts a flow that leads in before the node that it leads to, and one that follows last', () => {
    const graph = flowGraph(flow([node('P05-N01', ['P05-N02']), node('P05-N02', ['P09-N01'])], [{ from: 'P04-N02', to: 'P05-N01', count: 8 }]))
    expect(graph.nodes.map(({ id }) => id)).toEqual(['P04', 'P05-N01', 'P05-N02', 'P09'])
  })
})

describe('the look of a flow', () => {
  it('tints by share in three steps and leaves what was never judged blank', () => {
    const shares = [[0, 0, 0], [100, 0, 0], [100, 1, 0], [100, 2, 1], [100, 2, 2]].map(([judged, soon, violations]) => tintOf({ judged: judged!, soon: soon!, violations: violations! }))
    expect(shares).toEqual([0, 0, 1, 2, 3])
  })

  it('widens lines slowly', () => {
    expect([lineWidth(0), lineWidth(1), lineWidth(100), lineWidth(1e9)]).toEqual([1, 1, 3, 4])
  })

  it('rounds the corners of a line', () => {
    expect(roundedPath([{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 50 }])).toBe('M0 0L92 0Q100 0 100 8L100 50')
  })
})

describe('the layout of a flow', () => {
  const sizes = { box: () => ({ width: 112, height: 62 }) }
  const chain = (length: number): FlowView => flow(Array.from({ length }, (_, i) => node(`P05-N${i}`, i + 1 < length ? [`P05-N${i + 1}`] : [])))

  it('runs from left to right when it fits', async () => {
    const picture = await layoutFlow(new ELK(), flowGraph(chain(4)), sizes, 742)
    expect(picture.width).toBeLessThanOrEqual(742)
    expect(picture.boxes.get('P05-N3')!.x).toBeGreaterThan(picture.boxes.get('P05-N0')!.x + 300)
  })

  it('breaks a long chain into several runs, and stays legible', async () => {
    const picture = await layoutFlow(new ELK(), flowGraph(chain(14)), sizes, 742)
    expect(picture.width * 0.88).toBeLessThanOrEqual(742)
    expect(picture.height).toBeLessThan(800)
  })

  it('turns downwards where nothing else fits', async () => {
    const picture = await layoutFlow(new ELK(), flowGraph(chain(14)), sizes, 150)
    expect(picture.direction).toBe('down')
    expect(picture.width).toBeLessThanOrEqual(170)
  })
})
