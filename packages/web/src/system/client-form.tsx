import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { RolesView } from '../api/types.ts'
import { formText } from '../session/form-text.ts'
import { useLanguage } from '../shell/use-language.ts'
import { ConfirmDialog } from '../shell/confirm-dialog.tsx'
import { isSettled, ReachFields } from './client-reach.tsx'
import type { Reach } from './client-reach.tsx'

export interface NewClient extends Reach {
  id: string
  name: string
  scopes: string[]
  publicKey: string | null
}

/** Registers a program: what it is called, whose it is, what it may do, and whether it signs. */
export const ClientForm = ({ busy, onSend, onCancel }: { busy: boolean; onSend: (client: NewClient) => void; onCancel: () => void }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const id = useId()
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [reach, setReach] = useState<Reach>({ unit: null, allUnits: false, clearance: null })
  // that it reads the matters of all is asked once more
  const [asked, setAsked] = useState<NewClient | null>(null)
  const named = new Map((roles.data?.areas ?? []).flatMap(({ permissions }) => permissions.map((permission) => [permission.id, permission.name] as const)))
  return (
    <form
      className="client-form"
      aria-label={t('system.clients.register')}
      onSubmit={(event) => {
        event.preventDefault()
        const text = (name: string) => formText(event.currentTarget, name).trim()
        const publicKey = text('publicKey')
        const client = { id: text('id'), name: text('name'), scopes: [...scopes], ...reach, publicKey: publicKey === '' ? null : publicKey }
        if (client.allUnits) setAsked(client)
        else onSend(client)
      }}
    >
      <p>
        <label htmlFor={`${id}-id`}>{t('system.clients.id')}</label>
        <input id={`${id}-id`} className="field" name="id" required minLength={2} maxLength={40} pattern="[a-z0-9][a-z0-9\-]+" autoCapitalize="none" autoComplete="off" spellCheck={false} aria-describedby={`${id}-id-hint`} />
        <span id={`${id}-id-hint`} className="s12 i3">
          {t('system.clients.idHint')}
        </span>
      </p>
      <p>
        <label htmlFor={`${id}-name`}>{t('system.clients.name')}</label>
        <input id={`${id}-name`} className="field" name="name" required maxLength={100} autoComplete="off" />
      </p>
      <ReachFields reach={reach} ranks={roles.data?.secrecy ?? []} onChange={setReach} />
      <fieldset>
        <legend>{t('system.clients.scopes')}</legend>
        {(roles.data?.clients ?? []).map((scope) => (
          <label key={scope} className="row">
            <input type="checkbox" checked={scopes.includes(scope)} onChange={({ target }) => setScopes(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))} />
            {say(named.get(scope) ?? { zh: scope, en: scope })}
          </label>
        ))}
      </fieldset>
      <p>
        <label htmlFor={`${id}-key`}>{t('system.clients.publicKey')}</label>
        <textarea id={`${id}-key`} className="field mono" name="publicKey" rows={2} maxLength={1000} spellCheck={false} aria-describedby={`${id}-key-hint`} />
        <span id={`${id}-key-hint`} className="s12 i3">
          {t('system.clients.publicKeyHint')}
        </span>
      </p>
      <p className="row wrap">
        <button type="submit" className="btn pri" disabled={busy || scopes.length === 0 || !isSettled(reach)}>
          {t('system.clients.register')}
        </button>
        <button type="button" className="btn" onClick={onCancel}>
          {t('common.cancel')}
        </button>
        {(scopes.length === 0 || !isSettled(reach)) && <span className="s12 i3">{t(isSettled(reach) ? 'system.clients.needScope' : 'system.clients.needUnit')}</span>}
      </p>
      {asked !== null && (
        <ConfirmDialog
          title={t('system.clients.confirm.all.title', { client: asked.name })}
          detail={t('system.clients.confirm.all.detail')}
          label={t('system.clients.all')}
          onConfirm={() => onSend(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </form>
  )
}
