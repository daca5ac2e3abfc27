/** The auditor's ways in: searching the trail, its state, checking everything, the daily roots, and lines out. */
import { Readable } from 'node:stream'
import type { AuditLine } from '@hengjian/contracts'
import { parseInstant } from '@hengjian/engine'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Audit, AuditSearch, Checks } from '../audit/index.ts'
import { allLines, auditChoices, listRoots, searchAudit } from '../audit/index.ts'
import { dayStart, localDay } from '../dates.ts'
import { CodedError } from '../problem.ts'
import type { Store } from '../store/index.ts'
import { actorOf } from './actor.ts'
import * as Schema from './schemas.ts'

export interface AuditRouteParts {
  store: Store
  audit: Audit
  checks: Checks
  /** of the local day, in minutes */
  offset: number
}

const Words = Type.Optional(Type.String({ maxLength: 200 }))
const Instant = Type.Optional(Type.String({ maxLength: 40, description: '带时差的日期时间，或者日期（`to` 含当日）。Date-time with offset, or a date (`to` includes it).' }))
const Search = Type.Object({ from: Instant, to: Instant, actor: Words, action: Words, object: Words })
const Page = Type.Object({ ...Search.properties, cursor: Type.Optional(Type.String({ maxLength: 20 })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) })
type Search = Static<typeof Search>
type Page = Static<typeof Page>

export function registerAuditRoutes(app: FastifyInstance, { store, audit, checks, offset }: AuditRouteParts): void {
  const read = { permission: 'audit.read' }
  app.get<{ Querystring: Page }>(
    '/audit',
    { config: read, schema: { summary: '审计记录 Audit trail', querystring: Page, response: { 200: Schema.Described('AuditList') } } },
    ({ query }) => searchAudit(store, searchOf(query, offset), query.cursor ?? null, query.limit),
  )
  app.get('/audit/choices', { config: read, schema: { summary: '出现过的操作 Actions that occur', response: { 200: Schema.Described('AuditChoices') } } }, () => auditChoices(store))
  app.get('/audit/state', { config: read, schema: { summary: '审计链的状态 State of the trail', response: { 200: Schema.Described('AuditState') } } }, () => checks.state())
  app.get('/audit/roots', { config: read, schema: { summary: '日根 Daily roots', response: { 200: Schema.ListOf('AuditRoot') } } }, () => listRoots(store))
  app.post('/audit/checks', { config: { permission: 'audit.check' }, schema: { summary: '核对全部记录 Check everything', description: '进度见 /audit/state。 Its progress is in /audit/state.', response: { 202: Schema.Described('AuditCheck') } } }, async (request, reply) => {
    await audit.note({ actor: actorOf(request), action: 'audit.check', object: 'audit:all' })
    return reply.code(202).send(await checks.start())
  })
  app.get<{ Querystring: Search }>(
    '/audit/export',
    { config: { permission: 'audit.export' }, schema: { summary: '导出审计记录 Lines out', description: 'JSON Lines，新的在前。 JSON Lines, newest first.', querystring: Search, response: { 200: Schema.Content('application/x-ndjson', 'AuditLine') } } },
    async (request, reply) => {
      const search = searchOf(request.query, offset)
      await audit.note({ actor: actorOf(request), action: 'export.audit', object: 'audit:lines', detail: { ...request.query } })
      return reply.type('application/x-ndjson; charset=utf-8').header('content-disposition', 'attachment; filename="audit.jsonl"').send(Readable.from(written(allLines(store, search))))
    },
  )
}

async function* written(lines: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

function searchOf({ from, to, actor, action, object }: Search, offset: number): AuditSearch {
  return { from: instant(from, 0, offset), to: instant(to, 1, offset), actor: words(actor), action: words(action), object: words(object) }
}

const words = (text: string | undefined): string | null => text?.trim() || null

/** A day stands for its beginning, `after` days later. Throws HJ-REQ-005. */
function instant(text: string | undefined, after: number, offset: number): number | null {
  if (text === undefined || text === '') return null
  // in an address `+` is easily lost to a space
  const read = parseInstant(text.replace(' ', '+'))
  if (read === null) throw new CodedError('HJ-REQ-005', text)
  return read.dateOnly ? dayStart(localDay(read.ms, read.offset) + after, offset) : read.ms
}
