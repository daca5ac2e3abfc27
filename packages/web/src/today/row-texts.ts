import { useTranslation } from 'react-i18next'
import { useNames } from '../api/queries.ts'
import type { Verdict } from '../api/types.ts'
import { dueToMind } from '../format/countdown.ts'
import { dayAndWeekdayInTable, momentInTable } from '../format/dates.ts'
import { clockTime, momentOf, momentOfMs } from '../format/moment.ts'
import { durationText } from '../panel/ledger.ts'
import { useLanguage } from '../shell/use-language.ts'
import type { Language } from '../i18n/index.ts'
import type { WorkItem } from './groups.ts'

/** The line under a countdown: until when, or what the word above means. */
export function useUntil(asOf: number): (verdict: Verdict) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = useNames()
  const today = momentOfMs(asOf).day
  return (verdict) => {
    const due = dueToMind(verdict, asOf)
    const paused = verdict.reason === 'paused' ? verdict.trace.find((step) => step.step === 'paused') : undefined
    if (paused !== undefined) return t('clock.notRun', { count: paused.remainingDays })
    if (due === null || verdict.outcome === 'not_evaluated') return t(`severity.reasons.${verdict.reason}`, { detail: verdict.detail === null ? '' : name(verdict.detail)[language] })
    const { day, minutes } = momentOf(due)
    if (day === today) return minutes === null ? t('clock.untilTime', { time: t('clock.today24') }) : t('clock.untilToday', { time: clockTime(minutes) })
    if (minutes !== null) return t('clock.until', { moment: momentInTable(due, today, language) })
    return t('clock.untilDay', { moment: dayAndWeekdayInTable(day, today, language) })
  }
}

/** 在押, 在押 4 人, 4 人; empty for one person who is not detained. */
export function usePersons(): (item: WorkItem) => string {
  const { t } = useTranslation()
  return ({ custody, persons }) => {
    if (persons === 1) return custody === true ? t('panel.inCustody') : ''
    return custody === true ? t('today.inCustodyPersons', { count: persons }) : t('today.persons', { count: persons })
  }
}

/** Messages begin with the name of the rule, which already stands beside. */
export const messageOf = ({ message, ruleName }: Pick<Verdict, 'message' | 'ruleName'>, language: Language): string => message[language].replace(`${ruleName[language]}${language === 'zh' ? '：' : ': '}`, '')

/** The line under a clock: when it began, how long it is, what was added or left out. Rows without a clock say what was found. */
export function useCaption(asOf: number): (verdict: Verdict) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = useNames()
  const today = momentOfMs(asOf).day
  const begun = (text: string): string => {
    const { day, minutes } = momentOf(text)
    if (minutes === null || day < today - 1 || day > today) return momentInTable(text, today, language)
    return t(day === today ? 'clock.todayAt' : 'clock.yesterdayAt', { time: clockTime(minutes) })
  }
  return (verdict) => {
    const from = verdict.trace.findLastIndex((step) => step.step === 'reset')
    const length = verdict.trace.findLast((step) => step.step === 'length')
    const parts = verdict.trace.slice(Math.max(0, from)).flatMap((step): string[] => {
      if (step.step === 'start') return [t('clock.caption.start', { date: begun(step.date), act: name(step.event.node)[language] })]
      if (step.step === 'reset') return [t('clock.caption.reset', { date: momentInTable(step.date, today, language) })]
      if (step.step === 'length') return step === length ? [durationText(t, step.length)] : []
      if (step.step === 'excluded') return step.days > 0 ? [t('clock.caption.excluded', { count: step.days })] : []
      if (step.step !== 'extension') return []
      if (step.valid === false) return [t('clock.caption.extensionVoid')]
      return step.length === null ? [] : [t('clock.caption.extended', { length: durationText(t, step.length) })]
    })
    return verdict.outcome === 'not_evaluated' || verdict.kind !== 'limit' || parts.length < 2 ? messageOf(verdict, language) : parts.join(t('common.comma'))
  }
}
