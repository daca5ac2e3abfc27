import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { useSessionQuery } from '../api/session.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { FirstSteps } from './first-steps.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** Whoever has not signed in sees the sign-in page, under whatever address; the address is kept for afterwards. */
export const SessionGate = ({ children }: { children: ReactNode }) => {
  const { data, error, refetch } = useSessionQuery()
  if (data === undefined) return error === null ? <Loading /> : <RequestFailure error={error} onRetry={() => void refetch()} />
  if (data.actor === null) return <SignInPage demo={data.demo} sso={data.sso} />
  if (data.pending !== null) return <FirstSteps state={data} pending={data.pending} />
  return <Suspense fallback={<Loading />}>{children}</Suspense>
}
