/** Compiles predicates and selectors from YAML to the code. */
import { levelTest } from '../judge/level.ts'
import type { LevelTest } from '../judge/level.ts'
import { defineFact, factAt, ownFact } from '../judge/facts.ts'
import type { Fact, FactValue } from '../judge/facts.ts'
import { minuteOf } from '../time.ts'
import type { Predicate, Selector, Test } from '../judge/code.ts'
import type { SelectorItem } from '../judge/selector.ts'
import { allBefore } from '../judge/selector.ts'
import type { Ternary } from '../judge/ternary.ts'
import { FALSE, TRUE, UNKNOWN, ternary } from '../judge/ternary.ts'
import type { RuleScope } from './scope.ts'
import type { Path } from './source.ts'

type Source = Record<string, unknown>

const BAD = 'HJ-CAT-020'

function wrong(scope: RuleScope, path: Path, zh: string, en: string): Predicate {
  scope.complain(path, BAD, { zh, en }, { zh: '对照 docs/catalogue.md 中谓词的写法', en: 'Compare with the predicates in docs/catalogue.md' })
  return scope.shared.code.call(() => FALSE)
}

const isObject = (value: unknown): value is Source => typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): value is FactValue => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

export function compilePredicate(scope: RuleScope, source: unknown, path: Path): Predicate {
  if (!isObject(source) || Object.keys(source).length === 0) return wrong(scope, path, '谓词应当是一组条件', 'A predicate must be a set of conditions')
  return scope.shared.code.allOf(Object.entries(source).map(([key, value]) => compileEntry(scope, key, value, [...path, key])))
}

function compileEntry(scope: RuleScope, key: string, value: unknown, path: Path): Predicate {
  switch (key) {
    case 'any':
    case 'all':
    case 'none':
      return compileGroup(scope, key, value, path)
    case 'earlier':
      return scope.shared.code.earlier(compileSelector(scope, value, path))
    case 'notEarlier':
      return scope.shared.code.not(scope.shared.code.earlier(compileSelector(scope, value, path)))
    case 'since':
      return compileSince(scope, value, path)
    case 'level':
      return scope.shared.code.call(compileLevel(scope, value, path).test)
    default:
      return compileFact(scope, key, value, path)
  }
}

function compileGroup(scope: RuleScope, key: 'any' | 'all' | 'none', value: unknown, path: Path): Predicate {
  if (!Array.isArray(value) || value.length === 0) return wrong(scope, path, `“${key}”后面应当是一列条件`, `"${key}" takes a list of conditions`)
  const parts = value.map((item, k) => compilePredicate(scope, item, [...path, k]))
  const { code } = scope.shared
  if (key === 'all') return code.allOf(parts)
  const any = code.anyOf(parts)
  return key === 'any' ? any : code.not(any)
}

function compileSince(scope: RuleScope, value: unknown, path: Path): Predicate {
  if (!isObject(value) || !('event' in value)) return wrong(scope, path, 'since 需要 event 和 lt 或 gte', 'since needs event and lt or gte')
  const unknown = Object.keys(value).find((key) => !['event', 'lt', 'gte'].includes(key))
  const bound = value['lt'] ?? value['gte']
  if (unknown !== undefined || typeof bound !== 'string' || !/^\d+ (h|d)$/.test(bound)) {
    return wrong(scope, path, 'since 的时长写成“12 h”或“3 d”', 'The duration of since is written as "12 h" or "3 d"')
  }
  const selector = compileSelector(scope, value['event'], [...path, 'event'])
  const { amount, unit } = scope.duration(bound)
  const minutes = amount * (unit === 'h' ? 60 : 1440)
  const shorter = 'lt' in value
  return scope.shared.code.call((chain, i) => {
    const last = allBefore(selector, chain, i, 'subject').sure.at(-1)
    if (last === undefined) return FALSE
    const passed = minuteOf(chain.at(i).ms) - minuteOf(chain.at(last).ms)
    return ternary(shorter ? passed < minutes : passed >= minutes)
  })
}

export function compileLevel(scope: RuleScope, value: unknown, path: Path): LevelTest {
  const { attributes } = scope.shared
  const known = new Set([...Object.values(attributes.levels).flat(), ...Object.keys(attributes.relativeLevels ?? {})])
  const source = value as { atLeast: string } | { oneOf: string[] }
  const names = isObject(value) ? ('oneOf' in source ? source.oneOf : [source.atLeast]) : []
  if (names.length === 0) wrong(scope, path, 'level 需要 atLeast 或 oneOf', 'level needs atLeast or oneOf')
  for (const name of names) {
    if (!known.has(name)) {
      scope.complain(path, 'HJ-CAT-021', { zh: `层级“${name}”没有登记`, en: `The level "${name}" is not registered` }, { zh: '在 attributes.yaml 的 levels 中登记', en: 'Register it under levels in attributes.yaml' })
    }
  }
  scope.needs.add('actor.level')
  return levelTest(names.length === 0 ? { oneOf: [''] } : source, attributes, { level: defineFact('actor.level', false), handlingLevel: scope.fact('handlingLevel', path) })
}

const TEST_KEYS = new Set(['is', 'in', 'not', 'gt', 'gte', 'lt', 'lte', 'present', 'else'])

function compileFact(scope: RuleScope, key: string, value: unknown, path: Path): Predicate {
  const fact = scope.fact(key, path)
  if (isScalar(value)) {
    scope.needs.add(key)
    return factAmong(scope, fact, [value], true, UNKNOWN)
  }
  if (Array.isArray(value) && value.every(isScalar)) {
    scope.needs.add(key)
    return factAmong(scope, fact, value, true, UNKNOWN)
  }
  if (!isObject(value)) return wrong(scope, path, `“${key}”的条件写法不对`, `The condition on "${key}" is not as it must be`)
  const unknown = Object.keys(value).find((name) => !TEST_KEYS.has(name))
  if (unknown !== undefined) return wrong(scope, [...path, unknown], `不认识的条件“${unknown}”`, `Unknown condition "${unknown}"`)
  if (typeof value['present'] === 'boolean') return factPresent(scope, fact, value['present'])
  const absent: Ternary = typeof value['else'] === 'boolean' ? ternary(value['else']) : UNKNOWN
  if (absent === UNKNOWN) scope.needs.add(key)
  const asked = Object.entries(value).filter(([name]) => name !== 'else')
  const [[name, bound] = ['', null]] = asked
  if (asked.length === 1 && (name === 'is' || name === 'in' || name === 'not')) return factAmong(scope, fact, listOf(bound), name !== 'not', absent)
  const tests = asked.map(([name, bound]) => compileTest(scope, name, bound, [...path, name]))
  const [only] = tests
  if (tests.length === 1 && only !== undefined) return factTest(scope, fact, only, absent)
  return factTest(scope, fact, (found, chain, i) => allHold(tests.map((test) => test(found, chain, i))), absent)
}

/** A fact against a test; `absent` is what absence means. */
function factTest({ shared: { code } }: RuleScope, fact: Fact, test: ValueTest, absent: Ternary): Predicate {
  const tested: Test = (chain, i) => {
    const value = factAt(fact, chain, i)
    if (value !== undefined) return test(value, chain, i)
    chain.missing = fact.key
    return absent
  }
  return code.call(tested, absent === FALSE && fact.slot !== -1 ? { slots: [fact.slot], nodes: [] } : null)
}

function factAmong(scope: RuleScope, fact: Fact, values: readonly unknown[], wanted: boolean, absent: Ternary): Predicate {
  return fact.slot === -1 ? factTest(scope, fact, (found) => ternary(values.includes(found) === wanted), absent) : scope.shared.code.among(fact, values, wanted, absent)
}

function factPresent({ shared: { code } }: RuleScope, fact: Fact, wanted: boolean): Predicate {
  return fact.slot === -1 ? code.call((chain, i) => ternary((factAt(fact, chain, i) !== undefined) === wanted)) : code.present(fact, wanted)
}

const allHold = (values: Ternary[]): Ternary => (values.includes(FALSE) ? FALSE : values.includes(UNKNOWN) ? UNKNOWN : TRUE)

const listOf = (bound: unknown): readonly unknown[] => (Array.isArray(bound) ? bound : [bound])

type ValueTest = (found: FactValue, chain: Parameters<Test>[0], i: number) => Ternary

function compileTest(scope: RuleScope, name: string, bound: unknown, path: Path): ValueTest {
  const list = listOf(bound)
  switch (name) {
    case 'is':
      return (found) => ternary(found === bound)
    case 'in':
      return (found) => ternary(list.includes(found))
    case 'not':
      return (found) => ternary(!list.includes(found))
    default:
      return compare(scope, name, bound, path)
  }
}

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
}

function compare(scope: RuleScope, name: string, bound: unknown, path: Path): ValueTest {
  const holds = comparisons[name] as (a: number, b: number) => boolean
  if (typeof bound === 'number') return (found) => (typeof found === 'number' ? ternary(holds(found, bound)) : UNKNOWN)
  if (!isObject(bound) || typeof bound['attr'] !== 'string') {
    wrong(scope, path, '比较需要一个数，或 {attr: 另一属性}', 'A comparison needs a number, or {attr: another attribute}')
    return () => FALSE
  }
  const other = scope.fact(bound['attr'], path)
  return (found, chain, i) => {
    const value = ownFact(other, chain.at(i))
    if (typeof found === 'number' && typeof value === 'number') return ternary(holds(found, value))
    chain.missing = other.key
    return UNKNOWN
  }
}

export function compileSelector(scope: RuleScope, source: unknown, path: Path): Selector {
  const items: unknown[] = Array.isArray(source) ? source : [source]
  return scope.shared.code.selector(items.flatMap((item, k) => compileItem(scope, item, Array.isArray(source) ? [...path, k] : path) ?? []))
}

function compileItem(scope: RuleScope, source: unknown, path: Path): SelectorItem | null {
  if (typeof source === 'string') {
    const found = /^([^[\]]+)(?:\[([^\]]+)\])?$/.exec(source)
    const code = found?.[1] ?? source
    const act = found?.[2]
    if (act === undefined) return item(scope, code, null, path)
    const node = scope.shared.nodes.get(code)
    if (node !== undefined && node.acts.length > 0 && !node.acts.includes(act)) {
      scope.complain(path, 'HJ-CAT-022', { zh: `节点 ${code} 没有“${act}”这一行为`, en: `The node ${code} has no act "${act}"` }, { zh: `可用的有：${node.acts.join('、')}`, en: `It has: ${node.acts.join(', ')}` })
    }
    scope.needs.add('act')
    const fact = scope.fact('act', path)
    return item(scope, code, factAmong(scope, fact, [act], true, UNKNOWN), path, { acts: new Set([act]), actOnly: true })
  }
  if (isObject(source) && typeof source['node'] === 'string') {
    const where = source['where'] === undefined ? null : compilePredicate(scope, source['where'], [...path, 'where'])
    return item(scope, source['node'], where, path, actsOf(source['where']))
  }
  wrong(scope, path, '事件的选择写成节点编码，或 {node, where}', 'An event is chosen by a node code, or {node, where}')
  return null
}

const ANY_ACT = { acts: null, actOnly: false }

/** The acts that a `where` asks for by name. */
function actsOf(where: unknown): Pick<SelectorItem, 'acts' | 'actOnly'> {
  const asked = isObject(where) ? where['act'] : undefined
  const named = isObject(asked) ? (asked['is'] ?? asked['in']) : asked
  const list: unknown[] = Array.isArray(named) ? named : [named]
  return list.every((act) => typeof act === 'string') ? { acts: new Set(list), actOnly: isObject(where) && Object.keys(where).length === 1 } : ANY_ACT
}

function item(scope: RuleScope, code: string, where: Predicate | null, path: Path, asked: Pick<SelectorItem, 'acts' | 'actOnly'> = ANY_ACT): SelectorItem | null {
  const node = scope.shared.nodeIds.get(code)
  if (node === undefined) {
    scope.complain(path, 'HJ-CAT-011', { zh: `节点“${code}”不存在`, en: `The node "${code}" does not exist` }, { zh: '改正编码，或在流程文件中登记该节点', en: 'Correct the code, or register the node in a flow file' })
    return null
  }
  scope.nodes.add(code)
  return { node, code, where, ...asked }
}
