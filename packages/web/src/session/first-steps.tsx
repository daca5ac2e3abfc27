import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { become, giveCode, signOut } from '../api/session.ts'
import type { Pending, SessionState } from '../api/types.ts'
import { Loading } from '../states/loading.tsx'
import { SessionFrame } from './frame.tsx'
import { formText } from './form-text.ts'
import { ProblemLine } from './problem-line.tsx'
import { PasswordForm } from './password-form.tsx'

const TotpForm = lazy(async () => ({ default: (await import('./totp-form.tsx')).TotpForm }))

/** The code that is owed after the identity provider. */
const CodeForm = ({ onDone }: { onDone: (state: SessionState) => void }) => {
  const { t } = useTranslation()
  const give = useMutation({ mutationFn: giveCode, onSuccess: onDone })
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate(formText(event.currentTarget, 'code'))
      }}
    >
      <label>
        {t('session.code')}
        <input className="field" name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required placeholder={t('session.codeHint')} />
      </label>
      <ProblemLine error={give.error} />
      <button type="submit" className="btn pri" disabled={give.isPending}>
        {t('session.first.confirm')}
      </button>
    </form>
  )
}

const titles = { password: 'session.first.passwordTitle', totp: 'session.first.totpTitle', code: 'session.first.codeTitle' } as const
const leads = { password: 'session.first.passwordLead', totp: 'session.first.totpLead', code: 'session.first.codeLead' } as const

/** What must be done once before the workbench opens: a password of one's own, then the second factor where the role asks for it; after the identity provider, a code of it. */
export const FirstSteps = ({ state, pending }: { state: SessionState; pending: Pending }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const done = (next: SessionState) => become(queries, next)
  const leave = useMutation({ mutationFn: signOut, onSuccess: done })
  const { length, classes } = state.password
  return (
    <SessionFrame>
      <div className="gate-head">
        <h1>{t(titles[pending])}</h1>
        <p className="i2">{t(leads[pending], { length, classes })}</p>
      </div>
      {pending === 'password' ? (
        <PasswordForm onDone={done} />
      ) : pending === 'code' ? (
        <CodeForm onDone={done} />
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
