/**
 * Reading the persons of one matter by name: a right that somebody takes for a reason, that ends by itself, and that
 * stands in the audit trail with the reason before the first name is shown.
 */
import type { Actor, AuditActor, Unmasking } from '@hengjian/contracts'
import type { Audit } from '../../audit/index.ts'
import { instantText } from '../../dates.ts'
import { CodedError } from '../../problem.ts'
import type { Store } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'

export interface UnmaskingParts {
  store: Store
  audit: Audit
  clock: () => number
  /** from roles.yaml: how long it lasts, how many characters a reason has at least */
  unmasking: { minutes: number; reason: number }
}

const PERMISSION = 'matters.unmask'

const holderOf = ({ kind, id }: Actor): string => `${kind}:${id}`

/** Epoch milliseconds; null where there is no right, or the permission behind it is gone. */
export async function unmaskedUntil({ store, clock }: UnmaskingParts, actor: Actor, chain: string): Promise<number | null> {
  if (!actor.permissions.has(PERMISSION)) return null
  const { rows } = await store.pool.query<{ until: Date | null }>('select max(expires_at) as until from unmasking where chain_id = $1 and actor_id = $2 and expires_at > $3', [chain, holderOf(actor), new Date(clock())])
  return rows[0]?.until?.getTime() ?? null
}

/** The matter must be one that the actor may see. Throws HJ-REQ-010. */
export async function unmask({ store, audit, clock, unmasking }: UnmaskingParts, actor: Actor, named: AuditActor | null, chain: string, reason: string, offset: number): Promise<Unmasking> {
  const why = reason.replaceAll('\u0000', '').toWellFormed().trim()
  if (Array.from(why).length < unmasking.reason) throw new CodedError('HJ-REQ-010', String(unmasking.reason))
  const now = clock()
  const until = instantText(now + unmasking.minutes * 60_000, offset)
  await transaction(store, async (tx) => {
    await tx.query('insert into unmasking (chain_id, actor_id, reason, granted_at, expires_at) values ($1, $2, $3, $4, $5) on conflict (chain_id, actor_id, granted_at) do update set reason = excluded.reason, expires_at = excluded.expires_at', [chain, holderOf(actor), why, new Date(now), new Date(now + unmasking.minutes * 60_000)])
    await audit.record(tx, { actor: named, action: 'data.unmask', object: `matter:${chain}`, detail: { reason: why, until } })
  })
  return { until }
}

/** Gives the right back before its time. */
export async function mask({ store, clock }: UnmaskingParts, actor: Actor, chain: string): Promise<void> {
  await store.pool.query('update unmasking set expires_at = $3 where chain_id = $1 and actor_id = $2 and expires_at > $3', [chain, holderOf(actor), new Date(clock())])
}
