/** Signing in: nobody sees anything before, and each person what their role permits. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ClientView } from '../../packages/contracts/src/index.ts'
import { barriers } from '../accessibility.ts'
import { openBrowser, openContext, settle } from '../browser.ts'
import { unreachable, walkByTab } from '../keyboard.ts'
import { wrongTexts } from '../texts.ts'
import { origin, sessionOf, visit } from '../world.ts'

const anyClient = async (): Promise<ClientView | undefined> => ((await (await fetch(`${origin()}/api/v1/clients`, { headers: { cookie: `hengjian=${await sessionOf('demo-system')}` } })).json()) as ClientView[])[0]

const links = (names: string[]) => names.toSorted()

describe('Sign-in', () => {
  for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
    test(`The page before the workbench can be read and reached at ${width} px (${language})`, async () => {
      const page = await visit('/', { token: null, width, language })
      expect(await wrongTexts(page, language)).toEqual([])
      expect(await barriers(page)).toEqual([])
      expect((await walkByTab(page)).filter(({ visible }) => !visible)).toEqual([])
      expect(await unreachable(page)).toEqual([])
    })
  }

  test('A case officer signs in at a press, comes to the address that was asked for, and signs out', async () => {
    const page = await visit('/catalogue', { token: null })
    await page.getByRole('button', { name: /^办案人员.*朝阳区公安局/s }).click()
    await page.getByRole('heading', { level: 1, name: '目录' }).waitFor()
    expect(links(await page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(expect.arrayContaining(['目录', '案件', '系统']))
    expect(await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '导入' }).count()).toBe(0)
    await page.locator('.person summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()
  })

  test('A security administrator sees accounts and no matters', async () => {
    const page = await visit('/', { token: null })
    await page.getByRole('button', { name: /^安全管理员/ }).click()
    await page.getByRole('heading', { level: 1, name: '机构人员' }).waitFor()
    expect(await page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()).toEqual(['系统'])
    await page.getByRole('checkbox', { name: '只看有账户的' }).check()
    await page.getByText('demo-police-officer').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '重置密码' }).first().waitFor()
  })
})

describe('A new password', () => {
  for (const [width, language, words] of [[1440, 'zh', { field: '新密码', show: '显示新密码', leaked: /容易猜到/, firm: '很强。' }], [390, 'en', { field: 'New password', show: 'Show: New password', leaked: /Easy to guess/, firm: 'Very strong.' }]] as const) {
    test(`is measured while it is typed, and shown when asked for, at ${width} px (${language})`, async () => {
      const page = await visit('/account', { width, language })
      const field = page.getByLabel(words.field, { exact: true })
      await field.fill('nick1234-rem936')
      await page.locator('.strength output').getByText(words.leaked).waitFor()
      await field.fill('Fenster-4-Teppich')
      await page.locator('.strength output').getByText(words.firm).waitFor()
      expect(await page.getByRole('meter').getAttribute('value')).toBe('4')
      expect(await field.getAttribute('type')).toBe('password')
      await page.getByRole('button', { name: words.show, exact: true }).click()
      expect(await field.getAttribute('type')).toBe('text')
      expect(await wrongTexts(page, language)).toEqual([])
      expect(await barriers(page)).toEqual([])
    })
  }
})

describe('Something grave', () => {
  for (const [width, language, words] of [[1440, 'zh', { title: '再次确认身份', confirm: '确认' }], [390, 'en', { title: 'Show once more who you are', confirm: 'Confirm' }]] as const) {
    test(`asks once more who is there, and goes on by itself, at ${width} px (${language})`, async () => {
      // A refusal is a trouble for other visits; this one is about it.
      const browser = await openBrowser()
      onTestFinished(() => browser.close())
      const page = await (await openContext(browser, origin(), { width, language, token: await sessionOf('demo-system') })).newPage()
      await page.goto(`${origin()}/system/clients`)
      await settle(page)
      // a person of the demo has shown it for good, so what the server answers others is given here
      const asked: string[] = []
      await page.route('**/api/v1/clients/*/rotate', async (route) => {
        asked.push('act')
        if (asked.includes('proof')) return await route.fulfill({ json: { client: await anyClient(), key: 'hj_shown-after-the-proof' } })
        return await route.fulfill({ status: 403, contentType: 'application/problem+json', json: { type: '/api/errors#HJ-AUT-019', title: '', status: 403, code: 'HJ-AUT-019', detail: '', remedy: '' } })
      })
      await page.route('**/api/v1/session/proof', async (route) => {
        asked.push('proof')
        await route.fulfill({ json: {} })
      })
      const act = language === 'zh' ? '更换密钥' : 'Replace the key'
      await page.getByRole('button', { name: act, exact: true }).first().click()
      await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: words.title })
      await dialog.waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await dialog.getByLabel(language === 'zh' ? '动态口令' : 'One-time code').fill('123456')
      await dialog.getByRole('button', { name: words.confirm }).click()
      await page.getByText('hj_shown-after-the-proof').waitFor()
      expect(asked).toEqual(['act', 'proof', 'act'])
      expect(await page.getByRole('dialog').count()).toBe(0)
    })
  }
})

describe('System', () => {
  for (const path of ['/system', '/system/people', '/account']) {
    for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
      test(`${path} at ${width} px (${language}): in its language, without barriers`, async () => {
        const page = await visit(path, { width, language })
        await page.locator('main li').first().waitFor()
        expect(await wrongTexts(page, language)).toEqual([])
        expect(await barriers(page)).toEqual([])
      })
    }
  }
})
