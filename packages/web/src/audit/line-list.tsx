import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AuditLine } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import { matterPath } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { actionName, actorName, objectParts, outcomeName } from './words.ts'

const columns = ['number', 'at', 'actor', 'action', 'object', 'outcome', 'detail'] as const

/** On a desk: one row a line. */
export const LineTable = ({ lines }: { lines: AuditLine[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <table className="at">
      <caption className="unseen">{t('audit.list')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`audit.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.number}>
            <td className="i3">{number(line.number)}</td>
            <td>{momentInTable(line.at, null, language)}</td>
            <td>
              <Actor line={line} />
            </td>
            <td>{actionName(line.action)}</td>
            <td>
              <ObjectName object={line.object} />
            </td>
            <td>
              <Outcome outcome={line.outcome} />
            </td>
            <td>
              <Detail line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** On a phone: cards. */
export const LineCards = ({ lines }: { lines: AuditLine[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <ul className="acs" aria-label={t('audit.list')}>
      {lines.map((line) => (
        <li key={line.number} className="ac">
          <span className="row">
            <strong>{actionName(line.action)}</strong>
            <span className="right">
              <Outcome outcome={line.outcome} />
            </span>
          </span>
          <ObjectName object={line.object} />
          <Actor line={line} />
          <span className="row i3 s13">
            {momentInTable(line.at, null, language)}
            <span className="right">{t('audit.detail.number', { number: number(line.number) })}</span>
          </span>
          <Detail line={line} />
        </li>
      ))}
    </ul>
  )
}

const Actor = ({ line: { actor } }: { line: AuditLine }) => {
  const { t } = useTranslation()
  const name = actorName(actor)
  return (
    <span>
      {name} <small className="i3">{t(`audit.actors.${actor.kind}`)}</small>
    </span>
  )
}

const ObjectName = ({ object }: { object: string }) => {
  const { kind, name, id } = objectParts(object)
  return (
    <span className="long">
      <small className="i3">{name}</small> {kind === 'matter' ? <Link to={matterPath(id)}>{id}</Link> : id}
    </span>
  )
}

const grave = new Set(['refused', 'failed', 'deny'])

const Outcome = ({ outcome }: { outcome: string }) => <span className={grave.has(outcome) ? 'tag bad' : 'tag'}>{outcomeName(outcome)}</span>

/** What else was recorded, member by member, and the hash of the line. */
const Detail = ({ line }: { line: AuditLine }) => {
  const { t } = useTranslation()
  return (
    <details>
      <summary>
        {t('audit.detail.show')}
        <span className="unseen">{t('audit.detail.number', { number: number(line.number) })}</span>
      </summary>
      <dl>
        {Object.entries(line.detail).map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('audit.detail.hash')}</dt>
          <dd className="mono">{line.hash}</dd>
        </div>
      </dl>
    </details>
  )
}
