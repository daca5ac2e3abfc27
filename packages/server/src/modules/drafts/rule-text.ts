/**
 * One rule as it stands in its file, replaced by a draft, or turned into dated versions. Files are never written anew as
 * a whole: what surrounds the rule, comments and anchors included, stays as its author left it.
 */
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'
import type { CatalogueFiles } from '@hengjian/engine'

export interface RulePlace {
  file: string
  /** first line of the rule in its file, from 1 */
  line: number
  start: number
  end: number
  text: string
}

/** null where no flow file has a rule of that id (extensions stand inside the rule that they extend). */
export function findRule(files: CatalogueFiles, id: string): RulePlace | null {
  for (const [file, text] of Object.entries(files)) {
    if (!/^(?:(?:flows|internal)\/|endings\.yaml$)/.test(file) || !text.includes(id)) continue
    const map = ruleMap(parseDocument(text), id)
    if (map?.range == null) continue
    const start = text.lastIndexOf('\n', map.range[0]) + 1
    const end = start + trimmedLength(text.slice(start, map.range[1]))
    return { file, line: text.slice(0, start).split('\n').length, start, end, text: text.slice(start, end) }
  }
  return null
}

/** What follows the rule belongs to the next one: blank lines and comments. */
const trimmedLength = (text: string): number => text.replace(/(?:\n[ \t]*(?:#[^\n]*)?)*\s*$/, '').length

function ruleMap(document: Document, id: string): YAMLMap | null {
  const rules = document.get('rules')
  if (!isSeq(rules)) return null
  return (rules.items.find((item) => isMap(item) && item.get('id') === id) as YAMLMap | undefined) ?? null
}

export const withText = (files: CatalogueFiles, { file, start, end }: RulePlace, text: string): CatalogueFiles => {
  const whole = files[file] ?? ''
  return { ...files, [file]: whole.slice(0, start) + text.replace(/\s+$/, '') + whole.slice(end) }
}

/** Keys that say when a rule applies, not what. */
const DATING = new Set(['inForce', 'versions'])

/**
 * The rule with its present wording until the day before `from`, and the draft from then on. Each version holds what the
 * two say differently; everything that they share stays where it was. null where the draft changes nothing.
 */
export function dated(files: CatalogueFiles, place: RulePlace, id: string, draft: string, from: string, since: string): CatalogueFiles | null {
  const before = plain(files, place.file, id)
  const after = plain(withText(files, place, draft), place.file, id)
  if (before === null || after === null) return null
  const [now, then] = [inWords(before), inWords(after)]
  const changed = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((key) => JSON.stringify(now[key]) !== JSON.stringify(then[key]))
  if (changed.length === 0) return null
  const shared = only(before, changed)
  const earlier = versionsOf(before) ?? [{ inForce: before['inForce'] ?? { from: since } }]
  const last = earlier.at(-1) ?? {}
  const versions = [
    ...earlier.slice(0, -1).map((version) => ({ ...shared, ...version })),
    { ...shared, ...last, inForce: { ...(last['inForce'] as object), to: from } },
    { ...shared, ...last, ...only(then, changed), inForce: { from } },
  ]
  const indent = ' '.repeat((/^ */.exec(place.text)?.[0].length ?? 2) + 2)
  const lines = versions.map((version) => `${indent}  - ${JSON.stringify(version)}`)
  return withText(files, place, `${without(files, place, id, [...changed, ...DATING])}\n${indent}versions:\n${lines.join('\n')}`)
}

type Rule = Record<string, unknown>

const versionsOf = (rule: Rule): Rule[] | undefined => rule['versions'] as Rule[] | undefined

/** What the latest version says, without its dates. */
const inWords = (rule: Rule): Rule => Object.fromEntries(Object.entries({ ...rule, ...versionsOf(rule)?.at(-1) }).filter(([key]) => !DATING.has(key)))

const only = (rule: Rule, keys: readonly string[]): Rule => Object.fromEntries(keys.filter((key) => key in rule).map((key) => [key, rule[key]]))

/** Aliases are written out: a version must not depend on an anchor that it takes away. */
function plain(files: CatalogueFiles, file: string, id: string): Rule | null {
  const document = parseDocument(files[file] ?? '')
  const map = document.errors.length > 0 ? null : ruleMap(document, id)
  return map === null ? null : (map.toJS(document, { maxAliasCount: 200 }) as Rule)
}

/** The text of the rule without some of its entries. An entry whose anchor is used elsewhere moves nothing: it is kept in words by its users. */
function without(files: CatalogueFiles, place: RulePlace, id: string, keys: readonly string[]): string {
  const map = ruleMap(parseDocument(files[place.file] ?? ''), id)
  let text = place.text
  for (const pair of (map?.items ?? []).toReversed()) {
    const key = keyOf(pair)
    if (key === null || !keys.includes(key)) continue
    const from = startOf(pair) - place.start
    const next = (map as YAMLMap).items[(map as YAMLMap).items.indexOf(pair) + 1]
    const to = next === undefined ? text.length : startOf(next) - place.start
    const begin = text.lastIndexOf('\n', from)
    text = text.slice(0, begin) + (next === undefined ? '' : text.slice(text.lastIndexOf('\n', to)))
  }
  return text
}

const keyOf = (pair: unknown): string | null => (isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : null)
const startOf = (pair: Pair): number => (pair.key as Node).range?.[0] ?? 0
