/** Whether a matter of law was reported on (过问情况填报), and reporting at a press that nobody asked. Who reported what is told to those who may see the report. */
import type { Actor, InterferenceMark, MatterReports } from '@hengjian/contracts'
import { evaluate } from '@hengjian/engine'
import type { Flow, FlowParts } from '../../flow/index.ts'
import { actName, beginnings, reportNode } from '../../flow/index.ts'
import { storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { visibleAbout } from './list.ts'
import type { TaskReading } from './reading.ts'

type ZeroFlow = Flow & { reports: { zero: { act: string; form: Record<string, boolean> } } & NonNullable<Flow['reports']> }

/** The flow in which one reports at a press; null where there is none. */
export const zeroFlow = (flows: FlowParts['flows']): ZeroFlow | null => flows.find((flow): flow is ZeroFlow => flow.reports?.zero !== undefined) ?? null

/** Throws HJ-REQ-007 for a matter that the reader may not see. */
export async function readReports(parts: TaskReading, actor: Actor, chain: string): Promise<MatterReports> {
  const events = await eventsOfLaw(parts, chain)
  const flow = zeroFlow(parts.flows)
  const node = flow === null ? null : reportNode(flow, parts.catalogue, actor, events)
  const records = await recordsOn(parts, actor, chain)
  if (flow === null || node === null) return { flow: null, last: null, mayReport: false, records }
  return { flow: flow.code, last: events.findLast((event) => event.node === node)?.at ?? null, mayReport: beginnings(flow, actor).some(({ act }) => act === flow.reports.zero.act), records }
}

/** What was recorded of a matter and may be seen by the reader, with the bans that were found broken; a zero report is nothing to see. */
async function recordsOn(parts: TaskReading, actor: Actor, chain: string): Promise<InterferenceMark[]> {
  const rows = await visibleAbout(parts, actor, chain)
  const events = await storedEvents(parts.store.pool, rows.map((row) => row.chain_id))
  return rows.flatMap((row): InterferenceMark[] => {
    const flow = parts.flows.find(({ code }) => code === row.flow)
    const own = events.get(row.chain_id) ?? []
    const [first] = own
    const act = typeof first?.attrs['act'] === 'string' ? first.attrs['act'] : null
    if (flow === undefined || first === undefined || (act !== null && act === flow.reports?.zero?.act)) return []
    const common = { flow: flow.code, chain: row.chain_id }
    const bans = evaluate(parts.catalogue, own, parts.clock()).verdicts.filter(({ rule, outcome }) => rule.kind === 'condition' && outcome === 'warning')
    return [
      { ...common, at: first.at, kind: 'record', name: actName(flow.nodes[0], act) ?? flow.name, basis: [] },
      ...bans.map(({ rule, anchor }): InterferenceMark => ({ ...common, at: anchor.at, kind: 'ban', name: rule.name, basis: rule.basis })),
    ]
  })
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
