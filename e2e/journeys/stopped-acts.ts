/** An act that a rule stops: the source system asks, the leader decides in the page, the matter tells it, somebody looks at it afterwards. */
import { describe, expect, test } from 'vitest'
import type { OverrideView, PrecheckAnswer, WorkList } from '../../packages/contracts/src/index.ts'
import { barriers } from '../accessibility.ts'
import { ask, get, push } from '../api.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

const officer = { id: 'ga220104-1003', name: '公孙衍', org: '220104000000', level: '办案部门负责人' }

let count = 0

/** Somebody of the department approves a detention that the county must approve. */
async function stopped(): Promise<{ event: Record<string, unknown>; override: OverrideView }> {
  const matter = `A220100-2026-98100${++count}`
  await push(origin(), [{ id: `${matter}-1`, source: 'e2e', chain: matter, subject: 'S1', node: 'P02-N08', at: new Date(Date.now() - 3_600_000).toISOString(), actor: officer, attrs: { unit: '朝阳区公安局' } }])
  const event = { chain: matter, subject: 'S1', node: 'P04-N01', actor: officer, attrs: { act: '批准' } }
  expect(((await (await ask(origin(), '/precheck', event)).json()) as PrecheckAnswer).stoppedBy).toEqual(['GAX-010'])
  const override = (await (await ask(origin(), '/overrides', { event, reason: '负责人在外地，电话已经同意，人马上要脱逃' })).json()) as OverrideView
  return { event, override }
}

describe('Stopped acts', () => {
  for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
    test(`The leader sees at ${width} px (${language}) what was stopped, by which rule, and decides`, async () => {
      const { event, override } = await stopped()
      const page = await visit(`/work/OVR/${encodeURIComponent(override.id)}`, { width, language, token: await sessionOf('demo-agency-leader') })
      await page.getByText('负责人在外地，电话已经同意，人马上要脱逃').first().waitFor()
      await page.getByText(language === 'zh' ? '拘留须县级以上公安机关负责人批准' : 'Detention needs approval at county level or above').first().waitFor()
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await page.getByRole('button', { name: language === 'zh' ? '决定：准予放行' : 'Decision: Let it pass' }).click()
      await page.locator('.form textarea').fill('情况紧急，本人已口头批准，回来后补签')
      await page.locator('.form button[type=submit]').click()
      await page.getByText(language === 'zh' ? /前有效/ : /good until/).waitFor()
      expect(await wrongTexts(page, language)).toEqual([])

      const again = (await (await ask(origin(), '/precheck', { ...event, attrs: { act: '批准', override: override.id } })).json()) as PrecheckAnswer
      expect([again.decision, again.override?.decision?.grounds]).toEqual(['allow', '情况紧急，本人已口头批准，回来后补签'])

      const matter = await visit(`/matters/${override.matter}`, { width, language, token: await sessionOf('demo-agency-leader') })
      if (width > 600) await matter.locator('.tl').getByRole('button', { name: /准予放行：拘留须县级以上公安机关负责人批准（.*刑.*）。理由：情况紧急/ }).waitFor()
      await matter.getByRole('tab', { name: language === 'zh' ? '清单' : 'List' }).click()
      await matter.getByText('情况紧急，本人已口头批准，回来后补签').waitFor()
      expect([...(await wrongTexts(matter, language)), ...(await barriers(matter))]).toEqual([])

      const reviews = async () => (await get<WorkList>(origin(), '/findings?limit=200')).rows.filter(({ origin: from }) => from?.chain === override.id)
      await eventually(async () => (await reviews()).length).toBe(1)
      const finding = (await reviews())[0]?.chain ?? ''
      const review = await visit(`/work/FND/${encodeURIComponent(finding)}`, { width, language })
      await review.locator('.side').getByRole('link').first().click()
      await review.waitForURL(`**/work/OVR/${encodeURIComponent(override.id)}`)
    })
  }

  test('The rule says in the catalogue that it stops the act', async () => {
    const page = await visit('/catalogue/P04/P04-N01')
    await page.getByText('办理前询问时拦截，准予放行后方可办理。').first().waitFor()
  })

  test('It waits among the tasks of the leader and of nobody else', async () => {
    const { override } = await stopped()
    const leader = await visit('/work', { token: await sessionOf('demo-agency-leader') })
    await leader.locator(`a[href$="${encodeURIComponent(override.id)}"]`).waitFor()
    const officerPage = await visit('/work', { token: await sessionOf('demo-police-officer') })
    expect(await officerPage.locator(`a[href$="${encodeURIComponent(override.id)}"]`).count()).toBe(0)
  })
})
