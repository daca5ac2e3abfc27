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
    .option('--all-units', say('服务全部机构：读得到全部机构的案件；与 --unit 二者必居其一', 'it serves every unit and reads the matters of all; either this or --unit'))
    .option('--clearance <rank>', say('可读的密级，例如 秘密', 'secrecy it may read, such as 秘密'))
    .option('--public-key <key>', say('SM2 公钥（十六进制），登记后请求须签名', 'SM2 public key in hex; its requests must then be signed'))
    .action(async (id: string, { name = id, scope, unit = null, allUnits = false, clearance = null, publicKey = null }: { name?: string; scope: string[]; unit?: string | null; allUnits?: boolean; clearance?: string | null; publicKey?: string | null }) => {
      const { withIdentity } = await import('./store.ts')
      process.stdout.write(shown((await withIdentity((identity) => identity.createClient(null, { id, name, scopes: scope, unit, allUnits, clearance, publicKey }))).key))
    })
  command
    .command('list')
    .summary(say('列出客户', 'list clients'))
    .action(async () => {
      const { withIdentity } = await import('./store.ts')
      const clients = await withIdentity((identity) => identity.clients())
      for (const { id, name, scopes, unit, clearance, revokedAt, keys } of clients) process.stdout.write(`${id}\t${name}\t${scopes.join(' ')}\t${unit ?? say('全部机构', 'all units')}\t${clearance ?? '-'}\t${revokedAt === null ? keys.length : say('已吊销', 'revoked')}\n`)
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
