/** The list of matters, searched and filtered. */
import type { Agency, MatterList, MatterSummary } from '@hengjian/contracts'
import type { Outcome } from '@hengjian/engine'
import { outcomes } from '@hengjian/engine'
import { sql } from 'kysely'
import type { Expression, Selectable, SqlBool } from 'kysely'
import { dueText, instantText } from '../../dates.ts'
import type { View } from '../../store/index.ts'
import type { ChainTable } from '../../store/tables.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Masker } from './masking.ts'
import { maskerFor } from './masking.ts'
import type { Reading } from './reading.ts'
import { offsetOf } from './reading.ts'
import { isTitled } from './title.ts'

export interface MatterQuery {
  /** case number, person, document number or id of the matter */
  q: string | null
  flow: string | null
  /** leading digits of an administrative division */
  place: string | null
  agency: Agency | null
  /** matters with at least one verdict of this outcome */
  state: Outcome | null
  /** matters that had begun by then; epoch milliseconds */
  asOf: number | null
  cursor: string | null
  limit: number
}

export async function readMatters(reading: Reading, query: MatterQuery): Promise<MatterList> {
  const { db } = reading.store
  const filters = filtersOf(query, reading.catalogue.flows.filter((flow) => flow.internal !== undefined).map((flow) => flow.code))
  if (reading.store.narrow) filters.push(sql<SqlBool>`chain_id in (select r.chain_id from chain_reach r)`)
  const after = query.cursor === null ? null : readCursor(query.cursor, ['date', 'string'])
  let page = db.selectFrom('chain').selectAll().where(sql.join([sql<SqlBool>`true`, ...filters], sql` and `) as Expression<SqlBool>)
  if (after !== null) page = page.where(sql<SqlBool>`(last_at, chain_id) < (${after[0]}::timestamptz, ${after[1]}::text)`)
  const [rows, total] = await Promise.all([
    page.orderBy('last_at', 'desc').orderBy('chain_id', 'desc').limit(query.limit + 1).execute(),
    db.selectFrom('chain').select(sql<number>`count(*)`.as('n')).where(sql.join([sql<SqlBool>`true`, ...filters], sql` and `) as Expression<SqlBool>).executeTakeFirstOrThrow(),
  ])
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => summaryOf(reading, row, maskerFor(row.persons, row.minors))),
    total: total.n,
    nextCursor: rows.length > items.length && last?.last_at ? writeCursor([last.last_at.toISOString(), last.chain_id]) : null,
  }
}

export async function countVisible({ pool }: Pick<View, 'pool'>, chains: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from chain where chain_id = any($1::text[])', [chains])
  return rows[0]?.n ?? 0
}

/** `inside`: flows of matters inside the platform, which have lists of their own. */
function filtersOf({ q, flow, place, agency, state, asOf }: MatterQuery, inside: readonly string[]): Expression<SqlBool>[] {
  const filters: Expression<SqlBool>[] = [sql<SqlBool>`last_at is not null`]
  if (inside.length > 0) filters.push(sql<SqlBool>`(flow is null or flow not in (${sql.join(inside)}))`)
  for (const word of (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)) filters.push(sql<SqlBool>`search like ${`%${literal(word)}%`}`)
  if (flow !== null) filters.push(sql<SqlBool>`flow = ${flow}`)
  if (place !== null) filters.push(sql<SqlBool>`place like ${`${literal(place)}%`}`)
  if (agency !== null) filters.push(sql<SqlBool>`agencies ? ${agency}`)
  if (state !== null) filters.push(sql<SqlBool>`(counts -> ${sql.lit(outcomes.indexOf(state))})::int > 0`)
  if (asOf !== null) filters.push(sql<SqlBool>`first_at <= ${new Date(asOf)}`)
  return filters
}

/** In a pattern, `%` and `_` that somebody typed stand for themselves. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

type ChainRow = Selectable<ChainTable>

export function summaryOf({ catalogue, ...rest }: Reading, row: ChainRow, masker: Masker): MatterSummary {
  const offset = offsetOf({ catalogue, ...rest })
  const flow = row.flow ?? ''
  const lastNode = row.last_node ?? ''
  const at = (instant: Date | null): string => (instant === null ? '' : instantText(instant.getTime(), offset))
  return {
    chain: row.chain_id,
    title: isTitled(row.title) ? masker.text(row.title) : row.chain_id,
    caseNos: row.case_nos,
    persons: row.persons.map((name) => masker.name(name)),
    place: row.place,
    agencies: row.agencies as Agency[],
    flow,
    flowName: catalogue.flows.find(({ code }) => code === flow)?.name ?? { zh: flow, en: flow },
    lastNode,
    lastNodeName: catalogue.nodes.get(lastNode)?.name ?? { zh: lastNode, en: lastNode },
    firstAt: at(row.first_at),
    lastAt: at(row.last_at),
    counts: Object.fromEntries(outcomes.map((outcome, i) => [outcome, row.counts[i] ?? 0])) as MatterSummary['counts'],
    nextDue: row.next_due === null ? null : dueText(Date.parse(row.next_due), offset),
  }
}
