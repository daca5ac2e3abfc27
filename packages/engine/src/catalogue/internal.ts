/**
 * Flows that are handled inside the platform (`internal/flows/`), and the platform's own rules which they cite
 * (`internal/platform.yaml`). Their acts are judged like any others; who may act, forms and documents (`work`) are the
 * server's and pass through unread.
 */
import Type from 'typebox'
import { AttributesFile, Computation, FlowFile, LawsFile, Node } from './schema.ts'

const closed = { additionalProperties: false } as const

const Work = Type.Optional(Type.Record(Type.String(), Type.Unknown()))

export const InternalFlowFile = Type.Object(
  {
    ...FlowFile.properties,
    /** What the ids of its chains begin with, before a colon: `finding` for `finding:…`. */
    chain: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    nodes: Type.Array(Type.Object({ ...Node.properties, work: Work }, closed), { minItems: 1 }),
    work: Work,
    /** What forms of this flow record and its rules ask for. */
    attributes: Type.Optional(AttributesFile.properties.attributes),
  },
  closed,
)

export const PlatformFile = Type.Object({ laws: LawsFile, computations: Type.Record(Type.String(), Computation) }, closed)
