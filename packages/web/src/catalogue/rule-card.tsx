import { useTranslation } from 'react-i18next'
import { useNames } from '../api/queries.ts'
import type { RuleView } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
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
      {rule.breach === 'warning' && <p className="s12 i3">{t('catalogue.node.kind', { breach: t('catalogue.node.breach.warning') })}</p>}
      {rule.needs.length > 0 && (
        <details className="s12 i3">
          <summary>{t('catalogue.node.needs', { count: rule.needs.length })}</summary>
          {rule.needs.map((fact) => say(name(fact))).join(t('common.separator'))}
        </details>
      )}
      <div className="ru-foot s12">
        <span className="law">{rule.basis.map((basis) => citationText(basis, language)).join(t('common.separator'))}</span>
        <span className={failed > 0 ? 'right c-v' : 'right i2'}>{t(`catalogue.node.${casesKey(rule)}`, { count: rule.cases.length, failed })}</span>
      </div>
    </li>
  )
}
