/**
 * The whole picture of one matter in pixels: axis, persons, lanes with dots, labels and bars, hand-overs, now line.
 * Pure: the same facts, width and measure give the same picture. The view only draws what stands here.
 */
import { handOvers } from './arrows.ts'
import type { HandOver, Stop } from './arrows.ts'
import { makeAxis, rangeOf } from './axis.ts'
import type { Axis, Scale } from './axis.ts'
import { bandPieces, peopleShown } from './bands.ts'
import type { BandPiece, BandSpan } from './bands.ts'
import { makeBar } from './bar.ts'
import type { Bar } from './bar.ts'
import type { Clock } from '../../clock/clock.ts'
import { mergeDots } from './dots.ts'
import type { Dot, MergedDot } from './dots.ts'
import { placeLabels } from './labels.ts'
import { packRows } from './rows.ts'
import type { Severity } from '../../severity/severity.ts'
import { ticksOf } from './ticks.ts'
import type { Tick } from './ticks.ts'

export interface TimelineEvent {
  id: string
  ms: number
  label: string
  subject: string | null
  /** severity of a finding without clock that hangs on this act */
  finding: Severity | null
  /** all of it in words, where date and label do not say it */
  said?: string
}

export interface TimelineClock {
  /** the verdict that speaks for all that are drawn as this one bar */
  id: string
  ids: string[]
  label: string
  /** e.g. 超 4 天; empty for clocks that need no word */
  status: string
  severity: Severity
  clock: Clock
  /** the period is counted in hours: a pin, except on the scale of a day */
  hours: boolean
  /** name of the act that is awaited; null once it is done */
  awaits: string | null
  running: boolean
}

export interface TimelineLane {
  id: string
  events: TimelineEvent[]
  clocks: TimelineClock[]
  /** clocks left out of the picture */
  hidden: number
}

export interface TimelinePerson {
  subject: string
  name: string
  running: boolean
  spans: BandSpan[]
}

export interface TimelineFacts {
  now: number
  /** what is known to have happened after `now`, when one looks back */
  later: number[]
  /** minutes east of Greenwich */
  offset: number
  people: TimelinePerson[]
  lanes: TimelineLane[]
  /** the next expected agency, drawn as one line */
  next: string | null
}

export interface View {
  width: number
  /** room for the names of persons and agencies on the left */
  gutter: number
  scale: Scale
  fold: boolean
  focus: number
  measure: (text: string) => number
}

export interface LaneDot extends Dot {
  event: TimelineEvent | null
}

export interface PlacedDot extends MergedDot<LaneDot> {
  y: number
  label: { x: number; y: number; text: string } | null
}

export interface PlacedBar {
  clock: TimelineClock
  bar: Bar
  /** top of the row; the text stands above the bar */
  y: number
  labelX: number
  labelWidth: number
}

export interface PlacedLane {
  id: string
  y: number
  height: number
  dotY: number
  dots: PlacedDot[]
  bars: PlacedBar[]
}

export interface PlacedArrow {
  x0: number
  y0: number
  x1: number
  y1: number
  days: number
}

export interface Picture {
  width: number
  height: number
  gutter: number
  axis: Axis
  ticks: Tick[]
  people: { subject: string; name: string; y: number; pieces: BandPiece[] }[]
  rest: { count: number; y: number } | null
  bandTop: number
  bandHeight: number
  lanes: PlacedLane[]
  next: { id: string; y: number; height: number } | null
  arrows: PlacedArrow[]
  /** place of the now line; null where now lies outside the picture */
  now: number | null
  nowMs: number
}

export const HEAD = 34
export const ROW = 34
export const NEXT_HEIGHT = 30
/** room for the name of a lane, one line of its unit and the switch that unfolds it */
const FOLDED_HEIGHT = 80
const PERSON = 21
const LABEL = 14
const EDGE = 16
const SHAPE = 16

export function layoutTimeline(facts: TimelineFacts, view: View): Picture {
  const axis = axisOf(facts, view)
  const { shown, rest } = peopleShown(facts.people)
  const bandHeight = shown.length === 0 ? 0 : 8 + shown.length * PERSON + (rest > 0 ? PERSON : 0)
  const people = shown.map((person, index) => ({ subject: person.subject, name: person.name, y: HEAD + 14 + index * PERSON, pieces: bandPieces(person.spans, axis, facts.now) }))

  const passed = handOvers(stopsOf(facts)).filter(({ from, to }) => axis.within(from.ms) && axis.within(to.ms))
  const handedOver = new Set(passed.flatMap(({ from, to }) => [from.id, to.id]))
  let y = HEAD + bandHeight
  const lanes: PlacedLane[] = []
  for (const lane of facts.lanes) {
    const placed = placeLane(lane, y, axis, view, handedOver)
    lanes.push(placed)
    y += placed.height
  }
  const next = facts.next === null ? null : { id: facts.next, y, height: NEXT_HEIGHT }
  return {
    width: view.width,
    height: y + (next ? NEXT_HEIGHT : 0),
    gutter: view.gutter,
    axis,
    ticks: ticksOf(axis, facts.offset),
    people,
    rest: rest === 0 ? null : { count: rest, y: HEAD + 14 + shown.length * PERSON },
    bandTop: HEAD,
    bandHeight,
    lanes,
    next,
    arrows: passed.map((handOver) => placeArrow(handOver, lanes)),
    now: axis.within(facts.now) ? axis.x(facts.now) : null,
    nowMs: facts.now,
  }
}

function axisOf(facts: TimelineFacts, view: View): Axis {
  const events = [...facts.lanes.flatMap((lane) => lane.events.map((event) => event.ms)), ...facts.later]
  const dues = facts.lanes.flatMap((lane) => lane.clocks.flatMap(({ clock }) => [clock.due, clock.strict].filter((ms) => ms !== null)))
  const marks = [...events, ...dues, facts.now]
  const range = rangeOf(view.scale, { marks, events, now: facts.now, focus: view.focus })
  return makeAxis(range, { left: view.gutter + EDGE / 2, right: view.width - EDGE }, marks, view.fold)
}

function placeLane(lane: TimelineLane, top: number, axis: Axis, view: View, handedOver: Set<string>): PlacedLane {
  const merged = mergeDots(dotsOf(lane, axis, handedOver))
  const wishes = merged.map((dot) => ({ key: dot.lead.key, x: dot.x, width: view.measure(dot.lead.label), priority: dot.lead.priority }))
  const labels = placeLabels(wishes.filter((wish) => wish.width > 0), { left: view.gutter + 4, right: view.width - 6 })
  const levels = labels.some((label) => label.level === 1) ? 2 : 1
  const dotY = top + 16 + levels * LABEL
  const dots = merged.map((dot): PlacedDot => {
    const label = labels.find((placed) => placed.key === dot.lead.key)
    return { ...dot, y: dotY, label: label ? { x: label.x, y: dotY - 16 - label.level * LABEL, text: dot.lead.label } : null }
  })
  const bars = placeBars(lane.clocks, dotY + 14, axis, view)
  const bottom = Math.max(dotY + 16, ...bars.map((bar) => bar.y + ROW + 4))
  return { id: lane.id, y: top, height: Math.max(bottom - top, lane.hidden > 0 ? FOLDED_HEIGHT : 52), dotY, dots, bars }
}

function dotsOf(lane: TimelineLane, axis: Axis, handedOver: Set<string>): LaneDot[] {
  const done = lane.events
    .filter((event) => axis.within(event.ms))
    .map((event): LaneDot => ({ key: event.id, x: axis.x(event.ms), label: event.label, priority: event.finding ? 0 : handedOver.has(event.id) ? 1 : 2, expected: false, event }))
  const awaited = lane.clocks
    .filter(({ awaits, clock }) => awaits !== null && clock.due !== null && clock.due > clock.end && axis.within(clock.due))
    .map(({ id, awaits, clock }): LaneDot => ({ key: `awaited:${id}`, x: axis.x(clock.due ?? 0), label: awaits ?? '', priority: 3, expected: true, event: null }))
  return [...done, ...awaited]
}

function placeBars(clocks: TimelineClock[], top: number, axis: Axis, view: View): PlacedBar[] {
  const drawn: Omit<PlacedBar, 'y'>[] = []
  for (const clock of clocks) {
    const bar = makeBar(clock.clock, axis, clock.hours && view.scale !== '24h')
    if (!bar) continue
    const labelWidth = view.measure(clock.label) + (clock.status ? SHAPE + 8 + view.measure(clock.status) : 0)
    drawn.push({ clock, bar, labelX: Math.max(view.gutter + 4, Math.min(bar.x0 + 4, view.width - 10 - labelWidth)), labelWidth })
  }
  const { rows } = packRows(drawn.map(({ bar, labelX, labelWidth }) => ({ x0: Math.min(bar.x0, labelX - 4), x1: Math.max(bar.x1, labelX + labelWidth) })))
  return drawn.map((placed, index) => ({ ...placed, y: top + rows[index]! * ROW }))
}

/** What is done about a breach does not hand the matter over. */
function stopsOf(facts: TimelineFacts): Stop[] {
  return facts.lanes.filter(({ id }) => id !== 'handling').flatMap((lane) => lane.events.map((event) => ({ id: event.id, lane: lane.id, ms: event.ms, subject: event.subject })))
}

/** From dot to dot, since a dot may stand for several acts; upright when sent and received on one day. */
function placeArrow({ from, to, days }: HandOver, lanes: PlacedLane[]): PlacedArrow {
  const start = dotOf(lanes, from.id)
  const end = dotOf(lanes, to.id)
  const down = end.y > start.y ? 1 : -1
  return { x0: days === 0 ? end.x : start.x, y0: start.y + 8 * down, x1: end.x, y1: end.y - 8 * down, days }
}

function dotOf(lanes: PlacedLane[], event: string): { x: number; y: number } {
  for (const lane of lanes) {
    const dot = lane.dots.find(({ members }) => members.some((member) => member.event?.id === event))
    if (dot) return dot
  }
  return { x: 0, y: 0 }
}
