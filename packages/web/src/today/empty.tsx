import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Today } from '../api/types.ts'
import { dayInTable, weekdayShort } from '../format/dates.ts'
import { momentOf } from '../format/moment.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { Note } from '../states/note.tsx'

/** Nothing in the list: the next due date, and where to go. */
export const Empty = ({ today, filtered, onAll }: { today: Today; filtered: boolean; onAll: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const linkTo = useLinkTo()
  if (filtered)
    return (
      <Note title={t('today.emptyFilter')} detail={t('today.emptyFilterDetail')}>
        <button type="button" className="btn sm" onClick={onAll}>
          {t('today.seeAll')}
        </button>
      </Note>
    )
  const next = today.strip.find((day) => day.count > 0)
  const now = momentOf(today.asOf).day
  const nextDay = next === undefined ? null : momentOf(next.date).day
  const detail = nextDay === null ? t('today.emptyNone') : t('today.emptyNext', { date: dayInTable(nextDay, now, language), weekday: weekdayShort(nextDay, language) })
  return (
    <Note title={t('today.emptyTitle')} detail={detail}>
      <Link to={linkTo('/matters')}>{t('today.emptyLook')}</Link>
      {today.summary.running === 0 && <Link to="/import">{t('today.emptyImport')}</Link>}
    </Note>
  )
}
