/** What the tables say of a node, gathered from the rules that stand under it. */
import type { FlowView, RuleView } from '../api/types.ts'

export interface NodeRow {
  node: FlowView['nodes'][number]
  rules: RuleView[]
}

/** Nodes in order of breaches, then of due soon, then as the catalogue has them. */
export function nodeRows(flow: FlowView): NodeRow[] {
  return flow.nodes
    .map((node) => ({ node, rules: rulesOf(node.code, flow.rules) }))
    .sort((a, b) => b.node.violations - a.node.violations || b.node.soon - a.node.soon)
}

/** Those that judge its act; else those that it starts or ends. */
function rulesOf(node: string, rules: RuleView[]): RuleView[] {
  const { own, touching } = splitRules(node, rules)
  return own.length > 0 ? own : touching.filter((rule) => rule.nodes.includes(node))
}

/** The rules of a node as the reader expects them: those that judge its act first, those that only start or end on it after. */
export function splitRules(node: string, rules: RuleView[]): { own: RuleView[]; touching: RuleView[] } {
  return { own: rules.filter((rule) => rule.node === node), touching: rules.filter((rule) => rule.node !== node) }
}

export function sumCounts(rules: RuleView[]): RuleView['counts'] {
  const sum = { ok: 0, pending: 0, warning: 0, violation: 0, not_evaluated: 0 }
  for (const { counts } of rules) for (const outcome of Object.keys(sum) as (keyof typeof sum)[]) sum[outcome] += counts[outcome]
  return sum
}

/** The length in days of a period given in days, from its words; null for other units. */
export function periodDays(rule: RuleView): number | null {
  const found = /^(\d+) days?$/.exec(rule.period?.en ?? '')
  return found ? Number(found[1]) : null
}

export interface UsedPicture {
  bars: { day: number; count: number; tone: 'plain' | 'soon' }[]
  total: number
  /** share finished in the last days before the end, where the period is long enough to have such days */
  late: { days: number; share: number } | null
  limit: number | null
  most: number
}

const LAST_DAYS = 3
const MOST_DAYS = 90

/** One bar per day; very long ones are gathered in the last bar. Beyond the limit is not red: an extension may cover it. */
export function usedPicture(rule: RuleView): UsedPicture | null {
  const total = rule.used.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const limit = periodDays(rule)
  const longest = Math.max(...rule.used.map(({ bucket }) => bucket), limit ?? 0)
  const last = Math.min(longest, MOST_DAYS)
  const counts = Array.from({ length: last + 1 }, (): number => 0)
  for (const { bucket, count } of rule.used) counts[Math.max(0, Math.min(bucket, last))]! += count
  const tone = (day: number): UsedPicture['bars'][number]['tone'] => (limit !== null && limit > LAST_DAYS && day > limit - LAST_DAYS && day <= limit ? 'soon' : 'plain')
  const bars = counts.map((count, day) => ({ day, count, tone: tone(day) }))
  const soon = bars.reduce((sum, bar) => sum + (bar.tone === 'soon' ? bar.count : 0), 0)
  return { bars, total, limit, most: Math.max(...counts), late: limit !== null && limit > LAST_DAYS ? { days: LAST_DAYS, share: soon / total } : null }
}
