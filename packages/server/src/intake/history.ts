/** Verdicts that were replaced stay readable in full: nothing disappears. */
import type { ChainEvent } from '@hengjian/engine'
import { toVerdict } from '@hengjian/engine'
import { insertAll, iso } from './bulk.ts'
import type { Judging } from './judge.ts'
import { judgmentOf } from './verdict-row.ts'
import type { VerdictRow } from './verdict-row.ts'

export interface Replaced {
  before: VerdictRow
  after: VerdictRow | null
  /** all events of the chain, by number */
  events: readonly ChainEvent[]
}

export async function keepHistory(judging: Judging, replaced: readonly Replaced[]): Promise<void> {
  const rows = replaced.map(({ before, after, events }) => {
    const rule = judging.register.rules.get(`${before.rule}@${before.rule_version}`)
    return {
      chain_id: before.chain_id,
      id: before.id,
      replaced_at: iso(judging.now),
      cause: judging.cause,
      outcome: before.outcome,
      now_outcome: after?.outcome ?? null,
      body: JSON.stringify(rule === undefined ? before : toVerdict(judging.catalogue, judgmentOf(before, rule, events))),
    }
  })
  const columns = { chain_id: 'text', id: 'text', replaced_at: 'timestamptz', cause: 'text', outcome: 'text', now_outcome: 'text', body: 'jsonb' } as const
  await insertAll(judging.tx, 'verdict_history', columns, rows)
}
