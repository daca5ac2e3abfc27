/** Shapes of requests and answers, for validation and for the OpenAPI document. */
import { outcomes } from '@hengjian/engine'
import Type from 'typebox'
import type { Static } from 'typebox'

const agencies = ['police', 'procuratorate', 'court', 'prison', 'justice', 'administrative', 'committee', 'other'] as const
const Agency = Type.Enum([...agencies])
const Outcome = Type.Enum([...outcomes])
const Instant = Type.String({ maxLength: 40, description: '带时差的日期时间，或者日期（指当日终了）。Date-time with offset, or a date (its end).' })
const Cursor = Type.String({ maxLength: 8000, description: '上一页的 nextCursor。`nextCursor` of the page before.' })
const limit = (most: number, usual: number) => Type.Integer({ minimum: 1, maximum: most, default: usual })
const Short = Type.String({ maxLength: 500 })
const Id = Type.String({ minLength: 1, maxLength: 3000 })
const optional = Type.Optional

export const Text = Type.Object({ zh: Type.String(), en: Type.String() })

export const TodayQuery = Type.Object({ agency: optional(Agency), kind: optional(Type.Enum(['clock', 'review', 'breach'])), asOf: optional(Instant), cursor: optional(Cursor), limit: limit(200, 100) })
export const MattersQuery = Type.Object({
  q: optional(Short),
  flow: optional(Short),
  place: optional(Type.String({ maxLength: 12, pattern: '^\\d*$' })),
  agency: optional(Agency),
  state: optional(Outcome),
  asOf: optional(Instant),
  cursor: optional(Cursor),
  limit: limit(200, 50),
})
export const CustodyQuery = Type.Object({ agency: optional(Agency), ground: optional(Short), group: optional(Type.Enum(['without', 'stuck', 'in7', 'later', 'open'])), cursor: optional(Cursor), limit: limit(200, 100) })
export const VerdictsQuery = Type.Object({
  rule: optional(Short),
  outcome: optional(Outcome),
  agency: optional(Agency),
  chain: optional(Short),
  cursor: optional(Cursor),
  limit: limit(200, 50),
})
export const AsOfQuery = Type.Object({ asOf: optional(Instant) })
export const Unmask = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 300 }) }, { additionalProperties: false })
export const ChainParams = Type.Object({ chain: Id })
export const IdParams = Type.Object({ id: Id })
export const CodeParams = Type.Object({ code: Id })
export const ImportQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 255, description: '文件名，按扩展名识别格式。Name of the file; its ending tells the format.' }) })
export const RejectsQuery = Type.Object({ after: Type.Integer({ minimum: 0, default: 0 }), limit: limit(1000, 100) })

export type TodayQuery = Static<typeof TodayQuery>
export type MattersQuery = Static<typeof MattersQuery>
export type CustodyQuery = Static<typeof CustodyQuery>
export type VerdictsQuery = Static<typeof VerdictsQuery>
export type Unmask = Static<typeof Unmask>
export type AsOfQuery = Static<typeof AsOfQuery>
export type RejectsQuery = Static<typeof RejectsQuery>

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const MaybeText = Type.Optional(nullable(Type.String()))

/** For the document; the engine itself checks what arrives, so that every event gets an answer of its own. */
export const Event = Type.Object(
  {
    id: Type.String({ description: '在来源内唯一。Unique within its source.' }),
    source: Type.Optional(Type.String()),
    chain: Type.String({ description: '一案的编号。Id of the matter.' }),
    case: Type.Optional(Type.String()),
    subject: MaybeText,
    node: Type.String({ description: '目录中的节点编码。Code of a node of the catalogue.' }),
    at: Type.String({ description: '发生时间。When it happened.' }),
    recordedAt: MaybeText,
    actor: Type.Optional(nullable(Type.Record(Type.String(), Type.String()))),
    docNo: MaybeText,
    attrs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    supersedes: MaybeText,
    retracts: MaybeText,
  },
  { title: 'Event' },
)

const Fault = Type.Object({ code: Type.String(), field: nullable(Type.String()), message: Text, remedy: Text })

export const PushAnswer = Type.Object({
  accepted: Type.Integer(),
  duplicate: Type.Integer(),
  rejected: Type.Integer(),
  results: Type.Array(
    Type.Object({
      index: Type.Integer(),
      status: Type.Enum(['accepted', 'duplicate', 'rejected']),
      id: nullable(Type.String()),
      source: nullable(Type.String()),
      chain: nullable(Type.String()),
      reason: nullable(Fault),
    }),
  ),
})

export const Problem = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), code: Type.String(), detail: Type.String(), remedy: Type.String() },
  { title: 'Problem', description: 'RFC 9457' },
)

/** The bytes of a file as the body. */
export const File = Type.String({ format: 'binary', description: '文件内容。The content of the file.' })

/** An answer that is no JSON: a file, or a stream. */
export const Content = (type: string, description: string) => ({ description, content: { [type]: { schema: { type: 'string' } } } })
/** The browser is sent on. */
export const Redirect = { description: '转到另一地址。Goes on at another address.', headers: { location: { type: 'string' } }, type: 'null' } as const

/** Answers whose exact shape is `packages/contracts/src/api.ts`. */
export const Described = (description: string) => Type.Object({}, { description, additionalProperties: true })
export const ListOf = (description: string) => Type.Array(Described(description))
export const PrecheckAnswer = Type.Object({
  decision: Type.Enum(['allow', 'warn', 'deny']),
  verdicts: ListOf('Verdict'),
  sentences: Type.Array(Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) })),
  stoppedBy: Type.Array(Type.String()),
  override: nullable(Described('OverrideView')),
  basis: Type.Enum(['matter', 'act']),
})
