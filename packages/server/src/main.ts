/** Wires the server together. The clock enters here and is handed down; the configuration was read in `config.ts`. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Actor } from '@hengjian/contracts'
import { createAudit, createChecks, entryOf, searchAudit, SYSTEM } from './audit/index.ts'
import type { Audit } from './audit/index.ts'
import type { Config } from './config.ts'
import { isLoopback } from './config.ts'
import { openFlows } from './flow/index.ts'
import { personOf } from './http/actor.ts'
import type { ActorOf } from './http/actor.ts'
import { loadRequestRules } from './http/pace.ts'
import { classify, problemDocument } from './http/problem-document.ts'
import { openStream } from './http/stream.ts'
import { putInForce, registerCatalogue } from './intake/index.ts'
import { startJobs } from './jobs/index.ts'
import { createCataloguePages, openCatalogue } from './modules/catalogue/index.ts'
import { createChains } from './modules/chains/index.ts'
import { createDrafts } from './modules/drafts/index.ts'
import { createDuties, openDuties } from './modules/duties/index.ts'
import { createFindings } from './modules/findings/index.ts'
import { createIdentity } from './modules/identity/index.ts'
import type { Deed, Identity } from './modules/identity/index.ts'
import { createImports } from './modules/imports/index.ts'
import { createNotices } from './modules/notices/index.ts'
import { createPrecheck } from './modules/precheck/index.ts'
import { createTasks } from './modules/tasks/index.ts'
import { ConfigError } from './problem.ts'
import { buildServer } from './server.ts'
import { claimFolder, openStore, viewOf } from './store/index.ts'
import type { Store } from './store/index.ts'

export interface RunningServer {
  url: string
  /** Finishes requests and the batch under way, then stops; the embedded database stops with the last that uses it. */
  close(): Promise<void>
}

export interface StartOptions {
  clock?: () => number
  /** The catalogue was changed on disk; whoever runs the server should start it again. */
  onCatalogueChanged?: () => void
  /** who makes a request, where that is not told by its session: for tests that play several people */
  actorOf?: ActorOf
  /** lines of the log, as JSON; standard error by default, null for silence */
  log?: { write(line: string): void } | null
}

/** Throws ConfigError or CodedError with what to do. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const clock = options.clock ?? Date.now
  const log = options.log === undefined ? process.stderr : options.log
  const { catalogue, files } = await openCatalogue(config.catalogueDir, config)
  const requests = await loadRequestRules(config.internalDir)
  const { flows, templates } = await openFlows(config.catalogueDir, catalogue, files)
  const store = await openStore(config)
  const undo: (() => Promise<unknown>)[] = [() => store.close()]
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    // On a database of their own, servers have folders of their own too.
    if (config.databaseUrl === null) undo.push(await claimFolder(store.url, config.dataDir))
    const audit = createAudit({ store, clock })
    // accounts are there before notices are
    let tellOwner = (_deed: Deed): Promise<void> => Promise.resolve()
    const recordDeed = async (deed: Deed): Promise<void> => {
      await audit.note(entryOf(deed))
      await tellOwner(deed)
    }
    const identity = await createIdentity({ store, clock, internalDir: config.internalDir, dataDir: config.dataDir, secret: config.secret, demo: config.demo, offset: catalogue.zoneOffset ?? 0, sso: config.oidc, record: recordDeed })
    await refuseUnsafeStart(config, identity)
    await recordCatalogue(store, audit, catalogue.id, await putInForce(store, catalogue, clock()))
    const describe = (error: unknown) => {
      const { code, detail } = classify(error)
      const problem = problemDocument(code, detail, 'zh')
      if (problem.status >= 500) log?.write(`${JSON.stringify({ level: 50, code, msg: 'background work failed', stack: error instanceof Error ? error.stack : String(error) })}\n`)
      return problem
    }
    const reachOf = (actor: Actor) => identity.reachOf(actor)
    const imports = createImports({ store, catalogue, audit, clock, folder: join(config.dataDir, 'imports'), maxBytes: config.importBodyLimit, maxUnpacked: config.unpackedLimit, waiting: requests.waiting.imports, describe, reachOf })
    undo.push(() => imports.close())
    const chains = createChains({ store, catalogue, audit, clock, reachOf, unmasking: identity.unmasking, register: () => registerCatalogue(store, catalogue, clock()) })
    const stream = openStream({ url: store.url, imports, chains, reachOf, alive: (sessions) => identity.alive(sessions) })
    undo.push(() => stream.close())
    const drafts = createDrafts({
      store,
      catalogue,
      audit,
      files,
      directory: config.catalogueDir,
      clock,
      chains,
      reachOf,
      onFailure: (error) => describe(error),
      onAdopted: () => options.onCatalogueChanged?.(),
    })
    undo.push(() => drafts.close())
    const checks = createChecks({ store, clock, offset: catalogue.zoneOffset ?? 0, onFailure: (error) => describe(error) })
    undo.push(() => checks.close())
    const numbers = new Map([...templates].map(([id, template]) => [id, template.number]))
    const findings = createFindings({ store, catalogue, flows, numbers, clock, pathOf: (org, agency) => identity.pathOf(org, agency), lineOf: (path) => identity.lineOf(path) })
    const duties = createDuties({
      store,
      catalogue,
      flows,
      lists: await openDuties(config.catalogueDir, catalogue, new Set(identity.roles.roles.map(({ id }) => id))),
      numbers,
      clock,
      chains,
      reachOf,
      leaders: (query) => identity.leaders(query),
      lineOf: (path) => identity.lineOf(path),
    })
    const notices = await createNotices({
      store,
      catalogue,
      flows,
      people: identity,
      seal: identity.seal,
      visible: async (person, asked) => {
        const { rows } = await viewOf(store, await identity.reachOfPerson(person)).pool.query<{ chain_id: string }>('select chain_id from chain where chain_id = any($1)', [asked])
        return new Set(rows.map((row) => row.chain_id))
      },
      clock,
      offset: catalogue.zoneOffset ?? 0,
      address: config.origin ?? `http://${config.host}:${config.port}`,
      newId: randomUUID,
      newSecret: () => randomBytes(32),
      record: (deed) => audit.note(entryOf(deed)),
      internalDir: config.internalDir,
      smtpUrl: config.smtpUrl,
      mailFrom: config.mailFrom,
      webhookNetworks: config.webhookNetworks,
      titles: async (actor, asked) => await chains.on(viewOf(store, await reachOf(actor))).titles(asked),
    })
    tellOwner = (deed) => notices.account(deed)
    undo.push(async () => notices.close())
    const precheck = createPrecheck({ store, catalogue, flows, numbers, audit, clock, reachOf, pathOf: (org, agency) => identity.pathOf(org, agency) })
    const app = await buildServer({
      config,
      store,
      catalogue,
      clock,
      audit,
      checks,
      chains,
      cataloguePages: createCataloguePages({ store, catalogue, files, clock, reachOf }),
      drafts,
      duties,
      identity,
      imports,
      notices,
      precheck,
      requests,
      tasks: createTasks({ store, catalogue, flows, templates, clock, chains, reachOf, peopleOf: (unit) => colleaguesOf(identity, unit), lineOf: (path) => identity.lineOf(path), newId: randomUUID, overrideOf: (chain, reader) => precheck.override(chain, reader) }),
      actorOf: options.actorOf ?? personOf,
      stream,
      log,
    })
    undo.push(() => app.close())
    const verify = async (): Promise<void> => {
      const check = await checks.nightly()
      if (check === null) return
      const { counts, bad, startedAt } = check
      await audit.note({ actor: SYSTEM, action: 'audit.verify', object: 'audit:all', outcome: bad === null ? 'done' : 'failed', detail: { ...counts, bad } })
      if (bad !== null) await notices.alarm(startedAt)
    }
    const jobs = await startJobs({ store, catalogue, clock, follow: (stop) => findings.follow(stop), tell: (stop) => notices.tell(stop), deliver: (stop) => notices.deliver(stop), keepDuties: (stop) => duties.keep(stop), verify, pruneNotices: () => notices.prune(), onFailure: (message) => log?.write(`${JSON.stringify({ level: 50, msg: message })}\n`) })
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

/** A catalogue that judges for the first time, however it came about: by adopting a draft, an upgrade, or a hand in the folder. */
async function recordCatalogue(store: Store, audit: Audit, id: string, digest: string): Promise<void> {
  const action = 'catalogue.enforce'
  const { lines } = await searchAudit(store, { from: null, to: null, actor: null, action, object: null }, null, 1)
  if (lines[0]?.detail['digest'] !== digest) await audit.note({ actor: SYSTEM, action, object: `catalogue:${id}`, detail: { digest } })
}

/** Throws HJ-CFG-006 or HJ-CFG-007. */
async function refuseUnsafeStart({ host, demo }: Config, identity: Identity): Promise<void> {
  const isLocal = isLoopback(host)
  if ((!demo || !isLocal) && (await identity.hasDemoAccounts())) throw new ConfigError('HJ-CFG-006')
  if (!isLocal && !(await identity.hasAccounts())) throw new ConfigError('HJ-CFG-007', host)
}

/** More people of one unit than these are found by their number. */
const COLLEAGUES = 200

async function colleaguesOf(identity: Identity, unit: string): Promise<{ id: string; name: string; unit: string | null }[]> {
  const { items } = await identity.people({ q: null, unit, role: null, accounts: false, after: null, limit: COLLEAGUES }, identity.local)
  return items.map(({ id, name, posts }) => ({ id, name, unit: posts.find(({ current }) => current)?.unitName ?? null }))
}
