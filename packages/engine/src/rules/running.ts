/** A limit, and one clock of it while it is being judged. */
import type { Calendar } from '../calendar.ts'
import type { Computation, RollOverMode, RuleInfo } from '../catalogue/model.ts'
import type { Text } from '../catalogue/schema.ts'
import type { Scope } from '../judge/chain.ts'
import { inScope } from '../judge/chain.ts'
import type { Fact } from '../judge/facts.ts'
import { ownFact } from '../judge/facts.ts'
import type { Measured } from '../judge/measure.ts'
import { measure } from '../judge/measure.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { holds } from '../judge/code.ts'
import type { Run, Unit } from '../judge/run.ts'
import { TRUE, UNKNOWN } from '../judge/ternary.ts'
import type { Citation, Duration } from '../trace.ts'
import type { Extension, ExtensionRequest } from './extension.ts'
import type { Ledger } from './ledger.ts'

export interface Branch {
  when: Predicate | null
  /** Of a measured branch the unit alone means something, until it is chosen. */
  length: Duration
  /** the fact that states the length */
  measured: Measured | null
  basis: Citation[]
  label: Text | null
}

export interface Exclusion {
  start: Selector
  end: Selector
  name: Text
  basis: Citation[]
}

export interface Reset {
  event: Selector
  name: Text
  basis: Citation[]
}

export interface Excuse {
  when: Predicate
  name: Text
  basis: Citation[]
}

export interface Limit {
  rule: RuleInfo
  start: Selector
  /** the fact of the starting event that tells the date from which the period runs */
  startOn: Fact | null
  end: Selector | 'recording'
  branches: Branch[]
  scope: Scope
  computation: Computation
  calendar: Calendar
  rollOver: RollOverMode
  custody: Fact | null
  excludes: Exclusion[]
  extensions: Extension[]
  requests: ExtensionRequest[]
  resets: Reset[]
  excuses: Excuse[]
  right: boolean
  /** the nodes at which anything can move the end, a list in the code: in most matters nothing happens at any of them */
  moving: number
  /** a ground of custody rests on it */
  custodial: boolean
  /** reminder by unit of the running branch */
  remind(length: Duration): Duration
  when: Predicate | null
}

/** What stopped the clock, or nothing yet (index -1, position null). */
export interface Closing {
  index: number
  position: number | null
  at: string | null
  doubtful: number
  missing: string
  recording: boolean
}

export interface Running {
  limit: Limit
  run: Run
  unit: Unit
  ledger: Ledger
  closing: Closing
  branch: Branch
  /** position since which the clock stands still */
  paused: number | null
}

export function beginPeriod(ledger: Ledger, start: number, branch: Branch): boolean {
  const known = ledger.start(start, branch.length)
  ledger.trace?.push({
    step: 'length',
    length: branch.length,
    date: known ? ledger.write(ledger.end.strict) : '',
    basis: branch.basis,
    ...(branch.label === null ? {} : { label: branch.label }),
  })
  return known
}

/** The first branch that holds, with its length; null where a fact is missing to choose or to measure. */
export function chooseBranch(branches: Branch[], run: Run, i: number): Branch | null {
  for (const branch of branches) {
    const value = branch.when === null ? TRUE : holds(branch.when, run.chain, i)
    if (value === UNKNOWN) return null
    if (value !== TRUE) continue
    if (branch.measured === null) return branch
    const length = measure(branch.measured, run.chain, i)
    return length === null ? null : { ...branch, length }
  }
  run.chain.missing = 'branch'
  return null
}

export function positionOf(running: Running, j: number): number {
  const { chain } = running.run
  return running.unit === 'day' ? chain.day(j) : chain.minute(j)
}

/** Custody as last recorded up to the end of the period. */
export function custodyAt(limit: Limit, run: Run, i: number, end: number): boolean | undefined {
  if (limit.custody === null) return undefined
  const { chain } = run
  const anchor = chain.at(i)
  let known: boolean | undefined
  for (const j of chain.places(limit.custody.slot)) {
    const event = chain.at(j)
    const value = ownFact(limit.custody, event)
    if (typeof value === 'boolean' && inScope(anchor, event, 'subject') && (known === undefined || chain.day(j) <= end)) known = value
  }
  return known
}
