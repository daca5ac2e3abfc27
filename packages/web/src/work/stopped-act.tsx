import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OverrideView } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { matterPath } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'

/** What somebody decides upon: the act that was stopped, by which rules, and why it shall be done all the same. */
export const StoppedAct = ({ override }: { override: OverrideView }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return (
    <section>
      <h2>{t('work.stopped.title')}</h2>
      <dl>
        <dt>{t('work.matter')}</dt>
        <dd>
          <Link to={matterPath(override.matter)} className="mono">
            {override.matter}
          </Link>
        </dd>
        <dt>{t('work.stopped.act')}</dt>
        <dd>
          {say(override.nodeName)}
          {override.act !== null && (
            <>
              {t('common.dot')}
              <span lang="zh">{override.act}</span>
            </>
          )}
        </dd>
        {override.subject !== null && (
          <>
            <dt>{t('work.stopped.subject')}</dt>
            <dd className="mono">{override.subject}</dd>
          </>
        )}
        <dt>{t('work.stopped.officer')}</dt>
        <dd>{override.officer ?? t('work.stopped.unknown')}</dd>
        <dt>{t('work.stopped.intended')}</dt>
        <dd>{momentInTable(override.at, null, language)}</dd>
        <dt>{t('work.stopped.by')}</dt>
        <dd>{override.requestedBy}</dd>
        <dt>{t('work.stopped.reason')}</dt>
        <dd className="said" lang="zh">
          {override.reason}
        </dd>
      </dl>
      <h3 className="s13 i3">{t('work.stopped.rules')}</h3>
      <ul className="docs">
        {override.rules.map(({ id, name, basis }) => (
          <li key={id}>
            <span>{say(name)}</span>
            <span className="s12 i3">{basis.map((cited) => citationText(cited, language)).join(t('common.separator'))}</span>
          </li>
        ))}
      </ul>
      <p className="s13 i2">{override.until === null ? t(`work.stopped.states.${override.state}`) : t(`work.stopped.states.${override.state}`, { until: momentInTable(override.until, null, language) })}</p>
      <p className="s12 i3 mono wrap-any">{override.id}</p>
    </section>
  )
}
