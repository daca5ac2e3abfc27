/** What the trail's codes are called. An action that has no name yet stands as it is written: nothing is left out. */
import { useTranslation } from 'react-i18next'
import type { AuditActor, BadRecord } from '../api/types.ts'
import { i18next } from '../i18n/index.ts'

/** Without the keys, which are put together here. */
const textOf: (key: string) => string = i18next.t as (key: string) => string

/** A text by a key that is put together; `written` where there is none. */
const named = (key: string, written: string): string => (i18next.exists(key) ? textOf(key) : written)

export const actionName = (action: string): string => named(`audit.actions.${action}`, action)
export const outcomeName = (outcome: string): string => named(`audit.outcomes.${outcome}`, outcome)

/** `matter:A-1` as kind and id. */
export function objectParts(object: string): { kind: string; name: string; id: string } {
  const at = object.indexOf(':')
  const kind = at < 0 ? '' : object.slice(0, at)
  return { kind, name: named(`audit.objects.${kind}`, kind), id: object.slice(at + 1) }
}

export const actorName = ({ kind, id, name }: AuditActor): string => name || (kind === 'person' || kind === 'client' ? id : '')

export function useBadText(): (bad: BadRecord) => string {
  const { t } = useTranslation()
  return (bad) => {
    const place = bad.part === 'event' ? t('audit.bad.event', { chain: bad.chain, position: bad.position }) : t(`audit.bad.${bad.part}`, { position: bad.position })
    return place + t(`audit.bad.why.${bad.why}`)
  }
}
