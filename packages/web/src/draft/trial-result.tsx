import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DraftResult, DraftRun, OutcomeOrNone } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'

/** How far the trial is; then how many verdicts would change, by agency and by month, with examples. */
export const TrialResult = ({ run, stale }: { run: DraftRun; stale: boolean }) => {
  const { t } = useTranslation()
  if (run.state === 'failed') return <p className="c-v">{t('draft.failed')}</p>
  if (run.result === null) {
    const share = run.total === 0 ? 0 : run.done / run.total
    const text = t('draft.progress', { done: number(run.done), total: number(run.total) })
    return (
      <>
        <progress className="bar" max={1} value={share} aria-label={text} />
        <p className="s12 i3">{text}</p>
      </>
    )
  }
  return (
    <div className={stale ? 'trial stale' : 'trial'}>
      {stale && <p className="s13 c-w">{t('draft.stale')}</p>}
      <Summary result={run.result} />
      {run.result.changed > 0 && (
        <>
          <Changes result={run.result} />
          <Groups title={t('draft.byAgency')} rows={run.result.byAgency.map(({ agency, ...row }) => ({ ...row, name: t(`common.agencyNames.${agency}`) }))} />
          <Groups title={t('draft.byMonth')} rows={run.result.byMonth.map(({ month, ...row }) => ({ ...row, name: month }))} />
          <Examples result={run.result} />
        </>
      )}
    </div>
  )
}

const Summary = ({ result }: { result: DraftResult }) => {
  const { t } = useTranslation()
  const before = result.byAgency.reduce((sum, row) => sum + row.breachesBefore, 0)
  const after = result.byAgency.reduce((sum, row) => sum + row.breachesAfter, 0)
  return (
    <p className="big">
      {result.changed === 0
        ? t('draft.same', { matters: number(result.matters) })
        : t('draft.summary', { matters: number(result.matters), changed: number(result.changed), in: number(result.mattersChanged), before: number(before), after: number(after) })}
    </p>
  )
}

const useOutcome = (): ((outcome: OutcomeOrNone) => string) => {
  const { t } = useTranslation()
  return (outcome) => t(`draft.outcomes.${outcome}`)
}

const Changes = ({ result }: { result: DraftResult }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const word = useOutcome()
  return (
    <table className="mt">
      <caption className="unseen">{t('draft.changes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('draft.rule')}</th>
          <th scope="col">{t('draft.before')}</th>
          <th scope="col">{t('draft.after')}</th>
          <th scope="col" className="r">
            {t('draft.verdicts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {result.changes.map((change) => (
          <tr key={`${change.rule} ${change.before} ${change.after}`}>
            <td>
              {say(change.name)} <small>{change.rule}</small>
            </td>
            <td>{word(change.before)}</td>
            <td>{word(change.after)}</td>
            <td className="r">{number(change.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface GroupRow {
  name: string
  count: number
  breachesBefore: number
  breachesAfter: number
}

/** Bars to one scale: how many verdicts differ; beside them the breaches before and after. */
const Groups = ({ title, rows }: { title: string; rows: GroupRow[] }) => {
  const { t } = useTranslation()
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <section>
      <h3>{title}</h3>
      <ul className="bars">
        {rows.map((row) => (
          <li key={row.name}>
            <span>{row.name}</span>
            <span className="track" aria-hidden="true">
              <i style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
            <b>{number(row.count)}</b>
            <span className="s12 i2">{t('draft.breaches', { before: number(row.breachesBefore), after: number(row.breachesAfter) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Examples = ({ result }: { result: DraftResult }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  const word = useOutcome()
  const side = (outcome: OutcomeOrNone, due: string | null): string => [word(outcome), due === null ? '' : t('draft.due', { due: due.slice(0, 16).replace('T', ' ') })].filter((part) => part !== '').join(' ')
  return (
    <section>
      <h3>{t('draft.examples')}</h3>
      <ul className="examples">
        {result.examples.map((example) => (
          <li key={`${example.chain} ${example.rule} ${example.dueBefore}`}>
            <Link to={linkTo(matterPath(example.chain))}>{example.title}</Link>
            <span className="s13 i2">
              {side(example.before, example.dueBefore)} → {side(example.after, example.dueAfter)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
