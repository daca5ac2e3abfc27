/** Every page, on a desk and on a phone, in both languages. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { WorkList } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { get } from '../api.ts'
import { settle } from '../browser.ts'
import type { Language, Look } from '../browser.ts'
import { richMatter } from '../rich-matter.ts'
import { wrongTexts } from '../texts.ts'
import { overflowing } from '../troubles.ts'
import { origin, sessionOf, visit } from '../world.ts'

interface Place {
  name: string
  path: () => string | Promise<string>
  heading: Record<Language, string | RegExp>
  /** whose page it is, where the committee supervisor may not see it */
  as?: string
}

const at = (name: string, path: string, zh: string | RegExp, en: string | RegExp): Place => ({ name, path: () => path, heading: { zh, en } })

const todayPlace = at('Today', '/', '今日', 'Today')
const matterPlace: Place = { name: 'One matter with its tabs', path: async () => `/matters/${(await richMatter(origin())).chain}`, heading: { zh: /案$/, en: /案$/ } }

/** A warning of the demo, once the first has been opened. */
async function firstFinding(): Promise<string> {
  for (;;) {
    const { rows } = await get<WorkList>(origin(), '/findings?limit=1')
    const [row] = rows
    if (row !== undefined) return `/work/FND/${encodeURIComponent(row.chain)}`
    await sleep(200)
  }
}

const places: Place[] = [
  todayPlace,
  at('Matters', '/matters', '案件', 'Matters'),
  matterPlace,
  at('Persons in custody', '/custody', '在押人员', 'Persons in custody'),
  at('To do', '/work', '待办', 'To do'),
  at('A kind of internal matter', '/work/TSK', '督办任务', 'Supervised task'),
  at('Duties of a leader', '/duties/fy220104-1001?period=2026', '院长权责清单', 'President of a court'),
  { name: 'One warning', path: firstFinding, heading: { zh: '可以办', en: 'What you can do' } },
  at('The catalogue', '/catalogue', '目录', 'Catalogue'),
  at('A flow of the catalogue', '/catalogue/P05', '提请逮捕', 'Request and execution of arrest'),
  at('A node of the catalogue', '/catalogue/P05/P05-N05', '签发逮捕证并执行', 'Arrest warrant signed and executed'),
  at('Trials', '/catalogue/trials', '审判标准流程', 'Standard trial flows'),
  at('Enforcement work', '/catalogue/enforcement', '执行“854”', 'Enforcement 854'),
  at('A draft of a rule', '/drafts/GA-019', /试算修改/, /Try a change/),
  at('Import', '/import', '导入', 'Import'),
  { ...at('Audit', '/audit', '审计', 'Audit'), as: 'demo-auditor' },
  { ...at('Interface clients', '/system/clients', '接口客户', 'Interface clients'), as: 'demo-system' },
  { ...at('The description of the interface', '/system/interface?show=all', '接口说明', 'Interface'), as: 'demo-system' },
  at('An unknown address', '/nowhere', '没有这个页面', 'There is no such page'),
]

interface Fault {
  /** the view in which it was found */
  view: string
  faults: string[]
}

async function lookAt(place: Place, look: Look & { language: Language }): Promise<void> {
  const page = await visit(await place.path(), place.as === undefined ? look : { ...look, token: await sessionOf(place.as) })
  await page.getByRole('heading', { name: place.heading[look.language] }).first().waitFor({ state: 'attached' })
  const found: Fault[] = [{ view: place.name, faults: await faultsOf(page, look) }]
  for (const tab of (await page.getByRole('tab').all()).slice(1)) {
    await tab.click()
    await settle(page)
    found.push({ view: await tab.innerText(), faults: await faultsOf(page, look) })
  }
  expect(found.filter(({ faults }) => faults.length > 0)).toEqual([])
}

/** What is wrong with the page as it stands, and what no longer fits when its text is set larger. */
async function faultsOf(page: Page, { language, theme, width }: Look & { language: Language }): Promise<string[]> {
  const faults = [...(await wrongTexts(page, language)), ...(await barriers(page)), ...(await overflowing(page))]
  if (theme !== undefined || width !== 390) return faults
  return [...faults, ...(await enlarged(page, async () => await overflowing(page)))]
}

/** At 130 %, by the button of the header, and back. */
async function enlarged(page: Page, check: () => Promise<string[]>): Promise<string[]> {
  const press = async (size: number): Promise<void> => await page.getByRole('button', { name: new RegExp(`${size} ?%`) }).click()
  await press(100)
  await press(115)
  const found = await check()
  await press(130)
  return found.map((fault) => `at 130 %: ${fault}`)
}

for (const width of [1440, 390]) {
  for (const language of ['zh', 'en'] as const) {
    describe(`At ${width} px in ${language}`, () => {
      for (const place of places) test(`${place.name} is complete and accessible`, async () => await lookAt(place, { width, language }))
    })
  }

  describe(`At ${width} px in the dark`, () => {
    for (const place of [todayPlace, matterPlace]) test(`${place.name} is complete and accessible`, async () => await lookAt(place, { width, language: 'zh', theme: 'dark' }))
  })
}
