import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { SeverityShape } from '../severity/shape.tsx'

/** What did not work, beside the form that it concerns. */
export const ProblemLine = ({ error }: { error: Error | null }) => {
  const { t } = useTranslation()
  if (error === null) return null
  const shown = error instanceof ApiError ? error.problem : { title: t('common.error.offline'), detail: '', remedy: t('common.error.offlineRemedy'), code: 'HJ-WEB-001' }
  return (
    <div className="problem-line" role="alert">
      <SeverityShape severity="intercepted" size={16} />
      <p>
        <strong>{shown.title}</strong> <span className="i2">{shown.remedy}</span> <span className="s12 i3 mono">{shown.code}</span>
      </p>
    </div>
  )
}
