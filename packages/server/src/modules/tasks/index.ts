/** Internal matters for those who work on them: what waits for whom, one matter with what may be done, and doing it. */
import type { ActionRequest, Actor, MatterReports, WorkFlows, WorkList, WorkMatter } from '@hengjian/contracts'
import type { Flow } from '../../flow/index.ts'
import { act, actingAs, begin, flowOf, standingOf } from '../../flow/index.ts'
import { CodedError } from '../../problem.ts'
import type { NamedDocument } from './document.ts'
import { readDocument } from './document.ts'
import type { WorkQuery } from './list.ts'
import { listWork, visibleMatter } from './list.ts'
import { readBeginnings, readWorkMatter } from './matter.ts'
import type { Line, TaskParts, TaskReading } from './reading.ts'
import { readingAs } from './reading.ts'
import { readReports, reportedOn, zeroReport } from './reports.ts'

export type { WorkQuery } from './list.ts'
export type { TaskParts } from './reading.ts'

export interface Tasks {
  /** Every kind of matter, with what the actor may begin. */
  flows(actor: Actor): Promise<WorkFlows>
  /** Throws HJ-REQ-007 for a flow that does not exist. */
  list(actor: Actor, query: WorkQuery): Promise<WorkList>
  /** `asOf`: as it stood then, epoch milliseconds; null for now. Throws HJ-REQ-007. */
  matter(actor: Actor, flow: string, chain: string, asOf: number | null): Promise<WorkMatter>
  /** Takes a step and answers the matter as it then stands. Throws HJ-REQ-007, HJ-FLO-001 to 004. */
  act(actor: Actor, flow: string, chain: string, node: string, request: ActionRequest): Promise<WorkMatter>
  /** The letter that the step of this id made. Throws HJ-REQ-007. */
  document(actor: Actor, flow: string, chain: string, id: string): Promise<NamedDocument>
  /** Begins a matter; answers it. Throws HJ-REQ-007, HJ-FLO-001, HJ-FLO-003, HJ-FLO-004. */
  begin(actor: Actor, flow: string, request: Omit<ActionRequest, 'expected'>): Promise<WorkMatter>
  /** Whether the actor's agency has reported on a matter of law. Throws HJ-REQ-007. */
  reports(actor: Actor, chain: string): Promise<MatterReports>
  /** Reports that nobody asked. Throws HJ-REQ-007, HJ-FLO-001, HJ-FLO-003. */
  reportZero(actor: Actor, chain: string): Promise<MatterReports>
}

/** A matter that the actor may not see cannot be joined, and looks like one that does not exist. Throws HJ-FLO-003. */
async function refuseHiddenJoin(reading: TaskReading, actor: Actor, flow: Flow, node: string, form: Readonly<Record<string, unknown>>): Promise<void> {
  const joins = flow.node(node)?.joins
  const other = joins === undefined ? undefined : form[joins.field]
  if (typeof other !== 'string') return
  await visibleMatter(reading, actor, other).catch(() => {
    throw new CodedError('HJ-FLO-003', other)
  })
}

export function createTasks(parts: TaskParts): Tasks {
  const numbers = new Map([...parts.templates].map(([id, template]) => [id, template.number]))
  const acting = (actor: Actor, chain: string) => ({ ...parts, numbers, actor, now: parts.clock(), flow: flowOf(parts.flows, chain) })
  const flowNamed = (code: string) => {
    const flow = parts.flows.find((known) => known.code === code)
    if (flow === undefined) throw new CodedError('HJ-REQ-007', code)
    return flow
  }
  /** A matter is reached through its own flow only. */
  const inFlow = (code: string, chain: string): void => {
    if (!chain.startsWith(flowNamed(code).prefix)) throw new CodedError('HJ-REQ-007', chain)
  }
  const tasks: Tasks = {
    flows: async (actor) => await readBeginnings(await readingAs(parts, actor), actor),
    list: async (actor, query) => {
      if (query.flow !== null) flowNamed(query.flow)
      return await listWork(await readingAs(parts, actor), actor, query)
    },
    matter: async (actor, flow, chain, asOf) => {
      inFlow(flow, chain)
      return await readWorkMatter(await readingAs(parts, actor), actor, chain, asOf)
    },
    act: async (actor, flow, chain, node, request) => {
      inFlow(flow, chain)
      const reading = await readingAs(parts, actor)
      await visibleMatter(reading, actor, chain)
      await refuseHiddenJoin(reading, actor, flowNamed(flow), node, request.form)
      await act(acting(actor, chain), { chain, node, ...request })
      return await readWorkMatter(reading, actor, chain)
    },
    document: async (actor, flow, chain, id) => {
      inFlow(flow, chain)
      return await readDocument(await readingAs(parts, actor), actor, chain, id)
    },
    begin: async (actor, code, request) => {
      const flow = flowNamed(code)
      const as = actingAs(flow.nodes[0], standingOf(flow, []), actor)
      const line = as.org === null ? null : await parts.lineOf(as.org.path)
      const reading = await readingAs(parts, actor)
      const told = await reportedOn(reading, as, flow, request.form)
      const { chain } = await begin({ ...parts, numbers, actor: as, now: parts.clock(), flow, attrs: line === null ? {} : unitOf(line) }, { id: parts.newId(), report: told === null ? null : { ...told, id: parts.newId() }, ...request })
      return await readWorkMatter(reading, actor, chain)
    },
    reports: async (actor, chain) => await readReports(await readingAs(parts, actor), actor, chain),
    reportZero: async (actor, chain) => {
      const reading = await readingAs(parts, actor)
      const { flow, act: name, form } = await zeroReport(reading, chain)
      await tasks.begin(actor, flow, { act: name, form })
      return await readReports(reading, actor, chain)
    },
  }
  return tasks
}

/** What somebody begins concerns their agency, as what sources report does, whichever of its departments they belong to. */
function unitOf({ agency, above }: Line): Record<string, string> {
  return { ...(agency === null ? {} : { unit: agency.id, unitPath: agency.path, unitName: agency.name }), ...(above.length === 0 ? {} : { above: above.join(' ') }) }
}
