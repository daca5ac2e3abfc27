import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Citation, EventRef, Verdict } from '../api/types.ts'
import { useNode } from '../api/queries.ts'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { isDate, momentOfMs } from '../format/moment.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { afterwards, ledgerOf } from './ledger.ts'
import type { LedgerLine, Words } from './ledger.ts'

/** Names of the acts that the sum speaks of: the start, and what ended it. */
function useActName(verdict: Verdict): (node: string) => string | null {
  const { say } = useLanguage()
  const start = verdict.trace.find((step) => step.step === 'start')
  const closed = verdict.trace.find((step) => step.step === 'closed')
  const known = [useNode(start?.event.node ?? null).data, useNode(closed?.event.node ?? null).data]
  return (node) => {
    const found = known.find((view) => view?.code === node)
    return found === undefined ? null : say(found.name)
  }
}

/** Articles lead to the rule in the catalogue, where version and wording of the source stand. */
const Articles = ({ basis, verdict }: { basis: Citation[]; verdict: Verdict }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const linkTo = useLinkTo()
  const place = linkTo(`/catalogue/${encodeURIComponent(verdict.flow)}/${encodeURIComponent(verdict.node)}`)
  return basis.map((cited, index) => (
    <Fragment key={`${cited.law}${cited.article}${cited.paragraph ?? ''}`}>
      {index > 0 && t('common.separator')}
      <Link to={place} className="law">
        {citationText(cited, language)}
      </Link>
    </Fragment>
  ))
}

interface LineProps {
  line: LedgerLine
  verdict: Verdict
  onEvent?: ((event: EventRef) => void) | undefined
}

const Line = ({ line, verdict, onEvent }: LineProps) => {
  const { t } = useTranslation()
  const { event } = line
  const off = line.off ? ' off' : ''
  return (
    <>
      <span className={`op${off}`}>{line.op}</span>
      <span className={`l${off}`}>
        {event !== null && onEvent !== undefined ? (
          <button type="button" className="ev" onClick={() => onEvent(event)}>
            {line.label}
          </button>
        ) : (
          line.label
        )}
        {(line.note !== '' || line.basis.length > 0) && (
          <small>
            {line.note}
            {line.note !== '' && line.basis.length > 0 && t('common.comma')}
            <Articles basis={line.basis} verdict={verdict} />
          </small>
        )}
      </span>
      <span className={`d${off}`}>{line.value}</span>
    </>
  )
}

interface Props {
  verdict: Verdict
  asOf: number
  onEvent?: ((event: EventRef) => void) | undefined
}

/** 怎么算出来的: the sum with its articles. */
export const Ledger = ({ verdict, asOf, onEvent }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const act = useActName(verdict)
  // a length whose end could not be computed has no date
  const date = (text: string) => (text === '' ? '' : momentInTable(text, momentOfMs(asOf).day, language))
  const words: Words = { t, language, date, act }
  const end = (text: string) => (isDate(text) ? `${date(text)} 24:00` : date(text))
  return (
    <div className="led">
      {ledgerOf(verdict, words).map((line) => (
        <Line key={`${line.label} ${line.note} ${line.value}`} line={line} verdict={verdict} onEvent={onEvent} />
      ))}
      {verdict.due !== null && (
        <span className="tot">
          <span>=</span>
          <span>{t('panel.led.due')}</span>
          <span>{end(verdict.due)}</span>
        </span>
      )}
      {verdict.lenient !== null && verdict.lenient !== verdict.due && <Line line={{ op: '', label: t('panel.led.lenientDue'), note: '', basis: [], value: end(verdict.lenient), off: false, event: null }} verdict={verdict} />}
      {afterwards(verdict, words).map((line) => (
        <Line key={`after ${line.label} ${line.note} ${line.value}`} line={line} verdict={verdict} onEvent={onEvent} />
      ))}
    </div>
  )
}
