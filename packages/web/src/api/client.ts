import { QueryCache, QueryClient } from '@tanstack/react-query'
import { i18next } from '../i18n/index.ts'
import { idleSeconds } from './idle.ts'
import { ApiError, problemOf } from './problem.ts'
import { proofGiven } from './proof.ts'

/** Values left undefined, null or empty do not appear in the address. */
export type Query = Readonly<Record<string, string | number | null | undefined>>

export const address = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined || value === null || value === '' ? [] : [[key, String(value)]]))
  const search = new URLSearchParams(given).toString()
  return `/api/v1${path}${search === '' ? '' : `?${search}`}`
}

const PROOF = address('/session/proof')

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('accept', 'application/json, application/problem+json')
  headers.set('accept-language', i18next.language)
  headers.set('x-idle-seconds', String(idleSeconds()))
  const response = await fetch(path, { ...init, headers })
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.code === 'HJ-AUT-019' && path !== PROOF && (await proofGiven())) return await call(path, init)
    throw new ApiError(problem)
  }
  return (await response.json()) as T
}

/** Throws `ApiError` with the server's problem document, or the browser's TypeError when nothing answered. */
export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => call<T>(address(path, query), signal === undefined ? {} : { signal })

/** The description of the interface itself; it stands above its version. */
export const getDescription = <T>(signal?: AbortSignal): Promise<T> => call<T>('/api/openapi.json', signal === undefined ? {} : { signal })

export const post = <T>(path: string, body: BodyInit, query?: Query, headers?: HeadersInit): Promise<T> =>
  call<T>(address(path, query), { method: 'POST', body, ...(headers === undefined ? {} : { headers }) })

export const remove = <T>(path: string): Promise<T> => call<T>(address(path), { method: 'DELETE' })

/** The session has ended, or something must be set up first: the gate asks anew who is signed in. */
const concernsSession = (error: Error): boolean => error instanceof ApiError && ['HJ-AUT-001', 'HJ-AUT-010'].includes(error.problem.code)

/** A refusal (4xx) will not change by asking again; anything else is tried twice more. */
const worthRetrying = (failures: number, error: Error): boolean => failures < 2 && !(error instanceof ApiError && error.problem.status < 500)

export function createQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (concernsSession(error)) void queries.invalidateQueries({ queryKey: ['session'] })
      },
    }),
    defaultOptions: { queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true } },
  })
  return queries
}
