/** Import: a file comes in, what was turned back comes out, and the matter can be found. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { wrongTexts } from '../texts.ts'
import { visit } from '../world.ts'

const chain = 'A220100-2026-990003'
const event = (id: string, node: string, at: string, attrs = {}): string =>
  JSON.stringify({ id, source: 'e2e-file', chain, case: '长春公（刑）立字〔2026〕990003号', subject: 'S1', node, at, attrs })

const good = [
  event('f1', 'P02-N08', '2026-03-01T10:00:00+08:00', { crime: '盗窃' }),
  event('f2', 'P04-N02', '2026-03-03T10:00:00+08:00', { personName: '上官若水' }),
  event('f3', 'P04-N04', '2026-03-03T18:00:00+08:00'),
]
const bad = event('f4', 'P05-N01', '三月六日')

const file = (name: string, lines: readonly string[]) => ({ name, mimeType: 'application/x-ndjson', buffer: Buffer.from(lines.join('\n')) })

async function choose(page: Page, chosen: ReturnType<typeof file>): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选择文件' }).click()])
  await chooser.setFiles(chosen)
}

async function drop(page: Page, { name, buffer }: ReturnType<typeof file>): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => { const transfer = new DataTransfer(); transfer.items.add(new File([${JSON.stringify(buffer.toString())}], ${JSON.stringify(name)})); return transfer })()`)
  const zone = page.getByText('把文件拖到这里').locator('..')
  await zone.dispatchEvent('dragover', { dataTransfer: transfer })
  await page.getByText('松手就开始导入').waitFor()
  await page.getByText('松手就开始导入').locator('..').dispatchEvent('drop', { dataTransfer: transfer })
}

const count = async (page: Page, name: string): Promise<string> => await page.locator('.job dl div').filter({ hasText: name }).locator('dd').innerText()

describe('Import', () => {
  test('A chosen file is kept but for its bad line, which can be downloaded, and the matter can be found', async () => {
    const page = await visit('/import')
    await choose(page, file('march.jsonl', [...good, bad]))
    await page.getByText('3 个事件已经记下，1 行退回。').waitFor()
    expect(await count(page, '读到')).toBe('4')
    expect(await count(page, '记下')).toBe('3')
    expect(await count(page, '退回')).toBe('1')

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载退回的行（1）' }).first().click()])
    const rejected = await readFile(await download.path(), 'utf8')
    expect(download.suggestedFilename()).toBe('march.jsonl-退回.csv')
    expect(rejected).toContain('"4","HJ-EVT-004","at"')
    expect(rejected).toContain('三月六日')

    await page.getByRole('searchbox', { name: '搜索案件' }).fill('990003号')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '上**水盗窃案' }).click()
    await page.getByRole('heading', { level: 1, name: '上**水盗窃案' }).waitFor()
  })

  test('A file dropped a second time stores nothing twice', async () => {
    const page = await visit('/import')
    await drop(page, file('again.jsonl', good))
    await page.getByText('没有新的事件：3 个都记过了。').waitFor()
    await page.getByRole('row', { name: /again\.jsonl/ }).waitFor()
    await page.getByRole('button', { name: '再导一个' }).click()
    await page.getByText('把文件拖到这里').waitFor()
  })

  test('The history stays readable on a phone, in English too', async () => {
    const page = await visit('/import', { width: 390, language: 'en' })
    await page.getByRole('row', { name: /march\.jsonl/ }).waitFor()
    expect(await wrongTexts(page, 'en')).toEqual([])
    expect(await barriers(page)).toEqual([])
  })

  test('A file of an unknown format is turned away before it is sent, with what to do', async () => {
    const page = await visit('/import')
    await choose(page, file('notes.docx', ['x']))
    const told = page.getByRole('alert')
    await told.getByText('不认识的格式').waitFor()
    await told.getByText('换成 .jsonl、.json、.csv 或 .xes，可以压缩成 .gz。').waitFor()
    await told.getByText('编号 HJ-WEB-005').waitFor()
  })

  test('A slow upload shows how far it is, and can be stopped', async () => {
    const page = await visit('/import')
    const network = await page.context().newCDPSession(page)
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 })
    await choose(page, file('slow.jsonl', Array.from({ length: 5000 }, (_, place) => event(`slow-${place}`, 'P02-N08', '2026-03-01T10:00:00+08:00'))))
    await page.getByRole('progressbar', { name: /已传 .*，共 / }).waitFor()
    await page.getByRole('button', { name: '停止上传' }).click()
    await page.getByText('已经停止上传。').waitFor()
  })
})
