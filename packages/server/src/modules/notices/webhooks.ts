/** Webhooks: registered by the administrator of the system, each with a key of its own that is shown once. */
import type { Actor, NewWebhook, WebhookList, WebhookView } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import { ownerOf, signedHeaders } from './deliver.ts'
import type { NoticeParts } from './parts.ts'
import { secretText } from './sign.ts'
import type { Algorithm } from './sign.ts'
import { TargetError } from './target.ts'

interface Row {
  id: string
  name: string
  url: string
  algorithm: Algorithm
  kinds: string[]
  created_at: Date
  waiting: number
  delivered: number
  failed: number
  last_error: string | null
}

const LIST = `select w.id, w.name, w.url, w.algorithm, w.kinds, w.created_at, d.waiting, d.delivered, d.failed, d.last_error
  from webhook w, lateral (
    select count(*) filter (where delivered_at is null and failed_at is null) as waiting, count(delivered_at) as delivered, count(failed_at) as failed,
      (array_agg(last_error order by created_at desc) filter (where last_error is not null and delivered_at is null))[1] as last_error
    from delivery where target = w.id) d
  where w.removed_at is null`

const viewOf = ({ created_at, last_error, ...row }: Row): WebhookView => ({ ...row, createdAt: created_at.toISOString(), lastError: last_error })

export async function listWebhooks({ store, rules }: NoticeParts): Promise<WebhookList> {
  const { rows } = await store.pool.query<Row>(`${LIST} order by w.id`)
  return { items: rows.map(viewOf), kinds: rules.kinds.map(({ id, name }) => ({ id, name })) }
}

/** Throws HJ-REQ-007. */
async function webhookOf({ store }: NoticeParts, id: string): Promise<WebhookView> {
  const row = (await store.pool.query<Row>(`${LIST} and w.id = $1`, [id])).rows[0]
  if (row === undefined) throw new CodedError('HJ-REQ-007', id)
  return viewOf(row)
}

export interface WebhookWish {
  id: string
  name: string
  url: string
  algorithm: Algorithm
  kinds: readonly string[]
}

/** Throws HJ-REQ-005, HJ-NTC-002 for a target that may not be called, HJ-AUT-009 where the id was used before. */
export async function createWebhook(parts: NoticeParts, by: Actor, { id, name, url, algorithm, kinds }: WebhookWish): Promise<NewWebhook> {
  const { store, targets, rules, seal, clock } = parts
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(id)) throw new CodedError('HJ-REQ-005', id.slice(0, 60))
  const unknown = kinds.find((kind) => !rules.kinds.some((known) => known.id === kind))
  if (unknown !== undefined) throw new CodedError('HJ-REQ-005', unknown.slice(0, 60))
  const why = targets.refusal(url)
  if (why !== null) throw new CodedError('HJ-NTC-002', why)
  const secret = parts.newSecret()
  const { rowCount } = await store.pool.query('insert into webhook (id, name, url, algorithm, kinds, secret, created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing', [id, name, url, algorithm, [...new Set(kinds)], seal.close(secret, ownerOf(id)), new Date(clock())])
  if (rowCount === 0) throw new CodedError('HJ-AUT-009', id)
  await parts.record({ actor: by, action: 'webhook.create', object: id, detail: { host: new URL(url).host, kinds } })
  return { webhook: await webhookOf(parts, id), secret: secretText(secret) }
}

/** A new key; what waits goes out under it. Throws HJ-REQ-007. */
export async function rotateWebhook(parts: NoticeParts, by: Actor, id: string): Promise<NewWebhook> {
  await webhookOf(parts, id)
  const secret = parts.newSecret()
  await parts.store.pool.query('update webhook set secret = $2 where id = $1', [id, parts.seal.close(secret, ownerOf(id))])
  await parts.record({ actor: by, action: 'webhook.rotate', object: id, detail: {} })
  return { webhook: await webhookOf(parts, id), secret: secretText(secret) }
}

/** Throws HJ-REQ-007. What waits for it is given up at its next attempt. */
export async function removeWebhook(parts: NoticeParts, by: Actor, id: string): Promise<WebhookList> {
  await webhookOf(parts, id)
  await parts.store.pool.query('update webhook set removed_at = $2 where id = $1', [id, new Date(parts.clock())])
  await parts.record({ actor: by, action: 'webhook.remove', object: id, detail: {} })
  return await listWebhooks(parts)
}

/** Sends one message that means nothing; answers the code of what went wrong, null where it arrived. Throws HJ-REQ-007. */
export async function tryWebhook(parts: NoticeParts, id: string): Promise<{ error: string | null }> {
  const { store, seal, targets, rules, clock } = parts
  await webhookOf(parts, id)
  const row = (await store.pool.query<{ url: string; algorithm: Algorithm; secret: Buffer }>('select url, algorithm, secret from webhook where id = $1', [id])).rows[0]
  const secret = row === undefined ? null : seal.open(row.secret, ownerOf(id))
  if (row === undefined || secret === null) return { error: 'SEALED' }
  const message = parts.newId()
  const body = JSON.stringify({ id: message, type: 'test', at: new Date(clock()).toISOString() })
  try {
    await targets.post(row.url, signedHeaders(row.algorithm, secret, message, clock(), body), body, rules.delivery.timeoutSeconds * 1000)
    return { error: null }
  } catch (error) {
    return { error: error instanceof TargetError ? error.message : 'FAILED' }
  }
}
