/** `roots`: the daily roots, one of them as a signed file to be published, and the key that signs. */
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { CodedError } from '../problem.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { output, table } from './output.ts'

export function rootsCommand(say: Say): Command {
  const command = new Command('roots')
    .summary(say('日根：列出、生成、公布、签名密钥', 'daily roots: list, make, publish, key'))
    .description(
      say(
        '每天一个根哈希，概括当时全部案件和审计记录。公布到本单位以外，此后任何改动都能被发现。',
        'One hash a day stands for all matters and the audit trail at that moment. Published outside, it makes any later change discoverable.',
      ),
    )
    .action(async () => {
      const { listRoots, withStore } = await import('./store.ts')
      const roots = await withStore({}, (store) => listRoots(store))
      const target = output()
      const rows = roots.map(({ number, at, chains, events, audit, root }) => [number, at, chains, events, audit.number, root])
      if (rows.length === 0) process.stderr.write(say('还没有日根\n', 'There is no root yet\n'))
      else await target.write(table([[say('编号', 'No.'), say('时间', 'Time'), say('案件', 'Matters'), say('事件', 'Events'), say('审计记录', 'Audit lines'), say('根', 'Root')], ...rows]))
      await target.flush()
    })
  command.addCommand(makeCommand(say))
  command.addCommand(exportRootCommand(say))
  command.addCommand(keyCommand(say))
  return command
}

const makeCommand = (say: Say): Command =>
  new Command('make').summary(say('立即生成一个', 'make one now')).action(async () => {
    const { makeRoot, withStore } = await import('./store.ts')
    const root = await withStore({}, (store) => makeRoot(store, Date.now()))
    if (root === null) throw new CodedError('HJ-AUD-002')
    process.stdout.write(say(`日根第 ${root.number} 号 ${root.root}\n`, `Root ${root.number} ${root.root}\n`))
  })

const exportRootCommand = (say: Say): Command =>
  new Command('export')
    .summary(say('写出一个日根文件，用于公布', 'write a root as a file to be published'))
    .description(say('有签名密钥（HENGJIAN_ROOT_KEY）时用 SM2 签名。', 'Signed with SM2 where there is a key (HENGJIAN_ROOT_KEY).'))
    .argument('[number]', say('编号，默认为最后一个', 'number, default the last'))
    .option('--out <file>', say('写入文件，默认为标准输出', 'write to this file, default standard output'))
    .action(async (given: string | undefined, { out }: { out?: string }) => {
      const { atThisMachine, createAudit, listRoots, readRootKey, rootFile, withStore } = await import('./store.ts')
      const text = await withStore({}, async (store, config) => {
        const roots = await listRoots(store)
        const root = given === undefined ? roots.at(-1) : roots.find((each) => String(each.number) === given)
        if (root === undefined) throw new CodedError('HJ-AUD-002', given ?? '')
        const key = config.rootKeyFile === null ? null : await readRootKey(config.rootKeyFile)
        await createAudit({ store, clock: Date.now }).note({ actor: atThisMachine(), action: 'export.root', object: `root:${root.number}`, detail: { file: out ?? null, signedBy: key?.publicKey ?? null } })
        return `${JSON.stringify(rootFile(root, key), null, 2)}\n`
      })
      if (out === undefined) process.stdout.write(text)
      else await writeFile(out, text)
    })

const keyCommand = (say: Say): Command =>
  new Command('key')
    .summary(say('生成 SM2 签名密钥', 'make an SM2 key for signing'))
    .option('--out <file>', say('密钥文件，默认取 HENGJIAN_ROOT_KEY', 'file of the key, default HENGJIAN_ROOT_KEY'))
    .action(async ({ out }: { out?: string }) => {
      const path = out ?? readConfig(process.env).rootKeyFile
      if (path === null) throw new CommandFailure(say('没有指定密钥文件', 'No file of the key was named'), say('用 --out 或者 HENGJIAN_ROOT_KEY 指定。', 'Name it with --out or HENGJIAN_ROOT_KEY.'))
      const { createRootKey } = await import('./store.ts')
      const publicKey = await createRootKey(path)
      process.stdout.write(
        say(`私钥 ${path}，只有您能读取；请另行备份，不要放在数据文件夹里\n公钥 ${path}.pub\n${publicKey}\n`, `Private key ${path}, readable by you only; keep a copy elsewhere, not in the data folder\nPublic key ${path}.pub\n${publicKey}\n`),
      )
    })
