/** The figures as a table for people; `--json` prints the same figures for machines. */
import type { Latency, Load } from './load.ts'
import type { PrecheckTimes } from './precheck.ts'
import type { Comparison } from './rule-engines.ts'

export interface Throughput {
  chains: number
  events: number
  verdicts: number
  /** for all events once */
  milliseconds: { parse: number; evaluate: number; readAndEvaluate: number }
}

export interface Report {
  machine: { cpu: string; cores: number; memoryGiB: number; node: string }
  roadFines?: Throughput & { reading: number }
  matters?: Throughput
  criminal?: Throughput
  ruleEngines?: Comparison
  precheck?: PrecheckTimes
  load?: Load
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
const perSecond = (count: number, milliseconds: number): string => whole((count / milliseconds) * 1000)
const row = (label: string, ...cells: string[]): string => `  ${label}${' '.repeat(Math.max(1, 58 - width(label)))}${cells.join('   ')}`

/** Columns of a terminal: a Chinese character takes two. */
const width = (text: string): number => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)

export function asText(report: Report): string {
  const { machine } = report
  const lines = [`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}`]
  if (report.roadFines) lines.push(...throughput('道路罚款日志 Road-fine log', report.roadFines), row('读取 XES 文件 Reading the XES file', `${perSecond(report.roadFines.events, report.roadFines.reading)} events/s`))
  if (report.matters) lines.push(...throughput('虚构案件，全部目录 Generated matters, whole catalogue', report.matters))
  if (report.criminal) lines.push(...throughput('虚构案件，刑事链目录 Generated matters, criminal chain', report.criminal))
  if (report.ruleEngines) lines.push(...comparison(report.ruleEngines))
  if (report.precheck) lines.push(...latency(report.precheck))
  if (report.load) lines.push(...load(report.load))
  return `${lines.join('\n')}\n`
}

function throughput(title: string, { chains, events, verdicts, milliseconds }: Throughput): string[] {
  return [
    '',
    `${title}: ${whole(chains)} chains, ${whole(events)} events, ${whole(verdicts)} verdicts`,
    row('JSON.parse（标尺 yardstick）', `${perSecond(events, milliseconds.parse)} events/s`),
    row('evaluate', `${perSecond(events, milliseconds.evaluate)} events/s`, `${(milliseconds.evaluate / milliseconds.parse).toFixed(2)} × JSON.parse`),
    row('readEvent + evaluate', `${perSecond(events, milliseconds.readAndEvaluate)} events/s`, `${(milliseconds.readAndEvaluate / milliseconds.parse).toFixed(2)} × JSON.parse`),
  ]
}

function comparison({ limits, chains, events, missed, equal, milliseconds }: Comparison): string[] {
  const line = (label: string, time: number): string => row(label, `${perSecond(chains, time)} chains/s`, `${(time / milliseconds.hengjian).toFixed(1)} × 衡鉴 Hengjian`)
  return [
    '',
    `${limits} 条期限 limits: ${whole(chains)} chains, ${whole(events)} events, ${whole(missed)} missed; 答案一致 answers equal: ${equal ? '是 yes' : '否 NO'}`,
    line('衡鉴 Hengjian', milliseconds.hengjian),
    line('@gorules/zen-engine，每案问一次 asked once per matter', milliseconds.zen),
    line('@gorules/zen-engine，每事件问一次 asked after each event', milliseconds.zenLive),
    line('json-rules-engine', milliseconds.jsonRules),
  ]
}

function latency({ checks, decisions, median, p99 }: PrecheckTimes): string[] {
  const counts = Object.entries(decisions).map(([decision, count]) => `${decision} ${whole(count)}`)
  return ['', `事前核验 precheck: ${whole(checks)} checks (${counts.join(', ')})`, row('中位数 median', `${(median * 1000).toFixed(0)} µs`), row('p99', `${(p99 * 1000).toFixed(0)} µs`)]
}

function load({ users, seconds, requests, errors, pushed, alone, all, byPage }: Load): string[] {
  const times = ({ median, p95, p99 }: Latency): string => `${median.toFixed(0)} / ${p95.toFixed(0)} / ${p99.toFixed(0)} ms`
  return [
    '',
    `${users} 人同时使用 people at work for ${seconds} s: ${whole(requests)} requests, ${errors} errors, ${whole(pushed)} events pushed; 中位数 median / p95 / p99`,
    row('一人 one person alone（标尺 yardstick）', times(alone)),
    row('全部 all', times(all), `p95 ${(all.p95 / alone.p95).toFixed(1)} ×`),
    ...Object.entries(byPage).map(([page, found]) => row(`  ${page} (${whole(found.requests)})`, times(found))),
  ]
}
