/** A warning from its opening to its closing, each step in the page by the person whose it is, with an objection, an escalation and a return; all of it on the matter's timeline; the letters, the way to the matter and back. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import type { WorkList } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { get, push } from '../api.ts'
import { settle } from '../browser.ts'
import { stepper, take } from '../steps.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

/** The officer of the demo whose act breaks the rule, as the source of that police agency names them. */
const officer = { id: 'ga220104-1003', name: '公孙衍', org: '220104000000' }

let count = 0

/** Opens a warning: somebody was detained four days ago and no request for arrest was made; answers its matter and id. */
async function opened(): Promise<{ matter: string; finding: string }> {
  const matter = `A220100-2026-99100${++count}`
  const at = new Date(Date.now() + 8 * 3_600_000 - 5 * 86_400_000).toISOString().slice(0, 19)
  await push(origin(), [{ id: `${matter}-1`, source: 'e2e', chain: matter, subject: 'S1', node: 'P04-N02', at: `${at}+08:00`, actor: officer, attrs: { personName: '欧阳问渠', crime: '盗窃', custody: true, unit: '长春市公安局刑侦一中队' } }])
  const find = async (): Promise<WorkList> => await get<WorkList>(origin(), `/findings?matter=${matter}`)
  await eventually(async () => (await find()).total).toBeGreaterThan(0)
  const { rows } = await find()
  const row = rows.find(({ origin: from }) => from?.rule === 'GA-014') ?? rows[0]
  return { matter, finding: row?.chain ?? '' }
}

const pathOf = (finding: string): string => `/work/FND/${encodeURIComponent(finding)}`

const choices = (page: Page): Promise<string[]> => page.locator('.choices button').allInnerTexts()

const now = (page: Page): Promise<string[]> => page.locator('.steps [aria-current=step] .name').allInnerTexts()

describe('Findings', () => {
  test('A warning goes through all of its steps, is returned and objected to, and is closed with its letters', async () => {
    const { matter, finding } = await opened()
    const page = await visit(pathOf(finding))
    expect(await now(page)).toEqual(['派发'])
    const manager = await stepper(pathOf(finding), 'demo-case-manager')
    await manager('派发', { 要求: '请三日内核查' })
    await eventually(() => now(page)).toEqual(['签收'])
    const handler = await stepper(pathOf(finding), 'demo-police-officer')
    const head = await stepper(pathOf(finding), 'demo-division-head')
    const leader = await stepper(pathOf(finding), 'demo-agency-leader')
    const reviewer = await stepper(pathOf(finding), 'demo-reviewer')
    const committee = await stepper(pathOf(finding), 'demo-committee')
    await handler('签收')
    await handler('提出异议', { 异议事项: '期限计算', 理由: '周末应当顺延' })
    // nobody answers in time: it goes up to the city's police, whose leader sees it now and answers
    const above = await visit('/work', { token: await sessionOf('demo-city-leader') })
    await expect.poll(async () => (await above.goto(origin() + pathOf(finding)), await settle(above), await choices(above)), { timeout: 100_000, interval: 2000 }).toContain('异议答复：维持')
    await above.getByText('已升级 1 级').waitFor()
    await take(above, '异议答复：维持', { 答复: '在押期限不顺延' })
    await handler('核查：属实', { 核查情况: '确未按期提请' })
    await eventually(() => now(page)).toEqual(['整改'])
    await handler('整改', { 原因: '工作疏忽', 整改措施和结果: '已经提请' })
    await head('复核：退回', { 退回理由: '没有附材料' })
    await handler('整改', { 原因: '工作疏忽', 整改措施和结果: '已经提请，附材料' })
    await committee('督办：挂牌督办', { 督办要求: '一日内办结' })
    await handler('督办回复', { 回复: '今日办结' })
    await reviewer('复核：通过')
    await leader('销号', { 结论: '整改到位' })
    await page.getByText('已经办结，没有可以办的。').waitFor()
    const past = await page.locator('.past').innerText()
    for (const said of ['周末应当顺延', '没有附材料', '已经提请，附材料', '整改到位', '升级']) expect(past).toContain(said)
    const letters = page.getByRole('complementary').locator('.docs').first()
    expect(await letters.getByRole('link').allInnerTexts()).toEqual(['监督通知书', '整改通知书', '督办函'])
    const downloading = page.waitForEvent('download')
    await letters.getByRole('link').first().click()
    const file = await downloading
    expect(file.suggestedFilename()).toMatch(/^监督通知书 衡监通〔\d{4}〕\d+号\.docx$/)
    expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK')
    await page.goto(`${origin()}/matters/${matter}`)
    await settle(page)
    const lane = page.locator('.tl-head', { hasText: '预警处置' })
    await lane.getByRole('button', { name: /另 \d+ 个已办/ }).click()
    const drawing = page.locator('.tl svg')
    // all that happened within a minute is one dot with its number
    await drawing.getByRole('button', { name: /预警 等 \d+ 项/ }).waitFor()
    for (const clock of ['派发后1日内签收', '签收后3日内核查', '属实的7日内整改', '退回后5日内重办', '督办5日内回复']) expect(await drawing.getByRole('button', { name: clock }).count()).toBeGreaterThan(0)
    await drawing.getByRole('button', { name: /异议3日内答复/ }).first().click()
    await page.getByRole('heading', { name: '办理经过' }).waitFor()
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(`/work/FND/${finding}`)
  })

  test('A warning offers each person the steps that are theirs, and is not there for others', async () => {
    const { finding } = await opened()
    const offered = async (account: string): Promise<string[]> => await choices(await visit(pathOf(finding), { token: await sessionOf(account) }))
    expect(await offered('demo-case-manager')).toEqual(['派发', '并入另一预警'])
    expect(await offered('demo-division-head')).toEqual(['派发', '并入另一预警'])
    expect(await offered('demo-agency-leader')).toEqual([])
    expect(await offered('demo-committee')).toContain('督办：挂牌督办')
    for (const account of ['demo-police-officer', 'demo-judge']) {
      const answer = await fetch(`${origin()}/api/v1/findings/${encodeURIComponent(finding)}`, { headers: { cookie: `hengjian=${await sessionOf(account)}` } })
      expect(answer.status).toBe(404)
    }
  })

  test('The verdict on the matter leads to its warning, and the warning back to the matter', async () => {
    const { matter, finding } = await opened()
    const page = await visit(pathOf(finding))
    await page.getByRole('complementary').getByRole('link', { name: /盗窃案/ }).click()
    await page.waitForURL(new RegExp(matter))
    await page.getByRole('link', { name: '预警处置' }).click()
    await page.waitForURL(new RegExp(encodeURIComponent(finding).replaceAll('%', '%')))
    await page.getByRole('heading', { name: '可以办' }).waitFor()
  })

  test('Who was overtaken is told so, nothing is recorded twice, and the page shows what is new', async () => {
    const { finding } = await opened()
    const page = await visit(pathOf(finding))
    await page.getByRole('button', { name: '督办：挂牌督办' }).click()
    await page.getByLabel('督办要求').fill('一日内办结')
    const other = await visit(pathOf(finding), { token: await sessionOf('demo-case-manager') })
    await take(other, '派发')
    await eventually(() => now(page)).toEqual(['签收'])
    expect(await page.locator('.form').count()).toBe(0)
    expect((await get<{ history: unknown[] }>(origin(), `/findings/${encodeURIComponent(finding)}`)).history).toHaveLength(2)
  })

  test('By keys alone: down the list, into a warning, through its form, and back', async () => {
    await opened()
    const page = await visit('/')
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    await page.locator('.work-line').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await eventually(() => page.locator(':focus').getAttribute('class')).toBe('work-line')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '可以办' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
  })

  test('On a phone, in English, the list leads to a warning and its form', async () => {
    const { finding } = await opened()
    const page = await visit('/work', { width: 390, language: 'en' })
    await page.locator('.work-line').first().click()
    await page.getByRole('heading', { name: 'What you can do' }).waitFor()
    await page.goto(origin() + pathOf(finding))
    await page.getByRole('button', { name: 'Dispatch', exact: true }).click()
    await page.getByLabel('Assigned to').waitFor()
    await page.getByText('Submitting makes a letter: Notice of supervision.').waitFor()
  })
})
