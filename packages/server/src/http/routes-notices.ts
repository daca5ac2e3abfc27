/** Notices of whoever is signed in, how they want to hear of them, and webhooks for other systems. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import { algorithms } from '../modules/notices/index.ts'
import type { Notices } from '../modules/notices/index.ts'
import * as Schema from './schemas.ts'

const strict = { additionalProperties: false }
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const InboxQuery = Type.Object({ unread: Type.Boolean({ default: false }), cursor: Type.Optional(Type.String({ maxLength: 20 })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, strict)
/** Null comes first: tried as a number or a text it would become one. */
const Seqs = Type.Object({ seqs: Type.Union([Type.Null(), Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500 })]) }, strict)
const Choices = Type.Object(
  {
    quiet: Type.Union([Type.Null(), Type.Object({ from: Clock, until: Clock }, strict)]),
    email: Type.Union([Type.Null(), Type.String({ minLength: 3, maxLength: 200 })]),
    language: Type.Enum(['zh', 'en']),
    channels: Type.Record(Type.String({ maxLength: 40 }), Type.Array(Type.Enum(['page', 'digest', 'email']), { maxItems: 3 }), { maxProperties: 20 }),
  },
  strict,
)
const NewWebhook = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 60 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    url: Type.String({ minLength: 8, maxLength: 1000 }),
    algorithm: Type.Enum([...algorithms]),
    kinds: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 }),
  },
  strict,
)

const own = { permission: 'notices.own' }
const read = { permission: 'webhooks.read' }
const manage = { permission: 'webhooks.manage' }

export function registerNoticeRoutes(app: FastifyInstance, notices: Notices): void {
  app.get<{ Querystring: Static<typeof InboxQuery> }>(
    '/notices',
    { config: own, schema: { summary: '我的通知 My notices', querystring: InboxQuery, response: { 200: Schema.Described('NoticeList') } } },
    ({ query: { unread, cursor = null, limit }, actor }) => notices.list(actor, { unread, cursor, limit }),
  )
  app.post<{ Body: Static<typeof Seqs> }>(
    '/notices/read',
    { config: own, schema: { summary: '标为已读 Mark as read', description: 'seqs 为 null 时全部标为已读。 null marks all of them.', body: Seqs, response: { 200: Type.Object({ unread: Type.Integer() }) } } },
    ({ body, actor }) => notices.read(actor.id, body.seqs),
  )
  app.get('/notices/settings', { config: own, schema: { summary: '通知方式 How I hear of them', response: { 200: Schema.Described('NoticeSettings') } } }, ({ actor }) => notices.settings(actor.id))
  app.post<{ Body: Static<typeof Choices> }>(
    '/notices/settings',
    { config: own, schema: { summary: '改通知方式 Change how I hear of them', body: Choices, response: { 200: Schema.Described('NoticeSettings'), 422: Schema.Problem } } },
    ({ body, actor }) => notices.choose(actor, body),
  )
  registerWebhookRoutes(app, notices)
}

function registerWebhookRoutes(app: FastifyInstance, notices: Notices): void {
  app.get('/webhooks', { config: read, schema: { summary: '推送地址 Webhooks', response: { 200: Schema.Described('WebhookList') } } }, () => notices.webhooks())
  app.post<{ Body: Static<typeof NewWebhook> }>(
    '/webhooks',
    { config: manage, schema: { summary: '登记推送地址 Register a webhook', body: NewWebhook, response: { 200: Schema.Described('NewWebhook'), 409: Schema.Problem, 422: Schema.Problem } } },
    ({ body, actor }) => notices.createWebhook(actor, body),
  )
  const byId = { params: Schema.IdParams }
  app.post<{ Params: { id: string } }>('/webhooks/:id/rotate', { config: manage, schema: { summary: '换密钥 Replace the key', ...byId, response: { 200: Schema.Described('NewWebhook'), 404: Schema.Problem } } }, ({ params, actor }) => notices.rotateWebhook(actor, params.id))
  app.post<{ Params: { id: string } }>('/webhooks/:id/test', { config: manage, schema: { summary: '试推一次 Send a test', ...byId, response: { 200: Type.Object({ error: Type.Union([Type.Null(), Type.String()]) }), 404: Schema.Problem } } }, ({ params }) => notices.tryWebhook(params.id))
  app.delete<{ Params: { id: string } }>('/webhooks/:id', { config: manage, schema: { summary: '取消推送 Remove a webhook', ...byId, response: { 200: Schema.Described('WebhookList'), 404: Schema.Problem } } }, ({ params, actor }) => notices.removeWebhook(actor, params.id))
}
