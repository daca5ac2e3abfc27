/**
 * Somebody takes a step. Everything that the page promised is checked again here, on what the store knows now:
 * nobody acted meanwhile, the time and the person are right, the form is filled in, no rule is broken.
 */
import type { Actor, Text } from '@hengjian/contracts'
import type { Catalogue, ChainEvent, Verdict } from '@hengjian/engine'
import { precheck } from '@hengjian/engine'
import { registerCatalogue, storedEvents } from '../intake/index.ts'
import { CodedError } from '../problem.ts'
import type { Store, Tx } from '../store/index.ts'
import { transaction } from '../store/index.ts'
import type { Flow } from './definition.ts'
import { readForm } from './form.ts'
import { actingAs, actionsAt, beginnings } from './permitted.ts'
import type { Report } from './report.ts'
import { tellMatter } from './report.ts'
import { standingOf } from './standing.ts'
import type { EventActor, FlowParts, Step } from './write.ts'
import { eventOfStep, platform, writeSteps } from './write.ts'

export interface ActRequest {
  chain: string
  node: string
  act: string | null
  form: Readonly<Record<string, unknown>>
  /** id of the latest event that the actor has seen */
  expected: string
}

/** Somebody acted meanwhile; `meanwhile` are the events that were not seen. */
export class StaleAction extends CodedError {
  readonly meanwhile: readonly ChainEvent[]

  constructor(meanwhile: readonly ChainEvent[]) {
    super('HJ-FLO-002', meanwhile.map(({ node }) => node).join('、'))
    this.meanwhile = meanwhile
  }
}

export interface Acting extends FlowParts {
  store: Store
  flow: Flow
  actor: Actor
  now: number
  /** more that the step records, beyond its form */
  attrs?: Record<string, unknown>
}

/** Takes one step in a transaction of its own. Throws HJ-REQ-007, StaleAction, HJ-FLO-001, HJ-FLO-003, HJ-FLO-004. */
export async function act(acting: Acting, request: ActRequest): Promise<ChainEvent> {
  const register = await registerCatalogue(acting.store, acting.catalogue, acting.now)
  return transaction(acting.store, async (tx) => {
    const { flow, actor, catalogue, now } = acting
    const joined = joinedBy(flow, request)
    const known = await lockMatters(tx, [request.chain, ...(joined === null ? [] : [joined.chain])])
    const events = known.get(request.chain)
    if (events === undefined) throw new CodedError('HJ-REQ-007', request.chain)
    const seen = events.findIndex(({ id }) => id === request.expected)
    if (seen !== events.length - 1) throw new StaleAction(events.slice(seen + 1))
    const standing = standingOf(flow, events)
    const action = actionsAt(flow, standing, actor).find(({ node, act: name }) => node === request.node && name === request.act)
    if (action === undefined) throw new CodedError('HJ-FLO-001', request.node)
    const values = readForm(action.form, request.form)
    const step: Step = { chain: request.chain, node: request.node, act: request.act, attrs: { ...values, ...acting.attrs }, actor: eventActor(actingAs(flow.node(request.node), standing, actor, request.act)) }
    const refusal = refusalOf(catalogue, eventOfStep(catalogue, step, events, now), events, actor)
    if (refusal !== null) throw refused(refusal)
    const steps = [step]
    if (joined !== null) steps.push(joining(flow, joined, request, known))
    const [event] = await writeSteps({ ...acting, tx, register }, steps, known)
    return event as ChainEvent
  })
}

export interface BeginRequest {
  /** id of the new matter, unique by itself */
  id: string
  /** what a matter of law learns of it */
  report?: Report | null
  act: string | null
  form: Readonly<Record<string, unknown>>
}

/** Somebody begins a matter of the flow with its first step. Throws HJ-FLO-001, HJ-FLO-003, HJ-FLO-004. */
export async function begin(acting: Acting, { id, report = null, act: name, form }: BeginRequest): Promise<ChainEvent> {
  const { flow, actor, catalogue, now, store } = acting
  const action = beginnings(flow, actor).find((one) => one.act === name)
  if (action === undefined) throw new CodedError('HJ-FLO-001', flow.code)
  const unit = actor.org === null ? {} : { unit: actor.org.id, unitPath: actor.org.path, unitName: actor.org.name }
  const step: Step = { chain: `${flow.prefix}${id}`, node: action.node, act: name, attrs: { ...unit, ...readForm(action.form, form), ...acting.attrs }, actor: eventActor(actor) }
  const refusal = refusalOf(catalogue, eventOfStep(catalogue, step, [], now), [], actor)
  if (refusal !== null) throw refused(refusal)
  const register = await registerCatalogue(store, catalogue, now)
  return transaction(store, async (tx) => {
    const [event] = await writeSteps({ ...acting, tx, register }, [step], new Map())
    if (report !== null) await tellMatter({ ...acting, tx, register }, report)
    return event as ChainEvent
  })
}

const refused = (breaches: readonly Verdict[]): CodedError => new CodedError('HJ-FLO-004', breaches.map(({ ruleName, message }) => `${ruleName.zh}：${message.zh}`).join(' '))

/** The matters with their events, locked in the order of their ids. A chain that does not exist is left out. */
export async function lockMatters(tx: Tx, chains: readonly string[]): Promise<Map<string, ChainEvent[]>> {
  const { rows } = await tx.query<{ chain_id: string }>('select chain_id from internal_matter where chain_id = any($1::text[]) order by chain_id for update', [chains])
  const ids = rows.map((row) => row.chain_id)
  await tx.query('select 1 from chain where chain_id = any($1::text[]) order by chain_id for update', [ids])
  return storedEvents(tx, ids)
}

export function eventActor({ id, name, org, roles, kind }: Actor): EventActor {
  return { id, name, ...(org === null ? {} : { org: org.id, orgName: org.name }), role: kind === 'local' ? 'local' : (roles[0] ?? kind) }
}

/** The breaches that the step would be; null where no rule stands against it. */
export function refusalOf(catalogue: Catalogue, intended: ChainEvent, events: readonly ChainEvent[], actor: Actor): Verdict[] | null {
  // Inside the platform every rule stops the step that would breach it.
  const { verdicts } = precheck(catalogue, events, intended)
  const breaches = verdicts.filter(({ outcome }) => outcome === 'violation')
  // Before there are accounts one user does everybody's part; that nobody else looked at it stays visible as a verdict.
  const standing = actor.kind === 'local' ? breaches.filter(({ reason }) => reason !== 'same-person') : breaches
  return standing.length === 0 ? null : standing
}

/** Why a rule would refuse the act whatever its form says, in one sentence. */
export function blockedBy(catalogue: Catalogue, step: Step, events: readonly ChainEvent[], actor: Actor, now: number): Text | null {
  const breaches = (refusalOf(catalogue, eventOfStep(catalogue, step, events, now), events, actor) ?? []).filter(({ reason }) => reason !== 'condition-failed')
  return breaches.length === 0 ? null : { zh: breaches.map(({ ruleName }) => ruleName.zh).join('；'), en: breaches.map(({ ruleName }) => ruleName.en).join('; ') }
}

interface Joined {
  chain: string
  node: string
}

function joinedBy(flow: Flow, { node, form, chain }: ActRequest): Joined | null {
  const joins = flow.node(node)?.joins
  if (joins === undefined) return null
  const other = form[joins.field]
  if (typeof other !== 'string' || other === chain || !other.startsWith(flow.prefix)) throw new CodedError('HJ-FLO-003', flow.node(node)?.form?.properties[joins.field]?.title.zh ?? joins.field)
  return { chain: other, node: joins.node }
}

/** The other matter learns that this one went into it; it must be open itself. */
function joining(flow: Flow, { chain, node }: Joined, request: ActRequest, known: ReadonlyMap<string, ChainEvent[]>): Step {
  const events = known.get(chain)
  if (events === undefined || standingOf(flow, events).ended) throw new CodedError('HJ-FLO-003', chain)
  return { chain, node, act: null, attrs: { merged: true, from: request.chain }, actor: platform }
}
