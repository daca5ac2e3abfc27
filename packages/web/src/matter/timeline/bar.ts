/** A clock on the axis of its matter. What a bar consists of is decided in `clock/`; here it gets the places of the axis. */
import type { Clock } from '../../clock/clock.ts'
import { layout } from '../../clock/layout.ts'
import type { Segment } from '../../clock/layout.ts'
import type { Axis } from './axis.ts'

export interface Bar {
  x0: number
  x1: number
  segments: Segment[]
  /** folds that the bar crosses */
  slashes: number[]
  /** the period goes on beyond the picture */
  cut: boolean
}

/** An hour clock that is not to scale: its real width would be too small to see. */
export const PIN_WIDTH = 18
const PIN_USED = 12
const LEAST = 3

/** null where the clock lies wholly outside the picture. */
export function makeBar(clock: Clock, axis: Axis, pinned: boolean): Bar | null {
  const from = clock.previous?.from ?? clock.start
  const until = Math.max(clock.end, clock.due ?? clock.end)
  if (until < axis.from || from > axis.to) return null
  return pinned ? pin(clock, axis.x(clock.start)) : toScale(clock, axis)
}

function toScale(clock: Clock, axis: Axis): Bar {
  const start = axis.x(clock.start)
  const x = (ms: number): number => (ms <= clock.start ? axis.x(ms) : Math.max(axis.x(ms), start + LEAST))
  const { segments, dueX } = layout(clock, { x, unknownDue: x(clock.end), room: 2 * PIN_WIDTH })
  const cut = clock.due !== null && clock.due > axis.to
  const drawn = segments.filter((segment) => within(segment, cut, axis)).map((segment) => (segment.kind === 'overdue' ? { ...segment, x: dueX, width: Math.max(6, x(clock.end) - dueX), cut: false } : segment))
  const x0 = axis.x(clock.previous?.from ?? clock.start)
  const x1 = Math.max(...drawn.map((segment) => segment.x + ('width' in segment ? segment.width : 0)), x0 + LEAST)
  return { x0, x1, segments: drawn, cut, slashes: axis.folds.map((fold) => (fold.x0 + fold.x1) / 2).filter((middle) => middle > x0 + 6 && middle < x1 - 6) }
}

/** Lines that belong to instants beyond the edge must not pile up there. */
function within(segment: Segment, cut: boolean, axis: Axis): boolean {
  if (segment.kind === 'due') return !cut
  if (segment.kind === 'extension' || segment.kind === 'earlier' || segment.kind === 'reset') return segment.x > axis.left && segment.x < axis.right
  return true
}

function pin(clock: Clock, x0: number): Bar {
  const due = clock.due ?? clock.end
  const late = clock.end > due
  const room = late ? PIN_USED : PIN_WIDTH
  const share = (ms: number): number => (due > clock.start ? Math.min(1, Math.max(0, (ms - clock.start) / (due - clock.start))) : 1)
  const plain: Clock = { ...clock, excluded: [], extensions: [], earlier: [], previous: null, strict: null }
  const { segments } = layout(plain, { x: (ms) => x0 + room * share(ms), unknownDue: x0 + room, room: PIN_WIDTH - PIN_USED })
  const drawn = segments.map((segment) => (segment.kind === 'overdue' ? { ...segment, width: PIN_WIDTH - PIN_USED, cut: false } : segment))
  return { x0, x1: x0 + PIN_WIDTH, segments: drawn, slashes: [], cut: false }
}
