/** Answers of the interface hold matters and names: neither browser nor proxy keeps them. Pages say themselves what may be kept. */
import type { FastifyInstance } from 'fastify'

export function registerCaching(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}
