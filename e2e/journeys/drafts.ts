/** What-if: a rule is changed, checked, tried on all matters and adopted. Last, because the server starts again. */
import { describe, expect, test } from 'vitest'
import { flow, get, post } from '../api.ts'
import { eventually, origin, visit } from '../world.ts'

describe('Trying a change of a rule', () => {
  test('From the catalogue one comes to the text of a rule', async () => {
    const page = await visit('/catalogue/P05/P05-N08')
    await page.getByRole('link', { name: '试算修改' }).first().click()
    await page.getByRole('heading', { level: 1, name: /试算修改/ }).waitFor()
    expect(await page.getByRole('textbox').first().inputValue()).toContain('id: GA-0')
  })

  test('A mistake is named with its line while one types', async () => {
    const page = await visit('/drafts/GA-019')
    const text = page.getByRole('textbox', { name: /规则原文/ })
    await text.fill((await text.inputValue()).replace('within:', 'whitin:'))
    await page.getByRole('button', { name: '第 6 行' }).first().click()
    await page.getByText('不认识的键“whitin”').waitFor()
    expect(await page.getByRole('button', { name: '试算全库' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '恢复原文' }).click()
    await page.getByText('写法没有问题').waitFor()
  })

  test('A shorter period shows what would differ, by agency, by month and with examples', async () => {
    const page = await visit('/drafts/GA-019')
    await page.getByRole('spinbutton', { name: '期限' }).fill('1')
    await page.getByText(/个金例不再成立/).waitFor()
    await page.getByRole('button', { name: '试算全库' }).click()
    await page.getByText(/比较了 \d+ 案：\d+ 案的 \d+ 条判定不同/).waitFor()
    await page.getByRole('heading', { name: '按机关' }).waitFor()
    await page.getByText('公安机关').first().waitFor()
    await page.getByRole('heading', { name: '按月份' }).waitFor()
    await page.locator('.examples').getByRole('link').first().click()
    await page.waitForURL(/\/matters\//)
  })

  test('In English and on a phone it is the same page', async () => {
    const page = await visit('/drafts/GA-019', { width: 390, language: 'en' })
    await page.getByRole('spinbutton', { name: 'Period' }).fill('5')
    await page.getByRole('button', { name: 'Try on all matters' }).click()
    await page.getByText(/matters compared/).waitFor()
  })

  test('An adopted draft is a version of its own in the history of the rule', { timeout: 120_000 }, async () => {
    const page = await visit('/drafts/GA-019')
    await page.getByRole('spinbutton', { name: '期限' }).fill('5')
    await page.getByLabel('从哪一天起施行').fill('2027-01-01')
    await page.getByRole('button', { name: '采用', exact: true }).click()
    await page.getByText('从 2027-01-01 起按草案判断').waitFor()
    await page.getByRole('button', { name: '再想想' }).click()
    expect((await flow(origin(), 'P05')).rules.find(({ id }) => id === 'GA-019')?.versions).toHaveLength(1)
  })
})

describe('Adopting', () => {
  test('starts the server again with both versions, old and new', { timeout: 120_000 }, async () => {
    const page = await visit('/drafts/GA-021')
    const text = page.getByRole('textbox', { name: /规则原文/ })
    await text.fill((await text.inputValue()).replace('within: 5 d', 'within: 7 d'))
    await page.getByText('写法没有问题').waitFor()
    await page.getByLabel('从哪一天起施行').fill('2027-01-01')
    await page.getByRole('button', { name: '采用', exact: true }).click()
    const asked = post(origin(), '/drafts/check', { rule: 'GA-021', text: await text.inputValue() })
    expect((await asked).status).toBe(200)
    // The page loses its server for a moment; what the browser says of that is no fault of the page.
    await page.goto('about:blank')
    const adopted = await post(origin(), '/drafts/adopt', { rule: 'GA-021', text: await draftOf(), from: '2027-01-01' })
    expect(adopted.status).toBe(202)
    await eventually(async () => await versionsOf('GA-021')).toEqual(['2027-01-01'])
    const after = await visit('/catalogue/P05/P05-N10')
    await after.getByText(/2 个版本的沿革/).first().click()
    await after.getByText('7 天').first().waitFor()
  })
})

async function draftOf(): Promise<string> {
  const { text } = await get<{ text: string }>(origin(), '/catalogue/rules/GA-021/text')
  return text.replace('within: 5 d', 'within: 7 d')
}

/** The days on which versions after the first begin; nothing while the server is away. */
async function versionsOf(rule: string): Promise<string[]> {
  try {
    return (await flow(origin(), 'P05')).rules.find(({ id }) => id === rule)?.versions.slice(1).map(({ from }) => from) ?? []
  } catch {
    return []
  }
}
