import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ExplanationPanel } from '../panel/explanation-panel.tsx'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { useKeys } from '../shell/keys.ts'
import type { WorkItem } from './groups.ts'
import { useReminder } from './use-reminder.ts'

interface Props {
  row: WorkItem
  asOf: number
  /** draws the clock, where the list is not beside it */
  alone: boolean
  /** an action was taken on this row */
  onActed: () => void
}

/** The chosen row explained, with what can be done about it. */
export const RowPanel = ({ row, asOf, alone, onActed }: Props) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  const { remind, failed } = useReminder(row, asOf, onActed)
  const { verdict } = row
  useKeys({ r: remind })
  const href = linkTo(matterPath(verdict.chain), { verdict: verdict.id })
  const who = [row.unit, row.officer].filter((part) => part !== null).join(' ')
  return (
    <ExplanationPanel
      verdict={verdict}
      asOf={asOf}
      custody={row.custody}
      subtitle={[row.matterTitle, who].filter((part) => part !== '').join(t('common.dot'))}
      timelineHref={href}
      bar={alone}
      actions={
        <>
          <Link className="btn pri" to={href}>
            {t('panel.openMatter')}
          </Link>
          <button type="button" className="btn" onClick={remind}>
            {t('panel.remind')}
          </button>
          {failed && (
            <span className="s12 i3" role="alert">
              {t('panel.notCopied')}
            </span>
          )}
        </>
      }
    />
  )
}
