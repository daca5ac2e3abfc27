/** The catalogue: flows as pictures, nodes with their rules, articles and golden cases. */
import { describe, expect, test } from 'vitest'
import { flow } from '../api.ts'
import { eventually, origin, visit } from '../world.ts'

describe('The catalogue', () => {
  for (const query of ['刑事诉讼法 91', '91']) {
    test(`“${query}” finds the rules that rest on article 91, and leads to their node`, async () => {
      const page = await visit('/catalogue')
      await page.getByRole('searchbox', { name: '查节点、规则、法条' }).fill(query)
      const found = page.getByRole('complementary', { name: '流程' }).getByRole('listitem').getByRole('link')
      await page.getByText(/找到 \d+ 处/).waitFor()
      expect(await found.count()).toBeGreaterThan(1)
      const first = await found.first().innerText()
      expect(first).toContain('第91条')
      await found.first().click()
      await page.waitForURL(/\/catalogue\/\w+\/[\w-]+/)
      await page.getByRole('complementary', { name: '节点说明' }).getByText('第91条').first().waitFor()
    })
  }

  test('A search that finds nothing says so', async () => {
    const page = await visit('/catalogue')
    await page.getByRole('searchbox', { name: '查节点、规则、法条' }).fill('没有这样一条')
    await page.getByText('没有找到“没有这样一条”').waitFor()
  })

  test('The picture of a flow has a box for every node and lines between them', async () => {
    const { nodes } = await flow(origin(), 'P05')
    const page = await visit('/catalogue/P05')
    const picture = page.getByRole('region', { name: /流程图/ })
    const main = nodes.filter(({ auxiliary }) => !auxiliary)
    await eventually(() => picture.getByRole('link').count()).toBeGreaterThanOrEqual(main.length)
    const links = await picture.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(main.map(({ code }) => code).filter((code) => !links.includes(`/catalogue/P05/${code}`))).toEqual([])
    expect(await picture.locator('path').count()).toBeGreaterThan(main.length)
  })

  test('A node of the picture opens its rules, articles and golden cases', async () => {
    const page = await visit('/catalogue/P04')
    await page.getByRole('region', { name: /流程图/ }).getByRole('link', { name: /执行拘留/ }).click()
    await page.waitForURL(/P04-N02/)
    const panel = page.getByRole('complementary', { name: '节点说明' })
    await panel.getByRole('heading', { name: '执行拘留' }).waitFor()
    for (const part of ['规则与依据', '判定', '金例', '法律版本']) await panel.getByRole('heading', { name: part }).first().waitFor()
    expect(await panel.getByText(/第\d+条/).count()).toBeGreaterThan(0)
    expect(await panel.getByText(/金例 \d+ 个，全部通过/).count()).toBeGreaterThan(0)
    expect(await panel.getByText('没有通过').count()).toBe(0)
  })

  test('The table says the same as the picture', async () => {
    const { nodes } = await flow(origin(), 'P05')
    const page = await visit('/catalogue/P05')
    await page.getByRole('group', { name: '显示方式' }).getByText('表', { exact: true }).click()
    const table = page.getByRole('region', { name: '提请逮捕' }).getByRole('table')
    for (const { name } of nodes.filter(({ auxiliary }) => !auxiliary)) await table.getByText(name.zh, { exact: true }).first().waitFor()
  })

  test('On a phone one goes from flows to a flow to a node, and back', async () => {
    const page = await visit('/catalogue', { width: 390 })
    await page.getByRole('link', { name: /P05/ }).click()
    await page.getByRole('heading', { level: 1, name: '提请逮捕' }).waitFor()
    await page.getByRole('link', { name: /签发逮捕证并执行/ }).first().click()
    await page.getByRole('heading', { name: '签发逮捕证并执行' }).waitFor()
    await page.getByRole('link', { name: '返回' }).last().click()
    await page.getByRole('heading', { level: 1, name: '提请逮捕' }).waitFor()
  })

  test('In English rules are found by article, and a rule tells how the law on it changed', async () => {
    const page = await visit('/catalogue', { language: 'en' })
    await page.getByRole('searchbox', { name: 'Find a node, rule or article' }).fill('CPL 91')
    await page.getByText(/\d+ found/).waitFor()
    expect(await page.getByRole('complementary', { name: 'Flows' }).getByRole('listitem').getByRole('link').first().innerText()).toContain('CPL art. 91')
    const { rules } = await flow(origin(), 'P08')
    const changed = rules.find(({ versions }) => versions.length > 1)
    await page.goto(`${origin()}/catalogue/P08/${changed?.node ?? ''}`)
    const card = page.getByRole('complementary', { name: 'About the node' }).getByRole('listitem').filter({ hasText: changed?.id ?? '-' }).first()
    await card.getByText(`${changed?.versions.length} versions over time`).click()
    expect(await card.locator('.hist').getByRole('listitem').count()).toBe(changed?.versions.length)
    await card.getByText('in force', { exact: true }).waitFor()
  })
})
