/** Ways in for source systems: pushing events, asking before an act. */
import type { ErrorCode, EventFault, PushAnswer } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Audit } from '../audit/index.ts'
import type { Precheck } from '../modules/precheck/index.ts'
import type { Store } from '../store/index.ts'
import { actorOf } from './actor.ts'
import { readIntended } from './intended.ts'
import { decodeUtf8, parseJson } from './json-body.ts'
import { languageOf, sendProblem } from './problem-document.ts'
import { arrivals, push } from './push.ts'
import * as Schema from './schemas.ts'

export interface EventParts {
  store: Store
  catalogue: Catalogue
  clock: () => number
  precheck: Precheck
  audit: Audit
  eventBodyLimit: number
}

export function registerEventRoutes(app: FastifyInstance, parts: EventParts): void {
  const { store, catalogue, clock, precheck, audit, eventBodyLimit } = parts
  // The body stays text until the route knows what it is: nothing is parsed by guess.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: eventBodyLimit }, (_request, body, done) => done(null, body))

  app.post<{ Body: Buffer | undefined }>(
    '/events',
    {
      config: { permission: 'events.push', accepts: Type.Union([Schema.Event, Type.Array(Schema.Event)]) },
      schema: {
        summary: '推送事件 Push events',
        description:
          '一个事件、数组、NDJSON（application/x-ndjson）或 CloudEvents 1.0（二进制、结构化、批量）。逐条答复，确认的即已入库。' +
          ' One event, an array, NDJSON or CloudEvents 1.0 (binary, structured, batched). Every event is answered; what is accepted is durable.',
        response: { 200: Schema.PushAnswer, 422: Schema.Problem },
      },
    },
    async (request, reply): Promise<PushAnswer | typeof reply> => {
      const type = mediaType(request.headers['content-type'])
      const arrived = arrivals(type, request.headers, decodeUtf8(request.body ?? Buffer.alloc(0)))
      const actor = actorOf(request)
      const answer = await push(store, catalogue, arrived, clock(), actor?.kind === 'client' ? actor.id : undefined)
      // One line a push, whatever it holds: the events themselves are chained. Without accounts there is nobody to name.
      if (actor?.kind === 'client') await audit.note({ actor, action: 'events.push', object: `client:${actor.id}`, detail: { accepted: answer.accepted, duplicate: answer.duplicate, rejected: answer.rejected } })
      const first = answer.results[0]
      if (answer.rejected === 1 && answer.results.length === 1 && first?.reason) return refuse(request, reply, first.reason, answer)
      return answer
    },
  )

  app.post<{ Body: Buffer | undefined }>(
    '/precheck',
    {
      config: { permission: 'events.precheck', accepts: Type.Partial(Schema.Event) },
      schema: {
        summary: '事前检查 Ask before an act',
        description: '拟作的行为（一个事件，可不写 id 和 at）。答复允许、提示或者拦截；已获放行的，在 attrs.override 写放行编号。除审计记录外不写入。 An intended event; id and at may be left out. Answers allow, warn or deny; where it was let pass, attrs.override names the override. Writes nothing but an audit line.',
        response: { 200: Schema.PrecheckAnswer, 404: Schema.Problem, 409: Schema.Problem, 422: Schema.Problem },
      },
    },
    async (request, reply) => {
      const read = readIntended(parseJson(decodeUtf8(request.body ?? Buffer.alloc(0))), catalogue, clock())
      return 'problem' in read ? refuse(request, reply, read.problem) : precheck.ask(read.event, request.actor)
    },
  )
}

const mediaType = (header: string | undefined): string => (header ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The fault of the one event that a request held, as the problem of the request. */
const refuse = (request: FastifyRequest, reply: FastifyReply, { code, field, message }: EventFault, more: object = { field }): Promise<FastifyReply> =>
  sendProblem(request, reply, code as ErrorCode, message[languageOf(request)], more)
