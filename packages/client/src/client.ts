/** The client of a source system. */
import type { OverrideView, PrecheckAnswer, PushAnswer, PushResult, Verdict, VerdictList, WireEvent } from '@hengjian/contracts'
import { HengjianError } from './errors.ts'
import type { ClientOptions } from './options.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

export interface PushOptions {
  /** events of one request, default 1000 */
  batch?: number
  signal?: AbortSignal
  /** after each request, with the results of its events */
  onBatch?: (results: readonly PushResult[]) => void
}

export interface PrecheckOptions {
  /**
   * What holds where Hengjian cannot be reached in time. `open`: the act may be done, and is judged when it is pushed;
   * `closed`: it waits. There is no default: it is for the agency to decide, act by act.
   */
  ifUnreachable: 'open' | 'closed'
  /** milliseconds within which the officer gets an answer, default 2000 */
  timeout?: number
  /** id of the override by which a stopped act may be done */
  override?: string
}

/** What became of the question. */
export interface Hearing {
  /** may the act be done? */
  mayProceed: boolean
  /** null where nothing was heard in time */
  answer: PrecheckAnswer | null
  /** why nothing was heard */
  error: Error | null
}

export interface OverrideAsk {
  event: Intended
  reason: string
  /** one's own mark of the request; without it the content is the mark */
  idempotencyKey?: string
}

/** An act that is asked about: its id and time may be left out. */
export type Intended = Omit<WireEvent, 'id' | 'at'> & Partial<Pick<WireEvent, 'id' | 'at'>>

export interface VerdictQuery {
  outcome?: Verdict['outcome']
  rule?: string
  chain?: string
  limit?: number
  cursor?: string
}

export interface Client {
  /** Sends events in order. What is sent twice is stored once, so that whoever is not sure sends again. */
  push(events: readonly WireEvent[], options?: PushOptions): Promise<PushAnswer>
  /** Asks before an act. Throws HengjianError where the question itself is wrong; an override that is refused is one. */
  precheck(intended: Intended, options: PrecheckOptions): Promise<Hearing>
  /** Asks whoever may decide to let a stopped act pass. */
  requestOverride(ask: OverrideAsk): Promise<OverrideView>
  override(id: string): Promise<OverrideView>
  verdicts(query?: VerdictQuery): Promise<VerdictList>
  /** any other route of the interface */
  ask: Transport
}

const BATCH = 1000

export function createClient(options: ClientOptions): Client {
  const ask = createTransport(options)
  return {
    push: (events, how = {}) => push(ask, events, how),
    precheck: (intended, how) => precheck(ask, intended, how),
    requestOverride: ({ event, reason, idempotencyKey }) =>
      ask({ method: 'POST', target: '/api/v1/overrides', body: JSON.stringify({ event, reason }), ...(idempotencyKey === undefined ? {} : { headers: { 'idempotency-key': idempotencyKey } }) }),
    override: (id) => ask({ target: `/api/v1/overrides/${encodeURIComponent(id)}` }),
    verdicts: (query = {}) => ask({ target: `/api/v1/verdicts${search({ ...query })}` }),
    ask,
  }
}

function search(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

async function push(ask: Transport, events: readonly WireEvent[], { batch = BATCH, signal, onBatch }: PushOptions): Promise<PushAnswer> {
  const total: PushAnswer = { accepted: 0, duplicate: 0, rejected: 0, results: [] }
  for (let start = 0; start < events.length; start += batch) {
    const part = events.slice(start, start + batch)
    const answer = await pushPart(ask, part, signal)
    const results = answer.results.map((result) => ({ ...result, index: result.index + start }))
    total.accepted += answer.accepted
    total.duplicate += answer.duplicate
    total.rejected += answer.rejected
    total.results.push(...results)
    onBatch?.(results)
  }
  return total
}

/** One event that is refused alone comes as a problem of the request; here it is an answer like the others. */
async function pushPart(ask: Transport, part: readonly WireEvent[], signal: AbortSignal | undefined): Promise<PushAnswer> {
  try {
    return await ask<PushAnswer>({ method: 'POST', target: '/api/v1/events', body: JSON.stringify(part), ...(signal === undefined ? {} : { signal }) })
  } catch (error) {
    const answer = error instanceof HengjianError ? (error.problem as Partial<PushAnswer>) : {}
    if (answer.results === undefined) throw error
    return { accepted: answer.accepted ?? 0, duplicate: answer.duplicate ?? 0, rejected: answer.rejected ?? 0, results: answer.results }
  }
}

const PATIENCE = 2000

async function precheck(ask: Transport, intended: Intended, { ifUnreachable, timeout = PATIENCE, override }: PrecheckOptions): Promise<Hearing> {
  const event = override === undefined ? intended : { ...intended, attrs: { ...intended.attrs, override } }
  try {
    // an officer waits: one try, no second
    const answer = await ask<PrecheckAnswer>({ method: 'POST', target: '/api/v1/precheck', body: JSON.stringify(event), timeout, retry: { attempts: 1 } })
    return { mayProceed: answer.decision !== 'deny', answer, error: null }
  } catch (error) {
    // Whoever was refused was heard: a wrong key or a made-up override opens nothing. A server in trouble is one that cannot be reached.
    if (error instanceof HengjianError && error.problem.status < 500 && error.problem.status !== 429) throw error
    return { mayProceed: ifUnreachable === 'open', answer: null, error: error instanceof Error ? error : new Error(String(error)) }
  }
}
