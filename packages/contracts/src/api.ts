/**
 * What the server answers to the workbench. Shapes only; the contract towards source systems is in `events.ts`.
 * Dates without time are days of the catalogue's zone; date-times carry an offset. Personal names arrive masked.
 */
import type { Citation, EventRef, Text, TraceStep, Verdict } from '@hengjian/engine'

export type Agency = 'police' | 'procuratorate' | 'court' | 'prison' | 'justice' | 'administrative' | 'committee' | 'other'

/** One clock or finding in a list: enough for the row and its bar without a second request. */
export interface ClockRow {
  verdict: Verdict
  /** 陈*明、王*诈骗案 */
  matterTitle: string
  caseNo: string
  agency: Agency
  /** handling unit and officer of the anchor event */
  unit: string | null
  officer: string | null
  custody: boolean | null
  place: string | null
}

export interface Today {
  asOf: string
  agency: Agency | null
  summary: { running: number; overdue: number; dueToday: number; dueIn3Days: number; dueIn7Days: number; toReview: number }
  /** 14 days from asOf; `soon` of `count` are in the reminder window */
  strip: { date: string; off: boolean; count: number; soon: number }[]
  /** sorted by time left; groups are derived from `group` */
  rows: (ClockRow & { group: 'overdue' | 'today' | 'in3' | 'in7' | 'review' | 'breach' })[]
  total: number
  nextCursor: string | null
}

/** The parts of the worklist: clocks that run, what waits to be looked at, breaches that cannot be undone. */
export type WorkKind = 'clock' | 'review' | 'breach'

export interface MatterSummary {
  chain: string
  title: string
  caseNos: string[]
  persons: string[]
  place: string | null
  agencies: Agency[]
  /** flow of the latest event */
  flow: string
  flowName: Text
  lastNode: string
  lastNodeName: Text
  firstAt: string
  lastAt: string
  counts: Record<'ok' | 'pending' | 'warning' | 'violation' | 'not_evaluated', number>
  /** earliest running due date */
  nextDue: string | null
}

export interface MatterList {
  items: MatterSummary[]
  total: number
  nextCursor: string | null
}

/** An event as the timeline shows it. */
export interface MatterEvent extends EventRef {
  case: string
  subject: string | null
  nodeName: Text
  flow: string
  agency: Agency
  act: string | null
  recordedAt: string | null
  docNo: string | null
  actor: { id: string | null; name: string | null; org: string | null; role: string | null; level: string | null; unit: string | null }
  attrs: Record<string, unknown>
  /** false for events that were superseded, retracted or pushed twice */
  effective: boolean
}

export interface Person {
  subject: string
  name: string
  /** spans of loss or restriction of liberty; `to` null while it lasts */
  spans: { kind: 'custody' | 'bail' | 'surveillance'; from: string; to: string | null }[]
}

export interface Matter extends MatterSummary {
  asOf: string
  unit: Partial<Record<Agency, string>>
  people: Person[]
  events: MatterEvent[]
  verdicts: Verdict[]
  /** verdicts that later events changed; the first judgment stays readable */
  superseded: { verdict: Verdict; replacedAt: string }[]
  hash: { length: number; head: string }
  /** until when the reader sees names and other personal data; null: they are masked */
  unmaskedUntil: string | null
}

/** A right to read one matter with names; null where there is none any more. */
export interface Unmasking {
  until: string | null
}

export interface Explanation {
  verdict: Verdict
  /** the trace in sentences, at most three for 'why' */
  sentences: { zh: string[]; en: string[] }
}

/** A person who is held, and the ground on which. The verdict is that of the ground: its due date is the last day. */
export interface CustodyRow extends ClockRow {
  /** masked; null where the matter names nobody */
  person: string | null
  /** when this person was first held without interruption since */
  heldSince: string
}

/** Grounds that have run out; matters that may be stuck on the way to the next; grounds that end within seven days, that end later, that have no day of their own. */
export type CustodyGroup = 'without' | 'stuck' | 'in7' | 'later' | 'open'

export interface CustodyList {
  asOf: string
  summary: Record<CustodyGroup, number> & { held: number }
  /** the grounds on which somebody is held, in the order of a matter */
  grounds: { rule: string; name: Text; count: number }[]
  /** the shortest time left first */
  rows: (CustodyRow & { group: CustodyGroup })[]
  nextCursor: string | null
}

/** Verdicts across matters, in the order of matters. */
export interface VerdictList {
  items: ClockRow[]
  nextCursor: string | null
}

export interface CoverageCounts {
  fired: number
  ran: number
  armed: number
  unarmed: number
}

export interface CatalogueOverview {
  id: string
  name: Text
  rules: number
  coverage: CoverageCounts
  flows: { code: string; name: Text; agency: Agency; nodes: number; armedNodes: number; rules: number }[]
  /** standard flows of court cases, and steps of enforcement; 0 where the catalogue has none */
  trials: number
  steps: number
}

/** Every node and rule in the words by which people look for them. */
export interface CatalogueIndex {
  nodes: { code: string; name: Text; flow: string; agency: Agency; role: Text | null; document: Text | null }[]
  rules: { id: string; name: Text; flow: string; node: string; agency: Agency; kind: string; basis: Pick<Citation, 'law' | 'short' | 'article' | 'paragraph' | 'version'>[] }[]
}

/** Names of everything that verdicts and traces mention by code. */
export interface CatalogueNames {
  nodes: Record<string, Text>
  facts: Record<string, Text>
}

export type NodeState = 'fired' | 'ran' | 'armed' | 'unarmed'

/** A node with what was seen there. */
export interface NodeFigures {
  code: string
  name: Text
  agency: Agency
  state: NodeState
  unarmedReason: Text | null
  /** events, verdicts with due date, due soon, violations at this node */
  events: number
  judged: number
  soon: number
  violations: number
}

export interface FlowView {
  code: string
  name: Text
  agency: Agency
  nodes: (NodeFigures & { auxiliary: boolean; next: string[] })[]
  /** observed hand-overs between nodes, for the width of the lines */
  edges: { from: string; to: string; count: number }[]
  rules: RuleView[]
}

/** A node as a stop of a course that goes through several flows. */
export interface CourseNode extends NodeFigures {
  flow: string
}

/** The ordinary course of each kind of trial, and the division of enforcement work, in the order of the catalogue. */
export interface CatalogueVariants {
  trials: {
    code: string
    name: Text
    instance: 'first' | 'second' | 'retrial'
    kind: 'criminal' | 'civil' | 'administrative'
    /** in the words of the law, e.g. 简易 */
    procedure: string
    basis: Citation[]
    /** how many articles bear on it: its own basis, and the current basis of the rules at its nodes */
    articles: number
    nodes: CourseNode[]
  }[]
  enforcement: {
    class: 'collective' | 'service' | 'management' | 'case'
    steps: { code: string; name: Text; node: CourseNode }[]
  }[]
}

export interface RuleView {
  id: string
  kind: string
  name: Text
  node: string
  /** every node that the rule starts on, ends on or judges */
  nodes: string[]
  agency: Agency
  basis: Citation[]
  /** the period in words, e.g. 3 天 / 3 days; null where the rule has none */
  period: Text | null
  breach: 'violation' | 'warning'
  /** an act that would breach it is stopped when somebody asks before it */
  stops: boolean
  /** the rule of which this is an extension or the request for one */
  parent: string | null
  /** oldest first; what changed from one to the next can be read off them */
  versions: { from: string; to: string | null; current: boolean; name: Text; period: Text | null; basis: Citation[]; note: Text | null }[]
  note: Text | null
  advice: Text | null
  /** attributes without which the rule answers not_evaluated */
  needs: string[]
  cases: { id: string; title: string; outcome: string; due: string | null; passed: boolean }[]
  counts: Record<'ok' | 'pending' | 'warning' | 'violation' | 'not_evaluated', number>
  /** days used by closed clocks, for the distribution picture */
  used: { bucket: number; count: number }[]
}

export interface NodeView {
  code: string
  name: Text
  flow: string
  flowName: Text
  agency: Agency
  state: NodeState
  unarmedReason: Text | null
  role: Text | null
  document: Text | null
  /** who is told of the act */
  told: Text | null
  /** what makes the act complete */
  complete: Text | null
  acts: string[]
  rules: RuleView[]
}

/** One rule as an editor of law sees it: its text, and where it stands. */
export interface RuleText {
  id: string
  name: Text
  agency: Agency
  node: string
  file: string
  /** first line of the text in its file */
  line: number
  text: string
  /** since when the present wording applies */
  since: string
}

/** A draft of one rule, checked as a whole catalogue. Lines are those of the text. */
export interface DraftCheck {
  problems: { line: number | null; code: string; message: Text; remedy: Text }[]
  /** golden cases that no longer hold under the draft; null while there are problems */
  cases: { passed: number; failures: { id: string; title: string; rule: string; expected: string; found: string }[] } | null
}

/** A draft tried on everything that is stored. Nothing is written. */
export interface DraftRun {
  id: string
  rule: string
  state: 'running' | 'done' | 'failed'
  /** matters compared so far, and all */
  done: number
  total: number
  result: DraftResult | null
}

export type OutcomeOrNone = Verdict['outcome'] | 'none'

export interface DraftResult {
  matters: number
  /** matters in which something differs, and verdicts that do */
  mattersChanged: number
  changed: number
  changes: { rule: string; name: Text; before: OutcomeOrNone; after: OutcomeOrNone; count: number }[]
  byAgency: { agency: Agency; count: number; breachesBefore: number; breachesAfter: number }[]
  /** by the month of the act, `2026-03` */
  byMonth: { month: string; count: number; breachesBefore: number; breachesAfter: number }[]
  examples: { chain: string; title: string; rule: string; before: OutcomeOrNone; after: OutcomeOrNone; dueBefore: string | null; dueAfter: string | null }[]
}

export interface ImportJob {
  id: string
  file: string
  state: 'receiving' | 'running' | 'done' | 'failed'
  bytes: number
  totalBytes: number | null
  read: number
  accepted: number
  duplicate: number
  rejected: number
  error: Problem | null
  startedAt: string
  finishedAt: string | null
}

/** Supervised nodes by state; `unarmed` says why. */
export interface Coverage {
  counts: CoverageCounts
  nodes: { code: string; name: Text; flow: string; state: NodeState; unarmedReason: Text | null }[]
}

/** RFC 9457, with a code of the error catalogue. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  remedy: string
}

/** Messages of `GET /api/v1/stream` (server-sent events). */
export type StreamMessage = { type: 'changed'; chains: number } | { type: 'import'; job: ImportJob } | { type: 'notices' }

export type { Text, TraceStep, Verdict }
