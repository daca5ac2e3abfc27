/** Persons in custody: who is held, on which ground, until when. */
import type { CustodyList } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { get, push } from '../api.ts'
import { eventually, origin, visit } from '../world.ts'

const custody = async (query = ''): Promise<CustodyList> => await get<CustodyList>(origin(), `/custody?limit=200${query}`)

describe('Persons in custody', () => {
  test('All who are held are counted, the most urgent first', async () => {
    const { summary, rows } = await custody()
    const page = await visit('/custody')
    await page.getByText(`现有 ${summary.held} 人在押`).waitFor()
    expect(await page.locator('.rows .wr').first().innerText()).toContain(rows[0]?.person ?? '')
    const dues = rows.filter(({ group }) => group === 'in7').map(({ verdict }) => verdict.due)
    expect(dues).toEqual(dues.toSorted((a, b) => String(a).localeCompare(String(b))))
  })

  test('One ground is chosen, and its rows tell the person, the ground and the days', async () => {
    const { grounds } = await custody()
    const ground = grounds.find(({ rule }) => rule === 'CU-007')
    const page = await visit('/custody')
    await page.getByRole('combobox', { name: '看哪一种依据' }).selectOption('CU-007')
    await page.waitForURL(/ground=CU-007/)
    await eventually(() => page.locator('.rows .wr').count()).toBe(Math.min(100, ground?.count ?? 0))
    expect(await page.locator('.rows .wr').first().innerText()).toMatch(/逮捕后侦查羁押[\s\S]*起在押，第 \d+ 天/)
  })

  test('Somebody who is held past the last day stands first, with the sum that led to it', async () => {
    await push(origin(), [{ id: 'held-1', source: 'e2e', chain: 'A220100-2026-990010', subject: 'S1', node: 'P04-N02', at: '2026-03-03T10:00:00+08:00', attrs: { personName: '诸葛守白', crime: '盗窃', custody: true } }])
    const page = await visit('/custody?group=without')
    await page.getByText('诸**白', { exact: true }).click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('heading', { name: /刑事拘留/ }).waitFor()
    await panel.getByText('刑诉法第91条').first().waitFor()
    await panel.getByText('03-06', { exact: false }).first().waitFor()
    await panel.getByRole('link', { name: '打开案件' }).click()
    await page.waitForURL(/990010/)
  })

  test('In English, on a phone, the list is of cards and one leads to the explanation and back', async () => {
    const page = await visit('/custody', { width: 390, language: 'en' })
    await page.getByRole('heading', { level: 1, name: 'Persons in custody' }).waitFor()
    await page.locator('.pc').first().click()
    await page.getByRole('link', { name: 'Open the matter' }).or(page.getByRole('link', { name: /Open/ })).first().waitFor()
    await page.goBack()
    await page.locator('.pc').first().waitFor()
  })

  test('The tabs of the matters lead here', async () => {
    const page = await visit('/matters')
    await page.getByRole('link', { name: '在押人员' }).click()
    await page.getByRole('heading', { level: 1, name: '在押人员' }).waitFor()
  })
})
