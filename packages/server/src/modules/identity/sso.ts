/**
 * Signing in through the identity provider of the house: OpenID Connect with authorization code, PKCE, state and nonce. A
 * sign-in belongs to the browser that began it and is good once; the answer is checked with its signature. Which account
 * it opens, `sso-link.ts` says; the session is the same as after a password.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as oidc from 'openid-client'
import { CodedError } from '../../problem.ts'
import type { IdentityParts } from './parts.ts'
import { endToken, isNewPlace, openSession, personAt } from './sessions.ts'
import type { From } from './sessions.ts'
import { linkedAccount } from './sso-link.ts'

export interface SsoSetup {
  issuer: string
  clientId: string
  /** null: a public client, with PKCE alone */
  secret: string | null
}

export interface Begun {
  /** where the browser goes */
  url: string
  /** for the cookie of this one sign-in */
  browser: string
}

export interface Returned {
  token: string
  /** the page that was asked for */
  target: string
}

export interface Sso {
  /** `redirectUri`: where the provider sends the browser back to. Throws HJ-AUT-006, HJ-AUT-018. */
  begin(from: Pick<From, 'address'>, redirectUri: string, target: string): Promise<Begun>
  /** `current`: the address under which the browser came back. Throws HJ-AUT-006, HJ-AUT-017, HJ-AUT-018. */
  finish(from: From, browser: string | null, current: URL): Promise<Returned>
}

const LASTS_MS = 10 * 60_000
const TIMEOUT_SECONDS = 10
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

export function createSso(parts: IdentityParts, setup: SsoSetup): Sso {
  const { store, clock, attempts, signIn: rules } = parts
  let known: Promise<oidc.Configuration> | null = null
  /** Asked for at the first sign-in: a provider that is away must not stop the start. */
  const provider = async (): Promise<oidc.Configuration> => {
    known ??= discover(setup)
    return await known.catch((cause: unknown) => {
      known = null
      throw new CodedError('HJ-AUT-018', '', { cause })
    })
  }
  const refuse = async (why: string, from: Pick<From, 'address'>, code: 'HJ-AUT-006' | 'HJ-AUT-017' | 'HJ-AUT-018', cause?: unknown): Promise<never> => {
    await parts.record({ actor: null, action: 'session.refuse', object: 'sso', detail: { why, address: from.address } })
    throw new CodedError(code, '', { cause })
  }
  return {
    begin: async (from, redirectUri, target) => {
      const now = clock()
      if (!attempts.take(from.address, now)) return await refuse('attempts', from, 'HJ-AUT-006')
      const config = await provider()
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
      const browser = randomBytes(32).toString('base64url')
      await store.pool.query('delete from sso_attempt where created_at < $1', [new Date(now - LASTS_MS)])
      await store.pool.query('insert into sso_attempt (state, browser, nonce, verifier, target, created_at) values ($1, $2, $3, $4, $5, $6)', [digest(state), digest(browser), nonce, verifier, target, new Date(now)])
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: `openid ${rules.sso.scope}`,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, browser }
    },
    finish: async (from, browser, current) => {
      const now = clock()
      if (!attempts.take(from.address, now)) return await refuse('attempts', from, 'HJ-AUT-006')
      const state = current.searchParams.get('state') ?? ''
      const row = (await store.pool.query<{ browser: Buffer; nonce: string; verifier: string; target: string; created_at: Date }>('delete from sso_attempt where state = $1 returning browser, nonce, verifier, target, created_at', [digest(state)])).rows[0]
      if (row === undefined || now - row.created_at.getTime() > LASTS_MS) return await refuse('state', from, 'HJ-AUT-018')
      // somebody else's answer, brought to this browser
      if (browser === null || !timingSafeEqual(digest(browser), row.browser)) return await refuse('browser', from, 'HJ-AUT-018')
      const config = await provider()
      const claims = await answered(config, current, { expectedState: state, expectedNonce: row.nonce, pkceCodeVerifier: row.verifier, idTokenExpected: true }, rules.sso.employee).catch((cause: unknown) => refuse('answer', from, 'HJ-AUT-018', cause))
      const account = await linkedAccount(parts, setup.issuer, claims)
      if (typeof account === 'string') return await refuse(account, from, 'HJ-AUT-017')
      const factor = rules.sso.secondFactor === 'idp' || claims.amr.some((method) => rules.sso.amr.includes(method))
      // the way there and the way back
      attempts.give(from.address)
      attempts.give(from.address)
      if (from.token !== null) await endToken(parts, from.token, 'rotated')
      const isNew = await isNewPlace(parts, account.id, from.address)
      const token = await openSession(parts, account.id, from, { sso: true, factor, codeDue: !factor && account.totp })
      const person = personAt({ person_id: account.person, name: account.name })
      if (isNew) await parts.record({ actor: person, action: 'account.place', object: account.id, detail: { address: from.address } })
      await parts.record({ actor: person, action: 'session.begin', object: account.id, detail: { person: account.person, address: from.address, by: 'sso', factor } })
      return { token, target: row.target }
    },
  }
}

async function discover({ issuer, clientId, secret }: SsoSetup): Promise<oidc.Configuration> {
  const url = new URL(issuer)
  const plain = url.protocol === 'http:' && LOOPBACK.has(url.hostname) ? [oidc.allowInsecureRequests] : []
  const config = await oidc.discovery(url, clientId, undefined, secret === null ? oidc.None() : oidc.ClientSecretBasic(secret), { execute: [oidc.enableNonRepudiationChecks, ...plain], timeout: TIMEOUT_SECONDS })
  config.timeout = TIMEOUT_SECONDS
  return config
}

export interface Claims {
  subject: string
  /** null where it is not asked for or not told */
  employee: string | null
  amr: readonly string[]
}

/** What the provider says of who has signed in; the employee number from the token, else from where it tells more. */
async function answered(config: oidc.Configuration, current: URL, checks: oidc.AuthorizationCodeGrantChecks, employee: string | null): Promise<Claims> {
  const tokens = await oidc.authorizationCodeGrant(config, current, checks)
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('no id token')
  const asked = employee !== null && claims[employee] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
  const more = asked ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {}
  const number = employee === null ? null : { ...more, ...claims }[employee]
  const { amr } = claims
  return { subject: claims.sub, employee: typeof number === 'string' && number !== '' ? number : null, amr: Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : [] }
}
