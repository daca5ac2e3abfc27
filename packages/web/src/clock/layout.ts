/**
 * Where the parts of a clock bar stand. Pure geometry in pixels; `clock-bar.tsx` draws what this says, in this order.
 * A frame says how time becomes a place: in lists every due line stands at the same place, on a timeline the axis decides.
 */
import type { Verdict } from '../api/types.ts'
import type { Clock } from './clock.ts'
import { readClock } from './clock.ts'

export type Segment =
  /** the whole period, outlined */
  | { kind: 'period'; x: number; width: number; look: 'plain' | 'soon' | 'grey' | 'unused' | 'unknown' }
  | { kind: 'used'; x: number; width: number; pale: boolean }
  | { kind: 'excluded'; x: number; width: number }
  /** between the two readings; `passed` is the part already gone */
  | { kind: 'grey'; x: number; width: number; passed: number }
  | { kind: 'overdue'; x: number; width: number; cut: boolean; breach: Clock['breach'] }
  | { kind: 'void'; x: number; width: number }
  | { kind: 'extension'; x: number }
  | { kind: 'earlier'; x: number }
  | { kind: 'reset'; x: number }
  | { kind: 'done'; x: number }
  | { kind: 'due'; x: number; look: 'firm' | 'moving' | 'unknown' }

export interface Frame {
  /** place of an instant between start and due */
  x: (ms: number) => number
  /** place of the due line where no due date is known */
  unknownDue: number
  /** pixels that red may take beyond the due line; longer is cut */
  room: number
}

export interface ClockLayout {
  clock: Clock
  segments: Segment[]
  /** where the due line stands */
  dueX: number
}

/** The share of the width at which due lines stand in lists. */
export const dueLineAt = 0.8
const leastRemaining = 3
const leastOverdue = 8
/** a paused clock's line stands before the others: it is still moving */
const pausedLineAt = 0.875
const gapAtReset = 10

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** The list: from the start at 0 to the due line at 80 % (panel: at the very end). A run before a reset keeps 15 to 45 % of it. */
export function listFrame(clock: Clock, width: number, dueAt = dueLineAt): Frame {
  const line = width * dueAt * (clock.state === 'paused' ? pausedLineAt : 1)
  const due = clock.due ?? clock.end
  const share = (ms: number, from: number, to: number): number => (to > from ? clamp((ms - from) / (to - from), 0, 1) : 1)
  const room = width - width * dueAt - 1
  const { previous } = clock
  if (previous === null) return { x: (ms) => line * share(ms, clock.start, due), unknownDue: line, room }
  const turn = line * clamp((previous.to - previous.from) / (due - previous.from), 0.15, 0.45)
  const x = (ms: number) => (ms < clock.start ? turn * share(ms, previous.from, previous.to) : turn + (line - turn) * share(ms, clock.start, due))
  return { x, unknownDue: line, room }
}

const looks = { running: 'plain', overdue: 'plain', late: 'plain', paused: 'plain', soon: 'soon', grey: 'plain', done: 'unused', missing: 'unknown' } as const

function overdueParts(clock: Clock, frame: Frame, start: number, dueX: number): Segment[] {
  const { due } = clock
  const voided = clock.extensions.some((extension) => !extension.valid)
  const parts: Segment[] = []
  let right = dueX
  if (due !== null && clock.end > due && (clock.state === 'overdue' || clock.state === 'late')) {
    const room = voided ? frame.room * 0.55 : frame.room
    const length = ((dueX - start) * (clock.end - due)) / Math.max(1, due - clock.start)
    const width = clamp(length, Math.min(leastOverdue, room), Math.max(room, 0))
    parts.push({ kind: 'overdue', x: dueX, width, cut: length > room, breach: clock.breach })
    right += width
  }
  const left = dueX + frame.room - right
  if (voided && left >= leastOverdue) parts.push({ kind: 'void', x: right, width: left })
  return parts
}

/** Lays a clock out in a frame. */
export function layout(clock: Clock, frame: Frame): ClockLayout {
  const start = frame.x(clock.start) + (clock.previous === null ? 0 : gapAtReset)
  const dueX = clock.due === null ? frame.unknownDue : frame.x(clock.due)
  const period: Segment = { kind: 'period', x: start, width: Math.max(0, dueX - start), look: looks[clock.state] }
  if (clock.state === 'missing') return { clock, dueX, segments: [period, { kind: 'due', x: dueX, look: 'unknown' }] }

  const over = clock.due !== null && clock.end >= clock.due
  const now = over ? dueX : clamp(frame.x(clock.end), start, Math.max(start, dueX - leastRemaining))
  const finished = clock.state === 'done' || clock.state === 'late'
  const segments: Segment[] = [period, { kind: 'used', x: start, width: now - start, pale: finished }]

  if (clock.previous !== null) {
    const from = frame.x(clock.previous.from)
    const to = frame.x(clock.previous.to)
    segments.push({ kind: 'used', x: from, width: Math.max(0, to - from), pale: true }, { kind: 'reset', x: to })
  }
  for (const span of clock.excluded) {
    const x = clamp(frame.x(span.from), start, dueX)
    const width = clamp(frame.x(span.to), start, dueX) - x
    if (width > 0) segments.push({ kind: 'excluded', x, width })
  }
  if (clock.strict !== null) {
    const x = clamp(frame.x(clock.strict), start, dueX)
    segments.push({ kind: 'grey', x, width: dueX - x, passed: clock.end > clock.strict ? Math.max(0, now - x) : 0 })
  }
  for (const at of clock.earlier) segments.push({ kind: 'earlier', x: frame.x(at) })
  for (const extension of clock.extensions) if (extension.valid && clock.due !== null && extension.at < clock.due) segments.push({ kind: 'extension', x: frame.x(extension.at) })
  segments.push(...overdueParts(clock, frame, start, dueX))
  segments.push({ kind: 'due', x: dueX, look: clock.state === 'paused' ? 'moving' : 'firm' })
  if (clock.state === 'done') segments.push({ kind: 'done', x: now })
  return { clock, segments, dueX }
}

/** The bar of a verdict in a list `width` pixels wide; null where there is no stretch of time to draw. */
export function layoutClock(verdict: Verdict, asOf: number, width: number, dueAt = dueLineAt): ClockLayout | null {
  const clock = readClock(verdict, asOf)
  return clock === null ? null : layout(clock, listFrame(clock, width, dueAt))
}
