/** Verdicts across matters, and the explanation of one. */
import type { Agency, Explanation, VerdictList } from '@hengjian/contracts'
import type { Outcome, Verdict } from '@hengjian/engine'
import { explain, toVerdict } from '@hengjian/engine'
import type { StoredVerdict } from '../../intake/index.ts'
import { verdictFromStore } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { clockRows, keyOf } from './clock-row.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { unmasked } from './masking.ts'
import type { Reading } from './reading.ts'
import { isInside } from './reading.ts'
import { judgedChains } from './recent.ts'

export interface VerdictQuery {
  rule: string | null
  outcome: Outcome | null
  agency: Agency | null
  chain: string | null
  cursor: string | null
  limit: number
}

/** In the order of matters; every filter combination runs along the primary key or the index by rule. */
export async function readVerdicts(reading: Reading, query: VerdictQuery): Promise<VerdictList> {
  let select = reading.store.db.selectFrom('verdict').selectAll()
  if (query.rule !== null) select = select.where('rule', '=', query.rule)
  if (query.outcome !== null) select = select.where('outcome', '=', query.outcome)
  if (query.agency !== null) select = select.where('agency', '=', query.agency)
  if (query.chain !== null) select = select.where('chain_id', '=', query.chain)
  if (query.cursor !== null) {
    const [chain, id] = readCursor(query.cursor, ['string', 'string']).map(String)
    select = select.where((eb) => eb(eb.refTuple('chain_id', 'id'), '>', eb.tuple(chain ?? '', id ?? '')))
  }
  const found = await select.orderBy('chain_id').orderBy('id').limit(query.limit + 1).execute()
  const page = found.slice(0, query.limit).map((row) => verdictFromStore(row as StoredVerdict))
  const rows = await clockRows(reading, page, await judgedChains(reading, page.map((row) => row.chain_id), null))
  const last = page.at(-1)
  return {
    items: page.filter((row) => !isInside(reading, row.chain_id)).flatMap((row) => rows.get(keyOf(row)) ?? []),
    nextCursor: found.length > page.length && last !== undefined ? writeCursor([last.chain_id, last.id]) : null,
  }
}

/** `asOf`: epoch milliseconds; null for now. A verdict that no longer stands is explained as it was. Throws HJ-REQ-007. */
export async function explainVerdict(reading: Reading, id: string, asOf: number | null): Promise<Explanation> {
  const { catalogue } = reading
  for (const chain of (await chainsOf(reading, id)).filter((one) => !isInside(reading, one))) {
    const judged = (await judgedChains(reading, [chain], asOf)).get(chain)
    const judgment = judged?.judgments.get(id)
    const verdict = judgment === undefined ? await formerly(reading, chain, id) : toVerdict(catalogue, judgment)
    if (judged === undefined || verdict === null) continue
    const masker = (await reading.unmaskedUntil(chain)) === null ? judged.masker : unmasked
    return { verdict: masker.texts(verdict), sentences: masker.texts(explain(catalogue, verdict)) }
  }
  throw new CodedError('HJ-REQ-007', id)
}

/**
 * The matters to which a verdict may belong. Its id ends in `source/id` of its anchor event, and both may hold slashes,
 * so every way of parting them is looked up in the register of ids.
 */
async function chainsOf({ store }: Reading, id: string): Promise<string[]> {
  const anchor = id.slice(id.indexOf(':') + 1)
  const sources: string[] = []
  const ids: string[] = []
  for (let slash = anchor.indexOf('/'); slash !== -1; slash = anchor.indexOf('/', slash + 1)) {
    sources.push(anchor.slice(0, slash))
    ids.push(anchor.slice(slash + 1))
  }
  const { rows } = await store.pool.query<{ chain_id: string }>(
    'select distinct k.chain_id from unnest($1::text[], $2::text[]) as t(source, id) join event_key k on k.source = t.source and k.id = t.id',
    [sources, ids],
  )
  return rows.map((row) => row.chain_id)
}

async function formerly({ store }: Reading, chain: string, id: string): Promise<Verdict | null> {
  const row = await store.db.selectFrom('verdict_history').select('body').where('chain_id', '=', chain).where('id', '=', id).orderBy('seq', 'desc').executeTakeFirst()
  return row === undefined ? null : (row.body as Verdict)
}
