/** The cookie of a session. Scripts cannot read it, other sites cannot send it, and behind TLS nothing sends it in the clear. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const PLAIN = 'hengjian'
/** browsers take this name only from the host itself, over TLS, for the whole site */
const SECURE = '__Host-hengjian'

const attributes = (isSecure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`

/** `isSecure`: the server is reached through a proxy that ends TLS. */
export function setToken(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.header('set-cookie', `${isSecure ? SECURE : PLAIN}=${token}; ${attributes(isSecure)}`)
}

export function clearToken(reply: FastifyReply, isSecure: boolean): void {
  reply.header('set-cookie', `${isSecure ? SECURE : PLAIN}=; Max-Age=0; ${attributes(isSecure)}`)
}

/** Binds a sign-in at the identity provider to the browser that began it. It must come along when another site sends the browser back. */
const ATTEMPT = { plain: 'hengjian-sso', secure: '__Host-hengjian-sso' }
const attemptAttributes = (isSecure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

export function setAttempt(reply: FastifyReply, browser: string, isSecure: boolean): void {
  reply.header('set-cookie', `${isSecure ? ATTEMPT.secure : ATTEMPT.plain}=${browser}; Max-Age=600; ${attemptAttributes(isSecure)}`)
}

export function clearAttempt(reply: FastifyReply, isSecure: boolean): void {
  reply.header('set-cookie', `${isSecure ? ATTEMPT.secure : ATTEMPT.plain}=; Max-Age=0; ${attemptAttributes(isSecure)}`)
}

export const attemptIn = (request: FastifyRequest): string | null => valueOf(request, [ATTEMPT.plain, ATTEMPT.secure])

export const tokenIn = (request: FastifyRequest): string | null => valueOf(request, [PLAIN, SECURE])

function valueOf({ headers }: FastifyRequest, names: readonly string[]): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name = '', value] = pair.trim().split('=', 2)
    if (names.includes(name) && value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}
