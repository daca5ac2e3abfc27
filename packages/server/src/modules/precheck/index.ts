/** An act asked about before it is done: judged on what is known of the matter, and every question is recorded. */
import type { AuditActor, PrecheckAnswer } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { explain, precheck } from '@hengjian/engine'
import type { Audit } from '../../audit/index.ts'
import { storedEvents } from '../../intake/index.ts'
import type { Store } from '../../store/index.ts'
import { maskerOf } from '../chains/index.ts'

export interface Precheck {
  /** `by`: who asks; the officer who intends the act stands in the event. */
  ask(intended: ChainEvent, by: AuditActor | null): Promise<PrecheckAnswer>
}

export function createPrecheck({ store, catalogue, audit }: { store: Store; catalogue: Catalogue; audit: Audit }): Precheck {
  return {
    ask: async (intended, by) => {
      const events = (await storedEvents(store.pool, [intended.chain])).get(intended.chain) ?? []
      const { decision, verdicts } = precheck(catalogue, events, intended)
      await audit.note({
        actor: by,
        action: 'precheck.ask',
        object: `matter:${intended.chain}`,
        outcome: decision,
        detail: { node: intended.node, at: intended.at, officer: intended.actor?.['id'] ?? null, verdicts: verdicts.map(({ id, outcome, reason }) => ({ id, outcome, reason })) },
      })
      const masker = maskerOf([...events, intended])
      return { decision, verdicts: masker.texts(verdicts), sentences: masker.texts(verdicts.map((verdict) => explain(catalogue, verdict))) }
    },
  }
}
