import { describe, expect, it } from 'vitest'
import { handOvers } from './arrows.ts'
import { DAY, HOUR, makeAxis } from './axis.ts'
import { bandPieces, peopleShown } from './bands.ts'
import { makeBar, PIN_WIDTH } from './bar.ts'
import type { Clock } from '../../clock/clock.ts'
import { mergeDots } from './dots.ts'
import type { Dot } from './dots.ts'
import { placeLabels } from './labels.ts'
import { layoutTimeline } from './layout.ts'
import type { TimelineClock, TimelineEvent, TimelineFacts } from './layout.ts'
import { roughWidth } from '../../drawing/measure.ts'
import { packRows } from './rows.ts'
import { ticksOf } from './ticks.ts'

const start = Date.UTC(2026, 0, 10)
const day = (n: number): number => start + n * DAY
const axis = makeAxis({ from: day(0), to: day(100) }, { left: 0, right: 1000 }, [], false)
const clock = (over: Partial<Clock>): Clock => ({
  state: 'running', start: day(10), due: day(40), strict: null, end: day(20),
  excluded: [], extensions: [], earlier: [], previous: null, breach: 'violation', missing: null, ...over,
})

describe('dots', () => {
  const dot = (key: string, x: number, priority: Dot['priority'] = 2): Dot => ({ key, x, label: key, priority, expected: false })

  it('merge when closer than 12 px and the more urgent one speaks', () => {
    const merged = mergeDots([dot('a', 100), dot('b', 111, 0), dot('c', 118)])
    expect(merged.map(({ x, members, lead }) => [x, members.length, lead.key])).toEqual([[100, 2, 'b'], [118, 1, 'c']])
  })

  it('never merge what is done with what is expected', () => {
    expect(mergeDots([dot('done', 100), { ...dot('awaited', 103), expected: true }])).toHaveLength(2)
  })
})

describe('labels', () => {
  const edge = { left: 0, right: 400 }

  it('stand on the lower level as long as there is room, then above, then give way', () => {
    const wishes = ['a', 'b', 'c'].map((key, i) => ({ key, x: 100 + i * 12, width: 80, priority: 2 as const }))
    const placed = placeLabels(wishes, edge)
    expect(placed.find(({ key }) => key === 'a')?.level).toBe(0)
    expect(placed.find(({ key }) => key === 'b')?.level).toBe(1)
    expect(placed.some(({ key }) => key === 'c')).toBe(false)
  })

  it('give the room to a breach before anything else', () => {
    const crowd = Array.from({ length: 8 }, (_, i) => ({ key: `n${i}`, x: 100 + i * 3, width: 120, priority: i === 7 ? (0 as const) : (2 as const) }))
    expect(placeLabels(crowd, edge).map(({ key }) => key)).toContain('n7')
  })

  it('stay inside the picture', () => {
    const [label] = placeLabels([{ key: 'end', x: 395, width: 60, priority: 2 }], edge)
    expect(label!.x + 60).toBeLessThanOrEqual(400)
  })

  it('never overlap on one level', () => {
    const wishes = Array.from({ length: 40 }, (_, i) => ({ key: String(i), x: (i * 37) % 400, width: 30 + (i % 5) * 10, priority: (i % 3) as 0 | 1 | 2 }))
    const widths = new Map(wishes.map(({ key, width }) => [key, width]))
    for (const level of [0, 1]) {
      const row = placeLabels(wishes, edge).filter((label) => label.level === level)
      for (let i = 1; i < row.length; i++) expect(row[i]!.x).toBeGreaterThanOrEqual(row[i - 1]!.x + widths.get(row[i - 1]!.key)!)
    }
  })
})

describe('rows of bars', () => {
  it('share a row when they do not touch and take a new one when they do', () => {
    const { rows, count } = packRows([{ x0: 0, x1: 100 }, { x0: 50, x1: 150 }, { x0: 120, x1: 200 }])
    expect(rows).toEqual([0, 1, 0])
    expect(count).toBe(2)
  })
})

describe('a clock bar', () => {
  const part = (over: Partial<Clock>, kind: string) => makeBar(clock(over), axis, false)!.segments.find((segment) => segment.kind === kind)

  it('shows used and remaining time up to the due line', () => {
    expect(part({}, 'used')).toMatchObject({ x: 100, width: 100 })
    expect(part({}, 'due')).toMatchObject({ x: 400 })
  })

  it('turns red from the line on, to scale', () => {
    expect(part({ state: 'overdue', end: day(52) }, 'overdue')).toMatchObject({ x: 400, width: 120, cut: false })
  })

  it('of hours is a pin of 18 px with its overrun', () => {
    const late = clock({ state: 'late', due: day(10) + 24 * HOUR, end: day(10) + 26 * HOUR })
    const bar = makeBar(late, axis, true)!
    expect([bar.x0, bar.x1]).toEqual([100, 100 + PIN_WIDTH])
    expect(bar.segments.find(({ kind }) => kind === 'overdue')).toMatchObject({ x: 112, width: 6 })
    expect(makeBar(late, axis, false)!.segments.find(({ kind }) => kind === 'due')).toMatchObject({ x: 110 })
  })

  it('runs to the edge without a line when its due date lies beyond the picture', () => {
    const bar = makeBar(clock({ due: day(400) }), axis, false)!
    expect(bar).toMatchObject({ x1: 1000, cut: true })
    expect(bar.segments.some(({ kind }) => kind === 'due')).toBe(false)
  })

  it('carries slashes where it crosses a fold', () => {
    const folded = makeAxis({ from: day(0), to: day(100) }, { left: 0, right: 1000 }, [day(9), day(12), day(38), day(60), day(80)], true)
    expect(makeBar(clock({}), folded, false)!.slashes).toHaveLength(1)
  })

  it('is left out when it lies before the picture', () => {
    expect(makeBar(clock({ state: 'done', start: day(-50), due: day(-20), end: day(-30) }), axis, false)).toBeNull()
  })
})

describe('persons', () => {
  it('have one piece per measure, up to now', () => {
    const pieces = bandPieces([{ kind: 'custody', from: day(5), to: day(15) }, { kind: 'bail', from: day(15), to: null }], axis, day(30))
    expect(pieces).toEqual([
      { kind: 'custody', x0: 50, x1: 150, open: false, days: 10 },
      { kind: 'bail', x0: 150, x1: 300, open: true, days: 15 },
    ])
  })

  it('above three are shown only with running clocks', () => {
    const people = Array.from({ length: 12 }, (_, i) => ({ id: i, running: i < 3 }))
    expect(peopleShown(people)).toMatchObject({ rest: 9 })
    expect(peopleShown(people.slice(0, 3)).rest).toBe(0)
  })
})

describe('hand-overs', () => {
  const stop = (id: string, lane: string, ms: number, subject: string | null = null) => ({ id, lane, ms, subject })

  it('lead from the last act of one agency to the first of the next', () => {
    const found = handOvers([stop('a', 'police', day(0)), stop('b', 'police', day(3)), stop('c', 'procuratorate', day(5)), stop('d', 'procuratorate', day(6))])
    expect(found.map(({ from, to, days }) => [from.id, to.id, days])).toEqual([['b', 'c', 2]])
  })

  it('of several persons on one day are one arrow', () => {
    const found = handOvers([stop('a', 'police', day(0), 'S1'), stop('b', 'police', day(0), 'S2'), stop('c', 'court', day(1), 'S1'), stop('d', 'court', day(1) + HOUR, 'S2')])
    expect(found).toHaveLength(1)
  })
})

describe('ticks', () => {
  it('name months, the first with its year, and nothing inside a fold', () => {
    const folded = makeAxis({ from: day(0), to: day(200) }, { left: 0, right: 900 }, [day(5), day(30), day(120), day(150), day(180)], true)
    const ticks = ticksOf(folded, 480)
    expect(ticks[0]).toMatchObject({ unit: 'month', labelled: true, full: true, x: 0 })
    const inside = ticks.filter(({ ms }) => folded.folds.some((fold) => ms > fold.from && ms < fold.to))
    expect(inside.length).toBeGreaterThan(0)
    expect(inside.every(({ labelled }) => !labelled)).toBe(true)
  })
})

describe('the picture', () => {
  const event = (id: string, ms: number, label = id): TimelineEvent => ({ id, ms, label, subject: null, finding: null })
  const running: TimelineClock = { id: 'v1', ids: ['v1'], label: '审查逮捕 7 天', status: '剩 5 天', severity: 'soon', clock: clock({ start: day(5), due: day(12), end: day(7) }), hours: false, awaits: '决定', running: true }
  const facts: TimelineFacts = {
    now: day(7),
    later: [],
    offset: 480,
    people: [{ subject: 'S1', name: '陈*明', running: true, spans: [{ kind: 'custody', from: day(1), to: null }] }],
    lanes: [
      { id: 'police', events: [event('a', day(0), '立案'), event('b', day(5), '提请逮捕')], clocks: [], hidden: 0 },
      { id: 'procuratorate', events: [event('c', day(5) + HOUR, '受理')], clocks: [running], hidden: 0 },
    ],
    next: 'court',
  }

  for (const width of [320, 640, 930, 1600]) {
    it(`fits a width of ${width} px`, () => {
      const picture = layoutTimeline(facts, { width, gutter: 100, scale: 'whole', fold: true, focus: facts.now, measure: roughWidth })
      expect(picture.now).toBeLessThan(width)
      for (const lane of picture.lanes) {
        for (const dot of lane.dots) if (dot.label) expect(dot.label.x + roughWidth(dot.label.text)).toBeLessThanOrEqual(width)
        for (const { bar } of lane.bars) expect(bar.x1).toBeLessThanOrEqual(width)
      }
    })
  }

  it('stacks band, lanes and the next agency without gaps', () => {
    const { bandTop, bandHeight, lanes, next, height } = layoutTimeline(facts, { width: 930, gutter: 100, scale: 'whole', fold: true, focus: facts.now, measure: roughWidth })
    expect(lanes[0]!.y).toBe(bandTop + bandHeight)
    expect(lanes[1]!.y).toBe(lanes[0]!.y + lanes[0]!.height)
    expect(next!.y + next!.height).toBe(height)
  })

  it('shows the awaited act as an expected dot at its due date, and one hand-over', () => {
    const picture = layoutTimeline(facts, { width: 930, gutter: 100, scale: 'whole', fold: true, focus: facts.now, measure: roughWidth })
    const expected = picture.lanes[1]!.dots.filter(({ lead }) => lead.expected)
    expect(expected.map(({ x, lead }) => [Math.round(x), lead.label])).toEqual([[Math.round(picture.axis.x(day(12))), '决定']])
    expect(picture.arrows).toHaveLength(1)
  })
})
