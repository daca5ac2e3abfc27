import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { live } from '../api/queries.ts'
import type { CustodyGroup, CustodyList } from '../api/types.ts'
import { useAddress } from '../shell/use-address.ts'

export type CustodyItem = CustodyList['rows'][number]

export const custodyGroups: readonly CustodyGroup[] = ['without', 'stuck', 'in7', 'later', 'open']

/** Who is held, the shortest time left first. The choices stand in the address. */
export const useCustody = () => {
  const { search, choose: set } = useAddress()
  const group = custodyGroups.find((known) => known === search.get('group')) ?? null
  const ground = search.get('ground')
  const chosen = search.get('clock')
  const query = useInfiniteQuery({
    queryKey: [live, 'custody', group, ground],
    queryFn: ({ pageParam, signal }) => get<CustodyList>('/custody', { group, ground, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const pages = query.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  return { query, list: pages[0] ?? null, rows, group, ground, chosen: rows.find((row) => row.verdict.id === chosen) ?? null, set }
}

export type Custody = ReturnType<typeof useCustody>
