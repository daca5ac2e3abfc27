/** What people have chosen for themselves: quiet hours, an address for mail, channels by kind. */
import type { NoticeChannel, NoticeChoices, NoticeSettings } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import type { Store, Tx } from '../../store/index.ts'
import type { Actor } from '@hengjian/contracts'
import type { NoticeParts } from './parts.ts'
import { channelsOf } from './rules.ts'

interface Row {
  person: string
  quiet_from: string | null
  quiet_until: string | null
  email: string | null
  language: 'zh' | 'en'
  channels: Record<string, NoticeChannel[]>
}

/** What each of these people has chosen, or what holds for all. */
export async function chosenBy({ rules }: NoticeParts, connection: Tx | Store['pool'], people: readonly string[]): Promise<(person: string) => NoticeChoices> {
  const { rows } = await connection.query<Row>('select person, quiet_from, quiet_until, email, language, channels from notice_setting where person = any($1)', [people])
  const known = new Map(rows.map((row): [string, NoticeChoices] => [row.person, { quiet: row.quiet_from === null || row.quiet_until === null ? null : { from: row.quiet_from, until: row.quiet_until }, email: row.email, language: row.language, channels: row.channels }]))
  return (person) => known.get(person) ?? { quiet: rules.quiet, email: null, language: 'zh', channels: {} }
}

export async function settingsOf(parts: NoticeParts, person: string): Promise<NoticeSettings> {
  const { rules, mailer, store } = parts
  const chosen = (await chosenBy(parts, store.pool, [person]))(person)
  return {
    ...chosen,
    kinds: rules.kinds.map(({ id, name, channels }) => ({ id, name, usual: [...new Set([...rules.always, ...channels])], now: [...channelsOf(rules, id, chosen.channels)] })),
    always: rules.always,
    mail: mailer !== null,
    digestAt: rules.digest.at,
  }
}

/** Throws HJ-NTC-001 for an address that mail may not go to, HJ-REQ-005 for a kind that is not known. */
export async function changeSettings(parts: NoticeParts, by: Actor, { quiet, email, language, channels }: NoticeChoices): Promise<NoticeSettings> {
  const { store, rules, clock } = parts
  if (email !== null && !isAddress(email, rules.email.domains)) throw new CodedError('HJ-NTC-001', rules.email.domains.join(', '))
  const unknown = Object.keys(channels).find((kind) => !rules.kinds.some(({ id }) => id === kind))
  if (unknown !== undefined) throw new CodedError('HJ-REQ-005', unknown.slice(0, 60))
  if (quiet !== null && quiet.from === quiet.until) throw new CodedError('HJ-REQ-005', quiet.from)
  await store.pool.query(
    `insert into notice_setting (person, quiet_from, quiet_until, email, language, channels, changed_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7)
     on conflict (person) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, email = excluded.email, language = excluded.language, channels = excluded.channels, changed_at = excluded.changed_at`,
    [by.id, quiet?.from ?? null, quiet?.until ?? null, email, language, JSON.stringify(channels), new Date(clock())],
  )
  // where mail about matters goes is worth a line, the address itself is not
  await parts.record({ actor: by, action: 'notices.settings', object: by.id, detail: { email: email !== null, quiet: quiet !== null } })
  return await settingsOf(parts, by.id)
}

/** Plain enough for every server of mail; nothing that a header could be made of. */
function isAddress(text: string, domains: readonly string[]): boolean {
  const domain = /^[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63})$/.exec(text)?.[1]?.toLowerCase()
  return domain !== undefined && (domains.length === 0 || domains.some((open) => domain === open.toLowerCase() || domain.endsWith(`.${open.toLowerCase()}`)))
}
