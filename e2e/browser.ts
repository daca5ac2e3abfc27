/** Chromium of the machine, offline but for the page under test. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error(`没有找到 Chromium：${executablePath}。请安装（Debian、Ubuntu：apt-get install chromium），或用环境变量 CHROMIUM 指明位置。\nThere is no Chromium at ${executablePath}. Install it (Debian, Ubuntu: apt-get install chromium) or name it in the environment variable CHROMIUM.`)
  return await chromium.launch({ executablePath, args: quiet, headless: true })
}

export type Language = 'zh' | 'en'

/** Signs in as a person of the demo; answers what the cookie holds. */
export async function signInAs(origin: string, account: string): Promise<string> {
  const response = await fetch(`${origin}/api/v1/session/demo`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ account }) })
  const token = /hengjian=([\w-]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1]
  if (token === undefined) throw new Error(`${account} cannot sign in: ${await response.text()}`)
  return token
}

/** How the reader has set the workbench; left out: Chinese, light, 100 %, a desk. */
export interface Look {
  /** CSS pixels; 390 is a phone */
  width?: number
  language?: Language
  theme?: 'light' | 'dark'
  /** per cent */
  textSize?: 100 | 115 | 130
  /** session to begin with; null: nobody is signed in */
  token?: string | null
}

/** A reader of their own: nothing is shared with another visit. */
export async function openContext(browser: Browser, origin: string, { width = 1440, language = 'zh', theme = 'light', textSize = 100, token = null }: Look): Promise<BrowserContext> {
  const preferences = JSON.stringify({ language, theme, textSize })
  return await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    storageState: { cookies: token === null ? [] : [{ name: 'hengjian', value: token, domain: new URL(origin).hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Strict' }], origins: [{ origin, localStorage: [{ name: 'hengjian.preferences', value: preferences }] }] },
  })
}

/** Waits until the page shows its content instead of the promise of it. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}
