/** Today: what must be done, by when, on which article. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { push, today } from '../api.ts'
import { eventually, origin, visit } from '../world.ts'

const chosenRow = (page: Page) => page.locator('.rows [aria-current=true]')
const chosenId = async (page: Page): Promise<string | null> => await chosenRow(page).getAttribute('id')
const panel = (page: Page) => page.getByRole('complementary', { name: '判定说明' })

describe('Today', () => {
  test('J and K move the choice, and the panel shows the sum down to the article', async () => {
    const page = await visit('/')
    const first = await chosenId(page)
    await page.keyboard.press('j')
    await eventually(() => chosenId(page)).not.toBe(first)
    const act = await chosenRow(page).locator('.name .ell').innerText()
    await panel(page).getByRole('heading', { name: act, exact: true }).waitFor()
    await panel(page).getByRole('heading', { name: /怎么算出来的|怎么判断的/ }).waitFor()
    await panel(page).getByText('到期', { exact: true }).waitFor()
    expect(await panel(page).getByRole('link', { name: /第\d+条/ }).count()).toBeGreaterThan(0)
    await page.keyboard.press('k')
    await eventually(() => chosenId(page)).toBe(first)
  })

  test('Enter opens the matter of the chosen row, and back returns to that row', async () => {
    const page = await visit('/')
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
    const row = await chosenId(page)
    const title = await chosenRow(page).locator('.meta b').innerText()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/matters\/.*verdict=/)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.goBack()
    await eventually(() => chosenId(page)).toBe(row)
  })

  test('An article leads to its rule in the catalogue', async () => {
    const page = await visit('/')
    await panel(page).getByRole('link', { name: /第\d+条/ }).first().click()
    await page.waitForURL(/\/catalogue\/\w+\/[\w-]+/)
    await page.getByRole('complementary', { name: '节点说明' }).getByRole('heading', { name: '规则与依据' }).waitFor()
  })

  test('One agency sees only its own clocks', async () => {
    const { total, summary } = await today(origin(), '&agency=court')
    const page = await visit('/')
    await page.getByRole('group', { name: '看哪个机关' }).getByText('法院').click()
    await page.getByText(`人民法院有 ${summary.running} 个时钟在走`).waitFor()
    await page.getByRole('group', { name: '看哪一类' }).getByText(`全部 ${total}`).waitFor()
    expect(page.url()).toContain('agency=court')
  })

  test('One kind shows only its own rows', async () => {
    const { summary } = await today(origin())
    const page = await visit('/')
    await page.getByRole('group', { name: '看哪一类' }).getByText('待核实').click()
    await eventually(() => page.getByRole('heading', { level: 2 }).filter({ hasText: /^(已超期|今日到期|三日内|七日内|违规)/ }).count()).toBe(0)
    await page.getByRole('heading', { name: `待核实 ${summary.toReview}` }).waitFor()
  })

  test('The strip counts what is overdue and what falls due on each of fourteen days', async () => {
    const { summary, strip } = await today(origin())
    const page = await visit('/')
    const cells = await page.getByRole('list', { name: '十四天内到期' }).getByRole('listitem').locator('.unseen').allInnerTexts()
    expect(cells[0]).toBe(`${summary.overdue} 个已超期`)
    expect(cells.slice(1).map((text) => Number(/：(\d+) 个到期/.exec(text)?.[1]))).toEqual(strip.map(({ count }) => count))
  })

  test('On a phone a card opens the explanation, and back returns to the list', async () => {
    const page = await visit('/', { width: 390 })
    const card = page.locator('main li button').nth(2)
    const act = await card.locator('.act').innerText()
    await card.click()
    await page.getByRole('heading', { level: 1, name: act }).waitFor()
    await page.getByRole('heading', { name: '怎么算出来的' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '回到清单' }).click()
    await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  })

  test('An event that arrives changes the list without a reload', async () => {
    const page = await visit('/')
    const yesterday = new Date(Date.now() - 30 * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
    const badge = page.getByRole('navigation', { name: '主导航' }).getByText(/个已超期/).first()
    const before = await badge.innerText()
    await page.locator('html').evaluate((root) => root.setAttribute('data-same-document', 'yes'))
    const answer = await push(origin(), [
      { id: 'live-1', source: 'e2e', chain: 'A220100-2026-990001', case: '长春公（刑）立字〔2026〕990001号', subject: 'S1', node: 'P04-N02', at: yesterday, attrs: { personName: '欧阳明理', crime: '盗窃' } },
    ])
    expect(answer.accepted).toBe(1)
    await page.locator('.rows').getByText('欧**理盗窃案').first().waitFor()
    await eventually(() => badge.innerText()).not.toBe(before)
    expect(await page.locator('html').getAttribute('data-same-document')).toBe('yes')
  })
})
