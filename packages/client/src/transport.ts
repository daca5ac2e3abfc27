/**
 * One request and its answer. What did not arrive, or was answered with "later", is tried again after a growing wait; what
 * was refused is not, for it would be refused again. Every route that is used may be asked twice without harm.
 */
import type { Problem } from '@hengjian/contracts'
import { HengjianError, UnreachableError } from './errors.ts'
import type { ClientOptions, RetryPolicy } from './options.ts'
import { retryDefaults } from './options.ts'
import { signatureHeaders } from './signing.ts'

export interface Ask {
  method?: 'GET' | 'POST'
  /** path with query, `/api/v1/…` */
  target: string
  body?: string
  type?: string
  headers?: Record<string, string>
  /** milliseconds for one try, and how often; those of the client where they are left out */
  timeout?: number
  retry?: Partial<RetryPolicy>
  signal?: AbortSignal
}

export type Transport = <T>(ask: Ask) => Promise<T>

const LATER = new Set([408, 425, 429, 500, 502, 503, 504])
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

export function createTransport(options: ClientOptions): Transport {
  const base = options.url.replace(/\/+$/, '')
  const send = options.fetch ?? fetch
  const wait = options.wait ?? sleep
  return async <T>(ask: Ask): Promise<T> => {
    const policy = { ...retryDefaults, ...options.retry, ...ask.retry }
    for (let attempt = 1; ; attempt++) {
      const { answer, problem, cause, after } = await once<T>(send, base, options, ask)
      if (answer !== undefined) return answer
      ask.signal?.throwIfAborted()
      // a code of our own means that Hengjian itself refused; only what is temporary is worth another try
      const isFinal = problem !== null && !LATER.has(problem.status)
      if (isFinal || attempt >= policy.attempts) throw problem !== null && problem.code !== '' ? new HengjianError(problem) : new UnreachableError(problem === null ? 'no answer' : `HTTP ${problem.status}`, attempt, cause)
      const growing = Math.min(policy.longestWait, policy.firstWait * 2 ** (attempt - 1))
      await wait(after ?? growing * (0.5 + Math.random() / 2))
    }
  }
}

interface Tried<T> {
  answer?: T
  problem: Problem | null
  cause: unknown
  /** milliseconds that the server asks to wait */
  after: number | null
}

async function once<T>(send: typeof fetch, base: string, { key, signer, timeout, language = 'zh' }: ClientOptions, ask: Ask): Promise<Tried<T>> {
  const { method = 'GET', target, body } = ask
  const signal = AbortSignal.any([AbortSignal.timeout(ask.timeout ?? timeout ?? 30_000), ...(ask.signal === undefined ? [] : [ask.signal])])
  try {
    // what is behind a path in front of Hengjian is signed as Hengjian sees it
    const signed = signer === undefined ? {} : await signatureHeaders(signer, method, target, body ?? '')
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json', 'accept-language': language, ...(body === undefined ? {} : { 'content-type': ask.type ?? 'application/json' }), ...ask.headers, ...signed }
    const response = await send(base + target, { method, headers, redirect: 'error', signal, ...(body === undefined ? {} : { body }) })
    const text = await response.text()
    if (response.ok) return { answer: JSON.parse(text) as T, problem: null, cause: null, after: null }
    return { problem: problemOf(response.status, text), cause: null, after: waitOf(response.headers.get('retry-after')) }
  } catch (cause) {
    return { problem: null, cause, after: null }
  }
}

/** A proxy answers no problem document: its code stays empty. */
function problemOf(status: number, text: string): Problem {
  const empty: Problem = { type: 'about:blank', title: '', status, code: '', detail: '', remedy: '' }
  try {
    return { ...empty, ...(JSON.parse(text) as Partial<Problem>), status }
  } catch {
    return empty
  }
}

function waitOf(header: string | null): number | null {
  const seconds = Number(header ?? '')
  return header !== null && header !== '' && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 300) * 1000 : null
}
