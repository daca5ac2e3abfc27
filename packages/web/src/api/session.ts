import type { QueryClient } from '@tanstack/react-query'
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { SessionState } from './types.ts'
import { address, get, post, remove } from './client.ts'

export const sessionKey = ['session'] as const

export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: ({ signal }) => get<SessionState>('/session', {}, signal), staleTime: 60_000 })

export const useSessionQuery = () => useQuery(sessionQuery)

/** Below the gate: who is signed in is known there. */
export function useSession(): SessionState {
  return useSuspenseQuery(sessionQuery).data
}

/** May whoever is signed in do this? What they may not do is not shown; the server decides all the same. */
export function useMay(): (permission: string) => boolean {
  const { actor } = useSession()
  return (permission) => actor?.permissions.includes(permission) ?? false
}

const json = { 'content-type': 'application/json' }

export const sendJson = <T>(path: string, body: object): Promise<T> => post<T>(path, JSON.stringify(body), {}, json)

export const signIn = (account: string, password: string, code: string): Promise<SessionState> => sendJson<SessionState>('/session', { account, password, ...(code === '' ? {} : { code }) })

export const signInDemo = (account: string): Promise<SessionState> => sendJson<SessionState>('/session/demo', { account })

/** Where the browser goes to sign in at the identity provider; it comes back to the page on which it is now. */
export function ssoAddress(): string {
  const { pathname, search } = window.location
  const query = new URLSearchParams(search)
  query.delete('sso')
  const asked = query.toString()
  return address('/session/sso', { to: pathname + (asked === '' ? '' : `?${asked}`) })
}

export const giveCode = (code: string): Promise<SessionState> => sendJson<SessionState>('/session/code', { code })

export const signOut = (): Promise<SessionState> => remove<SessionState>('/session')

/** Another person sees other things: nothing of the one before stays. */
export function become(queries: QueryClient, state: SessionState): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
  queries.setQueryData(sessionKey, state)
}
