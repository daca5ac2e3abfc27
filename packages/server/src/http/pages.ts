/** The built web pages, with every unknown address answered by the page itself, which knows its own addresses. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sendProblem } from './problem-document.ts'

export async function registerPages(app: FastifyInstance, webDir: string): Promise<void> {
  const built = existsSync(join(webDir, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: webDir,
      // files below assets carry a digest in their name
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes(`${webDir}/assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const page = built && (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/') && wantsPage(request.headers.accept)
    return page ? reply.header('cache-control', 'no-cache').sendFile('index.html') : sendProblem(request, reply, 'HJ-REQ-006', request.url.slice(0, 200))
  })
}

/** A missing picture or script must not be answered with a page. */
const wantsPage = (accept: string | undefined): boolean => accept === undefined || accept.includes('text/html') || accept === '*/*'
