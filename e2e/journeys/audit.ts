/** Audit: what was done stands there, is found again, is checked and goes out. */
import { readFile } from 'node:fs/promises'
import type { AuditLine, AuditState } from '../../packages/contracts/src/index.ts'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { unreachable, walkByTab } from '../keyboard.ts'
import { wrongTexts } from '../texts.ts'
import { ask as send, push } from '../api.ts'
import type { Look } from '../browser.ts'
import { eventually, origin, sessionOf, visit } from '../world.ts'

/** A page as the auditor sees it. */
const audited = async (path: string, look: Look = {}) => await visit(path, { ...look, token: await sessionOf('demo-auditor') })

/** A source system asks before an act that comes too early: an order without which there is a breach. */
async function ask(chain: string): Promise<void> {
  await push(origin(), [{ id: `${chain}-1`, source: 'e2e', chain, node: 'P02-N03', at: '2026-11-20T10:00:00+08:00' }])
  const response = await send(origin(), '/precheck', { chain, node: 'P04-N02', actor: { id: '220100-1007' } })
  expect(response.status).toBe(200)
}

describe('Audit', () => {
  test('A question before an act stands in the trail, is found by its matter and goes out as a line', async () => {
    await ask('A-E2E-审计-1')
    await ask('A-E2E-审计-2')
    const page = await audited('/audit')
    await page.getByRole('heading', { level: 1, name: '审计' }).waitFor()
    await page.getByRole('searchbox', { name: '对象' }).fill('审计-1')
    await eventually(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('combobox', { name: '操作' }).selectOption('precheck.ask')
    const row = page.getByRole('row', { name: /事前检查/ })
    await row.getByRole('link', { name: 'A-E2E-审计-1' }).waitFor()
    await row.getByText('详情').first().click()
    await row.getByText('220100-1007').waitFor()
    expect(new URL(page.url()).searchParams.get('action')).toBe('precheck.ask')

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出找到的记录' }).click()])
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as AuditLine)
    expect(lines.map((line) => [line.action, line.object])).toEqual([['precheck.ask', 'matter:A-E2E-审计-1']])

    await page.getByRole('button', { name: '清除条件' }).click()
    await page.getByRole('row', { name: /导出审计记录/ }).first().waitFor()
  })

  test('A day on which nothing was done says so', async () => {
    const page = await audited('/audit?from=2001-01-01&to=2001-01-02')
    await page.getByText('没有符合条件的审计记录。').waitFor()
    expect(await page.getByLabel('从').inputValue()).toBe('2001-01-01')
  })

  test('A check recomputes everything and says up to where the trail is whole', async () => {
    const page = await audited('/audit')
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await page.getByText(/^完整，到第 [\d,]+ 号为止$/).waitFor()
    await page.getByText(/：[\d,]{3,} 案、.* 个日根，没有改动。/).waitFor()
    await page.getByText(/最近的日根是第 1 号/).waitFor()
    await page.getByRole('row', { name: /核对记录/ }).first().waitFor()
  })

  test('A record that was bent is named, with what to do', async () => {
    const page = await audited('/audit')
    // as the server answers once somebody has been at its database
    await page.route('**/api/v1/audit/state', async (route) => {
      const response = await route.fetch()
      const state = (await response.json()) as AuditState
      const check = { state: 'done', startedAt: '2026-11-28T02:00:00.000Z', finishedAt: '2026-11-28T02:00:09.000Z', counts: { chains: 3, events: 40, lines: 9, roots: 1 }, totalChains: 300, bad: { part: 'event', chain: 'A-1', position: 4, why: 'content' } }
      await route.fulfill({ response, json: { ...state, check } })
    })
    await page.reload()
    await page.getByText('发现改动').waitFor()
    await page.getByText('案件 A-1 的第 4 条记录：内容被改动。').waitFor()
    await page.getByText('不要动数据库，保存现状，与备份比对。').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('Everything is reached by keyboard, and the letters lead here', async () => {
    const page = await audited('/')
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.getByRole('heading', { level: 1, name: '审计' }).waitFor()
    await page.getByRole('row').nth(1).waitFor()
    const stops = await walkByTab(page)
    expect(stops.filter((stop) => !stop.visible)).toEqual([])
    expect(await unreachable(page)).toEqual([])
  })

  test('On a phone the lines are cards, in English too', async () => {
    const page = await audited('/audit', { width: 390, language: 'en' })
    await page.getByRole('list', { name: 'Audit lines' }).getByRole('listitem').first().waitFor()
    await page.getByText('Details').first().click()
    expect(await wrongTexts(page, 'en')).toEqual([])
    expect(await barriers(page)).toEqual([])
  })
})
