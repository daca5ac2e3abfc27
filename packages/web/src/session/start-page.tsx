/** Where somebody begins who has no part in what is done on the platform: what the role is for, what it does not see, and what there is. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import type { RolesView } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import './session.css'

export const StartPage = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { actor } = useSession()
  const { data, error, refetch } = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const mine = data?.roles.filter(({ id }) => actor?.roles.some((role) => role.id === id)) ?? []
  const closed = data?.areas.filter(({ permissions }) => !permissions.some(({ id }) => actor?.permissions.includes(id))).map(({ name }) => say(name)) ?? []
  return (
    <div className="own start">
      <h1>{t('session.start.title', { name: actor?.name ?? '' })}</h1>
      {data === undefined && (error === null ? <Loading /> : <RequestFailure error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && (
        <>
          <section>
            <h2>{mine.map(({ name }) => say(name)).join(t('common.separator'))}</h2>
            {mine.map(({ id, does }) => (
              <p key={id}>{say(does)}</p>
            ))}
            <p>{t('session.start.nothing')}</p>
          </section>
          <section>
            <h2>{t('session.start.closed')}</h2>
            <p>{closed.join(t('common.separator'))}</p>
            <p className="i2">{t('session.start.why')}</p>
          </section>
          <section>
            <h2>{t('session.start.open')}</h2>
            <ul>
              <li>
                <Link to="/notices">{t('session.start.notices')}</Link>
              </li>
              <li>
                <Link to="/account">{t('session.own.title')}</Link>
              </li>
              <li>
                <Link to="/system">{t('session.start.permissions')}</Link>
              </li>
            </ul>
          </section>
        </>
      )}
    </div>
  )
}
