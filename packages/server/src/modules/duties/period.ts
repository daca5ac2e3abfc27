/** Months, quarters and years: `2026-11`, `2026-Q4`, `2026`. Days are numbered from 1970-01-01. Pure. */
import type { DutyPeriodKind } from '@hengjian/contracts'
import { dateText } from '../../dates.ts'

export interface Period {
  id: string
  kind: DutyPeriodKind
  /** first and last day */
  first: number
  last: number
}

const DAY = 86_400_000
const months: Readonly<Record<DutyPeriodKind, number>> = { month: 1, quarter: 3, year: 12 }
const written = /^(?<year>2\d{3})(?:-(?:Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?$/

const dayOf = (year: number, month: number): number => Date.UTC(year, month, 1) / DAY

/** Null where it is none. */
export function periodOf(id: string): Period | null {
  const { year, quarter, month } = written.exec(id)?.groups ?? {}
  if (year === undefined) return null
  const kind = quarter !== undefined ? 'quarter' : month !== undefined ? 'month' : 'year'
  const begin = quarter !== undefined ? (Number(quarter) - 1) * months.quarter : month !== undefined ? Number(month) - 1 : 0
  return { id, kind, first: dayOf(Number(year), begin), last: dayOf(Number(year), begin + months[kind]) - 1 }
}

/** The period of this kind in which a day lies. */
export function periodAt(kind: DutyPeriodKind, day: number): Period {
  const [year = 0, month = 1] = dateText(day).split('-').map(Number)
  const begin = Math.floor((month - 1) / months[kind]) * months[kind]
  const id = kind === 'year' ? String(year) : kind === 'quarter' ? `${year}-Q${begin / months.quarter + 1}` : `${year}-${String(begin + 1).padStart(2, '0')}`
  return { id, kind, first: dayOf(year, begin), last: dayOf(year, begin + months[kind]) - 1 }
}

/** Those of a kind that share a day with the span, in their order. */
export function periodsIn(kind: DutyPeriodKind, { first, last }: Pick<Period, 'first' | 'last'>): Period[] {
  const found: Period[] = []
  for (let day = first; day <= last; ) {
    const period = periodAt(kind, day)
    found.push(period)
    day = period.last + 1
  }
  return found
}
