/** Marks of the calendar along the axis: months, days or hours, whichever can be read. */
import { DAY, HOUR } from './axis.ts'
import type { Axis } from './axis.ts'

export type TickUnit = 'month' | 'day' | 'hour'
export interface Tick {
  ms: number
  x: number
  unit: TickUnit
  /** false where the mark lies in a fold or too close to the label before it */
  labelled: boolean
  /** the first label, and the first one of a new year or day, says which */
  full: boolean
}

const LABEL_ROOM: Record<TickUnit, number> = { month: 42, day: 52, hour: 44 }

/** @param offset minutes east of Greenwich in which days and months begin */
export function ticksOf(axis: Axis, offset: number): Tick[] {
  const open = axis.segments.filter((segment) => !segment.folded)
  const shown = open.reduce((sum, segment) => sum + segment.to - segment.from, 0)
  const unit: TickUnit = shown <= 2 * DAY ? 'hour' : shown <= 21 * DAY ? 'day' : 'month'
  const ticks: Tick[] = []
  let free = -Infinity
  let group: number | null = null
  for (const ms of boundaries(axis, unit, offset)) {
    const x = axis.x(ms)
    const hidden = axis.folds.some((fold) => ms > fold.from && ms < fold.to)
    const labelled = !hidden && x >= free && x + LABEL_ROOM[unit] <= axis.right
    const full = labelled && groupOf(ms, unit, offset) !== group
    if (labelled) {
      free = x + LABEL_ROOM[unit] + (full ? 34 : 0)
      group = groupOf(ms, unit, offset)
    }
    ticks.push({ ms, x, unit, labelled, full })
  }
  return ticks
}

function groupOf(ms: number, unit: TickUnit, offset: number): number {
  const local = new Date(ms + offset * 60_000)
  return unit === 'hour' ? Math.floor(local.getTime() / DAY) : local.getUTCFullYear()
}

/** The month, day or hour in which the range begins comes first, held at the left edge. */
function boundaries(axis: Axis, unit: TickUnit, offset: number): number[] {
  const shift = offset * 60_000
  const first = new Date(axis.from + shift)
  const out: number[] = []
  for (let i = 0; i < 600; i++) {
    const local =
      unit === 'month'
        ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1)
        : unit === 'day'
          ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + i)
          : Math.floor(first.getTime() / HOUR) * HOUR + i * HOUR
    if (local - shift > axis.to) break
    out.push(local - shift)
  }
  return out
}
