/** Notices: the bell follows without a reload, the list leads to what must be done, each chooses how to hear of it; webhooks of the administrator. */
import type { WorkList } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { get, push } from '../api.ts'
import { settle } from '../browser.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const officer = { id: 'ga220104-1003', name: '公孙衍', org: '220104000000' }
let count = 0

/** A warning of the officer's agency that the case manager gives to the officer. */
async function dispatched(): Promise<string> {
  const matter = `A220100-2026-99300${++count}`
  const at = new Date(Date.now() + 8 * 3_600_000 - 5 * 86_400_000).toISOString().slice(0, 19)
  await push(origin(), [{ id: `${matter}-1`, source: 'e2e', chain: matter, subject: 'S1', node: 'P04-N02', at: `${at}+08:00`, actor: officer, attrs: { personName: '欧阳问渠', crime: '盗窃', custody: true } }])
  const find = async (): Promise<WorkList> => await get<WorkList>(origin(), `/findings?matter=${matter}`)
  await eventually(async () => (await find()).total).toBeGreaterThan(0)
  const chain = (await find()).rows[0]?.chain ?? ''
  const path = `/flows/FND/matters/${encodeURIComponent(chain)}`
  const headers = { 'content-type': 'application/json', origin: origin(), cookie: `hengjian=${await sessionOf('demo-case-manager')}` }
  const { last } = (await (await fetch(`${origin()}/api/v1${path}`, { headers })).json()) as { last: string }
  const answer = await fetch(`${origin()}/api/v1${path}/actions/FND-N02`, { method: 'POST', headers, body: JSON.stringify({ act: null, form: { assignee: officer.id }, expected: last }) })
  expect(answer.status).toBe(200)
  return chain
}

describe('Notices', () => {
  test('The bell rings while the page is open, the notice leads to the warning, and reading it quiets the bell', async () => {
    const page = await visit('/', { token: await sessionOf('demo-police-officer') })
    const bell = page.locator('.hd .bell')
    const unread = async (): Promise<number> => Number((await bell.innerText()).replace('99+', '100'))
    const before = await unread()
    const chain = await dispatched()
    await eventually(unread).toBeGreaterThan(before)
    const rung = await unread()
    await bell.click()
    await page.getByRole('heading', { level: 1, name: '通知' }).waitFor()
    const line = page.locator(`.notice-line[href$="${encodeURIComponent(chain)}"]`)
    expect(await line.innerText()).toMatch(/：派发[\s\S]*欧\*+[\s\S]*交给本人办理/)
    await line.click()
    await page.waitForURL(new RegExp(encodeURIComponent(chain)))
    await page.getByRole('button', { name: '签收' }).waitFor()
    await eventually(unread).toBe(rung - 1)
    await dispatched()
    await page.goto(`${origin()}/notices`)
    await settle(page)
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByText('没有未读的通知。').waitFor()
    await page.getByText('全部', { exact: true }).click()
    await line.waitFor()
  })

  test('Quiet hours and channels are kept, and an address that is none is told so', async () => {
    const page = await visit('/notices/settings', { token: await sessionOf('demo-judge') })
    await page.getByLabel('本单位的事项: 邮件').check()
    await page.getByLabel('邮件地址').fill('judge@example.org')
    await page.getByLabel('从').fill('22:00')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已经保存。').waitFor()
    await page.reload()
    await settle(page)
    expect(await page.getByLabel('本单位的事项: 邮件').isChecked()).toBe(true)
    expect(await page.getByLabel('从').inputValue()).toBe('22:00')
    expect(await page.getByLabel('邮件地址').inputValue()).toBe('judge@example.org')
    await page.getByLabel('在这个时段内不发邮件，也不推送').uncheck()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已经保存。').waitFor()
    expect(await page.getByLabel('从').count()).toBe(0)
  })

  for (const [width, language] of [[1440, 'zh'], [1440, 'en'], [390, 'zh'], [390, 'en']] as const) {
    for (const path of ['/notices?which=all', '/notices/settings']) {
      test(`${path} at ${width} px (${language}): in its language, without barriers`, async () => {
        const page = await visit(path, { width, language, token: await sessionOf('demo-case-manager') })
        await page.locator('.notice-line, .notice-form').first().waitFor()
        expect(await wrongTexts(page, language)).toEqual([])
        expect(await barriers(page)).toEqual([])
      })
    }
  }
})

describe('Webhooks', () => {
  test('An address outside is registered with a key that is shown once, and removed again', async () => {
    const page = await visit('/system/webhooks', { token: await sessionOf('demo-system') })
    await page.getByLabel('编号').fill('zwxx')
    await page.getByLabel('名称').fill('政务消息平台')
    await page.getByRole('textbox', { name: /^地址/ }).fill('https://93.184.216.34/hook')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    const key = await page.locator('.told .mono').innerText()
    expect(key).toMatch(/^whsec_[\w+/]{43}=$/)
    await page.reload()
    await settle(page)
    await page.locator('main li').getByText('政务消息平台').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(key)
    expect(await wrongTexts(page, 'zh')).toEqual([])
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '取消', exact: true }).click()
    await page.getByRole('button', { name: '确定取消' }).click()
    await page.getByText('还没有推送地址。').waitFor()
  })

  for (const [width, language] of [[390, 'zh'], [390, 'en'], [1440, 'en']] as const) {
    test(`The page at ${width} px (${language}): in its language, without barriers`, async () => {
      const page = await visit('/system/webhooks', { width, language, token: await sessionOf('demo-system') })
      await page.locator('.webhook-form').waitFor()
      expect(await wrongTexts(page, language)).toEqual([])
      expect(await barriers(page)).toEqual([])
    })
  }
})
