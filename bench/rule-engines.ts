/**
 * Four hundred day limits ("B within n days of A") in three engines, on the same chains.
 *
 * The general engines know facts, not events. They are given, outside the measured time, what they need in the
 * leanest form: for each limit whose clock was started, the days it took, or has been running up to `asOf`.
 * Ours gets the bare events and does that work itself. The answer is the set of limits that were missed.
 */
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import { evaluate } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { Engine } from 'json-rules-engine'
import { Random } from '../packages/server/src/demo/random.ts'
import { catalogueOf } from './catalogue.ts'
import { read } from './chains.ts'
import { takeTurns } from './measure.ts'

const LIMITS = 400
const DAY = 86_400_000
const AS_OF = Date.parse('2026-06-30T12:00:00+08:00')
const FIRST = Date.parse('2026-01-05T10:00:00+08:00')

const limits = Array.from({ length: LIMITS }, (_, i) => ({ id: `BM-${String(i + 1).padStart(3, '0')}`, start: `A${i + 1}`, end: `B${i + 1}`, fact: `d${i + 1}`, days: 3 + ((i * 7) % 40) }))
type Limit = (typeof limits)[number]

type Facts = Record<string, number>

interface Case {
  events: ChainEvent[]
  /** days used, by name of the fact, for the limits whose clock started */
  facts: Facts
  /** the same after each event: what an engine without history must be asked as a matter goes on */
  live: Facts[]
}

export interface Comparison {
  limits: number
  chains: number
  events: number
  missed: number
  equal: boolean
  /** milliseconds for all chains */
  milliseconds: { hengjian: number; zen: number; zenLive: number; jsonRules: number }
}

export async function compareRuleEngines(chains: number, rounds: number): Promise<Comparison> {
  const cases = invent(chains)
  const ask = zen()
  const zenOnce = (): Promise<string[][]> => Promise.all(cases.map(({ facts }) => ask(facts)))
  const zenLive = async (): Promise<string[][]> => (await Promise.all(cases.map(({ live }) => Promise.all(live.map(ask))))).map((answers) => answers.at(-1) ?? [])
  const [mine, rules] = [ours(), jsonRules()]
  const [a, b, c, d] = [mine(cases), await zenOnce(), await rules(cases), await zenLive()]
  const milliseconds = await takeTurns({ hengjian: () => mine(cases), zen: zenOnce, zenLive, jsonRules: () => rules(cases) }, rounds)
  const text = (answers: string[][]): string => answers.map((ids) => [...ids].sort().join(' ')).join('\n')
  return { limits: LIMITS, chains, events: cases.reduce((sum, one) => sum + one.events.length, 0), missed: a.flat().length, equal: [b, c, d].every((answers) => text(answers) === text(a)), milliseconds }
}

/** Chains that start thirty clocks each, most of them stopped in time. */
function invent(chains: number): Case[] {
  const random = new Random(1, 1)
  const wire = (chain: string, id: number, node: string, ms: number): ChainEvent => read({ id: `${chain}-${id}`, chain, node, at: new Date(ms).toISOString().replace('Z', '+00:00') }, 'bench')
  return Array.from({ length: chains }, (_, n) => {
    const events: ChainEvent[] = []
    const facts: Record<string, number> = {}
    const started = new Set(Array.from({ length: 30 }, () => random.pick(limits)))
    for (const limit of started) {
      const day = random.int(0, 90)
      const took = random.chance(0.1) ? null : random.int(0, random.chance(0.9) ? limit.days : limit.days + 20)
      events.push(wire(`C${n}`, events.length, limit.start, FIRST + day * DAY))
      if (took !== null) events.push(wire(`C${n}`, events.length, limit.end, FIRST + (day + took) * DAY))
      facts[limit.fact] = took ?? Math.floor((AS_OF - FIRST) / DAY) - day
    }
    events.sort((x, y) => x.ms - y.ms)
    return { events, facts, live: events.map((event, k) => (k === events.length - 1 ? facts : factsAt(events.slice(0, k + 1), event.ms))) }
  })
}

/** Days used by each started clock at an instant. */
function factsAt(events: ChainEvent[], now: number): Facts {
  const started = new Map<string, number>()
  const facts: Facts = {}
  for (const { node, ms } of events) {
    const fact = `d${node.slice(1)}`
    if (node.startsWith('A')) started.set(fact, ms)
    facts[fact] = Math.floor(((node.startsWith('A') ? now : ms) - (started.get(fact) ?? ms)) / DAY)
  }
  return facts
}

function ours(): (cases: Case[]) => string[][] {
  const catalogue = generated()
  return (cases) =>
    cases.map(({ events }) => {
      const missed: string[] = []
      for (const judgment of evaluate(catalogue, events, AS_OF).verdicts) if (judgment.outcome === 'violation') missed.push(judgment.rule.id)
      return missed
    })
}

/** One decision table, compiled beforehand, that collects every row that hits: the fastest of the forms tried. Asked without waiting for the answer before, so that it may use all cores. */
function zen(): (facts: Facts) => Promise<string[]> {
  const row = (limit: Limit) => ({ _id: limit.id, i: `${limit.fact} != null and ${limit.fact} > ${limit.days}`, o: `'${limit.id}'` })
  const content = {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      {
        id: 'table',
        name: 'limits',
        type: 'decisionTableNode',
        position: { x: 0, y: 0 },
        content: { hitPolicy: 'collect', inputs: [{ id: 'i', name: 'missed', type: 'expression' }], outputs: [{ id: 'o', name: 'limit', type: 'expression', field: 'limit' }], rules: limits.map(row) },
      },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  }
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(content))
  return async (facts) => {
    const { result } = await decision.evaluate(facts)
    return (result as { limit: string }[]).map((hit) => hit.limit)
  }
}

function jsonRules(): (cases: Case[]) => Promise<string[][]> {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const limit of limits) engine.addRule({ conditions: { all: [{ fact: limit.fact, operator: 'greaterThan', value: limit.days }] }, event: { type: limit.id } })
  return async (cases) => {
    const answers: string[][] = []
    for (const { facts } of cases) answers.push((await engine.run(facts)).events.map((event) => event.type))
    return answers
  }
}

function generated(): Catalogue {
  const both = (text: string): string => `{ zh: ${text}, en: ${text} }`
  const nodes = limits.flatMap((limit) => [limit.start, limit.end]).map((code) => `  - { code: ${code}, name: ${both(code)} }`)
  const rules = limits.map((limit) => `  - { id: ${limit.id}, kind: limit, name: ${both(limit.id)}, basis: [law 1], start: ${limit.start}, end: ${limit.end}, within: ${limit.days} d }`)
  return catalogueOf({
    'catalog.yaml': `id: bench\nname: ${both('bench')}\nzone: "+08:00"\ncomputations:\n  days: { name: ${both('days')}, startDay: excluded, monthEnd: corresponding, hours: exact, halfMonthDays: 15, rollOver: none }\nremind: { hours: 1 h, days: 1 d, months: 7 d }\n`,
    'laws.yaml': `- { id: law, name: ${both('law')}, short: ${both('law')}, versions: [{ version: "2020-01-01", from: "2020-01-01", articles: 10 }] }\n`,
    'attributes.yaml': 'attributes: {}\nlevels: { police: [officer] }\n',
    'flows/B.yaml': `flow: B\nname: ${both('B')}\nagency: police\ndefaults: { computation: days, per: chain, inForce: { from: "2020-01-01" } }\nnodes:\n${nodes.join('\n')}\nrules:\n${rules.join('\n')}\n`,
  })
}
