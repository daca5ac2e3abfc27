/** Lists of internal matters, the shortest time left first: all that the reader may see, or what waits for the reader. */
import type { Actor, WorkList } from '@hengjian/contracts'
import { sql } from 'kysely'
import { instantText } from '../../dates.ts'
import type { Flow, Seat, Standing } from '../../flow/index.ts'
import { flowsOfUnit, flowsShown, mayAct, seatsOf } from '../../flow/index.ts'
import { LANE } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { TaskReading } from './reading.ts'
import { offsetOf } from './reading.ts'
import type { MatterRow } from './rows.ts'
import { rowsOf } from './rows.ts'

export interface WorkQuery {
  /** only matters in which it is the reader's turn */
  mine: boolean
  flow: string | null
  state: 'open' | 'closed' | null
  /** matters that came from this matter of law */
  origin: string | null
  cursor: string | null
  limit: number
}

/** More open matters than this nobody looks through; the count says that there are more. */
const MOST = 5000

export async function listWork(parts: TaskReading, actor: Actor, query: WorkQuery): Promise<WorkList> {
  const start = readOffset(query.cursor)
  const now = parts.clock()
  const rows = (await candidates(parts, actor, query)).filter((row) => !query.mine || waitsFor(parts.flows, row, actor))
  const page = rows.slice(start, start + query.limit)
  return {
    asOf: instantText(now, offsetOf(parts)),
    total: rows.length,
    overdue: rows.filter((row) => row.due !== null && row.due.getTime() <= now).length,
    rows: await rowsOf(parts, page),
    nextCursor: start + page.length < rows.length ? String(start + page.length) : null,
  }
}

type Candidate = MatterRow & { due: Date | null }

async function candidates({ store, flows }: TaskReading, actor: Actor, { mine, flow, state, origin }: WorkQuery): Promise<Candidate[]> {
  const open = mine || state === 'open'
  const { rows } = await sql<Candidate>`
    select m.*, (select min(v.sort_at) from verdict v where v.chain_id = m.chain_id and v.lane = ${LANE.work} and v.sort_at < 'infinity') as due
    from internal_matter m
    where ${visible(flows, actor)}
      ${open ? sql`and m.closed_at is null` : state === 'closed' ? sql`and m.closed_at is not null` : sql``}
      ${flow === null ? sql`` : sql`and m.flow = ${flow}`}
      ${origin === null ? sql`` : sql`and m.origin_chain = ${origin}`}
    order by (m.closed_at is not null), due nulls last, m.opened_at desc, m.chain_id limit ${MOST}`.execute(store.db)
  return rows
}

/**
 * The committee sees all of its province; others what they began, what was given to them or concerns their unit and those
 * below it. What a flow seals is seen by whoever began it and by the roles that it names, at a place of theirs. What a flow shows to others is seen by those who reach the matter of law behind it. Who answers for an agency from one of its departments, what concerns the agency and the agencies under it.
 */
function visible(flows: readonly Flow[], actor: Actor) {
  if (actor.kind === 'local') return sql`true`
  const { id } = actor
  return sql`(m.assigned = ${id} or m.begun_by = ${id}${sql.join(seatsOf(actor).map((seat) => sql` or ${visibleFrom(flows, seat)}`), sql``)})`
}

/** What one sees from one place: a role reaches no further than from where its post is. */
function visibleFrom(flows: readonly Flow[], seat: Seat) {
  const { org, roles } = seat
  if (org === null) return sql`false`
  const hasRole = ({ sealed }: Flow): boolean => sealed?.some((role) => roles.includes(role)) === true
  const sealed = flows.filter((flow) => flow.sealed !== undefined).map(({ code }) => code)
  const opened = flows.filter(hasRole).map(({ code }) => code)
  const shown = flowsShown(flows, seat).map(({ code }) => code)
  // a matter that the reader may not see is not there
  const ofOrigin = shown.length === 0 ? sql`` : sql` or (m.flow = any(${shown}::text[]) and exists (select from chain c where c.chain_id = m.origin_chain))`
  const below = `${org.path}.%`.replaceAll('_', String.raw`\_`)
  const own = pathsDownTo(org)
  const answering = flowsOfUnit(flows, seat).map(({ code }) => code)
  const ofAgency = sql`(m.flow = any(${answering}::text[]) and (m.unit_path = any(${own}::text[]) or exists (select from jsonb_array_elements_text(m.above) a where a = any(${own}::text[]))))`
  const place = `${placeOf(org)}%`.replaceAll('_', String.raw`\_`)
  const ofPlace = sql`(m.flow = any(${opened}::text[]) and m.unit_path like ${place})`
  const open = sql`(m.unit = ${org.id} or m.unit_path = ${org.path} or m.unit_path like ${below} or ${ofAgency}${org.agency === 'committee' ? sql` or true` : sql``})`
  return sql`(${ofPlace}${ofOrigin} or (m.flow <> all(${sealed}::text[]) and ${open}))`
}

/** The path itself and those above it, up to the agency. Matters concern agencies and departments, never a whole place. */
const pathsDownTo = ({ path, home = '' }: NonNullable<Actor['org']>): string[] => path.split('.').map((_, i, labels) => labels.slice(0, i + 1).join('.')).filter((above) => above.length >= home.length)

/** The path of the place at which the agency is, with its dot; nothing where it is at none. */
const placeOf = ({ path, home = path }: NonNullable<Actor['org']>): string => home.slice(0, home.lastIndexOf('.') + 1)

/** Whether one of the next steps, or an answer that is awaited, is the reader's. */
export function waitsFor(flows: readonly Flow[], row: MatterRow, actor: Actor): boolean {
  const flow = flows.find(({ code }) => code === row.flow)
  if (flow === undefined) return false
  const standing: Standing = { open: row.open, ended: row.closed_at !== null, assigned: row.assigned, begunBy: row.begun_by, unit: row.unit, unitPath: row.unit_path, above: row.above, level: row.level, supervised: row.supervised, last: null, done: new Map(), waiting: row.waiting }
  return flow.nodes.some((node) => (row.open.includes(node.code) || (node.answers !== undefined && row.waiting.includes(node.answers))) && node.system !== true && mayAct(node, standing, actor))
}

function readOffset(cursor: string | null): number {
  if (cursor === null) return 0
  if (!/^\d{1,6}$/.test(cursor)) throw new CodedError('HJ-REQ-009', cursor.slice(0, 20))
  return Number(cursor)
}

/** Throws HJ-REQ-007 where there is no such matter, or none that the reader may see: the two look alike from outside. */
export async function visibleMatter({ store, flows }: TaskReading, actor: Actor, chain: string): Promise<MatterRow> {
  const { rows } = await sql<MatterRow>`select m.* from internal_matter m where m.chain_id = ${chain} and ${visible(flows, actor)}`.execute(store.db)
  const [row] = rows
  if (row === undefined) throw new CodedError('HJ-REQ-007', chain)
  return row
}

/** Reports on a matter of law that the reader may see, in their order. */
export async function visibleAbout({ store, flows }: TaskReading, actor: Actor, chain: string): Promise<MatterRow[]> {
  const { rows } = await sql<MatterRow>`select m.* from internal_matter m where m.about = ${chain} and ${visible(flows, actor)} order by m.opened_at, m.chain_id limit 200`.execute(store.db)
  return rows
}
