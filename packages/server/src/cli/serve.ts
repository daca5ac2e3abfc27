/** `serve`: the server, until it is told to stop. */
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'

interface Options {
  port?: string
  host?: string
  catalog?: string
  data?: string
}

/** Options that every command which starts the server takes. */
export function serverOptions(command: Command, say: Say): Command {
  return command
    .option('--port <number>', say('端口', 'port'))
    .option('--host <address>', say('监听地址，默认仅限本机', 'address to listen on, by default this machine only'))
    .option('--catalog <dir>', say('目录文件夹', 'folder of the catalogue'))
    .option('--data <dir>', say('数据文件夹', 'folder of the data'))
}

export function serveCommand(say: Say): Command {
  return serverOptions(new Command('serve').summary(say('启动服务器', 'start the server')), say).action(async (options: Options) => {
    await runServer(serverConfig(options, say), say)
  })
}

export function serverConfig({ port, host, catalog, data }: Options, say: Say): Config {
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new CommandFailure(say(`端口“${port}”无效`, `The port “${port}” is not valid`), say('写成 1 到 65535 之间的数。', 'Give a number from 1 to 65535.'))
  return readConfig(process.env, {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(host === undefined ? {} : { host }),
    ...(catalog === undefined ? {} : { catalogueDir: catalog }),
    ...(data === undefined ? {} : { dataDir: data }),
  })
}

/** `hint`: what to say below the address; it may look at the server first. Resolves when the server has stopped after an interrupt. A changed catalogue is read by starting again. */
export async function runServer(config: Config, say: Say, hint: (url: string) => string | Promise<string> = () => ''): Promise<void> {
  const { startServer } = await import('../main.ts')
  // Listened for before the address is told: who reads it may stop the server at once.
  const interrupted = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('stop'))
  })
  let port = config.port
  for (;;) {
    const { promise: changed, resolve: onCatalogueChanged } = Promise.withResolvers<void>()
    const server = await startServer({ ...config, port }, { onCatalogueChanged })
    port = Number(new URL(server.url).port)
    process.stdout.write(say(`衡鉴已启动：${server.url}\n`, `Hengjian is running: ${server.url}\n`) + (await hint(server.url)) + say('按 Ctrl+C 停止\n', 'Press Ctrl+C to stop\n'))
    const why = await Promise.race([interrupted, changed])
    process.stderr.write(why === 'stop' ? say('正在停止……\n', 'Stopping…\n') : say('目录已更新，重新启动……\n', 'The catalogue has changed, starting again…\n'))
    await server.close()
    if (why === 'stop') return
  }
}
