/** The client against a server that answers as it is told: what is tried again, what is not, and what holds where nothing is heard. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createClient, HengjianError, UnreachableError } from './index.ts'
import type { ClientOptions } from './index.ts'

interface Got {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

type Answer = (response: ServerResponse, got: Got) => void

let server: Server | undefined
afterEach(() => void server?.close())

/** Answers in turn; the last answer stays. */
async function serving(...answers: Answer[]): Promise<{ url: string; got: Got[] }> {
  const got: Got[] = []
  server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      got.push(one)
      answers[Math.min(got.length, answers.length) - 1]?.(response, one)
    })
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got }
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Answer => (response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const problem = (status: number, code: string, more: object = {}): Answer => json(status, { title: 't', status, code, detail: '', remedy: '', ...more })
const silence: Answer = () => undefined
const cut: Answer = (response) => void response.destroy()
const accepted: Answer = (response, { body }) => json(200, { accepted: (JSON.parse(body) as unknown[]).length, duplicate: 0, rejected: 0, results: (JSON.parse(body) as { id: string }[]).map(({ id }, index) => ({ index, status: 'accepted', id, source: 's', chain: 'c', reason: null })) })(response, { method: '', url: '', headers: {}, body })

const waits: number[] = []
const clientOf = (url: string, more: Partial<ClientOptions> = {}) => {
  waits.length = 0
  return createClient({ url, key: 'hj_k', wait: (ms) => (waits.push(ms), Promise.resolve()), ...more })
}
const event = (id: string) => ({ id, chain: 'C', node: 'N', at: '2026-03-02T10:00:00+08:00' })
const intended = { chain: 'C', node: 'N' }

describe('a push', () => {
  test('is tried again after a growing wait, with the same content, until it is heard', async () => {
    const { url, got } = await serving(cut, problem(503, 'HJ-SRV-002'), accepted)
    expect((await clientOf(url).push([event('a')])).accepted).toBe(1)
    expect(got.map(({ body }) => body)).toEqual([got[0]?.body, got[0]?.body, got[0]?.body])
    expect(waits).toHaveLength(2)
    expect(waits[0]).toBeGreaterThanOrEqual(250)
    expect(waits[1]).toBeGreaterThanOrEqual(500)
  })

  test('waits as long as the server asks', async () => {
    const { url } = await serving(problem(429, 'HJ-AUT-006', {}), accepted)
    await clientOf(url).push([event('a')])
    const { url: other } = await serving(json(429, { code: 'HJ-AUT-006' }, { 'retry-after': '7' }), accepted)
    await clientOf(other).push([event('a')])
    expect(waits).toEqual([7000])
  })

  test('that is refused is not tried again', async () => {
    const { url, got } = await serving(problem(401, 'HJ-AUT-007'))
    await expect(clientOf(url).push([event('a')])).rejects.toThrow(HengjianError)
    expect(got).toHaveLength(1)
  })

  test('gives up after the tries that it was given, and says so', async () => {
    const { url, got } = await serving(cut)
    await expect(clientOf(url, { retry: { attempts: 3 } }).push([event('a')])).rejects.toThrow(UnreachableError)
    expect(got).toHaveLength(3)
  })

  test('goes in batches, and each event is answered in its place', async () => {
    const { url, got } = await serving(accepted)
    const answer = await clientOf(url).push(['a', 'b', 'c', 'd', 'e'].map(event), { batch: 2 })
    expect(got).toHaveLength(3)
    expect(answer.results.map(({ index, id }) => `${index}${id}`)).toEqual(['0a', '1b', '2c', '3d', '4e'])
  })

  test('of one event that is turned back is an answer, not an error', async () => {
    const results = [{ index: 0, status: 'rejected', id: 'a', source: null, chain: null, reason: { code: 'HJ-EVT-004', field: 'at', message: {}, remedy: {} } }]
    const { url } = await serving(problem(422, 'HJ-EVT-004', { accepted: 0, duplicate: 0, rejected: 1, results }))
    expect(await clientOf(url).push([event('a')])).toMatchObject({ rejected: 1, results })
  })
})

describe('a question before an act', () => {
  test('that is not heard in time holds as the caller chose', async () => {
    const { url, got } = await serving(silence)
    const open = await clientOf(url).precheck(intended, { ifUnreachable: 'open', timeout: 50 })
    const closed = await clientOf(url).precheck(intended, { ifUnreachable: 'closed', timeout: 50 })
    expect([open.mayProceed, open.answer, open.error?.name]).toEqual([true, null, 'UnreachableError'])
    expect(closed.mayProceed).toBe(false)
    expect(got).toHaveLength(2)
  })

  test('that a server in trouble cannot answer holds the same', async () => {
    const { url } = await serving(problem(500, 'HJ-SRV-001'))
    expect(await clientOf(url).precheck(intended, { ifUnreachable: 'open' })).toMatchObject({ mayProceed: true, answer: null })
    expect(await clientOf(url).precheck(intended, { ifUnreachable: 'closed' })).toMatchObject({ mayProceed: false })
  })

  test('that is refused opens nothing, whatever the caller chose', async () => {
    for (const [status, code] of [[401, 'HJ-AUT-007'], [422, 'HJ-OVR-001'], [409, 'HJ-OVR-002']] as const) {
      const { url } = await serving(problem(status, code))
      await expect(clientOf(url).precheck(intended, { ifUnreachable: 'open', override: 'o' })).rejects.toThrow(code)
    }
  })

  test('proceeds by the decision, and names the override in the act', async () => {
    const { url, got } = await serving(json(200, { decision: 'deny' }), json(200, { decision: 'warn' }), json(200, { decision: 'allow' }))
    const client = clientOf(url)
    const heard = []
    for (const override of [undefined, undefined, 'override:1']) heard.push((await client.precheck({ ...intended, attrs: { act: 'x' } }, { ifUnreachable: 'closed', ...(override === undefined ? {} : { override }) })).mayProceed)
    expect(heard).toEqual([false, true, true])
    expect((JSON.parse(got[2]?.body ?? '') as { attrs: unknown }).attrs).toEqual({ act: 'x', override: 'override:1' })
  })
})

describe('a signature', () => {
  test('is made anew for every try, over what is sent', async () => {
    const texts: string[] = []
    const { url, got } = await serving(cut, accepted)
    await clientOf(url, { signer: { digest: (body) => `d${body.length}`, sign: (text) => (texts.push(text), 'sig') } }).push([event('a')])
    const nonces = got.map(({ headers }) => headers['hengjian-nonce'])
    expect(new Set(nonces).size).toBe(2)
    expect(texts[1]).toBe(['HENGJIAN-SM2-1', 'POST', '/api/v1/events', got[1]?.headers['hengjian-date'], nonces[1], `d${got[1]?.body.length}`].join('\n'))
  })
})
