/** Who may do what, organisations and people, accounts, clients of the interface. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import { isSheet } from '../modules/identity/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { decodeUtf8 } from './json-body.ts'
import * as Schema from './schemas.ts'

const strict = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 60 })
const PeopleQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    unit: Type.Optional(Name),
    role: Type.Optional(Name),
    accounts: Type.Boolean({ default: false }),
    cursor: Type.Optional(Name),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  },
  strict,
)
const UnitsQuery = Type.Object({ parent: Type.Optional(Name) }, strict)
const NewAccount = Type.Object({ account: Name, person: Name }, strict)
const Key = Type.String({ minLength: 1, maxLength: 1000 })
/** Null comes first: tried as a text it would become an empty one. */
const reach = { unit: Type.Optional(Type.Union([Type.Null(), Name])), allUnits: Type.Optional(Type.Boolean({ description: '服务全部机构，读得到全部机构的案件；与 unit 二者必居其一。 It serves every unit; either this or `unit`.' })), clearance: Type.Optional(Type.Union([Type.Null(), Name])) }
const ClientReach = Type.Object({ ...reach, juveniles: Type.Boolean() }, strict)
const NewClient = Type.Object({ id: Name, name: Type.String({ minLength: 1, maxLength: 100 }), scopes: Type.Array(Name, { minItems: 1, maxItems: 20 }), ...reach, publicKey: Type.Optional(Type.Union([Type.Null(), Key])) }, strict)
const NewPublicKey = Type.Object({ publicKey: Type.Union([Type.Null(), Key]) }, strict)

const MIB = 1024 * 1024

export function registerPeopleRoutes(app: FastifyInstance, identity: Identity): void {
  app.get('/roles', { config: { permission: 'roles.read' }, schema: { summary: '谁可以做什么 Who may do what', response: { 200: Schema.Described('RolesView') } } }, () => Promise.resolve(identity.roles))
  app.get<{ Querystring: Static<typeof PeopleQuery> }>(
    '/people',
    { config: { permission: 'people.read' }, schema: { summary: '人员 People', querystring: PeopleQuery, response: { 200: Schema.Described('PersonList') } } },
    ({ query: { q = null, unit = null, role = null, accounts, cursor = null, limit }, actor }) => identity.people({ q, unit, role, accounts, after: cursor, limit }, actor),
  )
  app.get<{ Params: { id: string } }>(
    '/people/:id',
    { config: { permission: 'people.read' }, schema: { summary: '一个人 One person', params: Schema.IdParams, response: { 200: Schema.Described('PersonView'), 404: Schema.Problem } } },
    ({ params, actor }) => identity.person(params.id, actor),
  )
  app.get<{ Querystring: Static<typeof UnitsQuery> }>(
    '/units',
    { config: { permission: 'people.read' }, schema: { summary: '机构 Organisations', querystring: UnitsQuery, response: { 200: Schema.ListOf('UnitView') } } },
    ({ query }) => identity.units(query.parent ?? null),
  )
  registerAccountRoutes(app, identity)
  registerClientRoutes(app, identity)
  void app.register(async (scope) => registerPeopleImport(scope, identity))
}

function registerPeopleImport(app: FastifyInstance, identity: Identity): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 32 * MIB }, (_request, body, done) => done(null, body))
  app.post<{ Body: Buffer | undefined; Querystring: { name: string } }>(
    '/people/import',
    {
      config: { permission: 'people.manage', accepts: Schema.File },
      bodyLimit: 32 * MIB,
      schema: { summary: '导入机构人员 Import organisations and people', description: 'CSV（UTF-8）或 XLSX 的第一张工作表，列名见 docs/people.md。 CSV in UTF-8, or the first sheet of an XLSX file.', querystring: Schema.ImportQuery, response: { 200: Schema.Described('PeopleImportReport'), 422: Schema.Problem } },
    },
    ({ body, query, actor }) => identity.importPeople(actor, query.name, body !== undefined && isSheet(body) ? body : decodeUtf8(body ?? Buffer.alloc(0))),
  )
}

function registerAccountRoutes(app: FastifyInstance, identity: Identity): void {
  const manage = { permission: 'accounts.manage' }
  const byId = { params: Schema.IdParams, response: { 200: Schema.Described('AccountView'), 404: Schema.Problem } }
  app.get('/accounts', { config: { permission: 'accounts.read' }, schema: { summary: '账户 Accounts', response: { 200: Schema.ListOf('AccountView') } } }, () => identity.accounts())
  app.post<{ Body: Static<typeof NewAccount> }>(
    '/accounts',
    { config: manage, schema: { summary: '开户 Make an account', body: NewAccount, response: { 200: Schema.Described('NewAccount'), 409: Schema.Problem } } },
    ({ body, actor }) => identity.createAccount(actor, body.account, body.person),
  )
  app.post<{ Params: { id: string } }>('/accounts/:id/disable', { config: manage, schema: { summary: '停用 Close an account', ...byId } }, ({ params, actor }) => identity.setDisabled(actor, params.id, true))
  app.post<{ Params: { id: string } }>('/accounts/:id/enable', { config: manage, schema: { summary: '启用 Open an account again', ...byId } }, ({ params, actor }) => identity.setDisabled(actor, params.id, false))
  app.post<{ Params: { id: string } }>('/accounts/:id/reset', { config: manage, schema: { summary: '重置密码 Reset the password', ...byId } }, ({ params, actor }) => identity.resetAccount(actor, params.id))
  app.delete<{ Params: { id: string } }>('/accounts/:id/sessions', { config: manage, schema: { summary: '强制退出 End all sessions of an account', ...byId } }, async ({ params, actor }) => ({ ended: await identity.endSessions(actor, params.id) }))
}

function registerClientRoutes(app: FastifyInstance, identity: Identity): void {
  const manage = { permission: 'clients.manage' }
  app.get('/clients', { config: { permission: 'clients.read' }, schema: { summary: '接口客户 Clients of the interface', response: { 200: Schema.ListOf('ClientView') } } }, () => identity.clients())
  app.get<{ Params: { id: string } }>('/clients/:id', { config: { permission: 'clients.read' }, schema: { summary: '一个接口客户 One client', params: Schema.IdParams, response: { 200: Schema.Described('ClientView'), 404: Schema.Problem } } }, ({ params }) => identity.client(params.id))
  app.post<{ Body: Static<typeof NewClient> }>(
    '/clients',
    { config: manage, schema: { summary: '登记接口客户 Register a client', body: NewClient, response: { 200: Schema.Described('NewKey'), 409: Schema.Problem, 422: Schema.Problem } } },
    ({ body, actor }) => identity.createClient(actor, body),
  )
  app.post<{ Params: { id: string }; Body: Static<typeof NewPublicKey> }>(
    '/clients/:id/public-key',
    {
      config: manage,
      schema: {
        summary: '登记签名公钥 Register the key for signing',
        description: '登记后，该客户的每个请求都要用 SM2 签名；null 为不再要求。 From then on every request of the client must be signed with SM2; null ends that.',
        params: Schema.IdParams,
        body: NewPublicKey,
        response: { 200: Schema.Described('ClientView'), 404: Schema.Problem, 422: Schema.Problem },
      },
    },
    ({ params, body, actor }) => identity.setPublicKey(actor, params.id, body.publicKey),
  )
  app.post<{ Params: { id: string }; Body: Static<typeof ClientReach> }>(
    '/clients/:id/reach',
    {
      config: manage,
      schema: { summary: '设定读得到哪些案件 Which matters it reads', description: '所属机构或者全部机构、密级、未成年人案件。 Its unit or all of them, secrecy, matters of minors.', params: Schema.IdParams, body: ClientReach, response: { 200: Schema.Described('ClientView'), 404: Schema.Problem, 422: Schema.Problem } },
    },
    ({ params, body, actor }) => identity.setClientReach(actor, params.id, body),
  )
  app.post<{ Params: { id: string } }>('/clients/:id/rotate', { config: manage, schema: { summary: '换密钥 Replace the key', params: Schema.IdParams, response: { 200: Schema.Described('NewKey'), 404: Schema.Problem } } }, ({ params, actor }) => identity.rotateKey(actor, params.id))
  app.post<{ Params: { id: string } }>('/clients/:id/revoke', { config: manage, schema: { summary: '吊销 Revoke', params: Schema.IdParams, response: { 200: Schema.Described('ClientView'), 404: Schema.Problem } } }, ({ params, actor }) => identity.revokeClient(actor, params.id))
}
