/** Power and duty lists: whose one may look at, one person's lists over a period, and the acts behind a duty. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Duties } from '../modules/duties/index.ts'
import * as Schema from './schemas.ts'

const strict = { additionalProperties: false }
const Period = Type.Optional(Type.String({ pattern: '^2\\d{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$', description: '2026、2026-Q4、2026-11；不写为本季度。 Left out: this quarter.' }))
const Person = Type.String({ minLength: 1, maxLength: 60 })
const PeopleQuery = Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }, strict)
const SheetQuery = Type.Object({ period: Period }, strict)
const ActsQuery = Type.Object({ period: Period, cursor: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, strict)
const SheetParams = Type.Object({ person: Person })
const ActsParams = Type.Object({ person: Person, duty: Type.String({ minLength: 1, maxLength: 60 }) })

const config = { permission: 'duties.read' }

export function registerDutyRoutes(app: FastifyInstance, duties: Duties): void {
  app.get<{ Querystring: Static<typeof PeopleQuery> }>(
    '/duties',
    { config, schema: { summary: '可以看谁的权责清单 Whose duty lists I may look at', querystring: PeopleQuery, response: { 200: Schema.Described('DutyPeople') } } },
    ({ query: { q = null }, actor }) => duties.people(actor, { q }),
  )
  app.get<{ Params: Static<typeof SheetParams>; Querystring: Static<typeof SheetQuery> }>(
    '/duties/:person',
    { config, schema: { summary: '一人一期的履职 One person’s duties over a period', params: SheetParams, querystring: SheetQuery, response: { 200: Schema.Described('DutySheet'), 404: Schema.Problem } } },
    ({ params, query: { period = null }, actor }) => duties.sheet(actor, params.person, period),
  )
  app.get<{ Params: Static<typeof ActsParams>; Querystring: Static<typeof ActsQuery> }>(
    '/duties/:person/acts/:duty',
    { config, schema: { summary: '一项职责的履职行为 The acts by which a duty was performed', params: ActsParams, querystring: ActsQuery, response: { 200: Schema.Described('DutyActs'), 404: Schema.Problem } } },
    ({ params, query: { period = null, cursor = null, limit }, actor }) => duties.acts(actor, params.person, params.duty, { period, cursor, limit }),
  )
}
