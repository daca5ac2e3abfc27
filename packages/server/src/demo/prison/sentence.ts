/** A sentence of imprisonment as the prison keeps it: kind, length, first and last day, and who serves it. */
import { DAY, endOfMonths, isoInstant, startOf, dayOf } from '../clock.ts'
import type { Matter } from '../matter.ts'

export interface Sentence {
  type: '有期徒刑' | '拘役' | '无期徒刑'
  months: number
  /** the first day counts: with credit for custody it lies before the judgment */
  from: number
  /** the last minute of the last day */
  end: number
  sex: '男' | '女'
  minor: boolean
  /** a fine or compensation is part of the judgment */
  property: boolean
  politicalRights: boolean
}

export const dateOf = (ms: number): string => isoInstant(ms).slice(0, 10)

/** The law says that a term ends on the day before the corresponding day. */
export const endOfTerm = (from: number, months: number): number => endOfMonths(from, months) - DAY

/** What is left, part of a month counted as a month. */
export function monthsLeft(sentence: Sentence, at: number): number {
  let months = 0
  while (endOfMonths(at, months) < sentence.end) months++
  return months
}

export function inventSentence(m: Matter, months: number, from: number): Sentence {
  return {
    type: '有期徒刑',
    months,
    from: startOf(dayOf(from)),
    end: endOfTerm(from, months),
    sex: m.random.chance(0.9) ? '男' : '女',
    minor: m.random.chance(0.04),
    property: m.random.chance(0.5),
    politicalRights: m.random.chance(months >= 36 ? 0.4 : 0.2),
  }
}
