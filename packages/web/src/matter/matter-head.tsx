import { useTranslation } from 'react-i18next'
import type { Matter } from '../api/types.ts'
import { momentOf } from '../format/moment.ts'
import { number } from '../format/numbers.ts'
import type { Severity } from '../severity/severity.ts'
import { severityOf, toneOf, wordOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useAsOf } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { MatterReports } from '../work/matter-reports.tsx'
import { Names } from './names.tsx'
import type { Tab } from './use-choice.ts'
import { tabs } from './use-choice.ts'

interface Props {
  matter: Matter
  tab: Tab
  onTab: (tab: Tab) => void
}

/** Who and what it is about, how it stands, and the ways to look at it. */
export const MatterHead = ({ matter, tab, onTab }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { asOf } = useAsOf()
  const inCustody = matter.people.filter(({ spans }) => spans.some(({ kind, to }) => kind === 'custody' && to === null)).length
  return (
    <header className="mh">
      <div className="row wrap">
        <h1>{matter.title}</h1>
        <span className="tag">{say(matter.flowName)}</span>
        {inCustody > 0 && <span className="tag">{t('matter.custodyCount', { count: inCustody })}</span>}
        <span className="row wrap right">
          <Names matter={matter} />
          <button type="button" className="btn sm not-phone" onClick={() => window.print()}>
            {t('matter.print')}
          </button>
        </span>
      </div>
      <Facts matter={matter} />
      {asOf === null && <MatterReports chain={matter.chain} caseNo={matter.caseNos.at(-1) ?? matter.chain} />}
      <Tabs matter={matter} tab={tab} onTab={onTab} />
    </header>
  )
}

const Facts = ({ matter }: { matter: Matter }) => {
  const { t } = useTranslation()
  const caseNos = matter.agencies.length > 1 ? t('matter.agencyCaseNos', { agencies: matter.agencies.length, count: matter.caseNos.length }) : t('matter.caseNos', { count: matter.caseNos.length })
  return (
    <p className="facts">
      <span>{t('matter.chain', { chain: matter.chain })}</span>
      <span title={matter.caseNos.join('\n')}>{matter.caseNos.length === 1 ? matter.caseNos[0] : caseNos}</span>
      <span>{t('matter.elapsed', { count: momentOf(matter.asOf).day - momentOf(matter.firstAt).day })}</span>
      <Counts matter={matter} />
    </p>
  )
}

const told = ['overdue', 'breach', 'grey', 'soon', 'risk', 'corrected', 'na'] as const
type Told = (typeof told)[number]

/** One sentence for each state that matters, worst first. */
const Counts = ({ matter }: { matter: Matter }) => {
  const { t } = useTranslation()
  const words = Map.groupBy(matter.verdicts, (verdict): Told | null => {
    const word = wordOf(verdict)
    return told.find((known) => known === word) ?? null
  })
  const shown = told.filter((word) => words.has(word))
  if (shown.length === 0) return <span>{t('matter.counts.clean')}</span>
  return shown.map((word) => {
    const verdicts = words.get(word) ?? []
    const severity: Severity = verdicts[0] ? severityOf(verdicts[0]) : 'na'
    const urgent = severity === 'overdue' || severity === 'soon' || severity === 'grey'
    return (
      <span key={word} className="row">
        <SeverityShape severity={severity} size={14} />
        <span className={urgent ? `b c-${toneOf(severity)}` : ''}>{t(`matter.counts.${word}`, { count: verdicts.length })}</span>
      </span>
    )
  })
}

const Tabs = ({ matter, tab, onTab }: Props) => {
  const { t } = useTranslation()
  const counts: Partial<Record<Tab, number>> = { list: matter.events.filter(({ effective }) => effective).length, persons: matter.people.length, events: matter.events.length }
  return (
    <div
      className="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={t('matter.tabs.label')}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]
        if (by === 0 || !next) return
        onTab(next)
        event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
      }}
    >
      {tabs.map((name) => (
        <button key={name} id={`tab-${name}`} type="button" role="tab" aria-selected={name === tab} aria-controls="matter-view" tabIndex={name === tab ? 0 : -1} onClick={() => onTab(name)}>
          {t(`matter.tabs.${name}`)}
          {counts[name] !== undefined && <small>{number(counts[name])}</small>}
        </button>
      ))}
    </div>
  )
}
