/** Extensions of a running clock, and the requests that must come before them. Each is judged as a rule of its own. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { LevelTest } from '../judge/level.ts'
import { goBack } from '../judge/period.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import { holds } from '../judge/code.ts'
import type { Fact } from '../judge/facts.ts'
import { factAt } from '../judge/facts.ts'
import type { Run } from '../judge/run.ts'
import { refer } from '../judge/run.ts'
import { matches } from '../judge/selector.ts'
import { FALSE, TRUE, UNKNOWN } from '../judge/ternary.ts'
import type { Span } from '../time.ts'
import type { Duration, DurationUnit, ExtensionFault } from '../trace.ts'
import type { Reason } from '../verdict.ts'
import type { Ledger } from './ledger.ts'

/** How much is granted: fixed, or as an attribute says. */
export interface Grant {
  fixed: Duration | null
  fact: Fact | null
  unit: DurationUnit
  max: number | null
  fallback: number | null
}

export interface Extension {
  rule: RuleInfo
  event: Selector
  when: Predicate | null
  grant: Grant
  /** the grant is the new length of the whole period, not an addition */
  total: boolean
  level: LevelTest | null
  ground: Predicate | null
  after: string[]
  times: number
}

export interface ExtensionRequest {
  rule: RuleInfo
  event: Selector
  ahead: Duration
}

/** Valid grants on one clock so far: rule id → how often. */
export type Granted = Map<string, number>

interface Assessment {
  fault: ExtensionFault | null
  missing: string | null
  amount: number | null
}

/** Judges the extension granted by event j, and moves the end of the ledger where it is valid. */
export function judgeExtension(extension: Extension, run: Run, j: number, position: number, ledger: Ledger, granted: Granted): void {
  const event = run.chain.at(j)
  const { rule } = extension
  const before = ledger.end
  const found = assess(extension, run, j, position, before, granted)
  const length: Duration | null = found.amount === null ? null : { amount: found.amount, unit: extension.grant.unit }
  const after = length === null ? null : extension.total ? ledger.lengthened(length) : ledger.extended(length)
  const valid = found.fault !== null ? false : found.missing !== null || after === null ? null : true

  if (valid === true && after !== null) {
    ledger.end = after
    granted.set(rule.id, (granted.get(rule.id) ?? 0) + 1)
  } else if (valid === null) {
    ledger.doubtUpTo(after?.lenient ?? Number.POSITIVE_INFINITY, 'missing-fact', found.missing ?? '')
  }

  const step = {
    step: 'extension' as const,
    rule: rule.id,
    name: rule.name,
    event: refer(event),
    valid,
    ...(found.fault === null ? {} : { fault: found.fault }),
    ...(valid === null && found.missing !== null ? { missing: found.missing } : {}),
    length,
    fromDate: ledger.write(before.strict),
    date: ledger.write(valid === true && after !== null ? after.strict : before.strict),
    basis: rule.basis,
  }
  ledger.trace?.push(step)
  const more = { detail: null, closedBy: event, at: event.at, trace: run.tracing ? [step] : null, unit: ledger.unit, due: before.strict, lenient: before.lenient }
  if (valid === false) run.emitShared(rule, event, rule.breach, reasonOf(found.fault), { ...more, detail: found.fault ?? '' })
  else if (valid === null) run.emitShared(rule, event, 'not_evaluated', 'missing-fact', { ...more, detail: found.missing ?? '' })
  else if (position > before.strict) run.emitShared(rule, event, 'warning', 'grey-zone', more)
  else run.emitShared(rule, event, 'ok', 'in-time', more)
}

const reasonOf = (fault: ExtensionFault | null): Reason => (fault === 'late' ? 'late' : fault === 'level' ? 'wrong-level' : 'void-extension')

/** The first fault in the order in which a reviewer would look; a missing fact only where no fault decides already. */
function assess(extension: Extension, run: Run, j: number, position: number, end: Span, granted: Granted): Assessment {
  const { chain } = run
  const amount = amountOf(extension.grant, run, j)
  if (position > end.lenient) return { fault: 'late', missing: null, amount }
  if (extension.after.some((id) => !granted.has(id))) return { fault: 'sequence', missing: null, amount }
  if ((granted.get(extension.rule.id) ?? 0) >= extension.times) return { fault: 'repeated', missing: null, amount }
  if (amount !== null && extension.grant.max !== null && amount > extension.grant.max) return { fault: 'tooLong', missing: null, amount }
  let missing: string | null = amount === null ? (extension.grant.fact?.key ?? null) : null
  if (extension.level !== null) {
    const level = extension.level.test(chain, j)
    if (level === FALSE) return { fault: 'level', missing: null, amount }
    if (level === UNKNOWN) missing ??= chain.missing
  }
  if (extension.ground !== null) {
    const ground = holds(extension.ground, chain, j)
    if (ground === FALSE) return { fault: 'ground', missing: null, amount }
    if (ground === UNKNOWN) missing ??= chain.missing
  }
  return { fault: null, missing, amount }
}

function amountOf(grant: Grant, run: Run, j: number): number | null {
  if (grant.fixed !== null) return grant.fixed.amount
  const value = grant.fact === null ? undefined : factAt(grant.fact, run.chain, j)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 100_000 ? value : grant.fallback
}

/** The extension that event j grants, of several that may share a node. */
export function extensionAt(extensions: Extension[], run: Run, j: number): { extension: Extension; sure: boolean } | null {
  for (const extension of extensions) {
    const match = matches(extension.event, run.chain, j)
    if (match === FALSE) continue
    const meant = match === TRUE && extension.when !== null ? holds(extension.when, run.chain, j) : match
    if (meant !== FALSE) return { extension, sure: meant === TRUE }
  }
  return null
}

/** A request so long before the end: later is a flaw, after the end it cannot be accepted at all. */
export function judgeRequest(request: ExtensionRequest, run: Run, j: number, position: number, ledger: Ledger): void {
  const event = run.chain.at(j)
  const due = goBack(ledger.end.strict, request.ahead, ledger.calendar)
  const more = {
    detail: null,
    closedBy: event,
    at: event.at,
    trace: run.tracing
      ? [
          { step: 'compared' as const, event: null, role: 'counted' as const, date: ledger.write(ledger.end.strict) },
          { step: 'length' as const, length: { amount: -request.ahead.amount, unit: request.ahead.unit }, date: ledger.write(due), basis: request.rule.basis },
          { step: 'closed' as const, event: refer(event) },
        ]
      : null,
    unit: ledger.unit,
    due,
    lenient: null,
  }
  if (position <= due) run.emitShared(request.rule, event, 'ok', 'in-time', more)
  else if (position <= ledger.end.lenient) run.emitShared(request.rule, event, request.rule.breach, 'late-request', more)
  else run.emitShared(request.rule, event, 'violation', 'late', more)
}
