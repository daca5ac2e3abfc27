/** `conform`: what an integrator runs. Against a server: does what is sent arrive, are answers read right? On files: what can be judged with this data? */
import { randomBytes } from 'node:crypto'
import { conform } from '@hengjian/client/conform'
import type { ConformResult } from '@hengjian/client/conform'
import { createSigner } from '@hengjian/client/sm2'
import { Command } from 'commander'
import { readRootKey } from '../audit/index.ts'
import { inspect } from './conform-file.ts'
import type { FileReport } from './conform-file.ts'
import { CommandFailure } from './failure.ts'
import { mappingFor, momentFrom, requireCatalogue } from './inputs.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'
import { padded, table } from './output.ts'
import { problemReport } from './problems.ts'

interface Options {
  key?: string
  signWith?: string
  node: string
  catalog: string
  mapping?: string
  asOf?: string
  format: 'table' | 'json'
}

export function conformCommand(say: Say, catalogueDir: string): Command {
  return new Command('conform')
    .summary(say('接入自检：对照服务器，或者检查自己的事件文件', 'check an integration, against a server or by its own files of events'))
    .description(
      say(
        '写网址：用自己的密钥发送测试事件，逐项核对答复，最后全部撤回；请对测试环境运行。\n写文件：检查编号、时间、节点和属性，说明哪些规则能判、哪些缺什么。\n退出码：0 全部通过；1 有没通过的；2 无法进行。',
        'With an address: sends events with your key, checks every answer, and withdraws all of it at the end; run it against a test system.\nWith files: checks ids, times, nodes and attributes, and says which rules can be judged and what others lack.\nExit code: 0 all passed; 1 something did not; 2 it could not be done.',
      ),
    )
    .argument('<target...>', say('服务器网址，或者事件文件', 'address of a server, or files of events'))
    .option('--key <key>', say('接口客户的密钥，也可用环境变量 HENGJIAN_KEY', 'key of the client; HENGJIAN_KEY in the environment does too'))
    .option('--sign-with <file>', say('SM2 私钥文件（PEM），登记了公钥的客户用', 'file of the SM2 private key (PEM), for a client with a registered key'))
    .option('--node <code>', say('测试事件用哪个节点', 'node at which the events of the test are recorded'), 'P02-N01')
    .option('--catalog <dir>', say('目录文件夹（检查文件时）', 'folder of the catalogue (for files)'), catalogueDir)
    .option('--mapping <file>', say('映射文件（检查文件时）', 'mapping file (for files)'))
    .option('--as-of <time>', say('以此刻为准（检查文件时）', 'judge as of this moment (for files)'))
    .option('--format <format>', say('输出格式：table 或 json', 'output format: table or json'), 'table')
    .action(async (targets: string[], options: Options) => {
      const [first = ''] = targets
      process.exitCode = /^https?:\/\//.test(first) ? await againstServer(first, options, say) : await onFiles(targets, options, say)
    })
}

async function againstServer(url: string, options: Options, say: Say): Promise<number> {
  const key = options.key ?? process.env['HENGJIAN_KEY']
  if (key === undefined) throw new CommandFailure(say('没有密钥', 'There is no key'), say('用 --key 或环境变量 HENGJIAN_KEY 给出接口客户的密钥。', 'Give the key of the client with --key or in HENGJIAN_KEY.'))
  const signer = options.signWith === undefined ? undefined : createSigner((await readRootKey(options.signWith)).privateKey)
  const words = { passed: say('通过', 'passed'), failed: say('没通过', 'failed'), skipped: say('略过', 'skipped') }
  const isTable = options.format !== 'json'
  const line = ({ name, state, detail, remedy }: ConformResult): string => {
    const more = detail === '' ? '' : `  (${detail})`
    return `${padded(words[state], 8)}${textIn(say, name)}${more}\n${remedy === null ? '' : `          → ${textIn(say, remedy)}\n`}`
  }
  const results = await conform({
    url,
    key,
    ...(signer === undefined ? {} : { signer }),
    node: options.node,
    run: `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}${randomBytes(4).toString('hex')}`,
    now: Date.now(),
    ...(isTable ? { onResult: (result: ConformResult) => void process.stdout.write(line(result)) } : {}),
  })
  const count = (state: ConformResult['state']): number => results.filter((result) => result.state === state).length
  if (isTable) process.stdout.write(say(`共 ${results.length} 项：通过 ${count('passed')}，没通过 ${count('failed')}，略过 ${count('skipped')}\n`, `${results.length} checks: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`))
  else process.stdout.write(`${JSON.stringify({ passed: count('passed'), failed: count('failed'), skipped: count('skipped'), results })}\n`)
  return count('failed') > 0 ? 1 : 0
}

async function onFiles(files: string[], options: Options, say: Say): Promise<number> {
  const catalogue = await requireCatalogue(options.catalog, say)
  const mapping = await mappingFor(options.mapping, options.catalog, say)
  const problems = problemReport(say)
  const report = await inspect({ catalogue, files, mapping, asOf: momentFrom(options.asOf, catalogue, say), onProblem: (problem) => problems.add(problem) })
  problems.close()
  process.stdout.write(options.format === 'json' ? `${JSON.stringify({ ...report, problems: problems.count() })}\n` : reportText(report, problems.count(), say))
  return problems.count() + report.conflicts.length + report.unknownNodes.length + report.oddValues.length > 0 ? 1 : 0
}

const SHOWN = 20

function reportText(report: FileReport, problems: number, say: Say): string {
  const { chains, events, conflicts, repeated, unknownNodes, oddValues, unused, judged, lacking } = report
  const check = (isGood: boolean, text: string, remedy: string): string => `${padded(isGood ? say('通过', 'passed') : say('没通过', 'failed'), 8)}${text}\n${isGood ? '' : `          → ${remedy}\n`}`
  const some = (list: readonly string[]): string => (list.length === 0 ? '' : say(`：${list.slice(0, SHOWN).join('、')}`, `: ${list.slice(0, SHOWN).join(', ')}`) + (list.length > SHOWN ? ' …' : ''))
  const lines = [
    say(`${chains} 案，${events} 个事件\n`, `${chains} matters, ${events} events\n`),
    check(problems === 0, say(`字段和时间可读：${problems} 处问题`, `Fields and times can be read: ${problems} problems`), say('按标准错误输出中的行号改正；时间要带时差。', 'Correct the lines named on standard error; times carry an offset.')),
    check(conflicts.length === 0, say(`编号唯一（重复推送 ${repeated} 个）${some(conflicts)}`, `Ids are unique (${repeated} sent twice)${some(conflicts)}`), say('同一来源的编号只能用一次；更正用新编号和 supersedes。', 'An id is used once in its source; a correction has a new one and supersedes.')),
    check(unknownNodes.length === 0, say(`节点都在目录中${some(unknownNodes.map(({ node, count }) => `${node}（${count}）`))}`, `All nodes are known${some(unknownNodes.map(({ node, count }) => `${node} (${count})`))}`), say('改正编码，或者用映射文件对应到目录的节点。', 'Correct the codes, or lead them to nodes with a mapping file.')),
    check(oddValues.length === 0, say(`属性取值合乎目录${some(oddValues.map(({ key, value, count }) => `${key}=${value}（${count}）`))}`, `Attributes have values of the catalogue${some(oddValues.map(({ key, value, count }) => `${key}=${value} (${count})`))}`), say('对照 catalog/attributes.yaml 的类型和取值。', 'Compare types and values with catalog/attributes.yaml.')),
  ]
  if (unused.length > 0) lines.push(say(`目录不认识的属性（照存，不参与判断）${some(unused)}\n`, `Attributes that the catalogue does not know (kept, not judged by)${some(unused)}\n`))
  lines.push(say(`用这些数据：${judged} 条规则能判，${lacking.length} 条缺少事实\n`, `With this data ${judged} rules can be judged, ${lacking.length} lack a fact\n`))
  if (lacking.length > 0) lines.push(table([[say('规则', 'Rule'), say('名称', 'Name'), say('缺少', 'Lacks'), say('次数', 'Times')], ...lacking.map(({ rule, name, fact, factName, times }) => [rule, textIn(say, name), factName === null ? fact : `${fact} ${textIn(say, factName)}`, times])]))
  return lines.join('')
}
