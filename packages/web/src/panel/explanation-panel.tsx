import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { EventRef, Verdict } from '../api/types.ts'
import { useExplanation } from '../api/queries.ts'
import { ClockBar } from '../clock/clock-bar.tsx'
import { CountdownText } from '../clock/countdown-text.tsx'
import { dueToMind } from '../format/countdown.ts'
import { dayInTable, dayWithWeekday } from '../format/dates.ts'
import { clockTime, isDate, momentOf, momentOfMs } from '../format/moment.ts'
import { SeverityTag } from '../severity/severity-tag.tsx'
import { useAsOf } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { Loading } from '../states/loading.tsx'
import { sumSteps } from './ledger.ts'
import { Ledger } from './ledger-view.tsx'
import './panel.css'

interface Props {
  /** as a list or a matter has it; the panel fetches the full trace and the sentences itself */
  verdict: Verdict
  /** the moment that the page shows, epoch milliseconds */
  asOf: number
  custody: boolean | null
  /** matter, unit and officer in one line */
  subtitle: string
  /** the same clock on the timeline of its matter */
  timelineHref?: string
  /** draws the clock too, where no list stands beside the panel */
  bar?: boolean
  /** what a click on an act of the sum does */
  onEvent?: (event: EventRef) => void
  /** buttons at the foot, the primary one first */
  actions?: ReactNode
}

/** 11月23日 周一 24:00 止 */
function useDueText(asOf: number): (due: string) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (due) => {
    const { day, minutes } = momentOf(due)
    const date = dayWithWeekday(day, momentOfMs(asOf).day, language)
    return minutes === null ? t('panel.until24', { date }) : t('panel.untilTime', { date, time: clockTime(minutes) })
  }
}

const Head = ({ verdict, asOf, custody, subtitle, bar = false }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const dueText = useDueText(asOf)
  const due = dueToMind(verdict, asOf)
  // Alone on the page it is the page.
  const Title = bar ? 'h1' : 'h2'
  return (
    <div className="hdx">
      <div className="row">
        <SeverityTag verdict={verdict} />
        {custody === true && <span className="tag">{t('panel.inCustody')}</span>}
        <span className="right s12 i3">{t('panel.rule', { rule: verdict.rule })}</span>
      </div>
      <div className="big">
        <CountdownText verdict={verdict} asOf={asOf} />
        {due !== null && <span className="abs">{dueText(due)}</span>}
      </div>
      <Title className="title">{say(verdict.ruleName)}</Title>
      <p className="s13 i2">{subtitle}</p>
      {bar && (
        <div className="panel-bar">
          <ClockBar verdict={verdict} asOf={asOf} height={14} dueAt={0.86} />
        </div>
      )}
    </div>
  )
}

/** A heading one below the act's. */
const Sub = ({ alone, children }: { alone: boolean; children: ReactNode }) => (alone ? <h2 className="sub">{children}</h2> : <h3 className="sub">{children}</h3>)

const Sentences = ({ title, alone, sentences }: { title: string; alone: boolean; sentences: readonly string[] }) =>
  sentences.length === 0 ? null : (
    <section>
      <Sub alone={alone}>{title}</Sub>
      <ul className="why">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )

/** The result, and what followed the sum (an act, its absence, a fact); the sum itself stands above, line by line. */
function whyOf(sentences: readonly string[], trace: Verdict['trace']): string[] {
  const after = trace.length - 1 - trace.findLastIndex((step) => sumSteps.includes(step.step))
  return [...sentences.slice(0, 1), ...(after > 0 ? sentences.slice(1).slice(-after) : [])].slice(0, 3)
}

/** Advice is written one sentence each. */
const sentencesOf = (text: string): string[] => text.split(/(?<=[。！？])|(?<=\.)\s+/).filter((sentence) => sentence.trim() !== '')

/** How a verdict came about: state and countdown, the sum, the reasons, what can be done, version, actions. */
export const ExplanationPanel = (props: Props) => {
  const { asOf, timelineHref, onEvent, actions, bar = false } = props
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const asked = useAsOf()
  const explanation = useExplanation(props.verdict.id, asked.asOf)
  const verdict = explanation.data?.verdict ?? props.verdict
  const sentences = whyOf(explanation.data?.sentences[language] ?? (explanation.isError ? [say(verdict.message)] : []), verdict.trace)
  const summed = verdict.trace.some((step) => step.step === 'length')
  const judgedAt = momentOfMs(asOf)
  const version = isDate(verdict.ruleVersion) ? dayInTable(momentOf(verdict.ruleVersion).day, null, language) : verdict.ruleVersion
  return (
    <aside className="xp" aria-label={t('panel.label')}>
      <Head {...props} verdict={verdict} />
      <div className="body">
        {verdict.trace.length > 0 && (
          <section>
            <Sub alone={bar}>
              {t(summed ? 'panel.how' : 'panel.howJudged')}
              {timelineHref !== undefined && <Link to={timelineHref}>{t('panel.onTimeline')}</Link>}
            </Sub>
            <Ledger verdict={verdict} asOf={asOf} onEvent={onEvent} />
          </section>
        )}
        {explanation.isPending && <Loading />}
        <Sentences title={t('panel.why')} alone={bar} sentences={sentences} />
        {verdict.advice !== null && <Sentences title={t('panel.canDo')} alone={bar} sentences={sentencesOf(say(verdict.advice))} />}
      </div>
      <p className="prov">{t('panel.provenance', { version, time: clockTime(judgedAt.minutes ?? 0) })}</p>
      {actions !== undefined && <div className="acts">{actions}</div>}
    </aside>
  )
}
