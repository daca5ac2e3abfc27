import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ELK } from 'elkjs/lib/elk-api.js'
import type { FlowGraph } from './flow-graph.ts'
import type { FlowPicture, Sizes } from './flow-layout.ts'
import { layoutFlow } from './flow-layout.ts'

let engine: Promise<ELK> | null = null

/** The layout engine is large and slow to start: it comes in its own file, once, and works beside the page. */
async function startEngine(): Promise<ELK> {
  const [api, worker] = await Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')])
  return new api.default({ workerUrl: worker.default })
}

/**
 * The laid out picture, kept for the way back; the one before stays until the next is ready.
 * New counts on the same steps need no new layout. `look` names what else the sizes depend on.
 */
export function useFlowPicture(graph: FlowGraph, sizes: Sizes, width: number, look: string): FlowPicture | null {
  const shape = [...graph.nodes.map(({ id }) => id), ...graph.edges.map(({ id }) => id)].join(' ')
  const { data } = useQuery({
    queryKey: ['picture', look, width, shape],
    queryFn: async () => {
      engine ??= startEngine()
      return layoutFlow(await engine, graph, sizes, width)
    },
    enabled: width > 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
  return data ?? null
}
