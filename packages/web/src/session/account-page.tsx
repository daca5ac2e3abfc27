import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '../api/client.ts'
import { sessionKey, useSession } from '../api/session.ts'
import type { SessionState, SessionView } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOf, nowIso } from '../format/moment.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProblemLine } from './problem-line.tsx'
import './session.css'

const TotpForm = lazy(async () => ({ default: (await import('./totp-form.tsx')).TotpForm }))

const listKey = ['sessions'] as const

const Sessions = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const list = useQuery({ queryKey: listKey, queryFn: ({ signal }) => get<SessionView[]>('/account/sessions', {}, signal) })
  const end = useMutation({ mutationFn: (id: string) => remove<SessionView[]>(`/account/sessions/${id}`), onSuccess: (left) => queries.setQueryData(listKey, left) })
  if (list.data === undefined) return list.error === null ? <Loading /> : <RequestFailure error={list.error} onRetry={() => void list.refetch()} />
  const moment = (text: string): string => momentInTable(text, momentOf(nowIso()).day, language)
  return (
    <section>
      <h2>{t('session.own.sessions')}</h2>
      <p className="i2">{t('session.own.sessionsLead')}</p>
      <ProblemLine error={end.error} />
      <ul>
        {list.data.map((one) => (
          <li key={one.id}>
            <span className="grow">
              <span className="row">
                {t('session.own.since', { moment: moment(one.createdAt) })}
                {one.current && <span className="tag">{t('session.own.here')}</span>}
              </span>
              <span className="s12 i3">
                {t('session.own.seen', { moment: moment(one.seenAt) })}{t('common.dot')}{one.address}
              </span>
            </span>
            {!one.current && (
              <button type="button" className="btn sm" aria-label={t('session.own.endLabel', { moment: moment(one.createdAt) })} onClick={() => end.mutate(one.id)}>
                {t('session.own.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const SecondFactor = ({ state, onDone }: { state: SessionState; onDone: (next: SessionState) => void }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h2>{t('session.code')}</h2>
      <p className="i2">{t(state.totp ? 'session.own.totpOn' : 'session.own.totpOff')}</p>
      {!state.totp && !open && (
        <p>
          <button type="button" className="btn" onClick={() => setOpen(true)}>
            {t('session.own.totpSet')}
          </button>
        </p>
      )}
      {open && !state.totp && (
        <Suspense fallback={<Loading />}>
          <TotpForm onDone={onDone} />
        </Suspense>
      )}
    </section>
  )
}

/** One's own account: posts, where one is signed in, password, second factor. */
export const AccountPage = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const state = useSession()
  const queries = useQueryClient()
  const [changed, setChanged] = useState(false)
  const done = (next: SessionState) => {
    queries.setQueryData(sessionKey, next)
    void queries.invalidateQueries({ queryKey: listKey })
  }
  return (
    <div className="own">
      <h1>{t('session.own.title')}</h1>
      {state.actor?.kind !== 'person' ? (
        <p className="i2">{t('session.own.local')}</p>
      ) : (
        <>
          <section>
            <h2>{t('session.own.posts')}</h2>
            <ul>
              {state.actor.held.map(({ role, name, unit, title, insteadOf }) => (
                <li key={`${role} ${unit.id} ${insteadOf ?? ''}`}>
                  <strong>{say(name)}</strong>
                  <span className="i2">
                    {unit.name} {title}
                  </span>
                  {insteadOf !== null && <span className="tag">{t('shell.person.insteadOf', { name: insteadOf })}</span>}
                </li>
              ))}
            </ul>
          </section>
          <Sessions />
          <SecondFactor state={state} onDone={done} />
          <section>
            <h2>{t('session.change.title')}</h2>
            {changed ? (
              <output className="c-ok">{t('session.change.done')}</output>
            ) : (
              <PasswordForm
                onDone={(next) => {
                  done(next)
                  setChanged(true)
                }}
              />
            )}
          </section>
        </>
      )}
    </div>
  )
}
