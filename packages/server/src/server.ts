/** The HTTP server, put together from its parts. Knows no environment and starts nothing. */
import fastifySwagger from '@fastify/swagger'
import { errors } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Audit, Checks } from './audit/index.ts'
import type { Config } from './config.ts'
import { isLoopback } from './config.ts'
import { registerAuthorization } from './http/authorize.ts'
import { description } from './http/describe.ts'
import { registerCaching } from './http/caching.ts'
import { registerPages } from './http/pages.ts'
import { registerProblems } from './http/problem-document.ts'
import { registerRefusals } from './http/refusals.ts'
import { registerAuditRoutes } from './http/routes-audit.ts'
import { registerEventRoutes } from './http/routes-events.ts'
import { registerDraftRoutes } from './http/routes-drafts.ts'
import { registerDutyRoutes } from './http/routes-duties.ts'
import { registerHealth } from './http/health.ts'
import { createPace } from './http/pace.ts'
import type { RequestRules } from './http/pace.ts'
import { registerNoticeRoutes } from './http/routes-notices.ts'
import { registerImportRoutes } from './http/routes-imports.ts'
import { registerPeopleRoutes } from './http/routes-people.ts'
import { registerOverrideRoutes } from './http/routes-overrides.ts'
import { registerReadRoutes } from './http/routes-reads.ts'
import { registerSsoRoutes } from './http/routes-sso.ts'
import { registerSessionRoutes } from './http/routes-session.ts'
import { registerSignedBodies } from './http/signed-body.ts'
import { registerSecurity } from './http/security.ts'
import { registerUnusual } from './http/unusual.ts'
import type { ActorOf } from './http/actor.ts'
import { registerWorkRoutes } from './http/routes-work.ts'
import type { Stream } from './http/stream.ts'
import type { CataloguePages } from './modules/catalogue/index.ts'
import type { Chains } from './modules/chains/index.ts'
import type { Drafts } from './modules/drafts/index.ts'
import type { Duties } from './modules/duties/index.ts'
import type { Identity } from './modules/identity/index.ts'
import type { Imports } from './modules/imports/index.ts'
import type { Notices } from './modules/notices/index.ts'
import type { Precheck } from './modules/precheck/index.ts'
import type { Tasks } from './modules/tasks/index.ts'
import type { Store } from './store/index.ts'

export interface ServerParts {
  config: Config
  store: Store
  catalogue: Catalogue
  clock: () => number
  audit: Audit
  checks: Checks
  chains: Chains
  cataloguePages: CataloguePages
  drafts: Drafts
  duties: Duties
  identity: Identity
  imports: Imports
  notices: Notices
  precheck: Precheck
  requests: RequestRules
  tasks: Tasks
  actorOf: ActorOf
  stream: Stream
  /** where log lines go; null for silence */
  log: { write(line: string): void } | null
}

/** Ids of verdicts hold ids of events; they are longer than routers expect. */
const LONGEST_PARAM = 4000

export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log, identity } = parts
  const addresses = { isLocal: isLoopback(config.host), origin: config.origin }
  const app = Fastify({
    logger: log === null ? false : { level: 'warn', stream: log },
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    forceCloseConnections: true,
    // only then does a proxy stand between
    trustProxy: config.origin === null ? false : config.proxies,
    ajv: { customOptions: { coerceTypes: true, removeAdditional: false } },
  })
  // Answers are written as they are; their schemas only describe them.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  registerProblems(app)
  registerSecurity(app, addresses)
  registerCaching(app)
  registerSignedBodies(app)
  registerAuthorization(app, { identity, addresses, pace: createPace(parts.requests, parts.clock) })
  registerRefusals(app, parts)
  registerUnusual(app, { ...parts, rules: parts.requests.unusual, tell: (found) => parts.notices.unusual(found) })
  await app.register(fastifySwagger, description)
  await app.register(
    async (api) => {
      await api.register(async (scope) => registerEventRoutes(scope, { ...parts, eventBodyLimit: config.eventBodyLimit }))
      await api.register(async (scope) => registerImportRoutes(scope, { imports: parts.imports, audit: parts.audit, importBodyLimit: config.importBodyLimit }))
      registerOverrideRoutes(api, parts)
      registerReadRoutes(api, { chains: parts.chains, catalogue: parts.cataloguePages, offset: parts.catalogue.zoneOffset ?? 0 })
      registerDraftRoutes(api, parts.drafts)
      registerDutyRoutes(api, parts.duties)
      registerAuditRoutes(api, { ...parts, offset: parts.catalogue.zoneOffset ?? 0 })
      registerWorkRoutes(api, parts)
      registerSessionRoutes(api, { identity, addresses, demo: config.demo })
      registerSsoRoutes(api, { identity, addresses })
      registerPeopleRoutes(api, identity)
      registerNoticeRoutes(api, parts.notices)
      parts.stream.register(api)
    },
    { prefix: '/api/v1' },
  )
  registerHealth(app, parts)
  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, () => app.swagger())
  app.get('/api/errors', { config: { permission: 'public' }, schema: { hide: true } }, () => errors)
  await registerPages(app, config.webDir)
  return app
}
