import { useTranslation } from 'react-i18next'
import { useSummary } from '../api/queries.ts'
import { momentInProse } from '../format/dates.ts'
import { momentOf, nowIso } from '../format/moment.ts'
import { useAsOf } from './as-of.ts'
import { useLanguage } from './use-language.ts'

/** 截至: the moment that the numbers on the page speak of. */
export const AsOf = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { asOf } = useAsOf()
  const today = useSummary()
  const shown = asOf ?? today.data?.asOf
  if (shown === undefined) return null
  return <span className={asOf === null ? 'not-phone' : 'not-phone past'}>{t('shell.asOf', { moment: momentInProse(shown, momentOf(nowIso()).day, language) })}</span>
}

/** While one looks back, the page says so. */
export const AsOfNotice = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { asOf, setAsOf } = useAsOf()
  if (asOf === null) return null
  return (
    <output className="notice">
      {t('shell.looking', { moment: momentInProse(asOf, null, language) })}
      <button type="button" className="btn txt sm" onClick={() => setAsOf(null)}>
        {t('shell.asOfNow')}
      </button>
    </output>
  )
}
