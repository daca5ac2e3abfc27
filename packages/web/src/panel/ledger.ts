/**
 * The sum behind a verdict, line by line, as a person would write it: start, plus length, plus what does not count,
 * plus extensions, roll-over, and the due date; what did not apply says 无. Built from the trace and nothing else.
 */
import type { TFunction } from 'i18next'
import type { Citation, Duration, EventRef, Step, TraceStep, Verdict } from '../api/types.ts'
import { isDate } from '../format/moment.ts'

export interface LedgerLine {
  op: '' | '+' | '–' | '=' | '?' | '·'
  label: string
  note: string
  basis: Citation[]
  value: string
  /** did not apply */
  off: boolean
  event: EventRef | null
}

/** What the lines need from outside: texts, dates as the reader writes them, names of acts. */
export interface Words {
  t: TFunction
  language: 'zh' | 'en'
  date: (text: string) => string
  act: (node: string) => string | null
}

const line = (given: Partial<LedgerLine> & Pick<LedgerLine, 'label'>): LedgerLine => ({ op: '', note: '', basis: [], value: '', off: false, event: null, ...given })

export const durationText = (t: TFunction, { amount, unit }: Duration): string => t(`clock.duration.${unit}`, { count: amount })

const startLine = (step: Step<'start'>, { t, date, act }: Words): LedgerLine => {
  const how = isDate(step.date) ? (step.dayCounted ? 'startDayCounted' : 'startDayNot') : 'startHours'
  return line({ label: act(step.event.node) ?? t('panel.led.start'), note: t(`panel.led.${how}`), value: date(step.date), event: step.event })
}

const excludedLine = (step: Step<'excluded'>, { t, language, date }: Words): LedgerLine => {
  const name = step.name[language]
  const span = { name, from: date(step.fromDate), to: step.toDate === null ? '' : date(step.toDate) }
  return line({
    op: '+',
    label: step.toDate === null ? t('panel.led.excludedOpen', { count: step.days }) : t('panel.led.excluded', { count: step.days }),
    note: step.toDate === null ? t('panel.led.excludedSince', span) : t('panel.led.excludedSpan', span),
    basis: step.basis,
    value: step.date === null ? '' : date(step.date),
    event: step.from,
  })
}

const extensionLine = (step: Step<'extension'>, { t, language, date }: Words): LedgerLine => {
  const name = step.name[language]
  const granted = t('panel.led.grantedOn', { date: date(step.event.at) })
  const common = { basis: step.basis, value: date(step.date), event: step.event }
  if (step.valid === null) return line({ ...common, op: '?', label: t('panel.led.extensionOpen', { name }), note: t('panel.led.extensionOpenWhy', { fact: step.missing ?? '' }) })
  if (!step.valid) {
    const fault = step.fault === undefined ? '' : `${t('common.comma')}${t(`panel.led.faults.${step.fault}`)}`
    return line({ ...common, op: '–', off: true, label: t('panel.led.extensionVoid', { name }), note: `${granted}${fault}`, value: t('common.none') })
  }
  const label = step.length === null ? t('panel.led.extensionValidPlain', { name }) : t('panel.led.extensionValid', { name, length: durationText(t, step.length) })
  return line({ ...common, op: '+', label, note: granted })
}

const rollOverLine = (step: Step<'rollOver'>, { t, date }: Words): LedgerLine => {
  const names = [...new Set(step.days.map((day) => day.name || t('panel.led.weekend')))].join(t('common.separator'))
  const note = t(`panel.led.rollWhy.${step.why}`, { days: names === '' ? t('panel.led.weekend') : names })
  return line({ op: step.applied ? '+' : '–', label: t('panel.led.rollOver'), note, basis: step.basis, value: step.applied ? date(step.date) : t('common.none'), off: !step.applied })
}

const factText = (value: string | number | boolean | null, { t }: Words): string => {
  if (value === null) return t('common.unknown')
  return typeof value === 'boolean' ? t(value ? 'panel.led.factYes' : 'panel.led.factNo') : String(value)
}

const factLine = (step: Step<'fact'>, words: Words): LedgerLine => {
  const { t } = words
  const holds = step.holds === null ? 'factUnknown' : step.holds ? 'factHolds' : 'factFails'
  return line({ op: step.holds === null ? '?' : '·', label: step.fact, note: factText(step.value, words), value: t(`panel.led.${holds}`) })
}

function lineOf(step: TraceStep, words: Words): LedgerLine | null {
  const { t, language, date, act } = words
  switch (step.step) {
    case 'start':
      return startLine(step, words)
    case 'reset':
      return line({ label: t('panel.led.reset', { name: step.name[language] }), basis: step.basis, value: date(step.date), event: step.event })
    case 'length':
      return line({ op: '+', label: step.label?.[language] ?? durationText(t, step.length), basis: step.basis, value: date(step.date) })
    case 'excluded':
      return excludedLine(step, words)
    case 'extension':
      return extensionLine(step, words)
    case 'rollOver':
      return rollOverLine(step, words)
    case 'readings':
      return line({ op: '·', label: t('panel.led.readings'), note: `${t(`panel.led.readingsWhy.${step.why}`)}${t('common.comma')}${t('panel.led.readingsSpan', { strict: date(step.strict), lenient: date(step.lenient) })}` })
    case 'paused':
      return line({ op: '·', label: t('panel.led.paused'), note: t('panel.led.pausedWhy', { date: date(step.since), count: step.remainingDays }) })
    case 'excused':
      return line({ op: '·', label: step.name[language], basis: step.basis, event: step.event })
    case 'closed':
      return line({ op: '·', label: act(step.event.node) ?? t(step.recording === true ? 'panel.led.closedRecorded' : 'panel.led.closed'), value: date(step.event.at), event: step.event })
    case 'compared':
      return line({ op: '·', label: (step.event === null ? null : act(step.event.node)) ?? t(`panel.led.compared.${step.role}`), note: step.event === null ? '' : t(`panel.led.compared.${step.role}`), value: step.date === null ? t('panel.led.notFound') : date(step.date), event: step.event })
    case 'count':
      return line({ op: '·', label: t('panel.led.count'), value: t('panel.led.countValue', { number: step.number, bound: step.bound }) })
    case 'level':
      return line({ op: '·', label: t('panel.led.level'), note: t('panel.led.levelValue', { found: step.found, wanted: step.wanted.join(t('panel.led.or')) }) })
    case 'fact':
      return factLine(step, words)
    case 'reversal':
      return line({ op: '·', label: t(`panel.led.reversal.${step.why}`), value: date(step.event.at), event: step.event })
    case 'due':
    case 'open':
      return null
  }
}

/** Steps that a reader expects of every limit and that were not there. */
function absent(steps: TraceStep[], { t }: Words): LedgerLine[] {
  const has = (kind: TraceStep['step']) => steps.some((step) => step.step === kind)
  const none = (label: string, note: string) => line({ op: '–', label, note, value: t('common.none'), off: true })
  const byHours = steps.some((step) => step.step === 'length' && step.length.unit === 'h')
  return [
    ...(has('excluded') ? [] : [none(t('panel.led.excludedNone'), t('panel.led.excludedNoneWhy'))]),
    ...(has('extension') ? [] : [none(t('panel.led.extensionNone'), t('panel.led.extensionNoneWhy'))]),
    ...(has('rollOver') || !byHours ? [] : [none(t('panel.led.rollOver'), t('panel.led.rollWhy.hours'))]),
  ]
}

/** The place of a step in the sum; the trace may list them in the order of events. */
const order: TraceStep['step'][] = ['start', 'reset', 'length', 'excluded', 'extension', 'readings', 'rollOver']

/** What the sum shows, with the due date that it comes to. */
export const sumSteps: readonly TraceStep['step'][] = [...order, 'due']

/** The lines before the total. */
export function ledgerOf(verdict: Verdict, words: Words): LedgerLine[] {
  const isSum = verdict.trace.some((step) => step.step === 'length')
  const place = (step: TraceStep) => (isSum && order.includes(step.step) ? order.indexOf(step.step) : order.length)
  const steps = verdict.trace.toSorted((a, b) => place(a) - place(b))
  const lines = steps.flatMap((step) => lineOf(step, words) ?? [])
  if (!isSum) return lines
  const sum = steps.filter((step) => order.includes(step.step)).length
  const beforeRoll = steps.filter((step) => order.includes(step.step) && step.step !== 'rollOver').length
  return [...lines.slice(0, beforeRoll), ...absent(steps, words), ...lines.slice(beforeRoll, sum)]
}

/** What happened to the clock besides the sum: paused, closed. Shown under the total. */
export function afterwards(verdict: Verdict, words: Words): LedgerLine[] {
  if (!verdict.trace.some((step) => step.step === 'length')) return []
  return verdict.trace.flatMap((step) => (order.includes(step.step) ? [] : (lineOf(step, words) ?? [])))
}
