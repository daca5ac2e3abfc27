import { describe, expect, it } from 'vitest'
import type { Matter } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { days, start, verdict } from '../testing/verdicts.ts'
import { judgedOf } from './clocks.ts'
import type { Wording } from './facts.ts'
import { factsOf, settledOf } from './facts.ts'

const now = startMs('2026-03-20T12:00:00+08:00')
const clock = (rule: string, outcome: 'ok' | 'pending' | 'violation', due: string) =>
  verdict({ id: rule, rule, outcome, due, closedBy: outcome === 'ok' ? 'b' : null, reason: outcome === 'pending' ? 'running' : outcome === 'ok' ? 'in-time' : 'overdue', trace: [start('2026-03-02'), days(3, due), ...(outcome === 'ok' ? [{ step: 'close' as const, event: { id: 'b', source: 'test', node: 'N', at: due } }] : [])] } as Parameters<typeof verdict>[0])
const wording: Wording = { event: () => '', clock: ({ verdict: { rule } }) => rule, status: () => '', node: () => '', name: () => '' }
const matter = { verdicts: [clock('kept', 'ok', '2026-03-05'), clock('runs', 'pending', '2026-03-25'), clock('broken', 'violation', '2026-03-06')], events: [], people: [] } as unknown as Matter
const judged = judgedOf(matter, now, null)
const lane = (choice: { brief: boolean; selected?: string; full?: string[] }) => factsOf(matter, judged, null, [], { asOf: now, subject: null, selected: choice.selected ?? null, full: new Set(choice.full), brief: choice.brief, later: [] }, wording).lanes[0]
const shown = (choice: Parameters<typeof lane>[0]): string[] => lane(choice)?.clocks.map(({ label }) => label).toSorted() ?? []

describe('the clocks of a lane', () => {
  it('are all drawn where there are few', () => {
    expect(settledOf(judged)).toBe(1)
    expect(shown({ brief: false })).toEqual(['broken', 'kept', 'runs'])
  })

  it('leave out those that were kept where there are many, and say how many', () => {
    expect(shown({ brief: true })).toEqual(['broken', 'runs'])
    expect(lane({ brief: true })?.hidden).toBe(1)
  })

  it('show a kept one that was chosen, and all of a lane that was unfolded', () => {
    expect(shown({ brief: true, selected: 'kept' })).toContain('kept')
    expect(shown({ brief: true, full: ['police'] })).toContain('kept')
  })
})
