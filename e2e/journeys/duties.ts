/** Duty lists: a leader’s approvals count by themselves, an approval below the leader’s level is the duty not done, and what no system records the leader records. */
import { describe, expect, test } from 'vitest'
import { push } from '../api.ts'
import { settle } from '../browser.ts'
import { take } from '../steps.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const org = '220104000000'
const at = (hoursAgo: number): string => `${new Date(Date.now() + (8 - hoursAgo) * 3_600_000).toISOString().slice(0, 19)}+08:00`
const chief = { id: 'ga220104-1001', name: '局领导', org, level: '县级以上公安机关负责人' }
const head = { id: 'ga220104-1002', name: '部门负责人', org, level: '办案部门负责人' }
let count = 0

/** A detention that somebody approves; answers its matter. */
async function approved(actor: Record<string, string>): Promise<string> {
  const chain = `A220104-2026-99400${++count}`
  const attrs = { unit: '朝阳区公安局刑侦一中队', personName: '司空见明', crime: '盗窃' }
  const { accepted } = await push(origin(), [
    { id: `${chain}-1`, source: 'e2e', chain, subject: 'S1', node: 'P04-N01', at: at(4), actor: { id: 'ga220104-1005', name: '东方求真', org, level: '办案民警' }, attrs: { ...attrs, act: '呈请' } },
    { id: `${chain}-2`, source: 'e2e', chain, subject: 'S1', node: 'P04-N01', at: at(3), actor, attrs: { ...attrs, act: '审批', result: '批准' } },
  ])
  expect(accepted).toBe(2)
  return chain
}

describe('Duties', () => {
  test('A leader finds the own list from the work to do, with every approval, and what was approved below the right level as missing', async () => {
    const good = await approved(chief)
    const bad = await approved(head)
    const page = await visit('/work', { token: await sessionOf('demo-agency-leader') })
    await page.getByRole('link', { name: '权责清单' }).click()
    await page.getByRole('heading', { level: 2, name: '公安机关负责人权责清单' }).waitFor()
    const duty = page.locator('.duty', { hasText: '批准拘留和延长拘留' })
    await duty.getByText('该做没做').waitFor()
    expect(await duty.innerText()).toMatch(/权力[\s\S]*办案责任[\s\S]*刑事程序规定第125条[\s\S]*次没有按规定履行。[\s\S]*拘留须县级以上公安机关负责人批准/)
    expect(await duty.locator('.misses > li', { has: page.locator(`a[href$="${bad}"]`) }).innerText()).toMatch(/司\*+|司\*/)
    await duty.getByText('履行记录').click()
    await duty.locator(`a[href$="${good}"]`).waitFor()
    expect(await duty.locator(`details a[href$="${bad}"]`).count()).toBe(0)
    // the warning that came of it
    await eventually(async () => {
      await page.reload()
      await settle(page)
      return await duty.locator('.misses > li', { has: page.locator(`a[href$="${bad}"]`) }).getByRole('link', { name: '看预警' }).count()
    }).toBe(1)
    await duty.locator('.misses > li', { has: page.locator(`a[href$="${bad}"]`) }).getByRole('link', { name: '看预警' }).click()
    await page.getByRole('heading', { level: 1, name: '拘留须县级以上公安机关负责人批准' }).waitFor()
  })

  test('What is asked once a quarter waits for the leader, is recorded by hand and stands as done', async () => {
    const page = await visit('/duties', { token: await sessionOf('demo-agency-leader') })
    const duty = page.locator('.duty', { hasText: '定期接待来访' })
    await duty.getByText('本期要做').waitFor()
    await duty.getByRole('link', { name: '办理、填写' }).click()
    await take(page, '履行', { 履行日期: new Date().toISOString().slice(0, 10), 履行情况: '接待来访两批次，当场答复一批，交办一批' })
    await page.getByText('已经办结，没有可以办的。').waitFor()
    await page.goto(`${origin()}/duties`)
    await settle(page)
    await duty.getByText('已履行', { exact: true }).waitFor()
    expect(await duty.innerText()).toMatch(/应当履行 1 次，已履行 1 次。/)
  })

  test('The committee looks at a court president on a phone: what is not recorded is called so, and a year holds its quarters', async () => {
    const page = await visit('/duties/fy220104-1002?period=2026', { width: 390 })
    await page.getByRole('heading', { level: 2, name: '庭长权责清单' }).waitFor()
    expect(await page.locator('.duty').count()).toBe(11)
    expect(await page.locator('.duty.unprovable').first().innerText()).toMatch(/没有记录：来源系统/)
    await page.getByText('按季', { exact: true }).click()
    await page.getByText(/年第[1-4]季度$/).first().waitFor()
    const before = await page.locator('.spell output').innerText()
    await page.getByRole('button', { name: '上一期' }).click()
    await eventually(() => page.locator('.spell output').innerText()).not.toBe(before)
    await page.getByLabel('按姓名、编号或者单位找人').fill('朝阳区人民法院')
    await page.getByLabel('按姓名、编号或者单位找人').press('Enter')
    await page.getByLabel('看谁的').selectOption('fy220104-1001')
    await page.getByRole('heading', { level: 2, name: '院长权责清单' }).waitFor()
    expect(await page.locator('.duty').count()).toBe(12)
  })

  test('Who leads nobody has no list, and the page says so', async () => {
    const page = await visit('/work', { token: await sessionOf('demo-police-officer') })
    expect(await page.getByRole('link', { name: '权责清单' }).count()).toBe(0)
  })
})
