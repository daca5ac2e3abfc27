import { keepPreviousData, useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../api/client.ts'
import { live } from '../api/queries.ts'
import { useMay } from '../api/session.ts'
import type { ActionRequest, MatterReports, OverrideView, WorkFlows, WorkList, WorkMatter, WorkRow } from '../api/types.ts'

const pageSize = 50
const minute = 60_000

/** Which list of internal matters: what waits for the reader, or all warnings of which the reader may know. */
export type Which = 'mine' | 'open' | 'closed'

export const useWorkList = (which: Which) =>
  useInfiniteQuery({
    queryKey: [live, 'work', which],
    queryFn: ({ pageParam, signal }) => get<WorkList>(which === 'mine' ? '/work' : '/findings', { ...(which === 'mine' ? {} : { state: which }), cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: minute,
  })

/** Kinds of internal matters, and what the reader may begin. */
export const useFlows = () => useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => get<WorkFlows>('/flows', {}, signal) })

/** Matters of one flow of which the reader may know. */
export const useFlowMatters = (flow: string, state: 'open' | 'closed') =>
  useInfiniteQuery({
    queryKey: [live, 'work', 'flow', flow, state],
    queryFn: ({ pageParam, signal }) => get<WorkList>(`/flows/${encodeURIComponent(flow)}/matters`, { state, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: minute,
  })

/** Warnings that came from one matter of law. */
export const useFindingsOf = (chain: string) =>
  useQuery({ queryKey: [live, 'findings-of', chain], queryFn: ({ signal }) => get<WorkList>('/findings', { matter: chain, limit: 200 }, signal) })

/** Acts of one matter of law that a rule stopped. */
export function useOverridesOf(chain: string) {
  const may = useMay()
  return useQuery({ enabled: may('overrides.read'), queryKey: [live, 'overrides-of', chain], queryFn: ({ signal }) => get<OverrideView[]>('/overrides', { matter: chain }, signal) })
}

const reportsPath = (chain: string): string => `/matters/${encodeURIComponent(chain)}/reports`

/** Whether the reader's agency has reported on one matter of law. */
export function useReports(chain: string) {
  const may = useMay()
  return useQuery({ enabled: may('work.read'), queryKey: [live, 'reports-of', chain], queryFn: ({ signal }) => get<MatterReports>(reportsPath(chain), {}, signal) })
}

/** Reports that nobody asked. What is open before an ending may be so no longer. */
export function useReportZero(chain: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => post<MatterReports>(reportsPath(chain), '{}', {}, { 'content-type': 'application/json' }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [live] }),
  })
}

export const internalPath = (flow: string, chain: string): string => `/work/${encodeURIComponent(flow)}/${encodeURIComponent(chain)}`

export const flowPath = (flow: string): string => `/work/${encodeURIComponent(flow)}`

const apiPath = (flow: string, chain: string): string => `/flows/${encodeURIComponent(flow)}/matters/${encodeURIComponent(chain)}`

export const documentPath = (flow: string, chain: string, id: string): string => `/api/v1${apiPath(flow, chain)}/documents/${encodeURIComponent(id)}`

const matterKey = (chain: string) => [live, 'internal', chain] as const

export const useInternal = (flow: string, chain: string) =>
  useQuery({ queryKey: matterKey(chain), queryFn: ({ signal }) => get<WorkMatter>(apiPath(flow, chain), {}, signal), refetchInterval: minute })

/** Several matters, those that have arrived; the same array as long as nothing new has. */
export const useInternals = (rows: readonly WorkRow[], asOf: string | null = null): WorkMatter[] =>
  useQueries({
    queries: rows.map(({ flow, chain }) => ({ queryKey: asOf === null ? matterKey(chain) : [...matterKey(chain), asOf], queryFn: ({ signal }: { signal: AbortSignal }) => get<WorkMatter>(apiPath(flow, chain), { asOf }, signal), staleTime: minute })),
    combine: arrived,
  })

const arrived = (results: readonly { data: WorkMatter | undefined }[]): WorkMatter[] => results.flatMap(({ data }) => data ?? [])

/** Begins a matter; the answer is the matter as it then stands. */
export function useBegin(flow: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: Omit<ActionRequest, 'expected'>) => post<WorkMatter>(`/flows/${encodeURIComponent(flow)}/matters`, JSON.stringify(request), {}, { 'content-type': 'application/json' }),
    onSuccess: (now) => {
      queries.setQueryData(matterKey(now.chain), now)
      void queries.invalidateQueries({ queryKey: [live, 'work'] })
    },
  })
}

/** Takes a step; the answer is the matter as it then stands. Where somebody was faster, the matter is read again. */
export function useAct(matter: WorkMatter, node: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: ActionRequest) => post<WorkMatter>(`${apiPath(matter.flow, matter.chain)}/actions/${encodeURIComponent(node)}`, JSON.stringify(request), {}, { 'content-type': 'application/json' }),
    onSuccess: (now) => {
      queries.setQueryData(matterKey(matter.chain), now)
      void queries.invalidateQueries({ queryKey: [live, 'work'] })
    },
    onError: () => void queries.invalidateQueries({ queryKey: matterKey(matter.chain) }),
  })
}
