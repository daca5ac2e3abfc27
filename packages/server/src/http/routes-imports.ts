/** Importing files, and seeing how far it is. */
import type { FastifyInstance } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { Audit } from '../audit/index.ts'
import type { Imports } from '../modules/imports/index.ts'
import { actorOf } from './actor.ts'
import * as Schema from './schemas.ts'

export function registerImportRoutes(app: FastifyInstance, { imports, audit, importBodyLimit }: { imports: Imports; audit: Audit; importBodyLimit: number }): void {
  // The file is never held in memory: the stream goes on to disk as it comes.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { bodyLimit: importBodyLimit }, (_request, payload, done) => done(null, payload))

  app.post<{ Body: IncomingMessage | undefined; Querystring: { name: string } }>(
    '/imports',
    {
      bodyLimit: importBodyLimit,
      config: { permission: 'imports.create', accepts: Schema.File },
      schema: {
        summary: '导入文件 Import a file',
        description: '文件内容作为请求体，文件名写在 name 中。收全后答复，随后在后台入库。 The content of the file as body, its name in `name`. Answered when it has arrived whole; it is stored in the background.',
        querystring: Schema.ImportQuery,
        response: { 202: Schema.Described('ImportJob') },
      },
    },
    async (request, reply) => {
      const length = Number(request.headers['content-length'])
      const job = await imports.start(request.body ?? request.raw, { name: request.query.name, totalBytes: Number.isInteger(length) ? length : null }, request.actor, actorOf(request))
      return reply.code(202).send(job)
    },
  )
  app.get('/imports', { config: { permission: 'imports.read' }, schema: { summary: '导入记录 Imports', response: { 200: Schema.ListOf('ImportJob') } } }, ({ actor }) => imports.list(actor))
  app.get<{ Params: { id: string } }>(
    '/imports/:id',
    { config: { permission: 'imports.read' }, schema: { summary: '一次导入 One import', params: Schema.IdParams, response: { 200: Schema.Described('ImportJob'), 404: Schema.Problem } } },
    ({ params, actor }) => imports.get(actor, params.id),
  )
  app.get<{ Params: { id: string }; Querystring: Schema.RejectsQuery }>(
    '/imports/:id/rejects',
    { config: { permission: 'imports.read' }, schema: { summary: '未入库的记录 Rejected records', params: Schema.IdParams, querystring: Schema.RejectsQuery, response: { 200: Schema.ListOf('ImportReject'), 404: Schema.Problem } } },
    async (request) => {
      const { params, query } = request
      const rejects = await imports.rejects(request.actor, params.id, query.after, query.limit)
      // Records are shown as they came, with names and numbers of persons. One line for a list, however many pages it has.
      if (query.after === 0 && rejects.length > 0) await audit.note({ actor: actorOf(request), action: 'data.read', object: `import:${params.id}`, detail: { what: 'rejects' } })
      return rejects
    },
  )
}
