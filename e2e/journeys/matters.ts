/** Matters: find one by number, person or flow. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { flow, matters, push } from '../api.ts'
import { eventually, origin, visit } from '../world.ts'

const rows = (page: Page) => page.getByRole('table', { name: '案件清单' }).locator('tbody tr')
const searchFor = async (page: Page, text: string): Promise<void> => await page.getByRole('searchbox', { name: '搜索', exact: true }).fill(text)

describe('Matters', () => {
  test('A case number finds its matter', async () => {
    const { items } = await matters(origin(), { limit: '20' })
    const wanted = items.find(({ caseNos }) => caseNos.length > 1)
    const page = await visit('/matters')
    await searchFor(page, wanted?.caseNos[1] ?? '')
    await page.getByText('找到 1 件').waitFor()
    await rows(page).getByRole('link', { name: wanted?.title ?? '' }).click()
    await page.waitForURL(new RegExp(`/matters/${wanted?.chain}`))
  })

  test('The full name of a person finds the matter, which shows it masked', async () => {
    await push(origin(), [{ id: 'named-1', source: 'e2e', chain: 'A220100-2026-990002', subject: 'S1', node: 'P04-N02', at: '2026-01-05T09:00:00+08:00', attrs: { personName: '司徒正清', crime: '诈骗' } }])
    const page = await visit('/matters')
    await searchFor(page, '司徒正清')
    await page.getByText('找到 1 件').waitFor()
    expect(await rows(page).first().innerText()).toContain('司**清诈骗案')
    expect(await page.locator('main').innerText()).not.toContain('司徒正清')
  })

  test('A flow keeps only the matters that stand in it', async () => {
    const [{ name }, { total }] = await Promise.all([flow(origin(), 'P10'), matters(origin(), { flow: 'P10', limit: '1' })])
    const page = await visit('/matters')
    await page.getByRole('combobox', { name: '流程' }).click()
    await page.keyboard.type('P10')
    await page.keyboard.press('Enter')
    await page.getByText(`找到 ${total} 件`).waitFor()
    const stages = await rows(page).locator('td:nth-child(2) small').allInnerTexts()
    expect(stages.filter((stage) => !stage.startsWith(name.zh))).toEqual([])
  })

  test('The header finds matters from any page', async () => {
    const { items } = await matters(origin(), { limit: '1' })
    const page = await visit('/import')
    await page.keyboard.press('/')
    await page.keyboard.type(items[0]?.chain ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/matters\?q=/)
    await page.getByRole('link', { name: items[0]?.title ?? '' }).waitFor()
  })

  test('Where nothing is found, the page says what to do, and one click brings all back', async () => {
    const page = await visit('/matters')
    await searchFor(page, '没有这样一个案件')
    await page.getByText('没有找到').waitFor()
    await page.getByText('去掉一个条件，或者只写案号的一部分').waitFor()
    await page.getByRole('button', { name: '清除条件' }).last().click()
    await eventually(() => rows(page).count()).toBeGreaterThan(10)
  })
})
