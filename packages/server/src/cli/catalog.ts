/** `catalog`: what an editor of law needs: is it sound, what does it cover, what applies at a node, do the golden cases hold? */
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { CORE_SCHEMA, load } from 'js-yaml'
import { periodText, runCases } from '@hengjian/engine'
import type { Catalogue, CatalogueProblem, CasesRun, RuleInfo, Text } from '@hengjian/engine'
import { asDemo, caseFiles, loadCatalogueFrom, readCatalogueFiles, readInsideCases } from '../catalogue-files.ts'
import { lintFlows } from '../flow/index.ts'
import { lintDuties } from '../modules/duties/index.ts'
import { requireCatalogue } from './inputs.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'
import { table } from './output.ts'
import { problemText } from './problems.ts'

interface Options {
  catalog: string
  format: 'text' | 'json'
}

export function catalogCommand(say: Say, catalogueDir: string): Command {
  const command = new Command('catalog').summary(say('检查和查看目录（法律规则）', 'check and read the catalogue (the law as data)'))
  const add = (name: string, summary: string) =>
    command
      .command(name)
      .summary(summary)
      .option('--catalog <dir>', say('目录文件夹', 'folder of the catalogue'), catalogueDir)
      .addOption(new Option('--format <format>', say('输出格式', 'output format')).choices(['text', 'json']).default('text'))
  add('lint', say('检查目录的写法，指出文件、行号和改法', 'check how the catalogue is written; names file, line and remedy')).action(async (options: Options) => {
    process.exitCode = await lint(options, say)
  })
  add('coverage', say('有多少节点受规则监督，其余为什么没有', 'how many nodes have rules, and why the others have none')).action(async (options: Options) => {
    await coverage(options, say)
  })
  add('show', say('一个节点及其规则和法条', 'one node with its rules and articles'))
    .argument('<node>', say('节点编码，如 P05-N01', 'code of the node, such as P05-N01'))
    .action(async (node: string, options: Options) => {
      await show(node, options, say)
    })
  add('test', say('用标准案例检验规则', 'run the golden cases')).action(async (options: Options) => {
    process.exitCode = await test(options, say)
  })
  return command
}

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

async function lint({ catalog, format }: Options, say: Say): Promise<number> {
  const { catalogue, problems: ofLaw } = await loadCatalogueFrom(catalog)
  const problems = catalogue === null ? ofLaw : await insideProblems(catalog)
  if (format === 'json') print({ problems })
  else if (catalogue === null || problems.length > 0) for (const each of problems) process.stdout.write(problemText({ ...each, file: join(catalog, each.file) }, say))
  else process.stdout.write(say(`目录没有问题：${catalogue.flows.length} 条流程，${catalogue.nodes.size} 个节点，${ruleIds(catalogue).length} 条规则\n`, `The catalogue is sound: ${catalogue.flows.length} flows, ${catalogue.nodes.size} nodes, ${ruleIds(catalogue).length} rules\n`))
  return catalogue === null || problems.length > 0 ? 2 : 0
}

/** What is wrong with the flows inside the platform and with the lists of duties, once the law is sound. */
async function insideProblems(catalog: string): Promise<CatalogueProblem[]> {
  const { catalogue, problems, files } = await loadCatalogueFrom(catalog, undefined, { internal: true })
  if (catalogue === null) return problems
  const { problems: ofFlows, roles } = await lintFlows(catalog, catalogue, files)
  return [...ofFlows, ...(await lintDuties(catalog, catalogue, roles)).problems]
}

/** Rules by id; a rule with several dated versions is one rule. */
function rulesOf(catalogue: Catalogue): RuleInfo[] {
  return [...new Map(catalogue.rules.map((rule) => [rule.id, rule])).values()]
}
const ruleIds = (catalogue: Catalogue): string[] => rulesOf(catalogue).map((rule) => rule.id)

async function coverage({ catalog, format }: Options, say: Say): Promise<void> {
  const catalogue = await requireCatalogue(catalog, say)
  const nodes = [...catalogue.nodes.values()].filter((node) => !node.auxiliary)
  const armed = nodes.filter((node) => node.armed)
  const rules = rulesOf(catalogue)
  const unarmed = nodes.filter((node) => !node.armed).map((node) => ({ node: node.code, reason: node.unarmed }))
  const byKind = countBy(rules, (rule) => rule.kind)
  const byAgency = countBy(rules, (rule) => rule.agency)
  if (format === 'json') {
    print({ flows: catalogue.flows.length, nodes: nodes.length, armed: armed.length, rules: { total: rules.length, byKind, byAgency }, unarmed })
    return
  }
  const rows = catalogue.flows.map((flow) => {
    const own = nodes.filter((node) => node.flow === flow.code)
    return [flow.code, textIn(say, flow.name), own.length, own.filter((node) => node.armed).length, rules.filter((rule) => rule.flow === flow.code).length]
  })
  const head = [say('流程', 'Flow'), say('名称', 'Name'), say('节点', 'Nodes'), say('受监督', 'Armed'), say('规则', 'Rules')]
  process.stdout.write(table([head, ...rows]))
  process.stdout.write(say(`\n共 ${nodes.length} 个节点，${armed.length} 个受监督；${rules.length} 条规则\n`, `\n${nodes.length} nodes, ${armed.length} armed; ${rules.length} rules\n`))
  process.stdout.write(`${say('按种类', 'By kind')}: ${countsText(byKind, kindNames, say)}\n${say('按机关', 'By agency')}: ${countsText(byAgency, agencyNames, say)}\n`)
  process.stdout.write(courtText(catalogue, say))
  if (unarmed.length === 0) return
  process.stdout.write(`\n${say('没有规则的节点', 'Nodes without rules')}\n${table(unarmed.map(({ node, reason }) => [node, reason === null ? '-' : textIn(say, reason)]))}`)
}

const kindNames: Record<string, Text> = {
  limit: { zh: '期限', en: 'limit' },
  extension: { zh: '延长', en: 'extension' },
  request: { zh: '延长申请', en: 'request for extension' },
  notBefore: { zh: '不得早于', en: 'minimum period' },
  lead: { zh: '提前量', en: 'lead' },
  order: { zh: '先后次序', en: 'order' },
  required: { zh: '必经环节', en: 'required step' },
  count: { zh: '次数', en: 'count' },
  gap: { zh: '间隔', en: 'gap' },
  authority: { zh: '审批权限', en: 'authority' },
  separation: { zh: '分离、人数', en: 'separation' },
  condition: { zh: '条件', en: 'condition' },
  pattern: { zh: '风险迹象', en: 'pattern' },
  custody: { zh: '在押依据', en: 'ground of custody' },
  reversal: { zh: '倒签风险', en: 'reversal' },
}

const agencyNames: Record<string, Text> = {
  police: { zh: '公安', en: 'police' },
  procuratorate: { zh: '检察', en: 'procuratorate' },
  court: { zh: '法院', en: 'court' },
  prison: { zh: '监狱', en: 'prison' },
  justice: { zh: '司法行政', en: 'justice' },
  administrative: { zh: '行政机关', en: 'administrative authorities' },
  other: { zh: '其他', en: 'others' },
}

/** The largest number first; what has no name of its own stands as it is written in the catalogue. */
function countsText(counts: Record<string, number>, names: Record<string, Text>, say: Say): string {
  const parts = Object.entries(counts).sort(([, a], [, b]) => b - a)
  return parts.map(([key, count]) => `${names[key] === undefined ? key : textIn(say, names[key])} ${count}`).join(say('，', ', '))
}

/** How far court cases are covered: standard flows of trials, steps of enforcement. Nothing where the catalogue has neither. */
function courtText({ variants, steps, nodes }: Catalogue, say: Say): string {
  const stops = [...new Set(variants.flatMap((variant) => variant.nodes))]
  const armed = stops.filter((code) => nodes.get(code)?.armed).length
  const words = { collective: say('集约事务', 'collective'), service: say('技术服务', 'service'), management: say('管理职责', 'management'), case: say('案件办理', 'case') }
  const byClass = Object.entries(countBy(steps, (step) => words[step.class])).map(([word, count]) => `${word} ${count}`)
  return [
    ...(variants.length === 0 ? [] : [say(`审判标准流程 ${variants.length} 条，经过 ${stops.length} 个不同节点，${armed} 个受监督\n`, `${variants.length} standard trial flows over ${stops.length} distinct nodes, ${armed} armed\n`)]),
    ...(steps.length === 0 ? [] : [say(`执行步骤 ${steps.length} 项：${byClass.join('，')}\n`, `${steps.length} enforcement steps: ${byClass.join(', ')}\n`)]),
  ].join('')
}

function countBy<T>(list: T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of list) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

async function show(code: string, { catalog, format }: Options, say: Say): Promise<void> {
  const catalogue = await requireCatalogue(catalog, say)
  const node = catalogue.nodes.get(code)
  if (!node) {
    const near = [...catalogue.nodes.keys()].filter((each) => each.startsWith(code.slice(0, 3))).slice(0, 8)
    throw new CommandFailure(say(`目录中没有节点“${code}”`, `The catalogue has no node “${code}”`), near.length > 0 ? say(`是不是其中之一：${near.join('、')}`, `Perhaps one of: ${near.join(', ')}`) : say('用 catalog coverage 查看流程和节点。', 'catalog coverage lists flows and nodes.'))
  }
  const rules = catalogue.rules.filter((rule) => node.rules.includes(rule.id))
  if (format === 'json') {
    print({ ...node, rules: rules.map(({ fromDay: _from, toDay: _to, ...rule }) => rule) })
    return
  }
  const flow = catalogue.flows.find((each) => each.code === node.flow)
  const facts: [string, string][] = [
    [say('流程', 'Flow'), `${node.flow} ${flow ? textIn(say, flow.name) : ''}`],
    [say('机关', 'Agency'), node.agency],
    [say('行为人', 'Role'), node.role ? textIn(say, node.role) : '-'],
    [say('文书', 'Document'), node.document ? textIn(say, node.document) : '-'],
    [say('告知', 'Told'), node.told ? textIn(say, node.told) : '-'],
    [say('办结标志', 'Complete when'), node.complete ? textIn(say, node.complete) : '-'],
    [say('包含的行为', 'Acts'), node.acts.join(say('、', ', ')) || '-'],
    [say('下一步', 'Next'), node.next.join(say('、', ', ')) || '-'],
  ]
  process.stdout.write(`${node.code} ${textIn(say, node.name)}\n${table(facts)}`)
  if (rules.length === 0) process.stdout.write(`${say('没有规则', 'No rules')}: ${node.unarmed ? textIn(say, node.unarmed) : '-'}\n`)
  for (const rule of rules) process.stdout.write(ruleText(rule, say))
}

function ruleText(rule: RuleInfo, say: Say): string {
  const period = periodText(rule.lengths)
  const articles = rule.basis.map(({ law, article, paragraph, version }) => say(`《${law}》第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}（${version}）`, `${law} ${article}${paragraph === undefined ? '' : `(${paragraph})`} (${version})`))
  const dates = say(`${rule.from} 起${rule.to === null ? '' : `，至 ${rule.to} 前`}`, `from ${rule.from}${rule.to === null ? '' : ` until before ${rule.to}`}`)
  return [
    `\n${rule.id} ${textIn(say, rule.name)}  [${rule.kind}]`,
    `  ${say('期限', 'Period')}: ${period ? textIn(say, period) : '-'}  ${say('施行', 'In force')}: ${dates}`,
    `  ${say('依据', 'Basis')}: ${articles.join(say('；', '; ')) || '-'}`,
    ...(rule.note ? [`  ${say('说明', 'Note')}: ${textIn(say, rule.note)}`] : []),
    ...(rule.advice ? [`  ${say('建议', 'Advice')}: ${textIn(say, rule.advice)}`] : []),
    '',
  ].join('\n')
}

async function test({ catalog, format }: Options, say: Say): Promise<number> {
  const catalogue = await requireCatalogue(catalog, say)
  const total: Pick<CasesRun, 'passed' | 'failed' | 'failures'> = { passed: 0, failed: 0, failures: [] }
  // rules of the platform have cases of their own, run with all that may be switched on
  const { catalogue: inside } = await loadCatalogueFrom(catalog, asDemo, { internal: true })
  const cases = [...caseFiles(await readCatalogueFiles(catalog)).map((one) => [catalogue, ...one] as const), ...(inside === null ? [] : (await readInsideCases(catalog)).map((one) => [inside, ...one] as const))]
  for (const [judging, file, text] of cases) {
    const run = runCases(judging, casesIn(text, file, say), file)
    total.passed += run.passed
    total.failed += run.failed
    total.failures.push(...run.failures)
  }
  if (format === 'json') print(total)
  else {
    for (const failure of total.failures) process.stdout.write(say(`${failure.file} ${failure.case} ${failure.rule}：应为 ${failure.expected}，得到 ${failure.found}\n`, `${failure.file} ${failure.case} ${failure.rule}: expected ${failure.expected}, found ${failure.found}\n`))
    process.stdout.write(say(`通过 ${total.passed}，未通过 ${total.failed}\n`, `${total.passed} passed, ${total.failed} failed\n`))
  }
  return total.failed > 0 ? 1 : 0
}

function casesIn(text: string, file: string, say: Say): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA })
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new CommandFailure(say(`${file} 的 YAML 无法读取：${first}`, `The YAML of ${file} cannot be read: ${first}`), say('检查缩进、冒号和引号。', 'Check indentation, colons and quotes.'))
  }
}
