/**
 * Keeps what is asked once a period: begins a matter for each leader when the period begins, closes it when the records
 * show that it was done, lets it lapse when the post ends. What remains open when its limit ends is found by the engine.
 */
import type { Step, Writing } from '../../flow/index.ts'
import { lockMatters, platform, writeSteps } from '../../flow/index.ts'
import { localDay } from '../../dates.ts'
import { registerCatalogue, storedEvents } from '../../intake/index.ts'
import { transaction } from '../../store/index.ts'
import type { Tx } from '../../store/index.ts'
import type { Leader } from '../identity/index.ts'
import { actsOf } from './acts.ts'
import { dutyFlow, matterOf } from './asked.ts'
import type { Duty, DutyList } from './definition.ts'
import { periodAt, periodOf } from './period.ts'
import type { DutyParts } from './reading.ts'
import { listsOf, offsetOf, rolesOf } from './reading.ts'
import { spanOf } from './sheet.ts'

/** Matters that are written in one transaction. */
const BATCH = 100
/** One server keeps at a time: two would begin the same matter. */
const LOCK = 7_080_011

/** Answers how many steps were written. */
export async function keepDuties(parts: DutyParts, stop: () => boolean): Promise<number> {
  const flow = dutyFlow(parts.flows)
  const lists = parts.lists.filter(({ duties }) => duties.some(({ every }) => every !== null))
  if (flow === null || lists.length === 0) return 0
  const today = localDay(parts.clock(), offsetOf(parts))
  const leaders = await parts.leaders({ roles: rolesOf(lists), first: today, last: today })
  let written = 0
  for (const step of [() => beginnings(parts, lists, leaders, today), () => endings(parts, lists, leaders)]) {
    const steps = await step()
    for (let i = 0; i < steps.length && !stop(); i += BATCH) written += await write(parts, steps.slice(i, i + BATCH))
  }
  return written
}

/** Under the lock, what is no longer so is left out: a matter that was begun meanwhile, or one that has ended. */
async function write(parts: DutyParts, steps: readonly Step[]): Promise<number> {
  const flow = dutyFlow(parts.flows)
  const first = flow?.nodes[0]?.code
  const now = parts.clock()
  const register = await registerCatalogue(parts.store, parts.catalogue, now)
  return transaction(parts.store, async (tx) => {
    const { rows } = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK])
    if (rows[0]?.mine !== true) return 0
    const known = await lockMatters(tx, steps.map(({ chain }) => chain))
    const open = await openAmong(tx, [...known.keys()])
    const due = steps.filter(({ chain, node }) => (node === first ? !known.has(chain) : open.has(chain)))
    await writeSteps({ ...parts, tx, register, now } satisfies Writing, due, known)
    return due.length
  })
}

async function openAmong(tx: Tx, chains: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ chain_id: string }>('select chain_id from internal_matter where chain_id = any($1::text[]) and closed_at is null', [chains])
  return new Set(rows.map((row) => row.chain_id))
}

/** Periods that have begun and of which nobody was told yet. */
async function beginnings(parts: DutyParts, lists: readonly DutyList[], leaders: readonly Leader[], today: number): Promise<Step[]> {
  const flow = dutyFlow(parts.flows)
  const [node] = flow?.nodes ?? []
  if (flow === null || node === undefined) return []
  const wanted = leaders.flatMap((leader) =>
    listsOf(lists, leader).flatMap((list) =>
      list.duties.flatMap((duty) => {
        if (duty.every === null) return []
        const period = periodAt(duty.every.kind, today)
        return period.last - today < duty.every.leastDays ? [] : [{ leader, list, duty, times: duty.every.times, period, chain: matterOf(flow, leader.person, leader.unit.id, list, duty, period) }]
      }),
    ),
  )
  const { rows } = await parts.store.pool.query<{ chain_id: string }>('select chain_id from internal_matter where chain_id = any($1::text[])', [wanted.map(({ chain }) => chain)])
  const known = new Set(rows.map((row) => row.chain_id))
  const lines = new Map<string, string[]>()
  const steps: Step[] = []
  for (const { leader, list, duty, times, period, chain } of wanted.filter((one) => !known.has(one.chain))) {
    const { unit, person, name } = leader
    const above = lines.get(unit.path) ?? (await parts.lineOf(unit.path)).above
    lines.set(unit.path, above)
    steps.push({
      chain,
      node: node.code,
      act: null,
      attrs: { duty: duty.id, dutyName: duty.name.zh, list: list.id, articles: articlesOf(duty), period: period.id, times, days: period.last - today, officer: person, officerName: name, unit: unit.id, unitPath: unit.path, unitName: unit.name, ...(above.length === 0 ? {} : { above: above.join(' ') }) },
      actor: { ...platform, org: unit.id, orgName: unit.name },
    })
  }
  return steps
}

const articlesOf = ({ basis }: Duty): string => basis.map(({ law, article, paragraph }) => `《${law}》第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}`).join('、')

/** Open matters whose duty the records show to be done, or whose leader leads no more. */
async function endings(parts: DutyParts, lists: readonly DutyList[], leaders: readonly Leader[]): Promise<Step[]> {
  const flow = dutyFlow(parts.flows)
  if (flow === null) return []
  const { rows } = await parts.store.pool.query<{ chain_id: string }>('select chain_id from internal_matter where flow = $1 and closed_at is null', [flow.code])
  const beginningsOf = await storedEvents(parts.store.pool, rows.map((row) => row.chain_id))
  const steps: Step[] = []
  for (const [chain, [begun]] of beginningsOf) {
    const { officer, list: listId, duty: dutyId, period: periodId, times, unit } = begun?.attrs ?? {}
    const duty = lists.find(({ id }) => id === listId)?.duties.find(({ id }) => id === dutyId)
    const period = periodOf(String(periodId))
    if (typeof officer !== 'string' || typeof times !== 'number' || period === null) continue
    const leads = leaders.some((leader) => leader.person === officer && leader.unit.id === unit && listsOf(lists, leader).some(({ id }) => id === listId))
    if (!leads || duty === undefined) {
      steps.push({ chain, node: flow.duties.lapses, act: null, attrs: { reason: duty === undefined ? '清单已经调整' : '不再任职' }, actor: platform })
      continue
    }
    const found = (await actsOf(parts.store, parts.store, officer, duty.acts, spanOf(parts, period))).length
    if (found >= times) steps.push({ chain, node: flow.duties.done, act: null, attrs: { found }, actor: platform })
  }
  return steps
}
