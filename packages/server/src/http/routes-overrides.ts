/** Acts that a rule stops: asking that one be let pass, and what became of it. Deciding is a step of the internal matter, `routes-work.ts`. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Catalogue } from '@hengjian/engine'
import type { Precheck } from '../modules/precheck/index.ts'
import { CodedError } from '../problem.ts'
import { readIntended } from './intended.ts'
import { decodeUtf8, parseJson } from './json-body.ts'
import { languageOf, sendProblem } from './problem-document.ts'
import * as Schema from './schemas.ts'

const ListQuery = Type.Object({ matter: Type.String({ minLength: 1, maxLength: 3000 }) }, { additionalProperties: false })
const LONGEST_REASON = 1000

export interface OverrideParts {
  catalogue: Catalogue
  clock: () => number
  precheck: Precheck
}

export function registerOverrideRoutes(app: FastifyInstance, { catalogue, clock, precheck }: OverrideParts): void {
  app.get<{ Querystring: Static<typeof ListQuery> }>(
    '/overrides',
    { config: { permission: 'overrides.read' }, schema: { summary: '一案的放行 Overrides of a matter', querystring: ListQuery, response: { 200: Schema.ListOf('OverrideView') } } },
    ({ query, actor }) => precheck.overrides(query.matter, actor),
  )
  app.get<{ Params: { id: string } }>(
    '/overrides/:id',
    { config: { permission: 'overrides.read' }, schema: { summary: '一次放行 One override', params: Schema.IdParams, response: { 200: Schema.Described('OverrideView'), 404: Schema.Problem } } },
    ({ params, actor }) => precheck.override(params.id, actor),
  )
  void app.register(async (scope) => registerRequest(scope, { catalogue, clock, precheck }))
}

/** The event inside is read as one that is pushed: nothing is guessed, and depth is bounded before a parser sees it. */
function registerRequest(app: FastifyInstance, { catalogue, clock, precheck }: OverrideParts): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post<{ Body: Buffer | undefined }>(
    '/overrides',
    {
      config: { permission: 'overrides.request', accepts: Type.Object({ event: Type.Partial(Schema.Event), reason: Type.String({ minLength: 5, maxLength: LONGEST_REASON }) }) },
      schema: {
        summary: '申请放行 Ask to let a stopped act pass',
        description:
          '{"event": 拟作的行为, "reason": 理由}；同样的请求（或者同一 Idempotency-Key）再发一次，答复同一次放行。 {"event": the intended act, "reason": why}; the same request, or the same Idempotency-Key, is answered with the same override.',
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{1,100}$' })) }),
        response: { 200: Schema.Described('OverrideView'), 201: Schema.Described('OverrideView'), 409: Schema.Problem, 422: Schema.Problem },
      },
    },
    async (request, reply) => {
      const body = parseJson(decodeUtf8(request.body ?? Buffer.alloc(0)))
      const { event, reason } = asked(body)
      const read = readIntended(event, catalogue, clock())
      if ('problem' in read) return sendProblem(request, reply, read.problem.code, read.problem.message[languageOf(request)], { field: read.problem.field })
      const key = request.headers['idempotency-key']
      const { created, override } = await precheck.request({ intended: read.event, reason, body, key: typeof key === 'string' ? key : null }, request.actor)
      return reply.code(created ? 201 : 200).send(override)
    },
  )
}

/** Throws HJ-REQ-005. */
function asked(body: unknown): { event: unknown; reason: string } {
  const { event, reason, ...more } = body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : {}
  if (typeof reason !== 'string' || reason.trim().length < 5 || reason.length > LONGEST_REASON) throw new CodedError('HJ-REQ-005', 'reason')
  const unknown = Object.keys(more)[0]
  if (event === undefined || unknown !== undefined) throw new CodedError('HJ-REQ-005', unknown?.slice(0, 60) ?? 'event')
  return { event, reason: reason.trim() }
}
