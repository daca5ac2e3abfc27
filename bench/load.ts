/**
 * Two hundred people at work at the same time, on the real server with demo matters: each signed in, each with the live
 * stream open, opening one page after the other with a pause to read; and a source that pushes new acts meanwhile.
 * The yardstick is one person alone on the same server, just before.
 */
import { once } from 'node:events'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDemo } from '../e2e/demo-server.ts'
import type { DemoServer } from '../e2e/demo-server.ts'
import type { Matter, MatterList, SessionState } from '../packages/contracts/src/index.ts'
import { percentile } from './measure.ts'

export interface Load {
  users: number
  seconds: number
  requests: number
  errors: number
  pushed: number
  alone: Latency
  all: Latency
  byPage: Record<string, Latency & { requests: number }>
}

/** milliseconds */
export interface Latency {
  median: number
  p95: number
  p99: number
}

interface Answer {
  page: string
  milliseconds: number
  ok: boolean
}

/** Those of the demo whose work is with matters. */
const ACCOUNTS = ['demo-police-officer', 'demo-prosecutor', 'demo-judge', 'demo-prison-officer', 'demo-case-manager', 'demo-division-head', 'demo-agency-leader', 'demo-committee', 'demo-reviewer', 'demo-inspector']
/** Seconds to read a page before the next one. */
const PAUSE = { from: 1, to: 5 }
const PUSHES_PER_SECOND = 5
const RAMP_S = 10

export async function benchLoad(users: number, seconds: number, matters: number): Promise<Load> {
  const demo = await startDemo(matters)
  try {
    const alone = await workDay(demo, 1, Math.min(seconds, 30))
    const many = await workDay(demo, users, seconds)
    const byPage = Map.groupBy(many.answers, ({ page }) => page)
    return {
      users,
      seconds,
      requests: many.answers.length,
      errors: many.answers.filter(({ ok }) => !ok).length,
      pushed: many.pushed,
      alone: latency(alone.answers),
      all: latency(many.answers),
      byPage: Object.fromEntries([...byPage].map(([page, answers]) => [page, { requests: answers.length, ...latency(answers) }])),
    }
  } finally {
    await demo.stop()
  }
}

function latency(answers: readonly Answer[]): Latency {
  const times = answers.map(({ milliseconds }) => milliseconds)
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) }
}

async function workDay(demo: DemoServer, users: number, seconds: number): Promise<{ answers: Answer[]; pushed: number }> {
  const answers: Answer[] = []
  const ended = new AbortController()
  const counted = performance.now() + (users === 1 ? 3 : RAMP_S) * 1000
  const note = (answer: Answer): void => {
    if (performance.now() > counted && !ended.signal.aborted) answers.push(answer)
  }
  const people = Array.from({ length: users }, async (_, k) => {
    await sleep((k / users) * RAMP_S * 800)
    await person(demo.url, k, note, ended.signal)
  })
  const source = pushing(demo, ended.signal)
  await sleep((users === 1 ? 3 : RAMP_S) * 1000 + seconds * 1000)
  ended.abort()
  await Promise.all(people)
  return { answers, pushed: await source }
}

/** From an address of one's own, as people have: too many attempts from one are refused. */
async function signIn(url: string, account: string, k: number): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url }
  const request = http.request(`${url}/api/v1/session/demo`, { method: 'POST', headers, localAddress: `127.0.1.${k + 1}` })
  request.end(JSON.stringify({ account }))
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  const cookie = /hengjian=[^;]+/.exec(response.headers['set-cookie']?.join() ?? '')?.[0]
  response.resume()
  if (cookie === undefined) throw new Error(`${account} could not sign in: ${response.statusCode}`)
  return cookie
}

/** What one may open depends on the role; what is refused there is not asked for. */
async function person(url: string, k: number, note: (answer: Answer) => void, ended: AbortSignal): Promise<void> {
  const account = ACCOUNTS[k % ACCOUNTS.length] as string
  const cookie = await signIn(url, account, k)
  const headers = { cookie, origin: url }
  const permissions = new Set(((await (await fetch(`${url}/api/v1/session`, { headers })).json()) as SessionState).actor?.permissions)
  const ask = async (page: string, path: string): Promise<unknown> => {
    const start = performance.now()
    const response = await fetch(`${url}/api/v1${path}`, { headers }).catch(() => null)
    const body: unknown = response === null ? null : await response.json().catch(() => null)
    note({ page, milliseconds: performance.now() - start, ok: response?.ok ?? false })
    return body
  }
  const may = (permission: string): boolean => permissions.has(permission)
  if (may('worklist.read')) void listen(`${url}/api/v1/stream`, headers, ended)
  const pages = PAGES.filter(({ needs }) => may(needs))
  if (pages.length === 0) throw new Error(`${account} may open nothing`)
  while (!ended.aborted) {
    const page = pages[Math.floor(Math.random() * pages.length)]
    await page?.open(ask)
    await sleep((PAUSE.from + Math.random() * (PAUSE.to - PAUSE.from)) * 1000)
  }
}

type Ask = (page: string, path: string) => Promise<unknown>

/** Each with the requests that the workbench makes for it; what is opened often stands here more than once. */
const PAGES: readonly { needs: string; open: (ask: Ask) => Promise<void> }[] = [
  { needs: 'worklist.read', open: async (ask) => void (await ask('today', '/today')) },
  { needs: 'worklist.read', open: async (ask) => void (await ask('today', '/today?agency=police')) },
  { needs: 'matters.read', open: async (ask) => void (await ask('matters', '/matters')) },
  { needs: 'matters.read', open: openMatter },
  { needs: 'matters.read', open: openMatter },
  { needs: 'matters.read', open: async (ask) => void (await ask('custody', '/custody')) },
  { needs: 'catalogue.read', open: async (ask) => void (await ask('catalogue', '/catalogue/nodes/P04-N06')) },
  { needs: 'work.read', open: async (ask) => void (await ask('work', '/work')) },
  { needs: 'findings.read', open: async (ask) => void (await ask('findings', '/findings')) },
]

async function openMatter(ask: Ask): Promise<void> {
  const list = (await ask('matters', `/matters?q=${String(Math.floor(Math.random() * 90) + 10)}`)) as MatterList | null
  const matters = list?.items ?? []
  const chosen = matters[Math.floor(Math.random() * matters.length)]
  if (chosen === undefined) return
  const matter = (await ask('one matter', `/matters/${encodeURIComponent(chosen.chain)}`)) as Matter | null
  const verdict = matter?.verdicts?.at(-1)
  if (verdict !== undefined) await ask('explanation', `/verdicts/${encodeURIComponent(verdict.id)}/explanation`)
}

async function listen(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(url, { headers, signal })
    for await (const _ of response.body ?? []);
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** New incidents of a district, one push each. */
async function pushing({ url, key }: DemoServer, ended: AbortSignal): Promise<number> {
  let pushed = 0
  const run = Math.random().toString(36).slice(2, 8)
  while (!ended.aborted) {
    const at = new Date().toISOString()
    const event = { id: `load-${run}-${pushed}`, source: 'load', chain: `load-${run}-${pushed >> 2}`, node: `P01-N0${(pushed & 3) + 1}`, at }
    const response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify(event) })
    if (!response.ok) throw new Error(`push: ${response.status} ${await response.text()}`)
    pushed++
    await sleep(1000 / PUSHES_PER_SECOND)
  }
  return pushed
}
