/**
 * The budget of one running clock: where its end stands after each fact, under the strict and the lenient reading,
 * and how far it might stand if facts that are missing turned out in its favour.
 */
import type { Calendar } from '../calendar.ts'
import { nextWorkingDay } from '../calendar.ts'
import type { Computation, RollOverMode } from '../catalogue/model.ts'
import { advance, endOfPeriod, shift } from '../judge/period.ts'
import type { Unit } from '../judge/run.ts'
import type { Span } from '../time.ts'
import { both, formatDay, formatInstant, startOfMinute } from '../time.ts'
import type { Duration, TraceStep } from '../trace.ts'
import type { Reason } from '../verdict.ts'

/** The end might be as late as this, for want of a fact: in between nothing is judged. */
export interface Doubt {
  end: number
  reason: Reason & ('missing-fact' | 'no-calendar')
  detail: string
}

export class Ledger {
  readonly unit: Unit
  readonly offset: number
  readonly trace: TraceStep[] | null
  readonly computation: Computation
  readonly calendar: Calendar
  end: Span = both(0)
  doubt: Doubt | null = null
  #start = 0
  #excluded = 0

  constructor(unit: Unit, offset: number, computation: Computation, calendar: Calendar, trace: TraceStep[] | null) {
    this.unit = unit
    this.offset = offset
    this.computation = computation
    this.calendar = calendar
    this.trace = trace
  }

  write(position: number): string {
    return writePosition(position, this.unit, this.offset)
  }

  /** false: a calendar year is missing and not even the shortest end is known. */
  start(position: number, length: Duration): boolean {
    const end = endOfPeriod(position, length, this.computation, this.calendar, this.offset)
    if (end === null) return false
    this.#start = position
    this.#excluded = 0
    this.end = end
    this.doubt = null
    if (this.trace !== null && end.strict !== end.lenient) {
      this.trace.push({ step: 'readings', why: this.unit === 'minute' ? 'hours' : 'month-end', strict: this.write(end.strict), lenient: this.write(end.lenient) })
    }
    return true
  }

  /** Pushes the end by an interval that does not count. */
  exclude(length: number): void {
    this.#excluded += length
    this.end = shift(this.end, length)
    if (this.doubt !== null) this.doubt = { ...this.doubt, end: this.doubt.end + length }
  }

  /** The end after an extension, which continues from the end of the running period; null: unknown calendar. */
  extended(length: Duration): Span | null {
    return advance(this.end, length, this.computation, this.calendar)
  }

  /** The end after a grant that states the length of the whole period; what was excluded so far stays excluded. */
  lengthened(length: Duration): Span | null {
    const end = endOfPeriod(this.#start, length, this.computation, this.calendar, this.offset)
    return end === null ? null : shift(end, this.#excluded)
  }

  /** Something might move the end to `end`; the latest such end and its reason are kept. */
  doubtUpTo(end: number, reason: Doubt['reason'], detail: string): void {
    if (this.doubt === null || end > this.doubt.end) this.doubt = { end, reason, detail }
  }

  /** The last day for acts that end the period, if it falls on days off. `custodyNow` is asked only where it matters; undefined: not recorded. */
  rollOver(mode: RollOverMode, custodyNow: () => boolean | undefined): void {
    if (this.unit === 'minute') return
    const { strict, lenient } = this.end
    const target = mode === 'none' ? lenient : nextWorkingDay(this.calendar, lenient)
    if (target === null) {
      // The calendar of that year is not known yet: until the plain last day has passed nothing depends on it.
      this.doubtUpTo(Number.POSITIVE_INFINITY, 'no-calendar', formatDay(lenient).slice(0, 4))
      this.#tell(false, 'no-calendar', lenient, lenient)
      return
    }
    if (target === lenient && strict === lenient) {
      this.#tell(false, mode === 'none' ? 'rule' : 'working-day', lenient, lenient)
      return
    }
    switch (mode) {
      case 'none':
        this.#tell(false, 'rule', lenient, lenient)
        return
      case 'readings':
        this.end = { strict, lenient: target }
        this.#tell(true, 'holiday', lenient, target)
        this.trace?.push({ step: 'readings', why: 'roll-over', strict: this.write(strict), lenient: this.write(target) })
        return
      case 'next':
        this.#roll(target)
        return
      case 'custody': {
        const custody = custodyNow()
        if (custody === false) this.#roll(target)
        else if (custody === true) this.#tell(false, 'custody', lenient, lenient)
        else if (target !== lenient) {
          this.doubtUpTo(target, 'missing-fact', 'custody')
          this.#tell(false, 'unknown-custody', lenient, target)
        }
      }
    }
  }

  #roll(target: number): void {
    const { strict, lenient } = this.end
    const rolledStrict = strict === lenient ? target : (nextWorkingDay(this.calendar, strict) ?? strict)
    this.end = { strict: rolledStrict, lenient: target }
    this.#tell(target !== lenient, target === lenient ? 'working-day' : 'holiday', lenient, target)
  }

  #tell(applied: boolean, why: (TraceStep & { step: 'rollOver' })['why'], from: number, to: number): void {
    if (this.trace === null) return
    const days = []
    for (let day = from; day < to; day++) days.push({ date: formatDay(day), name: this.calendar.nameOf(day) })
    this.trace.push({ step: 'rollOver', applied, why, fromDate: formatDay(from), date: formatDay(to), days, basis: this.computation.rollOverBasis })
  }
}

export const writePosition = (position: number, unit: Unit, offset: number): string =>
  unit === 'day' ? formatDay(position) : formatInstant(startOfMinute(position), offset)
