/** `check`: judges files without a database. Exit code 0 no violation, 1 violations, 2 some of the input could not be used. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { evaluate, outcomes, toVerdict } from '@hengjian/engine'
import type { Catalogue, Judgment, Outcome } from '@hengjian/engine'
import { chainsOf } from './chains.ts'
import { mappingFor, momentFrom, requireCatalogue } from './inputs.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'
import { output, padded, table } from './output.ts'
import type { Output } from './output.ts'
import { problemReport } from './problems.ts'
import { fired, Tally } from './tally.ts'

interface Options {
  asOf?: string
  catalog: string
  mapping?: string
  format: 'table' | 'jsonl' | 'summary' | 'json'
  outcome?: Outcome[]
}

export function checkCommand(say: Say, catalogueDir: string): Command {
  return new Command('check')
    .summary(say('检查文件中的事件，不需要数据库', 'judge the events of files, no database needed'))
    .description(
      say(
        '逐案检查文件中的事件是否合法、按时。支持 JSON Lines、JSON、CSV、XES，均可 gzip 压缩。\n退出码：0 没有违法；1 有违法；2 有内容无法使用（原因见标准错误输出）。',
        'Judges every matter in the files: lawful, and in time? Reads JSON Lines, JSON, CSV and XES, each also gzipped.\nExit code: 0 no violation; 1 violations; 2 some of the input could not be used (see standard error).',
      ),
    )
    .argument('<file...>', say('事件文件', 'files of events'))
    .option('--as-of <time>', say('以此刻为准（日期指当日结束），默认为现在', 'judge as of this moment (a date means its end), default now'))
    .option('--catalog <dir>', say('目录文件夹', 'folder of the catalogue'), catalogueDir)
    .option('--mapping <file>', say('映射文件：别的系统的活动名对应哪些节点', "mapping file: which nodes another system's activities are"))
    .addOption(new Option('--format <format>', say('输出格式', 'output format')).choices(['table', 'jsonl', 'summary', 'json']).default('table'))
    .option('--outcome <list>', say(`只输出这些结论，用逗号分开：${outcomes.join('、')}`, `only these outcomes, separated by commas: ${outcomes.join(', ')}`), outcomeList(say))
    .action(async (files: string[], options: Options) => {
      process.exitCode = await check(files, options, say)
    })
}

const outcomeList = (say: Say) => (text: string): Outcome[] => {
  const list = text.split(',') as Outcome[]
  const wrong = list.find((each) => !outcomes.includes(each))
  if (wrong !== undefined) throw new InvalidArgumentError(say(`没有“${wrong}”这种结论。`, `There is no outcome “${wrong}”.`))
  return list
}

async function check(files: string[], options: Options, say: Say): Promise<number> {
  const catalogue = await requireCatalogue(options.catalog, say)
  const mapping = await mappingFor(options.mapping, options.catalog, say)
  const asOf = momentFrom(options.asOf, catalogue, say)
  const problems = problemReport(say)
  const tally = new Tally(catalogue)
  const unknown = new Map<string, number>()
  const out = output()
  const print = printers[options.format](out, catalogue, say)
  const shown = (judgment: Judgment) => options.outcome === undefined || options.outcome.includes(judgment.outcome)
  let chains = 0
  let events = 0
  for await (const chain of chainsOf(files, mapping, (problem) => problems.add(problem))) {
    chains++
    events += chain.length
    const { verdicts, warnings } = evaluate(catalogue, chain, asOf(chain), { trace: options.format === 'jsonl' })
    for (const { event } of warnings) unknown.set(event.node, (unknown.get(event.node) ?? 0) + 1)
    for (const judgment of verdicts) {
      tally.add(judgment.rule.id, judgment.outcome)
      if (shown(judgment)) await print.verdict(judgment)
    }
  }
  await print.end({ chains, events, problems: problems.count(), tally, shown: options.outcome ?? [...outcomes] })
  await out.flush()
  problems.close()
  process.stderr.write(unknownNodes(unknown, say))
  return problems.count() > 0 ? 2 : tally.total('violation') > 0 ? 1 : 0
}

interface Totals {
  chains: number
  events: number
  problems: number
  tally: Tally
  shown: Outcome[]
}

interface Printer {
  verdict(judgment: Judgment): void | Promise<void>
  end(totals: Totals): void | Promise<void>
}

const printers: Record<Options['format'], (out: Output, catalogue: Catalogue, say: Say) => Printer> = {
  jsonl: (out, catalogue) => ({
    verdict: (judgment) => out.write(`${JSON.stringify(toVerdict(catalogue, judgment))}\n`),
    end: () => undefined,
  }),
  table: (out, catalogue, say) => ({
    verdict: (judgment) => out.write(verdictLine(catalogue, judgment, say)),
    end: (totals) => out.write(totalsLine(totals, say)),
  }),
  summary: (out, _catalogue, say) => ({
    verdict: () => undefined,
    end: (totals) => out.write(summaryTable(totals, say)),
  }),
  json: (out) => ({
    verdict: () => undefined,
    end: ({ chains, events, problems, tally, shown }) => {
      const rules = tally.rules().map((counts) => ({ ...counts, ...Object.fromEntries(outcomes.map((outcome) => [outcome, shown.includes(outcome) ? counts[outcome] : 0])) }))
      return out.write(`${JSON.stringify({ chains, events, problems, rules })}\n`)
    },
  }),
}

function outcomeWords(say: Say): Record<Outcome, string> {
  return {
    ok: say('合规', 'ok'),
    pending: say('在走', 'pending'),
    warning: say('预警', 'warning'),
    violation: say('违规', 'violation'),
    not_evaluated: say('未判定', 'not evaluated'),
  }
}

function verdictLine(catalogue: Catalogue, judgment: Judgment, say: Say): string {
  const verdict = toVerdict(catalogue, judgment)
  const cells = [verdict.chain, verdict.rule, padded(outcomeWords(say)[verdict.outcome], 13), verdict.due ?? '-', textIn(say, verdict.message)]
  return `${cells.join('  ')}\n`
}

function summaryTable(totals: Totals, say: Say): string {
  const words = outcomeWords(say)
  const head = [say('规则', 'Rule'), say('名称', 'Name'), ...totals.shown.map((outcome) => words[outcome])]
  const rows = totals.tally.rules().filter(fired).map((counts) => [counts.rule, textIn(say, counts.name), ...totals.shown.map((outcome) => counts[outcome])])
  return table([head, ...rows]) + totalsLine(totals, say)
}

const totalsLine = ({ chains, events, problems, tally }: Totals, say: Say): string =>
  say(
    `共 ${chains} 案、${events} 个事件；违规 ${tally.total('violation')}，预警 ${tally.total('warning')}，未判定 ${tally.total('not_evaluated')}；输入问题 ${problems}\n`,
    `${chains} chains, ${events} events; ${tally.total('violation')} violations, ${tally.total('warning')} warnings, ${tally.total('not_evaluated')} not evaluated; ${problems} input problems\n`,
  )

function unknownNodes(unknown: Map<string, number>, say: Say): string {
  if (unknown.size === 0) return ''
  const list = [...unknown].sort((a, b) => b[1] - a[1])
  const some = list.slice(0, 10).map(([node, count]) => `${node} (${count})`).join(say('、', ', '))
  const more = list.length > 10 ? say(`等 ${list.length} 个`, ` and ${list.length - 10} more`) : ''
  return say(
    `目录中没有这些节点，其事件不受任何规则判断：${some}${more}\n  → 请用 --mapping 指明对应的节点，或改正节点编码。\n`,
    `The catalogue does not know these nodes, so no rule judges their events: ${some}${more}\n  → Name the nodes with --mapping, or correct the codes.\n`,
  )
}
