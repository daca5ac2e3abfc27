/** One matter: the picture of its time, its list, what was known when. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import type { Look } from '../browser.ts'
import { findLate, richMatter } from '../rich-matter.ts'
import { eventually, origin, visit } from '../world.ts'

const path = async (): Promise<string> => `/matters/${(await richMatter(origin())).chain}`
const open = async (query = '', look: Look = {}): Promise<Page> => await visit(`${await path()}${query}`, look)
const panel = (page: Page) => page.getByRole('complementary', { name: '判定说明' })
const explained = async (page: Page): Promise<string> => await panel(page).getByRole('heading').first().innerText()
const picture = (page: Page) => page.getByRole('group', { name: /时间轴，截至/ })

describe('One matter', () => {
  test('Four tabs show it from four sides, by mouse and by arrow keys', async () => {
    const { people, hash } = await richMatter(origin())
    const page = await open()
    const view = page.getByRole('tabpanel')
    await page.getByRole('tab', { name: /清单/ }).click()
    await view.getByRole('region', { name: '按时间排列的全部行为和判定' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await view.getByText(people[0]?.name ?? '', { exact: true }).first().waitFor()
    await page.keyboard.press('ArrowRight')
    await view.getByText(hash.head.slice(0, 8)).first().waitFor()
    await page.keyboard.press('ArrowRight')
    await picture(page).waitFor()
  })

  test('A clock chosen in the picture shows its sum', async () => {
    const page = await open()
    const clock = picture(page).locator('[data-stop].tl-bar').nth(3)
    await clock.click()
    await eventually(() => clock.getAttribute('aria-pressed')).toBe('true')
    await eventually(async () => (await clock.getAttribute('aria-label'))?.startsWith(await explained(page))).toBe(true)
    await panel(page).getByRole('heading', { name: '怎么算出来的' }).waitFor()
    await panel(page).getByText('到期', { exact: true }).waitFor()
  })

  test('An act of the sum shows its record, and Esc goes back to the sum', async () => {
    const page = await open()
    const act = panel(page).locator('.led').getByRole('button').first()
    // Until the names of the nodes have come, the sum says only that it starts here.
    await eventually(() => act.innerText()).not.toBe('起点')
    const name = await act.innerText()
    await act.click()
    await page.getByRole('complementary', { name: '一件记录' }).getByRole('heading', { name }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel(page).getByRole('heading', { name: '怎么算出来的' }).waitFor()
  })

  test('The list names every clock that the matter has', async () => {
    const { verdicts } = await richMatter(origin())
    const page = await open('?tab=list')
    const listed = new Set(await page.getByRole('tabpanel').locator('.ml-verdict > :last-child').allInnerTexts())
    expect([...new Set(verdicts.map(({ ruleName }) => ruleName.zh))].filter((name) => !listed.has(name))).toEqual([])
  })

  test('A look back shows what was known then: fewer acts, and a limit that was still running', async () => {
    const late = findLate(await richMatter(origin()))
    const page = await open(`?verdict=${encodeURIComponent(late?.id ?? '')}`)
    const acts = async (): Promise<number> => Number(/\d+/.exec(await page.getByRole('tab', { name: /清单/ }).innerText())?.[0])
    const now = await acts()
    await page.getByRole('button', { name: /看到哪一刻为止/ }).click()
    const due = late?.due?.slice(0, 10) ?? ''
    await page.getByLabel('看到哪一刻为止', { exact: true }).fill(`${due}T08:00`)
    await page.getByRole('button', { name: '看那一刻' }).click()
    await page.getByText(/^这是 .* 的情形，不是现在。/).waitFor()
    await eventually(acts).toBeLessThan(now)
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: late?.ruleName.zh ?? '' }) }).first()
    await eventually(() => row.innerText()).toMatch(/今日到期|剩/)
    await page.getByRole('button', { name: '回到现在' }).first().click()
    await eventually(acts).toBe(now)
    await eventually(() => row.innerText()).toContain('超')
  })

  test('F unfolds the quiet periods and folds them again', async () => {
    const page = await open()
    const folded = page.getByRole('radio', { name: '折叠空档' })
    const folds = picture(page).getByText(/^\d+天$/)
    expect(await folds.count()).toBeGreaterThan(0)
    await page.keyboard.press('f')
    await eventually(() => folded.isChecked()).toBe(false)
    expect(await folds.count()).toBe(0)
    await page.keyboard.press('f')
    await eventually(() => folded.isChecked()).toBe(true)
  })

  test('The brackets go from clock to clock', async () => {
    const page = await open()
    const clocks = page.locator('table').first().getByRole('button')
    const pressed = async (place: number) => await clocks.nth(place).getAttribute('aria-pressed')
    expect(await pressed(0)).toBe('true')
    for (const place of [1, 2]) {
      await page.keyboard.press(']')
      await eventually(() => pressed(place)).toBe('true')
    }
    await page.keyboard.press('[')
    await eventually(() => pressed(1)).toBe('true')
  })

  test('Every scale draws a picture that fits', async () => {
    const page = await open()
    for (const scale of ['90 天', '7 天', '24 小时', '全程']) {
      await page.getByRole('group', { name: '比例' }).getByText(scale).click()
      await eventually(() => picture(page).locator('path').count()).toBeGreaterThan(5)
    }
  })

  test('On a phone a clock of the table opens its explanation, and back returns', async () => {
    const page = await open('', { width: 390 })
    const clock = page.getByRole('tabpanel').getByRole('row').nth(1).getByRole('button')
    const name = await clock.innerText()
    await clock.click()
    await page.getByRole('heading', { name: '怎么算出来的' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('tabpanel').getByRole('button', { name }).first().waitFor()
  })
})
