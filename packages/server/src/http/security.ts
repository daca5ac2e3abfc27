/** What protects the pages: no other site's page may talk to the server, and its own pages load nothing from elsewhere. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
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

export interface Addresses {
  /** listens on this machine only */
  isLocal: boolean
  /** `https://name` under which a proxy is reached; null without one */
  origin: string | null
}

export function registerSecurity(app: FastifyInstance, addresses: Addresses): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (addresses.origin !== null) reply.header('strict-transport-security', 'max-age=31536000')
    const { host = '', origin } = request.headers
    // A foreign name that resolves to this machine is how a web page would reach it (DNS rebinding).
    if (!isOwnHost(host, addresses)) return sendProblem(request, reply, 'HJ-REQ-008', host.slice(0, 100))
    if (origin !== undefined && !isOwnOrigin(origin, addresses)) return sendProblem(request, reply, 'HJ-REQ-008', origin.slice(0, 100))
    return undefined
  })
}

const isOwnHost = (host: string, { isLocal, origin }: Addresses): boolean => (isLocal && LOCAL_HOST.test(host)) || (origin !== null && host.toLowerCase() === new URL(origin).host)

const isOwnOrigin = (text: string, { isLocal, origin }: Addresses): boolean => text === origin || (isLocal && URL.canParse(text) && LOCAL_HOST.test(new URL(text).host))

/**
 * Does a request that changes something come from a page of this very site? Browsers say where from, one way or the
 * other; who says neither is no browser, and has no business with a browser's session.
 */
export function isSameSite({ headers }: FastifyRequest, { origin: own }: Addresses): boolean {
  const { origin, host = '', 'sec-fetch-site': site } = headers
  if (site !== undefined) return site === 'same-origin'
  return origin !== undefined && (origin === own || (URL.canParse(origin) && new URL(origin).host === host))
}
