import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome, RuleView } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import type { Severity } from '../severity/severity.ts'
import { toneOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'

type Case = RuleView['cases'][number]

const severities: Record<Outcome, Severity> = { ok: 'ok', pending: 'running', warning: 'soon', violation: 'overdue', not_evaluated: 'na' }
const isOutcome = (text: string): text is Outcome => text in severities
const FIRST = 4

/** Cases with known answers, as a lawyer wrote them; a failed one comes first. */
export const GoldenCases = ({ rules }: { rules: RuleView[] }) => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const cases = [...new Map(rules.flatMap((rule) => rule.cases).map((item) => [item.id, item])).values()].sort((a, b) => Number(a.passed) - Number(b.passed))
  if (cases.length === 0) return null
  return (
    <section>
      <h3>
        {t('catalogue.node.cases')}
        {cases.length > FIRST && (
          <button type="button" className="btn txt sm right" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('catalogue.node.casesFew') : t('catalogue.node.casesAll', { count: cases.length })}
          </button>
        )}
      </h3>
      <ul className="gc">
        {(all ? cases : cases.slice(0, FIRST)).map((item) => (
          <GoldenCase key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

const GoldenCase = ({ item }: { item: Case }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const severity = isOutcome(item.outcome) ? severities[item.outcome] : 'na'
  return (
    <li>
      <span>
        <span lang="zh">{item.title}</span>
        <span className="s12 i3">
          {' '}
          {item.id}
          {item.due !== null && ` · ${t('catalogue.node.caseDue', { date: momentInTable(item.due, null, language) })}`}
        </span>
      </span>
      {item.passed ? (
        <span className={`sev ${toneOf(severity)}`}>
          <SeverityShape severity={severity} size={14} />
          {t(`severity.${severity}`)}
        </span>
      ) : (
        <span className="sev v">
          <SeverityShape severity="intercepted" size={14} />
          {t('catalogue.node.caseFailed')}
        </span>
      )}
    </li>
  )
}
