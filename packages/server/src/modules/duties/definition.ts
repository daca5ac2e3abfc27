/**
 * What a file of `catalog/duties` says: who leads by which list, what each duty rests on, by which acts its performance
 * is proved, and when it is due. Closed, like everything else in the catalogue: an unknown word does not load.
 */
import type { Citation } from '@hengjian/engine'
import Type from 'typebox'
import type { Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Text = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const Id = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]*$' })
const Some = <S extends Type.TSchema>(schema: S) => Type.Array(schema, { minItems: 1 })

export const periodKinds = ['month', 'quarter', 'year'] as const

/** Acts of the person at these nodes, done outside every system and recorded by hand, or nothing that is recorded here. */
const Proof = Type.Union([
  Type.Object({ acts: Some(Type.String({ pattern: '^[A-Z]+\\d*-[NX]\\d+(\\[[^\\]]+\\])?$' })), byHand: Type.Optional(Type.Literal(true)) }, closed),
  Type.Object({ byHand: Type.Literal(true) }, closed),
  Type.Object({ none: Text }, closed),
])

/** Whenever a matter calls for it, as rules of the catalogue say; or so many times a period. */
const Due = Type.Union([
  Type.Object({ rules: Some(Type.String()) }, closed),
  Type.Object({ every: Type.Enum([...periodKinds]), times: Type.Integer({ minimum: 1 }), leastDays: Type.Integer({ minimum: 1 }) }, closed),
])

export const DutySource = Type.Object(
  {
    id: Id,
    name: Text,
    kind: Type.Enum(['power', 'duty', 'responsibility']),
    responsibility: Type.Enum(['political', 'case', 'supervision', 'hierarchy']),
    basis: Some(Type.String({ pattern: '^\\S+ \\d+(-\\d+)?(\\.\\d+)?$' })),
    proof: Proof,
    due: Type.Optional(Due),
  },
  closed,
)

export const DutiesFile = Type.Object(
  {
    lists: Some(
      Type.Object(
        {
          id: Id,
          name: Text,
          /** `of`: of a department, and then only what that department handles is due; else of an agency */
          who: Type.Object({ roles: Some(Type.String()), agencies: Some(Type.String()), of: Type.Optional(Type.Literal('department')) }, closed),
          duties: Some(DutySource),
        },
        closed,
      ),
    ),
  },
  closed,
)
type DutiesFile = Static<typeof DutiesFile>
export type DutySource = Static<typeof DutySource>

/** Acts at a node; null: any of them. */
export interface Selector {
  node: string
  act: string | null
}

export interface Duty extends Omit<DutySource, 'basis' | 'proof' | 'due'> {
  basis: Citation[]
  /** none: nothing here proves it by itself */
  acts: Selector[]
  byHand: boolean
  unprovable: { zh: string; en: string } | null
  rules: string[]
  every: { kind: (typeof periodKinds)[number]; times: number; leastDays: number } | null
}

export interface DutyList extends Omit<DutiesFile['lists'][number], 'duties'> {
  duties: Duty[]
}
