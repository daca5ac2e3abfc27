/** The frame: language, theme and text size stay; the keyboard alone reaches everything. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { settle } from '../browser.ts'
import { unreachable, walkByTab } from '../keyboard.ts'
import { richMatter } from '../rich-matter.ts'
import { eventually, origin, visit } from '../world.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const attribute = async (page: Page, name: string): Promise<string | null> => await page.locator('html').getAttribute(name)

describe('Preferences', () => {
  test('The language stays after a reload', async () => {
    const page = await visit('/')
    await page.getByRole('button', { name: /切换到英文/ }).click()
    await heading(page, 'Today').waitFor()
    await page.reload()
    await heading(page, 'Today').waitFor()
    expect(await attribute(page, 'lang')).toBe('en')
    await page.getByRole('button', { name: /Switch to Chinese/ }).click()
    await heading(page, '今日').waitFor()
  })

  test('The theme and the text size stay after a reload', async () => {
    const page = await visit('/matters')
    await page.getByRole('button', { name: /切换到深色/ }).click()
    await page.getByRole('button', { name: /字号 100%/ }).click()
    await page.reload()
    await settle(page)
    expect(await attribute(page, 'data-theme')).toBe('dark')
    expect(await attribute(page, 'data-text')).toBe('115')
  })
})

describe('The keyboard alone', () => {
  const places = { Today: '/', Matters: '/matters', 'The catalogue': '/catalogue/P05', Import: '/import', 'An unknown address': '/nowhere' }
  for (const [name, path] of Object.entries(places)) {
    test(`${name}: Tab goes from the skip link through everything, and one always sees where one is`, async () => await expectReachable(await visit(path)))
  }

  test('One matter: Tab goes from the skip link through everything, and one always sees where one is', async () => {
    await expectReachable(await visit(`/matters/${(await richMatter(origin())).chain}`))
  })

  test('The skip link jumps over header and navigation', async () => {
    const page = await visit('/')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.locator('main :focus').count()).toBe(1)
  })

  test('G and a letter go to every page', async () => {
    const page = await visit('/')
    for (const [key, name] of [['m', '案件'], ['a', '目录'], ['i', '导入'], ['t', '今日']] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await heading(page, name).waitFor()
    }
  })

  test('? explains the keys, Esc closes it, and the keys can be switched off', async () => {
    const page = await visit('/')
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: '按键' })
    await dialog.getByText('下一行、上一行').waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('checkbox', { name: '启用单键操作' }).uncheck()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    const chosen = page.locator('.rows [aria-current=true]')
    const row = await chosen.getAttribute('id')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await eventually(() => chosen.getAttribute('id')).toBe(row)
  })
})

async function expectReachable(page: Page): Promise<void> {
  const stops = await walkByTab(page)
  expect(stops[0]?.name).toBe('跳到正文')
  expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([])
  expect(await unreachable(page)).toEqual([])
}
