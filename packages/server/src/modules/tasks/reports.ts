/** Whether a matter of law was reported on (过问情况填报), and reporting at a press that nobody asked. Who reported what is not told here. */
import type { Actor, MatterReports } from '@hengjian/contracts'
import type { Flow, FlowParts } from '../../flow/index.ts'
import { beginnings, reportNode } from '../../flow/index.ts'
import { storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { TaskReading } from './reading.ts'

type ZeroFlow = Flow & { reports: { zero: { act: string; form: Record<string, boolean> } } & NonNullable<Flow['reports']> }

/** The flow in which one reports at a press; null where there is none. */
export const zeroFlow = (flows: FlowParts['flows']): ZeroFlow | null => flows.find((flow): flow is ZeroFlow => flow.reports?.zero !== undefined) ?? null

/** Throws HJ-REQ-007 for a matter that the reader may not see. */
export async function readReports(parts: TaskReading, actor: Actor, chain: string): Promise<MatterReports> {
  const events = await eventsOfLaw(parts, chain)
  const flow = zeroFlow(parts.flows)
  const node = flow === null ? null : reportNode(flow, parts.catalogue, actor, events)
  if (flow === null || node === null) return { flow: null, last: null, mayReport: false }
  return { flow: flow.code, last: events.findLast((event) => event.node === node)?.at ?? null, mayReport: beginnings(flow, actor).some(({ act }) => act === flow.reports.zero.act) }
}

/** What a zero report on the matter says. Throws HJ-REQ-007, HJ-FLO-001. */
export async function zeroReport(parts: TaskReading, chain: string): Promise<{ flow: string; act: string; form: Record<string, unknown> }> {
  const events = await eventsOfLaw(parts, chain)
  const flow = zeroFlow(parts.flows)
  if (flow === null) throw new CodedError('HJ-FLO-001')
  const { zero, field } = flow.reports
  const title = flow.title === undefined ? {} : { [flow.title]: (events.at(-1)?.case ?? chain).slice(0, 60) }
  return { flow: flow.code, act: zero.act, form: { ...title, ...zero.form, [field]: chain } }
}

/** The node by which the matter that the form names is told; null where it names none. Throws HJ-FLO-003 where there is none that the actor may see, or none that is theirs to report on. */
export async function reportedOn(parts: TaskReading, actor: Actor, flow: Flow, form: Readonly<Record<string, unknown>>): Promise<{ matter: string; node: string } | null> {
  const matter = flow.reports === undefined ? undefined : form[flow.reports.field]
  if (typeof matter !== 'string' || matter.trim() === '') return null
  const events = await eventsOfLaw(parts, matter.trim()).catch(() => [])
  const node = events.length === 0 ? null : reportNode(flow, parts.catalogue, actor, events)
  if (node === null) throw new CodedError('HJ-FLO-003', matter.slice(0, 60))
  return { matter: matter.trim(), node }
}

async function eventsOfLaw({ store, flows }: TaskReading, chain: string) {
  const events = flows.some(({ prefix }) => chain.startsWith(prefix)) ? undefined : (await storedEvents(store.pool, [chain])).get(chain)
  if (events === undefined) throw new CodedError('HJ-REQ-007', chain)
  return events
}
