/** Which rows the worklist shows and under which heading; the order is the server's (time left), so that further pages only add at the end. */
import type { Today, WorkKind } from '../api/types.ts'

export type Row = Today['rows'][number]
export type Group = Row['group']
export type Kind = 'all' | WorkKind

export const groupOrder: readonly Group[] = ['overdue', 'today', 'in3', 'in7', 'review', 'breach']

export interface WorkItem extends Row {
  /** how many persons of the matter have this very clock */
  persons: number
}

export interface Section {
  group: Group
  rows: WorkItem[]
}

/** Several persons of one matter under the same limit with the same end are one thing to do: one row. */
function mergePersons(rows: readonly Row[]): WorkItem[] {
  const items = new Map<string, WorkItem>()
  for (const row of rows) {
    const { chain, rule, due, lenient, reason, id } = row.verdict
    const key = due === null ? id : [chain, rule, due, lenient, reason, row.officer].join('\n')
    const known = items.get(key)
    if (known === undefined) items.set(key, { ...row, persons: 1 })
    else known.persons += 1
  }
  return [...items.values()]
}

export function sectionsOf(rows: readonly Row[]): Section[] {
  return groupOrder.map((group) => ({ group, rows: mergePersons(rows.filter((row) => row.group === group)) })).filter((section) => section.rows.length > 0)
}

/** How many there are of each kind, also of those not yet fetched. */
export function kindCounts({ summary, total }: Pick<Today, 'summary' | 'total'>): Record<Kind, number> {
  const clock = summary.overdue + summary.dueToday + summary.dueIn3Days + summary.dueIn7Days
  return { all: total, clock, breach: Math.max(0, total - clock - summary.toReview), review: summary.toReview }
}

/** How many there are in each group, also of those not yet fetched. */
export function groupCounts(today: Pick<Today, 'summary' | 'total'>): Record<Group, number> {
  const { overdue, dueToday, dueIn3Days, dueIn7Days, toReview } = today.summary
  return { overdue, today: dueToday, in3: dueIn3Days, in7: dueIn7Days, review: toReview, breach: kindCounts(today).breach }
}
