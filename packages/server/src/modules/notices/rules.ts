/** `catalog/internal/notices.yaml`: what rings for whom, by which channel, when not, and in which words. */
import type { NoticeChannel } from '@hengjian/contracts'
import Type from 'typebox'
import type { Static } from 'typebox'
import { readInternal } from '../../internal-file.ts'
import { ConfigError } from '../../problem.ts'

const strict = { additionalProperties: false }
const Words = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, strict)
const Channel = Type.Enum(['page', 'digest', 'email'])
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Count = Type.Integer({ minimum: 1 })
const Recipient = Type.Object({ roles: Type.Array(Type.String(), { minItems: 1 }), at: Type.Enum(['unit', 'committee', 'anywhere']) }, strict)
const Letter = Type.Object({ subject: Words, text: Words }, strict)

const NoticesFile = Type.Object(
  {
    kinds: Type.Array(Type.Object({ id: Type.Enum(['task', 'unit', 'above', 'due', 'due-unit', 'account', 'alarm']), name: Words, channels: Type.Array(Channel) }, strict)),
    recipients: Type.Object({ unit: Type.Array(Recipient), 'unit-above': Type.Array(Recipient), due: Type.Array(Recipient), alarm: Type.Array(Recipient), unusual: Type.Array(Recipient) }, strict),
    account: Type.Record(Type.String(), Words),
    alarm: Words,
    unusual: Words,
    always: Type.Array(Channel),
    quiet: Type.Union([Type.Null(), Type.Object({ from: Clock, until: Clock }, strict)]),
    digest: Type.Object({ at: Clock }, strict),
    email: Type.Object({ domains: Type.Array(Type.String({ minLength: 1 })) }, strict),
    delivery: Type.Object({ attempts: Count, firstSeconds: Count, mostMinutes: Count, timeoutSeconds: Count }, strict),
    keep: Type.Object({ read: Count, sent: Count }, strict),
    mail: Type.Object({ one: Letter, digest: Letter }, strict),
  },
  strict,
)
export type NoticeRules = Static<typeof NoticesFile>
export type Recipient = Static<typeof Recipient>
export type NoticeKind = NoticeRules['kinds'][number]['id']
export interface Quiet {
  from: string
  until: string
}

/** Throws HJ-CFG-008. */
export async function loadNoticeRules(folder: string): Promise<NoticeRules> {
  const rules = await readInternal(folder, 'notices.yaml', NoticesFile)
  for (const kind of ['task', 'unit', 'above', 'due', 'due-unit', 'account', 'alarm'] as const) if (!rules.kinds.some(({ id }) => id === kind)) throw new ConfigError('HJ-CFG-008', `notices.yaml: ${kind}`)
  return rules
}

/** The channels of a kind for somebody who has chosen `own`. */
export function channelsOf(rules: NoticeRules, kind: string, own: Readonly<Record<string, readonly NoticeChannel[]>>): ReadonlySet<NoticeChannel> {
  return new Set([...rules.always, ...(own[kind] ?? rules.kinds.find(({ id }) => id === kind)?.channels ?? [])])
}
