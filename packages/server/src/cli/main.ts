/** The command line put together: one file per command, help in two languages, and no stack trace for a user's mistake. */
import { Command, CommanderError, Option } from 'commander'
import { readConfig } from '../config.ts'
import { accountCommand } from './account.ts'
import { catalogCommand } from './catalog.ts'
import { checkCommand } from './check.ts'
import { clientCommand } from './client.ts'
import { conformCommand } from './conform.ts'
import { demoCommand } from './demo.ts'
import { explainCommand } from './explain.ts'
import { exportCommand } from './export.ts'
import { failureText } from './failure.ts'
import { importCommand } from './import.ts'
import { languageOf, sayIn } from './language.ts'
import type { Say } from './language.ts'
import { peopleCommand } from './people.ts'
import { replayCommand } from './replay.ts'
import { rootsCommand } from './roots.ts'
import { serveCommand } from './serve.ts'
import { verifyCommand } from './verify.ts'

/** Runs one command; the exit code is left in `process.exitCode`. `argv` without the program's own name. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const say = sayIn(languageOf(argv, process.env))
  try {
    await program(say).parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else {
      process.stderr.write(process.env['HENGJIAN_DEBUG'] && error instanceof Error ? `${error.stack}\n` : failureText(error, say))
      process.exitCode = 2
    }
  }
}

function program(say: Say): Command {
  const { catalogueDir } = readConfig(process.env)
  const command = new Command('hengjian')
    .description(say('衡鉴：执法司法办案质效管理与监督', 'Hengjian: quality and supervision of case handling'))
    .addOption(new Option('--lang <language>', say('界面语言', 'language')).choices(['zh', 'en']))
    .helpCommand(say('help [命令]', 'help [command]'), say('显示一个命令的说明', 'show the help of a command'))
    .addHelpText('after', examples(say))
  const commands = [
    checkCommand(say, catalogueDir),
    explainCommand(say, catalogueDir),
    importCommand(say),
    catalogCommand(say, catalogueDir),
    replayCommand(say),
    verifyCommand(say),
    rootsCommand(say),
    exportCommand(say),
    peopleCommand(say),
    accountCommand(say),
    clientCommand(say),
    conformCommand(say, catalogueDir),
    serveCommand(say),
    demoCommand(say),
  ]
  for (const each of commands) command.addCommand(each)
  inLanguage(command, say)
  return command
}

/** Titles, help options and errors of commander itself, for a command and all below it. */
function inLanguage(command: Command, say: Say): void {
  const titles: Record<string, string> = { 'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：', 'Arguments:': '参数：', 'Global Options:': '通用选项：' }
  command
    .exitOverride()
    .helpOption('-h, --help', say('显示说明', 'show this help'))
    .configureHelp({ styleTitle: (title) => say(titles[title] ?? title, title), optionDescription: (option) => optionText(option, say) })
    .configureOutput({ outputError: (text, write) => write(errorText(text, say)) })
    .showHelpAfterError(say('（加 --help 查看用法）', '(add --help for usage)'))
  for (const each of command.commands) inLanguage(each, say)
}

function optionText({ description, argChoices, defaultValue }: Option, say: Say): string {
  const notes = [
    ...(argChoices ? [say(`可选：${argChoices.join('、')}`, `one of ${argChoices.join(', ')}`)] : []),
    ...(typeof defaultValue === 'string' ? [say(`默认：${defaultValue}`, `default ${defaultValue}`)] : []),
  ]
  return notes.length > 0 ? description + say(`（${notes.join('；')}）`, ` (${notes.join('; ')})`) : description
}

/** The common complaints of commander in Chinese; the rest as it is. */
function errorText(text: string, say: Say): string {
  const chinese: [RegExp, string][] = [
    [/^error: unknown option '(.*)'/, '没有选项 $1'],
    [/^error: unknown command '(.*)'/, '没有命令 $1'],
    [/^error: missing required argument '(.*)'/, '缺少参数 $1'],
    [/^error: required option '(.*)' not specified/, '缺少选项 $1'],
    [/^error: option '(.*)' argument missing/, '选项 $1 后面缺少内容'],
    [/^error: too many arguments.*/, '参数过多'],
    [/^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./, '选项 $1 不能是 $2；可以是 $3'],
    [/^error: option '(.*)' argument '(.*)' is invalid\./, '选项 $1 不能是 $2。'],
    [/\(Did you mean (.*)\?\)/, '（是不是 $1？）'],
  ]
  return say(chinese.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), text), text)
}

const examples = (say: Say): string =>
  say(
    `
例：
  hengjian check 事件.jsonl --format summary     检查一个文件，按规则汇总
  hengjian explain 事件.jsonl --chain A-001      逐句说明一案
  hengjian catalog show P05-N01                  一个节点适用的规则和法条
  hengjian import 事件.csv                       载入库中
  hengjian demo                                  用演示数据启动`,
    `
Examples:
  hengjian check events.jsonl --format summary   judge a file, counts per rule
  hengjian explain events.jsonl --chain A-001    one matter in sentences
  hengjian catalog show P05-N01                  rules and articles at a node
  hengjian import events.csv                     load into the store
  hengjian demo                                  start with demo data`,
  )
