/** Cells that every row with a clock has, of work and of persons in custody alike. */
import { useTranslation } from 'react-i18next'
import type { Agency, Verdict } from '../api/types.ts'
import { ClockBar } from '../clock/clock-bar.tsx'
import { citationText } from '../format/citation.ts'
import { useLanguage } from '../shell/use-language.ts'

export const ArticleCell = ({ basis }: { basis: Verdict['basis'][number] | undefined }) => {
  const { language } = useLanguage()
  return basis === undefined ? null : <span className="law lw">{citationText({ ...basis, paragraph: undefined }, language)}</span>
}

export const MatterCell = ({ row }: { row: { matterTitle: string; caseNo: string | null } }) => (
  <span className="meta">
    <b>{row.matterTitle}</b> {row.caseNo}
  </span>
)

export const ClockCell = ({ verdict, asOf, caption }: { verdict: Verdict; asOf: number; caption: string }) => (
  <span className="clk">
    <ClockBar verdict={verdict} asOf={asOf} />
    <span className="cap" title={caption}>
      {caption}
    </span>
  </span>
)

export const OfficerCell = ({ row }: { row: { officer: string | null; unit: string | null; agency: Agency } }) => {
  const { t } = useTranslation()
  return (
    <span className="who">
      <span>{row.officer ?? t('common.unknown')}</span>
      <small>{row.unit ?? t(`common.agencyNames.${row.agency}`)}</small>
    </span>
  )
}
