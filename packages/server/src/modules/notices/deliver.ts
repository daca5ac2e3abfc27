/**
 * Sends what waits. A delivery is taken with a lease and marked only after the other side has taken it: a server that dies
 * in between leaves it to be sent again, under the same id, by which the receiver knows it. Pauses grow with each attempt.
 */
import type { Text } from '@hengjian/contracts'
import { instantText } from '../../dates.ts'
import type { NoticeParts } from './parts.ts'
import { chosenBy } from './settings.ts'
import { signature } from './sign.ts'
import type { Algorithm } from './sign.ts'
import { MailError } from './mail.ts'
import { TargetError } from './target.ts'
import { filled } from './words.ts'

const BATCH = 10
const LEASE_MS = 120_000
/** lines of a digest; the page has them all */
const MOST_LINES = 50

interface Delivery {
  id: string
  channel: 'email' | 'digest' | 'webhook'
  person: string
  target: string | null
  keys: string[]
  attempts: number
  created_at: Date
}

interface Told {
  key: string
  kind: string
  chain_id: string
  title: Text
  link: string
  due: Date | null
  created_at: Date
  read_at: Date | null
}

/** Sends until nothing is due, or until it shall stop. Answers how many arrived. */
export async function deliver(parts: NoticeParts, stop: () => boolean): Promise<number> {
  let arrived = 0
  while (!stop()) {
    const taken = await take(parts)
    if (taken.length === 0) break
    const results = await Promise.all(taken.map((one) => attempt(parts, one)))
    arrived += results.filter(Boolean).length
  }
  return arrived
}

async function take({ store, clock }: NoticeParts): Promise<Delivery[]> {
  const now = clock()
  const { rows } = await store.pool.query<Delivery>(
    `update delivery set attempts = attempts + 1, not_before = $2
     where id in (select id from delivery where delivered_at is null and failed_at is null and not_before <= $1 order by not_before limit $3 for update skip locked)
     returning id, channel, person, target, keys, attempts, created_at`,
    [new Date(now), new Date(now + LEASE_MS), BATCH],
  )
  return rows
}

async function attempt(parts: NoticeParts, one: Delivery): Promise<boolean> {
  const { store, clock, rules } = parts
  try {
    const note = await (one.channel === 'webhook' ? call(parts, one) : write(parts, one))
    await store.pool.query('update delivery set delivered_at = $2, last_error = $3 where id = $1', [one.id, new Date(clock()), note])
    return true
  } catch (error) {
    const isOurs = error instanceof MailError || error instanceof TargetError || error instanceof Gone
    const code = isOurs ? error.message.slice(0, 60) : 'FAILED'
    const isLast = error instanceof Gone || one.attempts >= rules.delivery.attempts
    const pause = Math.min(rules.delivery.firstSeconds * 1000 * 2 ** (one.attempts - 1), rules.delivery.mostMinutes * 60_000)
    await store.pool.query('update delivery set last_error = $2, not_before = $3, failed_at = $4 where id = $1', [one.id, code, new Date(clock() + pause), isLast ? new Date(clock()) : null])
    if (isLast) await parts.record({ actor: null, action: 'notices.fail', object: one.target ?? one.person, detail: { delivery: one.id, channel: one.channel, code } })
    return false
  }
}

/** There is nobody any more to whom it could go. */
class Gone extends Error {}

async function toldOf({ store }: NoticeParts, { person, keys }: Delivery): Promise<Told[]> {
  return (await store.pool.query<Told>('select key, kind, chain_id, title, link, due, created_at, read_at from inbox where person = $1 and key = any($2) order by seq desc', [person, keys])).rows
}

/** Answers `READ` where the person has read it meanwhile: no letter is needed. */
async function write(parts: NoticeParts, one: Delivery): Promise<string | null> {
  const { mailer, rules, address, store } = parts
  const { email, language } = (await chosenBy(parts, store.pool, [one.person]))(one.person)
  if (mailer === null || email === null) throw new Gone('NO-ADDRESS')
  const told = (await toldOf(parts, one)).filter(({ read_at }) => read_at === null)
  const [first] = told
  if (first === undefined) return 'READ'
  const pattern = one.channel === 'digest' ? rules.mail.digest : rules.mail.one
  const lines = told.slice(0, MOST_LINES).map(({ title, due }) => `· ${title[language]}${due === null ? '' : `  ${instantText(due.getTime(), parts.offset).slice(0, 16).replace('T', ' ')}`}`)
  const values = { title: first.title[language], link: address + (one.channel === 'digest' ? '/notices' : first.link), count: String(told.length), lines: lines.join('\n') }
  await mailer.send({ to: email, subject: filled(pattern.subject[language], values), text: filled(pattern.text[language], values), id: one.id })
  return null
}

interface Webhook {
  url: string
  algorithm: Algorithm
  secret: Buffer
}

async function call(parts: NoticeParts, one: Delivery): Promise<null> {
  const { store, seal, targets, rules, clock, address, offset } = parts
  const id = one.target ?? ''
  const webhook = (await store.pool.query<Webhook>('select url, algorithm, secret from webhook where id = $1 and removed_at is null', [id])).rows[0]
  const secret = webhook === undefined ? null : seal.open(webhook.secret, ownerOf(id))
  if (webhook === undefined || secret === null) throw new Gone(webhook === undefined ? 'REMOVED' : 'SEALED')
  const [told] = await toldOf(parts, one)
  if (told === undefined) throw new Gone('REMOVED')
  const body = JSON.stringify({
    id: one.id,
    type: 'notice',
    kind: told.kind,
    person: one.person,
    title: told.title,
    matter: told.chain_id,
    link: address + told.link,
    due: told.due === null ? null : instantText(told.due.getTime(), offset),
    at: instantText(told.created_at.getTime(), offset),
  })
  await targets.post(webhook.url, signedHeaders(webhook.algorithm, secret, one.id, clock(), body), body, rules.delivery.timeoutSeconds * 1000)
  return null
}

export const ownerOf = (webhook: string): string => `webhook ${webhook}`

export function signedHeaders(algorithm: Algorithm, secret: Buffer, id: string, now: number, body: string): Record<string, string> {
  const seconds = Math.floor(now / 1000)
  return { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'hengjian', 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature(algorithm, secret, id, seconds, body) }
}
