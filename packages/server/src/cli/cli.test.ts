/** The command line as its users meet it: what it prints, where, and the exit code. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runCli } from './main.ts'

const root = resolve(import.meta.dirname, '../../../..')
const italy = join(root, 'examples/italy-road-fines')
const folder = mkdtempSync(join(tmpdir(), 'hengjian-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs in this process, because starting another costs more than any command. */
async function hengjian(...args: string[]) {
  let stdout = ''
  let stderr = ''
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true)),
  ]
  try {
    process.exitCode = 0
    await runCli(args.some((word) => word === '--lang') ? args : [...args, '--lang', 'zh'])
    return { status: process.exitCode, stdout, stderr }
  } finally {
    process.exitCode = 0
    for (const spy of spies) spy.mockRestore()
  }
}

function file(name: string, ...events: (object | string)[]): string {
  const path = join(folder, name)
  writeFileSync(path, events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n'))
  return path
}

const created = { id: '1', chain: 'A', node: 'IT-N01', at: '2012-03-01T00:00:00+01:00' }
const sentLate = { id: '2', chain: 'A', node: 'IT-N02', at: '2012-05-31T00:00:00+02:00' }
const sentInTime = { ...sentLate, at: '2012-05-30T00:00:00+02:00' }
const check = (...args: string[]) => hengjian('check', ...args, '--catalog', italy)

describe('conform', () => {
  const conform = (...args: string[]) => hengjian('conform', ...args, '--catalog', italy, '--format', 'json')

  test('says of good data what it lets be judged', async () => {
    const { status, stdout } = await conform(file('conform.jsonl', created, sentInTime, sentInTime))
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ chains: 1, events: 3, problems: 0, conflicts: [], repeated: 1, unknownNodes: [], oddValues: [], judged: expect.any(Number) as number })
  })

  test('names what is wrong with data, and what rules lack', async () => {
    const { status, stdout } = await conform(file('unfit.jsonl', { ...created, attrs: { colour: 'red' } }, { ...created, docNo: 'other' }, { ...created, id: '3', node: 'XX' }, { ...created, id: '4', at: '2012-03-01T00:00:00' }))
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ problems: 1, conflicts: ['it/road-fines 1'], unknownNodes: [{ node: 'XX', count: 1 }], unused: ['colour'] })
  })

  test('counts a rule as lacking where the fact is missing, and names the fact', async () => {
    const { stdout } = await hengjian('conform', file('lacking.jsonl', { id: '1', chain: 'A', subject: 'S', node: 'P04-N01', at: '2026-03-02T10:00:00+08:00', attrs: { act: '批准' } }), '--format', 'json')
    const { lacking } = JSON.parse(stdout) as { lacking: { rule: string; fact: string; factName: { zh: string } | null }[] }
    expect(lacking.find(({ rule }) => rule === 'GAX-010')).toMatchObject({ fact: 'actor.level', factName: { zh: '审批人层级' } })
  })

  test('asks for a key before it goes to a server', async () => {
    const { status, stderr } = await hengjian('conform', 'http://127.0.0.1:1')
    expect([status, stderr.includes('HENGJIAN_KEY')]).toEqual([2, true])
  })
})

describe('check', () => {
  test('exits 0 without violations, 1 with, 2 where input could not be used', async () => {
    expect((await check(file('ok.jsonl', created, sentInTime))).status).toBe(0)
    expect((await check(file('late.jsonl', created, sentLate))).status).toBe(1)
    expect((await check(file('bad.jsonl', created, sentLate, '{oops'))).status).toBe(2)
    expect((await check(join(folder, 'missing.jsonl'))).status).toBe(2)
  })

  test('counts outcomes per rule as one JSON document', async () => {
    const { stdout } = await check(file('late.jsonl', created, sentLate), '--format', 'json')
    const summary = JSON.parse(stdout) as { rules: { rule: string }[] }
    expect(summary).toMatchObject({ chains: 1, events: 2, problems: 0 })
    expect(summary.rules.find(({ rule }) => rule === 'IT-001')).toEqual({ rule: 'IT-001', name: { zh: '罚单限期寄出', en: 'Send the fine in time' }, ok: 0, pending: 0, warning: 0, violation: 1, not_evaluated: 0 })
  })

  test('writes verdicts with their trace, one per line, only those asked for', async () => {
    const { stdout } = await check(file('late.jsonl', created, sentLate), '--format', 'jsonl', '--outcome', 'violation,warning')
    const verdicts = stdout.trim().split('\n').map((line) => JSON.parse(line) as { due: string; trace: unknown[] })
    expect(verdicts).toMatchObject([{ chain: 'A', rule: 'IT-001', outcome: 'violation', due: '2012-05-30', anchor: '1', closedBy: '2' }])
    expect(verdicts[0]?.trace.length).toBeGreaterThan(0)
  })

  test('joins the events of one matter from several files', async () => {
    expect((await check(file('a.jsonl', created), file('b.jsonl', sentInTime), '--as-of', '2013-01-01')).status).toBe(0)
  })

  test('names file, line and remedy of what it cannot read, on standard error only', async () => {
    const { stdout, stderr } = await check(file('bad.jsonl', created, '{oops', { id: '3' }), '--format', 'json')
    expect(stderr).toMatch(/^\S+bad\.jsonl:2 HJ-FIL-011 .*\n {2}→ .+\n\S+bad\.jsonl:3 HJ-EVT-001 .*\n {2}→ .+\n$/)
    expect(JSON.parse(stdout)).toMatchObject({ events: 1, problems: 2 })
  })

  test('says which nodes the catalogue does not know', async () => {
    const { stderr, status } = await check(file('odd.jsonl', { ...created, node: 'XX-9' }), '--lang', 'en')
    expect(stderr).toContain('XX-9 (1)')
    expect(status).toBe(0)
  })

  test('a bare date as the moment includes that day', async () => {
    expect((await check(file('one.jsonl', created), '--as-of', '2012-05-30')).status).toBe(0)
    expect((await check(file('one.jsonl', created), '--as-of', '2012-05-31')).status).toBe(1)
  })
})

describe('explain', () => {
  test('tells the verdict in sentences', async () => {
    const { stdout } = await hengjian('explain', file('late.jsonl', created, sentLate), '--chain', 'A', '--catalog', italy, '--lang', 'en')
    expect(stdout).toContain('IT-001 Send the fine in time')
    expect(stdout).toContain('30 May 2012')
  })

  test('says so when there is no such matter', async () => {
    const { stderr, status } = await hengjian('explain', file('late.jsonl', created), '--chain', 'B', '--catalog', italy)
    expect(stderr).toMatch(/^文件中没有案件“B”\n {2}→ /)
    expect(status).toBe(2)
  })
})

describe('catalog', () => {
  test('coverage, test and show answer in JSON', async () => {
    expect(JSON.parse((await hengjian('catalog', 'coverage', '--catalog', italy, '--format', 'json')).stdout)).toMatchObject({ flows: 1, nodes: 11, armed: 8, rules: { total: 5, byKind: { limit: 3, notBefore: 1, required: 1 }, byAgency: { police: 5 } } })
    expect(JSON.parse((await hengjian('catalog', 'test', '--catalog', italy, '--format', 'json')).stdout)).toMatchObject({ failed: 0, failures: [] })
    expect(JSON.parse((await hengjian('catalog', 'show', 'IT-N04', '--catalog', italy, '--format', 'json')).stdout)).toMatchObject({ code: 'IT-N04', rules: [{ id: 'IT-002' }, { id: 'IT-005' }] })
  })

  test('coverage counts standard flows and steps, with the same keys in JSON', async () => {
    const court = join(folder, 'court')
    cpSync(italy, court, { recursive: true })
    const trial = (code: string, nodes: string) => `  - { code: ${code}, name: { zh: 甲, en: A }, instance: first, kind: civil, procedure: 普通, basis: [cds 201], nodes: [${nodes}] }\n`
    const step = (code: string, group: string) => `  - { code: ${code}, name: { zh: 乙, en: B }, node: IT-N01, class: ${group} }\n`
    writeFileSync(join(court, 'variants.yaml'), `trials:\n${trial('T01', 'IT-N01, IT-N02')}${trial('T02', 'IT-N02, IT-N03')}enforcement:\n${step('IT-S01', 'collective')}${step('IT-S02', 'case')}${step('IT-S03', 'case')}`)
    expect((await hengjian('catalog', 'coverage', '--catalog', court)).stdout).toMatch(/审判标准流程 2 条，经过 3 个不同节点，\d 个受监督\n执行步骤 3 项：集约事务 1，案件办理 2\n/)
    expect((await hengjian('catalog', 'coverage', '--catalog', italy)).stdout).not.toContain('审判标准流程')
    expect(Object.keys(JSON.parse((await hengjian('catalog', 'coverage', '--catalog', court, '--format', 'json')).stdout) as object)).toEqual(['flows', 'nodes', 'armed', 'rules', 'unarmed'])
  })

  test('lint names file, line and remedy of a broken catalogue', async () => {
    writeFileSync(join(folder, 'catalog.yaml'), 'id: x\nzone: "+08:00"\nsurprise: 1\n')
    const { stdout, status } = await hengjian('catalog', 'lint', '--catalog', folder)
    expect(stdout).toMatch(/catalog\.yaml:3 HJ-CAT-\d{3} .*surprise.*\n {2}→ /)
    expect(status).toBe(2)
  })
})

describe('help and mistakes', () => {
  test('Chinese by default, English on request', async () => {
    expect((await hengjian('--help')).stdout).toContain('检查文件中的事件')
    expect((await hengjian('--help', '--lang', 'en')).stdout).not.toMatch(/[\u4e00-\u9fff]/)
  })

  test('a misspelt command gets a suggestion and no stack trace', async () => {
    const { stderr, status } = await hengjian('chek')
    expect(stderr).toContain('check')
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(status).toBe(2)
  })

  test('the installed command starts on its own', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'packages/server/bin/hengjian.mjs'), 'catalog', 'lint', '--catalog', italy], { encoding: 'utf8' })
    expect(stdout).not.toBe('')
    expect(status).toBe(0)
  })
})
