import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ClockBar } from '../clock/clock-bar.tsx'
import { CountdownText } from '../clock/countdown-text.tsx'
import { severityOf, wordOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import type { WorkItem } from './groups.ts'
import { ArticleCell, ClockCell, MatterCell, OfficerCell } from './row-cells.tsx'
import { useCaption, usePersons, useUntil } from './row-texts.ts'

interface Props {
  row: WorkItem
  asOf: number
  selected: boolean
  onSelect: (row: WorkItem) => void
  onOpen: (row: WorkItem) => void
  /** to the next or the previous row */
  onMove: (by: 1 | -1) => void
}

/** The id of a row's element, to scroll to it and move the focus. */
export const rowElementId = (row: WorkItem): string => `row-${row.verdict.id}`

/** On a desk, 60 px: countdown │ act, tags, article over matter │ clock │ officer. A click explains, Enter opens the matter, the arrow keys move as J and K do. */
export const WorkRow = ({ row, asOf, selected, onSelect, onOpen, onMove }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const until = useUntil(asOf)(row.verdict)
  const caption = useCaption(asOf)(row.verdict)
  const { verdict } = row
  const persons = usePersons()(row)
  const onKeyDown = (event: KeyboardEvent) => {
    const action = { Enter: () => onOpen(row), ArrowDown: () => onMove(1), ArrowUp: () => onMove(-1) }[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  return (
    <button type="button" className="wr" aria-current={selected} id={rowElementId(row)} tabIndex={selected ? 0 : -1} onClick={() => onSelect(row)} onDoubleClick={() => onOpen(row)} onKeyDown={onKeyDown}>
      <span className="cd">
        <SeverityShape severity={severityOf(verdict)} label={t(`severity.${wordOf(verdict)}`)} />
        <CountdownText verdict={verdict} asOf={asOf} className="t" />
        <span className="a" title={until}>
          {until}
        </span>
      </span>
      <span className="what">
        <span className="act">
          <span className="name">
            <span className="ell">{say(verdict.ruleName)}</span>
            {persons !== '' && <span className="tag">{persons}</span>}
            {verdict.reason === 'grey-zone' && <span className="tag">{t('today.twoReadings')}</span>}
          </span>
          <ArticleCell basis={verdict.basis[0]} />
        </span>
        <MatterCell row={row} />
      </span>
      <ClockCell verdict={verdict} asOf={asOf} caption={caption} />
      <OfficerCell row={row} />
    </button>
  )
}

/** On a phone: a card. */
export const WorkCard = ({ row, asOf, onSelect }: Pick<Props, 'row' | 'asOf' | 'onSelect'>) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const until = useUntil(asOf)
  const { verdict } = row
  return (
    <button type="button" className="pc" id={rowElementId(row)} onClick={() => onSelect(row)}>
      <span className="l1">
        <SeverityShape severity={severityOf(verdict)} size={20} label={t(`severity.${wordOf(verdict)}`)} />
        <CountdownText verdict={verdict} asOf={asOf} className="cnt" />
        <span className="abs">{until(verdict)}</span>
      </span>
      <span className="act">{say(verdict.ruleName)}</span>
      <span className="m">
        <span className="ell grow">{[row.matterTitle, usePersons()(row)].filter((part) => part !== '').join(t('common.comma'))}</span>
        <span className="i3">{row.officer}</span>
      </span>
      <ClockBar verdict={verdict} asOf={asOf} height={12} />
    </button>
  )
}
