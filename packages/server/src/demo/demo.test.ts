import { readFileSync, readdirSync } from 'node:fs'
import { evaluate, loadCatalogue, readEvent } from '@hengjian/engine'
import type { Catalogue, ChainEvent, Judgment } from '@hengjian/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { asDemo } from '../catalogue-files.ts'
import { generateDemo } from './index.ts'
import type { WireEvent } from './index.ts'

const folder = new URL('../../../../catalog/', import.meta.url)
const days = { 7: '2026-11-22T09:12:00+08:00', 1: '2026-11-28T07:00:00+08:00', 2026: '2026-12-15T10:00:00+08:00' } as const
const asOf = Date.parse(days[7])

function readCatalogue(internal = false): Catalogue {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  const { catalogue, problems } = loadCatalogue(asDemo(Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))), { internal })
  if (catalogue === null) throw new Error(problems.map((problem) => `${problem.file}:${problem.line} ${problem.message.en}`).join('\n'))
  return catalogue
}

function byChain(events: Iterable<WireEvent>): Map<string, ChainEvent[]> {
  const chains = new Map<string, ChainEvent[]>()
  for (const wire of events) {
    const read = readEvent(wire, { source: 'test' })
    if ('problem' in read) throw new Error(read.problem.message.en)
    const chain = chains.get(read.event.chain)
    if (chain === undefined) chains.set(read.event.chain, [read.event])
    else chain.push(read.event)
  }
  return chains
}

describe('demo events', () => {
  const events = [...generateDemo({ seed: 7, matters: 200, asOf })]

  test('are the same for the same seed and differ for another', () => {
    expect([...generateDemo({ seed: 7, matters: 200, asOf })]).toEqual(events)
    expect([...generateDemo({ seed: 8, matters: 200, asOf })]).not.toEqual(events)
  })

  test('never happen and are never recorded after asOf, and are recorded after they happened', () => {
    const wrong = events.filter((event) => Date.parse(event.recordedAt) > asOf || Date.parse(event.recordedAt) < Date.parse(event.at))
    expect(wrong).toEqual([])
  })

  test('bear numbers of cases and documents that lead to one matter', () => {
    const bearers = new Map<string, Set<string>>()
    for (const { chain, case: number, docNo } of events) for (const text of [number, docNo]) if (text !== undefined) bearers.set(text, (bearers.get(text) ?? new Set()).add(chain))
    expect([...bearers].filter(([, chains]) => chains.size > 1).map(([text]) => text)).toEqual([])
  })

  test('have ids that are unique within their source, and correct only events that exist', () => {
    const ids = new Set(events.map((event) => `${event.source} ${event.id}`))
    expect(ids.size).toBe(events.length)
    const corrections = events.filter((event) => event.supersedes !== undefined)
    expect(corrections.length).toBeGreaterThan(0)
    expect(corrections.every((event) => ids.has(`${event.source} ${event.supersedes}`))).toBe(true)
  })
})

describe('2,000 demo matters', () => {
  let catalogue: Catalogue
  let chains: Map<string, ChainEvent[]>
  let verdicts: Judgment[]

  beforeAll(() => {
    catalogue = readCatalogue()
    chains = byChain(generateDemo({ seed: 7, matters: 2000, asOf }))
    verdicts = [...chains.values()].flatMap((events) => evaluate(catalogue, events, asOf).verdicts)
  }, 60_000)

  const share = (outcome: Judgment['outcome'], among = verdicts): number => among.filter((verdict) => verdict.outcome === outcome).length / among.length

  test('use only nodes that the catalogue knows', () => {
    const unknown = new Set([...chains.values()].flat().map((event) => event.node).filter((node) => !catalogue.nodes.has(node)))
    // the platform's own, of which the law knows nothing
    expect([...unknown].filter((node) => !node.startsWith('ITF-X'))).toEqual([])
  })

  test('stand at every stage on the day of the demo, many of them finished', () => {
    const stages = new Map<string, number>()
    for (const events of chains.values()) {
      const last = events.reduce((a, b) => (b.ms > a.ms ? b : a))
      const stage = events.some((event) => event.node === 'P16-N22') ? 'finished' : last.node.slice(0, 3)
      stages.set(stage, (stages.get(stage) ?? 0) + 1)
    }
    // admission is over within days, so nobody may stand there today
    const flows = new Set([...catalogue.nodes.values()].map(({ flow }) => flow))
    expect(flows.size).toBe(32)
    expect([...flows].filter((flow) => flow !== 'P23' && !stages.has(flow))).toEqual([])
    expect(stages.get('finished')).toBeGreaterThan(300)
  })

  test('leave clocks that are overdue, due within a day, and due within a week', () => {
    const running = verdicts.filter((verdict) => verdict.outcome === 'pending')
    expect(running.length).toBeGreaterThan(500)
    expect(verdicts.filter((verdict) => verdict.reason === 'overdue').length).toBeGreaterThan(5)
    expect(verdicts.filter((verdict) => verdict.reason === 'due-soon').length).toBeGreaterThan(20)
  })

  test('are lawful with few exceptions, and the exceptions are of many kinds', () => {
    expect(share('violation')).toBeGreaterThan(0.002)
    expect(share('violation')).toBeLessThan(0.03)
    const broken = new Set(verdicts.filter((verdict) => verdict.outcome === 'violation').map((verdict) => verdict.rule.id))
    expect(broken.size).toBeGreaterThan(60)
    expect(new Set(verdicts.filter((verdict) => verdict.outcome === 'violation').map((verdict) => verdict.rule.kind)).size).toBeGreaterThan(6)
    const reasons = new Set(verdicts.filter((verdict) => verdict.outcome === 'warning').map((verdict) => verdict.reason))
    for (const reason of ['grey-zone', 'risk', 'reversal', 'late-request', 'due-soon'] as const) expect(reasons).toContain(reason)
  })

  test('are reported on before an agency ends its part of them, with few exceptions', () => {
    const inside = readCatalogue(true)
    const judged = [...chains.values()].flatMap((events) => evaluate(inside, events, asOf).verdicts).filter(({ rule }) => /^HJI-30\d$/.test(rule.id))
    expect([...Map.groupBy(judged, ({ rule }) => rule.id).keys()].sort()).toEqual(['HJI-301', 'HJI-302', 'HJI-303', 'HJI-304', 'HJI-305'])
    expect(judged.filter(({ outcome }) => outcome === 'not_evaluated')).toEqual([])
    const broken = judged.filter(({ outcome }) => outcome === 'violation').length
    expect(broken).toBeGreaterThan(5)
    expect(broken / judged.length).toBeLessThan(0.04)
  })

  test('break no rule in more than a small part of its cases', () => {
    const judged = Map.groupBy(
      verdicts.filter((verdict) => verdict.outcome !== 'pending'),
      (verdict) => verdict.rule.id,
    )
    const often = [...judged].filter(([, list]) => list.length >= 100 && share('violation', list) > 0.08)
    expect(often.map(([rule]) => rule)).toEqual([])
  })
})

describe.each([7, 1, 2026] as const)('2,000 demo matters of seed %i', (seed) => {
  let catalogue: Catalogue
  let events: ChainEvent[]
  let verdicts: Judgment[]

  beforeAll(() => {
    const day = Date.parse(days[seed])
    catalogue = readCatalogue()
    const chains = [...byChain(generateDemo({ seed, matters: 2000, asOf: day })).values()]
    events = chains.flat()
    verdicts = chains.flatMap((chain) => evaluate(catalogue, chain, day).verdicts)
  }, 60_000)

  test('pass through every node that a rule supervises', () => {
    const seen = new Set(events.map(({ node }) => node))
    const missing = [...catalogue.nodes.values()].filter((node) => node.armed && !node.auxiliary && !seen.has(node.code))
    expect(missing.map((node) => node.code)).toEqual([])
  })

  test('state every fact that the rules ask for, and record every act on which they rest', () => {
    const lacking = verdicts.filter(({ outcome, reason }) => outcome === 'not_evaluated' && reason !== 'no-law-version')
    expect(lacking.map(({ rule, reason, detail }) => `${rule.id} ${reason} ${detail ?? ''}`)).toEqual([])
  })

  test('let nearly every rule be judged', () => {
    const rules = new Set(catalogue.rules.map(({ id }) => id))
    const judged = new Set(verdicts.map(({ rule }) => rule.id))
    const never = [...rules].filter((id) => !judged.has(id))
    expect(never.length / rules.size, never.join(' ')).toBeLessThan(0.03)
  })
})
