import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { become, signIn, signInDemo, ssoAddress } from '../api/session.ts'
import type { DemoPerson } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { SessionFrame } from './frame.tsx'
import { PasswordField } from './password-field.tsx'
import { ProblemLine } from './problem-line.tsx'
import { formText } from './form-text.ts'

const asksCode = (error: Error | null): boolean => error instanceof ApiError && error.problem.code === 'HJ-AUT-003'

const SignInForm = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [withCode, setWithCode] = useState(false)
  const attempt = useMutation({
    mutationFn: (given: FormData) => signIn(formText(given, 'account'), formText(given, 'password'), formText(given, 'code')),
    onSuccess: (state) => become(queries, state),
    onError: (error) => asksCode(error) && setWithCode(true),
  })
  // That a code is asked for is no failure; that it was wrong is.
  const error = asksCode(attempt.error) && attempt.variables?.get('code') === null ? null : attempt.error
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault()
        attempt.mutate(new FormData(event.currentTarget))
      }}
    >
      <label>
        {t('session.account')}
        <input className="field" name="account" autoComplete="username" autoCapitalize="none" spellCheck={false} required maxLength={60} />
      </label>
      <PasswordField label={t('session.password')} name="password" autoComplete="current-password" maxLength={400} />
      {withCode && (
        <label>
          {t('session.code')}
          <input className="field" name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required placeholder={t('session.codeHint')} />
        </label>
      )}
      <ProblemLine error={error} />
      <button type="submit" className="btn pri" disabled={attempt.isPending}>
        {attempt.isPending ? t('session.working') : t('session.signIn')}
      </button>
      <p className="s12 i3">{t('session.forgot')}</p>
    </form>
  )
}

const DemoPeople = ({ people }: { people: readonly DemoPerson[] }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const queries = useQueryClient()
  const choice = useMutation({ mutationFn: signInDemo, onSuccess: (state) => become(queries, state) })
  return (
    <section aria-labelledby="demo-title" className="gate-demo">
      <h2 id="demo-title">{t('session.demoTitle')}</h2>
      <p className="i2">{t('session.demoHint')}</p>
      <ProblemLine error={choice.error} />
      <ul>
        {people.map((person) => (
          <li key={person.account}>
            <button type="button" disabled={choice.isPending} onClick={() => choice.mutate(person.account)}>
              <strong>{say(person.roleName)}</strong>
              <span className="s13 i2">
                {person.name}{t('common.dot')}{person.unit}
              </span>
              <span className="s12 i3">{say(person.does)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The way to the identity provider of the house, and what became of the last attempt. */
const SingleSignOn = () => {
  const { t } = useTranslation()
  const { search } = window.location
  const code = new URLSearchParams(search).get('sso')
  return (
    <div className="gate-sso">
      {code !== null && (
        <div className="problem-line" role="alert">
          <p>
            <strong>{t(code === 'HJ-AUT-017' ? 'session.sso.unknown' : 'session.sso.failed')}</strong> <span className="i2">{t(code === 'HJ-AUT-017' ? 'session.sso.unknownRemedy' : 'session.sso.failedRemedy')}</span> <span className="s12 i3 mono">{code.slice(0, 10)}</span>
          </p>
        </div>
      )}
      <a className="btn" href={ssoAddress()}>
        {t('session.sso.go')}
      </a>
    </div>
  )
}

/** With a demonstration the people come first; their own accounts are for those who made one. */
export const SignInPage = ({ demo, sso }: { demo: readonly DemoPerson[] | null; sso: boolean }) => {
  const { t } = useTranslation()
  const isDemo = demo !== null && demo.length > 0
  return (
    <SessionFrame>
      <div className="gate-head">
        <h1>{t('session.title')}</h1>
        <p className="i2">{t('session.lead')}</p>
      </div>
      {sso && <SingleSignOn />}
      {isDemo ? (
        <>
          <DemoPeople people={demo} />
          <details className="gate-own">
            <summary>{t('session.ownAccount')}</summary>
            <SignInForm />
          </details>
        </>
      ) : (
        <SignInForm />
      )}
    </SessionFrame>
  )
}
