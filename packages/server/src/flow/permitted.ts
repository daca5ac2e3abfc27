/** Who may do what to an internal matter now. Pure: the flow, the events and the actor decide. Rules (guards) are asked separately. */
import type { Actor } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import type { Flow, FlowNode, FormSource, Relation, Who } from './definition.ts'
import type { Standing } from './standing.ts'
import { standingOf } from './standing.ts'

export interface Action {
  node: string
  act: string | null
  main: boolean
  form: FormSource | null
  /** template of the document that it makes */
  document: string | null
}

export const permittedActions = (flow: Flow, events: readonly ChainEvent[], actor: Actor): Action[] => actionsAt(flow, standingOf(flow, events), actor)

export function actionsAt(flow: Flow, standing: Standing, actor: Actor): Action[] {
  return flow.nodes.filter((node) => isPossible(node, standing) && mayAct(node, standing, actor)).flatMap((node) => actionsOf(node).filter(({ act }) => mayAct(node, standing, actor, act)))
}

/** How the actor may begin a matter of the flow; nothing where only the platform begins one. */
export function beginnings(flow: Flow, actor: Actor): Action[] {
  const [first] = flow.nodes
  return first === undefined || first.system === true || !mayAct(first, standingOf(flow, []), actor) ? [] : actionsOf(first)
}

/** Whether it is the time for the node, whoever acts. */
export function isPossible(node: FlowNode, standing: Standing): boolean {
  if (node.system === true || standing.ended) return false
  if (node.aside !== true) return standing.open.includes(node.code)
  if (node.answers !== undefined) return standing.waiting.includes(node.answers)
  // a question is not asked twice before it is answered
  if (standing.waiting.includes(node.code)) return false
  return node.after === undefined || node.after.some((code) => standing.done.has(code))
}

/** `act`: this one of the node; any of them where it is left out. */
export function mayAct(node: FlowNode, standing: Standing, actor: Actor, act?: string | null): boolean {
  // before there are accounts, whoever sits at the machine is everybody
  return actor.kind === 'local' || seatFor(node, standing, actor, act) !== null
}

/** A place from which somebody acts. */
export type Seat = Pick<Actor, 'roles' | 'org'>

/** A role counts where its post is: also that of an absent colleague, who may belong to another agency. One's own come first. */
export function seatsOf({ posts = [], roles, org }: Actor): Seat[] {
  const placed = posts.flatMap(({ role, org: at }) => (at === undefined ? [] : [{ role, at }]))
  if (placed.length === 0) return [{ roles, org }]
  return [...Map.groupBy(placed, ({ at }) => at.id).values()].map((own) => ({ roles: own.map(({ role }) => role), org: own[0]?.at ?? null }))
}

/** The seat from which the node, or this act of it, is theirs; null where it is not. */
function seatFor(node: FlowNode, standing: Standing, actor: Actor, act?: string | null): Seat | null {
  if (actor.kind !== 'person') return null
  const by = (node.by ?? []).filter((who) => who.acts === undefined || typeof act !== 'string' || who.acts.includes(act))
  return seatsOf(actor).find((seat) => by.some((who) => fits(who, standing, { ...actor, ...seat }))) ?? null
}

/** The actor as whoever takes the step: in the roles and at the unit that permit it. */
export const actingAs = (node: FlowNode | undefined, standing: Standing, actor: Actor, act?: string | null): Actor => ({ ...actor, ...(node === undefined ? null : seatFor(node, standing, actor, act)) })

/** The flows of whose matters the actor sees those about a matter of law that they reach. */
export const flowsShown = (flows: readonly Flow[], seat: Seat): Flow[] =>
  flows.filter(({ shown }) => shown?.some(({ roles, agencies }) => (roles === undefined || roles.some((role) => seat.roles.includes(role))) && (agencies === undefined || (seat.org !== null && agencies.includes(seat.org.agency)))) === true)

function fits({ roles, agencies, is }: Who, standing: Standing, actor: Actor): boolean {
  if (roles !== undefined && !roles.some((role) => actor.roles.includes(role))) return false
  if (agencies !== undefined && (actor.org === null || !agencies.includes(actor.org.agency))) return false
  return (is ?? []).every((relation) => stands[relation](standing, actor))
}

const stands: Record<Relation, (standing: Standing, actor: Actor) => boolean> = {
  assigned: ({ assigned }, { id }) => assigned === id,
  beginner: ({ begunBy }, { id }) => begunBy === id,
  outside: ({ unit, unitPath }, { org }) => org !== null && org.id !== unit && (unitPath === null || !isOf(org, unitPath)),
  other: ({ last }, { id }) => last?.by !== id,
  // sources name the agency, posts the department: whoever heads one belongs to the agency too
  unit: ({ unit, unitPath, above, level }, { org }) => org !== null && (org.id === unit || (unitPath !== null && (isAtMostAbove(org.path, unitPath, level) || isWithin(org, unitPath))) || above.slice(0, level).some((path) => isOf(org, path))),
  'unit-above': ({ unitPath, above }, { org }) => org !== null && unitPath !== null && (unitPath.startsWith(`${org.path}.`) || above.some((path) => isOf(org, path))),
}

/** The flows in whose matters the actor has a part because of the unit they concern, and not only in those that were given to them. */
export const flowsOfUnit = (flows: readonly Flow[], actor: Seat): Flow[] =>
  flows.filter(({ nodes }) => nodes.some(({ by }) => (by ?? []).some(({ is, roles }) => is?.some((relation) => relation === 'unit' || relation === 'unit-above') === true && roles?.some((role) => actor.roles.includes(role)) === true)))

/** A department within the unit; an agency that is under it is another one. */
const isWithin = ({ path, home }: NonNullable<Actor['org']>, unitPath: string): boolean => path.startsWith(`${unitPath}.`) && (home === undefined || !home.startsWith(`${unitPath}.`))

const isOf = (org: NonNullable<Actor['org']>, path: string): boolean => org.path === path || isWithin(org, path)

/** The same path, or one of so many levels above it. */
function isAtMostAbove(path: string, unit: string, levels: number): boolean {
  return path === unit || (unit.startsWith(`${path}.`) && depth(unit) - depth(path) <= levels)
}

const depth = (path: string): number => path.split('.').length

function actionsOf(node: FlowNode): Action[] {
  const acts = node.acts.length === 0 ? [null] : node.acts
  return acts.map((act) => ({ node: node.code, act, main: node.aside !== true, form: (act === null ? undefined : node.forms?.[act]) ?? node.form ?? null, document: documentOf(node, act) }))
}

export function documentOf({ document }: FlowNode, act: string | null): string | null {
  if (document === undefined || typeof document === 'string') return document ?? null
  return act === null ? null : (document[act] ?? null)
}
