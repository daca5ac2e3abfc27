/** An act asked about before it is done: judged on what is known of the matter, and every question is recorded. */
import type { Actor, OverrideView, PrecheckAnswer } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import { explain, precheck } from '@hengjian/engine'
import { CodedError } from '../../problem.ts'
import { maskerOf } from '../chains/index.ts'
import { OVERRIDE, textOf } from './act.ts'
import { knownOf } from './known.ts'
import type { OverrideWish } from './overrides.ts'
import { grantedFor, listOverrides, readOverride, requestOverride } from './overrides.ts'
import type { PrecheckParts } from './parts.ts'

export type { OverrideWish } from './overrides.ts'
export type { PrecheckParts } from './parts.ts'

export interface Precheck {
  /** `by`: who asks; the officer who intends the act stands in the event, with the override if there is one. A matter that whoever asks may not see is answered as one that is not there. Throws HJ-REQ-007, HJ-OVR-001 to 005. */
  ask(intended: ChainEvent, by: Actor): Promise<PrecheckAnswer>
  /** Asks that a stopped act be let pass. Throws HJ-REQ-007, HJ-OVR-006 to 008. */
  request(wish: OverrideWish, by: Actor): Promise<{ created: boolean; override: OverrideView }>
  /** Throws HJ-REQ-007. */
  override(id: string, reader: Actor): Promise<OverrideView>
  overrides(matter: string, reader: Actor): Promise<OverrideView[]>
}

export function createPrecheck(parts: PrecheckParts): Precheck {
  return {
    ask: (intended, by) => ask(parts, intended, by),
    request: (wish, by) => requestOverride(parts, wish, by),
    override: (id, reader) => readOverride(parts, id, reader),
    overrides: (matter, reader) => listOverrides(parts, matter, reader),
  }
}

async function ask(parts: PrecheckParts, intended: ChainEvent, by: Actor): Promise<PrecheckAnswer> {
  const { catalogue, audit } = parts
  const id = textOf(intended.attrs[OVERRIDE])
  const question = {
    actor: by.id === 'nobody' ? null : { kind: by.kind, id: by.id, name: by.name },
    action: 'precheck.ask',
    object: `matter:${intended.chain}`,
    detail: { node: intended.node, at: intended.at, officer: intended.actor?.['id'] ?? null, ...(id === null ? {} : { override: id.slice(0, 200) }) },
  }
  const { events, basis } = await knownOf(parts, intended, by).catch(async (error: unknown) => {
    if (error instanceof CodedError) await audit.note({ ...question, outcome: 'refused', detail: { ...question.detail, code: error.code } })
    throw error
  })
  const { decision: found, verdicts, stoppedBy } = precheck(catalogue, events, intended)
  const entry = { ...question, detail: { ...question.detail, verdicts: verdicts.map(({ id: verdict, outcome, reason }) => ({ id: verdict, outcome, reason })) } }
  // An override that is not what it should be is refused even where nothing stops the act: somebody made it up.
  const override = id === null ? null : await grantedFor(parts, id, intended, stoppedBy, by).catch((error: unknown) => refuse(parts, entry, error))
  const decision = override === null ? found : 'allow'
  await audit.note({ ...entry, outcome: decision })
  const masker = maskerOf(catalogue, [...events, intended])
  return { decision, verdicts: masker.texts(verdicts), sentences: masker.texts(verdicts.map((verdict) => explain(catalogue, verdict))), stoppedBy, override, basis }
}

async function refuse({ audit }: PrecheckParts, entry: Parameters<PrecheckParts['audit']['note']>[0], error: unknown): Promise<never> {
  if (error instanceof CodedError) await audit.note({ ...entry, action: 'override.refuse', outcome: 'refused', detail: { ...entry.detail, code: error.code } })
  throw error
}
