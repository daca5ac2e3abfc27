/** Signing in through the identity provider of the house: away to it, back from it, and the code that may still be owed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { From, Identity } from '../modules/identity/index.ts'
import { CodedError } from '../problem.ts'
import { attemptIn, clearAttempt, setAttempt, setToken, tokenIn } from './cookies.ts'
import * as Schema from './schemas.ts'
import type { Addresses } from './security.ts'

const Begin = Type.Object({ to: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false })
const Code = Type.Object({ code: Type.String({ pattern: '^[0-9 ]{6,8}$' }) }, { additionalProperties: false })
const open = { permission: 'public' }
const CALLBACK = '/api/v1/session/sso/callback'

export function registerSsoRoutes(app: FastifyInstance, { identity, addresses }: { identity: Identity; addresses: Addresses }): void {
  const isSecure = addresses.origin !== null
  // on this machine the host was looked at already, `http/security.ts`
  const originOf = ({ headers }: FastifyRequest): string => addresses.origin ?? `http://${headers.host}`
  const configured = () => {
    if (identity.sso === null) throw new CodedError('HJ-REQ-006')
    return identity.sso
  }
  const fromOf = (request: FastifyRequest): From => ({ address: request.ip, agent: request.headers['user-agent'] ?? '', token: tokenIn(request) })
  /** What goes wrong on the way is shown by the page of sign-in: a browser that follows addresses shows no problem documents. */
  const told = (reply: FastifyReply, error: unknown): FastifyReply => {
    if (!(error instanceof CodedError)) throw error
    return reply.redirect(`/?sso=${error.code}`, 303)
  }

  app.get<{ Querystring: Static<typeof Begin> }>('/session/sso', { config: open, schema: { summary: '去统一身份认证 Go to the identity provider', querystring: Begin, response: { 303: Schema.Redirect } } }, async (request, reply) => {
    const sso = configured()
    try {
      const { url, browser } = await sso.begin(fromOf(request), originOf(request) + CALLBACK, pageOf(request.query.to, originOf(request)))
      setAttempt(reply, browser, isSecure)
      return reply.redirect(url, 303)
    } catch (error) {
      return told(reply, error)
    }
  })

  app.get('/session/sso/callback', { config: open, schema: { summary: '从统一身份认证回来 Back from the identity provider', response: { 303: Schema.Redirect } } }, async (request, reply) => {
    const sso = configured()
    clearAttempt(reply, isSecure)
    try {
      const { token, target } = await sso.finish(fromOf(request), attemptIn(request), new URL(request.url, originOf(request)))
      setToken(reply, token, isSecure)
      return reply.redirect(target, 303)
    } catch (error) {
      return told(reply, error)
    }
  })

  app.post<{ Body: Static<typeof Code> }>(
    '/session/code',
    { config: { permission: 'session.end' }, schema: { summary: '补验动态口令 Give the code that is owed', body: Code, response: { 200: Schema.Described('SessionState'), 401: Schema.Problem, 429: Schema.Problem } } },
    async (request, reply) => {
      const token = await identity.giveCode(tokenIn(request) ?? '', request.body.code, fromOf(request))
      setToken(reply, token, isSecure)
      return await identity.state(await identity.resolve(token), true)
    },
  )
}

/** A page of this very site; anything else is the first page. */
function pageOf(to: string | undefined, origin: string): string {
  if (to === undefined || !URL.canParse(to, origin)) return '/'
  const url = new URL(to, origin)
  return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
