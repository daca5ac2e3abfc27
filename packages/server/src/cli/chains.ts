/** Events of files as whole chains. One XES file is already grouped and streams; anything else is grouped in memory. */
import type { ChainEvent } from '@hengjian/engine'
import type { FileProblem, Mapping } from '../formats/index.ts'
import { eventsOf } from './inputs.ts'

/** Chains one after the other, complete; problems go to `onProblem` as they are met. */
export async function* chainsOf(files: readonly string[], mapping: Mapping, onProblem: (problem: FileProblem) => void): AsyncGenerator<ChainEvent[]> {
  const groups = new Map<string, ChainEvent[]>()
  for (const file of files) {
    let streaming = false
    let current: ChainEvent[] = []
    const onFormat = (format: string) => (streaming = format === 'xes' && files.length === 1)
    for await (const item of eventsOf(file, { mapping, onFormat })) {
      if ('problem' in item) {
        onProblem(item.problem)
        continue
      }
      const { event } = item
      if (!streaming) {
        const group = groups.get(event.chain)
        if (group) group.push(event)
        else groups.set(event.chain, [event])
      } else if (current[0] !== undefined && current[0].chain !== event.chain) {
        yield current
        current = [event]
      } else current.push(event)
    }
    if (current.length > 0) yield current
  }
  yield* groups.values()
}
