import { useTranslation } from 'react-i18next'
import { ClockBar } from '../clock/clock-bar.tsx'
import { CountdownText } from '../clock/countdown-text.tsx'
import { dayInTable } from '../format/dates.ts'
import { momentOf, momentOfMs } from '../format/moment.ts'
import { severityOf, wordOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { ArticleCell, ClockCell, MatterCell, OfficerCell } from '../today/row-cells.tsx'
import { useUntil } from '../today/row-texts.ts'
import type { CustodyItem } from './use-custody.ts'

interface Props {
  row: CustodyItem
  asOf: number
  selected: boolean
  onSelect: (row: CustodyItem) => void
  onOpen: (row: CustodyItem) => void
}

/** 在押依据：审查起诉 → 审查起诉. On this page every row is a ground of custody. */
export const groundName = (name: string): string => name.replace(/^[^：:]+[：:]\s*/, '')

/** 2026-03-03 起在押，第 45 天 */
function useHeldSince(asOf: number): (row: CustodyItem) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = momentOfMs(asOf).day
  return ({ heldSince }) => {
    const { day } = momentOf(heldSince)
    return t('custody.since', { date: dayInTable(day, today, language), count: today - day + 1 })
  }
}

/** On a desk: time left │ person and ground over the matter │ the ground as a bar │ officer. */
export const CustodyRow = ({ row, asOf, selected, onSelect, onOpen }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const until = useUntil(asOf)(row.verdict)
  const since = useHeldSince(asOf)(row)
  return (
    <button type="button" className="wr" aria-current={selected} onClick={() => onSelect(row)} onDoubleClick={() => onOpen(row)} onKeyDown={(event) => event.key === 'Enter' && onOpen(row)}>
      <Countdown row={row} asOf={asOf} until={until} />
      <span className="what">
        <span className="act">
          <span className="name">
            <span className="ell">{row.person ?? t('custody.nobody')}</span>
            <span className="tag">{groundName(say(row.verdict.ruleName))}</span>
          </span>
          <ArticleCell basis={row.verdict.basis.at(-1)} />
        </span>
        <MatterCell row={row} />
      </span>
      <ClockCell verdict={row.verdict} asOf={asOf} caption={since} />
      <OfficerCell row={row} />
    </button>
  )
}

const Countdown = ({ row, asOf, until }: { row: CustodyItem; asOf: number; until: string }) => {
  const { t } = useTranslation()
  const { verdict } = row
  return (
    <span className="cd">
      <SeverityShape severity={severityOf(verdict)} label={t(`severity.${wordOf(verdict)}`)} />
      {row.group === 'open' ? (
        <span className="t">
          <b className="word">{t(verdict.reason === 'paused' ? 'severity.paused' : 'custody.noDay')}</b>
        </span>
      ) : (
        <CountdownText verdict={verdict} asOf={asOf} className="t" />
      )}
      <span className="a" title={until}>
        {row.group === 'open' ? t(`custody.openWhy.${verdict.reason === 'paused' ? 'paused' : verdict.outcome === 'not_evaluated' ? 'missing' : 'none'}`) : until}
      </span>
    </span>
  )
}

/** On a phone: a card. */
export const CustodyCard = ({ row, asOf, onSelect }: Pick<Props, 'row' | 'asOf' | 'onSelect'>) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const until = useUntil(asOf)(row.verdict)
  const since = useHeldSince(asOf)(row)
  const { verdict } = row
  return (
    <button type="button" className="pc" onClick={() => onSelect(row)}>
      <span className="l1">
        <SeverityShape severity={severityOf(verdict)} size={20} label={t(`severity.${wordOf(verdict)}`)} />
        {row.group === 'open' ? <b>{t('custody.noDay')}</b> : <CountdownText verdict={verdict} asOf={asOf} className="cnt" />}
        <span className="abs">{row.group === 'open' ? '' : until}</span>
      </span>
      <span className="act">{[row.person ?? t('custody.nobody'), groundName(say(verdict.ruleName))].join(t('common.dot'))}</span>
      <span className="m">
        <span className="ell grow">{row.matterTitle}</span>
        <span className="i3">{since}</span>
      </span>
      <ClockBar verdict={verdict} asOf={asOf} height={12} />
    </button>
  )
}
