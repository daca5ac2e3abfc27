/** Generated matters judged by the Chinese catalogue, in batches that fit in memory. */
import type { Catalogue } from '@hengjian/engine'
import { generateDemo } from '../packages/server/src/demo/index.ts'
import type { WireEvent } from '../packages/server/src/demo/index.ts'
import { sampleOf, tasks } from './chains.ts'
import type { Sample } from './chains.ts'
import { takeTurns } from './measure.ts'
import type { Throughput } from './report.ts'

const SOURCE = 'bench'
/** As many matters as the store judges at a time. */
const BATCH = 500
export const AS_OF = Date.parse('2026-11-22T09:12:00+08:00')

/** @param wanted only events at these nodes */
export async function benchMatters(catalogue: Catalogue, matters: number, rounds: number, wanted: (node: string) => boolean = () => true): Promise<Throughput> {
  const sum = { parse: 0, evaluate: 0, readAndEvaluate: 0 }
  let [events, verdicts, chains] = [0, 0, 0]
  for (const sample of batches(matters, wanted)) {
    const run = tasks(catalogue, sample, AS_OF, SOURCE)
    const times = await takeTurns(run, rounds)
    sum.parse += times.parse
    sum.evaluate += times.evaluate
    sum.readAndEvaluate += times.readAndEvaluate
    events += sample.lines.length
    chains += sample.chains.length
    verdicts += run.evaluate()
  }
  return { chains, events, verdicts, milliseconds: sum }
}

/** Matters come one after the other, so a batch is cut between two of them. */
function* batches(matters: number, wanted: (node: string) => boolean): Generator<Sample> {
  let held: WireEvent[] = []
  let chain = ''
  let count = 0
  for (const event of generateDemo({ seed: 1, matters, asOf: AS_OF })) {
    if (event.chain !== chain) {
      chain = event.chain
      if (++count % BATCH === 0) {
        yield sampleOf(held, SOURCE)
        held = []
      }
    }
    if (wanted(event.node)) held.push(event)
  }
  if (held.length > 0) yield sampleOf(held, SOURCE)
}
