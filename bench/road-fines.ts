/** The public road-fine log (150,370 fines of an Italian police) judged by `examples/italy-road-fines`. */
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMapping, readEvents } from '../packages/server/src/formats/index.ts'
import { readCatalogue } from './catalogue.ts'
import { sampleOf, tasks } from './chains.ts'
import { takeTurns } from './measure.ts'
import type { Throughput } from './report.ts'

const AS_OF = Date.parse('2014-01-01T00:00:00+01:00')
const SOURCE = 'it/road-fines'

/** @param log path of the XES file, packed or not */
export async function benchRoadFines(log: string, examples: string, rounds: number): Promise<Throughput & { reading: number }> {
  const folder = join(examples, 'italy-road-fines')
  const catalogue = readCatalogue(folder)
  const mapping = parseMapping(readFileSync(join(folder, 'mapping.yaml'), 'utf8'))
  const start = performance.now()
  const wires: object[] = []
  for await (const item of readEvents(createReadStream(log), { name: log, mapping })) {
    if ('problem' in item) throw new Error(item.problem.message.en)
    wires.push(item.event as object)
  }
  const reading = performance.now() - start
  const sample = sampleOf(wires, SOURCE)
  const run = tasks(catalogue, sample, AS_OF, SOURCE)
  const times = await takeTurns(run, rounds)
  return { chains: sample.chains.length, events: sample.lines.length, verdicts: run.evaluate(), milliseconds: times, reading }
}
