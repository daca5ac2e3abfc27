import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '../api/client.ts'
import { sendJson, useMay } from '../api/session.ts'
import type { NewWebhook, WebhookList, WebhookView } from '../api/types.ts'
import { formText } from '../session/form-text.ts'
import { ProblemLine } from '../session/problem-line.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { Note } from '../states/note.tsx'
import { SystemTabs } from './system-tabs.tsx'
import './system.css'

const key = ['webhooks'] as const

type Said = { id: string; secret: string } | { id: string; error: string | null }

const Item = ({ webhook, names, onAct }: { webhook: WebhookView; names: readonly string[]; onAct: (work: () => Promise<Said | null>) => void }) => {
  const { t } = useTranslation()
  const may = useMay()
  const [sure, setSure] = useState(false)
  const { id, name, url, algorithm, delivered, waiting, failed, lastError } = webhook
  const path = `/webhooks/${encodeURIComponent(id)}`
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <br />
        <span className="s12 i3 mono">{id}</span>
      </span>
      <span className="webhook-text">
        <span className="mono s13">{url}</span>
        <span className="s13 i2">
          {t('system.webhooks.kinds', { kinds: names.join(t('common.comma')) })}{t('common.dot')}<span className="mono">{algorithm}</span>
        </span>
        <span className="s13 i3">{t('system.webhooks.counts', { delivered, waiting, failed })}</span>
        {lastError !== null && <span className="s13 c-w">{t('system.webhooks.lastError', { code: lastError })}</span>}
      </span>
      {may('webhooks.manage') && (
        <span className="row wrap">
          <button type="button" className="btn sm" onClick={() => onAct(async () => ({ id, ...(await sendJson<{ error: string | null }>(`${path}/test`, {})) }))}>
            {t('system.webhooks.test')}
          </button>
          <button type="button" className="btn sm" onClick={() => onAct(async () => ({ id, secret: (await sendJson<NewWebhook>(`${path}/rotate`, {})).secret }))}>
            {t('system.webhooks.rotate')}
          </button>
          <button
            type="button"
            className="btn sm"
            onBlur={() => setSure(false)}
            onClick={() => {
              if (!sure) setSure(true)
              else
                onAct(async () => {
                  await remove<WebhookList>(path)
                  return null
                })
            }}
          >
            {t(sure ? 'system.webhooks.removeSure' : 'system.webhooks.remove')}
          </button>
        </span>
      )}
    </li>
  )
}

const algorithms = ['hmac-sm3', 'hmac-sha256'] as const

const Register = ({ kinds, onDone }: { kinds: WebhookList['kinds']; onDone: (made: NewWebhook) => void }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const send = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const given = new FormData(form)
      return sendJson<NewWebhook>('/webhooks', { id: formText(given, 'id').trim(), name: formText(given, 'name').trim(), url: formText(given, 'url').trim(), algorithm: formText(given, 'algorithm'), kinds: kinds.map(({ id }) => id).filter((id) => given.get(`kind ${id}`) !== null) })
    },
    onSuccess: (made, form) => {
      form.reset()
      onDone(made)
    },
  })
  return (
    <form
      className="webhook-form"
      aria-labelledby="webhook-add"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate(event.currentTarget)
      }}
    >
      <h2 id="webhook-add">{t('system.webhooks.add')}</h2>
      <label>
        {t('system.webhooks.id')}
        <input className="field" name="id" required pattern="[a-z0-9][a-z0-9\-]{1,39}" title={t('system.webhooks.idHint')} autoCapitalize="none" spellCheck={false} />
      </label>
      <label>
        {t('system.webhooks.name')}
        <input className="field" name="name" required maxLength={100} />
      </label>
      <label>
        {t('system.webhooks.url')}
        <input className="field" name="url" type="url" required maxLength={1000} placeholder="https://" />
        <span className="s12 i3">{t('system.webhooks.urlHint')}</span>
      </label>
      <label>
        {t('system.webhooks.algorithm')}
        <select className="field" name="algorithm">
          {algorithms.map((algorithm) => (
            <option key={algorithm}>{algorithm}</option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>{t('system.webhooks.which')}</legend>
        {kinds.map(({ id, name }) => (
          <label key={id} className="row">
            <input type="checkbox" name={`kind ${id}`} defaultChecked />
            {say(name)}
          </label>
        ))}
      </fieldset>
      <ProblemLine error={send.error} />
      <p>
        <button type="submit" className="btn pri" disabled={send.isPending}>
          {t('system.webhooks.save')}
        </button>
      </p>
    </form>
  )
}

/** 推送: which systems hear of notices, and how that goes. */
export const WebhooksPage = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const may = useMay()
  const queries = useQueryClient()
  const [said, setSaid] = useState<Said | null>(null)
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => get<WebhookList>('/webhooks', {}, signal) })
  const act = useMutation({
    mutationFn: (work: () => Promise<Said | null>) => work(),
    onSuccess: (next) => {
      setSaid(next)
      void queries.invalidateQueries({ queryKey: key })
    },
  })
  const nameOf = (kind: string): string => {
    const known = data?.kinds.find(({ id }) => id === kind)
    return known === undefined ? kind : say(known.name)
  }
  return (
    <div className="sys">
      <SystemTabs />
      <h1>{t('system.webhooks.title')}</h1>
      <p className="i2">{t('system.webhooks.lead')}</p>
      {said !== null && (
        <output className="told">
          {'secret' in said ? t('system.webhooks.secret', { id: said.id }) : said.error === null ? t('system.webhooks.arrived', { id: said.id }) : t('system.webhooks.failed', { id: said.id, code: said.error })}
          {'secret' in said && <strong className="mono">{said.secret}</strong>}
          <button type="button" className="btn sm" onClick={() => setSaid(null)}>
            {t('common.close')}
          </button>
        </output>
      )}
      <ProblemLine error={act.error} />
      {data === undefined && (error === null ? <Loading /> : <RequestFailure error={error} onRetry={() => void refetch()} />)}
      {data?.items.length === 0 && <Note title={t('system.webhooks.none')} detail={may('webhooks.manage') ? t('system.webhooks.noneDetail') : ''} />}
      {data !== undefined && data.items.length > 0 && (
        <ul className="people">
          {data.items.map((webhook) => (
            <Item key={webhook.id} webhook={webhook} names={webhook.kinds.map(nameOf)} onAct={(work) => act.mutate(work)} />
          ))}
        </ul>
      )}
      {data !== undefined && may('webhooks.manage') && (
        <Register
          kinds={data.kinds}
          onDone={({ webhook, secret }) => {
            setSaid({ id: webhook.id, secret })
            void queries.invalidateQueries({ queryKey: key })
          }}
        />
      )}
    </div>
  )
}
