/**
 * Custody as one clock across agencies: at any moment a person who is held has a legal ground for it, and the ground
 * has a last day. Detention, arrest, review for prosecution, trial and sentence follow each other; each act that begins
 * a ground ends the one before. A day without ground, whether the next came too late or release did, is a breach of
 * its own, even where every single limit was met by the agency that it bound.
 *
 * How long a ground lasts is what the limits say that run while it does; nothing is computed a second time here.
 */
import type { RuleInfo, Standing } from './catalogue/model.ts'
import type { Selector } from './judge/code.ts'
import type { Chain } from './judge/chain.ts'
import { inScope } from './judge/chain.ts'
import type { Fact } from './judge/facts.ts'
import { dayTold } from './judge/measure.ts'
import { goBack } from './judge/period.ts'
import type { DatedDetail, Judgment, Run } from './judge/run.ts'
import { refer } from './judge/run.ts'
import { matches } from './judge/selector.ts'
import { TRUE } from './judge/ternary.ts'
import type { Calendar } from './calendar.ts'
import type { ChainEvent } from './event.ts'
import { formatDay, startOfDay } from './time.ts'
import type { Duration, TraceStep } from './trace.ts'

export interface Ground {
  rule: RuleInfo
  start: Selector
  /** ids of the limits that run on this ground: it ends with the latest of them */
  until: ReadonlySet<string>
  /** or the day that a fact tells: the end of a sentence */
  endsOn: Fact | null
  /** or so many days, where a hand-over has no limit of its own */
  days: number | null
  remind: Duration
}

export interface Custody {
  grounds: Ground[]
  /** decisions that end custody by themselves */
  ends: Selector
  /** by the integer of the node: what an act there may mean for custody; null: nothing */
  acts: readonly (CustodyAct | null)[]
  /** nodes that begin a ground, a list in the code: a chain without any of them is passed over */
  nodes: number
  calendar: Calendar
}

export interface CustodyAct {
  /** where the act leaves the person */
  standing: { is: Standing; act: string | null } | null
  mayEnd: boolean
  grounds: readonly Ground[]
}

/** A stay on one ground, since event i. */
interface Stay {
  ground: Ground
  i: number
}

/** The last day of a ground under both readings, and the sum that led to it. */
interface LastDay {
  strict: number
  lenient: number
  /** the limit that ran out and says so itself */
  overdue: string | null
  sum: TraceStep[]
}

/** `null`: the law fixes none; a word where it cannot be said. */
type End = LastDay | null | 'paused' | { missing: string }

export function judgeCustody(custody: Custody, run: Run): void {
  const { chain } = run
  if (!chain.hasAny(custody.nodes)) return
  const placeOf = (event: ChainEvent | null): number => (event === null ? Number.POSITIVE_INFINITY : chain.events.indexOf(event))
  const limits = run.custodial.map((found) => ({ found, from: placeOf(found.anchor), to: placeOf(found.closedBy) }))
  const told: Told = { custody, run, limits }
  const acts: number[] = []
  for (let i = 0; i < chain.nodes.length; i++) if (custody.acts[chain.nodes[i] as number] != null) acts.push(i)
  for (const person of personsOf(chain)) follow(told, person, acts)
}

/** What the chain says before custody is looked at. */
interface Told {
  custody: Custody
  run: Run
  /** the limits on which grounds rest, with the places of the acts that began and closed them */
  limits: readonly { found: Judgment; from: number; to: number }[]
}

/** One event of each person; where nobody is named, the matter has one nameless person. */
function personsOf(chain: Chain): ChainEvent[] {
  const persons = new Map<string, ChainEvent>()
  for (const event of chain.events) if (event.subject !== null && !persons.has(event.subject)) persons.set(event.subject, event)
  return persons.size === 0 ? chain.events.slice(0, 1) : [...persons.values()]
}

/** `acts`: the places of the acts that may mean something for custody. */
function follow(told: Told, person: ChainEvent, acts: readonly number[]): void {
  const { custody, run } = told
  const { chain } = run
  let stay: Stay | null = null
  let held = false
  for (const i of acts) {
    const act = custody.acts[chain.nodes[i] as number] as CustodyAct
    const event = chain.at(i)
    if (!inScope(person, event, 'subject')) continue
    const standing = standingAfter(act, event)
    if ((standing !== null && standing !== 'custody') || (act.mayEnd && matches(custody.ends, chain, i) === TRUE)) {
      if (stay !== null) settle(told, person, stay, i)
      stay = null
      held = false
      continue
    }
    if (standing === 'custody') held = true
    const ground = act.grounds.find((candidate) => matches(candidate.start, chain, i) === TRUE)
    if (ground === undefined || !(held || event.attrs['custody'] === true)) continue
    if (stay !== null) settle(told, person, stay, i)
    stay = { ground, i }
    held = true
  }
  if (stay !== null) settle(told, person, stay, -1)
}

/** Where an act leaves the person, as its node tells it; null where it changes nothing. */
export function standingAfter({ standing }: Pick<CustodyAct, 'standing'>, event: ChainEvent): Standing | null {
  return standing === null || (standing.act !== null && event.attrs['act'] !== standing.act) ? null : standing.is
}

/** Judges one stay; j is the event that ended it, -1 while it lasts. */
function settle(told: Told, person: ChainEvent, stay: Stay, j: number): void {
  const { custody, run } = told
  const { chain } = run
  const { rule } = stay.ground
  const anchor = chain.at(stay.i)
  const end = endOf(told, person, stay, j)
  const trace = run.startTrace()
  const started: TraceStep = { step: 'start', event: refer(anchor), date: formatDay(chain.day(stay.i)), dayCounted: false }
  const closedBy = j === -1 ? null : chain.at(j)
  const more: DatedDetail = { detail: null, closedBy, at: null, trace, unit: 'day', due: null, lenient: null }
  if (end !== null && typeof end === 'object' && 'missing' in end) {
    run.emitShared(rule, anchor, 'not_evaluated', 'missing-fact', { ...more, detail: end.missing })
    return
  }
  if (end === null || end === 'paused') {
    trace?.push(started, closedBy === null ? { step: 'open', awaited: [] } : { step: 'closed', event: refer(closedBy) })
    run.emitShared(rule, anchor, closedBy === null ? 'pending' : 'ok', closedBy !== null ? 'continued' : end === null ? 'running' : 'paused', more)
    return
  }
  const { strict, lenient } = end
  if (end.sum.length > 0) trace?.push(...end.sum)
  else trace?.push(started, { step: 'due', date: formatDay(strict), lenient: lenient === strict ? null : formatDay(lenient) })
  const dated = { ...more, due: strict, lenient: lenient === strict ? null : lenient }
  if (closedBy !== null) {
    trace?.push({ step: 'closed', event: refer(closedBy) })
    const day = chain.day(j)
    if (day <= strict) run.emitShared(rule, anchor, 'ok', 'continued', dated)
    else if (day <= lenient) run.emitShared(rule, anchor, 'warning', 'grey-zone', dated)
    else run.emitShared(rule, anchor, rule.breach, 'lapsed', dated)
    return
  }
  trace?.push({ step: 'open', awaited: [] })
  settleOpen(custody, run, anchor, stay.ground, end, dated)
}

function settleOpen({ calendar }: Custody, run: Run, anchor: ChainEvent, { rule, remind }: Ground, end: LastDay, dated: DatedDetail): void {
  const now = run.chain.today(anchor)
  const begins = (day: number): number => startOfDay(day, run.chain.zoneOf(anchor))
  if (now <= end.strict) {
    const soon = goBack(end.strict, remind, calendar)
    run.emitShared(rule, anchor, now >= soon ? 'warning' : 'pending', now >= soon ? 'due-soon' : 'running', dated)
    run.wakeAt(begins(soon))
    run.wakeAt(begins(end.strict + 1))
  } else if (now <= end.lenient) {
    run.emitShared(rule, anchor, 'warning', 'grey-zone', dated)
    run.wakeAt(begins(end.lenient + 1))
  } else {
    // The limit that ran out may say the same already; then it is named, so that a list can show the breach once.
    run.emitShared(rule, anchor, rule.breach, 'held', { ...dated, detail: end.overdue })
  }
}

function endOf({ run, limits }: Told, person: ChainEvent, { ground, i }: Stay, j: number): End {
  const { chain } = run
  if (ground.days !== null) return dayAfter(chain.day(i) + ground.days)
  if (ground.endsOn !== null) {
    // A commutation on the way tells a new day; the last one told holds.
    for (let k = j === -1 ? chain.events.length - 1 : j - 1; k >= i; k--) {
      const day = inScope(person, chain.at(k), 'subject') && chain.at(k).attrs[ground.endsOn.key] !== undefined ? dayTold(ground.endsOn, chain, k) : null
      if (day !== null) return dayAfter(day)
    }
    const day = dayTold(ground.endsOn, chain, i)
    return day === null ? { missing: ground.endsOn.key } : dayAfter(day)
  }
  if (ground.until.size === 0) return null
  const last = j === -1 ? Number.POSITIVE_INFINITY : j
  // those that run while the ground does, even if they began before it
  return latest(limits.flatMap(({ found, from, to }) => (ground.until.has(found.rule.id) && from < last && to >= i && inScope(person, found.anchor, 'subject') ? [found] : [])))
}

const dayAfter = (day: number): End => ({ strict: day, lenient: day, overdue: null, sum: [] })

/** The latest end that the limits give; what cannot be said of one leaves the ground open only where no other decides. */
function latest(limits: readonly Judgment[]): End {
  let end: LastDay | null = null
  for (const found of limits) {
    if (found.reason === 'paused') return 'paused'
    if (found.due === null || found.unit !== 'day') continue
    if (end !== null && found.due <= end.strict) continue
    end = { strict: found.due, lenient: found.lenient ?? found.due, overdue: found.reason === 'overdue' ? found.rule.id : null, sum: found.trace.filter(({ step }) => step !== 'closed' && step !== 'open') }
  }
  if (end !== null) return end
  const unclear = limits.find((found) => found.outcome === 'not_evaluated')
  return unclear === undefined ? null : { missing: unclear.detail ?? 'branch' }
}
