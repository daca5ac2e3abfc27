import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import type { RoleView, RolesView } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { SystemTabs } from './system-tabs.tsx'
import './system.css'

/** What a role may do, area by area, in words. */
const Words = ({ permissions, view }: { permissions: readonly string[]; view: RolesView }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const areas = view.areas.map((area) => ({ ...area, permissions: area.permissions.filter(({ id }) => permissions.includes(id)) })).filter((area) => area.permissions.length > 0)
  return (
    <dl>
      {areas.map((area) => (
        <div key={area.id}>
          <dt>{say(area.name)}</dt>
          <dd>{area.permissions.map(({ name }) => say(name)).join(t('common.separator'))}</dd>
        </div>
      ))}
    </dl>
  )
}

const Role = ({ role, view, isMine }: { role: RoleView; view: RolesView; isMine: boolean }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const names = role.excludes.map((id) => view.roles.find((other) => other.id === id)).flatMap((other) => (other === undefined ? [] : [say(other.name)]))
  return (
    <li className={isMine ? 'mine' : undefined}>
      <h2 className="row">
        {say(role.name)}
        {isMine && <span className="tag">{t('system.permissions.mine')}</span>}
      </h2>
      <p className="i2">{say(role.does)}</p>
      <Words permissions={role.permissions} view={view} />
      {role.permissions.includes('matters.read') && <p className="s12 i3">{t(`system.permissions.sees.${role.sees}`)}</p>}
      {role.totp && <p className="s12 i3">{t('system.permissions.totp')}</p>}
      {names.length > 0 && <p className="s12 i3">{t('system.permissions.separate', { roles: names.join(t('common.separator')) })}</p>}
    </li>
  )
}

/** 谁可以做什么: roles × permissions, in words. */
export const PermissionsPage = () => {
  const { t } = useTranslation()
  const { actor } = useSession()
  const { data, error, refetch } = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  return (
    <div className="sys">
      <SystemTabs />
      <h1>{t('system.permissions.title')}</h1>
      <p className="i2">{t('system.permissions.lead')}</p>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <RequestFailure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <ul className="roles">
          <li>
            <h2>{t('system.permissions.everyone')}</h2>
            <Words permissions={data.everyone} view={data} />
          </li>
          {data.roles.map((role) => (
            <Role key={role.id} role={role} view={data} isMine={actor?.roles.some(({ id }) => id === role.id) ?? false} />
          ))}
        </ul>
      )}
    </div>
  )
}
