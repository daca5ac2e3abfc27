import { useTranslation } from 'react-i18next'
import { SeverityShape } from '../severity/shape.tsx'
import type { Trouble } from './use-upload.ts'

/** What went wrong, why, what to do, and the code to quote. */
export const TroubleText = ({ trouble }: { trouble: Trouble }) => {
  const { t } = useTranslation()
  return (
    <div className="trouble" role="alert">
      <strong className="row">
        <SeverityShape severity="intercepted" size={16} />
        {trouble.title}
      </strong>
      {trouble.detail !== '' && <p className="i2">{trouble.detail}</p>}
      {trouble.remedy !== '' && <p className="i2">{trouble.remedy}</p>}
      <p className="s12 i3">{t('importing.code', { code: trouble.code })}</p>
    </div>
  )
}
