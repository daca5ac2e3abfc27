/**
 * What a flow file says about work beside what the engine judges: who may act on which form, what follows, which
 * document it makes, whom it tells. Closed, like everything else in the catalogue: an unknown word does not load.
 */
import Type from 'typebox'
import type { Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Text = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const Codes = Type.Array(Type.String(), { minItems: 1 })

/**
 * How somebody stands to the matter:
 *   assigned    the person whom the latest assigning step named
 *   unit        of the unit that the matter concerns or of a department of it; from each escalation on, also of one level more above it
 *   unit-above  of a unit above it; above an agency is the one of the same kind at the place above, or the committee there
 *   beginner    began the matter
 *   outside     of another agency than the one that the matter concerns
 *   other       did not take the main step before this one
 */
export const relations = ['assigned', 'unit', 'unit-above', 'beginner', 'outside', 'other'] as const
export type Relation = (typeof relations)[number]

/** All of it must hold. `acts`: only these acts of the node. */
const Who = Type.Object({ roles: Type.Optional(Codes), agencies: Type.Optional(Codes), is: Type.Optional(Type.Array(Type.Enum([...relations]), { minItems: 1 })), acts: Type.Optional(Codes) }, closed)
export type Who = Static<typeof Who>

const Field = Type.Object(
  {
    type: Type.Enum(['string', 'integer', 'boolean']),
    title: Text,
    hint: Type.Optional(Text),
    format: Type.Optional(Type.Enum(['text', 'date', 'person', 'matter'])),
    oneOf: Type.Optional(Type.Array(Type.Object({ const: Type.String(), title: Text }, closed), { minItems: 1 })),
    minLength: Type.Optional(Type.Integer({ minimum: 0 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    minimum: Type.Optional(Type.Integer()),
    maximum: Type.Optional(Type.Integer()),
  },
  closed,
)
export const FormSource = Type.Object({ type: Type.Literal('object'), properties: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }), Field), required: Type.Optional(Codes) }, closed)
export type FormSource = Static<typeof FormSource>

/** One for every act of the node, or for some of its acts only. */
const byAct = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Record(Type.String(), schema)])

export const NodeWork = Type.Object(
  {
    /** written by the platform itself; nobody is offered it */
    system: Type.Optional(Type.Literal(true)),
    /** any of these */
    by: Type.Optional(Type.Array(Who, { minItems: 1 })),
    /** the acts in both languages; what is recorded stays the act itself */
    says: Type.Optional(Type.Record(Type.String(), Text)),
    form: Type.Optional(FormSource),
    /** forms of single acts, instead of `form` */
    forms: Type.Optional(Type.Record(Type.String(), FormSource)),
    /** What follows each act; acts left out leave the matter where it stands. Without it the node's own `next` follows. */
    next: Type.Optional(Type.Record(Type.String(), Codes)),
    /** Stands beside the course of the matter: possible as long as it is open, and it stays where it is. */
    aside: Type.Optional(Type.Literal(true)),
    /** Possible once one of these has been done. */
    after: Type.Optional(Codes),
    /** Possible while this one has been done and not been answered. */
    answers: Type.Optional(Type.String()),
    /** The field that names who must act from now on. */
    assigns: Type.Optional(Type.String()),
    /** The matter ends, with every act or with these. */
    ends: Type.Optional(Type.Union([Type.Literal(true), Codes])),
    /** These acts open an ended matter again. */
    reopens: Type.Optional(Codes),
    /** Takes the matter one level up. */
    raises: Type.Optional(Type.Literal(true)),
    /** Puts the matter under the supervision that the act names. */
    supervises: Type.Optional(Type.Literal(true)),
    /** Tells the matter that the field names, by this node. */
    joins: Type.Optional(Type.Object({ field: Type.String(), node: Type.String() }, closed)),
    /** Template of the document. */
    document: Type.Optional(byAct(Type.String())),
    /** Who learns of it. */
    notify: Type.Optional(Type.Array(Type.Enum(['assigned', 'unit', 'unit-above']), { minItems: 1 })),
  },
  closed,
)
export type NodeWork = Static<typeof NodeWork>

export const FlowWork = Type.Object(
  {
    /** The field of the first step that a matter is called by in lists; without it, by the rule or the flow. */
    title: Type.Optional(Type.String()),
    /** Roles to which matters of the flow are shown, within the place of their agency; to nobody else but whoever began one. */
    sealed: Type.Optional(Codes),
    /** Who sees matters of the flow beside those whom they concern: of the matters of law that they reach, by role or by the kind of their agency. */
    shown: Type.Optional(Type.Array(Type.Object({ roles: Type.Optional(Codes), agencies: Type.Optional(Codes) }, closed), { minItems: 1 })),
    /** Verdicts of law that open a matter of this flow, by outcome and, where given, of these rules only; of what happens inside, only of rules that are named. */
    opensOn: Type.Optional(
      Type.Array(Type.Object({ outcome: Type.Enum(['violation', 'warning']), rules: Type.Optional(Codes), within: Type.String({ pattern: '^\\d+ d$' }) }, closed), { minItems: 1 }),
    ),
    /** The node by which an open matter learns that its verdict changed. */
    follows: Type.Optional(Type.String()),
    /** By this flow somebody may let an act pass that a rule stops: where it is decided, which act lets it pass, and for how long that is good. */
    overrides: Type.Optional(Type.Object({ node: Type.String(), grants: Type.String(), within: Type.String({ pattern: '^\\d+ h$' }) }, closed)),
    /** In matters of this flow the platform keeps what is asked of leaders once a period: the node by which it is done, and the one by which it is no longer due. */
    duties: Type.Optional(Type.Object({ done: Type.String(), lapses: Type.String() }, closed)),
    /**
     * The matter of law that the first step names in `field` is told that something was reported: by the node that stands here
     * for the kind of agency of whoever reports, and by nothing else. `zero`: the act and its form by which one reports at a press that there is nothing.
     */
    reports: Type.Optional(Type.Object({ field: Type.String(), zero: Type.Optional(Type.Object({ act: Type.String(), form: Type.Record(Type.String(), Type.Boolean()) }, closed)), nodes: Type.Record(Type.String(), Type.String()) }, closed)),
    /** The node by which a late step goes to the level above, and the rules whose breach takes it there. */
    escalates: Type.Optional(Type.Object({ node: Type.String(), rules: Codes }, closed)),
  },
  closed,
)
export type FlowWork = Static<typeof FlowWork>

export interface FlowNode extends NodeWork {
  code: string
  name: { zh: string; en: string }
  acts: string[]
  /** where `next` says nothing about the act */
  usual: string[]
  documentName: { zh: string; en: string } | null
}

/** The act in both languages. */
export const actName = (node: FlowNode | undefined, act: string | null): { zh: string; en: string } | null => (act === null ? null : (node?.says?.[act] ?? { zh: act, en: act }))

export interface Flow extends FlowWork {
  code: string
  name: { zh: string; en: string }
  /** `finding:` */
  prefix: string
  /** the first begins the matter */
  nodes: FlowNode[]
  node(code: string): FlowNode | undefined
}
