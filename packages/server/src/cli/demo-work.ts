/**
 * What the people of the demo have done before somebody looks: warnings are given out, one is put right, one is reviewed,
 * a task is set, an enquiry recorded, so that everybody finds something that waits. They do it as everybody does, signed in
 * and through the interface; nothing is written past it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkList, WorkMatter, WorkRow } from '@hengjian/contracts'
import { demoCast } from '../demo/organisation.ts'

type Account = (typeof demoCast.people)[number]['account']

/** Who takes which step, with which act and words. */
interface Deed {
  as: Account
  node: string
  act?: string
  form?: Record<string, unknown>
}

const personOf = (account: Account): string => demoCast.people.find((one) => one.account === account)?.person ?? ''
const given = (as: Account, to: Account): Deed => ({ as, node: 'FND-N02', form: { assignee: personOf(to), note: '请核对卷宗和系统记录' } })

const signed: Deed = { as: 'demo-police-officer', node: 'FND-N03' }
const checked: Deed = { as: 'demo-police-officer', node: 'FND-N04', act: '属实', form: { facts: '材料已经备齐，没有按期提请。' } }
const putRight: Deed = { as: 'demo-police-officer', node: 'FND-N05', form: { cause: '工作疏忽', measures: '已经提请批准逮捕，今后每日核对期限。' } }
const passed: Deed = { as: 'demo-reviewer', node: 'FND-N07', act: '通过', form: { opinion: '材料齐全。' } }
const toOfficer = given('demo-case-manager', 'demo-police-officer')

/** Warnings of the cast by the rule that was broken, and how far each has come. Of one rule the first goes to the first. */
const warnings: readonly { rule: string; deeds: readonly Deed[] }[] = [
  // waits for the case manager
  { rule: 'GA-014', deeds: [] },
  { rule: 'GA-014', deeds: [toOfficer] },
  { rule: 'GA-014', deeds: [toOfficer, signed, checked, putRight] },
  { rule: 'GA-014', deeds: [toOfficer, signed, checked, putRight, passed] },
  { rule: 'JC-001', deeds: [given('demo-committee', 'demo-prosecutor')] },
  { rule: 'FY-018', deeds: [given('demo-committee', 'demo-judge')] },
  { rule: 'JY-003', deeds: [given('demo-committee', 'demo-prison-officer')] },
  { rule: 'SF-013', deeds: [given('demo-committee', 'demo-justice-officer')] },
]

const begun: readonly { as: Account; flow: string; act: string | null; form: Record<string, unknown> }[] = [
  { as: 'demo-committee', flow: 'TSK', act: null, form: { task: '涉案财物积存清理', demand: '年底前把已经结案的涉案财物处置完毕。', steps: '一、逐件登记\n二、分类处置\n三、报告结果', owner: personOf('demo-division-head'), days: 60 } },
  { as: 'demo-committee', flow: 'TSK', act: null, form: { task: '超期未结案件清理', demand: '逐案说明原因，提出办结时间。', steps: '一、列出清单\n二、逐案核对\n三、报告结果', owner: personOf('demo-city-leader'), days: 90 } },
  { as: 'demo-judge', flow: 'ITF', act: '如实记录', form: { caseNo: '（2026）0104刑初1号', who: '某单位工作人员', kind: '其他', how: '当面', askedOn: new Date().toISOString().slice(0, 10), said: '打听何时开庭，能否从轻' } },
]

/** How long the first warnings may take to be opened. */
const PATIENCE_MS = 30_000

export async function beginDemoWork(url: string): Promise<void> {
  const people = new Map<Account, Promise<string>>()
  const ask = async <T>(as: Account, path: string, body?: unknown): Promise<T> => {
    const cookie = people.get(as) ?? signIn(url, as)
    people.set(as, cookie)
    return await call<T>(url, path, await cookie, body)
  }
  for (const { row, deeds } of await opened(async () => (await ask<WorkList>('demo-committee', '/findings?state=open&limit=200')).rows)) {
    for (const { as, node, act = null, form = {} } of deeds) {
      const path = `/flows/${row.flow}/matters/${encodeURIComponent(row.chain)}`
      const { last } = await ask<WorkMatter>(as, path)
      await ask(as, `${path}/actions/${node}`, { act, form, expected: last })
    }
  }
  for (const { as, flow, act, form } of begun) await ask(as, `/flows/${flow}/matters`, { act, form })
  for (const cookie of people.values()) await call(url, '/session', await cookie, null)
}

/** The warnings that the cast is charged with, once all of them are open. In a year whose holidays are unknown some never are: then those that there are. */
async function opened(read: () => Promise<WorkRow[]>): Promise<{ row: WorkRow; deeds: readonly Deed[] }[]> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const rows = (await read()).toSorted((a, b) => a.chain.localeCompare(b.chain))
    const found = warnings.flatMap(({ rule, deeds }, k) => {
      const place = warnings.slice(0, k).filter((other) => other.rule === rule).length
      const row = rows.filter(({ origin }) => origin?.rule === rule && origin.chain.startsWith('A220104-'))[place]
      return row === undefined ? [] : [{ row, deeds }]
    })
    if (found.length === warnings.length || Date.now() > until) return found
  }
}

async function signIn(url: string, account: Account): Promise<string> {
  const response = await fetch(`${url}/api/v1/session/demo`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify({ account }) })
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

/** `body`: null takes away, undefined asks. */
async function call<T>(url: string, path: string, cookie: string, body?: unknown): Promise<T> {
  const headers = { cookie, origin: url, ...(body === undefined || body === null ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(`${url}/api/v1${path}`, { method: body === undefined ? 'GET' : body === null ? 'DELETE' : 'POST', headers, ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
