/** The standard flows of court cases and the steps of enforcement, with what their nodes have seen. Pure. */
import type { CatalogueVariants, CourseNode } from '@hengjian/contracts'
import type { Citation, TrialVariant } from '@hengjian/engine'
import type { Seen } from './views.ts'
import { currentRules, figuresOf } from './views.ts'

/** A catalogue with problems does not load, so every node that is named here exists. */
export function variantsView(seen: Seen): CatalogueVariants {
  const { catalogue } = seen
  const courseNodes = (codes: readonly string[]): CourseNode[] =>
    codes.flatMap((code) => {
      const node = catalogue.nodes.get(code)
      return node === undefined ? [] : [{ ...figuresOf(seen, node), flow: node.flow }]
    })
  const basisOf = basisByRule(seen)
  return {
    trials: catalogue.variants.map((trial) => ({ ...trial, articles: articlesOf(seen, trial, basisOf), nodes: courseNodes(trial.nodes) })),
    enforcement: [...Map.groupBy(catalogue.steps, (step) => step.class)].map(([group, steps]) => ({
      class: group,
      steps: steps.flatMap(({ code, name, node }) => courseNodes([node]).map((figures) => ({ code, name, node: figures }))),
    })),
  }
}

const basisByRule = (seen: Seen): Map<string, Citation[]> => new Map(currentRules(seen).map((rule) => [rule.id, rule.basis]))

/** How many articles bear on the course: its own, and those that the rules at its nodes rest on. */
function articlesOf({ catalogue }: Seen, trial: TrialVariant, basisOf: ReadonlyMap<string, Citation[]>): number {
  const rules = new Set(trial.nodes.flatMap((code) => catalogue.nodes.get(code)?.rules ?? []))
  const cited = [...trial.basis, ...[...rules].flatMap((rule) => basisOf.get(rule) ?? [])]
  return new Set(cited.map(({ law, article }) => `${law} ${article}`)).size
}
