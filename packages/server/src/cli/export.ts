/** `export`: all events out of the store, in a format that other tools read, or with everything that proves them. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { writeEvent } from '@hengjian/engine'
import type { ChainEvent } from '@hengjian/engine'
import { writers } from '../formats/write/index.ts'
import type { ExportFormat, WireEvent } from '../formats/write/index.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { output } from './output.ts'

interface Options {
  format?: ExportFormat
  proof?: boolean
  out?: string
}

export function exportCommand(say: Say): Command {
  return new Command('export')
    .summary(say('导出全部事件', 'events out'))
    .description(
      say(
        '每次导出都在审计记录中留下一条。--proof 导出事件及哈希、审计记录和日根，用 hengjian verify 文件 离线核对。',
        'Every export leaves a line in the audit trail. --proof writes events with hashes, the audit trail and the daily roots; hengjian verify FILE checks it without the database.',
      ),
    )
    .addOption(new Option('--format <format>', say('格式', 'format')).choices(Object.keys(writers)))
    .option('--proof', say('带证明：事件及哈希、审计记录、日根（JSONL）', 'with proof: events with hashes, audit trail, daily roots (JSONL)'))
    .option('--out <file>', say('写入文件，默认为标准输出', 'write to this file, default standard output'))
    .action(async ({ format, proof = false, out }: Options) => {
      if (proof && format !== undefined && format !== 'jsonl') throw new CommandFailure(say('--proof 只有 JSONL 一种格式', '--proof is written as JSONL only'), say('去掉 --format。', 'Leave out --format.'))
      if (!proof && format === undefined) throw new CommandFailure(say('缺少选项 --format', 'The option --format is missing'), say(`可以是 ${Object.keys(writers).join('、')}；或者用 --proof。`, `One of ${Object.keys(writers).join(', ')}, or --proof.`))
      const { atThisMachine, createAudit, exportEvents, withStore, writeProof } = await import('./store.ts')
      await withStore({}, async (store) => {
        const file = out === undefined ? null : createWriteStream(out)
        const target = output(file ?? process.stdout)
        // before the first byte: what has left cannot be called back
        await createAudit({ store, clock: Date.now }).note({ actor: atThisMachine(), action: 'export.events', object: `events:${proof ? 'proof' : format}`, detail: { file: out ?? null } })
        if (proof) await writeProof(store, Date.now(), (text) => target.write(text))
        else for await (const text of writers[format ?? 'jsonl'](() => inWireForm(exportEvents(store)))) await target.write(text)
        await target.flush()
        file?.end()
        if (file) await finished(file)
      })
    })
}

async function* inWireForm(events: AsyncIterable<ChainEvent>): AsyncGenerator<WireEvent> {
  for await (const event of events) yield writeEvent(event) as unknown as WireEvent
}
