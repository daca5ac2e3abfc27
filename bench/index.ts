/**
 * Benchmarks of the engine: `npm run bench -- [--only roadFines,matters,criminal,ruleEngines,precheck,load] [--log FILE] [--matters N] [--json]`.
 * One core; nothing else should run on the machine.
 */
import { existsSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isCriminal, readCatalogue, readCriminalChain } from './catalogue.ts'
import { benchLoad } from './load.ts'
import { benchMatters } from './matters.ts'
import { benchPrecheck } from './precheck.ts'
import { asText } from './report.ts'
import type { Report } from './report.ts'
import { benchRoadFines } from './road-fines.ts'
import { compareRuleEngines } from './rule-engines.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'roadFines,matters,criminal,ruleEngines,precheck,load' },
    log: { type: 'string', default: join(root, '../shared/data/rtfm/Road_Traffic_Fine_Management_Process.xes.gz') },
    matters: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
})
const wanted = new Set(values.only.split(','))
const rounds = Number(values.rounds)
const tell = (text: string): boolean => process.stderr.write(`${text}\n`)

const report: Report = {
  machine: { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.versions.node },
}
if (wanted.has('ruleEngines')) {
  tell('400 条期限，三个引擎 / 400 limits in three engines …')
  report.ruleEngines = await compareRuleEngines(500, Math.max(rounds, 9))
}
if (wanted.has('precheck') || wanted.has('matters')) {
  const catalogue = readCatalogue(join(root, 'catalog'))
  if (wanted.has('precheck')) {
    tell('事前核验 / precheck …')
    report.precheck = benchPrecheck(catalogue, 2000)
  }
  if (wanted.has('matters')) {
    tell(`${values.matters} 件虚构案件 / generated matters …`)
    report.matters = await benchMatters(catalogue, Number(values.matters), rounds)
  }
}
if (wanted.has('criminal')) {
  tell('刑事链 / criminal chain …')
  report.criminal = await benchMatters(readCriminalChain(join(root, 'catalog')), Number(values.matters), rounds, isCriminal)
}
if (wanted.has('roadFines')) {
  if (existsSync(values.log)) {
    tell('道路罚款日志 / road-fine log …')
    report.roadFines = await benchRoadFines(values.log, join(root, 'examples'), rounds)
  } else tell(`没有找到日志 / log not found: ${values.log}`)
}
if (wanted.has('load')) {
  tell('200 人同时使用 / 200 people at work …')
  report.load = await benchLoad(200, 60, 2000)
}
process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report))
if (report.ruleEngines?.equal === false) process.exitCode = 1
