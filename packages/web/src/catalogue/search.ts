/** Finds nodes and rules of all flows by word, code or article number. */
import type { FlowView, RuleView } from '../api/types.ts'
import { flowOf } from './flow-graph.ts'

export interface Found {
  key: string
  flow: string
  node: string
  kind: 'node' | 'rule'
  text: FlowView['name']
  rule: RuleView | null
}

const LIMIT = 60

const fold = (text: string): string => text.toLowerCase().replaceAll(/[\s第条款]/g, '')

/** A number alone means the article, not any number that happens to stand in a name. */
const onlyNumber = /^\d+(-\d+)?$/

export function findInFlows(flows: FlowView[], query: string): Found[] {
  const wanted = fold(query)
  if (wanted === '') return []
  const byArticle = onlyNumber.test(wanted)
  const found: Found[] = []
  for (const flow of flows) {
    for (const node of flow.nodes) {
      if (!byArticle && [node.code, node.name.zh, node.name.en].some((text) => fold(text).includes(wanted))) {
        found.push({ key: node.code, flow: flow.code, node: node.code, kind: 'node', text: node.name, rule: null })
      }
    }
    for (const rule of flow.rules) {
      const hit = byArticle ? rule.basis.some((basis) => basis.article === wanted) : textsOf(rule).some((text) => fold(text).includes(wanted))
      if (hit) found.push({ key: `${rule.id} ${rule.node}`, flow: flowOf(rule.node) || flow.code, node: rule.node, kind: 'rule', text: rule.name, rule })
    }
  }
  const unique = new Map(found.map((item) => [item.key, item]))
  return [...unique.values()].slice(0, LIMIT)
}

const textsOf = (rule: RuleView): string[] => [rule.id, rule.name.zh, rule.name.en, ...rule.basis.flatMap(({ short, law, article }) => [short.zh, short.en, law].map((name) => `${name}${article}`))]
