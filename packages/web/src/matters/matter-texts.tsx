import { useTranslation } from 'react-i18next'
import type { MatterSummary, Outcome } from '../api/types.ts'
import { dayAndWeekdayInTable, momentInTable } from '../format/dates.ts'
import { momentOf, nowIso } from '../format/moment.ts'
import type { Severity } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'

const shapes: readonly { outcome: Outcome; severity: Severity }[] = [
  { outcome: 'violation', severity: 'overdue' },
  { outcome: 'warning', severity: 'soon' },
  { outcome: 'pending', severity: 'running' },
  { outcome: 'not_evaluated', severity: 'na' },
  { outcome: 'ok', severity: 'ok' },
]

/** How many verdicts of each state, as shape and number; what is zero is left out. */
export const Counts = ({ counts }: { counts: MatterSummary['counts'] }) => {
  const { t } = useTranslation()
  return (
    <span className="counts">
      {shapes.map(({ outcome, severity }) =>
        counts[outcome] === 0 ? null : (
          <span key={outcome}>
            <SeverityShape severity={severity} size={14} label={t(`severity.${severity}`)} />
            {counts[outcome]}
          </span>
        ),
      )}
    </span>
  )
}

/** Dates of a matter as a table shows them, this year's without the year. */
export function useMatterDates(): { due: (text: string | null) => string; moment: (text: string) => string } {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = momentOf(nowIso()).day
  return {
    moment: (text) => momentInTable(text, today, language),
    due: (text) => {
      if (text === null) return t('matters.noNext')
      const { day, minutes } = momentOf(text)
      return minutes === null ? dayAndWeekdayInTable(day, today, language) : momentInTable(text, today, language)
    },
  }
}
