import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, getDescription } from '../api/client.ts'
import type { RolesView } from '../api/types.ts'
import { Seg } from '../shell/seg.tsx'
import { useAddress } from '../shell/use-address.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import type { Description, Route } from './interface.ts'
import { inLanguage, routesOf } from './interface.ts'
import { SystemTabs } from './system-tabs.tsx'
import './system.css'

const extents = ['clients', 'all'] as const

/** 接口说明: every route with what it takes, answers and refuses; first those that a client can be given. */
export const InterfacePage = () => {
  const { t } = useTranslation()
  const { search, choose } = useAddress()
  const extent = extents.find((known) => known === search.get('show')) ?? 'clients'
  const description = useQuery({ queryKey: ['openapi'], queryFn: ({ signal }) => getDescription<Description>(signal), staleTime: Number.POSITIVE_INFINITY })
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const failed = [description, roles].find(({ isError }) => isError)
  return (
    <div className="sys">
      <SystemTabs />
      <p className="s13">
        <Link to="/system/clients">{t('system.clients.title')}</Link>
      </p>
      <h1>{t('system.interface.title')}</h1>
      <p className="i2">{t('system.interface.lead')}</p>
      <p className="row wrap">
        <Seg label={t('system.interface.show')} options={extents.map((value) => ({ value, label: t(`system.interface.extents.${value}`) }))} value={extent} onChange={(value) => choose({ show: value === 'clients' ? null : value })} />
        <a href="/api/openapi.json">{t('system.interface.file')}</a>
        <a href="/api/errors">{t('system.interface.errors')}</a>
      </p>
      {failed !== undefined && <RequestFailure error={failed.error ?? new Error('')} onRetry={() => void failed.refetch()} />}
      {failed === undefined && (description.data === undefined || roles.data === undefined) && <Loading lines={6} />}
      {description.data !== undefined && roles.data !== undefined && <Areas routes={routesOf(description.data)} view={roles.data} all={extent === 'all'} />}
    </div>
  )
}

const Areas = ({ routes, view, all }: { routes: readonly Route[]; view: RolesView; all: boolean }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const shown = all ? routes : routes.filter(({ operation }) => operation['x-permissions']?.some((permission) => view.clients.includes(permission)) === true)
  const areas = [...view.areas.map(({ id, name }) => ({ id, name: say(name) })), { id: 'public', name: t('system.interface.open') }]
  return areas.map(({ id, name }) => {
    const own = shown.filter(({ area }) => area === id)
    return own.length === 0 ? null : (
      <section key={id}>
        <h2>{name}</h2>
        <ul className="people routes">
          {own.map((route) => (
            <RouteItem key={`${route.method} ${route.path}`} route={route} view={view} />
          ))}
        </ul>
      </section>
    )
  })
}

const RouteItem = ({ route: { method, path, operation }, view }: { route: Route; view: RolesView }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const { summary = '', description = '', parameters = [], requestBody, responses = {} } = operation
  const permissions = view.areas.flatMap((area) => area.permissions).filter(({ id }) => operation['x-permissions']?.includes(id) === true)
  const taken = [...parameters.map(({ name, required }) => (required === true ? name : t('system.interface.optional', { name }))), ...(requestBody === undefined ? [] : [t('system.interface.body')])]
  const facts: [string, string][] = [
    [t('system.interface.permission'), permissions.length === 0 ? t('system.interface.anybody') : permissions.map(({ name }) => say(name)).join(t('common.separator'))],
    [t('system.interface.takes'), taken.length === 0 ? t('common.none') : taken.join(t('common.separator'))],
    [t('system.interface.answers'), Object.keys(responses).join(t('common.separator'))],
  ]
  return (
    <li>
      <div>
        <strong>{inLanguage(summary, language)}</strong>
        <p className="mono s12 wrap-any">
          {method} {path}
        </p>
        {description !== '' && <p className="s13 i2">{inLanguage(description, language)}</p>}
      </div>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
