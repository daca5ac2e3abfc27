/** `verify`: recomputes the hash chain over everything that is stored. */
import { Command } from 'commander'
import type { BadRecord } from '../intake/index.ts'
import type { Say } from './language.ts'

export function verifyCommand(say: Say): Command {
  return new Command('verify')
    .summary(say('重新计算哈希链，核对记录没有被改动', 'recompute the hash chain: has any record been changed?'))
    .description(say('退出码：0 完好；1 发现改动。', 'Exit code: 0 intact; 1 a change was found.'))
    .option('--from <chain>', say('从这一案起', 'first matter'))
    .option('--to <chain>', say('到这一案止', 'last matter'))
    .action(async (range: { from?: string; to?: string }) => {
      const { verifyChains, withStore } = await import('./store.ts')
      const { chains, events, bad } = await withStore({}, (store) => verifyChains(store, range))
      process.stdout.write(say(`核对 ${chains} 案、${events} 个事件\n`, `${chains} chains, ${events} events checked\n`))
      process.stdout.write(bad === null ? say('完好，没有改动\n', 'Intact, nothing was changed\n') : badText(bad, say))
      process.exitCode = bad === null ? 0 : 1
    })
}

function badText({ chain, position, why }: BadRecord, say: Say): string {
  const words: Record<BadRecord['why'], [string, string]> = {
    content: ['内容被改动', 'its content was changed'],
    order: ['次序被改动或中间有缺失', 'the order was changed or a record is missing'],
    end: ['末尾的记录被删除', 'records at the end were removed'],
    id: ['编号登记不符', 'the register of ids disagrees'],
  }
  return say(`案件 ${chain} 第 ${position} 条记录：${words[why][0]}\n  → 保存数据库现状，与备份比对。\n`, `Matter ${chain}, record ${position}: ${words[why][1]}\n  → Keep the database as it is and compare it with a backup.\n`)
}
