/** Compiles one rule of a flow file, in one version, to its description and its programs. */
import { authorityProgram } from '../rules/authority.ts'
import { conditionProgram, patternProgram } from '../rules/condition.ts'
import { countProgram } from '../rules/count.ts'
import type { Extension, ExtensionRequest, Grant } from '../rules/extension.ts'
import type { Feed } from '../rules/feed.ts'
import { gapProgram } from '../rules/gap.ts'
import { leadProgram } from '../rules/lead.ts'
import type { Branch } from '../rules/running.ts'
import { limitPrograms } from '../rules/limit.ts'
import { notBeforeProgram } from '../rules/notBefore.ts'
import { orderProgram } from '../rules/order.ts'
import type { Program } from '../rules/program.ts'
import { requiredProgram } from '../rules/required.ts'
import { separationProgram } from '../rules/separation.ts'
import type { Fact } from '../judge/facts.ts'
import type { Measured } from '../judge/measure.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import type { Duration, DurationUnit } from '../trace.ts'
import type { FlowInfo, RuleInfo } from './model.ts'
import { compileLevel, compilePredicate, compileSelector } from './predicates.ts'
import type { FlowFile, InForce, LengthSource, RuleKind, RuleSource, Text } from './schema.ts'
import { ruleSchemas } from './schema.ts'
import type { RuleScope } from './scope.ts'
import type { Path } from './source.ts'

export interface Compiled {
  infos: RuleInfo[]
  programs: Program[]
}

interface Context {
  scope: RuleScope
  flow: FlowInfo
  defaults: NonNullable<FlowFile['defaults']>
  info: RuleInfo
  /** descriptions of extensions and requests, which are rules of their own */
  children: RuleInfo[]
}

/** null when the source is not a rule that can be compiled; the reasons have been reported. */
export function compileRule(scope: RuleScope, flow: FlowInfo, defaults: NonNullable<FlowFile['defaults']>, raw: Record<string, unknown>): Compiled | null {
  const kind = raw['kind']
  if (typeof kind !== 'string' || !(kind in ruleSchemas)) {
    scope.complain(['kind'], 'HJ-CAT-010', { zh: `没有“${String(kind)}”这种规则`, en: `There is no kind of rule "${String(kind)}"` }, { zh: `可用的有：${Object.keys(ruleSchemas).join('、')}`, en: `There are: ${Object.keys(ruleSchemas).join(', ')}` })
    return null
  }
  const source: RuleSource | null = scope.source.shaped(ruleSchemas[kind as RuleKind], raw, scope.path)
  if (source === null) return null
  const inForce: InForce | undefined = source.inForce ?? defaults.inForce
  if (inForce === undefined) {
    scope.complain(['id'], 'HJ-CAT-018', { zh: `规则 ${source.id} 没有写施行日期（inForce）`, en: `The rule ${source.id} does not say from when it is in force` }, { zh: '在规则或流程的 defaults 中写 inForce: {from: 日期}', en: 'Give inForce: {from: date} in the rule or in the defaults of the flow' })
    return null
  }
  scope.inForceFrom = inForce.from
  const info = describe(scope, flow, source, inForce)
  const context: Context = { scope, flow, defaults, info, children: [] }
  const programs = programsOf(context, source)
  finish(context, programs, source)
  return { infos: [info, ...context.children], programs }
}

function describe(scope: RuleScope, flow: FlowInfo, source: RuleSource, inForce: InForce): RuleInfo {
  return {
    id: source.id,
    version: inForce.from,
    kind: source.kind,
    name: source.name,
    flow: flow.code,
    node: source.node ?? '',
    nodes: [],
    agency: flow.agency,
    basis: scope.basis(source.basis, ['basis']),
    lengths: [],
    breach: source.kind === 'pattern' ? 'warning' : (source.breach ?? 'violation'),
    from: inForce.from,
    to: inForce.to ?? null,
    fromDay: scope.day(inForce.from, ['inForce', 'from']),
    toDay: inForce.to === undefined ? Number.POSITIVE_INFINITY : scope.day(inForce.to, ['inForce', 'to']),
    earliest: inForce.newDuty !== true,
    note: source.note ?? null,
    advice: source.advice ?? null,
    needs: [],
    parent: null,
    ...('intercept' in source && source.intercept !== undefined ? { intercept: source.intercept } : {}),
    ...(flow.internal === undefined ? {} : { internal: true as const }),
  }
}

/** A rule that stands inside a limit: an extension, or the request for one. */
function child(context: Context, kind: 'extension' | 'request', source: { id: string; name: Text; basis: string[]; advice?: Text; breach?: 'violation' | 'warning' }, path: Path): RuleInfo {
  const info: RuleInfo = {
    ...context.info,
    id: source.id,
    kind,
    name: source.name,
    basis: context.scope.basis(source.basis, [...path, 'basis']),
    lengths: [],
    breach: source.breach ?? 'violation',
    note: null,
    advice: source.advice ?? null,
    parent: context.info.id,
  }
  context.children.push(info)
  return info
}

function programsOf(context: Context, source: RuleSource): Program[] {
  const { scope, info, defaults } = context
  const select = (value: unknown, key: string): Selector => compileSelector(scope, value, [key])
  const common = {
    rule: info,
    scope: source.per ?? defaults.per ?? ('subject' as const),
    when: source.when === undefined ? null : compilePredicate(scope, source.when, ['when']),
    calendar: scope.shared.calendar,
  }
  switch (source.kind) {
    case 'limit':
      return compileLimit(context, source, common)
    case 'notBefore': {
      const branches = compileBranches(context, source.wait, source.branches)
      info.lengths = lengthsOf(branches)
      return [notBeforeProgram({ ...common, event: select(source.event, 'event'), after: select(source.after, 'after'), startOn: dateFact(context, source.startOn, branches), branches, computation: computationOf(context, source.computation), pick: source.pick ?? 'last' })]
    }
    case 'lead': {
      const ahead = scope.duration(source.ahead)
      info.lengths = [ahead]
      const event = select(source.event, 'event')
      const act = select(source.act, 'act')
      return [leadProgram({ ...common, event, act, ahead, each: source.each ?? false, feed: feedOf(context, act, event) })]
    }
    case 'order':
      return [orderProgram({ ...common, first: select(source.first, 'first'), then: select(source.then, 'then') })]
    case 'required': {
      const event = select(source.event, 'event')
      const needs = select(source.needs, 'needs')
      return [requiredProgram({ ...common, event, needs, since: source.since === undefined ? null : select(source.since, 'since'), feed: feedOf(context, needs, event) })]
    }
    case 'count':
      if ((source.atMost === undefined) === (source.atLeast === undefined) || (source.atLeast !== undefined && source.by === undefined)) {
        scope.complain(['id'], 'HJ-CAT-019', { zh: '次数规则写 atMost，或写 atLeast 和 by', en: 'A count says either atMost, or atLeast and by' }, { zh: '留下其中一种', en: 'Keep one of them' })
      }
      return [countProgram({ ...common, event: select(source.event, 'event'), atMost: source.atMost ?? null, atLeast: source.atLeast ?? null, by: source.by === undefined ? null : select(source.by, 'by') })]
    case 'gap': {
      const atLeast = scope.duration(source.atLeast)
      info.lengths = [atLeast]
      return [gapProgram({ ...common, event: select(source.event, 'event'), previous: select(source.previous, 'previous'), atLeast, computation: computationOf(context, source.computation) })]
    }
    case 'authority':
      return [authorityProgram({ ...common, event: select(source.event, 'event'), level: compileLevel(scope, source.level, ['level']) })]
    case 'separation':
      if ((source.other === undefined) === (source.persons === undefined)) {
        scope.complain(['id'], 'HJ-CAT-019', { zh: '分离规则写 other 或 persons 其中一种', en: 'A separation says either other or persons' }, { zh: '留下其中一种', en: 'Keep one of them' })
      }
      return [
        separationProgram({
          ...common,
          event: select(source.event, 'event'),
          other: source.other === undefined ? null : select(source.other, 'other'),
          persons: source.persons === undefined ? null : { fact: needed(scope, source.persons.attr, ['persons']), atLeast: source.persons.atLeast },
        }),
      ]
    case 'condition':
      return [conditionProgram({ ...common, event: select(source.event, 'event'), predicate: compilePredicate(scope, source.must, ['must']), facts: factsIn(scope, source.must) })]
    case 'pattern':
      return [patternProgram({ ...common, event: select(source.event, 'event'), predicate: compilePredicate(scope, source.signal, ['signal']), facts: factsIn(scope, source.signal) })]
  }
}

function needed(scope: RuleScope, key: string, path: Path): Fact {
  scope.needs.add(key)
  return scope.fact(key, path)
}

const computationOf = (context: Context, id: string | undefined) => context.scope.computation(id ?? context.defaults.computation, ['computation'])

function dateFact({ scope }: Context, key: string | undefined, branches: Branch[]): Fact | null {
  if (key === undefined) return null
  if (scope.shared.attributes.attributes[key]?.type !== 'date' || branches.some((branch) => branch.length.unit === 'h')) {
    scope.complain(['startOn'], 'HJ-CAT-004', { zh: 'startOn 需要一个日期属性，期限以日、月、年计', en: 'startOn needs an attribute of type date, and a period in days, months or years' }, { zh: '改用日期属性，或删去 startOn', en: 'Name a date, or leave startOn out' })
  }
  return needed(scope, key, ['startOn'])
}

/** What can be said of the lengths beforehand: those that no fact states. */
const lengthsOf = (branches: Branch[]): Duration[] => branches.filter((branch) => branch.measured === null).map((branch) => branch.length)

function compileLength(scope: RuleScope, source: LengthSource, path: Path): { length: Duration; measured: Measured | null } {
  if (typeof source === 'string') return { length: scope.duration(source), measured: null }
  const { attr, unit, share = '1/1', max = null } = source
  const [part = 1, whole = 1] = share.split('/').map(Number)
  return { length: { amount: 0, unit }, measured: { fact: needed(scope, attr, path), unit, share: [part, whole], max } }
}

function compileBranches(context: Context, single: LengthSource | undefined, branches: { when?: Record<string, unknown>; within: LengthSource; basis?: string[]; label?: Text }[] | undefined): Branch[] {
  const { scope, info } = context
  if ((single === undefined) === (branches === undefined)) {
    scope.complain(['id'], 'HJ-CAT-019', { zh: '期限写成一个时长，或写成 branches，二者必居其一', en: 'A period is either one duration or branches, exactly one of them' }, { zh: '留下其中一种', en: 'Keep one of them' })
  }
  if (single !== undefined) return [{ when: null, ...compileLength(scope, single, ['within']), basis: info.basis, label: null }]
  return (branches ?? []).map((branch, k) => ({
    when: branch.when === undefined ? null : compilePredicate(scope, branch.when, ['branches', k, 'when']),
    ...compileLength(scope, branch.within, ['branches', k, 'within']),
    basis: branch.basis === undefined ? info.basis : scope.basis(branch.basis, ['branches', k, 'basis']),
    label: branch.label ?? null,
  }))
}

type Common = { rule: RuleInfo; scope: 'subject' | 'case' | 'chain'; when: Predicate | null; calendar: RuleScope['shared']['calendar'] }

function compileLimit(context: Context, source: RuleSource<'limit'>, common: Common): Program[] {
  const { scope, info, defaults } = context
  const branches = compileBranches(context, source.within, source.branches)
  if (new Set(branches.map((branch) => branch.length.unit === 'h')).size > 1) {
    scope.complain(['branches'], 'HJ-CAT-023', { zh: '同一规则的各分支不能既有小时又有日月', en: 'The branches of one rule cannot mix hours with days or months' }, { zh: '拆成两条规则', en: 'Split it into two rules' })
  }
  info.lengths = lengthsOf(branches)
  const computation = computationOf(context, source.computation)
  const rollOver = source.rollOver ?? defaults.rollOver ?? computation.rollOver
  const select = (value: unknown, path: Path): Selector => compileSelector(scope, value, path)
  const extensions: Extension[] = []
  const requests: ExtensionRequest[] = []
  for (const [k, extension] of (source.extends ?? []).entries()) {
    const path: Path = ['extends', k]
    extensions.push(compileExtension(context, extension, path))
    const { request } = extension
    if (request !== undefined) {
      const rule = child(context, 'request', request, [...path, 'request'])
      const ahead = scope.duration(request.ahead)
      rule.lengths = [ahead]
      const event = select(request.event, [...path, 'request', 'event'])
      rule.node = scope.shared.code.itemsOf(event)[0]?.code ?? ''
      rule.nodes = scope.shared.code.itemsOf(event).map((item) => item.code)
      requests.push({ rule, event, ahead })
    }
  }
  const { remind } = scope.shared.file
  const custom = source.remind === undefined ? null : longest(source.remind.map((text) => scope.duration(text)))
  const byUnit: Record<DurationUnit, Duration> = {
    h: scope.duration(remind.hours),
    d: scope.duration(remind.days),
    wd: scope.duration(remind.days),
    mo: scope.duration(remind.months),
    y: scope.duration(remind.months),
  }
  const { code } = scope.shared
  const excludes = (source.excludes ?? []).map((exclude, k) => ({
    start: select(exclude.start, ['excludes', k, 'start']),
    end: select(exclude.end, ['excludes', k, 'end']),
    name: exclude.name,
    basis: scope.basis(exclude.basis, ['excludes', k, 'basis']),
  }))
  const resets = (source.resets ?? []).map((reset, k) => ({ event: select(reset.event, ['resets', k, 'event']), name: reset.name, basis: scope.basis(reset.basis, ['resets', k, 'basis']) }))
  const moves = [...excludes.map(({ start }) => start), ...[...resets, ...requests, ...extensions].map(({ event }) => event)]
  return limitPrograms({
    ...common,
    start: select(source.start, ['start']),
    startOn: dateFact(context, source.startOn, branches),
    end: source.end === 'recording' ? 'recording' : select(source.end, ['end']),
    branches,
    computation,
    rollOver,
    custody: rollOver === 'custody' ? scope.fact('custody', ['rollOver']) : null,
    excludes,
    extensions,
    requests,
    resets,
    moving: code.nodes([...new Set(moves.flatMap((selector) => code.itemsOf(selector).map(({ node }) => node)))]),
    custodial: scope.shared.custodial.has(common.rule.id),
    excuses: (source.excused ?? []).map((excuse, k) => ({ when: compilePredicate(scope, excuse.when, ['excused', k, 'when']), name: excuse.name, basis: scope.basis(excuse.basis, ['excused', k, 'basis']) })),
    right: source.right ?? false,
    remind: (length) => custom ?? byUnit[length.unit],
  })
}

const longest = (durations: Duration[]): Duration => durations.reduce((a, b) => (hoursIn(b) > hoursIn(a) ? b : a))
const HOURS: Record<DurationUnit, number> = { h: 1, d: 24, wd: 24, mo: 720, y: 8760 }
const hoursIn = (duration: Duration): number => duration.amount * HOURS[duration.unit]

type ExtensionSource = NonNullable<RuleSource<'limit'>['extends']>[number]

function compileExtension(context: Context, source: ExtensionSource, path: Path): Extension {
  const { scope } = context
  if ((source.add === undefined) === (source.total === undefined)) {
    scope.complain(path, 'HJ-CAT-019', { zh: `延长 ${source.id} 写 add 或 total 其中一种`, en: `The extension ${source.id} says either add or total` }, { zh: '留下其中一种', en: 'Keep one of them' })
  }
  const rule = child(context, 'extension', source, path)
  const event = compileSelector(scope, source.event, [...path, 'event'])
  rule.node = scope.shared.code.itemsOf(event)[0]?.code ?? ''
  rule.nodes = scope.shared.code.itemsOf(event).map((item) => item.code)
  const grant = compileGrant(scope, source.add ?? source.total ?? '0 d', [...path, source.add === undefined ? 'total' : 'add'])
  rule.lengths = grant.fixed !== null ? [grant.fixed] : grant.max !== null ? [{ amount: grant.max, unit: grant.unit }] : []
  return {
    rule,
    event,
    when: source.when === undefined ? null : compilePredicate(scope, source.when, [...path, 'when']),
    grant,
    total: source.total !== undefined,
    level: source.grantedBy === undefined ? null : compileLevel(scope, source.grantedBy, [...path, 'grantedBy']),
    ground: source.ground === undefined ? null : compilePredicate(scope, source.ground, [...path, 'ground']),
    after: source.after ?? [],
    times: source.times ?? 1,
  }
}

function compileGrant(scope: RuleScope, source: NonNullable<ExtensionSource['add']>, path: Path): Grant {
  if (typeof source === 'string') {
    const fixed = scope.duration(source)
    return { fixed, fact: null, unit: fixed.unit, max: null, fallback: null }
  }
  return { fixed: null, fact: scope.fact(source.attr, path), unit: source.unit, max: source.max ?? null, fallback: source.default ?? null }
}

/** The flow in which a missing act would stand, without the nodes of the act that is judged. */
function feedOf(context: Context, act: Selector, judged: Selector): Feed {
  const { nodes, nodeIds, code, inside } = context.scope.shared
  const flow = nodes.get(code.itemsOf(act)[0]?.code ?? '')?.flow ?? context.flow.code
  if (inside.has(flow)) return { flow, nodes: null }
  const anchors = new Set(code.itemsOf(judged).map((item) => item.code))
  const fed = [...nodes.values()].filter((node) => node.flow === flow && !anchors.has(node.code))
  return { flow, nodes: code.nodes(fed.map((node) => nodeIds.get(node.code) as number)) }
}

/** Facts that a predicate names anywhere, for its explanation. */
function factsIn(scope: RuleScope, source: unknown): Fact[] {
  const keys = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        if (['any', 'all', 'none'].includes(key)) visit(part)
        else if (key in scope.shared.attributes.attributes) keys.add(key)
      }
    }
  }
  visit(source)
  return [...keys].map((key) => scope.fact(key, []))
}

/** Which nodes the rule touches, and under which one it is shown. */
function finish(context: Context, programs: Program[], source: RuleSource): void {
  const { scope, info, children } = context
  info.nodes = [...scope.nodes]
  info.needs = [...scope.needs].sort()
  if (info.node === '') info.node = judgedNode(context, source) ?? (programs[0] === undefined ? undefined : scope.shared.code.itemsOf(programs[0].anchors)[0]?.code) ?? ''
  for (const rule of [info, ...children]) {
    const node = scope.shared.nodes.get(rule.node)
    if (node === undefined) scope.complain(['node'], 'HJ-CAT-011', { zh: `节点“${rule.node}”不存在`, en: `The node "${rule.node}" does not exist` }, { zh: '改正编码', en: 'Correct the code' })
    else rule.agency = node.agency
  }
}

/** A limit is shown where its act is awaited, if that node is of the same flow. */
function judgedNode(context: Context, source: RuleSource): string | null {
  if (source.kind !== 'limit' || source.end === 'recording') return null
  const end = compileSelector(context.scope, source.end, ['end'])
  return context.scope.shared.code.itemsOf(end).find((item) => context.scope.shared.nodes.get(item.code)?.flow === context.flow.code)?.code ?? null
}
