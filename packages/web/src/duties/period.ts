/** Periods by their names: `2026-11`, `2026-Q4`, `2026`. */
import type { DutyPeriodKind } from '../api/types.ts'

export interface Named {
  kind: DutyPeriodKind
  year: number
  /** of the year, from 1; 1 for a year itself */
  number: number
}

const most: Readonly<Record<DutyPeriodKind, number>> = { month: 12, quarter: 4, year: 1 }
const two = (n: number): string => String(n).padStart(2, '0')

export function readPeriod(id: string): Named | null {
  const { year, quarter, month } = /^(?<year>\d{4})(?:-(?:Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?$/.exec(id)?.groups ?? {}
  if (year === undefined) return null
  return quarter !== undefined ? { kind: 'quarter', year: Number(year), number: Number(quarter) } : month !== undefined ? { kind: 'month', year: Number(year), number: Number(month) } : { kind: 'year', year: Number(year), number: 1 }
}

const write = ({ kind, year, number }: Named): string => (kind === 'year' ? String(year) : kind === 'quarter' ? `${year}-Q${number}` : `${year}-${two(number)}`)

/** So many periods later; earlier where negative. */
export function shiftPeriod(period: Named, by: number): string {
  const at = period.year * most[period.kind] + (period.number - 1) + by
  return write({ kind: period.kind, year: Math.floor(at / most[period.kind]), number: (at % most[period.kind]) + 1 })
}

/** Two of a kind compare as their names do. */
export const isLater = (id: string, than: string): boolean => id > than
