import { QueryClient } from '@tanstack/react-query'
import { i18next } from '../i18n/index.ts'
import { ApiError, problemOf } from './problem.ts'

/** Values left undefined, null or empty do not appear in the address. */
export type Query = Readonly<Record<string, string | number | null | undefined>>

export const address = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined || value === null || value === '' ? [] : [[key, String(value)]]))
  const search = new URLSearchParams(given).toString()
  return `/api/v1${path}${search === '' ? '' : `?${search}`}`
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('accept', 'application/json, application/problem+json')
  headers.set('accept-language', i18next.language)
  const response = await fetch(path, { ...init, headers })
  if (!response.ok) throw new ApiError(await problemOf(response))
  return (await response.json()) as T
}

/** Throws `ApiError` with the server's problem document, or the browser's TypeError when nothing answered. */
export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => call<T>(address(path, query), signal === undefined ? {} : { signal })

export const post = <T>(path: string, body: BodyInit, query?: Query, headers?: HeadersInit): Promise<T> =>
  call<T>(address(path, query), { method: 'POST', body, ...(headers === undefined ? {} : { headers }) })

/** A refusal (4xx) will not change by asking again; anything else is tried twice more. */
const worthRetrying = (failures: number, error: Error): boolean => failures < 2 && !(error instanceof ApiError && error.problem.status < 500)

export const createQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true } } })
