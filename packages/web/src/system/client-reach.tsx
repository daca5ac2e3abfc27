import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { UnitPicker } from './unit-picker.tsx'

/** Which matters a program reads. */
export interface Reach {
  unit: string | null
  allUnits: boolean
  clearance: string | null
}

/** A unit is chosen, or all of them in so many words; leaving it out says nothing. */
export const isSettled = ({ unit, allUnits }: Reach): boolean => allUnits || unit !== null

interface Props {
  reach: Reach
  /** the unit that it has now, by name */
  unitName?: string | null
  /** ranks of secrecy, the lowest first */
  ranks: readonly string[]
  onChange: (reach: Reach) => void
}

export const ReachFields = ({ reach, unitName = null, ranks, onChange }: Props) => {
  const { t } = useTranslation()
  const id = useId()
  return (
    <>
      <fieldset>
        <legend>{t('system.clients.unit')}</legend>
        <label className="row">
          <input type="radio" name={`${id}-units`} checked={!reach.allUnits} onChange={() => onChange({ ...reach, allUnits: false })} />
          {t('system.clients.oneUnit')}
        </label>
        <label className="row">
          <input type="radio" name={`${id}-units`} checked={reach.allUnits} onChange={() => onChange({ ...reach, unit: null, allUnits: true })} />
          {t('system.clients.allUnits')}
        </label>
        {!reach.allUnits && (
          <>
            {unitName !== null && <span className="s12 i3">{t('system.clients.unitNow', { unit: unitName })}</span>}
            <UnitPicker label={t('system.clients.unit')} onChoose={(unit) => onChange({ ...reach, unit })} />
            <span className="s12 i3">{t('system.clients.unitHint')}</span>
          </>
        )}
      </fieldset>
      <p>
        <label htmlFor={`${id}-rank`}>{t('system.clients.clearance')}</label>
        <select id={`${id}-rank`} className="field" value={reach.clearance ?? ''} aria-describedby={`${id}-rank-hint`} onChange={({ target }) => onChange({ ...reach, clearance: target.value === '' ? null : target.value })}>
          <option value="">{t('system.clients.noClearance')}</option>
          {ranks.map((rank) => (
            <option key={rank} value={rank} lang="zh">
              {rank}
            </option>
          ))}
        </select>
        <span id={`${id}-rank-hint`} className="s12 i3">
          {t('system.clients.clearanceHint')}
        </span>
      </p>
    </>
  )
}
