/** A catalogue that has been read, checked and compiled. */
import type { Calendar } from '../calendar.ts'
import type { Custody } from '../custody.ts'
import type { Code } from '../judge/code.ts'
import type { FactSlot } from '../judge/chain.ts'
import type { Starts } from '../rules/starts.ts'
import type { Citation, Duration } from '../trace.ts'
import type { AttributesFile, RuleKind, Text } from './schema.ts'

/** A place in a catalogue file where something is wrong, what, and how to mend it. */
export interface CatalogueProblem {
  file: string
  line: number
  code: string
  message: Text
  remedy: Text
}

export type RollOverMode = 'none' | 'next' | 'readings' | 'custody'

/** How one field of law computes periods. */
export interface Computation {
  id: string
  name: Text
  startDay: 'excluded' | 'included'
  monthEnd: 'corresponding' | 'readings'
  hours: 'exact' | 'readings'
  halfMonthDays: number
  rollOver: RollOverMode
  rollOverBasis: Citation[]
  workingDays: number[]
}

export interface FlowInfo {
  code: string
  name: Text
  agency: string
  nodes: string[]
  auxiliary: string[]
  /** of a flow inside the platform, which is no procedure of any law: what the ids of its chains begin with, `finding:` */
  internal?: string
}

export type Standing = 'custody' | 'bail' | 'surveillance' | 'free'

export interface NodeInfo {
  code: string
  name: Text
  flow: string
  agency: string
  auxiliary: boolean
  acts: string[]
  next: string[]
  role: Text | null
  document: Text | null
  told: Text | null
  complete: Text | null
  /** where the person stands from this act on, as far as liberty goes; `act` null: from any act of the node */
  standing: { is: Standing; act: string | null } | null
  /** why no rule supervises the node */
  unarmed: Text | null
  /** ids of the rules that start on it, end on it or judge it */
  rules: string[]
  armed: boolean
}

/** What the catalogue says about a rule in one version; extensions and requests are rules of their own. */
export interface RuleInfo {
  id: string
  /** first day of this version, `YYYY-MM-DD` */
  version: string
  kind: RuleKind | 'extension' | 'request' | 'reversal' | 'custody'
  name: Text
  flow: string
  node: string
  nodes: string[]
  agency: string
  basis: Citation[]
  /** the lengths that the rule measures with, as far as no fact states them */
  lengths: Duration[]
  breach: 'violation' | 'warning'
  from: string
  to: string | null
  fromDay: number
  /** exclusive */
  toDay: number
  /** no earlier version is loaded: acts before it cannot be judged */
  earliest: boolean
  note: Text | null
  advice: Text | null
  needs: string[]
  parent: string | null
  /** an act that would be a breach of it is refused when somebody asks before it */
  intercept?: 'deny'
  /** of a flow inside the platform */
  internal?: true
}

export interface LawInfo {
  id: string
  name: Text
  short: Text
  versions: { version: string; from: string; to: string | null; articles: number; document: string | null }[]
}

/** A standard flow of a court case: the nodes through which it ordinarily goes, in order. */
export interface TrialVariant {
  code: string
  name: Text
  instance: 'first' | 'second' | 'retrial'
  kind: 'criminal' | 'civil' | 'administrative'
  /** in the words of the law, e.g. 简易 */
  procedure: string
  basis: Citation[]
  nodes: string[]
}

/** A step into which work at a node is divided, and who does it: for all cases together, as a service, as management, or the officer of the case. */
export interface FlowStep {
  code: string
  name: Text
  node: string
  class: 'collective' | 'service' | 'management' | 'case'
}

export interface Catalogue {
  id: string
  name: Text
  zone: string
  /** fixed offset in minutes; null: the local date that each event was written with */
  zoneOffset: number | null
  flows: FlowInfo[]
  nodes: Map<string, NodeInfo>
  rules: RuleInfo[]
  laws: LawInfo[]
  attributes: AttributesFile
  calendar: Calendar
  computations: Map<string, Computation>
  /** integers of node codes, and for each the programs that an event there may start */
  nodeIds: Map<string, number>
  starts: Starts
  /** numbers of the facts that some rule asks for */
  slots: ReadonlyMap<string, FactSlot>
  code: Code
  reversal: { rule: RuleInfo; lateAfterMs: number } | null
  /** the grounds on which people are held; null where the catalogue knows no custody */
  custody: Custody | null
  /** standard flows and steps of enforcement, for reading only; empty where the catalogue has none */
  variants: TrialVariant[]
  steps: FlowStep[]
}
