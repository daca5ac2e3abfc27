/** Reads the work of internal flows out of their files; problems name file, line, cause and remedy like all others of the catalogue. */
import type { Catalogue, CatalogueFiles, CatalogueProblem } from '@hengjian/engine'
import { Reporter, SourceFile } from '@hengjian/engine'
import type { Flow, FlowNode, FormSource } from './definition.ts'
import { FlowWork, NodeWork } from './definition.ts'

export interface LoadedFlows {
  flows: Flow[]
  problems: CatalogueProblem[]
}

/** What the linter may hold a flow against. */
export interface Known {
  /** ids of roles; null where no register of roles is there */
  roles: ReadonlySet<string> | null
  /** ids of document templates */
  documents: ReadonlySet<string>
}

interface SourceNode {
  code: string
  work?: Record<string, unknown>
}

/** `catalogue`: compiled with its internal flows, so that shapes and codes of the engine's part are known to be sound. */
export function loadFlows(files: CatalogueFiles, catalogue: Catalogue, known: Known): LoadedFlows {
  const reporter = new Reporter()
  const flows = Object.entries(files)
    .filter(([path]) => path.startsWith('internal/flows/'))
    .flatMap(([path, text]) => {
      const source = new SourceFile(path, text, reporter)
      const flow = read(source, catalogue)
      if (flow !== null) check(flow, source, catalogue, known)
      return flow ?? []
    })
  return { flows, problems: reporter.problems }
}

function read(source: SourceFile, catalogue: Catalogue): Flow | null {
  const file = source.value as { flow: string; work?: unknown; nodes: SourceNode[] }
  const info = catalogue.flows.find((flow) => flow.code === file.flow)
  const work = source.shaped(FlowWork, file.work ?? {}, ['work'])
  if (info?.internal === undefined || work === null) return null
  const nodes = file.nodes.map((node, k): FlowNode | null => {
    const own = source.shaped(NodeWork, node.work ?? {}, ['nodes', k, 'work'])
    const known = catalogue.nodes.get(node.code)
    return own === null || known === undefined ? null : { ...own, code: node.code, name: known.name, acts: known.acts, usual: known.next, documentName: known.document }
  })
  if (nodes.includes(null)) return null
  const sound = nodes as FlowNode[]
  const byCode = new Map(sound.map((node) => [node.code, node]))
  return { ...work, code: info.code, name: info.name, prefix: info.internal, nodes: sound, node: (code) => byCode.get(code) }
}

/** What a shape cannot say: codes, acts, fields, roles and templates that are named must exist, and every node must be reachable by somebody. */
function check(flow: Flow, source: SourceFile, catalogue: Catalogue, { roles, documents }: Known): void {
  const missing = (path: (string | number)[], zh: string, en: string): void =>
    source.report(path, 'HJ-CAT-032', { zh, en }, { zh: '改正名称，或者先登记它', en: 'Correct the name, or register it first' })
  const needNode = (code: string, path: (string | number)[]): void => {
    if (flow.node(code) === undefined) missing(path, `流程 ${flow.code} 没有节点“${code}”`, `The flow ${flow.code} has no node "${code}"`)
  }
  const rules = new Set(catalogue.rules.filter((rule) => rule.flow === flow.code).map((rule) => rule.id))
  const [first] = flow.nodes
  const { title } = flow
  if (title !== undefined && ![...(first?.form === undefined ? [] : [first.form]), ...Object.values(first?.forms ?? {})].some(({ properties }) => title in properties)) missing(['work', 'title'], `第一步的表单没有“${title}”一项`, `The form of the first step has no field "${title}"`)
  for (const [k, role] of (flow.sealed ?? []).entries()) if (roles !== null && !roles.has(role)) missing(['work', 'sealed', k], `没有角色“${role}”`, `There is no role "${role}"`)
  for (const [k, { roles: named = [] }] of (flow.shown ?? []).entries()) for (const [j, role] of named.entries()) if (roles !== null && !roles.has(role)) missing(['work', 'shown', k, 'roles', j], `没有角色“${role}”`, `There is no role "${role}"`)
  if (flow.follows !== undefined) needNode(flow.follows, ['work', 'follows'])
  if (flow.overrides !== undefined) {
    needNode(flow.overrides.node, ['work', 'overrides', 'node'])
    if (flow.node(flow.overrides.node)?.acts.includes(flow.overrides.grants) === false) missing(['work', 'overrides', 'grants'], `节点 ${flow.overrides.node} 没有“${flow.overrides.grants}”这一行为`, `The node ${flow.overrides.node} has no act "${flow.overrides.grants}"`)
  }
  for (const [key, code] of Object.entries(flow.duties ?? {})) needNode(code, ['work', 'duties', key])
  if (flow.reports !== undefined) {
    const { field, zero, nodes } = flow.reports
    if (![first?.form, ...Object.values(first?.forms ?? {})].some((form) => form !== undefined && field in form.properties)) missing(['work', 'reports', 'field'], `第一步的表单没有“${field}”一项`, `The form of the first step has no field "${field}"`)
    if (zero !== undefined && first?.acts.includes(zero.act) !== true) missing(['work', 'reports', 'zero', 'act'], `第一步没有“${zero.act}”这一行为`, `The first step has no act "${zero.act}"`)
    for (const [agency, code] of Object.entries(nodes)) if (catalogue.nodes.get(code)?.auxiliary !== true) missing(['work', 'reports', 'nodes', agency], `没有辅助节点“${code}”`, `There is no auxiliary node "${code}"`)
  }
  if (flow.escalates !== undefined) {
    needNode(flow.escalates.node, ['work', 'escalates', 'node'])
    for (const [k, rule] of flow.escalates.rules.entries()) if (!rules.has(rule)) missing(['work', 'escalates', 'rules', k], `流程 ${flow.code} 没有规则“${rule}”`, `The flow ${flow.code} has no rule "${rule}"`)
  }
  for (const [k, node] of flow.nodes.entries()) {
    const at = (...path: (string | number)[]): (string | number)[] => ['nodes', k, 'work', ...path]
    const needAct = (act: string, path: (string | number)[]): void => {
      if (!node.acts.includes(act)) missing(path, `节点 ${node.code} 没有“${act}”这一行为`, `The node ${node.code} has no act "${act}"`)
    }
    const forms: [FormSource | undefined, (string | number)[]][] = [[node.form, at('form')], ...Object.entries(node.forms ?? {}).map(([act, form]): [FormSource, (string | number)[]] => [form, at('forms', act)])]
    const needField = (key: string, path: (string | number)[]): void => {
      if (!forms.every(([form]) => form === undefined || key in form.properties) || forms.every(([form]) => form === undefined)) missing(path, `节点 ${node.code} 的表单没有“${key}”一项`, `The form of ${node.code} has no field "${key}"`)
    }
    if (node.system !== true && node.by === undefined) missing(at(), `节点 ${node.code} 没有写由谁办（by）`, `The node ${node.code} does not say who may act (by)`)
    for (const [i, who] of (node.by ?? []).entries()) {
      for (const [j, role] of (who.roles ?? []).entries()) if (roles !== null && !roles.has(role)) missing(at('by', i, 'roles', j), `没有角色“${role}”`, `There is no role "${role}"`)
      for (const [j, act] of (who.acts ?? []).entries()) needAct(act, at('by', i, 'acts', j))
    }
    for (const [form, path] of forms) {
      for (const [i, key] of (form?.required ?? []).entries()) if (form !== undefined && !(key in form.properties)) missing([...path, 'required', i], `表单没有“${key}”一项`, `The form has no field "${key}"`)
    }
    for (const act of Object.keys(node.forms ?? {})) needAct(act, at('forms', act))
    for (const act of Object.keys(node.says ?? {})) needAct(act, at('says', act))
    for (const [act, codes] of Object.entries(node.next ?? {})) {
      needAct(act, at('next', act))
      for (const [i, code] of codes.entries()) needNode(code, at('next', act, i))
    }
    for (const [i, code] of (node.after ?? []).entries()) needNode(code, at('after', i))
    if (node.answers !== undefined) needNode(node.answers, at('answers'))
    if (node.joins !== undefined) {
      needNode(node.joins.node, at('joins', 'node'))
      needField(node.joins.field, at('joins', 'field'))
    }
    if (node.assigns !== undefined) needField(node.assigns, at('assigns'))
    if (Array.isArray(node.ends)) for (const [i, act] of node.ends.entries()) needAct(act, at('ends', i))
    for (const [i, act] of (node.reopens ?? []).entries()) needAct(act, at('reopens', i))
    const named = node.document === undefined ? [] : typeof node.document === 'string' ? [[node.document, at('document')] as const] : Object.entries(node.document).map(([act, id]) => [id, at('document', act)] as const)
    if (typeof node.document === 'object') for (const act of Object.keys(node.document)) needAct(act, at('document', act))
    for (const [id, path] of named) if (!documents.has(id)) missing(path, `没有文书模板“${id}”`, `There is no document template "${id}"`)
  }
  const reached = new Set([flow.nodes[0]?.code, ...flow.nodes.flatMap((node) => [...node.usual, ...Object.values(node.next ?? {}).flat()])])
  for (const [k, node] of flow.nodes.entries()) {
    if (!reached.has(node.code) && node.aside !== true) missing(['nodes', k, 'code'], `没有哪一步通向节点 ${node.code}`, `No step leads to the node ${node.code}`)
  }
}
