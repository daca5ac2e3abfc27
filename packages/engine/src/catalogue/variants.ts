/**
 * `variants.yaml`: the standard flows of court cases, each an ordered list of nodes, and the steps of the arrangement of
 * enforcement work. They are a way of reading the catalogue: nothing here judges, so nothing here reaches a program.
 */
import Type from 'typebox'
import type { Static } from 'typebox'
import type { FlowStep, TrialVariant } from './model.ts'
import { Citation, Text } from './schema.ts'
import type { Shared } from './scope.ts'
import { RuleScope } from './scope.ts'
import type { Path, SourceFile } from './source.ts'

const closed = { additionalProperties: false } as const

const oneOf = <const Words extends readonly string[]>(words: Words) => Type.Union(words.map((word) => Type.Literal(word as Words[number])))

const Trial = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z]\\d{2}$' }),
    name: Text,
    instance: oneOf(['first', 'second', 'retrial']),
    kind: oneOf(['criminal', 'civil', 'administrative']),
    /** The procedure in the words of the law, as the name tells it to the reader. */
    procedure: Type.String({ minLength: 1 }),
    basis: Type.Array(Citation, { minItems: 1 }),
    /** In the order in which the course usually goes; a node stands in it once. */
    nodes: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
  },
  closed,
)

const Step = Type.Object(
  {
    /** Begins with the code of its flow, as the code of a node does. */
    code: Type.String({ pattern: '^[A-Z]+\\d*-S\\d{2}$' }),
    name: Text,
    node: Type.String(),
    class: oneOf(['collective', 'service', 'management', 'case']),
  },
  closed,
)

export const VariantsFile = Type.Object({ trials: Type.Optional(Type.Array(Trial)), enforcement: Type.Optional(Type.Array(Step)) }, closed)
type VariantsFile = Static<typeof VariantsFile>

export interface Variants {
  variants: TrialVariant[]
  steps: FlowStep[]
}

export function readVariants(shared: Shared, source: SourceFile, file: VariantsFile): Variants {
  const { trials = [], enforcement = [] } = file
  const codes = new Set<string>()
  const once = (code: string, path: Path): void => {
    if (codes.has(code)) source.report(path, 'HJ-CAT-030', { zh: `编码 ${code} 用了两次`, en: `The code ${code} is used twice` }, { zh: '给其中一个换一个编码', en: 'Give one of them another code' })
    codes.add(code)
  }
  const known = (node: string, path: Path): void => {
    if (!shared.nodes.has(node)) source.report(path, 'HJ-CAT-011', { zh: `节点“${node}”不存在`, en: `The node "${node}" does not exist` }, { zh: '改正编码', en: 'Correct the code' })
  }
  const variants = trials.map((trial, k): TrialVariant => {
    const path = ['trials', k]
    once(trial.code, [...path, 'code'])
    for (const [place, node] of trial.nodes.entries()) known(node, [...path, 'nodes', place])
    const scope = new RuleScope(shared, source, path)
    // A standard flow describes the course under the law in force today.
    scope.inForceFrom = '9999-12-31'
    return { ...trial, basis: scope.basis(trial.basis, ['basis']) }
  })
  for (const [k, step] of enforcement.entries()) {
    const path = ['enforcement', k]
    once(step.code, [...path, 'code'])
    known(step.node, [...path, 'node'])
    checkFlow(shared, step, source, path)
  }
  return { variants, steps: enforcement }
}

/** A step divides the work of one flow, so its node is one of that flow. */
function checkFlow(shared: Shared, step: FlowStep, source: SourceFile, path: Path): void {
  const [flow] = step.code.split('-')
  const node = shared.nodes.get(step.node)
  if (node === undefined || node.flow === flow) return
  source.report([...path, 'node'], 'HJ-CAT-031', { zh: `步骤 ${step.code} 的节点 ${step.node} 不在流程 ${flow} 中`, en: `The node ${step.node} of the step ${step.code} is not of the flow ${flow}` }, { zh: '写本流程的节点，或改正步骤的编码', en: 'Name a node of that flow, or correct the code of the step' })
}
