/** Requests as a source system sends them, with the status left visible: the kit looks at refusals as closely as at successes. */
import type { ClientOptions } from '../options.ts'
import { signatureHeaders } from '../signing.ts'

export interface Heard {
  status: number
  /** the code of a problem document; empty where the answer is none */
  code: string
  body: Record<string, unknown>
}

export interface Sending {
  method?: 'GET' | 'POST'
  type?: string
  headers?: Record<string, string>
  /** another key than the client's own */
  key?: string
  /** headers of a signature that was made before */
  signed?: Record<string, string>
}

export interface Probe {
  send(target: string, body: string | null, how?: Sending): Promise<Heard>
  /** the headers that sign a request; empty where nothing is signed */
  sign(method: string, target: string, body: string): Promise<Record<string, string>>
}

export function createProbe({ url, key, signer, fetch: given }: Pick<ClientOptions, 'url' | 'key' | 'signer' | 'fetch'>): Probe {
  const base = url.replace(/\/+$/, '')
  const call = given ?? fetch
  const sign: Probe['sign'] = async (method, target, body) => (signer === undefined ? {} : await signatureHeaders(signer, method, target, body))
  return {
    sign,
    send: async (target, body, { method = body === null ? 'GET' : 'POST', type = 'application/json', headers = {}, key: other, signed } = {}) => {
      const signature = signed ?? (await sign(method, target, body ?? ''))
      const response = await call(base + target, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(30_000),
        headers: { authorization: `Bearer ${other ?? key}`, ...(body === null ? {} : { 'content-type': type }), ...headers, ...signature },
        ...(body === null ? {} : { body }),
      })
      const read = parsed(await response.text())
      return { status: response.status, code: typeof read['code'] === 'string' ? read['code'] : '', body: read }
    },
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
