/** What people do inside the platform, as the server answers it: what waits for whom, one matter, its permitted actions. */
import type { Text, Verdict } from '@hengjian/engine'
import type { MatterEvent } from './api.ts'
import type { OverrideView } from './events.ts'

/** A field of a form: the part of JSON Schema that flows use, with titles in both languages. */
export interface FormField {
  type: 'string' | 'integer' | 'boolean'
  title: Text
  hint?: Text
  /** `text`: several lines; `person`: who is to act; `matter`: another matter of the same flow */
  format?: 'text' | 'date' | 'person' | 'matter'
  oneOf?: { const: string; title: Text }[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

export interface Form {
  type: 'object'
  properties: Record<string, FormField>
  required?: string[]
}

/** An act that the reader may take now. A node with several acts gives one entry for each. */
export interface PermittedAction {
  node: string
  name: Text
  act: string | null
  actName: Text | null
  /** the next step of the matter itself; else something beside it: an objection, a supervision */
  main: boolean
  form: Form | null
  /** name of the document that it produces */
  document: Text | null
  /** why a rule would refuse it now; null where nothing stands against it */
  blocked: Text | null
}

/** A step of the flow for the picture: what was done, where the matter stands, what may follow. */
export interface FlowStepView {
  node: string
  name: Text
  state: 'done' | 'now' | 'open'
  times: number
  /** of the latest time it was done */
  at: string | null
  by: string | null
  actName: Text | null
}

/** A clock of an internal matter, in the catalogue's words. */
export interface WorkClock {
  rule: string
  name: Text
  /** ISO with offset or a date */
  due: string | null
  outcome: Verdict['outcome']
}

/** The matter and verdict that an internal matter is about. */
export interface WorkOrigin {
  chain: string
  title: string
  verdict: string
  rule: string
  ruleName: Text
  /** articles that the rule cites */
  basis: Verdict['basis']
  /** as it stands now; null where it no longer stands */
  outcome: Verdict['outcome'] | null
  /** where it is an internal matter itself, its flow; null for a matter of law */
  flow: string | null
}

export interface WorkRow {
  chain: string
  flow: string
  flowName: Text
  title: Text
  /** main steps that may be next, and answers that are awaited */
  next: { node: string; name: Text }[]
  assigned: string | null
  unit: string | null
  /** how often it went to a level above because a step was late */
  level: number
  supervised: string | null
  openedAt: string
  closedAt: string | null
  clock: WorkClock | null
  origin: WorkOrigin | null
}

export interface WorkList {
  asOf: string
  /** of the whole list */
  total: number
  overdue: number
  rows: WorkRow[]
  nextCursor: string | null
}

export interface WorkDocument {
  id: string
  number: string
  name: Text
  at: string
}

export interface WorkMatter extends WorkRow {
  /** id of the latest event: what an action must know of */
  last: string
  steps: FlowStepView[]
  actions: PermittedAction[]
  history: (MatterEvent & { actName: Text | null; said: { title: Text; text: Text }[] })[]
  verdicts: Verdict[]
  documents: WorkDocument[]
  /** the verdict that it came from, as it was judged when the matter was opened */
  reason: { message: Text; basis: Verdict['basis'] } | null
  /** the stopped act that is decided upon; null in other flows */
  override: OverrideView | null
  /** people who may be named as the one to act: those of the matter it is about */
  people: { id: string; name: string; unit: string | null }[]
  /** other open matters of the flow about the same case, into which it may be merged */
  siblings: { chain: string; title: Text }[]
}

/** A kind of internal matter, and how the reader may begin one; nothing where that is not the reader's to do. */
export interface WorkFlow {
  flow: string
  name: Text
  begin: PermittedAction[]
}

export interface WorkFlows {
  flows: WorkFlow[]
  /** people who may be named in a form: those of the reader's own unit */
  people: WorkMatter['people']
}

export interface ActionRequest {
  act: string | null
  /** held against the form of the act, field by field */
  form: Record<string, unknown>
  /** `last` of the matter as it was read */
  expected: string
}

/** Whether the reader's agency has reported whether anybody asked about a matter of law. Not by whom, and not which. */
export interface MatterReports {
  /** the flow in which one reports; null where the reader's agency does not */
  flow: string | null
  /** when it was reported last */
  last: string | null
  mayReport: boolean
  /** what was recorded, for those who may see it: nobody else learns whether there is anything */
  records: InterferenceMark[]
}

/** A record of interference, or the ban on contact with lawyers that was found broken by it. */
export interface InterferenceMark {
  flow: string
  chain: string
  at: string
  kind: 'record' | 'ban'
  name: Text
  basis: Verdict['basis']
}
