/** The one cookie: a session. Scripts cannot read it, other sites cannot send it, and behind TLS nothing sends it in the clear. */
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

export function tokenIn({ headers }: FastifyRequest): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if ((name === SECURE || name === PLAIN) && value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}
