import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { noticesKey } from '../api/queries.ts'
import { sendJson, useSession } from '../api/session.ts'
import type { NoticeChannel, NoticeChoices, NoticeSettings } from '../api/types.ts'
import { ProblemLine } from '../session/problem-line.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { NoticesTabs } from './notices-tabs.tsx'
import './notices.css'

const channels: readonly NoticeChannel[] = ['page', 'email', 'digest']
const key = [...noticesKey, 'settings'] as const
const usualQuiet = { from: '21:00', until: '07:30' }

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one))

const Form = ({ settings }: { settings: NoticeSettings }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [quiet, setQuiet] = useState(settings.quiet)
  const [email, setEmail] = useState(settings.email ?? '')
  const [language, setLanguage] = useState(settings.language)
  const [chosen, setChosen] = useState<Record<string, NoticeChannel[]>>(Object.fromEntries(settings.kinds.map(({ id, now }) => [id, now])))
  const save = useMutation({ mutationFn: (choices: NoticeChoices) => sendJson<NoticeSettings>('/notices/settings', choices), onSuccess: (now) => queries.setQueryData(key, now) })
  const set = (kind: string, channel: NoticeChannel, on: boolean) => {
    save.reset()
    setChosen((before) => ({ ...before, [kind]: [...(before[kind] ?? []).filter((one) => one !== channel), ...(on ? [channel] : [])] }))
  }
  const changed = <T,>(apply: (value: T) => void) => (value: T) => {
    save.reset()
    apply(value)
  }
  return (
    <form
      className="notice-form"
      onSubmit={(event) => {
        event.preventDefault()
        const own = settings.kinds.filter(({ id, usual }) => !same(chosen[id] ?? [], usual)).map(({ id }) => [id, chosen[id] ?? []] as const)
        save.mutate({ quiet, email: email.trim() === '' ? null : email.trim(), language, channels: Object.fromEntries(own) })
      }}
    >
      <section>
        <h2>{t('notices.settings.channels')}</h2>
        <p className="i2">{t('notices.settings.channelsLead', { at: settings.digestAt })}</p>
        {!settings.mail && <p className="c-w">{t('notices.settings.noMail')}</p>}
        <table>
          <thead>
            <tr>
              <th scope="col">{t('notices.settings.kind')}</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {t(`notices.settings.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {settings.kinds.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{say(name)}</th>
                {channels.map((channel) => (
                  <td key={channel}>
                    {settings.always.includes(channel) ? (
                      <span className="s13 i3">{t('notices.settings.always')}</span>
                    ) : (
                      <label>
                        <input type="checkbox" aria-label={`${say(name)}: ${t(`notices.settings.${channel}`)}`} checked={chosen[id]?.includes(channel) ?? false} onChange={({ target }) => set(id, channel, target.checked)} />
                      </label>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <label className="ask">
          {t('notices.settings.address')}
          <input className="field" type="email" autoComplete="email" maxLength={200} value={email} onChange={({ target }) => changed(setEmail)(target.value)} />
        </label>
        <p className="s12 i3">{t('notices.settings.addressHint')}</p>
        <label className="ask">
          {t('notices.settings.language')}
          <select className="field" value={language} onChange={({ target }) => changed(setLanguage)(target.value === 'en' ? 'en' : 'zh')}>
            <option value="zh">{t('notices.settings.zh')}</option>
            <option value="en">{t('notices.settings.en')}</option>
          </select>
        </label>
      </section>
      <section>
        <h2>{t('notices.settings.quiet')}</h2>
        <label className="row">
          <input type="checkbox" checked={quiet !== null} onChange={({ target }) => changed(setQuiet)(target.checked ? (settings.quiet ?? usualQuiet) : null)} />
          {t('notices.settings.quietOn')}
        </label>
        {quiet !== null && (
          <div className="row wrap">
            <label className="ask">
              {t('notices.settings.from')}
              <input className="field" type="time" required value={quiet.from} onChange={({ target }) => changed(setQuiet)({ ...quiet, from: target.value })} />
            </label>
            <label className="ask">
              {t('notices.settings.until')}
              <input className="field" type="time" required value={quiet.until} onChange={({ target }) => changed(setQuiet)({ ...quiet, until: target.value })} />
            </label>
          </div>
        )}
        <p className="s12 i3">{t('notices.settings.quietHint')}</p>
      </section>
      <ProblemLine error={save.error} />
      <p className="row wrap">
        <button type="submit" className="btn pri" disabled={save.isPending}>
          {t('notices.settings.save')}
        </button>
        {save.isSuccess && <output className="c-ok">{t('notices.settings.saved')}</output>}
      </p>
    </form>
  )
}

/** How the reader hears of what, and when not. */
export const NoticeSettingsPage = () => {
  const { t } = useTranslation()
  const { actor } = useSession()
  const isPerson = actor?.kind === 'person'
  const { data, error, refetch } = useQuery({ enabled: isPerson, queryKey: key, queryFn: ({ signal }) => get<NoticeSettings>('/notices/settings', {}, signal) })
  return (
    <div className="notices">
      <NoticesTabs />
      <h1>{t('notices.title')}</h1>
      {!isPerson ? <p className="i2">{t('notices.local')}</p> : data === undefined ? error === null ? <Loading /> : <RequestFailure error={error} onRetry={() => void refetch()} /> : <Form settings={data} />}
    </div>
  )
}
