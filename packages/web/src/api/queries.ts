import type { Agency, CatalogueNames, CatalogueOverview, CatalogueVariants, Explanation, FlowView, ImportJob, Matter, MatterList, NodeView, Outcome, Text, Today, WorkKind } from './types.ts'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get } from './client.ts'
import { useMay } from './session.ts'

/** Keys of what depends on events. A message that chains changed makes all of these stale; texts of the catalogue stay. */
export const live = 'live'
const minute = 60_000
const pageSize = 100

/** The worklist, page by page; null is every agency, every kind. It follows the time, once a minute. */
export const useToday = (agency: Agency | null, kind: WorkKind | null) =>
  useInfiniteQuery({
    queryKey: [live, 'today', agency, kind],
    queryFn: ({ pageParam, signal }) => get<Today>('/today', { agency, kind, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: minute,
  })

/** Only the numbers and the moment, for the frame round the pages. */
export function useSummary() {
  const may = useMay()
  return useQuery({ enabled: may('worklist.read'), queryKey: [live, 'summary'], queryFn: ({ signal }) => get<Today>('/today', { limit: 1 }, signal), refetchInterval: minute, placeholderData: keepPreviousData })
}

export interface MatterFilter {
  q: string
  flow: string
  place: string
  agency: string
  state: Outcome | ''
  asOf: string | null
}

export const useMatters = (filter: MatterFilter) =>
  useInfiniteQuery({
    queryKey: [live, 'matters', filter],
    queryFn: ({ pageParam, signal }) => get<MatterList>('/matters', { ...filter, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useMatter = (chain: string, asOf: string | null) =>
  useQuery({
    queryKey: [live, 'matter', chain, asOf],
    queryFn: ({ signal }) => get<Matter>(`/matters/${encodeURIComponent(chain)}`, { asOf }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: asOf === null ? minute : false,
  })

/** The verdict with its full trace and its sentences. */
export const useExplanation = (verdictId: string | null, asOf: string | null) =>
  useQuery({
    queryKey: [live, 'explanation', verdictId, asOf],
    queryFn: ({ signal }) => get<Explanation>(`/verdicts/${encodeURIComponent(verdictId ?? '')}/explanation`, { asOf }, signal),
    enabled: verdictId !== null,
  })

export const useCatalogue = () => useQuery({ queryKey: [live, 'catalogue'], queryFn: ({ signal }) => get<CatalogueOverview>('/catalogue', {}, signal), staleTime: 5 * minute })

export const useVariants = () => useQuery({ queryKey: [live, 'variants'], queryFn: ({ signal }) => get<CatalogueVariants>('/catalogue/variants', {}, signal) })

const noNames: CatalogueNames = { nodes: {}, facts: {} }

/** What nodes and facts are called; the code itself until that is known. The function stays the same while the names do. */
export function useNames(): (code: string) => Text {
  const { data = noNames } = useQuery({ queryKey: ['names'], queryFn: ({ signal }) => get<CatalogueNames>('/catalogue/names', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  return useMemo(() => (code) => data.nodes[code] ?? data.facts[code] ?? { zh: code, en: code }, [data])
}

export const useFlow = (code: string | null) =>
  useQuery({
    queryKey: [live, 'flow', code],
    queryFn: ({ signal }) => get<FlowView>(`/catalogue/flows/${encodeURIComponent(code ?? '')}`, {}, signal),
    enabled: code !== null,
    placeholderData: keepPreviousData,
  })

export const useNode = (code: string | null) =>
  useQuery({
    queryKey: [live, 'node', code],
    queryFn: ({ signal }) => get<NodeView>(`/catalogue/nodes/${encodeURIComponent(code ?? '')}`, {}, signal),
    enabled: code !== null,
    placeholderData: keepPreviousData,
  })

export const noticesKey = ['notices'] as const

export const importsKey = ['imports'] as const

export const useImports = () => useQuery({ queryKey: importsKey, queryFn: ({ signal }) => get<ImportJob[]>('/imports', {}, signal) })
