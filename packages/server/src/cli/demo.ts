/** `demo`: an invented province to look at, loaded once into a data folder of its own; then the server. */
import { mkdir } from 'node:fs/promises'
import { Command } from 'commander'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { beginDemoWork } from './demo-work.ts'
import { runServer, serverConfig, serverOptions } from './serve.ts'

interface Options {
  matters: string
  port?: string
  host?: string
  catalog?: string
  data?: string
}

export function demoCommand(say: Say): Command {
  return serverOptions(
    new Command('demo')
      .summary(say('用虚构的演示数据启动', 'start with invented demo data'))
      .description(say('首次运行时生成演示数据，之后直接启动。', 'Makes the demo data on the first run; later runs just start.'))
      .option('--matters <number>', say('生成多少案', 'how many matters to make'), '2000'),
    say,
  ).action(async (options: Options) => {
    if (!/^[1-9]\d{0,6}$/.test(options.matters)) throw new CommandFailure(say(`案件数“${options.matters}”无效`, `The number of matters “${options.matters}” is not valid`), say('写成正整数。', 'Give a positive whole number.'))
    const config = { ...serverConfig(options, say), demo: true }
    await mkdir(config.dataDir, { recursive: true })
    const [{ identityOn, openCatalogue, withStore }, { fillWithDemo, peopleTheDemo }] = await Promise.all([import('./store.ts'), import('./demo-data.ts')])
    const { key, isNew } = await withStore(config, async (store) => {
      const isNew = await fillWithDemo(store, async () => (await openCatalogue(config.catalogueDir, config)).catalogue, Number(options.matters), say)
      return { key: await peopleTheDemo(await identityOn(store, config)), isNew }
    })
    let begins = isNew && key !== null
    await runServer(config, say, async (url) => {
      // once, however often the server starts again
      if (begins) await beginDemoWork(url)
      begins = false
      return hint(url, key, say)
    })
  })
}

/** What one can do at the terminal; null on a store that real people have accounts on. */
function hint(url: string, key: string | null, say: Say): string {
  if (key === null) return ''
  return say(
    `打开后选一个角色登录。程序用密钥，本次启动有效：\n  curl -H 'Authorization: Bearer ${key}' ${url}/api/v1/today\n`,
    `Open it and choose a role to sign in as. Programs use a key, good until the next start:\n  curl -H 'Authorization: Bearer ${key}' ${url}/api/v1/today\n`,
  )
}
