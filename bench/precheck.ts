/** How long a source system waits for the answer whether an intended act is allowed. */
import { precheck } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { generateDemo } from '../packages/server/src/demo/index.ts'
import { sampleOf } from './chains.ts'
import { AS_OF } from './matters.ts'
import { median, percentile } from './measure.ts'

export interface PrecheckTimes {
  checks: number
  decisions: Record<string, number>
  /** milliseconds */
  median: number
  p99: number
}

/** Asks for every tenth act of the matters, given what had happened before; only the second pass is counted. */
export function benchPrecheck(catalogue: Catalogue, matters: number): PrecheckTimes {
  const { chains } = sampleOf(generateDemo({ seed: 3, matters, asOf: AS_OF }), 'bench')
  const questions = chains.flatMap((chain) => {
    const sorted = [...chain].sort((a, b) => a.ms - b.ms)
    return sorted.flatMap((intended, i) => (i % 10 === 9 ? [{ before: sorted.slice(0, i), intended }] : []))
  })
  const decisions: Record<string, number> = {}
  const ask = ({ before, intended }: { before: ChainEvent[]; intended: ChainEvent }): number => {
    const start = performance.now()
    const { decision } = precheck(catalogue, before, intended)
    const time = performance.now() - start
    decisions[decision] = (decisions[decision] ?? 0) + 1
    return time
  }
  questions.forEach(ask)
  for (const decision of Object.keys(decisions)) decisions[decision] = 0
  const times = questions.map(ask)
  return { checks: times.length, decisions, median: median(times), p99: percentile(times, 0.99) }
}
