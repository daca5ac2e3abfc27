import { useTranslation } from 'react-i18next'
import { TextField } from '../shell/text-field.tsx'
import type { AuditField, AuditSearch } from './use-audit.ts'
import { useChoices } from './use-audit.ts'
import { actionName } from './words.ts'

/** Time, person, action, object. */
export const Conditions = ({ search }: { search: AuditSearch }) => {
  const { t } = useTranslation()
  const { filter, set } = search
  const choices = useChoices()
  const actions = [...new Set([...(choices.data?.actions ?? []), ...(filter.action === '' ? [] : [filter.action])])]
  return (
    <div className="conds">
      <Day field="from" search={search} />
      <Day field="to" search={search} />
      <TextField label={t('audit.search.actor')} placeholder={t('audit.search.actorHint')} value={filter.actor} onChange={(value) => set('actor', value)} />
      <label className="cond">
        <span>{t('audit.search.action')}</span>
        <select className="field" value={filter.action} onChange={(event) => set('action', event.target.value)}>
          <option value="">{t('audit.search.any')}</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {actionName(action)}
            </option>
          ))}
        </select>
      </label>
      <TextField label={t('audit.search.object')} placeholder={t('audit.search.objectHint')} value={filter.object} onChange={(value) => set('object', value)} />
      {search.filtered && (
        <button type="button" className="btn txt" onClick={search.clear}>
          {t('audit.search.clear')}
        </button>
      )}
      <a className="btn right" href={search.exportPath} download="audit.jsonl">
        {t('audit.search.export')}
      </a>
    </div>
  )
}

const Day = ({ field, search }: { field: AuditField & ('from' | 'to'); search: AuditSearch }) => {
  const { t } = useTranslation()
  return (
    <label className="cond day">
      <span>{t(`audit.search.${field}`)}</span>
      <input className="field" type="date" value={search.filter[field]} onChange={(event) => search.set(field, event.target.value)} />
    </label>
  )
}
