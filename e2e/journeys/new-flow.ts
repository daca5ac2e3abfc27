/** A flow of five nodes that exists as YAML alone, begun and run to its end in the page, by three people. */
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { settle } from '../browser.ts'
import { stepper, take } from '../steps.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

describe('A flow written as YAML alone', () => {
  test('is begun, granted with its letter, watched by its clock and ended in the page', async () => {
    const page = await visit('/work', { token: await sessionOf('demo-police-officer') })
    await page.getByRole('link', { name: '新办：借阅案卷' }).click()
    await page.getByRole('heading', { level: 1, name: '借阅案卷' }).waitFor()
    await take(page, '申请', { 案卷号: '（2026）甲01刑初1号', 借阅天数: '10', 需要原件: 'true' })
    await page.getByRole('heading', { name: '办理经过' }).waitFor()
    const path = new URL(page.url()).pathname
    expect(path).toMatch(/^\/work\/LND\/loan/)
    expect(await page.locator('.past').innerText()).toMatch(/案卷号 （2026）甲01刑初1号[\s\S]*借阅天数 10[\s\S]*需要原件 ✓/)
    expect(await page.locator('.choices button').count()).toBe(0)
    await (await stepper(path, 'demo-division-head'))('审批：同意')
    const manager = await stepper(path, 'demo-case-manager')
    await manager('借出')
    await page.goto(origin() + path)
    await settle(page)
    await page.getByRole('heading', { name: '本事项的期限' }).waitFor()
    expect(await page.locator('.side').innerText()).toMatch(/借阅单[\s\S]*借〔\d{4}〕1号[\s\S]*借出后10日内归还/)
    await take(page, '归还')
    await manager('验收')
    await page.goto(origin() + path)
    await page.getByText('已经办结，没有可以办的。').waitFor()
    expect(await page.locator('.steps .done').count()).toBe(5)
    await page.goto(`${origin()}/work/LND?list=closed`)
    await eventually(() => page.locator('.work-line').count()).toBe(1)
  })

  test('is offered to those who may begin it, refused by its own rules, and complete on a phone in English', async () => {
    const manager = await visit('/work/LND', { token: await sessionOf('demo-case-manager') })
    await manager.getByRole('heading', { level: 1, name: '借阅案卷' }).waitFor()
    expect(await manager.getByRole('heading', { name: '新办' }).count()).toBe(0)
    const page = await visit('/work/LND', { token: await sessionOf('demo-police-officer'), width: 390, language: 'en' })
    await page.getByRole('button', { name: 'Request', exact: true }).click()
    expect([...(await wrongTexts(page, 'en')), ...(await barriers(page))]).toEqual([])
    await page.getByLabel('File', { exact: true }).fill('（2026）甲01刑初2号')
    await page.getByLabel('Days', { exact: true }).fill('61')
    await page.getByRole('button', { name: 'Submit: Request' }).click()
    // the browser holds the form against its schema before the server does
    expect(await page.getByLabel('Days', { exact: true }).evaluate((field) => field.matches(':invalid'))).toBe(true)
    await page.getByLabel('Days', { exact: true }).fill('5')
    await page.getByRole('button', { name: 'Submit: Request' }).click()
    await page.waitForURL(/\/work\/LND\/loan/)
  })
})
