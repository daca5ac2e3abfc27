/** Court process control: the standard flows of trials, the division of enforcement work. */
import type { CatalogueVariants } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { get } from '../api.ts'
import { unreachable, walkByTab } from '../keyboard.ts'
import { eventually, origin, visit } from '../world.ts'

const variants = async (): Promise<CatalogueVariants> => await get<CatalogueVariants>(origin(), '/catalogue/variants')

describe('Trials', () => {
  test('The court’s flows end with the standard flows and the enforcement steps, each with its number', async () => {
    const { trials, enforcement } = await variants()
    const page = await visit('/catalogue')
    const flows = page.getByRole('navigation', { name: '流程' })
    await flows.getByRole('link', { name: `审判标准流程 ${trials.length}` }).click()
    await page.getByRole('heading', { name: '审判标准流程' }).waitFor()
    await flows.getByRole('link', { name: `执行“854” ${enforcement.flatMap(({ steps }) => steps).length}` }).click()
    await page.getByRole('heading', { name: '执行“854”' }).waitFor()
  })

  test('Every standard flow is one ordered line of its nodes', async () => {
    const { trials } = await variants()
    const page = await visit('/catalogue/trials')
    await eventually(() => page.getByRole('article').count()).toBe(trials.length)
    for (const { code, name, nodes } of trials) {
      const course = page.getByRole('article', { name: `${code} ${name.zh}` })
      await course.getByText(`${nodes.length} 个节点`).waitFor()
      const links = await course.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      expect(links).toEqual(nodes.map((node) => `/catalogue/${node.flow}/${node.code}`))
    }
  })

  test('Kind and instance are chosen, stand in the address, and may leave nothing', async () => {
    const { trials } = await variants()
    const page = await visit('/catalogue/trials')
    await page.getByRole('group', { name: '案件种类' }).getByText('民事', { exact: true }).click()
    await page.getByRole('group', { name: '审级' }).getByText('二审', { exact: true }).click()
    await page.waitForURL(/kind=civil&instance=second/)
    await eventually(() => page.getByRole('article').count()).toBe(trials.filter(({ kind, instance }) => kind === 'civil' && instance === 'second').length)
    await page.getByRole('group', { name: '案件种类' }).getByText('行政', { exact: true }).click()
    await page.getByText('没有这样的标准流程').waitFor()
    await page.getByRole('button', { name: '看全部' }).click()
    await eventually(() => page.getByRole('article').count()).toBe(trials.length)
  })

  test('A box of a standard flow leads to its node', async () => {
    const page = await visit('/catalogue/trials?kind=criminal&instance=first')
    await page.getByRole('article').first().getByRole('link', { name: /P16-N02/ }).click()
    await page.waitForURL(/\/catalogue\/P16\/P16-N02$/)
    await page.getByRole('complementary', { name: '节点说明' }).getByText('P16-N02').first().waitFor()
  })

  test('Enforcement work stands in its four groups, each step with its node', async () => {
    const { enforcement } = await variants()
    const page = await visit('/catalogue/enforcement')
    const names = { collective: '集约事务', service: '技术服务', management: '管理职责', case: '案件办理' }
    for (const { class: group, steps } of enforcement) {
      const list = page.getByRole('region', { name: `${names[group]} ${steps.length}` })
      await list.waitFor()
      const rows = await list.getByRole('listitem').allInnerTexts()
      expect(rows.map((row, place) => row.includes(steps[place]?.name.zh ?? '-') && row.includes(steps[place]?.node.name.zh ?? '-'))).toEqual(steps.map(() => true))
    }
  })

  for (const path of ['/catalogue/trials?kind=administrative', '/catalogue/enforcement']) {
    test(`${path} can be walked through with the keyboard`, async () => {
      const page = await visit(path)
      await page.getByRole('heading', { level: 3 }).first().waitFor()
      const stops = await walkByTab(page)
      expect(stops.filter(({ visible }) => !visible)).toEqual([])
      expect(await unreachable(page)).toEqual([])
    })
  }

  test('In English, on a phone, one goes from the list to the standard flows and back', async () => {
    const page = await visit('/catalogue', { width: 390, language: 'en' })
    await page.getByRole('link', { name: /Standard trial flows/ }).click()
    await page.getByRole('heading', { name: 'Standard trial flows' }).waitFor()
    await page.getByRole('heading', { name: 'Criminal, first instance' }).waitFor()
    await page.getByRole('link', { name: 'Back' }).click()
    await page.getByRole('link', { name: /Enforcement 854/ }).waitFor()
  })
})
