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
import { isSettled, ReachFields } from './client-reach.tsx'
import type { Reach } from './client-reach.tsx'

export type Change = { verb: 'rotate' | 'revoke' } | { verb: 'public-key'; publicKey: string | null } | ({ verb: 'reach'; juveniles: boolean } & Reach)

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
          {client.unit === null && <span className="tag c-w">{t('system.clients.all')}</span>}
        </p>
      </div>
      <div className="client-facts">
        <p>{client.unitName ?? client.unit ?? t('system.clients.allUnits')}</p>
        <p className="s13">
          {client.clearance === null ? t('system.clients.noClearance') : t('system.clients.cleared', { rank: client.clearance })}
          {client.juveniles && ` ${t('common.dot')} ${t('system.clients.juveniles')}`}
        </p>
        <p className="s13 i2" aria-busy={roles.isPending}>
          {/* not the bare ids while their names are on the way */}
          {!roles.isPending && client.scopes.map((scope) => say(named.get(scope) ?? { zh: scope, en: scope })).join(t('common.separator'))}
        </p>
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
  const [reaching, setReaching] = useState(false)
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
        <button type="button" className="btn sm" aria-expanded={reaching} onClick={() => setReaching(!reaching)}>
          {t('system.clients.reach')}
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
      {reaching && (
        <ReachForm
          client={client}
          onSend={(change) => {
            setReaching(false)
            onChange(change)
          }}
        />
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

/** Which matters it reads from now on; that these are the matters of all is asked once more. */
const ReachForm = ({ client, onSend }: { client: ClientView; onSend: (change: Change) => void }) => {
  const { t } = useTranslation()
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => get<RolesView>('/roles', {}, signal), staleTime: Number.POSITIVE_INFINITY })
  const [reach, setReach] = useState<Reach>({ unit: client.unit, allUnits: client.unit === null, clearance: client.clearance })
  const [juveniles, setJuveniles] = useState(client.juveniles)
  const [asked, setAsked] = useState(false)
  const send = () => onSend({ verb: 'reach', ...reach, juveniles })
  return (
    <form
      className="client-form"
      aria-label={t('system.clients.reachOf', { client: client.name })}
      onSubmit={(event) => {
        event.preventDefault()
        if (reach.allUnits && client.unit !== null) setAsked(true)
        else send()
      }}
    >
      <ReachFields reach={reach} unitName={client.unitName ?? client.unit} ranks={roles.data?.secrecy ?? []} onChange={(next) => setReach(next.allUnits || next.unit !== null ? next : { ...next, unit: client.unit })} />
      <label className="row">
        <input type="checkbox" checked={juveniles} onChange={({ target }) => setJuveniles(target.checked)} />
        {t('system.clients.juveniles')}
      </label>
      <p className="row wrap">
        <button type="submit" className="btn sm pri" disabled={!isSettled(reach)}>
          {t('system.clients.save')}
        </button>
      </p>
      {asked && <ConfirmDialog title={t('system.clients.confirm.all.title', { client: client.name })} detail={t('system.clients.confirm.all.detail')} label={t('system.clients.all')} onConfirm={send} onClose={() => setAsked(false)} />}
    </form>
  )
}
