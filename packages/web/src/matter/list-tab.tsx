import { useTranslation } from 'react-i18next'
import type { Matter, MatterEvent, Verdict } from '../api/types.ts'
import { dueToMind } from '../format/countdown.ts'
import { dayWithWeekday, momentInTable } from '../format/dates.ts'
import { clockTime, momentOf, momentOfMs } from '../format/moment.ts'
import { severityOf, toneOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { MatterFindings } from '../work/matter-findings.tsx'
import { MatterOverrides } from '../work/matter-overrides.tsx'
import { MatterRecords } from '../work/matter-records.tsx'
import type { Judged } from './clocks.ts'
import { isRunning } from './clocks.ts'
import { resultWords } from './words.ts'

interface Props {
  matter: Matter
  judged: Judged
  asOf: number
  subject: string | null
  selected: string | null
  onVerdict: (id: string) => void
  onEvent: (id: string) => void
}

/** All that the picture shows, as a list by day: acts with what they decided, then what is still awaited. */
export const ListTab = (props: Props) => {
  const { matter, judged, asOf, subject } = props
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = momentOfMs(asOf).day
  const events = matter.events.filter((event) => subject === null || event.subject === null || event.subject === subject)
  const days = [...Map.groupBy(events, ({ at }) => momentOf(at).day)].sort(([a], [b]) => b - a)
  const grounds = matter.verdicts.filter((verdict) => verdict.kind === 'custody' && severityOf(verdict) === 'running' && (subject === null || verdict.subject === null || verdict.subject === subject))
  const running = [...judged.clocks.filter(isRunning).map(({ verdict }) => verdict), ...grounds]
  if (events.length === 0) return <p className="nt i2">{t('matter.list.none')}</p>
  return (
    <section className="ml" aria-label={t('matter.list.label')}>
      <MatterFindings chain={matter.chain} />
      <MatterOverrides chain={matter.chain} asOf={asOf} />
      <MatterRecords chain={matter.chain} asOf={asOf} />
      {running.length > 0 && (
        <section>
          <h2>{t('matter.list.expected')}</h2>
          <ul>
            {running.map((verdict) => (
              <li key={verdict.id} className="ml-act">
                <span className="time">{dueToMind(verdict, asOf) === null ? '' : momentInTable(dueToMind(verdict, asOf) ?? '', today, language)}</span>
                <VerdictButton verdict={verdict} {...props} named />
              </li>
            ))}
          </ul>
        </section>
      )}
      {days.map(([day, acts]) => (
        <section key={day}>
          <h2>{dayWithWeekday(day, today, language)}</h2>
          <ul>
            {acts.toReversed().map((event) => (
              <Act key={`${event.source} ${event.id}`} event={event} {...props} />
            ))}
          </ul>
        </section>
      ))}
      <Superseded matter={matter} today={today} />
    </section>
  )
}

const Act = ({ event, ...props }: Props & { event: MatterEvent }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { minutes } = momentOf(event.at)
  const person = props.matter.people.find(({ subject }) => subject === event.subject)
  const verdicts = props.matter.verdicts.filter((verdict) => (verdict.closedBy ?? verdict.anchor) === event.id && severityOf(verdict) !== 'running')
  const details = [t(`common.agencies.${event.agency}`), person?.name, [event.actor.unit, event.actor.name].filter(Boolean).join(' '), event.docNo].filter((part) => part)
  return (
    <li className={event.effective ? 'ml-act' : 'ml-act void'}>
      <span className="time">{minutes === null ? '' : clockTime(minutes)}</span>
      <div>
        <button type="button" className="act" onClick={() => props.onEvent(event.id)}>
          {say(event.nodeName)}
          {event.act && ` · ${event.act}`}
        </button>
        <p className="s12 i3">{details.join(' · ')}</p>
        {!event.effective && <p className="s12 i3">{t('matter.list.void')}</p>}
        {verdicts.length > 0 && (
          <p className="ml-verdicts">
            {verdicts.map((verdict) => (
              <VerdictButton key={verdict.id} verdict={verdict} {...props} named />
            ))}
          </p>
        )}
      </div>
    </li>
  )
}

const VerdictButton = ({ verdict, asOf, selected, onVerdict }: Props & { verdict: Verdict; named: boolean }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const severity = severityOf(verdict)
  return (
    <button type="button" className="ml-verdict" aria-pressed={selected === verdict.id} onClick={() => onVerdict(verdict.id)}>
      <span className={`sev ${toneOf(severity)}`}>
        <SeverityShape severity={severity} size={14} />
        {resultWords(t, verdict, asOf)}
      </span>
      <span className="s13">{say(verdict.ruleName)}</span>
    </button>
  )
}

/** Later records may change a verdict; the first one stays readable. */
const Superseded = ({ matter, today }: { matter: Matter; today: number }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return matter.superseded.length === 0 ? null : (
    <section>
      <h2>{t('matter.list.earlierJudgment')}</h2>
      <ul>
        {matter.superseded.map(({ verdict, replacedAt }) => (
          <li key={`${verdict.id} ${replacedAt}`} className="ml-act">
            <span className="time" />
            <div>
              <p className="row wrap">
                <span className={`sev ${toneOf(severityOf(verdict))}`}>
                  <SeverityShape severity={severityOf(verdict)} size={14} />
                  {t(`severity.${severityOf(verdict)}`)}
                </span>
                {say(verdict.ruleName)}
              </p>
              <p className="s12 i3">{t('matter.list.replacedAt', { date: momentInTable(replacedAt, today, language) })}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
