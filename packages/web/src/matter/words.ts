/** Short words about a verdict, for places that are not components: labels in the picture, cells of the table. */
import type { TFunction } from 'i18next'
import type { Verdict } from '../api/types.ts'
import type { Clock } from '../clock/clock.ts'
import { countdown } from '../format/countdown.ts'
import { momentOfMs } from '../format/moment.ts'
import { durationText } from '../panel/ledger.ts'
import { severityOf, wordOf } from '../severity/severity.ts'

/** Where no size sets the numbers apart, spaces do. */
const untagged = (text: string): string => text.replaceAll(/<\/?b>/g, ' ').replaceAll(/<\/?w>/g, '').replaceAll(/\s+/g, ' ').trim()

/** 剩 5 天, 超 1 小时 30 分, 今日到期; where no number tells more, the word of the state. */
export function countdownWords(t: TFunction, verdict: Verdict, asOf: number): string {
  const counted = countdown(verdict, asOf)
  switch (counted.kind) {
    case 'today':
      return untagged(t('clock.today'))
    case 'paused':
      return untagged(t('clock.paused', { count: counted.days }))
    case 'word':
      return t(`severity.${wordOf(verdict)}`)
    case 'left':
    case 'over': {
      const side = `clock.${counted.kind}` as const
      if (counted.unit === 'days') return untagged(t(`${side}.days`, { count: counted.days }))
      const key = counted.hours === 0 ? 'minutes' : counted.minutes === 0 ? 'hours' : 'hoursMinutes'
      return untagged(t(`${side}.${key}`, { hours: counted.hours, minutes: counted.minutes }))
    }
  }
}

/** What stands beside a bar: nothing while all is well. */
export function statusWords(t: TFunction, verdict: Verdict, asOf: number, nameOf: (code: string) => string): string {
  const severity = severityOf(verdict)
  if (severity === 'ok' || severity === 'running') return ''
  if (severity === 'na' && verdict.detail) return t('clock.missing', { fact: nameOf(verdict.detail) })
  return countdownWords(t, verdict, asOf)
}

/** The result as a sentence: a breach that was made good in the end says both. */
export function resultWords(t: TFunction, verdict: Verdict, asOf: number): string {
  const words = countdownWords(t, verdict, asOf)
  return severityOf(verdict) === 'corrected' && words !== t('severity.corrected') ? t('matter.table.late', { over: words }) : words
}

/** 补充侦查 1 个月，延长 15 天; the length is left out where the name has it (in figures in Chinese, often in words in English). */
export function clockName(t: TFunction, verdict: Verdict, language: 'zh' | 'en'): string {
  const name = verdict.ruleName[language]
  const length = verdict.trace.findLast((step) => step.step === 'length')
  const extended = verdict.trace.flatMap((step) => (step.step === 'extension' && step.valid === true && step.length !== null ? [durationText(t, step.length)] : []))
  const base = length === undefined || length.length.amount === 0 || /\d/.test(verdict.ruleName.zh) ? name : `${name} ${durationText(t, length.length)}`
  return [base, ...extended.map((amount) => t('clock.caption.extended', { length: amount }))].join(t('common.comma'))
}

export const countsHours = (verdict: Verdict): boolean => verdict.trace.some((step) => step.step === 'length' && step.length.unit === 'h')

/** 105 / 110 天, 25 小时 30 分 / 24 小时: calendar time used and given, exclusions and extensions included. */
export function usedWords(t: TFunction, clock: Clock, hours: boolean): string {
  if (clock.due === null) return ''
  if (hours) return t('matter.table.of', { used: hoursText(t, clock.end - clock.start), budget: hoursText(t, clock.due - clock.start) })
  const first = momentOfMs(clock.start - 1).day
  const used = Math.max(0, momentOfMs(clock.end - 1).day - first)
  return t('matter.table.of', { used, budget: t('matter.table.days', { count: momentOfMs(clock.due - 1).day - first }) })
}

/** From here on nobody counts hours any more. */
const MANY_HOURS = 72

function hoursText(t: TFunction, ms: number): string {
  const all = Math.max(0, Math.floor(ms / 60_000))
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  if (hours >= MANY_HOURS) return t('matter.table.days', { count: Math.floor(hours / 24) })
  if (minutes === 0) return t('matter.table.hours', { hours })
  return hours === 0 ? t('matter.table.minutes', { minutes }) : t('matter.table.hoursMinutes', { hours, minutes })
}
