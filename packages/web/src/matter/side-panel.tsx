import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Matter, Verdict } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { ExplanationPanel } from '../panel/explanation-panel.tsx'
import { wordOf } from '../severity/severity.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath, useFindingsOf } from '../work/use-work.ts'
import { CopyButton } from './copy-button.tsx'
import { countdownWords } from './words.ts'

interface Props {
  matter: Matter
  verdict: Verdict
  asOf: number
  /** no picture beside it: the panel draws the clock itself */
  alone: boolean
  onEvent: (id: string) => void
}

/** The chosen verdict explained, in its matter. */
export const SidePanel = ({ matter, verdict, asOf, alone, onEvent }: Props) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const linkTo = useLinkTo()
  const anchor = matter.events.find(({ id }) => id === verdict.anchor)
  const person = matter.people.find(({ subject }) => subject === verdict.subject)
  const unit = anchor?.actor.unit ?? Object.entries(matter.unit).find(([agency]) => agency === verdict.agency)?.[1]
  const officer = [anchor?.actor.role, anchor?.actor.name].filter(Boolean).join(' ')
  const basis = verdict.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))
  const finding = useFindingsOf(matter.chain).data?.rows.find(({ origin }) => origin?.verdict === verdict.id)
  const text = [`${matter.title} ${verdict.case}`, `${say(verdict.ruleName)}: ${t(`severity.${wordOf(verdict)}`)}, ${countdownWords(t, verdict, asOf)}`, say(verdict.message), basis].join('\n')
  return (
    <ExplanationPanel
      verdict={verdict}
      asOf={asOf}
      custody={person ? person.spans.some(({ kind, to }) => kind === 'custody' && to === null) : null}
      subtitle={[person?.name ?? t('matter.wholeCase'), unit, officer].filter(Boolean).join(' · ')}
      bar={alone}
      onEvent={(event) => onEvent(event.id)}
      actions={
        <>
          <CopyButton primary text={text} label={t('matter.panel.copy')} done={t('matter.panel.copied')} />
          <Link className="btn" to={linkTo(`/catalogue/${encodeURIComponent(verdict.flow)}/${encodeURIComponent(verdict.node)}`)}>
            {t('matter.panel.rule')}
          </Link>
          {finding !== undefined && (
            <Link className="btn" to={internalPath(finding.flow, finding.chain)}>
              {t('work.findings')}
            </Link>
          )}
        </>
      }
    />
  )
}
