/** Whether anybody asked about a matter: pressed on its page by whoever handles it, and asked for before the matter ends. */
import { describe, expect, test } from 'vitest'
import type { MatterEvent, PrecheckAnswer } from '../../packages/contracts/src/index.ts'
import { barriers } from '../accessibility.ts'
import { ask, get, push } from '../api.ts'
import { settle } from '../browser.ts'
import { take } from '../steps.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const officer = { id: 'ga220104-1003', name: '公孙衍', org: '220104000000', level: '办案部门负责人' }
let count = 0

async function filed(): Promise<string> {
  const chain = `A220100-2026-98200${++count}`
  await push(origin(), [{ id: `${chain}-1`, source: 'e2e', chain, subject: 'S1', node: 'P02-N08', at: new Date(Date.now() - 3_600_000).toISOString(), actor: officer, attrs: { unit: '朝阳区公安局' } }])
  return chain
}
const stops = async (chain: string): Promise<boolean> => ((await (await ask(origin(), '/precheck', { chain, subject: 'S1', node: 'P06-N10', actor: officer })).json()) as PrecheckAnswer).stoppedBy.includes('HJI-301')

describe('Reported on', () => {
  for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
    test(`A zero report is one press at ${width} px (${language}), and the matter may end`, async () => {
      const chain = await filed()
      expect(await stops(chain)).toBe(true)
      const page = await visit(`/matters/${chain}`, { width, language, token: await sessionOf('demo-police-officer') })
      await page.getByText(language === 'zh' ? '本机关还没有填报过问情况' : 'Your agency has not reported on interference yet').waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await page.getByRole('button', { name: language === 'zh' ? '无人过问（零报告）' : 'Nobody asked (zero report)' }).click()
      await page.getByText(language === 'zh' ? /本机关已填报过问情况/ : /has reported on interference/).waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      expect(await stops(chain)).toBe(false)
    })
  }

  test('What was asked is recorded from the matter, which shows only that it was reported on', async () => {
    const chain = await filed()
    const page = await visit(`/matters/${chain}`, { token: await sessionOf('demo-police-officer') })
    await page.getByRole('link', { name: '有人过问，如实记录' }).click()
    await settle(page)
    await take(page, '记录：如实记录', { '过问人姓名、单位、职务': '某单位副处长', 过问人身份: '领导干部', 方式: '当面', 过问日期: '2026-11-20', 过问内容: '打听何时移送' })
    await page.getByRole('heading', { level: 1, name: chain }).waitFor()
    await eventually(async () => (await get<MatterEvent[]>(origin(), `/matters/${chain}/events`)).map(({ node, actor }) => [node, actor.name])).toEqual([['P02-N08', '公孙衍'], ['ITF-X01', '衡鉴']])
  })

  test('What was recorded is marked in the picture for the inspector, in the list on a phone, and not there for the leader', async () => {
    const chain = await filed()
    const account = await sessionOf('demo-police-officer')
    const form = { caseNo: chain, who: '某单位副处长', kind: '领导干部', how: '当面', askedOn: '2026-11-20', said: '打听何时移送', about: chain }
    const made = await fetch(`${origin()}/api/v1/flows/ITF/matters`, { method: 'POST', headers: { cookie: `hengjian=${account}`, origin: origin(), 'content-type': 'application/json' }, body: JSON.stringify({ act: '如实记录', form }) })
    expect(made.status).toBe(201)
    const page = await visit(`/matters/${chain}`, { token: await sessionOf('demo-inspector') })
    const mark = page.locator('.tl').getByRole('button', { name: /过问干预：如实记录/ })
    await mark.waitFor()
    expect([...(await wrongTexts(page, 'zh')), ...(await barriers(page))]).toEqual([])
    await mark.click()
    await page.getByRole('heading', { level: 1, name: chain }).waitFor()
    expect(new URL(page.url()).pathname).toContain('/work/ITF/')

    const phone = await visit(`/matters/${chain}`, { width: 390, language: 'en', token: await sessionOf('demo-inspector') })
    await phone.getByRole('heading', { name: 'Records of interference' }).waitFor()
    expect([...(await wrongTexts(phone, 'en')), ...(await barriers(phone))]).toEqual([])

    const leader = await visit(`/matters/${chain}`, { token: await sessionOf('demo-agency-leader') })
    await leader.locator('.tl').getByRole('button').first().waitFor()
    expect(await leader.getByText(/如实记录/).count()).toBe(1)
    expect(await leader.locator('.tl').getByRole('button', { name: /过问干预/ }).count()).toBe(0)
  })
})
