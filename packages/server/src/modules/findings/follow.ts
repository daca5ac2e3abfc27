/**
 * Follows what intake told: a breach opens a matter of its own, once; a verdict that changes later is written into it; a
 * step of such a matter that is late goes to the level above. The only clock behind it is the engine's: intake judges
 * again when `nextCheckAt` comes, and tells what changed.
 */
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import type { Flow, Step } from '../../flow/index.ts'
import { flowOf, lockMatters, openToAgencies, platform, standingOf, writeSteps } from '../../flow/index.ts'
import type { StoredVerdict, VerdictRow } from '../../intake/index.ts'
import { registerCatalogue, storedEvents, verdictFromStore } from '../../intake/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import { actOf, findingOf, isRecent, openingFacts, stands } from './opening.ts'

export interface FollowParts {
  store: Store
  catalogue: Catalogue
  flows: readonly Flow[]
  numbers: ReadonlyMap<string, string>
  clock: () => number
  /** path of an organisation in the tree, by the code that events name it with and its agency; null where it is not known */
  pathOf: (org: string, agency: string) => Promise<string | null>
  /** paths of the agencies above a unit, the nearest first */
  lineOf: (path: string) => Promise<{ above: string[] }>
}

/** Messages of intake that are followed in one transaction. */
const BATCH = 200
/** One server follows at a time: two would open the same matter. */
const LOCK = 7_080_006

interface Told {
  chain: string
  id: string
  to: string | null
}

/** Follows everything that was told so far, or until it shall stop; answers how many messages. */
export async function follow(parts: FollowParts, stop: () => boolean): Promise<number> {
  // Where nothing can come of it, messages only wait to be pruned.
  if (!parts.flows.some((flow) => flow.opensOn !== undefined || flow.escalates !== undefined)) return 0
  let total = 0
  while (!stop()) {
    const followed = await transaction(parts.store, (tx) => followBatch(parts, tx))
    total += followed
    if (followed === 0) break
  }
  return total
}

async function followBatch(parts: FollowParts, tx: Tx): Promise<number> {
  const { rows: mine } = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK])
  if (mine[0]?.mine !== true) return 0
  const { rows } = await tx.query<{ chain_id: string; seq: number; changes: { id: string; to: string | null }[] }>('select chain_id, seq, changes from outbox where followed_at is null order by seq limit $1', [BATCH])
  if (rows.length === 0) return 0
  const now = parts.clock()
  const told = rows.flatMap(({ chain_id: chain, changes }) => changes.map(({ id, to }): Told => ({ chain, id, to })))
  const isInside = ({ chain }: Pick<Told, 'chain'>): boolean => parts.flows.some(({ prefix }) => chain.startsWith(prefix))
  const writing = { ...parts, tx, now, register: await registerCatalogue(parts.store, parts.catalogue, now) }
  await writeRounds(writing, [...(await findingSteps(parts, tx, told, isInside, now)), ...(await lateSteps(parts, tx, told.filter(isInside)))])
  const outside = [...new Set(told.filter((one) => !isInside(one)).map(({ chain }) => chain))]
  for (const flow of parts.flows) await openToAgencies(tx, flow, outside)
  await tx.query('update outbox o set followed_at = $3 from unnest($1::text[], $2::bigint[]) as t(chain_id, seq) where o.chain_id = t.chain_id and o.seq = t.seq', [rows.map((row) => row.chain_id), rows.map((row) => row.seq), new Date(now)])
  return rows.length
}

/** A matter takes one step at a time; what is more waits for the next round. */
async function writeRounds(writing: Parameters<typeof writeSteps>[0], steps: readonly Step[]): Promise<void> {
  const byChain = [...Map.groupBy(steps, (step) => step.chain).values()]
  for (let round = 0; byChain.some((own) => own.length > round); round++) {
    const now = byChain.flatMap((own) => own[round] ?? [])
    await writeSteps(writing, now, await lockMatters(writing.tx, now.map((step) => step.chain)))
  }
}

/** What breaches of law and what is told to be looked at ask for: matters to open, and open ones whose verdict changed. */
async function findingSteps(parts: FollowParts, tx: Tx, told: readonly Told[], isInside: (one: Pick<Told, 'chain'>) => boolean, now: number): Promise<Step[]> {
  const flows = parts.flows.filter((flow) => flow.opensOn !== undefined)
  const unique = [...new Map(told.map((one) => [`${one.chain}\n${one.id}`, one])).values()]
  if (unique.length === 0 || flows.length === 0) return []
  const verdicts = await currentVerdicts(tx, unique)
  // Deadlines inside go to the level above, they open nothing of their own.
  const named = new Set(flows.flatMap(({ opensOn }) => (opensOn ?? []).flatMap(({ rules }) => rules ?? [])))
  const cases = flows.flatMap((flow) => unique.filter((one) => !isInside(one) || named.has(one.id.split('@', 1)[0] ?? '')).map(({ chain, id }) => ({ flow, chain, id, finding: findingOf(flow, chain, id), row: verdicts.get(`${chain}\n${id}`) })))
  const known = await lockMatters(tx, cases.map(({ finding }) => finding))
  const opening = cases.filter(({ flow, finding, row }) => !known.has(finding) && stands(flow, row, row !== undefined && isInside({ chain: row.chain_id })) && row !== undefined && isRecent(flow, row, now))
  const origins = await storedEvents(tx, [...new Set(opening.map(({ chain }) => chain))])
  const steps: Step[] = []
  for (const { flow, finding, row, chain } of opening) {
    if (row === undefined) continue
    const events = origins.get(chain) ?? []
    const org = actOf(row, events)?.actor?.['org']
    const path = org === undefined ? null : await parts.pathOf(org, row.agency)
    const { above } = path === null ? { above: [] } : await parts.lineOf(path)
    steps.push({ chain: finding, node: flow.nodes[0]?.code ?? '', act: null, attrs: { ...openingFacts(row, events, path), ...(above.length === 0 ? {} : { above: above.join(' ') }) }, actor: platform })
  }
  for (const { flow, finding, row } of cases) {
    const events = known.get(finding)
    const step = events === undefined ? null : changeStep(flow, finding, events, row, row !== undefined && isInside({ chain: row.chain_id }))
    if (step !== null) steps.push(step)
  }
  return steps
}

/** The verdict behind an open matter no longer stands, or stands again although it had gone. */
function changeStep(flow: Flow, finding: string, events: readonly ChainEvent[], row: VerdictRow | undefined, isInside: boolean): Step | null {
  const node = flow.follows === undefined ? undefined : flow.node(flow.follows)
  const [gone, back] = node?.acts ?? []
  if (node === undefined || gone === undefined || back === undefined) return null
  const standing = standingOf(flow, events)
  const wasGone = standing.done.get(node.code)?.act === gone
  const holds = stands(flow, row, isInside)
  if (holds === !wasGone || (standing.ended && !holds)) return null
  return { chain: finding, node: node.code, act: holds ? back : gone, attrs: { outcome: row?.outcome ?? 'none' }, actor: platform }
}

/** Each late step takes its matter up once. */
async function lateSteps(parts: FollowParts, tx: Tx, told: readonly Told[]): Promise<Step[]> {
  const late = told.filter(({ to }) => to === 'violation')
  const verdicts = await currentVerdicts(tx, late)
  const known = await lockMatters(tx, late.map(({ chain }) => chain))
  return late.flatMap(({ chain, id }): Step[] => {
    const flow = flowOf(parts.flows, chain)
    const row = verdicts.get(`${chain}\n${id}`)
    const events = known.get(chain)
    const { escalates } = flow
    if (escalates === undefined || events === undefined || row === undefined || row.outcome !== 'violation' || row.closed_seq !== null || !escalates.rules.includes(row.rule)) return []
    if (standingOf(flow, events).ended || events.some((event) => event.node === escalates.node && event.attrs['verdict'] === id)) return []
    return [{ chain, node: escalates.node, act: null, attrs: { verdict: id, rule: row.rule }, actor: platform }]
  })
}

async function currentVerdicts(tx: Tx, told: readonly Told[]): Promise<Map<string, VerdictRow>> {
  const { rows } = await tx.query<StoredVerdict>('select v.* from unnest($1::text[], $2::text[]) as t(chain_id, id) join verdict v on v.chain_id = t.chain_id and v.id = t.id', [told.map(({ chain }) => chain), told.map(({ id }) => id)])
  return new Map(rows.map(verdictFromStore).map((row) => [`${row.chain_id}\n${row.id}`, row]))
}
