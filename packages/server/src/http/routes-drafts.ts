/** Drafting a rule: its text, whether a draft is sound, what it would change, adopting it. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Drafts } from '../modules/drafts/index.ts'
import { actorOf } from './actor.ts'
import * as Schema from './schemas.ts'

const Draft = Type.Object({ rule: Type.String({ minLength: 1, maxLength: 40 }), text: Type.String({ minLength: 1, maxLength: 100_000 }) })
const Adoption = Type.Object({ ...Draft.properties, from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '施行日期。First day on which it applies.' }) })
type Draft = Static<typeof Draft>
type Adoption = Static<typeof Adoption>

export function registerDraftRoutes(app: FastifyInstance, drafts: Drafts): void {
  app.get<{ Params: { id: string } }>(
    '/catalogue/rules/:id/text',
    { config: { permission: 'catalogue.read' }, schema: { summary: '规则原文 Text of a rule', params: Schema.IdParams, response: { 200: Schema.Described('RuleText'), 404: Schema.Problem } } },
    ({ params }) => Promise.resolve(drafts.text(params.id)),
  )
  app.post<{ Body: Draft }>(
    '/drafts/check',
    { config: { permission: 'catalogue.draft' }, schema: { summary: '检查草案 Check a draft', body: Draft, response: { 200: Schema.Described('DraftCheck'), 404: Schema.Problem } } },
    ({ body }) => drafts.check(body.rule, body.text),
  )
  app.post<{ Body: Draft }>(
    '/drafts',
    { config: { permission: 'catalogue.draft' }, schema: { summary: '试算草案 Try a draft on the store', description: '不写入任何内容。 Nothing is written.', body: Draft, response: { 202: Schema.Described('DraftRun'), 422: Schema.Problem } } },
    async ({ body, actor }, reply) => reply.code(202).send(await drafts.run(actor, body.rule, body.text)),
  )
  app.get<{ Params: { id: string } }>(
    '/drafts/:id',
    { config: { permission: 'catalogue.draft' }, schema: { summary: '一次试算 One trial', params: Schema.IdParams, response: { 200: Schema.Described('DraftRun'), 404: Schema.Problem } } },
    ({ params, actor }) => Promise.resolve(drafts.job(actor, params.id)),
  )
  app.post<{ Body: Adoption }>(
    '/drafts/adopt',
    { config: { permission: 'catalogue.adopt' }, schema: { summary: '采用草案 Adopt a draft', description: '写成从某日起施行的新版本，随后全库重新判定。 Written as a version that applies from a day on; the store is then judged anew.', body: Adoption, response: { 202: Type.Object({ adopted: Type.Boolean() }), 409: Schema.Problem, 422: Schema.Problem } } },
    async (request, reply) => {
      const { rule, text, from } = request.body
      await drafts.adopt(rule, text, from, actorOf(request))
      return reply.code(202).send({ adopted: true })
    },
  )
}
