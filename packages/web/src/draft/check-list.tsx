import { useTranslation } from 'react-i18next'
import type { DraftCheck } from '../api/types.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'

const SHOWN = 6

/** Whether the draft is sound, where it is not, and which golden cases it would break. */
export const CheckList = ({ check, checking, onLine }: { check: DraftCheck | null; checking: boolean; onLine: (line: number) => void }) => {
  const { t } = useTranslation()
  if (check === null) return <output className="s13 i3">{checking ? t('draft.checking') : ''}</output>
  const { problems, cases } = check
  return (
    <div aria-live="polite">
      {problems.length === 0 ? (
        <p className="row s13">
          <SeverityShape severity="ok" size={14} />
          {t('draft.sound')}
        </p>
      ) : (
        <Problems problems={problems} onLine={onLine} />
      )}
      {cases !== null && <Cases cases={cases} />}
    </div>
  )
}

const Problems = ({ problems, onLine }: { problems: DraftCheck['problems']; onLine: (line: number) => void }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  // What follows from a fault of the draft elsewhere is told only where the draft itself has none.
  const own = problems.filter(({ line }) => line !== null)
  const shown = (own.length > 0 ? own : problems).slice(0, SHOWN)
  return (
    <ul className="faults">
      {shown.map((problem) => (
        <li key={`${problem.line} ${problem.code} ${problem.message.zh}`}>
          <SeverityShape severity="overdue" size={14} />
          <span>
            {problem.line !== null && (
              <button type="button" className="btn txt sm" onClick={() => onLine(problem.line ?? 1)}>
                {t('draft.line', { line: problem.line })}
              </button>
            )}
            {say(problem.message)}
            {t('today.joinLast')}
            {say(problem.remedy)}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Cases = ({ cases }: { cases: NonNullable<DraftCheck['cases']> }) => {
  const { t } = useTranslation()
  const { failures, passed } = cases
  if (failures.length === 0) return <p className="row s13 i2">{t('draft.casesHold', { count: passed })}</p>
  return (
    <details className="s13">
      <summary>{t('draft.casesFail', { count: failures.length, passed })}</summary>
      <ul className="fails">
        {failures.map((failure) => (
          <li key={`${failure.id} ${failure.rule}`}>
            <b lang="zh">{failure.title}</b>
            <span className="i2">{t('draft.caseFound', { rule: failure.rule, expected: failure.expected, found: failure.found })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
