/**
 * One server, one browser for a file of tests. A test says `await visit('/matters', { width: 390 })` and looks around;
 * when it ends, the visit fails it for any console error, uncaught error, failed request and for anything wider than its frame.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { openBrowser, openContext, settle, signInAs } from './browser.ts'
import type { Look } from './browser.ts'
import { comeIn } from './api.ts'
import { startDemo } from './demo-server.ts'
import type { DemoServer } from './demo-server.ts'
import { listen, overflowing } from './troubles.ts'

let server: DemoServer
let browser: Browser
/** session of the committee supervisor, who sees everything */
let token: string

beforeAll(async () => {
  browser = await openBrowser()
  server = await startDemo()
  token = await sessionOf('demo-committee')
  comeIn({ key: server.key, session: token })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

export const origin = (): string => server.url

const sessions = new Map<string, Promise<string>>()

/** The session of a person of the demo, signed in once. */
export function sessionOf(account: string): Promise<string> {
  const session = sessions.get(account) ?? signInAs(server.url, account)
  sessions.set(account, session)
  return session
}

/** Patience with a busy machine; what should be there usually is at once. */
const patience = 30_000

export async function visit(path: string, look: Look = {}): Promise<Page> {
  const context = await openContext(browser, server.url, { token, ...look })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const troubles = listen(page)
  onTestFinished(async () => {
    const wide = await overflowing(page)
    await context.close()
    expect([...troubles, ...wide], `${path} in silence, with nothing wider than its frame`).toEqual([])
  })
  await page.goto(server.url + path)
  await settle(page)
  return page
}

/** `await eventually(() => page.title()).toBe(…)`: asks again until it holds. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: patience })
