/**
 * Answers of the interface hold matters and names: neither browser nor proxy keeps them, and a browser that is led to one
 * does not show it as a page. Pages say themselves what may be kept.
 */
import type { FastifyInstance } from 'fastify'

export function registerCaching(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="api.json"' })
  })
}
