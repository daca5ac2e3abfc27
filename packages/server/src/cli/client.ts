/** `client`: keys for programs that push events or ask before an act. A key is printed once; the store keeps its digest. */
import { Command } from 'commander'
import type { Say } from './language.ts'

export function clientCommand(say: Say): Command {
  const command = new Command('client').summary(say('接口客户和密钥', 'clients of the interface and their keys'))
  const shown = (key: string): string => say(`密钥，只显示这一次：${key}\n请求时带上：Authorization: Bearer ${key}\n`, `Key, shown only now: ${key}\nSend it as: Authorization: Bearer ${key}\n`)
  command
    .command('create')
    .summary(say('登记一个客户，显示它的密钥', 'register a client and print its key'))
    .argument('<id>', say('编号', 'id'))
    .option('--name <name>', say('名称', 'name'))
    .requiredOption('--scope <permission...>', say('权限，例如 events.push events.precheck', 'permissions, such as events.push events.precheck'))
    .option('--unit <code>', say('所属机构代码：只读得到它的案件', 'code of the unit it works for: it reads no other matters'))
    .option('--clearance <rank>', say('可读的密级，例如 秘密', 'secrecy it may read, such as 秘密'))
    .action(async (id: string, { name = id, scope, unit = null, clearance = null }: { name?: string; scope: string[]; unit?: string | null; clearance?: string | null }) => {
      const { withIdentity } = await import('./store.ts')
      process.stdout.write(shown((await withIdentity((identity) => identity.createClient(null, { id, name, scopes: scope, unit, clearance }))).key))
    })
  command
    .command('list')
    .summary(say('列出客户', 'list clients'))
    .action(async () => {
      const { withIdentity } = await import('./store.ts')
      const clients = await withIdentity((identity) => identity.clients())
      for (const { id, name, scopes, unit, revokedAt, keys } of clients) process.stdout.write(`${id}\t${name}\t${scopes.join(' ')}\t${unit ?? say('不限机构', 'any unit')}\t${revokedAt === null ? keys.length : say('已吊销', 'revoked')}\n`)
    })
  command
    .command('rotate')
    .summary(say('换密钥；旧的还能用几天', 'a new key; the old one stays good for some days'))
    .argument('<id>', say('编号', 'id'))
    .action(async (id: string) => {
      const { withIdentity } = await import('./store.ts')
      process.stdout.write(shown((await withIdentity((identity) => identity.rotateKey(null, id))).key))
    })
  command
    .command('revoke')
    .summary(say('吊销，立即失效', 'revoke at once'))
    .argument('<id>', say('编号', 'id'))
    .action(async (id: string) => {
      const { withIdentity } = await import('./store.ts')
      await withIdentity((identity) => identity.revokeClient(null, id))
      process.stdout.write(say(`${id} 已吊销\n`, `${id} was revoked\n`))
    })
  return command
}
