/**
 * The time axis of one matter: linear, with long quiet periods folded to a narrow strip.
 * All times are epoch milliseconds, all positions pixels from the left edge of the drawing.
 */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const FOLD_WIDTH = 36
/** A period without event or due date longer than this is folded. */
export const QUIET_DAYS = 20

export type Scale = 'whole' | '90d' | '7d' | '24h'
export const scales: readonly Scale[] = ['whole', '90d', '7d', '24h']

export interface Span {
  from: number
  to: number
}

export interface Segment extends Span {
  x0: number
  x1: number
  folded: boolean
}

export interface Axis extends Span {
  left: number
  right: number
  segments: Segment[]
  folds: Segment[]
  /** Position of an instant; instants outside the range are held at the edge. */
  x: (ms: number) => number
  within: (ms: number) => boolean
}

/** How much of a window lies before the focus: what has happened explains more than what is still to come. */
const windows: Record<Exclude<Scale, 'whole'>, { before: number; after: number }> = {
  '90d': { before: 75 * DAY, after: 15 * DAY },
  '7d': { before: 5 * DAY, after: 2 * DAY },
  '24h': { before: 18 * HOUR, after: 6 * HOUR },
}

/** The range shown: a window round the focus, or everything with some air; far due dates do not squeeze the past. */
export function rangeOf(scale: Scale, facts: { marks: number[]; events: number[]; now: number; focus: number }): Span {
  if (scale !== 'whole') {
    const window = windows[scale]
    return { from: facts.focus - window.before, to: facts.focus + window.after }
  }
  const from = Math.min(facts.now, ...facts.events)
  const last = Math.max(facts.now, ...facts.events)
  const reach = last + Math.max(30 * DAY, (last - from) * 0.15)
  const to = Math.max(last, ...facts.marks.filter((mark) => mark <= reach))
  const air = Math.max(HOUR, (to - from) * 0.02)
  return { from: from - air / 2, to: to + air }
}

/** How far one step of "earlier" or "later" moves the window. */
export function stepOf(scale: Exclude<Scale, 'whole'>): number {
  return (windows[scale].before + windows[scale].after) / 2
}

function quietPeriods(range: Span, marks: number[]): Span[] {
  const inside = [...new Set(marks)].filter((mark) => mark > range.from && mark < range.to).sort((a, b) => a - b)
  const quiet: Span[] = []
  for (let i = 1; i < inside.length; i++) {
    const from = inside[i - 1]!
    const to = inside[i]!
    if (to - from > QUIET_DAYS * DAY) quiet.push({ from, to })
  }
  return quiet
}

/** Folding a period that would be narrower unfolded would widen it; such periods stay as they are. */
function worthFolding(range: Span, quiet: Span[], width: number): Span[] {
  let kept = quiet
  for (;;) {
    const open = range.to - range.from - kept.reduce((sum, gap) => sum + gap.to - gap.from, 0)
    const rate = (width - kept.length * FOLD_WIDTH) / Math.max(open, 1)
    const next = kept.filter((gap) => (gap.to - gap.from) * rate > FOLD_WIDTH)
    if (next.length === kept.length) return kept
    kept = next
  }
}

export function makeAxis(range: Span, place: { left: number; right: number }, marks: number[], fold: boolean): Axis {
  const width = place.right - place.left
  const gaps = fold ? worthFolding(range, quietPeriods(range, marks), width) : []
  const foldWidth = gaps.length === 0 ? 0 : Math.min(FOLD_WIDTH, (width * 0.6) / gaps.length)
  const open = range.to - range.from - gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0)
  const rate = (width - gaps.length * foldWidth) / Math.max(open, 1)

  const segments: Segment[] = []
  let time = range.from
  let x = place.left
  const push = (to: number, folded: boolean): void => {
    const x1 = x + (folded ? foldWidth : (to - time) * rate)
    if (to > time) segments.push({ from: time, to, x0: x, x1, folded })
    time = to
    x = x1
  }
  for (const gap of gaps) {
    push(gap.from, false)
    push(gap.to, true)
  }
  push(range.to, false)

  return {
    ...range,
    ...place,
    segments,
    folds: segments.filter((segment) => segment.folded),
    x: (ms) => position(segments, ms, place),
    within: (ms) => ms >= range.from && ms <= range.to,
  }
}

function position(segments: Segment[], ms: number, place: { left: number; right: number }): number {
  for (const segment of segments) {
    if (ms <= segment.from) return segment.x0
    if (ms <= segment.to) return segment.x0 + ((ms - segment.from) / (segment.to - segment.from)) * (segment.x1 - segment.x0)
  }
  return place.right
}
