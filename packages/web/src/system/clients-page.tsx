import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { sendJson, useMay } from '../api/session.ts'
import type { ClientView, NewKey } from '../api/types.ts'
import { CopyButton } from '../matter/copy-button.tsx'
import { ProblemLine } from '../session/problem-line.tsx'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { Note } from '../states/note.tsx'
import type { NewClient } from './client-form.tsx'
import { ClientForm } from './client-form.tsx'
import type { Change } from './client-item.tsx'
import { ClientItem } from './client-item.tsx'
import { clientsKey } from './keys.ts'
import { SystemTabs } from './system-tabs.tsx'
import './system.css'

const send = (id: string, { verb, ...body }: Change): Promise<ClientView | NewKey> => sendJson<ClientView | NewKey>(`/clients/${encodeURIComponent(id)}/${verb}`, body)

/** 接口客户: programs that push events or ask before an act, with their keys. */
export const ClientsPage = () => {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const [registering, setRegistering] = useState(false)
  // Kept here only: once it is closed, nobody can show it again.
  const [made, setMade] = useState<NewKey | null>(null)
  const list = useQuery({ queryKey: clientsKey, queryFn: ({ signal }) => get<ClientView[]>('/clients', {}, signal) })
  const act = useMutation({
    mutationFn: (work: () => Promise<ClientView | NewKey>) => work(),
    onSuccess: (answer) => {
      if ('key' in answer) setMade(answer)
      setRegistering(false)
      void queries.invalidateQueries({ queryKey: clientsKey })
    },
  })
  const register = (client: NewClient) => act.mutate(() => sendJson<NewKey>('/clients', client))
  return (
    <div className="sys">
      <SystemTabs />
      <div className="row wrap">
        <h1>{t('system.clients.title')}</h1>
        {may('clients.manage') && !registering && (
          <button type="button" className="btn pri right" onClick={() => setRegistering(true)}>
            {t('system.clients.register')}
          </button>
        )}
      </div>
      <p className="i2">
        {t('system.clients.lead')} <Link to="/system/interface">{t('system.interface.link')}</Link>
      </p>
      {made !== null && (
        <output className="told">
          {t('system.clients.shownOnce', { client: made.client.name })}
          <strong className="mono wrap-any">{made.key}</strong>
          <CopyButton text={made.key} label={t('system.clients.copy')} done={t('system.clients.copied')} />
          <button type="button" className="btn sm" onClick={() => setMade(null)}>
            {t('common.close')}
          </button>
        </output>
      )}
      <ProblemLine error={act.error} />
      {registering && <ClientForm busy={act.isPending} onSend={register} onCancel={() => setRegistering(false)} />}
      {list.data === undefined ? (
        list.error === null ? (
          <Loading />
        ) : (
          <RequestFailure error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : list.data.length === 0 ? (
        <Note title={t('system.clients.none')} detail={t('system.clients.noneDetail')} />
      ) : (
        <ul className="people clients">
          {list.data.map((client) => (
            <ClientItem key={client.id} client={client} onChange={(change) => act.mutate(() => send(client.id, change))} />
          ))}
        </ul>
      )}
    </div>
  )
}
