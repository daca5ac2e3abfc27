/** `explain`: how the verdicts of one matter were reached, in sentences. */
import { Command } from 'commander'
import { evaluate, explain, toVerdict } from '@hengjian/engine'
import type { ChainEvent } from '@hengjian/engine'
import { eventsOf, mappingFor, momentFrom, requireCatalogue } from './inputs.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { problemReport } from './problems.ts'

interface Options {
  chain: string
  rule?: string
  asOf?: string
  catalog: string
  mapping?: string
}

export function explainCommand(say: Say, catalogueDir: string): Command {
  return new Command('explain')
    .summary(say('逐句说明一案的结论是怎样得出的', 'explain the verdicts of one matter in sentences'))
    .argument('<file>', say('事件文件', 'file of events'))
    .requiredOption('--chain <id>', say('哪一案', 'which matter'))
    .option('--rule <id>', say('只说明这条规则', 'this rule only'))
    .option('--as-of <time>', say('以此刻为准（日期指当日结束），默认为现在', 'judge as of this moment (a date means its end), default now'))
    .option('--catalog <dir>', say('目录文件夹', 'folder of the catalogue'), catalogueDir)
    .option('--mapping <file>', say('映射文件', 'mapping file'))
    .action(async (file: string, options: Options) => {
      process.exitCode = await explainChain(file, options, say)
    })
}

async function explainChain(file: string, options: Options, say: Say): Promise<number> {
  const catalogue = await requireCatalogue(options.catalog, say)
  const mapping = await mappingFor(options.mapping, options.catalog, say)
  const asOf = momentFrom(options.asOf, catalogue, say)
  const problems = problemReport(say)
  const events: ChainEvent[] = []
  for await (const item of eventsOf(file, { mapping })) {
    if ('problem' in item) problems.add(item.problem)
    else if (item.event.chain === options.chain) events.push(item.event)
  }
  problems.close()
  if (events.length === 0) throw new CommandFailure(say(`文件中没有案件“${options.chain}”`, `There is no matter “${options.chain}” in the file`), say('用 check 可以列出文件中的案件。', 'check lists the matters of the file.'))
  const verdicts = evaluate(catalogue, events, asOf(events), { trace: true })
    .verdicts.map((judgment) => toVerdict(catalogue, judgment))
    .filter((verdict) => options.rule === undefined || verdict.rule === options.rule)
  if (verdicts.length === 0) throw new CommandFailure(say('没有可以说明的结论', 'There is no verdict to explain'), say('可能没有规则适用于这些事件，或规则编号有误。', 'Perhaps no rule applies to these events, or the rule id is wrong.'))
  for (const verdict of verdicts) {
    const sentences = explain(catalogue, verdict)
    const basis = verdict.basis.map(({ law, article, paragraph, version }) => say(`《${law}》第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}（${version}）`, `${law} ${article}${paragraph === undefined ? '' : `(${paragraph})`} (${version})`))
    process.stdout.write(`${verdict.rule} ${say(verdict.ruleName.zh, verdict.ruleName.en)}\n${say(sentences.zh.join('\n'), sentences.en.join('\n')).replaceAll(/^/gm, '  ')}\n  ${say('依据', 'Basis')}: ${basis.join(say('；', '; '))}\n\n`)
  }
  return problems.count() > 0 ? 2 : verdicts.some((verdict) => verdict.outcome === 'violation') ? 1 : 0
}
