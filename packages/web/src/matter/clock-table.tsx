import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Matter, Verdict } from '../api/types.ts'
import { dueToMind } from '../format/countdown.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOfMs } from '../format/moment.ts'
import { severityOf, toneOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import type { Judged, MatterClock } from './clocks.ts'
import { isSettled, personsOf } from './clocks.ts'
import { clockName, countsHours, resultWords, usedWords } from './words.ts'

interface Props {
  matter: Matter
  judged: Judged
  asOf: number
  selected: string | null
  onSelect: (verdict: string) => void
}

const MANY = 12

/** Every clock in one line, what matters first; then the findings that are not about time. */
export const ClockTable = (props: Props) => {
  const { t } = useTranslation()
  const { judged, selected } = props
  const [all, setAll] = useState(false)
  const { clocks, findings } = judged
  const chosen = (item: MatterClock): boolean => item.verdicts.some(({ id }) => id === selected)
  const long = clocks.length > MANY
  const shown = all || !long ? clocks : clocks.filter((item, index) => index < MANY || !isSettled(item) || chosen(item))
  if (clocks.length + findings.length === 0) return <p className="nt i2">{t('matter.table.none')}</p>
  return (
    <>
      {clocks.length > 0 && (
        <div className="ct">
          <table>
            <Head title={t('matter.table.title', { count: clocks.length })} />
            <tbody>
              {shown.map((item) => (
                <ClockLine key={item.verdict.id} {...props} item={item} on={chosen(item)} />
              ))}
            </tbody>
          </table>
          {long && (
            <button type="button" className="btn txt sm" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('matter.table.fewer') : t('matter.table.all', { count: clocks.length })}
            </button>
          )}
        </div>
      )}
      {findings.length > 0 && (
        <div className="ct">
          <table>
            <Head title={t('matter.table.findings', { count: findings.length })} />
            <tbody>
              {findings.map((verdict) => (
                <FindingLine key={verdict.id} {...props} verdict={verdict} on={verdict.id === selected} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const Head = ({ title }: { title: string }) => {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th scope="col">{title}</th>
        <th scope="col" className="not-phone">
          {t('matter.table.subject')}
        </th>
        <th scope="col" className="not-phone">
          {t('matter.table.start')}
        </th>
        <th scope="col">{t('matter.table.due')}</th>
        <th scope="col" className="r not-phone">
          {t('matter.table.used')}
        </th>
        <th scope="col">{t('matter.table.result')}</th>
      </tr>
    </thead>
  )
}

const ClockLine = ({ item, on, matter, asOf, onSelect }: Props & { item: MatterClock; on: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { verdict, verdicts, clock } = item
  const start = verdict.trace.find((step) => step.step === 'reset') ?? verdict.trace.find((step) => step.step === 'start')
  return (
    <Line
      verdict={verdict}
      on={on}
      asOf={asOf}
      onSelect={onSelect}
      name={clockName(t, verdict, language)}
      persons={useWho(matter, verdicts)}
      start={start && 'date' in start ? start.date : null}
      used={usedWords(t, clock, countsHours(verdict))}
    />
  )
}

const FindingLine = ({ verdict, on, matter, asOf, onSelect }: Props & { verdict: Verdict; on: boolean }) => {
  const { say } = useLanguage()
  return <Line verdict={verdict} on={on} asOf={asOf} onSelect={onSelect} name={say(verdict.ruleName)} persons={useWho(matter, [verdict])} start={verdict.at} used="" />
}

function useWho(matter: Matter, verdicts: Verdict[]): string {
  const { t } = useTranslation()
  const who = personsOf(matter, verdicts)
  return who === null ? t('matter.wholeCase') : 'name' in who ? who.name : t('matter.persons', { count: who.count })
}

interface LineProps {
  verdict: Verdict
  on: boolean
  asOf: number
  onSelect: (verdict: string) => void
  name: string
  persons: string
  start: string | null
  used: string
}

const Line = ({ verdict, on, asOf, onSelect, name, persons, start, used }: LineProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const date = (text: string | null): string => (text === null ? '' : momentInTable(text, momentOfMs(asOf).day, language))
  const severity = severityOf(verdict)
  return (
    // The whole row answers the pointer; the button in it is the way for the keyboard.
    <tr className={on ? 'on' : ''} onClick={() => onSelect(verdict.id)}>
      <td className="name">
        <button type="button" aria-pressed={on}>
          {name}
        </button>
        <span className="only-phone s12 i3">{persons}</span>
      </td>
      <td className="not-phone">{persons}</td>
      <td className="not-phone nowrap">{date(start)}</td>
      <td className="nowrap">{date(dueToMind(verdict, asOf))}</td>
      <td className="r not-phone nowrap">{used}</td>
      <td>
        <span className={`sev ${toneOf(severity)}`}>
          <SeverityShape severity={severity} size={14} />
          {resultWords(t, verdict, asOf)}
        </span>
      </td>
    </tr>
  )
}
