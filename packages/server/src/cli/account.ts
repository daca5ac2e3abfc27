/** `account`: sign-in for people who have been imported. Passwords are printed once and must be changed at the first sign-in. */
import type { AccountView } from '@hengjian/contracts'
import { Command } from 'commander'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'

export function accountCommand(say: Say): Command {
  const command = new Command('account').summary(say('登录账户', 'accounts to sign in with'))
  command
    .command('create')
    .summary(say('给一个人开户，显示一次性密码', 'make an account for a person, print its first password'))
    .argument('<name>', say('账户名', 'name of the account'))
    .requiredOption('--person <id>', say('工号', 'employee number'))
    .action(async (name: string, { person }: { person: string }) => {
      const { withIdentity } = await import('./store.ts')
      const { account, password } = await withIdentity((identity) => identity.createAccount(null, name, person))
      process.stdout.write(say(`账户 ${account.id} 已开通（${person}）\n首次密码，只显示这一次：${password}\n`, `Account ${account.id} was made for ${person}\nFirst password, shown only now: ${password}\n`))
    })
  command
    .command('list')
    .summary(say('列出账户', 'list accounts'))
    .action(async () => {
      const { withIdentity } = await import('./store.ts')
      const accounts = await withIdentity((identity) => identity.accounts())
      for (const account of accounts) process.stdout.write(`${account.id}\t${account.person}\t${stateText(account, say)}\t${account.lastSeenAt ?? '-'}\n`)
    })
  for (const [name, summary, disabled] of [
    ['lock', say('停用账户，结束它的登录', 'close an account and end its sessions'), true],
    ['unlock', say('重新启用账户', 'open an account again'), false],
  ] as const) {
    command
      .command(name)
      .summary(summary)
      .argument('<name>', say('账户名', 'name of the account'))
      .action(async (account: string) => {
        const { withIdentity } = await import('./store.ts')
        const view = await withIdentity((identity) => identity.setDisabled(null, account, disabled))
        process.stdout.write(`${view.id}\t${stateText(view, say)}\n`)
      })
  }
  command
    .command('reset')
    .summary(say('换一个一次性密码，动态口令重新设置', 'a new first password; the second factor is set up anew'))
    .argument('<name>', say('账户名', 'name of the account'))
    .action(async (account: string) => {
      const { withIdentity } = await import('./store.ts')
      const { password } = await withIdentity((identity) => identity.resetAccount(null, account))
      process.stdout.write(say(`首次密码，只显示这一次：${password}\n`, `First password, shown only now: ${password}\n`))
    })
  command
    .command('link')
    .summary(say('把账户与统一身份认证的身份关联', 'link an account to an identity of the identity provider'))
    .argument('<name>', say('账户名', 'name of the account'))
    .requiredOption('--subject <id>', say('统一身份认证中的标识（sub）', 'its subject there (sub)'))
    .action(async (account: string, { subject }: { subject: string }) => {
      const { withIdentity } = await import('./store.ts')
      await withIdentity(async (identity, { oidc }) => {
        if (oidc === null) throw new CommandFailure(say('没有配置统一身份认证', 'No identity provider is configured'), say('设置 HENGJIAN_OIDC_ISSUER 和 HENGJIAN_OIDC_CLIENT。', 'Set HENGJIAN_OIDC_ISSUER and HENGJIAN_OIDC_CLIENT.'))
        await identity.link(null, account, oidc.issuer, subject)
        process.stdout.write(`${account}\t${oidc.issuer}\t${subject}\n`)
      })
    })
  command
    .command('unlink')
    .summary(say('取消账户与统一身份认证的关联，结束它的登录', 'take the links of an account away and end its sessions'))
    .argument('<name>', say('账户名', 'name of the account'))
    .action(async (account: string) => {
      const { withIdentity } = await import('./store.ts')
      const count = await withIdentity((identity) => identity.unlink(null, account))
      process.stdout.write(say(`取消了 ${count} 个关联\n`, `${count} links removed\n`))
    })
  command
    .command('remove-demo')
    .summary(say('删除演示账户', 'remove the accounts of a demo'))
    .action(async () => {
      const { withIdentity } = await import('./store.ts')
      const count = await withIdentity((identity) => identity.removeDemo())
      process.stdout.write(say(`删除了 ${count} 个演示账户\n`, `${count} demo accounts removed\n`))
    })
  return command
}

function stateText({ state, demo, mustChange }: AccountView, say: Say): string {
  const words = { active: say('正常', 'active'), locked: say('暂时锁定', 'locked for a while'), disabled: say('停用', 'closed') }
  return [words[state], ...(mustChange ? [say('待改密码', 'password to be changed')] : []), ...(demo ? [say('演示', 'demo')] : [])].join(say('，', ', '))
}
