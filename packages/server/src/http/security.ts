/** What protects a server on loopback: no other site's page may talk to it, and its own pages load nothing from elsewhere. */
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem-document.ts'

const headers = {
  'content-security-policy': [
    "default-src 'self'",
    // the component library sets styles from script
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

export function registerSecurity(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    const { host = '', origin } = request.headers
    // A foreign name that resolves to this machine is how a web page would reach it (DNS rebinding).
    if (!LOCAL_HOST.test(host)) return sendProblem(request, reply, 'HJ-REQ-008', host.slice(0, 100))
    if (origin !== undefined && !isLocalOrigin(origin)) return sendProblem(request, reply, 'HJ-REQ-008', origin.slice(0, 100))
    return undefined
  })
}

const isLocalOrigin = (origin: string): boolean => URL.canParse(origin) && LOCAL_HOST.test(new URL(origin).host)
