import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, post } from '../api/client.ts'
import type { DraftCheck, DraftRun, RuleText } from '../api/types.ts'

const json = { 'content-type': 'application/json' }
const TYPING_MS = 350
const POLL_MS = 700

export const useRuleText = (rule: string) => useQuery({ queryKey: ['rule-text', rule], queryFn: ({ signal }) => get<RuleText>(`/catalogue/rules/${encodeURIComponent(rule)}/text`, {}, signal), staleTime: Number.POSITIVE_INFINITY })

/** The text as it was when typing last paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Checks the draft whenever typing pauses; the answer to an older text is never shown for a newer one. */
export function useCheck(rule: string, text: string): { check: DraftCheck | null; checking: boolean } {
  const settled = useSettled(text)
  const { data, isFetching } = useQuery({
    queryKey: ['draft-check', rule, settled],
    queryFn: () => post<DraftCheck>('/drafts/check', JSON.stringify({ rule, text: settled }), {}, json),
    enabled: settled !== '',
  })
  return { check: settled === text ? (data ?? null) : null, checking: isFetching || settled !== text }
}

/** Tries the draft on everything that is stored, and follows how far it is. */
export function useTrial(rule: string) {
  const start = useMutation({ mutationFn: (text: string) => post<DraftRun>('/drafts', JSON.stringify({ rule, text }), {}, json) })
  const id = start.data?.id ?? null
  const follow = useQuery({
    queryKey: ['draft-run', id],
    queryFn: ({ signal }) => get<DraftRun>(`/drafts/${id}`, {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? POLL_MS : false),
  })
  return { start, run: follow.data ?? start.data ?? null, text: start.variables ?? null }
}

interface Health {
  reevaluation: { total: number; done: number } | null
}

/** Adopts the draft; the server then starts again and judges the store anew, which is followed until it is over. */
export function useAdoption(rule: string) {
  const adopt = useMutation({ mutationFn: ({ text, from }: { text: string; from: string }) => post<{ adopted: boolean }>('/drafts/adopt', JSON.stringify({ rule, text, from }), {}, json) })
  const health = useQuery({
    queryKey: ['draft-adopted', rule, adopt.submittedAt],
    queryFn: async () => {
      const response = await fetch('/api/health')
      return (await response.json()) as Health
    },
    enabled: adopt.isSuccess,
    retry: true,
    retryDelay: POLL_MS,
    refetchInterval: ({ state }) => (state.dataUpdateCount > 3 && state.data?.reevaluation === null ? false : POLL_MS),
  })
  return { adopt, judging: health.data?.reevaluation ?? null, settled: health.data !== undefined && health.data.reevaluation === null && !health.isFetching }
}
