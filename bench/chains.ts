/** Events in memory, by chain, and as the text they came from. */
import { byKind, evaluate, readEvent } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'

/** The yardstick and the two ways of evaluating the same events. */
export interface Sample {
  lines: string[]
  wires: unknown[][]
  chains: ChainEvent[][]
}

export function read(wire: unknown, source: string): ChainEvent {
  const result = readEvent(wire, { source })
  if ('problem' in result) throw new Error(result.problem.message.en)
  return result.event
}

/** @param wires events in the form of the contract, those of one chain together or not */
export function sampleOf(wires: Iterable<object>, source: string): Sample {
  const byChain = new Map<string, { wires: unknown[]; events: ChainEvent[] }>()
  const lines: string[] = []
  for (const given of wires) {
    const line = JSON.stringify(given)
    lines.push(line)
    // Parsed once more, so that both sides work on objects as a parser makes them.
    const wire: unknown = JSON.parse(line)
    const event = read(wire, source)
    const chain = byChain.get(event.chain)
    if (chain === undefined) byChain.set(event.chain, { wires: [wire], events: [event] })
    else {
      chain.wires.push(wire)
      chain.events.push(event)
    }
  }
  const chains = byKind([...byChain.values()])
  return { lines, wires: chains.map((chain) => chain.wires), chains: chains.map((chain) => chain.events) }
}

/** Tasks for `takeTurns`: parse the text, evaluate what is in memory, check the fields and evaluate. */
export function tasks(catalogue: Catalogue, sample: Sample, asOf: number, source: string) {
  return {
    parse: (): number => {
      let length = 0
      for (const line of sample.lines) length += Object.keys(JSON.parse(line) as object).length
      return length
    },
    evaluate: (): number => {
      let verdicts = 0
      for (const chain of sample.chains) verdicts += evaluate(catalogue, chain, asOf).verdicts.length
      return verdicts
    },
    readAndEvaluate: (): number => {
      let verdicts = 0
      for (const wires of sample.wires) {
        const events = wires.map((wire) => read(wire, source))
        verdicts += evaluate(catalogue, events, asOf).verdicts.length
      }
      return verdicts
    },
  }
}
