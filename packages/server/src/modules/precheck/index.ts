/** An act asked about before it is done: judged on what is known of the matter, and every question is recorded. */
import type { Actor, AuditActor, PrecheckAnswer } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { explain, precheck } from '@hengjian/engine'
import type { Audit } from '../../audit/index.ts'
import { storedEvents } from '../../intake/index.ts'
import type { Reach, Store } from '../../store/index.ts'
import { viewOf } from '../../store/index.ts'
import { maskerOf } from '../chains/index.ts'

export interface Precheck {
  /** `reader`: who asks; the officer who intends the act stands in the event. A matter that the reader may not see is answered as one that has not begun. */
  ask(intended: ChainEvent, reader: Actor, by: AuditActor | null): Promise<PrecheckAnswer>
}

export function createPrecheck({ store, catalogue, audit, reachOf }: { store: Store; catalogue: Catalogue; audit: Audit; reachOf: (actor: Actor) => Promise<Reach> }): Precheck {
  return {
    ask: async (intended, reader, by) => {
      const events = (await storedEvents(viewOf(store, await reachOf(reader)).pool, [intended.chain])).get(intended.chain) ?? []
      const { decision, verdicts } = precheck(catalogue, events, intended)
      await audit.note({
        actor: by,
        action: 'precheck.ask',
        object: `matter:${intended.chain}`,
        outcome: decision,
        detail: { node: intended.node, at: intended.at, officer: intended.actor?.['id'] ?? null, verdicts: verdicts.map(({ id, outcome, reason }) => ({ id, outcome, reason })) },
      })
      const masker = maskerOf(catalogue, [...events, intended])
      return { decision, verdicts: masker.texts(verdicts), sentences: masker.texts(verdicts.map((verdict) => explain(catalogue, verdict))) }
    },
  }
}
