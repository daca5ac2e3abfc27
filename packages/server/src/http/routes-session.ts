/** Signing in and out, and what everybody may do with their own account. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Static } from 'typebox'
import type { From, Identity, Signed } from '../modules/identity/index.ts'
import { CodedError } from '../problem.ts'
import { clearToken, setToken, tokenIn } from './cookies.ts'
import * as Schema from './schemas.ts'
import { isSameSite } from './security.ts'
import type { Addresses } from './security.ts'

export interface SessionRoutes {
  identity: Identity
  addresses: Addresses
  /** a demonstration: people may be chosen at a press */
  demo: boolean
}

const strict = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Password = Type.String({ minLength: 1, maxLength: 400 })
const Code = Type.String({ pattern: '^[0-9 ]{6,8}$' })
const SignIn = Type.Object({ account: Name, password: Password, code: Type.Optional(Code) }, strict)
const Choice = Type.Object({ account: Name }, strict)
const Change = Type.Object({ current: Password, next: Password }, strict)
const ProofBody = Type.Object({ password: Type.Optional(Password), code: Type.Optional(Code) }, strict)
const Candidate = Type.Object({ next: Password }, strict)
const Confirmation = Type.Object({ code: Code }, strict)

const open = { permission: 'public' }
const own = { permission: 'session.own' }

export function registerSessionRoutes(app: FastifyInstance, { identity, addresses, demo }: SessionRoutes): void {
  const isSecure = addresses.origin !== null
  const begin = async (request: FastifyRequest, reply: FastifyReply, signIn: (from: From) => Promise<string>): Promise<unknown> => {
    // Nobody is signed in from a page of another site, as somebody else (login CSRF); programs send no such header.
    if ((request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) && !isSameSite(request, addresses)) throw new CodedError('HJ-AUT-005')
    const token = await signIn({ address: request.ip, agent: request.headers['user-agent'] ?? '', token: tokenIn(request) })
    setToken(reply, token, isSecure)
    return await identity.state(await identity.resolve(token), true)
  }

  app.get('/session', { config: open, schema: { summary: '当前登录 Who is signed in', response: { 200: Schema.Described('SessionState') } } }, async ({ actor, signed }) => {
    const required = await identity.hasAccounts()
    return await identity.state(signed ?? (actor.kind === 'local' ? localSigned(identity) : null), required)
  })
  app.post<{ Body: Static<typeof SignIn> }>(
    '/session',
    { config: open, schema: { summary: '登录 Sign in', body: SignIn, response: { 200: Schema.Described('SessionState'), 401: Schema.Problem, 429: Schema.Problem } } },
    (request, reply) => begin(request, reply, (from) => identity.signIn({ ...request.body, code: request.body.code ?? null }, from)),
  )
  if (demo) {
    app.post<{ Body: Static<typeof Choice> }>(
      '/session/demo',
      { config: open, schema: { summary: '演示登录 Sign in as a person of the demo', body: Choice, response: { 200: Schema.Described('SessionState'), 404: Schema.Problem } } },
      (request, reply) => begin(request, reply, (from) => identity.signInDemo(request.body.account, from)),
    )
  }
  app.delete('/session', { config: { permission: 'session.end' }, schema: { summary: '退出 Sign out', response: { 200: Schema.Described('SessionState') } } }, async (request, reply) => {
    const token = tokenIn(request)
    if (token !== null) await identity.signOut(token)
    clearToken(reply, isSecure)
    return await identity.state(null, await identity.hasAccounts())
  })

  app.post<{ Body: Static<typeof ProofBody> }>(
    '/session/proof',
    { config: own, schema: { summary: '再次确认身份 Show once more who one is', body: ProofBody, response: { 200: Schema.Described('SessionState'), 401: Schema.Problem, 403: Schema.Problem, 429: Schema.Problem } } },
    async (request) => {
      const signed = needed(request.signed)
      await identity.prove(signed, { password: request.body.password ?? null, code: request.body.code ?? null }, { address: request.ip })
      return await identity.state(signed, true)
    },
  )

  app.get('/account/sessions', { config: own, schema: { summary: '我的登录 My sessions', response: { 200: Schema.ListOf('SessionView') } } }, async ({ signed }) => (signed === null ? [] : await identity.sessions(signed.account, signed.actor.session)))
  app.delete<{ Params: { id: string } }>(
    '/account/sessions/:id',
    { config: own, schema: { summary: '结束一处登录 End one of my sessions', params: Schema.IdParams, response: { 200: Schema.ListOf('SessionView'), 404: Schema.Problem } } },
    async ({ signed, params }) => {
      const { account, actor } = needed(signed)
      await identity.endSession(actor, account, params.id)
      return await identity.sessions(account, actor.session)
    },
  )
  app.post<{ Body: Static<typeof Change> }>(
    '/account/password',
    { config: own, schema: { summary: '改密码 Change the password', body: Change, response: { 200: Schema.Described('SessionState'), 422: Schema.Problem } } },
    async (request) => {
      const { account, actor } = needed(request.signed)
      await identity.changePassword(actor, account, request.body.current, request.body.next)
      return await identity.state(await identity.resolve(tokenIn(request) ?? ''), true)
    },
  )
  app.post<{ Body: Static<typeof Candidate> }>(
    '/account/password/strength',
    { config: own, schema: { summary: '新密码的强度 How strong a new password would be', body: Candidate, response: { 200: Type.Object({ score: Type.Integer(), needed: Type.Integer(), weakness: Type.Union([Type.String(), Type.Null()]) }) } } },
    ({ signed, body }) => {
      const { account, actor } = needed(signed)
      return Promise.resolve(identity.strength(actor, account, body.next))
    },
  )
  app.post('/account/totp', { config: own, schema: { summary: '设置动态口令 Set up a second factor', response: { 200: Type.Object({ secret: Type.String(), address: Type.String() }) } } }, async ({ signed }) => {
    const { account } = needed(signed)
    return await identity.offerTotp(account)
  })
  app.post<{ Body: Static<typeof Confirmation> }>(
    '/account/totp/confirm',
    { config: own, schema: { summary: '确认动态口令 Confirm the second factor', body: Confirmation, response: { 200: Schema.Described('SessionState'), 401: Schema.Problem } } },
    async (request) => {
      const { account, actor } = needed(request.signed)
      await identity.confirmTotp(actor, account, request.body.code)
      return await identity.state(await identity.resolve(tokenIn(request) ?? ''), true)
    },
  )
}

/** Only people have an account of their own. */
function needed(signed: Signed | null): Signed {
  if (signed === null) throw new CodedError('HJ-AUT-001')
  return signed
}

/** This machine as the workbench sees it. */
const localSigned = ({ local }: Identity): Signed => ({ actor: local, account: '', standing: { held: [], roles: [], org: null, posts: [] }, pending: null, totp: false, proof: { by: 'password', fresh: true } })
