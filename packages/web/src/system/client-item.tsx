import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { useMay } from '../api/session.ts'
import type { ClientView, RolesView } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { formText } from '../session/form-text.ts'
import { ConfirmDialog } from '../shell/confirm-dialog.tsx'
import { useLanguage } from '../shell/use-language.ts'

export type Change = { verb: 'rotate' | 'revoke' } | { verb: 'public-key'; publicKey: string | null }

/** A program with its keys: who it is, what it may do, when it was last heard of. */
export const ClientItem = ({ client, onChange }: { client: ClientView; onChange: (change: Change) => void }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const may = useMay()
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const named = new Map((roles.data?.areas ?? []).flatMap(({ permissions }) => permissions.map((permission) => [permission.id, permission.name] as const)))
  const moment = (at: string) => momentInTable(at, null, language)
  const used = client.keys.flatMap(({ usedAt }) => usedAt ?? []).toSorted((a, b) => b.localeCompare(a))[0]
  return (
    <li>
      <div>
        <strong>{client.name}</strong>
        <p className="s12 i3 mono">{client.id}</p>
        <p className="row wrap">
          {client.revokedAt !== null && <span className="c-v">{t('system.clients.revoked', { at: moment(client.revokedAt) })}</span>}
          {client.publicKey !== null && <span className="tag">{t('system.clients.signs')}</span>}
        </p>
      </div>
      <div className="client-facts">
        <p>{client.unitName ?? client.unit ?? t('system.clients.noUnit')}</p>
        <p className="s13 i2">{client.scopes.map((scope) => say(named.get(scope) ?? { zh: scope, en: scope })).join(t('common.separator'))}</p>
        <p className="s12 i3">{used === undefined ? t('system.clients.neverUsed') : t('system.clients.used', { at: moment(used) })}</p>
        {client.revokedAt === null && (
          <ul className="s12 i3">
            {client.keys.map((key) => (
              <li key={key.id}>
                <span className="mono">{key.id}</span> {t('system.clients.keyMade', { at: moment(key.createdAt) })}
                {key.expiresAt !== null && `${t('common.dot')}${t('system.clients.keyEnds', { at: moment(key.expiresAt) })}`}
              </li>
            ))}
          </ul>
        )}
      </div>
      {may('clients.manage') && client.revokedAt === null && <Changes client={client} onChange={onChange} />}
    </li>
  )
}

const Changes = ({ client, onChange }: { client: ClientView; onChange: (change: Change) => void }) => {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'rotate' | 'revoke' | 'unsign' | null>(null)
  const [signing, setSigning] = useState(false)
  return (
    <div className="account">
      <p className="row wrap">
        <button type="button" className="btn sm" onClick={() => setAsked('rotate')}>
          {t('system.clients.rotate')}
        </button>
        <button type="button" className="btn sm" onClick={() => (client.publicKey === null ? setSigning(!signing) : setAsked('unsign'))}>
          {t(client.publicKey === null ? 'system.clients.sign' : 'system.clients.unsign')}
        </button>
        <button type="button" className="btn sm" onClick={() => setAsked('revoke')}>
          {t('system.clients.revoke')}
        </button>
      </p>
      {signing && client.publicKey === null && (
        <form
          className="client-key"
          onSubmit={(event) => {
            event.preventDefault()
            onChange({ verb: 'public-key', publicKey: formText(event.currentTarget, 'publicKey').trim() })
          }}
        >
          <textarea className="field mono" name="publicKey" required rows={2} maxLength={1000} spellCheck={false} aria-label={t('system.clients.publicKeyOf', { client: client.name })} />
          <button type="submit" className="btn sm pri">
            {t('system.clients.sign')}
          </button>
        </form>
      )}
      {asked !== null && (
        <ConfirmDialog
          title={t(`system.clients.confirm.${asked}.title`, { client: client.name })}
          detail={t(`system.clients.confirm.${asked}.detail`)}
          label={t(`system.clients.${asked}`)}
          onConfirm={() => onChange(asked === 'unsign' ? { verb: 'public-key', publicKey: null } : { verb: asked })}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  )
}
