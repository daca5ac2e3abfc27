import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { noticesKey } from '../api/queries.ts'
import { sendJson, useSession } from '../api/session.ts'
import type { NoticeList } from '../api/types.ts'

const pageSize = 50
const minute = 60_000

export type Which = 'unread' | 'all'

/** How many are unread. The stream tells of new ones; asking once a minute makes up for readers who have none. */
export function useUnread(): number | null {
  const { actor } = useSession()
  const { data } = useQuery({ enabled: actor?.kind === 'person', queryKey: [...noticesKey, 'count'], queryFn: ({ signal }) => get<NoticeList>('/notices', { limit: 1 }, signal), refetchInterval: minute })
  return actor?.kind === 'person' ? (data?.unread ?? 0) : null
}

export const useNotices = (which: Which) =>
  useInfiniteQuery({
    queryKey: [...noticesKey, which],
    queryFn: ({ pageParam, signal }) => get<NoticeList>('/notices', { unread: which === 'unread' ? 'true' : null, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** Null marks all of them. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({ mutationFn: (seqs: number[] | null) => sendJson<{ unread: number }>('/notices/read', { seqs }), onSuccess: () => void queries.invalidateQueries({ queryKey: noticesKey }) })
}
