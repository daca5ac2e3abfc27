import { useTranslation } from 'react-i18next'
import type { Verdict } from '../api/types.ts'
import { severityOf, toneOf, wordOf } from './severity.ts'
import { SeverityShape } from './shape.tsx'

/** Shape and word in a tinted tag: the state of a verdict wherever there is room for both. */
export const SeverityTag = ({ verdict }: { verdict: Pick<Verdict, 'outcome' | 'reason' | 'closedBy'> }) => {
  const { t } = useTranslation()
  const severity = severityOf(verdict)
  return (
    <span className={`sev ${toneOf(severity)}`}>
      <SeverityShape severity={severity} size={14} />
      {t(`severity.${wordOf(verdict)}`)}
    </span>
  )
}
