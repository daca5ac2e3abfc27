/** One person's lists over a period: of each duty what was done, what called for it, what is missing, and what nothing here can prove. */
import type { DutyAct, DutyAsked, DutyMiss, DutyRow, DutySheet } from '@hengjian/contracts'
import { dateText, dayStart, instantText, localDay } from '../../dates.ts'
import type { Leader } from '../identity/index.ts'
import type { Act, Span } from './acts.ts'
import { actsOf, isAmong } from './acts.ts'
import { dutyFlow, keptMatters, matterOf } from './asked.ts'
import type { Kept } from './asked.ts'
import type { Call } from './calls.ts'
import { callsFor } from './calls.ts'
import type { Duty, DutyList } from './definition.ts'
import type { Period } from './period.ts'
import { periodsIn } from './period.ts'
import type { DutyReading } from './reading.ts'
import { listsOf, offsetOf } from './reading.ts'

/** So many acts and misses of a duty stand on the sheet itself; the others follow on request. */
const SHOWN = 5

export async function readSheet(reading: DutyReading, posts: readonly Leader[], period: Period): Promise<DutySheet> {
  const [first] = posts
  const now = reading.clock()
  const lists = await Promise.all(posts.flatMap((post) => listsOf(reading.lists, post).map((list) => readList(reading, list, post, period, now))))
  return {
    person: { id: first?.person ?? '', name: first?.name ?? '' },
    period: { id: period.id, kind: period.kind, from: dateText(period.first), to: dateText(period.last) },
    asOf: instantText(now, offsetOf(reading)),
    lists,
  }
}

async function readList(reading: DutyReading, list: DutyList, post: Leader, period: Period, now: number): Promise<DutySheet['lists'][number]> {
  const held = heldIn(post, period)
  const today = localDay(now, offsetOf(reading))
  const asked = askedOf(reading, list, post, held, today)
  // what is asked of a quarter may lie outside the month that is looked at
  const whole = { first: Math.min(held.first, ...asked.map(({ period: { first } }) => first)), last: Math.max(held.last, ...asked.map(({ period: { last } }) => last)) }
  const [acts, calls, kept] = await Promise.all([
    actsOf(reading.store, reading.view, post.person, list.duties.flatMap((duty) => duty.acts), spanOf(reading, whole)),
    callsFor(reading, list, post, list.duties.flatMap(({ rules }) => rules), spanOf(reading, held)),
    keptMatters(reading.store, asked.map(({ chain }) => chain)),
  ])
  const inside = spanOf(reading, held)
  const rows = list.duties.map((duty): Found => {
    const own = acts.filter((act) => isAmong(act, duty.acts))
    return { duty, acts: own.filter((act) => isWithin(act, inside)), calls: calls.filter(({ rule }) => duty.rules.includes(rule)), asked: asked.filter((one) => one.duty === duty).flatMap((one) => standing(reading, one, own, kept.get(one.chain), today) ?? []) }
  })
  const titles = await titlesOf(reading, rows.flatMap((row) => [...row.acts.slice(0, SHOWN), ...missed(row.calls).slice(0, SHOWN)].map(({ chain }) => chain)))
  return {
    list: list.id,
    listName: list.name,
    title: post.title,
    unit: post.unit.name,
    from: dateText(held.first),
    to: dateText(held.last),
    duties: rows.map((row) => rowOf(reading, row, titles)),
  }
}

interface Found {
  duty: Duty
  acts: Act[]
  calls: Call[]
  asked: DutyAsked[]
}

const missed = (calls: readonly Call[]): Call[] => calls.filter((call) => call.missed)

function rowOf(reading: DutyReading, { duty, acts, calls, asked }: Found, titles: ReadonlyMap<string, string>): DutyRow {
  const misses = missed(calls)
  return {
    id: duty.id,
    name: duty.name,
    kind: duty.kind,
    responsibility: duty.responsibility,
    basis: duty.basis,
    state: stateOf(duty, acts.length, misses.length, asked),
    unprovable: duty.unprovable,
    done: acts.length,
    acts: acts.slice(0, SHOWN).map((act) => actView(reading, act, titles)),
    called: duty.rules.length === 0 ? null : calls.length,
    misses: misses.slice(0, SHOWN).map((call) => missView(reading, call, titles)),
    missed: misses.length,
    asked,
  }
}

function stateOf({ unprovable }: Duty, done: number, misses: number, asked: readonly DutyAsked[]): DutyRow['state'] {
  if (unprovable !== null) return 'unprovable'
  if (misses > 0 || asked.some(({ state }) => state === 'missing')) return 'missing'
  if (asked.some(({ state }) => state === 'running')) return 'due'
  return done > 0 || asked.some(({ state }) => state === 'done') ? 'done' : 'idle'
}

export const actView = (reading: DutyReading, { chain, node, act, at }: Act, titles: ReadonlyMap<string, string>): DutyAct => ({
  chain,
  title: titles.get(chain) ?? '',
  flow: reading.flows.find(({ prefix }) => chain.startsWith(prefix))?.code ?? null,
  node,
  nodeName: reading.catalogue.nodes.get(node)?.name ?? { zh: node, en: node },
  act,
  at: instantText(at.getTime(), offsetOf(reading)),
})

function missView(reading: DutyReading, { chain, rule, version, at, finding, findingFlow }: Call, titles: ReadonlyMap<string, string>): DutyMiss {
  const info = reading.catalogue.rules.find((known) => known.id === rule && known.version === version) ?? reading.catalogue.rules.findLast(({ id }) => id === rule)
  return {
    chain,
    title: titles.get(chain) ?? '',
    rule,
    ruleName: info?.name ?? { zh: rule, en: rule },
    basis: info?.basis ?? [],
    at: instantText(at.getTime(), offsetOf(reading)),
    finding: finding === null || findingFlow === null ? null : { flow: findingFlow, chain: finding },
  }
}

/** What matters are called; one inside the platform by the matter of law behind it. */
export async function titlesOf({ view, titles }: DutyReading, chains: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await view.pool.query<{ chain_id: string; origin_chain: string | null }>('select chain_id, origin_chain from internal_matter where chain_id = any($1::text[])', [chains])
  const origins = new Map(rows.map((row) => [row.chain_id, row.origin_chain]))
  const found = await titles(chains.flatMap((chain) => (origins.has(chain) ? (origins.get(chain) ?? []) : chain)))
  return new Map(chains.map((chain) => [chain, found.get(origins.has(chain) ? (origins.get(chain) ?? '') : chain) ?? '']))
}

interface Asked {
  duty: Duty
  every: NonNullable<Duty['every']>
  period: Period
  chain: string
}

function askedOf({ flows }: DutyReading, list: DutyList, post: Leader, held: Held, today: number): Asked[] {
  const flow = dutyFlow(flows)
  if (flow === null) return []
  return list.duties.flatMap((duty) => {
    const { every } = duty
    if (every === null) return []
    return periodsIn(every.kind, held).filter(({ first }) => first <= today).map((period) => ({ duty, every, period, chain: matterOf(flow, post.person, post.unit.id, list, duty, period) }))
  })
}

/** Null where nobody was asked: the matter lapsed, or the period was over before the platform could begin one. */
function standing(reading: DutyReading, { duty, every, period, chain }: Asked, acts: readonly Act[], kept: Kept | undefined, today: number): DutyAsked | null {
  const flow = dutyFlow(reading.flows)
  const span = spanOf(reading, period)
  const found = acts.filter((act) => isWithin(act, span)).length
  if (flow === null || kept?.last === flow.duties.lapses) return null
  const isRecorded = kept !== undefined && kept.last === flow.duties.done && kept.closedAt !== null && kept.closedAt < span.to
  const isDone = found >= every.times || isRecorded
  const isOver = today > period.last
  if (!isDone && isOver && kept === undefined) return null
  return {
    every: every.kind,
    period: period.id,
    times: every.times,
    done: isRecorded && duty.byHand ? Math.max(found, every.times) : found,
    state: isDone ? 'done' : isOver ? 'missing' : 'running',
    due: dateText(period.last),
    matter: kept === undefined ? null : { flow: flow.code, chain },
    finding: kept?.finding ?? null,
  }
}

type Held = Pick<Period, 'first' | 'last'>

/** The part of a period in which a post was held. */
export function heldIn({ since, until }: Leader, { first, last }: Held): Held {
  return { first: Math.max(first, dayNumber(since)), last: Math.min(last, until === null ? last : dayNumber(until)) }
}

const dayNumber = (date: string): number => Date.parse(date) / 86_400_000

export const spanOf = (reading: Pick<DutyReading, 'catalogue'>, { first, last }: Held): Span => ({ from: new Date(dayStart(first, offsetOf(reading))), to: new Date(dayStart(last + 1, offsetOf(reading))) })

const isWithin = ({ at }: Pick<Act, 'at'>, { from, to }: Span): boolean => at >= from && at < to
