/** An act asked about before it is done: judged on what is known of the matter, and every question is recorded. */
import type { PrecheckAnswer } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { explain, precheck } from '@hengjian/engine'
import { storedEvents } from '../../intake/index.ts'
import type { Store } from '../../store/index.ts'
import { maskerOf } from '../chains/index.ts'

export interface Precheck {
  ask(intended: ChainEvent): Promise<PrecheckAnswer>
}

export function createPrecheck({ store, catalogue, clock }: { store: Store; catalogue: Catalogue; clock: () => number }): Precheck {
  return {
    ask: async (intended) => {
      const events = (await storedEvents(store.pool, [intended.chain])).get(intended.chain) ?? []
      const { decision, verdicts } = precheck(catalogue, events, intended)
      await store.db
        .insertInto('precheck_audit')
        .values({
          chain_id: intended.chain,
          asked_at: new Date(clock()),
          node: intended.node,
          actor: intended.actor?.['id'] ?? null,
          decision,
          verdicts: JSON.stringify(verdicts.map(({ id, outcome, reason }) => ({ id, outcome, reason }))),
        })
        .execute()
      const masker = maskerOf([...events, intended])
      return { decision, verdicts: masker.texts(verdicts), sentences: masker.texts(verdicts.map((verdict) => explain(catalogue, verdict))) }
    },
  }
}
