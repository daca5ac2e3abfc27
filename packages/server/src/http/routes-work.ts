/** What people do inside the platform: what waits for whom, one matter, taking a step, the letters it made. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Audit } from '../audit/index.ts'
import type { Catalogue } from '@hengjian/engine'
import { StaleAction } from '../flow/index.ts'
import type { Tasks } from '../modules/tasks/index.ts'
import type { ActorOf } from './actor.ts'
import { readInstant } from './instant.ts'
import { sendProblem } from './problem-document.ts'
import * as Schema from './schemas.ts'

const FINDINGS = 'FND'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const Id = Type.String({ minLength: 1, maxLength: 300 })
const Code = Type.String({ minLength: 1, maxLength: 40 })
const WorkQuery = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 20 })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) })
const FlowQuery = Type.Object({ ...WorkQuery.properties, state: Type.Optional(Type.Enum(['open', 'closed'])) })
const FindingsQuery = Type.Object({ ...WorkQuery.properties, state: Type.Optional(Type.Enum(['open', 'closed'])), matter: Type.Optional(Type.String({ maxLength: 3000 })) })
/** Null comes first: tried as a text it would become an empty one. What is filled in is held against the form of the act. */
const Step = { act: Type.Union([Type.Null(), Type.String({ maxLength: 100 })]), form: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()) }
const Action = Type.Object({ ...Step, expected: Id }, { additionalProperties: false })
const Beginning = Type.Object(Step, { additionalProperties: false })
type WorkQuery = Static<typeof WorkQuery>
type FlowQuery = Static<typeof FlowQuery>
type FindingsQuery = Static<typeof FindingsQuery>
type Action = Static<typeof Action>
type Beginning = Static<typeof Beginning>

const FlowParams = Type.Object({ flow: Code })
const MatterParams = Type.Object({ flow: Code, id: Id })
const NodeParams = Type.Object({ flow: Code, id: Id, node: Code })
const DocumentParams = Type.Object({ flow: Code, id: Id, document: Id })

export interface WorkRouteParts {
  tasks: Tasks
  audit: Audit
  actorOf: ActorOf
  catalogue: Pick<Catalogue, 'zoneOffset'>
}

export function registerWorkRoutes(app: FastifyInstance, { tasks, audit, actorOf, catalogue }: WorkRouteParts): void {
  const instant = (text: string | undefined): number | null => (text === undefined ? null : readInstant(text, catalogue.zoneOffset ?? 0))
  const every = { flow: null, state: null, origin: null, cursor: null } as const
  app.get<{ Querystring: WorkQuery }>(
    '/work',
    { config: { permission: 'work.read' }, schema: { summary: '我的待办 What waits for me', querystring: WorkQuery, response: { 200: Schema.Described('WorkList') } } },
    (request) => tasks.list(actorOf(request), { ...every, ...request.query, mine: true }),
  )
  app.get<{ Querystring: FindingsQuery }>(
    '/findings',
    { config: { permission: 'findings.read' }, schema: { summary: '预警处置 Warnings and how they are handled', querystring: FindingsQuery, response: { 200: Schema.Described('WorkList') } } },
    (request) => {
      const { matter = null, ...query } = request.query
      return tasks.list(actorOf(request), { ...every, ...query, flow: FINDINGS, origin: matter, mine: false })
    },
  )
  app.get<{ Params: { id: string }; Querystring: Schema.AsOfQuery }>(
    '/findings/:id',
    { config: { permission: 'findings.read' }, schema: { summary: '一件预警 One warning', params: Schema.IdParams, querystring: Schema.AsOfQuery, response: { 200: Schema.Described('WorkMatter'), 404: Schema.Problem } } },
    (request) => tasks.matter(actorOf(request), FINDINGS, request.params.id, instant(request.query.asOf)),
  )
  app.get<{ Params: { chain: string } }>(
    '/matters/:chain/reports',
    { config: { permission: 'work.read' }, schema: { summary: '一案的过问情况填报 Whether interference was reported on', params: Schema.ChainParams, response: { 200: Schema.Described('MatterReports'), 404: Schema.Problem } } },
    (request) => tasks.reports(actorOf(request), request.params.chain),
  )
  app.post<{ Params: { chain: string } }>(
    '/matters/:chain/reports',
    {
      config: { permission: 'work.act' },
      schema: { summary: '无人过问（零报告） Report that nobody asked', description: '案件里只记“已填报”，不记由谁填报。 The matter learns only that it was reported on, not by whom.', params: Schema.ChainParams, response: { 200: Schema.Described('MatterReports'), 403: Schema.Problem, 404: Schema.Problem } },
    },
    (request) => tasks.reportZero(actorOf(request), request.params.chain),
  )
  app.get('/flows', { config: { permission: 'work.read' }, schema: { summary: '有哪些内部流程，可以新办哪些 Internal flows, and what one may begin', response: { 200: Schema.Described('WorkFlows') } } }, (request) => tasks.flows(actorOf(request)))
  app.get<{ Params: { flow: string }; Querystring: FlowQuery }>(
    '/flows/:flow/matters',
    { config: { permission: 'work.read' }, schema: { summary: '一个流程的事项 Matters of one flow', params: FlowParams, querystring: FlowQuery, response: { 200: Schema.Described('WorkList'), 404: Schema.Problem } } },
    (request) => tasks.list(actorOf(request), { ...every, ...request.query, flow: request.params.flow, mine: false }),
  )
  app.post<{ Params: { flow: string }; Body: Beginning }>(
    '/flows/:flow/matters',
    { config: { permission: 'work.act' }, schema: { summary: '新办一件事项 Begin a matter', params: FlowParams, body: Beginning, response: { 201: Schema.Described('WorkMatter'), 403: Schema.Problem, 422: Schema.Problem } } },
    async (request, reply) => reply.code(201).send(await tasks.begin(actorOf(request), request.params.flow, request.body)),
  )
  app.get<{ Params: { flow: string; id: string }; Querystring: Schema.AsOfQuery }>(
    '/flows/:flow/matters/:id',
    { config: { permission: 'work.read' }, schema: { summary: '一件内部事项 One internal matter', params: MatterParams, querystring: Schema.AsOfQuery, response: { 200: Schema.Described('WorkMatter'), 404: Schema.Problem } } },
    (request) => tasks.matter(actorOf(request), request.params.flow, request.params.id, instant(request.query.asOf)),
  )
  app.post<{ Params: { flow: string; id: string; node: string }; Body: Action }>(
    '/flows/:flow/matters/:id/actions/:node',
    {
      config: { permission: 'work.act' },
      schema: {
        summary: '办一步 Take a step',
        description: 'expected 是读到的最后一个事件的编号；其间别人办过的，不予记录并答复新的进展。 `expected` is the latest event that was read; if somebody has acted since, nothing is recorded and the answer says what is new.',
        params: NodeParams,
        body: Action,
        response: { 200: Schema.Described('WorkMatter'), 403: Schema.Problem, 404: Schema.Problem, 409: Schema.Problem, 422: Schema.Problem },
      },
    },
    async (request, reply) => {
      const { flow, id, node } = request.params
      const actor = actorOf(request)
      const matter = await tasks.act(actor, flow, id, node, request.body).catch((error: unknown) => ifStale(request, reply, error))
      // The step itself is chained with its matter; the trail says that it was taken through this door.
      if ('chain' in matter) await audit.note({ actor: { kind: actor.kind, id: actor.id, name: actor.name }, action: 'work.act', object: `matter:${id}`, outcome: 'done', detail: { node, act: request.body.act, event: matter.last } })
      return matter
    },
  )
  app.get<{ Params: { flow: string; id: string; document: string } }>(
    '/flows/:flow/matters/:id/documents/:document',
    { config: { permission: 'work.read' }, schema: { summary: '下载文书 Download a letter', params: DocumentParams, response: { 200: Schema.Content(DOCX, '文书 The letter'), 404: Schema.Problem } } },
    async (request, reply) => {
      const { flow, id, document } = request.params
      const { name, content } = await tasks.document(actorOf(request), flow, id, document)
      return reply.type(DOCX).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).send(content)
    },
  )
}

/** Whoever was overtaken is told by whom, and with what. */
async function ifStale(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (!(error instanceof StaleAction)) throw error
  const meanwhile = error.meanwhile.map(({ id, node, at, actor, attrs }) => ({ id, node, act: attrs['act'] ?? null, at, by: actor?.['name'] ?? null }))
  return sendProblem(request, reply, error.code, error.detail, { meanwhile })
}
