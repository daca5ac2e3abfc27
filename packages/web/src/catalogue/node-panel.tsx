import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNode } from '../api/queries.ts'
import type { NodeView, Outcome, RuleView } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import type { Severity } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { CoverageSquare } from './coverage-square.tsx'
import { GoldenCases } from './golden-cases.tsx'
import { splitRules, sumCounts } from './node-facts.ts'
import { RuleCard } from './rule-card.tsx'
import { UsedChart } from './used-chart.tsx'
import '../panel/panel.css'

/** Everything about one node: rules with articles, verdicts, time used, golden cases, versions of the law. */
export const NodePanel = ({ code }: { code: string }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useNode(code)
  return (
    <aside className="xp np" aria-label={t('catalogue.node.label')}>
      {data && data.code === code ? <Content node={data} /> : error ? <RequestFailure error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
    </aside>
  )
}

const Content = ({ node }: { node: NodeView }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const { own, touching } = splitRules(node.code, node.rules)
  const agency = t(`common.agencies.${node.agency}`)
  return (
    <>
      <header className="hdx">
        <div className="row">
          <CoverageSquare state={node.state} />
          <b className="s13">{t(`catalogue.states.${node.state}`)}</b>
          <span className="right s12 i3">{node.code}</span>
        </div>
        <h2>{say(node.name)}</h2>
        <p className="s13 i2">{node.rules.length === 0 ? t('catalogue.node.aboutNone', { agency }) : t('catalogue.node.about', { agency, rules: node.rules.length })}</p>
        {node.role && <p className="s13 i2">{t('catalogue.node.role', { role: say(node.role) })}</p>}
        {node.document && <p className="s13 i2">{t('catalogue.node.document', { document: say(node.document) })}</p>}
        {node.told && <p className="s13 i2">{t('catalogue.node.told', { told: say(node.told) })}</p>}
        {node.complete && <p className="s13 i2">{t('catalogue.node.complete', { complete: say(node.complete) })}</p>}
        {node.acts.length > 0 && <p className="s13 i2">{t('catalogue.node.acts', { acts: node.acts.join(t('common.separator')) })}</p>}
      </header>
      <div className="body">
        {node.state === 'unarmed' && (
          <section>
            <h3>{t('catalogue.node.whyUnarmed')}</h3>
            <p>{node.unarmedReason ? say(node.unarmedReason) : t('catalogue.node.noReason')}</p>
          </section>
        )}
        <Rules title={t('catalogue.node.rules')} rules={own} />
        {node.rules.length > 0 && <Counts rules={own.length > 0 ? own : node.rules} />}
        <Used rules={own} />
        <GoldenCases rules={node.rules} />
        <Versions rules={own} />
        <Rules title={t('catalogue.node.rulesElsewhere')} rules={touching} />
      </div>
      <div className="acts">
        <Link className="btn" to={linkTo('/matters', { flow: node.flow })}>
          {t('catalogue.node.matters')}
        </Link>
      </div>
    </>
  )
}

const Rules = ({ title, rules }: { title: string; rules: RuleView[] }) =>
  rules.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <ul>
        {rules.map((rule) => (
          <RuleCard key={rule.id} rule={rule} />
        ))}
      </ul>
    </section>
  )

const shown: [Outcome, Severity][] = [
  ['ok', 'ok'],
  ['pending', 'running'],
  ['warning', 'soon'],
  ['violation', 'overdue'],
  ['not_evaluated', 'na'],
]

const Counts = ({ rules }: { rules: RuleView[] }) => {
  const { t } = useTranslation()
  const counts = sumCounts(rules)
  const judged = Object.values(counts).some((count) => count > 0)
  return (
    <section>
      <h3>{t('catalogue.node.counts')}</h3>
      {judged ? (
        <ul className="oc">
          {shown.map(([outcome, severity]) => (
            <li key={outcome}>
              <SeverityShape severity={severity} size={14} />
              {t(`severity.${severity}`)} <b>{number(counts[outcome])}</b>
            </li>
          ))}
        </ul>
      ) : (
        <p className="i2">{t('catalogue.node.countsNone')}</p>
      )}
    </section>
  )
}

const Used = ({ rules }: { rules: RuleView[] }) => {
  const { t } = useTranslation()
  const measured = rules.filter((rule) => rule.used.length > 0)
  return measured.length === 0 ? null : (
    <section>
      <h3>{t('catalogue.node.used')}</h3>
      {measured.map((rule) => (
        <UsedChart key={rule.id} rule={rule} />
      ))}
    </section>
  )
}

/** Rules that changed on the same days share a line. */
const Versions = ({ rules }: { rules: RuleView[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const versions = [...new Map(rules.flatMap((rule) => rule.versions).map((version) => [`${version.from} ${version.to}`, version])).values()].sort((a, b) => b.from.localeCompare(a.from))
  const date = (text: string): string => momentInTable(text, null, language)
  return versions.length === 0 ? null : (
    <section>
      <h3>{t('catalogue.node.versions')}</h3>
      <ul className="s13">
        {versions.map(({ from, to, current }) => (
          <li key={`${from} ${to}`} className="row">
            <span>{to === null ? t('catalogue.node.versionFrom', { date: date(from) }) : t('catalogue.node.versionSpan', { from: date(from), to: date(to) })}</span>
            <span className="tag">{t(`catalogue.node.${current ? 'current' : to === null ? 'future' : 'past'}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
