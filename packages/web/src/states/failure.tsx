import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import type { Problem } from '../api/types.ts'
import { ApiError } from '../api/problem.ts'
import { SeverityShape } from '../severity/shape.tsx'

type Shown = Pick<Problem, 'title' | 'detail' | 'remedy' | 'code'>

const Box = ({ shown, action, onAction }: { shown: Shown; action: string; onAction: () => void }) => (
  <div className="state" role="alert">
    <div className="box">
      <strong className="row">
        <SeverityShape severity="intercepted" size={16} />
        {shown.title}
      </strong>
      {shown.detail !== '' && <p className="i2">{shown.detail}</p>}
      {shown.remedy !== '' && <p className="i2">{shown.remedy}</p>}
      <p className="row">
        <button type="button" className="btn sm" onClick={onAction}>
          {action}
        </button>
        <span className="s12 i3 mono">{shown.code}</span>
      </p>
    </div>
  </div>
)

/** A request that failed: what is missing, what to do, the code. */
export const RequestFailure = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const { t } = useTranslation()
  const shown = error instanceof ApiError ? error.problem : { title: t('common.error.offline'), detail: t('common.error.offlineDetail'), remedy: t('common.error.offlineRemedy'), code: 'HJ-WEB-001' }
  return <Box shown={shown} action={t('common.retry')} onAction={onRetry} />
}

/** A page that could not be drawn. */
export const Failure = () => {
  const { t } = useTranslation()
  useRouteError()
  const shown = { title: t('common.error.unexpected'), detail: t('common.error.unexpectedDetail'), remedy: t('common.error.unexpectedRemedy'), code: 'HJ-WEB-002' }
  return <Box shown={shown} action={t('common.error.reload')} onAction={() => window.location.reload()} />
}
