/** The inbox of a person: something rings once for each state, and what goes out of the house waits in the same transaction. */
import type { NoticeChannel, NoticeList, Text } from '@hengjian/contracts'
import { dueText, instantText } from '../../dates.ts'
import { CodedError } from '../../problem.ts'
import type { Tx } from '../../store/index.ts'
import type { NoticeParts } from './parts.ts'
import { earliest } from './quiet.ts'
import { channelsOf } from './rules.ts'
import type { NoticeKind } from './rules.ts'
import { chosenBy } from './settings.ts'

/** Tells every server whose inbox has changed. */
export const NOTICED = 'hengjian_notice'

export interface Ring {
  person: string
  /** the state that rings */
  key: string
  kind: NoticeKind
  chain: string
  origin: string | null
  title: Text
  link: string
  due: number | null
}

/** One after the other: of two rings with one key for one person the first counts. Answers how many rang. */
export async function ring(parts: NoticeParts, tx: Tx, rings: readonly Ring[]): Promise<number> {
  if (rings.length === 0) return 0
  const now = parts.clock()
  const unique = [...new Map(rings.toReversed().map((one) => [`${one.person}\n${one.key}`, one])).values()].toReversed()
  const { rows } = await tx.query<{ person: string; key: string }>(
    `insert into inbox (person, key, kind, chain_id, origin, title, link, due, created_at)
     select t.person, t.key, t.kind, t.chain, t.origin, t.title, t.link, t.due, $2
     from jsonb_to_recordset($1::jsonb) as t(person text, key text, kind text, chain text, origin text, title jsonb, link text, due timestamptz)
     on conflict do nothing returning person, key`,
    [JSON.stringify(unique.map((one) => ({ ...one, due: one.due === null ? null : new Date(one.due).toISOString() }))), new Date(now)],
  )
  const rang = new Set(rows.map(({ person, key }) => `${person}\n${key}`))
  const fresh = unique.filter(({ person, key }) => rang.has(`${person}\n${key}`))
  await sendOut(parts, tx, fresh, now)
  const people = [...new Set(fresh.map(({ person }) => person))]
  for (let i = 0; i < people.length; i += MOST_AT_ONCE) await tx.query('select pg_notify($1, $2)', [NOTICED, JSON.stringify(people.slice(i, i + MOST_AT_ONCE))])
  return fresh.length
}

/** Without those who may not see the matter: to be told of it would be to see it. */
export async function seen(parts: NoticeParts, rings: readonly Ring[]): Promise<Ring[]> {
  const kept: Ring[] = []
  for (const [person, own] of Map.groupBy(rings, (one) => one.person)) {
    const visible = await parts.visible(person, [...new Set(own.map(({ chain }) => chain))])
    kept.push(...own.filter(({ chain }) => visible.has(chain)))
  }
  return kept
}

/** a notification holds 8000 bytes */
const MOST_AT_ONCE = 100

async function sendOut(parts: NoticeParts, tx: Tx, rings: readonly Ring[], now: number): Promise<void> {
  if (rings.length === 0) return
  const choices = await chosenBy(parts, tx, [...new Set(rings.map(({ person }) => person))])
  const { rows: webhooks } = await tx.query<{ id: string; kinds: string[] }>('select id, kinds from webhook where removed_at is null')
  const out: { id: string; dedupe: string; channel: string; person: string; target: string | null; keys: string[]; not_before: string }[] = []
  const digest: Ring[] = []
  for (const one of rings) {
    const { person, key, kind, due } = one
    const chosen = choices(person)
    const channels: ReadonlySet<NoticeChannel> = channelsOf(parts.rules, kind, chosen.channels)
    const not_before = new Date(earliest(now, chosen.quiet, due, parts.offset)).toISOString()
    if (channels.has('email') && parts.mailer !== null && chosen.email !== null) out.push({ id: parts.newId(), dedupe: `email|${person}|${key}`, channel: 'email', person, target: null, keys: [key], not_before })
    else if (channels.has('digest')) digest.push(one)
    for (const webhook of webhooks) if (webhook.kinds.includes(kind)) out.push({ id: parts.newId(), dedupe: `${webhook.id}|${person}|${key}`, channel: 'webhook', person, target: webhook.id, keys: [key], not_before })
  }
  await tx.query('update inbox set digest = true from unnest($1::text[], $2::text[]) as t(person, key) where inbox.person = t.person and inbox.key = t.key', [digest.map(({ person }) => person), digest.map(({ key }) => key)])
  await tx.query(
    `insert into delivery (id, dedupe, channel, person, target, keys, created_at, not_before)
     select t.id, t.dedupe, t.channel, t.person, t.target, array(select jsonb_array_elements_text(t.keys)), $2, t.not_before
     from jsonb_to_recordset($1::jsonb) as t(id text, dedupe text, channel text, person text, target text, keys jsonb, not_before timestamptz)
     on conflict do nothing`,
    [JSON.stringify(out), new Date(now)],
  )
}

/** Removes what was read long ago, and what was sent or given up. */
export async function prune({ store, clock, rules }: NoticeParts): Promise<void> {
  const before = (days: number): Date => new Date(clock() - days * 86_400_000)
  await store.pool.query('delete from delivery where coalesce(delivered_at, failed_at) < $1', [before(rules.keep.sent)])
  await store.pool.query('delete from inbox where read_at < $1', [before(rules.keep.read)])
}

interface Row {
  seq: number
  kind: string
  origin: string | null
  title: Text
  link: string
  due: Date | null
  created_at: Date
  read_at: Date | null
}

export interface InboxQuery {
  unread: boolean
  cursor: string | null
  limit: number
}

/** The latest first. `titles`: masked titles of those matters that the reader may see. Throws HJ-REQ-009. */
export async function readInbox(parts: NoticeParts, person: string, { unread, cursor, limit }: InboxQuery, titles: (chains: string[]) => Promise<Map<string, string>>): Promise<NoticeList> {
  const { store, offset, rules } = parts
  if (cursor !== null && !/^\d{1,15}$/.test(cursor)) throw new CodedError('HJ-REQ-009', cursor.slice(0, 20))
  const [{ rows }, count] = await Promise.all([
    store.pool.query<Row>('select seq, kind, origin, title, link, due, created_at, read_at from inbox where person = $1 and ($2::bigint is null or seq < $2) and (not $3 or read_at is null) order by seq desc limit $4', [person, cursor, unread, limit + 1]),
    unreadOf(parts, person),
  ])
  const shown = rows.slice(0, limit)
  const known = await titles([...new Set(shown.flatMap(({ origin }) => origin ?? []))])
  return {
    asOf: instantText(parts.clock(), offset),
    unread: count,
    items: shown.map((row) => ({
      seq: row.seq,
      kind: row.kind,
      kindName: rules.kinds.find(({ id }) => id === row.kind)?.name ?? { zh: row.kind, en: row.kind },
      title: row.title,
      matter: row.origin === null ? null : (known.get(row.origin) ?? null),
      link: row.link,
      due: row.due === null ? null : dueText(row.due.getTime(), offset),
      at: instantText(row.created_at.getTime(), offset),
      read: row.read_at !== null,
    })),
    nextCursor: rows.length > limit ? String(shown.at(-1)?.seq) : null,
  }
}

export async function unreadOf({ store }: NoticeParts, person: string): Promise<number> {
  return (await store.pool.query<{ n: number }>('select count(*) as n from inbox where person = $1 and read_at is null', [person])).rows[0]?.n ?? 0
}

/** `seqs` null: all of them. Somebody else's are left alone. */
export async function markRead({ store, clock }: NoticeParts, person: string, seqs: readonly number[] | null): Promise<void> {
  const { rowCount } = await store.pool.query('update inbox set read_at = $2, digest = false where person = $1 and read_at is null and ($3::bigint[] is null or seq = any($3))', [person, new Date(clock()), seqs])
  if (rowCount !== 0) await store.pool.query('select pg_notify($1, $2)', [NOTICED, JSON.stringify([person])])
}
