import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { RolesView } from '../api/types.ts'
import { formText } from '../session/form-text.ts'
import { useLanguage } from '../shell/use-language.ts'
import { UnitPicker } from './unit-picker.tsx'

export interface NewClient {
  id: string
  name: string
  scopes: string[]
  unit: string | null
  publicKey: string | null
}

/** Registers a program: what it is called, whose it is, what it may do, and whether it signs. */
export const ClientForm = ({ busy, onSend, onCancel }: { busy: boolean; onSend: (client: NewClient) => void; onCancel: () => void }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const id = useId()
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [unit, setUnit] = useState<string | null>(null)
  const named = new Map((roles.data?.areas ?? []).flatMap(({ permissions }) => permissions.map((permission) => [permission.id, permission.name] as const)))
  return (
    <form
      className="client-form"
      aria-label={t('system.clients.register')}
      onSubmit={(event) => {
        event.preventDefault()
        const text = (name: string) => formText(event.currentTarget, name).trim()
        const publicKey = text('publicKey')
        onSend({ id: text('id'), name: text('name'), scopes: [...scopes], unit, publicKey: publicKey === '' ? null : publicKey })
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
      <div>
        <span className="label">{t('system.clients.unit')}</span>
        <UnitPicker label={t('system.clients.unit')} onChoose={setUnit} />
        <span className="s12 i3">{t('system.clients.unitHint')}</span>
      </div>
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
        <button type="submit" className="btn pri" disabled={busy || scopes.length === 0}>
          {t('system.clients.register')}
        </button>
        <button type="button" className="btn" onClick={onCancel}>
          {t('common.cancel')}
        </button>
        {scopes.length === 0 && <span className="s12 i3">{t('system.clients.needScope')}</span>}
      </p>
    </form>
  )
}
