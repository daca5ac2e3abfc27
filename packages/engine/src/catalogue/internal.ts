/**
 * Flows that are handled inside the platform (`internal/flows/`), and the platform's own rules which they cite
 * (`internal/platform.yaml`). Their acts are judged like any others; who may act, forms and documents (`work`) are the
 * server's and pass through unread.
 */
import Type from 'typebox'
import { AttributesFile, Computation, FlowFile, LawsFile, Node, Text } from './schema.ts'

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

/** Rules of a flow inside that judge acts of the law. */
export const EndingsFile = Type.Object({ flow: Type.String(), rules: FlowFile.properties.rules }, closed)

/** What a deployment decides: `from` a day on, never, or `demo`: only where the data are invented. */
const Switch = Type.Object({ name: Text, from: Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2}|never|demo)$' }) }, closed)

export const PlatformFile = Type.Object({ laws: LawsFile, computations: Type.Record(Type.String(), Computation), switches: Type.Optional(Type.Record(Type.String(), Switch)) }, closed)

/** From when each holds; null where it is off. */
export const switchesOf = ({ switches = {} }: Type.Static<typeof PlatformFile>): Map<string, string | null> =>
  new Map(Object.entries(switches).map(([name, { from }]) => [name, /^\d/.test(from) ? from : null]))
