/** `verify`: recomputes everything that is chained, in the store or in exported files, and names the first record that does not fit. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Command } from 'commander'
import type { AuditRoot, BadRecord, CheckCounts, RootFile } from '@hengjian/contracts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'

interface Options {
  from?: string
  to?: string
  root: string[]
  key?: string
}

export function verifyCommand(say: Say): Command {
  return new Command('verify')
    .summary(say('重新计算哈希链，核对记录没有被改动', 'recompute the hash chains: has any record been changed?'))
    .description(
      say(
        '不写文件名时核对库中的全部案件、审计记录和日根；写文件名时离线核对 export --proof 的导出文件，不用数据库。\n退出码：0 完好；1 发现改动。',
        'Without files: all matters, the audit trail and the roots in the store. With files from export --proof: those, without any database.\nExit code: 0 intact; 1 a change was found.',
      ),
    )
    .argument('[file...]', say('export --proof 导出的文件', 'files written by export --proof'))
    .option('--from <chain>', say('从这一案起', 'first matter'))
    .option('--to <chain>', say('到这一案止', 'last matter'))
    .option('--root <file...>', say('已公布的日根文件，逐一对照', 'published roots, to be found again'), [])
    .option('--key <file>', say('公布日根所用的公钥', 'public key under which roots are published'))
    .action(async (files: string[], { from, to, root, key }: Options) => {
      const { verifyProof, verifyStore, withStore } = await import('./verify-parts.ts')
      const published = await publishedRoots(root, key, say)
      if ('bad' in published) return tell(say, published.file, null, published.bad)
      if (files.length === 0) {
        const { counts, bad } = await withStore({}, (store) => verifyStore(store, { range: { from, to }, published: published.roots }))
        return tell(say, null, counts, bad)
      }
      for (const file of files) {
        const { counts, bad } = await verifyProof(await linesOf(file), published.roots)
        tell(say, file, counts, bad)
      }
    })
}

/** Sets the exit code; a file that is bad is not mended by a good one after it. */
function tell(say: Say, file: string | null, counts: CheckCounts | null, bad: BadRecord | null): void {
  if (file !== null) process.stdout.write(`${file}\n`)
  if (counts !== null) {
    const { chains, events, lines, roots } = counts
    process.stdout.write(say(`核对 ${chains} 案、${events} 个事件、${lines} 条审计记录、${roots} 个日根\n`, `${chains} chains, ${events} events, ${lines} audit lines, ${roots} roots checked\n`))
  }
  process.stdout.write(bad === null ? say('完好，没有改动\n', 'Intact, nothing was changed\n') : badText(bad, say))
  process.exitCode = Math.max(Number(process.exitCode ?? 0), bad === null ? 0 : 1)
}

/** A file that cannot be opened is said as for every other command. */
async function linesOf(file: string): Promise<AsyncIterable<string>> {
  const handle = await open(file)
  return handle.readLines({ encoding: 'utf8' })
}

async function publishedRoots(files: readonly string[], keyFile: string | undefined, say: Say): Promise<{ roots: AuditRoot[] } | { file: string; bad: BadRecord }> {
  const { isGenuine, readPublicKey } = await import('./verify-parts.ts')
  const key = keyFile === undefined ? null : await readPublicKey(keyFile)
  const roots: AuditRoot[] = []
  for (const file of files) {
    const root = await readRoot(file, say)
    if ((root.signature !== null || key !== null) && !isGenuine(root, key)) return { file, bad: { part: 'root', position: root.number, why: 'signature' } }
    if (root.signature !== null && key === null) process.stderr.write(say(`${file}：签名相符，公钥 ${root.signature.publicKey}\n  → 用 --key 指定您信任的公钥。\n`, `${file}: signed by ${root.signature.publicKey}\n  → Name the key that you trust with --key.\n`))
    roots.push(root)
  }
  return { roots }
}

async function readRoot(file: string, say: Say): Promise<RootFile> {
  let text = ''
  for await (const part of createReadStream(file, { encoding: 'utf8', end: 65_535 })) text += String(part)
  try {
    const root = JSON.parse(text) as RootFile | null
    if (root?.format === 'hengjian-root/1' && typeof root.number === 'number' && typeof root.root === 'string' && typeof root.audit === 'object') return root
  } catch {
    // told below
  }
  throw new CommandFailure(say(`${file} 不是日根文件`, `${file} is no published root`), say('使用 hengjian roots export 写出的文件。', 'Use a file written by hengjian roots export.'))
}

function badText(bad: BadRecord, say: Say): string {
  const words: Record<BadRecord['why'], [string, string]> = {
    content: ['内容被改动', 'its content was changed'],
    order: ['次序被改动或中间有缺失', 'the order was changed or a record is missing'],
    end: ['末尾的记录被删除', 'records at the end were removed'],
    id: ['编号登记不符', 'the register of ids disagrees'],
    tree: ['当时各案的末尾与它不符，有案件被删去或者改写', 'the matters do not add up to it: some were removed or rewritten'],
    audit: ['当时审计记录的末尾与它不符，审计记录被改写', 'the audit trail does not lead to it: lines were rewritten'],
    published: ['与已公布的不同，库中记录被改写', 'it differs from what was published: the records were rewritten'],
    signature: ['公布文件的签名或者哈希不符', 'the published file does not fit its signature or its hash'],
  }
  return say(`${placeText(bad, say)}：${words[bad.why][0]}\n  → 保存现状，与备份比对。\n`, `${placeText(bad, say)}: ${words[bad.why][1]}\n  → Keep everything as it is and compare it with a backup.\n`)
}

function placeText(bad: BadRecord, say: Say): string {
  switch (bad.part) {
    case 'event':
      return say(`案件 ${bad.chain} 第 ${bad.position} 条记录`, `Matter ${bad.chain}, record ${bad.position}`)
    case 'audit':
      return say(`审计记录第 ${bad.position} 条`, `Audit line ${bad.position}`)
    case 'root':
      return say(`日根第 ${bad.position} 号`, `Root ${bad.position}`)
    case 'file':
      return say(`文件第 ${bad.position} 行`, `Line ${bad.position} of the file`)
    default:
      return bad satisfies never
  }
}
