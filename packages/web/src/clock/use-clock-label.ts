import { useTranslation } from 'react-i18next'
import { useNames } from '../api/queries.ts'
import type { Verdict } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOfMs } from '../format/moment.ts'
import { wordOf } from '../severity/severity.ts'
import { useLanguage } from '../shell/use-language.ts'
import { useCountdownText } from './countdown-text.tsx'

/** Everything a clock bar shows, as one sentence. */
export function useClockLabel(verdict: Verdict, asOf: number): string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = useNames()
  const countdown = useCountdownText(verdict, asOf)
  const date = (text: string) => momentInTable(text, momentOfMs(asOf).day, language)
  const state = t(`severity.${wordOf(verdict)}`)

  const parts = verdict.trace.flatMap((step): string[] => {
    if (step.step === 'start') return [t('clock.aria.start', { date: date(step.date) })]
    if (step.step === 'reset') return [t('clock.aria.reset', { date: date(step.date) })]
    if (step.step === 'excluded') return [t('clock.aria.excluded', { count: step.days })]
    if (step.step === 'extension') return [step.valid === false ? t('clock.aria.void') : t('clock.aria.extended', { date: date(step.date) })]
    return step.step === 'closed' ? [t('clock.aria.closed', { date: date(step.event.at) })] : []
  })
  if (verdict.due !== null) parts.push(t('clock.aria.due', { date: date(verdict.due) }))
  if (verdict.lenient !== null) parts.push(t('clock.aria.lenient', { date: date(verdict.lenient) }))
  if (verdict.outcome === 'not_evaluated' && verdict.detail !== null) parts.push(t('clock.missing', { fact: name(verdict.detail)[language] }))
  const words = countdown === state ? [state] : [state, countdown]
  return [...words, ...parts].join(t('common.comma'))
}
