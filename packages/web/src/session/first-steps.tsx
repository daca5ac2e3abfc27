import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { become, signOut } from '../api/session.ts'
import type { Pending, SessionState } from '../api/types.ts'
import { Loading } from '../states/loading.tsx'
import { SessionFrame } from './frame.tsx'
import { PasswordForm } from './password-form.tsx'

const TotpForm = lazy(async () => ({ default: (await import('./totp-form.tsx')).TotpForm }))

/** What must be done once before the workbench opens: a password of one's own, then the second factor where the role asks for it. */
export const FirstSteps = ({ state, pending }: { state: SessionState; pending: Pending }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const done = (next: SessionState) => become(queries, next)
  const leave = useMutation({ mutationFn: signOut, onSuccess: done })
  const { length, classes } = state.password
  return (
    <SessionFrame>
      <div className="gate-head">
        <h1>{t(pending === 'password' ? 'session.first.passwordTitle' : 'session.first.totpTitle')}</h1>
        <p className="i2">{pending === 'password' ? t('session.first.passwordLead', { length, classes }) : t('session.first.totpLead')}</p>
      </div>
      {pending === 'password' ? (
        <PasswordForm onDone={done} />
      ) : (
        <Suspense fallback={<Loading />}>
          <TotpForm onDone={done} />
        </Suspense>
      )}
      <button type="button" className="btn txt" onClick={() => leave.mutate()}>
        {t('session.first.later')}
      </button>
    </SessionFrame>
  )
}
