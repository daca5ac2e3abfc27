/** What lists and search show of a matter, derived from its events and verdicts. */
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { outcomes } from '@hengjian/engine'
import type { ChainTable, Written } from '../store/tables.ts'
import { iso } from './bulk.ts'
import type { VerdictRow } from './verdict-row.ts'
import { LANE } from './verdict-row.ts'

export type ChainSummary = Omit<Written<ChainTable>, 'chain_id' | 'length' | 'head' | 'next_check_at' | 'catalogue_id'>

const SEARCH_LENGTH = 4000
const NAMED_PERSONS = 2

export function summarise(catalogue: Catalogue, events: readonly ChainEvent[], verdicts: readonly VerdictRow[]): ChainSummary {
  const cases = new Set<string>()
  const agencies = new Set<string>()
  const names = new Map<string, { name: string; minor: boolean }>()
  const documents = new Set<string>()
  let place: string | null = null
  /** the offence, or outside criminal justice the cause (案由) */
  let crime: string | null = null
  let first: ChainEvent | null = null
  let last: ChainEvent | null = null
  const inside = insideFlows(catalogue)
  for (const event of events) {
    cases.add(event.case)
    if (event.docNo !== null) documents.add(event.docNo)
    const agency = catalogue.nodes.get(event.node)?.agency
    if (agency !== undefined) agencies.add(agency)
    place ??= placeOf(event)
    const { personName, crime: offence, cause, minor } = event.attrs
    const named = offence ?? cause
    if (typeof personName === 'string' && personName !== '') names.set(event.subject ?? personName, { name: personName, minor: minor === true })
    if (typeof named === 'string' && named !== '') crime = named
    // what the platform notes beside the course of a matter is no stage of it
    const node = catalogue.nodes.get(event.node)
    if (node?.auxiliary === true && inside.has(node.flow)) continue
    if (first === null || event.ms < first.ms) first = event
    if (last === null || event.ms >= last.ms) last = event
  }
  const people = [...names.values()]
  const persons = [...new Set(people.map((person) => person.name))]
  const chain = events[0]?.chain ?? ''
  const title = titleOf(persons, crime)
  return {
    title,
    case_nos: [...cases],
    persons,
    minors: people.filter((person) => person.minor).map((person) => person.name),
    place,
    agencies: [...agencies],
    flow: last === null ? null : (catalogue.nodes.get(last.node)?.flow ?? null),
    last_node: last?.node ?? null,
    first_at: first === null ? null : iso(first.ms),
    last_at: last === null ? null : iso(last.ms),
    counts: outcomes.map((outcome) => verdicts.filter((row) => row.outcome === outcome).length),
    next_due: nextDue(verdicts),
    search: [chain, title, ...cases, ...persons, ...documents].join(' ').toLowerCase().slice(0, SEARCH_LENGTH),
  }
}

const insideOf = new WeakMap<Catalogue, Set<string>>()

/** Codes of the flows inside the platform. */
function insideFlows(catalogue: Catalogue): Set<string> {
  let inside = insideOf.get(catalogue)
  if (inside === undefined) insideOf.set(catalogue, (inside = new Set(catalogue.flows.flatMap(({ code, internal }) => (internal === undefined ? [] : [code])))))
  return inside
}

/** 陈小明、王芳诈骗案; from three persons on 李强等四人盗窃案 in figures. Empty where nobody is named. */
function titleOf(persons: readonly string[], crime: string | null): string {
  if (persons.length === 0) return crime === null ? '' : `${crime}案`
  const who = persons.length <= NAMED_PERSONS ? persons.join('、') : `${persons[0]}等${persons.length}人`
  return `${who}${crime ?? ''}案`
}

/** Administrative division: the first six digits of an organisation's code. */
export function placeOf(event: ChainEvent): string | null {
  return /^\d{6}/.exec(event.actor?.['org'] ?? '')?.[0] ?? null
}

/** Earliest end of a running clock, ISO. */
function nextDue(verdicts: readonly VerdictRow[]): string | null {
  let next: string | null = null
  for (const row of verdicts) {
    if ((row.lane !== LANE.clock && row.lane !== LANE.work) || row.sort_at === null || row.sort_at === 'infinity' || row.outcome === 'violation') continue
    if (next === null || row.sort_at < next) next = row.sort_at
  }
  return next
}
