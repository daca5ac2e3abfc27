/** `import`: files into the store, with a progress bar. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import type { ImportTarget } from './import-file.ts'
import { mappingFor, requireCatalogue } from './inputs.ts'
import type { Say } from './language.ts'
import { problemText } from './problems.ts'

interface Options {
  catalog?: string
  mapping?: string
}

export function importCommand(say: Say): Command {
  return new Command('import')
    .summary(say('把文件中的事件载入库中', 'load files of events into the store'))
    .description(
      say(
        '可以中断后重来，已经载入的不会重复。被拒绝的记录连同原因写入“文件名.rejects.jsonl”。\n退出码：0 全部载入；1 有记录被拒绝；2 有文件无法读完。',
        'May be interrupted and started again; nothing is stored twice. Rejected records go to “<file>.rejects.jsonl” with the reason.\nExit code: 0 everything is in; 1 some records were rejected; 2 a file could not be read to its end.',
      ),
    )
    .argument('<file...>', say('事件文件', 'files of events'))
    .option('--catalog <dir>', say('目录文件夹，默认为现行目录', 'folder of the catalogue, default the one in force'))
    .option('--mapping <file>', say('映射文件：别的系统的活动名对应哪些节点', "mapping file: which nodes another system's activities are"))
    .action(async (files: string[], options: Options) => {
      const { atThisMachine, createAudit, identityOn, openCatalogue, withStore } = await import('./store.ts')
      process.exitCode = await withStore(options.catalog === undefined ? {} : { catalogueDir: options.catalog }, async (store, config) => {
        // Loads it as the server does, so that both name it alike in the register; what is wrong with it is told in full here.
        await requireCatalogue(config.catalogueDir, say)
        const { catalogue } = await openCatalogue(config.catalogueDir, { demo: await (await identityOn(store, config)).hasDemoAccounts() })
        const mapping = await mappingFor(options.mapping, config.catalogueDir, say)
        let code = 0
        const audit = createAudit({ store, clock: Date.now })
        for (const file of files) {
          const entry = { actor: atThisMachine(), object: `file:${basename(file)}` }
          await audit.note({ ...entry, action: 'import.start' })
          const { exitCode, counts } = await withBar(file, { store, catalogue, mapping, clock: Date.now }, say)
          await audit.note({ ...entry, action: 'import.end', outcome: exitCode === 2 ? 'failed' : 'done', detail: counts })
          code = Math.max(code, exitCode)
        }
        return code
      })
    })
}

/** Exit code of this file, and what became of its records. */
async function withBar(file: string, target: ImportTarget, say: Say): Promise<{ exitCode: number; counts: Record<string, number> }> {
  const { importFile, rejectsFileOf } = await import('./import-file.ts')
  const total = (await stat(file)).size
  const bar = new SingleBar({ format: `${basename(file)} [{bar}] {percentage}%  {accepted} ✓  {rejected} ✗`, stream: process.stderr, hideCursor: true })
  bar.start(total, 0, { accepted: 0, rejected: 0 })
  const { progress, fault } = await importFile(file, target, (counts) => bar.update(Math.min(counts.bytes, total), counts)).finally(() => bar.stop())
  const { accepted, duplicate, rejected } = progress
  process.stdout.write(say(`${file}：载入 ${accepted}，已有 ${duplicate}，拒绝 ${rejected}\n`, `${file}: ${accepted} stored, ${duplicate} known already, ${rejected} rejected\n`))
  if (rejected > 0) process.stderr.write(say(`  → 被拒绝的记录和原因见 ${rejectsFileOf(file)}\n`, `  → Rejected records and the reasons are in ${rejectsFileOf(file)}\n`))
  if (fault !== null) process.stderr.write(problemText(fault, say))
  return { exitCode: fault !== null ? 2 : rejected > 0 ? 1 : 0, counts: { accepted, duplicate, rejected } }
}
