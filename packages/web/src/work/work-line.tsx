import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WorkRow } from '../api/types.ts'
import { DueText } from '../clock/countdown-text.tsx'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOfMs } from '../format/moment.ts'
import type { Severity } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath } from './use-work.ts'

/** Past the end, near it, running, or done. */
export const severityOfRow = ({ clock, closedAt }: WorkRow): Severity => (closedAt !== null ? 'ok' : clock?.outcome === 'violation' ? 'overdue' : clock?.outcome === 'warning' ? 'soon' : 'running')

/** One internal matter in a list: time left, what it is about, what is next and whose turn it is. */
export const WorkLine = ({ row, asOf, onFocus }: { row: WorkRow; asOf: number; onFocus?: () => void }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const today = momentOfMs(asOf).day
  const severity = severityOfRow(row)
  return (
    <Link id={`work-${row.chain}`} className="work-line" to={internalPath(row.flow, row.chain)} onFocus={onFocus}>
      <span className="when">
        <SeverityShape severity={severity} size={16} label={t(`severity.${severity}`)} />
        {row.closedAt === null && row.clock?.due != null ? <DueText due={row.clock.due} asOf={asOf} soon={row.clock.outcome === 'warning'} className="t" /> : <span className="t i3">{t(row.closedAt === null ? 'work.noClock' : 'work.closed')}</span>}
        <span className="s12 i3">{row.closedAt === null ? row.clock?.due != null && momentInTable(row.clock.due, today, language) : momentInTable(row.closedAt, today, language)}</span>
      </span>
      <span className="grow">
        <span className="name">{say(row.title)}</span>
        {row.origin !== null && row.origin.basis.length > 0 && <span className="s13 law">{row.origin.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))}</span>}
        <span className="s13 i2">{[row.origin === null ? say(row.flowName) : row.origin.title, row.unit].filter(Boolean).join(t('common.dot'))}</span>
      </span>
      <span className="next">
        {row.next.map(({ node, name }) => (
          <span key={node} className="tag">
            {t('work.next', { step: say(name) })}
          </span>
        ))}
        <Marks row={row} />
      </span>
    </Link>
  )
}

export const Marks = ({ row }: { row: WorkRow }) => {
  const { t } = useTranslation()
  return (
    <>
      {row.supervised !== null && <span className="tag line c-v">{t('work.supervised')}</span>}
      {row.level > 0 && <span className="tag line c-w">{t('work.level', { count: row.level })}</span>}
    </>
  )
}
