import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { momentInTable } from '../format/dates.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { flowPath, useReports, useReportZero } from './use-work.ts'

/** Whether the reader's agency has reported whether anybody asked about the matter: at a press that nobody did, or with what was asked. */
export const MatterReports = ({ chain, caseNo }: { chain: string; caseNo: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { data } = useReports(chain)
  const zero = useReportZero(chain)
  if (data === undefined || data.flow === null) return null
  const record = `${flowPath(data.flow)}?${new URLSearchParams({ about: chain, caseNo }).toString()}`
  return (
    <div className="row wrap reports">
      <output className="s13">{data.last === null ? t('work.reports.none') : t('work.reports.given', { at: momentInTable(data.last, null, language) })}</output>
      {data.mayReport && (
        <>
          <button type="button" className={data.last === null ? 'btn sm pri' : 'btn sm'} disabled={zero.isPending} title={t('work.reports.hint')} onClick={() => zero.mutate()}>
            {t('work.reports.zero')}
          </button>
          <Link className="s13" to={record}>
            {t('work.reports.record')}
          </Link>
        </>
      )}
      {zero.error !== null && <RequestFailure error={zero.error} onRetry={() => zero.mutate()} />}
    </div>
  )
}
