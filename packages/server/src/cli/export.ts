/** `export`: all events out of the store, in a format that other tools read. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { writeEvent } from '@hengjian/engine'
import type { ChainEvent } from '@hengjian/engine'
import { writers } from '../formats/write/index.ts'
import type { ExportFormat, WireEvent } from '../formats/write/index.ts'
import type { Say } from './language.ts'
import { output } from './output.ts'

interface Options {
  format: ExportFormat
  out?: string
}

export function exportCommand(say: Say): Command {
  return new Command('export')
    .summary(say('导出全部事件', 'events out'))
    .addOption(new Option('--format <format>', say('格式', 'format')).choices(Object.keys(writers)).makeOptionMandatory())
    .option('--out <file>', say('写入文件，默认为标准输出', 'write to this file, default standard output'))
    .action(async ({ format, out }: Options) => {
      const { exportEvents, withStore } = await import('./store.ts')
      await withStore({}, async (store) => {
        const file = out === undefined ? null : createWriteStream(out)
        const target = output(file ?? process.stdout)
        for await (const text of writers[format](() => inWireForm(exportEvents(store)))) await target.write(text)
        await target.flush()
        file?.end()
        if (file) await finished(file)
      })
    })
}

async function* inWireForm(events: AsyncIterable<ChainEvent>): AsyncGenerator<WireEvent> {
  for await (const event of events) yield writeEvent(event) as unknown as WireEvent
}
