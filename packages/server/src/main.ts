/** Wires the server together. The clock enters here and is handed down; the configuration was read in `config.ts`. */
import { join } from 'node:path'
import type { Config } from './config.ts'
import { isLoopback } from './config.ts'
import { classify, problemDocument } from './http/problem-document.ts'
import { openStream } from './http/stream.ts'
import { putInForce, registerCatalogue } from './intake/index.ts'
import { startJobs } from './jobs/index.ts'
import { createCataloguePages, openCatalogue } from './modules/catalogue/index.ts'
import { createChains } from './modules/chains/index.ts'
import { createDrafts } from './modules/drafts/index.ts'
import { createIdentity } from './modules/identity/index.ts'
import type { Deed, Identity } from './modules/identity/index.ts'
import { createImports } from './modules/imports/index.ts'
import { createPrecheck } from './modules/precheck/index.ts'
import { ConfigError } from './problem.ts'
import { buildServer } from './server.ts'
import { claimFolder, openStore } from './store/index.ts'

export interface RunningServer {
  url: string
  /** Finishes requests and the batch under way, then stops; the embedded database stops with the last that uses it. */
  close(): Promise<void>
}

export interface StartOptions {
  clock?: () => number
  /** The catalogue was changed on disk; whoever runs the server should start it again. */
  onCatalogueChanged?: () => void
  /** lines of the log, as JSON; standard error by default, null for silence */
  log?: { write(line: string): void } | null
}

/** Throws ConfigError or CodedError with what to do. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const clock = options.clock ?? Date.now
  const log = options.log === undefined ? process.stderr : options.log
  const { catalogue, files } = await openCatalogue(config.catalogueDir)
  const store = await openStore(config)
  const undo: (() => Promise<unknown>)[] = [() => store.close()]
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    // On a database of their own, servers have folders of their own too.
    if (config.databaseUrl === null) undo.push(await claimFolder(store.url, config.dataDir))
    const record = (deed: Deed): Promise<void> => Promise.resolve(tellRefusal(deed, log))
    const identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: config.secret, demo: config.demo, offset: catalogue.zoneOffset ?? 0, record })
    await refuseUnsafeStart(config, identity)
    await putInForce(store, catalogue, clock())
    const describe = (error: unknown) => {
      const { code, detail } = classify(error)
      const problem = problemDocument(code, detail, 'zh')
      if (problem.status >= 500) log?.write(`${JSON.stringify({ level: 50, code, msg: 'import failed', stack: error instanceof Error ? error.stack : String(error) })}\n`)
      return problem
    }
    const imports = createImports({ store, catalogue, clock, folder: join(config.dataDir, 'imports'), maxBytes: config.importBodyLimit, describe })
    undo.push(() => imports.close())
    const stream = openStream({ url: store.url, imports, alive: (sessions) => identity.alive(sessions) })
    undo.push(() => stream.close())
    const chains = createChains({ store, catalogue, clock, register: () => registerCatalogue(store, catalogue, clock()) })
    const drafts = createDrafts({
      store,
      catalogue,
      files,
      directory: config.catalogueDir,
      clock,
      titles: (asked) => chains.titles(asked),
      onFailure: (error) => describe(error),
      onAdopted: () => options.onCatalogueChanged?.(),
    })
    undo.push(() => drafts.close())
    const app = await buildServer({
      config,
      store,
      catalogue,
      clock,
      chains,
      cataloguePages: createCataloguePages({ store, catalogue, files, clock }),
      drafts,
      identity,
      imports,
      precheck: createPrecheck({ store, catalogue, clock }),
      stream,
      record,
      log,
    })
    undo.push(() => app.close())
    const jobs = await startJobs({ store, catalogue, clock, onFailure: (message) => log?.write(`${JSON.stringify({ level: 50, msg: message })}\n`) })
    undo.push(() => jobs.stop())
    const url = await app.listen({ host: config.host, port: config.port }).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'EADDRINUSE' ? new ConfigError('HJ-CFG-003', `${config.host}:${config.port}`, { cause }) : cause
    })
    await imports.resume()
    return { url, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Throws HJ-CFG-006 or HJ-CFG-007. */
async function refuseUnsafeStart({ host, demo }: Config, identity: Identity): Promise<void> {
  const isLocal = isLoopback(host)
  if ((!demo || !isLocal) && (await identity.hasDemoAccounts())) throw new ConfigError('HJ-CFG-006')
  if (!isLocal && !(await identity.hasAccounts())) throw new ConfigError('HJ-CFG-007', host)
}

/** Whoever runs the server sees in the log what was refused. */
function tellRefusal({ actor, action, object, detail }: Deed, log: { write(line: string): void } | null): void {
  if (action.endsWith('.refuse')) log?.write(`${JSON.stringify({ level: 40, msg: action, actor: actor?.id ?? null, object, ...detail })}\n`)
}
