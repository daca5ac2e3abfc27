/** Asking for the trail and its state. The conditions stand in the address. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AuditCheck, AuditChoices, AuditList, AuditState } from '../api/types.ts'
import { address, get, post } from '../api/client.ts'
import { useAddress } from '../shell/use-address.ts'

const fields = ['from', 'to', 'actor', 'action', 'object'] as const
export type AuditField = (typeof fields)[number]

export function useAuditSearch() {
  const { search, choose } = useAddress()
  const of = (field: AuditField): string => search.get(field) ?? ''
  const filter: Record<AuditField, string> = { from: of('from'), to: of('to'), actor: of('actor'), action: of('action'), object: of('object') }
  const query = useInfiniteQuery({
    queryKey: ['audit', 'lines', filter],
    queryFn: ({ pageParam, signal }) => get<AuditList>('/audit', { ...filter, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    // looking at the trail adds to it
    staleTime: 0,
  })
  return {
    filter,
    query,
    lines: query.data?.pages.flatMap((page) => page.lines) ?? [],
    filtered: fields.some((field) => filter[field] !== ''),
    set: (field: AuditField, value: string) => choose({ [field]: value === '' ? null : value }),
    clear: () => choose(Object.fromEntries(fields.map((field) => [field, null])), false),
    exportPath: address('/audit/export', filter),
  }
}

export type AuditSearch = ReturnType<typeof useAuditSearch>

export const useChoices = () => useQuery({ queryKey: ['audit', 'choices'], queryFn: ({ signal }) => get<AuditChoices>('/audit/choices', {}, signal) })

const stateKey = ['audit', 'state'] as const
/** While a check runs its progress is asked for so often, in milliseconds. */
const pace = 700

export const useAuditState = () =>
  useQuery({ queryKey: stateKey, queryFn: ({ signal }) => get<AuditState>('/audit/state', {}, signal), refetchInterval: (query) => (query.state.data?.check?.state === 'running' ? pace : false) })

export function useStartCheck() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => post<AuditCheck>('/audit/checks', '{}', {}, { 'content-type': 'application/json' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}
