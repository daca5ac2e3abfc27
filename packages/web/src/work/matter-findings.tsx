import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { momentInTable } from '../format/dates.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath, useFindingsOf } from './use-work.ts'
import { severityOfRow } from './work-line.tsx'

/** What is being done about the breaches of a matter, each with its next step or the day on which it was closed. */
export const MatterFindings = ({ chain }: { chain: string }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const rows = useFindingsOf(chain).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{t('work.findings')}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.chain} className="ml-act">
            <span className="time">{momentInTable(row.closedAt ?? row.openedAt, null, language).slice(0, 10)}</span>
            <p className="row wrap">
              <SeverityShape severity={severityOfRow(row)} size={14} label={t(`severity.${severityOfRow(row)}`)} />
              <Link to={internalPath(row.flow, row.chain)}>{say(row.title)}</Link>
              <span className="s12 i3">{row.closedAt === null ? row.next.map(({ name }) => t('work.next', { step: say(name) })).join(t('common.comma')) : t('work.closed')}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
