/**
 * How a verdict was reached, step by step, in the order in which a person would do the sum.
 * Dates are texts in the catalogue's zone: `YYYY-MM-DD` for limits in days, months and years,
 * a date-time with offset for limits in hours. `basis` cites the article behind the step.
 */
import type { Text } from './catalogue/schema.ts'

/** An article in the version that was applied. `law` is the official Chinese name, `short` what people call it. */
export interface Citation {
  law: string
  short: Text
  article: string
  paragraph?: string
  version: string
}

/** An event as a step refers to it. */
export interface EventRef {
  id: string
  source: string
  node: string
  at: string
}

export type DurationUnit = 'h' | 'd' | 'wd' | 'mo' | 'y'
export interface Duration {
  amount: number
  unit: DurationUnit
}

/** Why an extension has no effect. */
export type ExtensionFault = 'late' | 'level' | 'ground' | 'sequence' | 'tooLong' | 'repeated'

export type TraceStep =
  | { step: 'start'; event: EventRef; date: string; dayCounted: boolean }
  | { step: 'reset'; event: EventRef; date: string; name: Text; basis: Citation[] }
  | { step: 'length'; length: Duration; date: string; basis: Citation[]; label?: Text }
  | { step: 'excluded'; name: Text; from: EventRef; to: EventRef | null; fromDate: string; toDate: string | null; days: number; date: string | null; basis: Citation[] }
  | {
      step: 'extension'
      rule: string
      name: Text
      event: EventRef
      valid: boolean | null
      /** present when not valid */
      fault?: ExtensionFault
      /** the fact whose absence leaves the validity open */
      missing?: string
      length: Duration | null
      /** end before and after; equal when without effect */
      fromDate: string
      date: string
      basis: Citation[]
    }
  | { step: 'rollOver'; applied: boolean; why: 'working-day' | 'custody' | 'rule' | 'holiday' | 'unknown-custody' | 'no-calendar'; fromDate: string; date: string; days: { date: string; name: string }[]; basis: Citation[] }
  | { step: 'readings'; why: 'hours' | 'month-end' | 'roll-over'; strict: string; lenient: string }
  | { step: 'due'; date: string; lenient: string | null }
  | { step: 'paused'; since: string; remainingDays: number }
  | { step: 'excused'; event: EventRef; name: Text; basis: Citation[] }
  | { step: 'closed'; event: EventRef; recording?: boolean }
  | { step: 'open'; awaited: string[] }
  | { step: 'compared'; event: EventRef | null; role: 'first' | 'needed' | 'previous' | 'other' | 'counted'; date: string | null }
  | { step: 'count'; number: number; bound: number; events: EventRef[] }
  | { step: 'level'; found: string; wanted: string[] }
  | { step: 'fact'; fact: string; value: string | number | boolean | null; holds: boolean | null }
  | { step: 'reversal'; event: EventRef; why: 'correction' | 'retraction' | 'late'; verdicts: string[] }

export type StepKind = TraceStep['step']
