import { Trans, useTranslation } from 'react-i18next'
import type { Verdict } from '../api/types.ts'
import { between, countdown } from '../format/countdown.ts'
import type { Countdown } from '../format/countdown.ts'
import { severityOf, toneOf, wordOf } from '../severity/severity.ts'

type Key =
  | 'clock.today'
  | 'clock.paused'
  | 'clock.word'
  | `clock.${'left' | 'over'}.${'minutes' | 'hours' | 'hoursMinutes' | 'days'}`

interface Said {
  key: Key
  values: { count?: number; hours?: number; minutes?: number; word?: string }
}

function said(counted: Countdown, word: string): Said {
  if (counted.kind === 'today') return { key: 'clock.today', values: {} }
  if (counted.kind === 'paused') return { key: 'clock.paused', values: { count: counted.days } }
  if (counted.kind === 'word') return { key: 'clock.word', values: { word } }
  if (counted.unit === 'days') return { key: `clock.${counted.kind}.days`, values: { count: counted.days } }
  if (counted.hours === 0) return { key: `clock.${counted.kind}.minutes`, values: { minutes: counted.minutes } }
  if (counted.minutes === 0) return { key: `clock.${counted.kind}.hours`, values: { hours: counted.hours } }
  return { key: `clock.${counted.kind}.hoursMinutes`, values: { hours: counted.hours, minutes: counted.minutes } }
}

/** Where no size sets the numbers apart, spaces do. */
const untagged = (text: string): string => text.replaceAll(/<\/?b>/g, ' ').replaceAll(/<\/?w>/g, '').replaceAll(/\s+/g, ' ').trim()

function useSaid(verdict: Verdict, asOf: number): Said {
  const { t } = useTranslation()
  return said(countdown(verdict, asOf), t(`severity.${wordOf(verdict)}`))
}

/** "剩 5 天" as plain text, for labels and copies. */
export function useCountdownText(verdict: Verdict, asOf: number): string {
  const { t } = useTranslation()
  const { key, values } = useSaid(verdict, asOf)
  return untagged(t(key, values))
}

/** The countdown with its numbers set large, in the colour of the state. The size comes from the class of the place. */
export const CountdownText = ({ verdict, asOf, className = '' }: { verdict: Verdict; asOf: number; className?: string }) => {
  const { key, values } = useSaid(verdict, asOf)
  const severity = severityOf(verdict)
  // What was put right stays over its limit: the number keeps the colour of that.
  const tone = severity === 'corrected' ? 'v' : toneOf(severity)
  return (
    <span className={`${className} c-${tone}`}>
      <Trans i18nKey={key} values={values} {...(values.count === undefined ? {} : { count: values.count })} components={{ b: <b />, w: <b className="word" /> }} />
    </span>
  )
}

/** The same for a due date alone; past it, in the colour of a breach. */
export const DueText = ({ due, asOf, soon, className = '' }: { due: string; asOf: number; soon: boolean; className?: string }) => {
  const counted = between(due, asOf)
  const { key, values } = said(counted, '')
  const tone = counted.kind === 'over' ? 'v' : soon || counted.kind === 'today' ? 'w' : 'p'
  return (
    <span className={`${className} c-${tone}`}>
      <Trans i18nKey={key} values={values} {...(values.count === undefined ? {} : { count: values.count })} components={{ b: <b />, w: <b className="word" /> }} />
    </span>
  )
}
