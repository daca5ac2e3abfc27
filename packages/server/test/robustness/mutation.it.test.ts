/** A thousand damaged requests: every one is answered, none with a failure of the server, and refusals say what to do. */
import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ImportJob, Problem, PushAnswer } from '@hengjian/contracts'
import { errors } from '@hengjian/contracts'
import { Random } from '../../src/demo/random.ts'
import { openTestPlace } from '../../src/store/testing.ts'
import type { TestPlace } from '../../src/store/testing.ts'
import { cloudExamples } from './cloud-examples.ts'
import { damaged } from './mutate.ts'
import type { Sent } from './mutate.ts'
import { cleanUp, listening, run, serve } from './process.ts'
import type { Command } from './process.ts'

const REQUESTS = 1000
const MOST_MIB = 600
const seed = 9457

let place: TestPlace
let server: Command
let url: string
/** imports that were taken */
const taken: string[] = []
beforeAll(async () => {
  place = await openTestPlace()
  server = serve(place)
  url = await listening(server)
})
afterAll(async () => {
  await server.kill()
  await cleanUp(place)
})

const memoryMib = async (): Promise<number> => Number((await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(server.pid)])).stdout) / 1024

interface Answered {
  status: number
  type: string
  answer: unknown
}

async function post({ path, headers, body }: Omit<Sent, 'how'>): Promise<Answered> {
  const response = await fetch(url + path, { method: 'POST', headers, body })
  return { status: response.status, type: response.headers.get('content-type') ?? '', answer: await response.json() }
}

/** In structured mode, with an event as its data where it has none. */
const cloudEvent = (event: Record<string, unknown>): Omit<Sent, 'how'> => ({
  path: '/api/v1/events',
  headers: { 'content-type': 'application/cloudevents+json' },
  body: new TextEncoder().encode(JSON.stringify({ data: { chain: 'CE', node: 'P04-N02', at: '2026-03-03' }, ...event })),
})

const filled = expect.stringMatching(/\S/) as string
const text = { zh: filled, en: filled }

/** RFC 9457, with a code of the error catalogue, what was wrong here, and what to do. */
function expectProblem({ status, type, answer }: Answered, how: string): void {
  expect(type, how).toMatch(/^application\/problem\+json/)
  expect(answer, how).toMatchObject({ type: filled, title: filled, status, detail: filled, remedy: filled, code: filled })
  expect(Object.keys(errors), how).toContain((answer as Problem).code)
}

function expectAnswer(answered: Answered, how: string): void {
  expect(answered.status, `${how}\n${JSON.stringify(answered.answer).slice(0, 300)}`).toBeLessThan(500)
  if (answered.status >= 400) return expectProblem(answered, how)
  if (!how.startsWith('/api/v1/events')) return
  for (const result of (answered.answer as PushAnswer).results) {
    if (result.status === 'rejected') expect(result.reason, how).toMatchObject({ code: filled, message: text, remedy: text })
  }
}

const imports = async (): Promise<ImportJob[]> => (await (await fetch(`${url}/api/v1/imports`)).json()) as ImportJob[]
const importJob = async (id: string): Promise<ImportJob> => (await (await fetch(`${url}/api/v1/imports/${id}`)).json()) as ImportJob

/** Sends the beginning of a request by hand and closes; `head` without the first line. */
async function raw(head: string, body: string): Promise<string> {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', (part) => (answer += part.toString()))
  socket.on('error', () => undefined)
  socket.end(`${head.replaceAll('\n', '\r\n')}\r\n\r\n${body}`)
  await new Promise((done) => socket.once('close', done))
  return answer
}

describe('damaged requests', () => {
  test('a thousand of them meet an answer each, and no failure', { timeout: 120_000 }, async () => {
    const random = new Random(seed, 1)
    const kinds = new Map<number, number>()
    let most = 0
    for (let n = 0; n < REQUESTS; n++) {
      const { how, ...sent } = damaged(n, random)
      const answered = await post(sent)
      expectAnswer(answered, how)
      if (answered.status === 202) taken.push((answered.answer as ImportJob).id)
      kinds.set(answered.status, (kinds.get(answered.status) ?? 0) + 1)
      if (n % 50 === 0) most = Math.max(most, await memoryMib())
    }
    expect(most).toBeLessThan(MOST_MIB)
    // the hand damages enough, and not everything
    expect(kinds.get(200)).toBeGreaterThan(50)
    expect(kinds.get(202)).toBeGreaterThan(50)
    expect((kinds.get(400) ?? 0) + (kinds.get(422) ?? 0)).toBeGreaterThan(200)
  })

  test('bodies that are too large, or hold too many events, are refused before they cost memory', async () => {
    const bodies: [string, string][] = [
      ['application/json', 'x'.repeat(33 * 1024 * 1024)],
      ['application/x-ndjson', '1\n'.repeat(8_000_000)],
      ['application/json', `[${'1,'.repeat(4_000_000)}1]`],
      ['application/cloudevents-batch+json', `[${'1,'.repeat(4_000_000)}1]`],
    ]
    for (const [type, body] of bodies) {
      const answered = await post({ path: '/api/v1/events', headers: { 'content-type': type }, body: new TextEncoder().encode(body) })
      expectProblem(answered, type)
      expect(answered).toMatchObject({ status: 413, answer: { code: 'HJ-REQ-003' } })
    }
    expect(await memoryMib()).toBeLessThan(MOST_MIB)
  })

  test('questions with signs that no text has are refused', async () => {
    const paths = ['matters?q=%00', 'matters?q=%ED%A0%80', 'matters?cursor=%00', 'matters/%00', 'verdicts?rule=%00', 'verdicts?chain=%00', 'today?cursor=AAAA', 'imports/%00', 'flows/%00', 'matters?limit=1e9', 'matters?asOf=0000-00-00']
    for (const path of paths) {
      const response = await fetch(`${url}/api/v1/${path}`)
      const answered = { status: response.status, type: response.headers.get('content-type') ?? '', answer: await response.json() }
      if (response.status !== 200) expectProblem(answered, path)
      expect(response.status, path).toBeLessThan(500)
    }
  })

  const valid = cloudExamples('valid')
  test(`CloudEvents that are valid are taken where their data is an event (${valid.from})`, async () => {
    for (const [i, { name, event }] of valid.examples.entries()) {
      const answered = await post(cloudEvent({ ...event, id: `valid-${i}` }))
      if (event['data'] === undefined) expect(answered.answer, name).toMatchObject({ accepted: 1, rejected: 0 })
      else expectProblem(answered, name)
    }
  })

  const invalid = cloudExamples('invalid')
  test(`CloudEvents that are not valid are refused (${invalid.from})`, async () => {
    for (const { name, event } of invalid.examples) {
      const answered = await post(cloudEvent(event))
      expectProblem(answered, name)
      expect(answered.answer, name).toMatchObject({ status: 422, accepted: 0, rejected: 1 })
    }
  })

  test('every import comes to an end, with a reason where it failed', { timeout: 60_000 }, async () => {
    const all: ImportJob[] = []
    for (const id of taken) {
      let job = await importJob(id)
      for (; job.state === 'running' || job.state === 'receiving'; job = await importJob(id)) await sleep(50)
      all.push(job)
    }
    expect(new Set(all.map((job) => job.state))).toEqual(new Set(['done', 'failed']))
    for (const { state, error, file } of all) {
      if (state !== 'failed') continue
      expect(error, file).toMatchObject({ code: filled, detail: filled, remedy: filled })
      expect(error?.code, file).not.toMatch(/^HJ-SRV/)
    }
  })

  test('requests that break off harm nobody', async () => {
    const host = `Host: ${new URL(url).host}`
    const json = 'Content-Type: application/json'
    const heads: [string, string][] = [
      [`POST /api/v1/events HTTP/1.1\n${host}\n${json}\nContent-Length: 500`, '{"id":"x"'],
      [`POST /api/v1/events HTTP/1.1\n${host}\n${json}\nContent-Length: -5`, '{}'],
      [`POST /api/v1/events HTTP/1.1\n${host}\n${json}\nContent-Length: 99999999999999`, '{}'],
      [`POST /api/v1/events HTTP/1.1\n${host}\n${json}\nTransfer-Encoding: chunked`, 'zz\r\n{}\r\n'],
      [`POST /api/v1/imports?name=a.jsonl HTTP/1.1\n${host}\nContent-Length: 500`, '{"id":"x"'],
      [`POST /api/v1/imports?name=a.jsonl HTTP/1.1\n${host}\nContent-Length: 99999999999999`, '{"id":"x"'],
      [`POST /api/v1/imports?name=a.jsonl HTTP/1.1\n${host}\nTransfer-Encoding: chunked`, '5\r\n{"id"'],
      [`POST /api/v1/precheck HTTP/1.1\n${host}\n${json}\nX: ${'x'.repeat(100_000)}`, '{}'],
      ['GARBAGE', ''],
    ]
    for (const [head, body] of heads) expect((await raw(head, body)).slice(0, 13), head.slice(0, 90)).not.toMatch(/^HTTP\/1\.1 5/)
    await vi.waitFor(async () => expect((await imports()).filter((job) => job.state === 'receiving')).toEqual([]), 5000)
  })

  test('the server is as well as before', async () => {
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' })
    expect(server.printed()).not.toMatch(/"level":50/)
    const verify = run(place, ['verify'])
    expect(await verify.ended, verify.printed()).toBe(0)
  })
})
