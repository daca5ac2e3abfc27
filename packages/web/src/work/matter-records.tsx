import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { startMs } from '../format/moment.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath, useReports } from './use-work.ts'

/** Who asked about a matter, for those who may see the records; and which ban on contact was broken. */
export const MatterRecords = ({ chain, asOf }: { chain: string; asOf: number }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const records = (useReports(chain).data?.records ?? []).filter(({ at }) => startMs(at) <= asOf)
  if (records.length === 0) return null
  return (
    <section>
      <h2>{t('work.reports.records')}</h2>
      <ul>
        {records.map((record) => (
          <li key={`${record.chain} ${record.kind} ${record.name.zh}`} className="ml-act">
            <span className="time">{momentInTable(record.at, null, language).slice(0, 10)}</span>
            <p className="row wrap">
              <SeverityShape severity="risk" size={14} label={t('severity.risk')} />
              <Link to={internalPath(record.flow, record.chain)}>{say(record.name)}</Link>
              <span className="s12 i3">{record.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
