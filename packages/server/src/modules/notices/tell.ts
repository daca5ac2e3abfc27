/** What flows noted for a person or a unit becomes a ring for each person who is meant, and for whoever stands in. */
import type { Text } from '@hengjian/contracts'
import { actName, flowOf } from '../../flow/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import { ring, seen } from './inbox.ts'
import type { Ring } from './inbox.ts'
import type { NoticeParts } from './parts.ts'
import type { NoticeKind } from './rules.ts'
import { ruleName, workLink } from './words.ts'

const BATCH = 200
/** One server tells at a time. */
const LOCK = 7_080_008

const KINDS: Record<string, NoticeKind> = { assigned: 'task', unit: 'unit', 'unit-above': 'above' }

interface Row {
  chain_id: string
  event_id: string
  relation: string
  person: string | null
  unit_path: string | null
  origin_chain: string | null
  origin_rule: string | null
  node: string
  act: string | null
  by: string | null
}

/** Tells everything that waits, or until it shall stop. Answers how many rang. */
export async function tell(parts: NoticeParts, stop: () => boolean): Promise<number> {
  let rang = 0
  for (let more = true; more && !stop(); ) {
    const [told, count] = await transaction(parts.store, (tx) => tellBatch(parts, tx))
    rang += count
    more = told === BATCH
  }
  return rang
}

async function tellBatch(parts: NoticeParts, tx: Tx): Promise<[number, number]> {
  if (!(await isMine(tx, LOCK))) return [0, 0]
  // a person who was named comes before the unit of which that person is one
  const { rows } = await tx.query<Row>(
    `select n.chain_id, n.event_id, n.relation, n.person, n.unit_path, m.origin_chain, m.origin_rule, e.node, e.body -> 'attrs' ->> 'act' as act, e.body -> 'actor' ->> 'id' as by
     from notice n join internal_matter m on m.chain_id = n.chain_id join event e on e.chain_id = n.chain_id and e.source = 'hengjian' and e.id = n.event_id
     where n.told_at is null order by n.created_at, n.chain_id, n.event_id, n.relation limit $1`,
    [BATCH],
  )
  const rings: Ring[] = []
  for (const row of rows) {
    const flow = flowOf(parts.flows, row.chain_id)
    for (const person of await meant(parts, row)) {
      if (person === row.by) continue
      rings.push({ person, key: row.event_id, kind: KINDS[row.relation] ?? 'unit', chain: row.chain_id, origin: row.origin_chain, title: titleOf(parts, row), link: workLink(flow.code, row.chain_id), due: null })
    }
  }
  const rang = await ring(parts, tx, await seen(parts, rings))
  await tx.query('update notice n set told_at = $4 from unnest($1::text[], $2::text[], $3::text[]) as t(chain_id, event_id, relation) where n.chain_id = t.chain_id and n.event_id = t.event_id and n.relation = t.relation', [rows.map((row) => row.chain_id), rows.map((row) => row.event_id), rows.map((row) => row.relation), new Date(parts.clock())])
  return [rows.length, rang]
}

async function meant({ people, rules }: NoticeParts, { relation, person, unit_path }: Row): Promise<string[]> {
  if (relation === 'assigned') return person === null ? [] : await people.reach(person)
  return unit_path === null ? [] : await people.holders(relation === 'unit' ? rules.recipients.unit : rules.recipients['unit-above'], unit_path)
}

/** What it is about, and what was done. */
function titleOf(parts: NoticeParts, { chain_id, node, act, origin_rule }: Row): Text {
  const flow = flowOf(parts.flows, chain_id)
  const step = flow.node(node)
  const done = actName(step, act)
  const subject = origin_rule === null ? flow.name : ruleName(parts, origin_rule)
  const what = { zh: step?.name.zh ?? node, en: step?.name.en ?? node }
  return { zh: `${subject.zh}：${what.zh}${done === null ? '' : `（${done.zh}）`}`, en: `${subject.en}: ${what.en}${done === null ? '' : ` (${done.en})`}` }
}

export async function isMine(tx: Tx | Store['pool'], lock: number): Promise<boolean> {
  return (await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock])).rows[0]?.mine === true
}
