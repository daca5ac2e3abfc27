/** Signing in: nobody sees anything before, and each person what their role permits. */
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { unreachable, walkByTab } from '../keyboard.ts'
import { wrongTexts } from '../texts.ts'
import { visit } from '../world.ts'

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
