/**
 * Steps of internal matters, written as ordinary events by the ordinary intake, and what lists need of them. Everything
 * happens in the transaction that is given; the chains must be locked.
 */
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import { INSIDE, ingestInside, writeReachInside, writeReachOfAgencies } from '../intake/index.ts'
import type { RuleRegister } from '../intake/index.ts'
import type { Tx } from '../store/index.ts'
import { dateText, localDay } from '../dates.ts'
import type { Flow } from './definition.ts'
import { documentOf } from './permitted.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

export interface FlowParts {
  catalogue: Catalogue
  flows: readonly Flow[]
  /** how documents of a template are numbered: `衡监通〔{year}〕{n}号` */
  numbers: ReadonlyMap<string, string>
}

export interface Writing extends FlowParts {
  tx: Tx
  register: RuleRegister
  /** epoch milliseconds */
  now: number
}

/** Who did it, as events tell it. */
export type EventActor = Record<string, string>

/** What the platform does by itself. */
export const platform: EventActor = { id: INSIDE, name: '衡鉴', role: 'platform' }

export interface Step {
  chain: string
  node: string
  act: string | null
  attrs: Record<string, unknown>
  actor: EventActor
}

/** The event that a step would be. `events`: all of its chain so far. */
export function eventOfStep(catalogue: Catalogue, step: Step, events: readonly ChainEvent[], now: number, docNo: string | null = null): ChainEvent {
  // Two steps never share an instant, so that their order is never in doubt.
  const at = Math.max(now, (events.at(-1)?.ms ?? 0) + 1)
  const attrs = { ...(step.act === null ? {} : { act: step.act }), ...step.attrs }
  const read = readEvent({ id: `${step.chain}#${events.length + 1}`, source: INSIDE, chain: step.chain, node: step.node, at: instant(at, catalogue.zoneOffset ?? 0), actor: step.actor, docNo, attrs }, { source: INSIDE })
  if ('problem' in read) throw new Error(read.problem.message.en)
  return read.event
}

/** To the millisecond: minutes are enough for clocks, not for the order of steps. */
export function instant(ms: number, offset: number): string {
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 23)
  const minutes = Math.abs(offset)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** At most one step for each chain. `known`: the events of the chains so far. Answers the events. */
export async function writeSteps(writing: Writing, steps: readonly Step[], known: ReadonlyMap<string, readonly ChainEvent[]>): Promise<ChainEvent[]> {
  if (steps.length === 0) return []
  const written: { flow: Flow; event: ChainEvent; events: ChainEvent[]; template: string | null }[] = []
  for (const step of steps) {
    const flow = flowOf(writing.flows, step.chain)
    const node = flow.node(step.node)
    const before = known.get(step.chain) ?? []
    const template = node === undefined ? null : documentOf(node, step.act)
    const docNo = template === null ? null : await nextNumber(writing, template)
    const event = eventOfStep(writing.catalogue, step, before, writing.now, docNo)
    written.push({ flow, event, events: [...before, event], template })
  }
  await ingestInside(writing.tx, writing.catalogue, writing.register, written.map(({ event }) => event), Math.max(writing.now, ...written.map(({ event }) => event.ms)))
  for (const { flow, event, events, template } of written) {
    const standing = standingOf(flow, events)
    await keepMatter(writing.tx, flow, events, standing)
    if (template !== null) await keepDocument(writing.tx, event, template)
    await keepNotices(writing.tx, flow, event, standing)
  }
  return written.map(({ event }) => event)
}

export function flowOf(flows: readonly Flow[], chain: string): Flow {
  const flow = flows.find(({ prefix }) => chain.startsWith(prefix))
  if (flow === undefined) throw new Error(`no flow for ${chain}`)
  return flow
}

async function keepMatter(tx: Tx, flow: Flow, events: readonly ChainEvent[], standing: Standing): Promise<void> {
  const first = events[0] as ChainEvent
  const last = events.at(-1) as ChainEvent
  const origin = (key: string): string | null => (typeof first.attrs[key] === 'string' ? first.attrs[key] : null)
  await tx.query(
    `insert into internal_matter (chain_id, flow, opened_at, closed_at, open, waiting, assigned, unit, unit_path, level, supervised, origin_chain, origin_verdict, origin_rule, last_event, begun_by, above, about)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::jsonb, $18)
     on conflict (chain_id) do update set closed_at = excluded.closed_at, open = excluded.open, waiting = excluded.waiting, assigned = excluded.assigned,
       unit = excluded.unit, unit_path = excluded.unit_path, level = excluded.level, supervised = excluded.supervised, last_event = excluded.last_event`,
    [
      first.chain,
      flow.code,
      new Date(first.ms),
      standing.ended ? new Date(last.ms) : null,
      JSON.stringify(standing.open),
      JSON.stringify(standing.waiting),
      standing.assigned,
      standing.unit,
      standing.unitPath,
      standing.level,
      standing.supervised,
      origin('matter'),
      origin('verdict'),
      origin('rule'),
      last.id,
      first.actor?.['id'] ?? null,
      JSON.stringify(standing.above),
      flow.reports === undefined ? null : origin(flow.reports.field),
    ],
  )
  await writeReachInside(tx, { chain: first.chain, origin: origin('matter'), officer: origin('officer'), assigned: standing.assigned, unit: standing.unit, unitPath: standing.unitPath })
  await openToAgencies(tx, flow, origin('matter') === null ? [] : [origin('matter') as string])
}

/** Those to whom the flow shows its matters by the kind of their agency. Call again when the matters of law are reached by more. */
export const openToAgencies = (tx: Tx, { code, shown = [] }: Flow, origins: readonly string[]): Promise<void> => writeReachOfAgencies(tx, code, shown.flatMap(({ agencies = [] }) => agencies), origins)

async function keepDocument(tx: Tx, event: ChainEvent, template: string): Promise<void> {
  await tx.query('insert into internal_document (chain_id, event_id, template, number, made_at) values ($1, $2, $3, $4, $5)', [event.chain, event.id, template, event.docNo, new Date(event.ms)])
}

/** Numbers of one kind run through the year without a gap: the row is the lock, and a step that fails gives its number back. */
async function nextNumber({ tx, numbers, now, catalogue }: Writing, template: string): Promise<string> {
  const year = Number(dateText(localDay(now, catalogue.zoneOffset ?? 0)).slice(0, 4))
  const { rows } = await tx.query<{ last: number }>(
    `insert into document_number (template, year, last) values ($1, $2, 1)
     on conflict (template, year) do update set last = document_number.last + 1 returning last`,
    [template, year],
  )
  const pattern = numbers.get(template)
  if (pattern === undefined) throw new Error(`no template ${template}`)
  return pattern.replace('{year}', String(year)).replace('{n}', String(rows[0]?.last))
}

/** One notice for each who is concerned; nobody is told of what they did themselves. */
async function keepNotices(tx: Tx, flow: Flow, event: ChainEvent, standing: Standing): Promise<void> {
  for (const relation of flow.node(event.node)?.notify ?? []) {
    const person = relation === 'assigned' ? standing.assigned : null
    const unit = relation === 'assigned' ? null : standing.unit
    if ((person === null && unit === null) || person === event.actor?.['id']) continue
    await tx.query(
      `insert into notice (chain_id, event_id, relation, person, unit, unit_path, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [event.chain, event.id, relation, person, unit, unit === null ? null : standing.unitPath, new Date(event.ms)],
    )
  }
}
