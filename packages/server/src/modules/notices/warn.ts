/**
 * A clock that ends soon rings for whom it concerns: the officer whose act started it, or who was named to act, and those
 * who run the warnings of the agency. How soon that is, the rule says; intake tells when the verdict becomes a warning.
 * The end of the clock is part of the state: only a clock whose end moved rings again.
 */
import { hash } from 'node:crypto'
import { LANE } from '../../intake/index.ts'
import type { Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import { flowOf } from '../../flow/index.ts'
import { ring, seen } from './inbox.ts'
import type { Ring } from './inbox.ts'
import type { NoticeParts } from './parts.ts'
import { isMine } from './tell.ts'
import { matterLink, ruleName, workLink } from './words.ts'

const BATCH = 500
const LOCK = 7_080_009

interface Row {
  chain_id: string
  id: string
  rule: string
  agency: string
  due: Date
  officer: string | null
  org: string | null
  internal: boolean
  assigned: string | null
  unit_path: string | null
  origin_chain: string | null
  origin_rule: string | null
}

/** Looks through everything that intake told, or until it shall stop. Answers how many rang. */
export async function warn(parts: NoticeParts, stop: () => boolean): Promise<number> {
  let rang = 0
  for (let more = true; more && !stop(); ) {
    const [seen, count] = await transaction(parts.store, (tx) => warnBatch(parts, tx))
    rang += count
    more = seen === BATCH
  }
  return rang
}

async function warnBatch(parts: NoticeParts, tx: Tx): Promise<[number, number]> {
  if (!(await isMine(tx, LOCK))) return [0, 0]
  const { rows: messages } = await tx.query<{ chain_id: string; seq: number; changes: { id: string; to: string | null }[] }>('select chain_id, seq, changes from outbox where rung_at is null order by seq limit $1', [BATCH])
  const told = messages.flatMap(({ chain_id: chain, changes }) => changes.filter(({ to }) => to === 'warning').map(({ id }) => ({ chain, id })))
  const now = parts.clock()
  const rows = told.length === 0 ? [] : await standing(tx, told, now)
  const paths = new Map<string, string | null>()
  const pathOf = async (org: string, agency: string): Promise<string | null> => {
    const key = `${org}\n${agency}`
    if (!paths.has(key)) paths.set(key, await parts.people.pathOf(org, agency))
    return paths.get(key) ?? null
  }
  const rings: Ring[] = []
  for (const row of rows) rings.push(...(await ringsOf(parts, row, row.internal ? row.unit_path : row.org === null ? null : await pathOf(row.org, row.agency))))
  const rang = await ring(parts, tx, await seen(parts, rings))
  await tx.query('update outbox o set rung_at = $3 from unnest($1::text[], $2::bigint[]) as t(chain_id, seq) where o.chain_id = t.chain_id and o.seq = t.seq', [messages.map((row) => row.chain_id), messages.map((row) => row.seq), new Date(now)])
  return [messages.length, rang]
}

/** Of the clocks that were told of, those that end soon as the store has them now. */
async function standing(tx: Tx, told: readonly { chain: string; id: string }[], now: number): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select distinct v.chain_id, v.id, v.rule, v.agency, v.sort_at as due, e.body -> 'actor' ->> 'id' as officer, e.body -> 'actor' ->> 'org' as org,
       m.chain_id is not null as internal, m.assigned, m.unit_path, m.origin_chain, m.origin_rule
     from unnest($1::text[], $2::text[]) as t(chain_id, id) join verdict v on v.chain_id = t.chain_id and v.id = t.id
     left join event e on e.chain_id = v.chain_id and e.seq = v.anchor_seq left join internal_matter m on m.chain_id = v.chain_id
     where v.outcome = 'warning' and v.closed_seq is null and v.lane in ($3, $4) and v.sort_at > $5 and v.sort_at < 'infinity'`,
    [told.map(({ chain }) => chain), told.map(({ id }) => id), LANE.clock, LANE.work, new Date(now)],
  )
  return rows
}

async function ringsOf(parts: NoticeParts, row: Row, path: string | null): Promise<Ring[]> {
  const { people, rules } = parts
  const key = `due:${hash('sha256', `${row.chain_id}\n${row.id}\n${row.due.getTime()}`, 'hex')}`
  const clock = ruleName(parts, row.rule)
  const subject = row.origin_rule === null ? null : ruleName(parts, row.origin_rule)
  const title = { zh: subject === null ? clock.zh : `${subject.zh}：${clock.zh}`, en: subject === null ? clock.en : `${subject.en}: ${clock.en}` }
  const link = row.internal ? workLink(flowOf(parts.flows, row.chain_id).code, row.chain_id) : matterLink(row.chain_id, row.id)
  const common = { key, chain: row.chain_id, origin: row.internal ? row.origin_chain : row.chain_id, title, link, due: row.due.getTime() }
  const own = row.internal ? row.assigned : row.officer
  const owners = own === null ? [] : await people.reach(own)
  const others = path === null ? [] : await people.holders(rules.recipients.due, path)
  return [...owners.map((person): Ring => ({ ...common, person, kind: 'due' })), ...others.map((person): Ring => ({ ...common, person, kind: 'due-unit' }))]
}
