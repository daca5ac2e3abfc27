/** One internal matter as its page shows it: where it stands, what the reader may do, everything that happened. */
import type { Actor, FlowStepView, PermittedAction, Text, WorkDocument, WorkFlows, WorkMatter } from '@hengjian/contracts'
import { evaluate, toVerdict } from '@hengjian/engine'
import type { ChainEvent, Verdict } from '@hengjian/engine'
import { instantText } from '../../dates.ts'
import type { Action, Flow, FormSource, Standing } from '../../flow/index.ts'
import { actionsAt, actName, beginnings, blockedBy, eventActor, flowOf, standingOf } from '../../flow/index.ts'
import { INSIDE, storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { visibleMatter } from './list.ts'
import type { TaskReading } from './reading.ts'
import { offsetOf } from './reading.ts'
import type { MatterRow } from './rows.ts'
import { nameOfRule, rowsOf } from './rows.ts'

/** `asOf`: its steps, history and clocks as they stood then, and nothing to do; null for now. */
export async function readWorkMatter(parts: TaskReading, actor: Actor, chain: string, asOf: number | null = null): Promise<WorkMatter> {
  const { row, events: all } = await readTogether(parts, actor, chain)
  const flow = flowOf(parts.flows, chain)
  const events = asOf === null ? all : all.filter(({ ms }) => ms <= asOf)
  const standing = standingOf(flow, events)
  const [[base], history, documents, reason, people, siblings] = await Promise.all([rowsOf(parts, [row]), parts.chains.events(chain), documentsOf(parts, chain), reasonOf(parts, row), peopleOf(parts, row, all[0]?.attrs ?? {}), siblingsOf(parts, row)])
  if (base === undefined) throw new Error(`no row for ${chain}`)
  const read = new Set(events.map(({ id }) => id))
  const names = new Map([...people, ...history.map(({ actor }) => actor)].flatMap(({ id, name }): [string, string][] => (id === null || name === null ? [] : [[id, name]])))
  return {
    ...base,
    last: row.last_event,
    steps: stepsOf(flow, standing),
    actions: asOf !== null ? [] : actionsAt(flow, standing, actor).map((action) => viewOf(parts, flow, action, chain, events, actor)),
    history: history.filter(({ id }) => read.has(id)).map((event) => ({ ...event, actName: actName(flow.node(event.node), event.act), said: saidIn(flow, event.node, event.act, event.attrs, names) })),
    verdicts: evaluate(parts.catalogue, events, asOf ?? Math.max(parts.clock(), events.at(-1)?.ms ?? 0), { trace: true }).verdicts.map((found) => toVerdict(parts.catalogue, found)),
    documents,
    reason,
    override: flow.overrides === undefined ? null : await parts.overrideOf(chain, actor),
    people,
    siblings,
  }
}

/** Where somebody takes a step between two questions, both are asked again: half a step is never shown. */
const TRIES = 5

async function readTogether(parts: TaskReading, actor: Actor, chain: string): Promise<{ row: MatterRow; events: ChainEvent[] }> {
  for (let left = TRIES; ; left--) {
    const row = await visibleMatter(parts, actor, chain)
    const events = (await storedEvents(parts.store.pool, [chain])).get(chain) ?? []
    if (left === 0 || events.at(-1)?.id === row.last_event) return { row, events }
  }
}

/** Every kind of matter, with the first steps that are the reader's. */
export async function readBeginnings(parts: TaskReading, actor: Actor): Promise<WorkFlows> {
  return {
    flows: parts.flows.map((flow) => ({ flow: flow.code, name: flow.name, begin: beginnings(flow, actor).map((action) => viewOf(parts, flow, action, `${flow.prefix}new`, [], actor)) })),
    people: actor.org === null ? [] : await parts.peopleOf(actor.org.id),
  }
}

/** The main course, in the order of the flow. */
function stepsOf(flow: Flow, standing: Standing): FlowStepView[] {
  return flow.nodes
    .filter((node) => node.aside !== true)
    .map((node) => {
      const done = standing.done.get(node.code)
      return {
        node: node.code,
        name: node.name,
        state: standing.open.includes(node.code) ? 'now' : done === undefined ? 'open' : 'done',
        times: done?.times ?? 0,
        at: done?.at ?? null,
        by: done?.name ?? done?.by ?? null,
        actName: actName(node, done?.act ?? null),
      }
    })
}

function viewOf(parts: TaskReading, flow: Flow, { node, act, main, form, document }: Action, chain: string, events: readonly ChainEvent[], actor: Actor): PermittedAction {
  return {
    node,
    act,
    actName: actName(flow.node(node), act),
    main,
    name: flow.node(node)?.name ?? { zh: node, en: node },
    form,
    document: document === null ? null : (parts.templates.get(document)?.name ?? null),
    blocked: blockedBy(parts.catalogue, { chain, node, act, attrs: {}, actor: eventActor(actor) }, events, actor, parts.clock()),
  }
}

/** What was filled in, under the titles of the form. */
function saidIn(flow: Flow, code: string, act: string | null, attrs: Record<string, unknown>, names: ReadonlyMap<string, string>): WorkMatter['history'][number]['said'] {
  const node = flow.node(code)
  const form = (act === null ? undefined : node?.forms?.[act]) ?? node?.form
  return Object.entries(form?.properties ?? {}).flatMap(([key, field]) => {
    const value = attrs[key]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ title: field.title, text: field.format === 'person' ? same(names.get(String(value)) ?? String(value)) : wordOf(field, value) }] : []
  })
}

const same = (text: string): Text => ({ zh: text, en: text })

/** As the form offered it, where it offered a choice; a yes is a tick. */
function wordOf({ oneOf }: FormSource['properties'][string], value: string | number | boolean): Text {
  const text = typeof value === 'boolean' ? (value ? '✓' : '✗') : String(value)
  return oneOf?.find((option) => option.const === value)?.title ?? same(text)
}

async function documentsOf(parts: TaskReading, chain: string): Promise<WorkDocument[]> {
  const rows = await parts.store.db.selectFrom('internal_document').selectAll().where('chain_id', '=', chain).orderBy('made_at').execute()
  return rows.map((row) => ({ id: row.event_id, number: row.number, name: parts.templates.get(row.template)?.name ?? { zh: row.template, en: row.template }, at: instantText(row.made_at.getTime(), offsetOf(parts)) }))
}

/** The verdict that it came from, in its words; one that no longer stands, as it was. */
async function reasonOf(parts: TaskReading, row: MatterRow): Promise<WorkMatter['reason']> {
  const verdict = await verdictBehind(parts, row)
  return verdict === null ? null : { message: verdict.message, basis: verdict.basis }
}

/** Null where there is none, or none that the reader may see. */
export async function verdictBehind({ chains }: TaskReading, { origin_verdict }: MatterRow): Promise<Verdict | null> {
  if (origin_verdict === null) return null
  try {
    return (await chains.explanation(origin_verdict)).verdict
  } catch (error) {
    if (error instanceof CodedError && error.code === 'HJ-REQ-007') return null
    throw error
  }
}

/** Officers of the matter it is about: first the one whose act it was, then the latest. Where it is about none, people of its unit. */
async function peopleOf({ store, peopleOf: colleagues }: TaskReading, row: MatterRow, { officer, officerName, unitName }: ChainEvent['attrs']): Promise<WorkMatter['people']> {
  if (row.origin_chain === null) return row.unit === null ? [] : colleagues(row.unit)
  const events = (await storedEvents(store.pool, [row.origin_chain])).get(row.origin_chain) ?? []
  const people = new Map<string, WorkMatter['people'][number]>()
  // of what the platform began, the officer is whom it is about
  if (typeof officer === 'string' && !events.some(({ actor }) => actor?.['id'] === officer)) people.set(officer, { id: officer, name: typeof officerName === 'string' ? officerName : officer, unit: typeof unitName === 'string' ? unitName : row.unit })
  for (const { actor, attrs } of events.toReversed()) {
    const { id, name, org } = actor ?? {}
    if (id !== undefined && id !== INSIDE && !people.has(id)) people.set(id, { id, name: name ?? id, unit: typeof attrs['unit'] === 'string' ? attrs['unit'] : (org ?? null) })
  }
  return [...people.values()].sort((a, b) => Number(b.id === officer) - Number(a.id === officer))
}

/** Other open matters about the same matter of law, into which this one may go. */
async function siblingsOf(parts: TaskReading, row: MatterRow): Promise<WorkMatter['siblings']> {
  if (row.origin_chain === null) return []
  const rows = await parts.store.db.selectFrom('internal_matter').select(['chain_id', 'origin_rule']).where('origin_chain', '=', row.origin_chain).where('flow', '=', row.flow).where('chain_id', '!=', row.chain_id).where('closed_at', 'is', null).orderBy('opened_at').execute()
  return rows.map(({ chain_id, origin_rule }) => ({ chain: chain_id, title: (origin_rule === null ? null : nameOfRule(parts, origin_rule)) ?? { zh: chain_id, en: chain_id } }))
}
