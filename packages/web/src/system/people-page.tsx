import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { useMay } from '../api/session.ts'
import type { PersonList, RolesView } from '../api/types.ts'
import { useAddress } from '../shell/use-address.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { Note } from '../states/note.tsx'
import { peopleKey } from './keys.ts'
import { PeopleImport } from './people-import.tsx'
import { PersonItem } from './person-item.tsx'
import { SystemTabs } from './system-tabs.tsx'
import { formText } from '../session/form-text.ts'
import './system.css'

const Conditions = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { search, choose } = useAddress()
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const asked = search.get('q') ?? ''
  // Shown at once; the address follows a moment later.
  const [withAccounts, setWithAccounts] = useState(search.get('accounts') === 'true')
  return (
    <div className="conditions">
      <form
        key={asked}
        onSubmit={(event) => {
          event.preventDefault()
          const q = formText(event.currentTarget, 'q').trim()
          choose({ q: q === '' ? null : q, after: null })
        }}
      >
        <input className="field" type="search" name="q" defaultValue={asked} maxLength={100} placeholder={t('system.people.search')} aria-label={t('system.people.searchLabel')} />
      </form>
      <select className="field" aria-label={t('system.people.role')} value={search.get('role') ?? ''} onChange={(event) => choose({ role: event.target.value === '' ? null : event.target.value, after: null })}>
        <option value="">{t('system.people.allRoles')}</option>
        {(roles.data?.roles ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {say(name)}
          </option>
        ))}
      </select>
      <label className="row">
        <input
          type="checkbox"
          checked={withAccounts}
          onChange={(event) => {
            setWithAccounts(event.target.checked)
            choose({ accounts: event.target.checked ? 'true' : null, after: null })
          }}
        />
        {t('system.people.withAccounts')}
      </label>
    </div>
  )
}

const People = () => {
  const { t } = useTranslation()
  const { search, choose } = useAddress()
  const queries = useQueryClient()
  const [told, setTold] = useState<{ account: string; password: string | null } | null>(null)
  const query = { q: search.get('q'), role: search.get('role'), accounts: search.get('accounts'), cursor: search.get('after') }
  const list = useQuery({ queryKey: [...peopleKey, query], queryFn: ({ signal }) => get<PersonList>('/people', query, signal), placeholderData: keepPreviousData })
  const act = useMutation({
    mutationFn: (work: () => Promise<{ account: string; password: string | null } | null>) => work(),
    onSuccess: (said) => {
      setTold(said)
      void queries.invalidateQueries({ queryKey: peopleKey })
    },
  })
  if (list.data === undefined) return list.error === null ? <Loading /> : <RequestFailure error={list.error} onRetry={() => void list.refetch()} />
  const { items, total, nextCursor } = list.data
  return (
    <>
      {told !== null && (
        <output className="told">
          {told.password === null ? t('system.people.ended', { account: told.account }) : t('system.people.newPassword', { account: told.account })}
          {told.password !== null && <strong className="mono">{told.password}</strong>}
          <button type="button" className="btn sm" onClick={() => setTold(null)}>
            {t('common.close')}
          </button>
        </output>
      )}
      {act.error !== null && <RequestFailure error={act.error} onRetry={() => act.reset()} />}
      <p className="s13 i3">{t('system.people.count', { count: total })}</p>
      {items.length === 0 ? (
        <Note title={t('system.people.none')} detail={t('system.people.noneDetail')} />
      ) : (
        <ul className="people">
          {items.map((person) => (
            <PersonItem key={person.id} person={person} onAct={(work) => act.mutate(work)} />
          ))}
        </ul>
      )}
      {nextCursor !== null && (
        <button type="button" className="btn" onClick={() => choose({ after: nextCursor }, false)}>
          {t('system.people.next')}
        </button>
      )}
    </>
  )
}

/** 机构人员: who holds which post where; accounts for those who run them. */
export const PeoplePage = () => {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className="sys">
      <SystemTabs />
      <h1>{t('system.people.title')}</h1>
      {may('people.manage') && <PeopleImport />}
      <Conditions />
      <People />
    </div>
  )
}
