import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { DutyAct, DutyPeople, DutySheet } from '../api/types.ts'
import { readPeriod } from './period.ts'

const minute = 60_000

/** Whose lists may be looked at, by name, number or unit. */
export const useDutyPeople = (q: string | null) => useQuery({ queryKey: ['duties', 'people', q], queryFn: ({ signal }) => get<DutyPeople>('/duties', { q }, signal), placeholderData: keepPreviousData })

export const useSheet = (person: string | null, period: string) =>
  useQuery({ enabled: person !== null, queryKey: ['duties', person, period], queryFn: ({ signal }) => get<DutySheet>(`/duties/${encodeURIComponent(person ?? '')}`, { period }, signal), placeholderData: keepPreviousData, refetchInterval: minute })

/** Every act of a duty, once they are asked for. */
export const useDutyActs = (person: string, duty: string, period: string, enabled: boolean) =>
  useInfiniteQuery({
    enabled,
    queryKey: ['duties', person, period, duty],
    queryFn: ({ pageParam, signal }) => get<{ items: DutyAct[]; nextCursor: string | null }>(`/duties/${encodeURIComponent(person)}/acts/${encodeURIComponent(duty)}`, { period, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** 2026年第4季度; Q4 2026. */
export function usePeriodText(): (id: string) => string {
  const { t } = useTranslation()
  return (id) => {
    const period = readPeriod(id)
    if (period === null) return id
    const { kind, year, number } = period
    return kind === 'year' ? t('duties.ofYear', { year }) : kind === 'quarter' ? t('duties.ofQuarter', { year, quarter: number }) : t('duties.ofMonth', { year, month: number })
  }
}
