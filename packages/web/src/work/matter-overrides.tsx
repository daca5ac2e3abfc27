import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { startMs } from '../format/moment.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath, useOverridesOf } from './use-work.ts'

/** Acts of a matter that a rule stopped: who let them pass or did not, why, and what came of it. */
export const MatterOverrides = ({ chain, asOf }: { chain: string; asOf: number }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const overrides = (useOverridesOf(chain).data ?? []).filter(({ requestedAt }) => startMs(requestedAt) <= asOf)
  if (overrides.length === 0) return null
  return (
    <section>
      <h2>{t('work.stopped.list')}</h2>
      <ul>
        {overrides.map((override) => (
          <li key={override.id} className="ml-act">
            <span className="time">{momentInTable(override.requestedAt, null, language).slice(0, 10)}</span>
            <div>
              <p className="row wrap">
                <SeverityShape severity="intercepted" size={14} label={t('severity.intercepted')} />
                <Link to={internalPath(override.flow, override.id)}>{override.rules.map(({ name }) => say(name)).join(t('common.separator'))}</Link>
                <span className="s12 i3">{override.until === null ? t(`work.stopped.states.${override.state}`) : t(`work.stopped.states.${override.state}`, { until: momentInTable(override.until, null, language) })}</span>
              </p>
              {override.decision !== null && (
                <p className="s12 i3">
                  {t('work.stopped.decided', { by: override.decision.by, act: say(override.decision.actName) })}
                  <span lang="zh">{override.decision.grounds}</span> {override.rules.flatMap(({ basis }) => basis.map((cited) => citationText(cited, language))).join(t('common.separator'))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
