/** `replay`: what a draft catalogue would change for what is stored. Reads only. */
import { Command } from 'commander'
import { parseDay, toVerdict } from '@hengjian/engine'
import type { Catalogue } from '@hengjian/engine'
import { asDraft } from '../catalogue-files.ts'
import type { Change, Difference } from '../modules/drafts/index.ts'
import { CommandFailure } from './failure.ts'
import { momentFrom, requireCatalogue } from './inputs.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'
import { output, table } from './output.ts'

interface Options {
  catalog?: string
  from?: string
  to?: string
  asOf?: string
  list?: boolean
}

export function replayCommand(say: Say): Command {
  return new Command('replay')
    .summary(say('试算：换用草案目录，结论会有哪些不同', 'what-if: what would a draft catalogue change?'))
    .description(say('用草案目录和现行目录分别判断库中的全部案件，列出差异；不写入任何内容。', 'Judges all stored matters by the draft and by the catalogue in force and shows the differences. Nothing is written.'))
    .option('--catalog <dir>', say('草案目录文件夹，默认为现行目录', 'folder of the draft, default the catalogue in force'))
    .option('--from <date>', say('只比较这一天起的事件', 'compare events from this day'))
    .option('--to <date>', say('只比较到这一天止的事件', 'compare events to this day'))
    .option('--as-of <time>', say('以此刻为准，默认为现在', 'as of this moment, default now'))
    .option('--list', say('逐条列出差异', 'list every difference'))
    .action(async (options: Options) => {
      await replay(options, say)
    })
}

async function replay(options: Options, say: Say): Promise<void> {
  for (const day of [options.from, options.to]) {
    if (day !== undefined && parseDay(day) === null) throw new CommandFailure(say(`日期“${day}”无法识别`, `The date “${day}” cannot be read`), say('写成 2026-03-06。', 'Write 2026-03-06.'))
  }
  const { Changes, compareStore, withStore } = await import('./store.ts')
  await withStore({}, async (store, config) => {
    const current = await requireCatalogue(config.catalogueDir, say)
    const draft = await requireCatalogue(options.catalog ?? config.catalogueDir, say, asDraft)
    const asOf = momentFrom(options.asOf, current, say)
    const out = output()
    const changes = new Changes()
    let chains = 0
    for await (const found of compareStore(store, current, draft, asOf, { from: options.from ?? null, to: options.to ?? null })) {
      chains++
      for (const difference of found) {
        changes.add(difference)
        if (options.list) await out.write(differenceLine(current, draft, difference, say))
      }
    }
    await out.write(changesTable(changes.list(), chains, say))
    await out.flush()
  })
}

function differenceLine(current: Catalogue, draft: Catalogue, { before, after }: Difference, say: Say): string {
  const old = before && toVerdict(current, before)
  const now = after && toVerdict(draft, after)
  const one = now ?? old
  const side = (verdict: typeof old) => (verdict ? `${verdict.outcome} ${verdict.due ?? '-'}` : say('无', 'none'))
  return one ? `${one.chain}  ${one.rule}  ${side(old)} → ${side(now)}  ${textIn(say, one.message)}\n` : ''
}

function changesTable(changes: Change[], chains: number, say: Say): string {
  const total = changes.reduce((sum, change) => sum + change.count, 0)
  const summary = say(`比较了 ${chains} 案，${total} 条结论不同\n`, `${chains} chains compared, ${total} verdicts differ\n`)
  if (total === 0) return summary
  const none = say('无', 'none')
  const rows = changes.map(({ rule, before, after, count: times }) => [rule, before ?? none, after ?? none, times])
  return table([[say('规则', 'Rule'), say('现行', 'In force'), say('草案', 'Draft'), say('条数', 'Verdicts')], ...rows]) + summary
}
