import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '../api/queries.ts'
import type { RuleView } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { draftPath } from '../draft/path.ts'
import { useLanguage } from '../shell/use-language.ts'

const casesKey = (rule: RuleView): 'goldenNone' | 'goldenAll' | 'goldenSome' => (rule.cases.length === 0 ? 'goldenNone' : rule.cases.every(({ passed }) => passed) ? 'goldenAll' : 'goldenSome')

/** One rule: name, period, remark, articles, what it needs and whether its golden cases hold. */
export const RuleCard = ({ rule }: { rule: RuleView }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const name = useNames()
  const failed = rule.cases.filter(({ passed }) => !passed).length
  return (
    <li className="ru">
      <div className="row">
        <b>{say(rule.name)}</b>
        <span className="right s12 i3">{rule.id}</span>
      </div>
      {rule.period && <p className="s13 i2">{say(rule.period)}</p>}
      {rule.note && <p className="s12 i3">{say(rule.note)}</p>}
      {rule.stops && <p className="s12 i3">{t('catalogue.node.stops')}</p>}
      {rule.breach === 'warning' && <p className="s12 i3">{t('catalogue.node.kind', { breach: t('catalogue.node.breach.warning') })}</p>}
      {rule.needs.length > 0 && (
        <details className="s12 i3">
          <summary>{t('catalogue.node.needs', { count: rule.needs.length })}</summary>
          {rule.needs.map((fact) => say(name(fact))).join(t('common.separator'))}
        </details>
      )}
      {rule.versions.length > 1 && <History rule={rule} />}
      <div className="ru-foot s12">
        <span className="law">{rule.basis.map((basis) => citationText(basis, language)).join(t('common.separator'))}</span>
        {/* Grounds of custody stand in a file of their own, not as rules of a flow. */}
        {rule.kind !== 'custody' && (
          <Link className="right" to={draftPath(rule)}>
            {t('catalogue.node.draft')}
          </Link>
        )}
        <span className={failed > 0 ? 'c-v' : 'i2'}>{t(`catalogue.node.${casesKey(rule)}`, { count: rule.cases.length, failed })}</span>
      </div>
    </li>
  )
}

/** How the law on this changed: each version with its dates, its period and its articles, the newest first. */
const History = ({ rule }: { rule: RuleView }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const date = (text: string): string => momentInTable(text, null, language)
  return (
    <details className="s12 i2 hist">
      <summary>{t('catalogue.node.history', { count: rule.versions.length })}</summary>
      <ol>
        {rule.versions.toReversed().map((version) => (
          <li key={version.from}>
            <span className="row">
              <b>{version.to === null ? t('catalogue.node.versionFrom', { date: date(version.from) }) : t('catalogue.node.versionSpan', { from: date(version.from), to: date(version.to) })}</b>
              {version.current && <span className="tag">{t('catalogue.node.current')}</span>}
            </span>
            <span>{[version.name[language] === rule.name[language] ? '' : say(version.name), version.period === null ? '' : say(version.period)].filter((part) => part !== '').join(t('common.comma'))}</span>
            <span className="law">{version.basis.map((basis) => citationText(basis, language)).join(t('common.separator'))}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
