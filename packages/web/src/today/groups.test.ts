import { describe, expect, it } from 'vitest'
import { verdict } from '../testing/verdicts.ts'
import { groupCounts, kindCounts, sectionsOf } from './groups.ts'
import type { Group, Row } from './groups.ts'

const row = (id: string, group: Group, due: string | null = null): Row => ({
  group,
  verdict: verdict({ id, due }),
  matterTitle: '李*等四人盗窃案',
  caseNo: '1',
  agency: 'police',
  unit: null,
  officer: '周建国',
  custody: true,
  place: null,
})

const summary = { running: 300, overdue: 2, dueToday: 3, dueIn3Days: 4, dueIn7Days: 8, toReview: 4 }

describe('the worklist', () => {
  it('puts rows under their headings in the order of urgency', () => {
    const sections = sectionsOf([row('c', 'review'), row('a', 'overdue'), row('b', 'today')])
    expect(sections.map((section) => section.group)).toEqual(['overdue', 'today', 'review'])
  })

  it('makes one row of several persons under the same clock, and only of those', () => {
    const [section] = sectionsOf([row('a', 'in3', '2026-11-24'), row('b', 'in3', '2026-11-24'), row('c', 'in3', '2026-11-25')])
    expect(section?.rows.map((item) => [item.verdict.id, item.persons])).toEqual([
      ['a', 2],
      ['c', 1],
    ])
  })

  it('counts what is not fetched yet as well', () => {
    expect(kindCounts({ summary, total: 24 })).toEqual({ all: 24, clock: 17, breach: 3, review: 4 })
    expect(groupCounts({ summary, total: 24 })).toEqual({ overdue: 2, today: 3, in3: 4, in7: 8, review: 4, breach: 3 })
  })
})
