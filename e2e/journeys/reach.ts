/** Who sees what: a case manager the matters of the agency, everybody names only for a reason. */
import type { MatterList } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { matters, push } from '../api.ts'
import type { Look } from '../browser.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const manager = async (path: string, look: Look = {}) => await visit(path, { ...look, token: await sessionOf('demo-case-manager') })

let count = 0

/** A matter of the manager's agency, or of another one. */
async function matterOf(org: string): Promise<string> {
  const chain = `A${org.slice(0, 6)}-2026-99200${++count}`
  await push(origin(), [{ id: `${chain}-1`, source: 'e2e', chain, subject: 'S1', node: 'P04-N02', at: '2026-03-02T10:00:00+08:00', actor: { id: `ga${org.slice(0, 6)}-1004`, name: '公孙衍', org }, attrs: { personName: '欧阳问渠', crime: '盗窃', custody: true } }])
  return chain
}

describe('Reach', () => {
  test('A case manager of a county finds the matters of the own agency, the committee those of the province', async () => {
    const own = await matterOf('2201040000')
    const other = await matterOf('2202020000')
    const response = await fetch(`${origin()}/api/v1/matters?limit=200`, { headers: { cookie: `hengjian=${await sessionOf('demo-case-manager')}` } })
    const { items, total } = (await response.json()) as MatterList
    const all = await matters(origin(), { limit: '1' })
    expect(items.map(({ chain }) => chain)).toContain(own)
    expect(items.map(({ chain }) => chain)).not.toContain(other)
    expect(total).toBe(items.length)
    expect(total * 5).toBeLessThan(all.total)

    const page = await manager('/matters')
    await page.getByText(`共 ${total} 件`).first().waitFor()
    await page.goto(`${origin()}/matters?q=${other}`)
    await page.getByText('没有找到').first().waitFor()
    await page.goto(`${origin()}/matters?q=${own}`)
    await page.getByText(own).first().waitFor()
  })

  test('A matter of somebody else is not there, also under its address', async () => {
    const other = await matterOf('2202020000')
    const headers = { cookie: `hengjian=${await sessionOf('demo-case-manager')}` }
    expect((await fetch(`${origin()}/api/v1/matters/${other}`, { headers })).status).toBe(404)
    expect((await fetch(`${origin()}/api/v1/matters/${other}/events`, { headers })).status).toBe(404)
  })

  test('Names are shown for a reason, for a while, and the reason stands in the audit trail', async () => {
    const chain = await matterOf('2201040000')
    const page = await manager(`/matters/${chain}`)
    await page.getByRole('heading', { level: 1, name: '欧**渠盗窃案' }).waitFor()
    await page.getByRole('button', { name: '显示姓名' }).click()
    const dialog = page.getByRole('dialog', { name: '显示姓名等个人信息' })
    await dialog.waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('textbox', { name: '理由' }).fill('核对身份，制作法律文书')
    await dialog.getByRole('button', { name: '显示', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '欧阳问渠盗窃案' }).waitFor()
    await page.getByText(/^姓名显示至/).waitFor()
    await eventually(() => dialog.count()).toBe(0)

    const trail = await visit(`/audit?object=${encodeURIComponent(chain)}`, { token: await sessionOf('demo-auditor') })
    const row = trail.getByRole('row', { name: /查看隐去的内容/ }).first()
    await row.waitFor()
    await row.getByText('详情').first().click()
    await row.getByText('核对身份，制作法律文书').waitFor()

    await page.getByRole('button', { name: '遮盖姓名' }).click()
    await page.getByRole('heading', { level: 1, name: '欧**渠盗窃案' }).waitFor()
    await page.getByRole('button', { name: '显示姓名' }).waitFor()
  })

  test('On a phone in English the reason is asked for, too', async () => {
    const chain = await matterOf('2201040000')
    const page = await manager(`/matters/${chain}`, { width: 390, language: 'en' })
    await page.getByRole('button', { name: 'Show names' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('no')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Show names' }).waitFor()
    expect(await wrongTexts(page, 'en')).toEqual([])
    expect(await barriers(page)).toEqual([])
  })
})
