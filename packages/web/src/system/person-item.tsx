import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { remove } from '../api/client.ts'
import { sendJson, useMay } from '../api/session.ts'
import type { AccountView, NewAccount, PersonRow } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { formText } from '../session/form-text.ts'

/** What was done, for the reader: a password that is shown once, or that sessions have ended. */
export type Act = () => Promise<{ account: string; password: string | null } | null>

interface Props {
  person: PersonRow
  onAct: (act: Act) => void
}

const shownOnce = async (asked: Promise<NewAccount>): ReturnType<Act> => {
  const { account, password } = await asked
  return { account: account.id, password }
}

const Posts = ({ posts }: Pick<PersonRow, 'posts'>) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <ul className="posts">
      {posts.map((post) => (
        <li key={`${post.unit} ${post.role} ${post.since}`} className={post.current ? undefined : 'i3'}>
          {!post.current && `${t('system.people.former')} `}
          {say(post.roleName)}{t('common.dot')}{post.unitName} {post.title}
          <span className="s12 i3"> {post.until === null ? t('system.people.since', { day: post.since }) : t('system.people.span', { from: post.since, to: post.until })}</span>
        </li>
      ))}
    </ul>
  )
}

const Account = ({ account, onAct }: { account: AccountView; onAct: (act: Act) => void }) => {
  const { t } = useTranslation()
  const may = useMay()
  const path = `/accounts/${encodeURIComponent(account.id)}`
  const change = (verb: 'disable' | 'enable') => async () => {
    await sendJson<AccountView>(`${path}/${verb}`, {})
    return null
  }
  return (
    <div className="account">
      <p className="row wrap">
        <span className="mono">{account.id}</span>
        <span className={account.state === 'active' ? 'c-ok' : 'c-v'}>{t(`system.people.states.${account.state}`)}</span>
        {account.demo && <span className="tag">{t('system.people.demo')}</span>}
        {account.totp && <span className="tag">{t('system.people.totp')}</span>}
        {account.mustChange && <span className="tag">{t('system.people.mustChange')}</span>}
      </p>
      {may('accounts.manage') && (
        <p className="row wrap">
          <button type="button" className="btn sm" onClick={() => onAct(change(account.state === 'active' ? 'disable' : 'enable'))}>
            {t(account.state === 'active' ? 'system.people.disable' : 'system.people.enable')}
          </button>
          <button type="button" className="btn sm" onClick={() => onAct(() => shownOnce(sendJson<NewAccount>(`${path}/reset`, {})))}>
            {t('system.people.reset')}
          </button>
          <button
            type="button"
            className="btn sm"
            onClick={() =>
              onAct(async () => {
                await remove<object>(`${path}/sessions`)
                return { account: account.id, password: null }
              })
            }
          >
            {t('system.people.end')}
          </button>
        </p>
      )}
    </div>
  )
}

const Opening = ({ person, onAct }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <button type="button" className="btn sm" onClick={() => setOpen(true)}>
        {t('system.people.create')}
      </button>
    )
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        const account = formText(event.currentTarget, 'account')
        onAct(() => shownOnce(sendJson<NewAccount>('/accounts', { account, person: person.id })))
      }}
    >
      <input className="field" name="account" required maxLength={40} pattern="[A-Za-z0-9][A-Za-z0-9._\-]+" autoCapitalize="none" spellCheck={false} aria-label={t('system.people.createName', { person: person.name })} />
      <button type="submit" className="btn sm pri">
        {t('system.people.create')}
      </button>
    </form>
  )
}

/** A person, the posts with their history, and the account for those who may see it. */
export const PersonItem = ({ person, onAct }: Props) => {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <li>
      <div>
        <strong>{person.name}</strong>
        <p className="s12 i3 mono">{person.id}</p>
      </div>
      <Posts posts={person.posts} />
      {may('accounts.read') && (
        <div className="account">
          {person.account !== null ? <Account account={person.account} onAct={onAct} /> : <p className="s13 i3">{t('system.people.noAccount')}</p>}
          {person.account === null && may('accounts.manage') && <Opening person={person} onAct={onAct} />}
        </div>
      )}
    </li>
  )
}
