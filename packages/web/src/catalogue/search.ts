/**
 * Finds nodes and rules by word, code, agency, role or article. Every word of the question must be met: `公安 拘留`,
 * `检察长 逮捕`, `刑事诉讼法 91`. A number alone, or beside the name of a law, means the article.
 */
import type { Agency, CatalogueIndex, Text } from '../api/types.ts'

export interface Found {
  key: string
  flow: string
  node: string
  kind: 'node' | 'rule'
  text: Text
  /** the article that was asked for, else the first */
  basis: CatalogueIndex['rules'][number]['basis'][number] | null
}

const LIMIT = 200

const fold = (text: string): string => text.toLowerCase().replaceAll(/[\s第条款《》]/g, '')
const isArticle = (term: string): boolean => /^\d+(-\d+)?$/.test(term)

/** Words as typed, with `刑诉法91` or `刑事诉讼法第91条` parted into law and article. */
const termsOf = (query: string): string[] => query.split(/\s+/).map(fold).flatMap((term) => term.split(/(?<=\p{Script=Han})(?=\d+(?:-\d+)?$)/u)).filter((term) => term !== '')

export function findInCatalogue(index: CatalogueIndex, query: string, agencyNames: Readonly<Record<Agency, readonly string[]>>): Found[] {
  const terms = termsOf(query)
  const words = terms.filter((term) => !isArticle(term))
  const articles = terms.filter(isArticle)
  if (terms.length === 0) return []
  const roles = new Map(index.nodes.map((node) => [node.code, [node.role?.zh, node.role?.en, node.name.zh, node.name.en]]))
  const meets = (texts: readonly (string | undefined)[]): boolean => {
    const folded = texts.map((text) => fold(text ?? ''))
    return words.every((word) => folded.some((text) => text.includes(word)))
  }
  const nodes = articles.length > 0 ? [] : index.nodes.filter((node) => meets([node.code, node.name.zh, node.name.en, node.role?.zh, node.role?.en, node.document?.zh, node.document?.en, ...agencyNames[node.agency]]))
  const rules = index.rules.flatMap((rule) => {
    const own = [rule.id, rule.name.zh, rule.name.en, ...agencyNames[rule.agency], ...(roles.get(rule.node) ?? [])]
    const cited = rule.basis.find((basis) => articles.every((article) => basis.article === article) && meets([...own, basis.law, basis.short.zh, basis.short.en]))
    return cited === undefined ? [] : [{ rule, cited }]
  })
  return [
    ...nodes.map(({ code, flow, name }): Found => ({ key: code, flow, node: code, kind: 'node', text: name, basis: null })),
    ...rules.map(({ rule, cited }): Found => ({ key: rule.id, flow: rule.flow, node: rule.node, kind: 'rule', text: rule.name, basis: cited })),
  ].slice(0, LIMIT)
}
