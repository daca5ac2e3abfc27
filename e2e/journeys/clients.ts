/** Interface clients: registered with what they may do, their keys shown once, replaced and revoked after a question. */
import { describe, expect, test } from 'vitest'
import type { ClientView } from '../../packages/contracts/src/index.ts'
import { barriers } from '../accessibility.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const withKey = async (key: string): Promise<number> => (await fetch(`${origin()}/api/v1/matters?limit=1`, { headers: { authorization: `Bearer ${key}` } })).status

describe('Interface clients', () => {
  for (const [width, language] of [[1440, 'en'], [390, 'zh']] as const) {
    test(`The form and the question before something final can be read at ${width} px (${language})`, async () => {
      const page = await visit('/system/clients', { width, language, token: await sessionOf('demo-system') })
      await page.getByRole('button', { name: language === 'zh' ? '登记接口客户' : 'Register a client' }).click()
      await page.getByRole('checkbox').first().waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await page.getByRole('button', { name: language === 'zh' ? '取消' : 'Cancel' }).click()
      await page.getByRole('button', { name: language === 'zh' ? '吊销' : 'Revoke', exact: true }).first().click()
      await page.getByRole('dialog').waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })
  }

  test('A system is registered with its unit; its key works, is replaced, and ends when it is revoked', async () => {
    const page = await visit('/system/clients', { token: await sessionOf('demo-system') })
    await page.getByRole('button', { name: '登记接口客户' }).click()
    const form = page.getByRole('form', { name: '登记接口客户' })
    await form.getByLabel('编号').fill('e2e-zfba')
    await form.getByLabel('系统名称').fill('测试执法办案系统')
    expect(await form.getByRole('button', { name: '登记接口客户' }).isEnabled()).toBe(false)
    await form.getByRole('checkbox', { name: '看案件、判定和在押依据' }).check()
    await form.getByLabel('所属单位，第 1 级').selectOption({ index: 1 })
    // a place is no unit
    expect(await form.getByRole('button', { name: '登记接口客户' }).isEnabled()).toBe(false)
    await form.getByLabel('所属单位，第 2 级').selectOption({ label: '省委政法委' })
    await form.getByRole('button', { name: '登记接口客户' }).click()
    const told = page.locator('.told .mono')
    await told.waitFor()
    const first = await told.innerText()
    expect(await withKey(first)).toBe(200)
    const item = page.locator('.clients > li', { hasText: 'e2e-zfba' })
    await item.getByText('看案件、判定和在押依据').waitFor()

    await item.getByRole('button', { name: '更换密钥' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    expect(await told.innerText()).toBe(first)
    await item.getByRole('button', { name: '更换密钥' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '更换密钥' }).click()
    await eventually(() => told.innerText()).not.toBe(first)
    const second = await told.innerText()
    expect([await withKey(first), await withKey(second)]).toEqual([200, 200])

    await page.reload()
    await item.waitFor()
    expect(await page.content()).not.toContain(second)
    await item.getByRole('button', { name: '吊销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
    await item.getByText(/已吊销/).waitFor()
    expect([await withKey(first), await withKey(second)]).toEqual([401, 401])
    expect(await item.getByRole('button').count()).toBe(0)
  })

  test('A key for signing that is none is refused with what to do; one that is, is asked for', async () => {
    const page = await visit('/system/clients', { token: await sessionOf('demo-system') })
    await page.getByRole('button', { name: '登记接口客户' }).click()
    const form = page.getByRole('form', { name: '登记接口客户' })
    await form.getByLabel('编号').fill('e2e-signing')
    await form.getByLabel('系统名称').fill('测试签名系统')
    await form.getByRole('checkbox', { name: '推送事件' }).check()
    // leaving the unit out says nothing
    expect(await form.getByRole('button', { name: '登记接口客户' }).isEnabled()).toBe(false)
    await form.getByRole('radio', { name: '全部机构' }).check()
    await form.getByRole('button', { name: '登记接口客户' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    expect(await page.locator('.clients > li', { hasText: 'e2e-signing' }).count()).toBe(0)
    await form.getByRole('button', { name: '登记接口客户' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '读得到全部机构的案件' }).click()
    const item = page.locator('.clients > li', { hasText: 'e2e-signing' })
    await item.getByText('读得到全部机构的案件').waitFor()
    await item.getByRole('button', { name: '登记签名公钥' }).click()
    // the example of GB/T 32918.5
    await item.getByLabel(/SM2 公钥/).fill('0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13')
    await item.getByRole('button', { name: '登记签名公钥' }).last().click()
    await item.getByText('请求须签名').waitFor()
    expect(await withKey(await page.locator('.told .mono').innerText())).toBe(401)
    await item.getByRole('button', { name: '不再要求签名' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '不再要求签名' }).click()
    await item.getByText('请求须签名').waitFor({ state: 'detached' })
  })

  for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
    test(`What a system reads is set on the page at ${width} px (${language})`, async () => {
      const token = await sessionOf('demo-system')
      const id = `e2e-reach-${width}`
      const made = await fetch(`${origin()}/api/v1/clients`, { method: 'POST', headers: { cookie: `hengjian=${token}`, origin: origin(), 'content-type': 'application/json' }, body: JSON.stringify({ id, name: '测试读取系统', scopes: ['matters.read'], unit: 'ga220104' }) })
      expect(made.status).toBe(200)
      const page = await visit('/system/clients', { width, language, token })
      const item = page.locator('.clients > li', { hasText: id })
      await item.getByRole('button', { name: language === 'zh' ? '读哪些案件' : 'What it reads' }).click()
      const form = item.getByRole('form')
      await form.getByRole('combobox', { name: language === 'zh' ? '密级' : 'Secrecy', exact: true }).selectOption('机密')
      await form.getByRole('checkbox').check()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await form.getByRole('button', { name: language === 'zh' ? '保存' : 'Save' }).click()
      await item.getByText(language === 'zh' ? '读得到机密及以下的案件' : 'Reads matters up to 机密').waitFor()
      const list = (await (await fetch(`${origin()}/api/v1/clients`, { headers: { cookie: `hengjian=${token}` } })).json()) as ClientView[]
      expect(list.find((client) => client.id === id)).toMatchObject({ unit: 'ga220104', clearance: '机密', juveniles: true })
    })
  }

  test('An auditor sees them and changes nothing', async () => {
    const page = await visit('/system/clients', { token: await sessionOf('demo-auditor') })
    await page.locator('.clients > li').first().waitFor()
    expect(await page.locator('main').getByRole('button').count()).toBe(0)
    const list = (await (await fetch(`${origin()}/api/v1/clients`, { headers: { cookie: `hengjian=${await sessionOf('demo-auditor')}` } })).json()) as ClientView[]
    expect(list.length).toBeGreaterThan(0)
  })

  test('Where there are none, the page says what they are for', async () => {
    const page = await visit('/system/clients', { token: await sessionOf('demo-system') })
    await page.route('**/api/v1/clients', (route) => route.fulfill({ json: [] }))
    await page.reload()
    await page.getByText('还没有接口客户').waitFor()
    expect([...(await wrongTexts(page, 'zh')), ...(await barriers(page))]).toEqual([])
  })
})
