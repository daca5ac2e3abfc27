/**
 * Every person of the demo, on a desk in Chinese and on a phone in English by turns: signs in at a press, begins where the
 * role begins, is offered exactly what the role may open, finds the own matters and no others, and does their part.
 */
import type { Page } from 'playwright-core'
import type { DemoPerson, MatterList, PersonView, RolesView, SessionState } from '../../packages/contracts/src/index.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoCast } from '../../packages/server/src/demo/organisation.ts'
import { barriers } from '../accessibility.ts'
import { get } from '../api.ts'
import { settle } from '../browser.ts'
import type { Language } from '../browser.ts'
import { ownMatters } from '../own-matters.ts'
import { take } from '../steps.ts'
import { wrongTexts } from '../texts.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

interface Role {
  /** where it begins, and the heading there */
  start: [path: string, heading: string]
  /** the navigation on a desk, in its order */
  places: Place[]
  part: (page: Page) => Promise<void>
}

type Place = keyof typeof names
const names = {
  today: { zh: '今日', en: 'Today' },
  work: { zh: '待办', en: 'To do' },
  matters: { zh: '案件', en: 'Matters' },
  catalogue: { zh: '目录', en: 'Catalogue' },
  import: { zh: '导入', en: 'Import' },
  audit: { zh: '审计', en: 'Audit' },
  system: { zh: '系统', en: 'System' },
} as const

const onCases: Place[] = ['today', 'work', 'matters', 'catalogue', 'system']
const onCasesAndFiles: Place[] = ['today', 'work', 'matters', 'catalogue', 'import', 'system']
/** A phone has room for four at the bottom. */
const onPhone = 4

const past = (page: Page) => page.locator('.past')

/** Opens a matter out of the list of what is to be done. */
async function open(page: Page, text: RegExp, list = ''): Promise<string> {
  await page.goto(`${origin()}/work${list === '' ? '' : `?list=${list}`}`)
  await settle(page)
  await page.locator('.work-line', { hasText: text }).first().click()
  await page.locator('.past li').first().waitFor()
  return new URL(page.url()).pathname
}

/** The matter to which the prosecutor made a suggestion, for those who answer it. */
let suggested = ''

const part: Record<string, Role> = {
  'demo-police-officer': {
    start: ['/', '今日'],
    places: onCases,
    part: async (page) => {
      await open(page, /拘留后3日内提请批准逮捕/)
      await take(page, '签收')
      await take(page, '核查：属实', { 核查情况: '确未按期提请' })
      await take(page, '整改', { 原因: '工作疏忽', 整改措施和结果: '已经提请' })
      await page.getByText('现在轮到别人：复核').waitFor()
    },
  },
  'demo-prosecutor': {
    start: ['/', 'Today'],
    places: onCases,
    part: async (page) => {
      await open(page, /Decide on arrest within 7 days/)
      await take(page, 'Receipt')
      await take(page, 'Objection', { 'What is objected to': '期限计算', Reasons: 'The file was returned for a day' })
      await past(page).getByText('The file was returned for a day').waitFor()
      // to others a suggestion can be made, not to oneself
      expect(await page.getByRole('button', { name: 'Procuratorial suggestion' }).count()).toBe(0)
      suggested = await open(page, /朝阳区公安局/, 'open')
      await take(page, 'Procuratorial suggestion', { 'Problem found': 'The request for arrest was not made in time', Suggestion: 'Check every day which periods end' })
      await page.getByRole('complementary').getByRole('link', { name: 'Procuratorial suggestion' }).waitFor()
    },
  },
  'demo-judge': {
    start: ['/', '今日'],
    places: onCases,
    part: async (page) => {
      await open(page, /受理后3日内告知有权委托辩护人/)
      await take(page, '签收')
      await take(page, '核查：不属实', { 核查情况: '当日已经口头告知' })
      await take(page, '说明理由', { 不属实的理由: '笔录有记载，系统漏录', 依据材料: '送达笔录' })
      await page.getByText('现在轮到别人：复核').waitFor()
    },
  },
  'demo-prison-officer': {
    start: ['/', 'Today'],
    places: onCases,
    part: async (page) => {
      await open(page, /Notice to the family/)
      await take(page, 'Receipt')
      await take(page, 'Check of the facts: It is true', { 'What was found': 'The notice was not sent' })
      await take(page, 'Rectification', { Cause: '工作疏忽', 'Measures and result': 'Sent today' })
      await page.getByText('It is somebody else’s turn: Review.').waitFor()
    },
  },
  'demo-justice-officer': {
    start: ['/', '今日'],
    places: onCases,
    part: async (page) => {
      await open(page, /收到法律文书后5日内送达回执/)
      await take(page, '签收')
      await take(page, '核查：属实', { 核查情况: '回执没有寄出' })
      await take(page, '整改', { 原因: '客观原因', 整改措施和结果: '今日已经寄出' })
      await page.getByText('现在轮到别人：复核').waitFor()
    },
  },
  'demo-case-manager': {
    start: ['/', 'Today'],
    places: onCasesAndFiles,
    part: async (page) => {
      await open(page, /Next: Dispatch/)
      await take(page, 'Dispatch', { 'What is asked': 'Please check within three days' })
      await page.getByRole('complementary').getByRole('link', { name: 'Notice of supervision' }).waitFor()
      await page.goto(origin() + suggested)
      await settle(page)
      await take(page, 'Reply to the suggestion', { Reply: 'Accepted; the list is checked every morning' })
      await past(page).getByText('Accepted; the list is checked every morning').waitFor()
    },
  },
  'demo-division-head': {
    start: ['/', '今日'],
    places: onCases,
    part: async (page) => {
      await open(page, /涉案财物积存清理/)
      await take(page, '签收')
      await take(page, '月度进展', { '完成比例（%）': '20', 本月进展: '登记过半' })
      await past(page).getByText('登记过半').waitFor()
      await open(page, /下一步：复核/)
      await take(page, '复核：退回', { 退回理由: '没有附材料' })
      await past(page).getByText('没有附材料').waitFor()
    },
  },
  'demo-agency-leader': {
    start: ['/', 'Today'],
    places: onCases,
    part: async (page) => {
      await open(page, /Next: Closing/)
      await take(page, 'Closing', { Conclusion: 'Put right' })
      await page.getByText('It is closed; nothing is left to do.').waitFor()
    },
  },
  'demo-city-leader': {
    start: ['/', '今日'],
    places: onCases,
    part: async (page) => {
      await open(page, /朝阳区公安局/, 'open')
      await take(page, '督办：挂牌督办', { 督办要求: '三日内办结' })
      await page.getByText('督办中').first().waitFor()
      await open(page, /超期未结案件清理/)
      await take(page, '签收')
      await past(page).getByText('签收').waitFor()
    },
  },
  'demo-committee': {
    start: ['/', 'Today'],
    places: onCasesAndFiles,
    part: async (page) => {
      await open(page, /Decide on arrest within 7 days.*朝阳区/, 'open')
      await take(page, 'Supervision from above: Listed for supervision', { 'What is demanded': 'Decide today' })
      await page.getByRole('complementary').getByRole('link', { name: 'Letter of supervision' }).waitFor()
      // whoever gave it out does not answer the objection to it
      expect(await page.getByRole('button', { name: 'Answer to the objection: Rejected' }).isDisabled()).toBe(true)
      await open(page, /Notice to the family.*长春市监狱/, 'open')
      await take(page, 'Review: Passed', { Opinion: 'The notice is in the file' })
      await past(page).getByText('The notice is in the file').waitFor()
    },
  },
  'demo-reviewer': {
    start: ['/work', '待办'],
    places: ['work', 'matters', 'catalogue', 'system'],
    part: async (page) => {
      await open(page, /受理后3日内告知有权委托辩护人/)
      await take(page, '复核：退回', { 退回理由: '请附送达笔录' })
      await past(page).getByText('请附送达笔录').waitFor()
      await open(page, /收到法律文书后5日内送达回执/)
      await take(page, '复核：通过', { 复核意见: '回执底单已附' })
      await past(page).getByText('回执底单已附').waitFor()
    },
  },
  'demo-inspector': {
    start: ['/', 'Today'],
    places: onCases,
    part: async (page) => {
      await open(page, /Notice to the family.*长春市监狱/, 'open')
      expect(await page.locator('.choices button', { hasText: 'Supervision from above' }).allInnerTexts()).toEqual(['Supervision from above: Supervisor sent', 'Supervision from above: Key inspection'])
      await take(page, 'Supervision from above: Supervisor sent', { 'What is demanded': 'A supervisor comes on Monday', 'Sent to supervise': '省纪委监委第二室' })
      await page.getByText('Supervised from above').first().waitFor()
      await open(page, /刑初1号/)
      await take(page, 'Check: Within their duties', { 'What was found': 'A question of the visitors’ desk' })
      await page.getByText('It is closed; nothing is left to do.').waitFor()
    },
  },
  'demo-caller': {
    start: ['/', '您好'],
    places: ['system'],
    part: async (page) => {
      await page.getByText('平台上目前没有要您办的事。').waitFor()
      await page.getByRole('heading', { name: '您看不到的' }).waitFor()
      const told = await page.locator('main').innerText()
      for (const area of ['今日', '案件', '待办', '问题整改', '审计']) expect(told).toContain(area)
      // what is not shown is not there under its address either
      for (const path of ['/matters', '/today', '/work', '/findings', '/catalogue', '/people']) expect([path, await statusAs('demo-caller', path)]).toEqual([path, 403])
      await page.getByRole('link', { name: '我的通知' }).click()
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
  },
  'demo-auditor': {
    start: ['/audit', 'Audit'],
    places: ['audit', 'system'],
    part: async (page) => {
      await page.getByRole('combobox', { name: 'Action' }).selectOption('work.act')
      const lines = page.getByRole('list', { name: 'Audit lines' }).getByRole('listitem')
      await eventually(() => lines.filter({ hasNotText: 'Step taken inside' }).count()).toBe(0)
      expect(await lines.count()).toBeGreaterThan(10)
      await page.getByRole('button', { name: 'Check all records' }).click()
      await page.getByText(/^Complete up to number [\d,]+$/).waitFor()
    },
  },
  'demo-system': {
    start: ['/system/people', '机构人员'],
    places: ['catalogue', 'import', 'system'],
    part: async (page) => {
      await page.getByRole('link', { name: '接口客户' }).click()
      await page.getByRole('button', { name: '登记接口客户' }).click()
      const form = page.getByRole('form', { name: '登记接口客户' })
      await form.getByLabel('编号').fill('e2e-roles')
      await form.getByLabel('系统名称').fill('测试接入系统')
      await form.getByRole('checkbox', { name: '推送事件' }).check()
      await form.getByLabel('所属单位，第 1 级').selectOption({ index: 1 })
      await form.getByLabel('所属单位，第 2 级').selectOption({ label: '省委政法委' })
      await form.getByRole('button', { name: '登记接口客户' }).click()
      await page.locator('.told .mono').waitFor()
      // the account of nobody
      expect(await statusAs('demo-system', '/accounts')).toBe(403)
    },
  },
  'demo-security': {
    start: ['/system/people', 'Organisations and people'],
    places: ['system'],
    part: async (page) => {
      await page.goto(`${origin()}/system/people?q=ga220104-1007`)
      await page.getByRole('button', { name: 'Make an account' }).click()
      await page.getByRole('textbox', { name: /^Name of the account/ }).fill('e2e-roles')
      await page.getByRole('button', { name: 'Make an account' }).click()
      await page.locator('.told .mono').waitFor()
      await page.getByText('Password to be changed').waitFor()
      expect(await statusAs('demo-security', '/matters')).toBe(403)
    },
  },
  'demo-audit': {
    start: ['/audit', '审计'],
    places: ['audit', 'system'],
    part: async (page) => {
      await page.getByRole('button', { name: '核对全部记录' }).click()
      await page.getByText(/^完整，到第 [\d,]+ 号为止$/).waitFor()
      // keeping the trail is not taking it away
      expect(await statusAs('demo-audit', '/audit/export')).toBe(403)
    },
  },
}

const statusAs = async (account: string, path: string): Promise<number> => (await fetch(`${origin()}/api/v1${path}`, { headers: { cookie: `hengjian=${await sessionOf(account)}` } })).status

const readAs = async <T>(account: string, path: string): Promise<T> => (await (await fetch(`${origin()}/api/v1${path}`, { headers: { cookie: `hengjian=${await sessionOf(account)}` } })).json()) as T

const personOf = (account: string): string => demoCast.people.find((one) => one.account === account)?.person ?? ''

/** Signs in as the sign-in page lets one: by a press on the person. */
async function come(account: string, place: number, width: number, language: Language): Promise<Page> {
  const page = await visit('/', { token: null, width, language })
  await page.locator('.gate-demo li button').nth(place).click()
  await page.getByRole('navigation').first().waitFor()
  await settle(page)
  const { actor } = (await (await page.request.get(`${origin()}/api/v1/session`)).json()) as SessionState
  expect(actor?.account).toBe(account)
  return page
}

describe('Each role', () => {
  let people: DemoPerson[] = []
  let own = new Map<string, string[]>()

  beforeAll(async () => {
    people = ((await (await fetch(`${origin()}/api/v1/session`)).json()) as SessionState).demo ?? []
    own = await ownMatters(origin(), people, async (account) => (await get<PersonView>(origin(), `/people/${personOf(account)}`)).posts, personOf)
  })

  test('Every account of the demo and every role has a row', async () => {
    expect(people.map(({ account }) => account).toSorted()).toEqual(Object.keys(part).toSorted())
    const { roles } = await get<RolesView>(origin(), '/roles')
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(roles.map(({ id }) => id)))
    const offices = new Set(people.filter(({ role }) => role === 'case-officer').map(({ account }) => personOf(account).slice(0, 2)))
    expect(offices).toEqual(new Set(['ga', 'jc', 'fy', 'jy', 'sf']))
  })

  for (const [turn, [account, role]] of Object.entries(part).entries()) {
    const [width, language] = turn % 2 === 0 ? ([1440, 'zh'] as const) : ([390, 'en'] as const)
    test(`${account} at ${width} px (${language}) signs in, finds what is theirs, and does their part`, async () => {
      const page = await come(account, people.findIndex((one) => one.account === account), width, language)
      const [start, heading] = role.start
      await page.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'attached' })
      expect(new URL(page.url()).pathname).toBe(start)
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
      await walk(page, role, width, language)
      if (role.places.includes('matters')) await expectOwn(page, account, own.get(account) ?? [])
      await page.goto(origin() + start)
      await settle(page)
      await role.part(page)
      expect([...(await wrongTexts(page, language)), ...(await barriers(page))]).toEqual([])
    })
  }
})

describe('What came back', () => {
  test('is done again by the judge, and what was asked is answered by the prosecutor', async () => {
    const judge = await visit('/work', { token: await sessionOf('demo-judge') })
    await open(judge, /受理后3日内告知有权委托辩护人/)
    await take(judge, '核查：属实', { 核查情况: '送达笔录没有入卷' })
    await take(judge, '整改', { 原因: '迟录漏录', 整改措施和结果: '已经补录，笔录附卷' })
    const prosecutor = await visit('/work', { token: await sessionOf('demo-prosecutor'), width: 390, language: 'en' })
    await open(prosecutor, /Decide on arrest within 7 days/)
    await take(prosecutor, 'Reply to the supervision', { Reply: 'Decided this morning' })
    await past(prosecutor).getByText('Decided this morning').waitFor()
  })
})

/** What navigation offers is what the role may open: all of it leads to a page, and there is nothing else. */
async function walk(page: Page, { places }: Role, width: number, language: Language): Promise<void> {
  const offered = page.getByRole('navigation', { name: language === 'zh' ? '主导航' : 'Main navigation' }).getByRole('link')
  const expected = places.slice(0, width < 600 ? onPhone : places.length).map((place) => names[place][language])
  expect((await offered.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(expected)
  for (const name of expected) {
    await offered.filter({ hasText: name }).click()
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await settle(page)
    expect([name, await page.locator('main [role=alert]').count()]).toEqual([name, 0])
  }
}

/** The list holds the own matters: their number on the page, and each of them behind it. */
async function expectOwn(page: Page, account: string, own: readonly string[]): Promise<void> {
  expect(own.length).toBeGreaterThan(0)
  const chains: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const list: MatterList = await readAs<MatterList>(account, `/matters?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
    chains.push(...list.items.map(({ chain }) => chain))
    cursor = list.nextCursor
  }
  expect(chains.toSorted()).toEqual(own.toSorted())
  await page.goto(`${origin()}/matters`)
  await settle(page)
  await eventually(() => page.locator('main h1 + output').innerText()).toMatch(new RegExp(`(?:^|\\D)${own.length}(?:\\D|$)`))
}
