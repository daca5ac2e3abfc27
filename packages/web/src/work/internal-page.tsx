import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { WorkMatter } from '../api/types.ts'
import { DueText } from '../clock/countdown-text.tsx'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { matterPath } from '../shell/as-of.ts'
import { useKeys } from '../shell/keys.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { SeverityShape } from '../severity/shape.tsx'
import { Actions } from './actions.tsx'
import { History } from './history.tsx'
import { Steps } from './steps.tsx'
import { StoppedAct } from './stopped-act.tsx'
import { documentPath, internalPath, useInternal } from './use-work.ts'
import './work.css'
import { Marks, severityOfRow } from './work-line.tsx'

/** One internal matter of any flow: where it stands, why it is there, what may be done, everything that happened. */
export const InternalPage = () => {
  const { t } = useTranslation()
  const { flow = '', chain = '' } = useParams()
  const query = useInternal(flow, chain)
  const navigate = useNavigate()
  useKeys({ Escape: () => void navigate(-1) })
  if (query.data !== undefined) return <Loaded matter={query.data} asOf={query.dataUpdatedAt} />
  return (
    <div className="work">
      <h1 className="unseen">{t('work.title')}</h1>
      {query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />}
    </div>
  )
}

const Loaded = ({ matter, asOf }: { matter: WorkMatter; asOf: number }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const severity = severityOfRow(matter)
  return (
    <div className="work internal">
      <header>
        <p className="s13">
          <Link to="/work">{t('work.title')}</Link>
        </p>
        <div className="row wrap">
          <h1>{say(matter.title)}</h1>
          <span className="tag">{say(matter.flowName)}</span>
          <Marks row={matter} />
        </div>
        <p className="row wrap">
          <SeverityShape severity={severity} size={16} label={t(`severity.${severity}`)} />
          {matter.closedAt !== null && <span>{t('work.closed')}</span>}
          {matter.clock !== null && (
            <>
              <b>{say(matter.clock.name)}</b>
              {matter.clock.due !== null && <DueText due={matter.clock.due} asOf={asOf} soon={matter.clock.outcome === 'warning'} className="cnt" />}
            </>
          )}
        </p>
      </header>
      <Steps steps={matter.steps} />
      <div className="cols">
        <div className="main-col">
          <Actions key={matter.last} matter={matter} />
          <History matter={matter} />
        </div>
        <aside className="side" aria-label={t('work.about')}>
          {matter.override !== null && <StoppedAct override={matter.override} />}
          <Reason matter={matter} />
          <Documents matter={matter} />
          <Clocks matter={matter} />
        </aside>
      </div>
    </div>
  )
}

/** The verdict that it came from, its article, and the way to the matter. */
const Reason = ({ matter }: { matter: WorkMatter }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const { origin, reason } = matter
  if (origin === null) return null
  return (
    <section>
      <h2>{t('work.reason')}</h2>
      {reason !== null && <p>{say(reason.message)}</p>}
      {reason !== null && <p className="law">{reason.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))}</p>}
      {origin.outcome !== 'violation' && origin.outcome !== 'warning' && <p className="c-w">{t('work.noLongerStands')}</p>}
      <dl>
        <dt>{t('work.matter')}</dt>
        <dd>
          {origin.flow === null ? <Link to={`${matterPath(origin.chain)}?verdict=${encodeURIComponent(origin.verdict)}`}>{origin.title}</Link> : <Link to={internalPath(origin.flow, origin.chain)}>{say(origin.ruleName)}</Link>}
        </dd>
        {matter.unit !== null && (
          <>
            <dt>{t('work.unit')}</dt>
            <dd>{matter.unit}</dd>
          </>
        )}
        {matter.assigned !== null && (
          <>
            <dt>{t('work.assigned')}</dt>
            <dd>{matter.people.find(({ id }) => id === matter.assigned)?.name ?? matter.assigned}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

const Documents = ({ matter }: { matter: WorkMatter }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return matter.documents.length === 0 ? null : (
    <section>
      <h2>{t('work.documents')}</h2>
      <ul className="docs">
        {matter.documents.map(({ id, number, name, at }) => (
          <li key={id}>
            <a href={documentPath(matter.flow, matter.chain, id)} download>
              {say(name)}
            </a>
            <span className="s12 i3">{`${number} · ${momentInTable(at, null, language)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How its own deadlines were kept: the supervisors are supervised too. */
const Clocks = ({ matter }: { matter: WorkMatter }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const clocks = matter.verdicts.filter(({ kind, due }) => kind === 'limit' && due !== null)
  return clocks.length === 0 ? null : (
    <section>
      <h2>{t('work.clocks')}</h2>
      <p className="s12 i3">{t('work.platformRule')}</p>
      <ul className="docs">
        {clocks.map((verdict) => {
          const severity = verdict.outcome === 'ok' ? 'ok' : verdict.outcome === 'violation' ? (verdict.closedBy === null ? 'overdue' : 'corrected') : verdict.outcome === 'warning' ? 'soon' : 'running'
          return (
            <li key={verdict.id} className="row">
              <SeverityShape severity={severity} size={14} label={t(`severity.${severity}`)} />
              <span className="grow">{say(verdict.ruleName)}</span>
              <span className="s12 i3">{momentInTable(verdict.due ?? '', null, language)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
