/** Reads a catalogue from its files, checks it as a whole and compiles it. A catalogue with problems does not load. */
import type { TSchema } from 'typebox'
import Type from 'typebox'
import { CodeWriter } from '../judge/code.ts'
import { buildCalendar, strayDates } from '../calendar.ts'
import type { Program } from '../rules/program.ts'
import { writeStarts } from '../rules/starts.ts'
import { parseOffset } from '../time.ts'
import type { Catalogue, CatalogueProblem, Computation, FlowInfo, LawInfo, NodeInfo, RuleInfo } from './model.ts'
import { LimitsFile, checkLimits } from './limits.ts'
import { CustodyFile, checkGrounds, compileCustody } from './custody.ts'
import { checkRules } from './lint.ts'
import { EndingsFile, InternalFlowFile, PlatformFile, switchesOf } from './internal.ts'
import { compileRule } from './rules.ts'
import type { AttributesFile, CatalogueFile, FlowFile } from './schema.ts'
import { AttributesFile as AttributesSchema, CalendarFile, CatalogueFile as CatalogueSchema, FlowFile as FlowSchema, LawsFile } from './schema.ts'
import type { Shared } from './scope.ts'
import { RuleScope } from './scope.ts'
import { Reporter, SourceFile } from './source.ts'
import type { Variants } from './variants.ts'
import { VariantsFile, readVariants } from './variants.ts'

/** Files of a catalogue: path inside its folder → text. */
export type CatalogueFiles = Record<string, string>

export interface Loaded {
  /** null when there are problems */
  catalogue: Catalogue | null
  problems: CatalogueProblem[]
}

interface FlowSource {
  source: SourceFile
  file: FlowFile
  info: FlowInfo
}

/** `internal`: also what people do inside the platform (`internal/`), which is no law and is left alone otherwise. */
export function loadCatalogue(files: CatalogueFiles, { internal = false }: { internal?: boolean } = {}): Loaded {
  const reporter = new Reporter()
  // Read once, whoever asks: a second reading would report the same errors again.
  const sources = new Map<string, SourceFile>()
  const read = (name: string): SourceFile => {
    let source = sources.get(name)
    if (source === undefined) sources.set(name, (source = new SourceFile(name, files[name] ?? '', reporter)))
    return source
  }
  const shaped = <S extends TSchema>(name: string, schema: S): Type.Static<S> | null => {
    if (!(name in files)) {
      reporter.add(name, 1, 'HJ-CAT-005', { zh: `缺少文件 ${name}`, en: `The file ${name} is missing` }, { zh: '把它放进目录文件夹', en: 'Put it into the catalogue folder' })
      return null
    }
    const source = read(name)
    return source.value === null ? null : source.shaped(schema, source.value)
  }
  const named = (pattern: RegExp): string[] => Object.keys(files).filter((name) => pattern.test(name)).sort()

  const file = shaped('catalog.yaml', CatalogueSchema)
  const lawsFile = shaped('laws.yaml', LawsFile)
  const attributes = shaped('attributes.yaml', AttributesSchema)
  const calendars = named(/^calendars\/[^/]+\.yaml$/).flatMap((name) => {
    const calendar = shaped(name, CalendarFile)
    for (const date of calendar === null ? [] : strayDates(calendar)) {
      reporter.add(name, 1, 'HJ-CAT-017', { zh: `${date} 不是 ${calendar?.year} 年的日期`, en: `${date} is not a date of ${calendar?.year}` }, { zh: '改正该日期', en: 'Correct the date' })
    }
    return calendar ?? []
  })
  const codes = (list: FlowFile['nodes'] | undefined): string[] => (list ?? []).map((node) => node.code)
  const flowsIn = (pattern: RegExp, schema: typeof FlowSchema | typeof InternalFlowFile): FlowSource[] =>
    named(pattern).flatMap((name): FlowSource[] => {
      const source = read(name)
      const flow = source.value === null ? null : source.shaped(schema, source.value)
      if (flow === null) return []
      return [{ source, file: flow, info: { code: flow.flow, name: flow.name, agency: flow.agency, nodes: codes(flow.nodes), auxiliary: codes(flow.auxiliary), ...('chain' in flow && typeof flow.chain === 'string' ? { internal: `${flow.chain}:` } : {}) } }]
    })
  const flows = flowsIn(/^flows\/[^/]+\.yaml$/, FlowSchema)
  let switches: Shared['switches'] = new Map()
  if (internal) {
    flows.push(...flowsIn(/^internal\/flows\/[^/]+\.yaml$/, InternalFlowFile))
    const platform = 'internal/platform.yaml' in files ? shaped('internal/platform.yaml', PlatformFile) : null
    if (platform !== null && file !== null) Object.assign(file.computations, platform.computations)
    if (platform !== null) lawsFile?.push(...platform.laws)
    if (platform !== null) switches = switchesOf(platform)
    // what the law calls by a name keeps its meaning
    for (const { file: flow } of flows) if (attributes !== null && 'attributes' in flow) attributes.attributes = { ...(flow.attributes as AttributesFile['attributes']), ...attributes.attributes }
  }
  if (file === null || lawsFile === null || attributes === null) return { catalogue: null, problems: reporter.problems }

  /** Rules of a flow inside that name acts of the law, in a file of their own. */
  const endingsOf = (known: FlowSource[]): FlowSource[] => {
    const endings = 'endings.yaml' in files ? shaped('endings.yaml', EndingsFile) : null
    const owner = endings === null ? undefined : known.find(({ info }) => info.internal !== undefined && info.code === endings.flow)
    if (endings !== null && owner === undefined) read('endings.yaml').report(['flow'], 'HJ-CAT-034', { zh: `没有内部流程“${endings.flow}”`, en: `There is no internal flow "${endings.flow}"` }, { zh: '改正编码', en: 'Correct the code' })
    return endings === null || owner === undefined ? [] : [{ source: read('endings.yaml'), file: { ...owner.file, rules: endings.rules }, info: owner.info }]
  }
  const nodes = gatherNodes(flows)
  const shared: Shared = {
    file,
    laws: lawsFile.map((law): LawInfo => ({ ...law, versions: law.versions.map((version) => ({ ...version, to: version.to ?? null, document: version.document ?? null })) })),
    attributes,
    calendar: buildCalendar(calendars),
    computations: new Map(),
    nodes,
    nodeIds: new Map([...nodes.keys()].map((code, k) => [code, k])),
    slots: new Map(),
    code: new CodeWriter(),
    custodial: new Set(),
    inside: new Set(flows.flatMap(({ info }) => (info.internal === undefined ? [] : [info.code]))),
    switches,
  }
  gatherComputations(shared, read('catalog.yaml'))
  const custodyFile = 'custody.yaml' in files ? shaped('custody.yaml', CustodyFile) : null
  const custodySource = read('custody.yaml')
  const compiled = custodyFile === null ? null : compileCustody(shared, custodySource, custodyFile)
  const { rules, programs } = compileFlows(shared, internal ? [...flows, ...endingsOf(flows)] : flows, (compiled?.infos ?? []).map(({ info, path }) => ({ info, source: custodySource, path })), reporter)
  if (custodyFile !== null) checkGrounds(custodyFile, rules, custodySource)
  const limits = 'limits.yaml' in files ? shaped('limits.yaml', LimitsFile) : null
  if (limits !== null) checkLimits(limits, rules, read('limits.yaml'))
  const variantsFile = 'variants.yaml' in files ? shaped('variants.yaml', VariantsFile) : null
  const variants = variantsFile === null ? { variants: [], steps: [] } : readVariants(shared, read('variants.yaml'), variantsFile)
  const reversal = reversalOf(file)
  if (reversal !== null) rules.push(reversal.rule)
  return {
    catalogue: reporter.problems.length > 0 ? null : assemble(file, shared, flows, rules, programs, reversal, compiled?.custody ?? null, variants),
    problems: reporter.problems,
  }
}

/** Nodes of all flows by code; a code that stands twice is reported where it stands the second time. */
function gatherNodes(flows: FlowSource[]): Map<string, NodeInfo> {
  const nodes = new Map<string, NodeInfo>()
  for (const { source, file } of flows) {
    for (const list of ['nodes', 'auxiliary'] as const) {
      for (const [k, node] of (file[list] ?? []).entries()) {
        if (nodes.has(node.code)) {
          source.report([list, k, 'code'], 'HJ-CAT-006', { zh: `节点 ${node.code} 登记了两次`, en: `The node ${node.code} is registered twice` }, { zh: '删去其中一个，或换一个编码', en: 'Remove one, or give it another code' })
        }
        const following = (file[list] ?? [])[k + 1]
        nodes.set(node.code, {
          code: node.code,
          name: node.name,
          flow: file.flow,
          agency: node.agency ?? file.agency,
          auxiliary: list === 'auxiliary',
          acts: node.acts ?? [],
          next: node.next ?? (list === 'nodes' && following !== undefined ? [following.code] : []),
          role: node.role ?? null,
          document: node.document ?? null,
          told: node.told ?? null,
          complete: node.complete ?? null,
          standing: node.standing === undefined ? null : { is: node.standing.is, act: node.standing.act ?? null },
          unarmed: node.unarmed ?? null,
          rules: [],
          armed: false,
        })
      }
    }
  }
  for (const { source, file } of flows) {
    for (const [k, node] of file.nodes.entries()) {
      for (const code of node.next ?? []) {
        if (!nodes.has(code) && flows.some((flow) => code.startsWith(`${flow.file.flow}-`))) {
          source.report(['nodes', k, 'next'], 'HJ-CAT-011', { zh: `节点“${code}”不存在`, en: `The node "${code}" does not exist` }, { zh: '改正编码', en: 'Correct the code' })
        }
      }
    }
  }
  return nodes
}

function gatherComputations(shared: Shared, source: SourceFile): void {
  for (const [id, given] of Object.entries(shared.file.computations)) {
    const scope = new RuleScope(shared, source, ['computations', id])
    // The profile cites the law in force today; rules carry the dated basis of their own.
    scope.inForceFrom = '9999-12-31'
    const computation: Computation = {
      id,
      name: given.name,
      startDay: given.startDay,
      monthEnd: given.monthEnd,
      hours: given.hours,
      halfMonthDays: given.halfMonthDays,
      rollOver: given.rollOver,
      rollOverBasis: scope.basis(given.rollOverBasis ?? given.basis ?? [], ['rollOverBasis']),
      workingDays: given.workingDays ?? [],
    }
    shared.computations.set(id, computation)
  }
}

interface RulePlace {
  info: RuleInfo
  source: SourceFile
  path: (string | number)[]
}

/** `others`: rules that stand in files of their own, checked together with those of the flows. */
function compileFlows(shared: Shared, flows: FlowSource[], others: RulePlace[], reporter: Reporter): { rules: RuleInfo[]; programs: Program[][] } {
  const rules: RuleInfo[] = others.map(({ info }) => info)
  const places: RulePlace[] = [...others]
  const programs: Program[][] = Array.from({ length: shared.nodeIds.size }, () => [])
  const register = (program: Program): void => {
    for (const node of new Set(shared.code.itemsOf(program.anchors).map((anchor) => anchor.node))) programs[node]?.push(program)
  }
  for (const { source, file, info: flow } of flows) {
    for (const [k, raw] of file.rules.entries()) {
      const { versions, ...rest } = raw
      const from = switchOf(shared, source, k, raw)
      for (const version of Array.isArray(versions) ? (versions as Record<string, unknown>[]) : [{}]) {
        const path = ['rules', k]
        const switched = typeof from === 'string' ? { inForce: { from, newDuty: true } } : {}
        const compiled = compileRule(new RuleScope(shared, source, path), flow, file.defaults ?? {}, { ...rest, ...version, ...switched })
        // what is switched off is checked like the rest, and judges nothing
        if (compiled === null || from === null) continue
        for (const info of compiled.infos) places.push({ info, source, path })
        rules.push(...compiled.infos)
        for (const program of compiled.programs) register(program)
      }
    }
  }
  checkRules(places, shared, reporter, new Set(flows.filter(({ info }) => info.internal !== undefined).map(({ info }) => info.code)))
  return { rules, programs }
}

/** From when a rule holds that the deployment decides on; null where it is off, undefined where it is no such rule. */
function switchOf(shared: Shared, source: SourceFile, k: number, { switch: name }: Record<string, unknown>): string | null | undefined {
  if (typeof name !== 'string') return undefined
  const from = shared.switches.get(name)
  if (from === undefined) source.report(['rules', k, 'switch'], 'HJ-CAT-034', { zh: `没有“${name}”这个开关`, en: `There is no switch "${name}"` }, { zh: '在 internal/platform.yaml 的 switches 中登记', en: 'Register it under switches in internal/platform.yaml' })
  return from ?? null
}

function reversalOf(file: CatalogueFile): Catalogue['reversal'] {
  const given = file.dataQuality?.reversal
  if (given === undefined) return null
  const [amount, unit] = given.lateAfter.split(' ')
  const rule: RuleInfo = {
    id: given.id,
    version: '0001-01-01',
    kind: 'reversal',
    name: given.name,
    flow: '',
    node: '',
    nodes: [],
    agency: 'other',
    basis: [],
    lengths: [],
    breach: 'warning',
    from: '0001-01-01',
    to: null,
    fromDay: Number.NEGATIVE_INFINITY,
    toDay: Number.POSITIVE_INFINITY,
    earliest: true,
    note: null,
    advice: given.advice ?? null,
    needs: ['recordedAt'],
    parent: null,
  }
  return { rule, lateAfterMs: Number(amount) * (unit === 'h' ? 3_600_000 : 86_400_000) }
}

function assemble(file: CatalogueFile, shared: Shared, flows: FlowSource[], rules: RuleInfo[], programs: Program[][], reversal: Catalogue['reversal'], custody: Catalogue['custody'], variants: Variants): Catalogue {
  for (const rule of rules) {
    for (const code of rule.nodes) {
      const node = shared.nodes.get(code)
      if (node === undefined) continue
      node.armed = true
      if (!node.rules.includes(rule.id)) node.rules.push(rule.id)
    }
  }
  return {
    id: file.id,
    name: file.name,
    zone: file.zone,
    zoneOffset: file.zone === 'as-written' ? null : parseOffset(file.zone),
    flows: flows.map((flow) => flow.info),
    nodes: shared.nodes,
    rules,
    laws: shared.laws,
    attributes: shared.attributes satisfies AttributesFile,
    calendar: shared.calendar,
    computations: shared.computations,
    nodeIds: shared.nodeIds,
    starts: writeStarts(shared.code, programs, shared.slots.get('act')?.slot ?? -1),
    slots: shared.slots,
    code: shared.code.finish(shared.slots, shared.nodeIds.keys()),
    reversal,
    custody,
    ...variants,
  }
}
