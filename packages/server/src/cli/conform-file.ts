/** What an integrator's own data is good for: ids, nodes and values as the catalogue has them, and which rules it lets be judged. */
import type { Catalogue, ChainEvent, Text } from '@hengjian/engine'
import { evaluate, writeEvent } from '@hengjian/engine'
import type { FileProblem, Mapping } from '../formats/index.ts'
import { canonicalJson } from '../hash/index.ts'
import { chainsOf } from './chains.ts'
import type { Moment } from './inputs.ts'

export interface FileReport {
  chains: number
  events: number
  /** sources and ids that stand for two different events */
  conflicts: string[]
  /** events that are there twice, word for word */
  repeated: number
  unknownNodes: { node: string; count: number }[]
  /** values that are not of the type, or not among those, that the catalogue knows */
  oddValues: { key: string; value: string; count: number }[]
  /** attributes that the catalogue does not know */
  unused: string[]
  /** rules that were judged at least once */
  judged: number
  /** rules that came up and were never judged, and what each lacks most often */
  lacking: { rule: string; name: Text; fact: string; factName: Text | null; times: number }[]
}

export interface Inspection {
  catalogue: Catalogue
  files: readonly string[]
  mapping: Mapping
  asOf: Moment
  onProblem: (problem: FileProblem) => void
}

export async function inspect({ catalogue, files, mapping, asOf, onProblem }: Inspection): Promise<FileReport> {
  const ids = new Ids()
  const unknownNodes = new Counts()
  const values = new Values(catalogue)
  const rules = new Rules(catalogue)
  let chains = 0
  let events = 0
  for await (const chain of chainsOf(files, mapping, onProblem)) {
    chains++
    events += chain.length
    for (const event of chain) {
      ids.add(event)
      values.add(event)
      if (!catalogue.nodes.has(event.node)) unknownNodes.add(event.node)
    }
    rules.add(chain, asOf(chain))
  }
  return { chains, events, conflicts: ids.conflicts, repeated: ids.repeated, unknownNodes: unknownNodes.list().map(([node, count]) => ({ node, count })), ...values.report(), ...rules.report() }
}

class Counts {
  readonly #counts = new Map<string, number>()

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  /** the most frequent first */
  list(): [string, number][] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
  }
}

class Ids {
  readonly conflicts: string[] = []
  repeated = 0
  readonly #known = new Map<string, string>()

  add(event: ChainEvent): void {
    const id = `${event.source} ${event.id}`
    const text = canonicalJson(writeEvent(event))
    const before = this.#known.get(id)
    if (before === undefined) this.#known.set(id, text)
    else if (before === text) this.repeated++
    else this.conflicts.push(id)
  }
}

class Values {
  readonly #catalogue: Catalogue
  readonly #odd = new Counts()
  readonly #unused = new Set<string>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  add({ attrs, actor, node }: ChainEvent): void {
    const { attributes, levels } = this.#catalogue.attributes
    const level = actor?.['level']
    if (level !== undefined && !Object.values(levels).some((ladder) => ladder.includes(level))) this.#odd.add(`actor.level\n${level}`)
    for (const [key, value] of Object.entries(attrs)) {
      const known = attributes[key]
      // the acts of a node are those that the node names
      if (key === 'act') {
        const acts = this.#catalogue.nodes.get(node)?.acts ?? []
        if (acts.length > 0 && typeof value === 'string' && !acts.includes(value)) this.#odd.add(`act\n${value}`)
      } else if (known === undefined) this.#unused.add(key)
      else if (!fits(known, value)) this.#odd.add(`${key}\n${typeof value === 'string' ? value : JSON.stringify(value)}`)
    }
  }

  report(): Pick<FileReport, 'oddValues' | 'unused'> {
    const odd = this.#odd.list().map(([text, count]) => ({ key: text.slice(0, text.indexOf('\n')), value: text.slice(text.indexOf('\n') + 1), count }))
    return { oddValues: odd, unused: [...this.#unused].sort() }
  }
}

/** CSV writes numbers and truth values as texts. */
function fits({ type, values }: Catalogue['attributes']['attributes'][string], value: unknown): boolean {
  if (values !== undefined) return values.some((allowed) => String(allowed) === String(value))
  if (value === null) return true
  if (type === 'boolean') return typeof value === 'boolean' || value === 'true' || value === 'false'
  if (type === 'integer') return Number.isInteger(typeof value === 'string' && value !== '' ? Number(value) : value)
  if (type === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
  return typeof value !== 'object'
}

class Rules {
  readonly #catalogue: Catalogue
  readonly #judged = new Set<string>()
  readonly #missing = new Map<string, Counts>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  add(chain: readonly ChainEvent[], asOf: number): void {
    for (const { rule, outcome, reason, detail } of evaluate(this.#catalogue, chain, asOf).verdicts) {
      if (outcome !== 'not_evaluated') this.#judged.add(rule.id)
      else {
        const counts = this.#missing.get(rule.id) ?? new Counts()
        this.#missing.set(rule.id, counts)
        counts.add(detail ?? reason)
      }
    }
  }

  report(): Pick<FileReport, 'judged' | 'lacking'> {
    const lacking = [...this.#missing].flatMap(([id, counts]) => {
      const [most] = counts.list()
      const rule = this.#catalogue.rules.findLast((info) => info.id === id)
      return most === undefined || rule === undefined || this.#judged.has(id) ? [] : [{ rule: id, name: rule.name, fact: most[0], factName: this.#nameOf(most[0]), times: most[1] }]
    })
    return { judged: this.#judged.size, lacking: lacking.sort((a, b) => b.times - a.times || a.rule.localeCompare(b.rule)) }
  }

  #nameOf(fact: string): Text | null {
    return this.#catalogue.attributes.attributes[fact]?.name ?? this.#catalogue.nodes.get(fact)?.name ?? flowName(this.#catalogue, fact) ?? reasonNames[fact] ?? null
  }
}

/** Nothing of a flow is recorded that must come before. */
function flowName({ flows }: Catalogue, code: string): Text | null {
  const name = flows.find((flow) => flow.code === code)?.name
  return name === undefined ? null : { zh: `“${name.zh}”没有记录`, en: `nothing of "${name.en}" is recorded` }
}

/** What is missing where it is no attribute. */
const reasonNames: Record<string, Text> = {
  'no-record': { zh: '前面的行为没有记录', en: 'the act before it is not recorded' },
  'missing-fact': { zh: '缺少事实', en: 'a fact is missing' },
  'actor.level': { zh: '审批人层级', en: 'level of whoever decided' },
  'actor.id': { zh: '办案人员编号', en: 'number of the officer' },
}
