/** What is begun by hand inside: a record of interference that stays between its recorder and the inspectors, and a supervised task. */
import { describe, expect, test } from 'vitest'
import { settle } from '../browser.ts'
import { stepper, take } from '../steps.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

describe('Begun by hand', () => {
  test('Who asked about a case is recorded in a minute, checked by the inspector, and not there for the recorder’s superiors', async () => {
    const page = await visit('/work', { token: await sessionOf('demo-judge') })
    await page.getByRole('link', { name: '新办：过问干预记录' }).click()
    await take(page, '记录：如实记录', { 案号或者案件编号: '（2026）吉0104刑初88号', '过问人姓名、单位、职务': '某单位副处长', 过问人身份: '领导干部', 方式: '当面', 过问日期: '2026-11-20', 过问内容: '打听何时宣判' })
    await page.getByRole('heading', { level: 1, name: '（2026）吉0104刑初88号' }).waitFor()
    const path = new URL(page.url()).pathname
    for (const account of ['demo-agency-leader', 'demo-reviewer', 'demo-prosecutor']) {
      const answer = await fetch(`${origin()}/api/v1${path.replace('/work/ITF/', '/flows/ITF/matters/')}`, { headers: { cookie: `hengjian=${await sessionOf(account)}` } })
      expect([account, answer.status]).toEqual([account, 404])
    }
    await take(page, '请求保护', { 受到的打击报复或者担心: '担心被调岗' })
    const inspecting = await visit('/work', { token: await sessionOf('demo-inspector') })
    await inspecting.getByRole('link', { name: /吉0104刑初88号/ }).click()
    await inspecting.getByRole('heading', { name: '可以办' }).waitFor()
    const inspector = await stepper(path, 'demo-inspector')
    await inspector('保护措施', { 采取的措施: '专人联系' })
    await inspector('核查：违规过问', { 核查情况: '属实' })
    await inspector('处置：通报', { 处置情况: '通报其单位' })
    await page.goto(origin() + path)
    await page.getByText('已经办结，没有可以办的。').waitFor()
  })

  test('A task is set by the committee, signed for and reported by its owner, checked half-way and accepted', async () => {
    const page = await visit('/work/TSK')
    await take(page, '立项', { 任务: '涉案财物积存清理', 目标和要求: '年底前清零', 步骤: '一、登记\n二、处置', 责任人: 'ga220104-1002', 办理天数: '60' })
    await page.getByRole('heading', { level: 1, name: '涉案财物积存清理' }).waitFor()
    const path = new URL(page.url()).pathname
    const owner = await stepper(path, 'demo-division-head')
    await owner('签收')
    await owner('月度进展', { '完成比例（%）': '40', 本月进展: '登记完毕' })
    const committee = await stepper(path, 'demo-committee')
    await committee('中期检查：符合进度', { 检查情况: '进度正常' })
    await owner('申请验收', { 完成情况: '全部处置' })
    await page.goto(`${origin()}/work/TSK`)
    await settle(page)
    await page.getByRole('link', { name: /涉案财物积存清理[\s\S]*下一步：验收/ }).waitFor()
    await committee('验收：通过')
    await page.goto(`${origin()}/work/TSK?list=closed`)
    await eventually(() => page.getByRole('link', { name: /涉案财物积存清理/ }).count()).toBe(1)
  })
})
