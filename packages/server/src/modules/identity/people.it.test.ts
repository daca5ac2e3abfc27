/** Organisations and people from files: nothing is lost, what is wrong is located, people keep their history. */
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoCast, demoPeopleFile, demoUnitsFile } from '../../demo/organisation.ts'
import { at, openTestStore } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { readConfig } from '../../config.ts'
import { createIdentity } from './index.ts'
import type { Identity } from './index.ts'

let store: TestStore
let identity: Identity
let now = at('2026-03-03T12:00:00+08:00')

beforeAll(async () => {
  store = await openTestStore()
  identity = await createIdentity({ store, clock: () => now, internalDir: readConfig({}).internalDir, dataDir: store.dataDir, secret: null, demo: false, offset: 480, record: () => Promise.resolve() })
})
afterAll(() => store.close())
beforeEach(async () => {
  now = at('2026-03-03T12:00:00+08:00')
  await store.pool.query('truncate org_unit, person, post, absence, account, session, password_history cascade')
})

const units = `code,parent,kind,agency,place,name
ga1-01,ga1,department,,220104,刑侦一中队
ga1,220104,agency,police,220104,朝阳公安
220104,,place,,220104,朝阳区
fy1,220104,agency,court,220104,朝阳法院`
const header = '工号,姓名,机构代码,角色,职务,任职日期,离任日期'
const importUnits = () => identity.importPeople(null, 'units.csv', units)
const importPeople = (...rows: string[]) => identity.importPeople(null, 'people.csv', [header, ...rows].join('\n'))
const reader = () => ({ ...identity.local, permissions: new Set<string>() })
const rolesOf = async (person: string): Promise<string[]> => {
  const account = `a${person.toLowerCase()}`
  if (!(await identity.accounts()).some(({ id }) => id === account)) await identity.createAccount(null, account, person, { password: 'Tisch-7-Lampe' })
  return [...((await identity.resolve(await identity.openSession(account)))?.actor.roles ?? [])]
}

describe('organisations', () => {
  test('come in any order and get their paths from those above them', async () => {
    expect(await importUnits()).toMatchObject({ kind: 'units', read: 4, added: 4, rejected: [] })
    const { rows } = await store.pool.query('select id, agency, path::text from org_unit order by path')
    expect(rows).toEqual([
      { id: '220104', agency: null, path: '220104' },
      { id: 'fy1', agency: 'court', path: '220104.fy1' },
      { id: 'ga1', agency: 'police', path: '220104.ga1' },
      { id: 'ga1-01', agency: 'police', path: '220104.ga1.ga1_01' },
    ])
  })
  test('the same file again changes nothing, a new name changes one', async () => {
    await importUnits()
    expect(await importUnits()).toMatchObject({ added: 0, changed: 0, unchanged: 4 })
    expect(await identity.importPeople(null, 'u.csv', units.replace('朝阳法院', '朝阳区人民法院'))).toMatchObject({ changed: 1, unchanged: 3 })
  })
  test('are found by their id, or by the code of their place and the agency; a place alone is none', async () => {
    await importUnits()
    expect(await Promise.all([identity.pathOf('ga1-01', 'court'), identity.pathOf('220104000000', 'court'), identity.pathOf('220104', 'police'), identity.pathOf('220104', 'prison')])).toEqual(['220104.ga1.ga1_01', '220104.fy1', '220104.ga1', null])
  })
  test('have above them the one of their kind at the next place, or the committee where there is none', async () => {
    await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\n22,,place,,22,省\nzf,22,agency,committee,22,省委政法委\n2201,22,place,,2201,市\nzc,2201,agency,committee,2201,市委政法委\nga,2201,agency,police,2201,市公安局\n220199,2201,place,,220199,县\nga9,220199,agency,police,220199,县公安局\nga9-01,ga9,department,,220199,一队\nfy9,220199,agency,court,220199,县法院')
    expect(await identity.lineOf('22.2201.220199.ga9.ga9_01')).toEqual({ agency: { id: 'ga9', path: '22.2201.220199.ga9', name: '县公安局' }, above: ['22.2201.ga', '22.zf'] })
    expect((await identity.lineOf('22.2201.220199.fy9')).above).toEqual(['22.2201.zc', '22.zf'])
    expect(await identity.lineOf('22.2201')).toEqual({ agency: null, above: [] })
  })
  test('a path cannot be given from outside', async () => {
    await expect(identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name,path\nx,,place,,22,甲,22')).rejects.toThrow('HJ-PPL-001')
  })
  test('a unit cannot be moved below another one', async () => {
    await importUnits()
    const { rejected } = await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\nga1,fy1,department,,220104,朝阳公安\nga1_01,220104,agency,police,220104,别的')
    expect(rejected.map(({ line, column, code }) => [line, column, code])).toEqual([[2, 'parent', 'HJ-PPL-006'], [3, 'code', 'HJ-PPL-003']])
  })
  test('what is wrong is named by line and column, and the rest is stored', async () => {
    const report = await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\n220104,,place,,220104,朝阳区\nga1,nowhere,agency,police,220104,甲\nga2,220104,agency,pirates,220104,乙\n,220104,agency,police,220104,丙\nga3,220104,agency,police,abc,丁')
    expect(report.added).toBe(1)
    expect(report.rejected.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'parent', 'HJ-PPL-004'],
      [4, 'agency', 'HJ-PPL-003'],
      [5, 'code', 'HJ-PPL-002'],
      [6, 'place', 'HJ-PPL-003'],
    ])
  })
  test('units that name each other as parents are turned back instead of waited for', async () => {
    const report = await identity.importPeople(null, 'u.csv', 'code,parent,kind,agency,place,name\na,b,place,,22,甲\nb,a,place,,22,乙')
    expect(report.rejected.map(({ code }) => code)).toEqual(['HJ-PPL-004', 'HJ-PPL-004'])
  })
})

describe('people', () => {
  beforeEach(importUnits)

  test('who comes in another unit has moved: the former post ends the day before and stays on record', async () => {
    await importPeople('P1,孙立,ga1-01,case-officer,民警,2020-01-01,')
    expect(await importPeople('P1,孙立,ga1,case-officer,民警,2026-02-01,')).toMatchObject({ added: 1, rejected: [] })
    const { posts } = await identity.person('P1', reader())
    expect(posts.map(({ unit, since, until, current }) => [unit, since, until, current])).toEqual([
      ['ga1', '2026-02-01', null, true],
      ['ga1-01', '2020-01-01', '2026-01-31', false],
    ])
  })
  test('an old file does not undo the move', async () => {
    await importPeople('P1,孙立,ga1-01,case-officer,民警,2020-01-01,')
    await importPeople('P1,孙立,ga1,case-officer,民警,2026-02-01,')
    expect(await importPeople('P1,孙立,ga1-01,case-officer,民警,2020-01-01,')).toMatchObject({ unchanged: 1 })
    expect((await identity.person('P1', reader())).posts).toHaveLength(2)
  })
  test('system, security and audit are never in one hand, one after the other is fine', async () => {
    const report = await importPeople('P1,赵一,ga1,system-administrator,,2020-01-01,', 'P1,赵一,ga1,security-administrator,,2021-01-01,', 'P2,钱二,ga1,system-administrator,,2020-01-01,2020-12-31', 'P2,钱二,ga1,audit-administrator,,2021-01-01,')
    expect(report.rejected.map(({ line, code }) => [line, code])).toEqual([[3, 'HJ-PPL-005']])
    expect(report.added).toBe(3)
  })
  test('days and roles that do not exist are turned back', async () => {
    const report = await importPeople('P1,赵一,ga1,king,,2020-01-01,', 'P2,钱二,ga1,case-officer,,2021-02-29,', 'P3,孙三,ga1,case-officer,,2021-02-01,2021-01-01', 'P4,李四,fy9,case-officer,,2021-02-01,')
    expect(report.rejected.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'role', 'HJ-PPL-003'],
      [3, 'since', 'HJ-PPL-003'],
      [4, 'until', 'HJ-PPL-003'],
      [5, 'unit', 'HJ-PPL-004'],
    ])
  })
  test('a post counts from its first to its last day', async () => {
    await importPeople('P1,孙立,ga1,case-officer,,2026-03-04,2026-03-05')
    expect(await rolesOf('P1')).toEqual([])
    now = at('2026-03-04T00:00:00+08:00')
    expect(await rolesOf('P1')).toEqual(['case-officer'])
    now = at('2026-03-06T00:00:00+08:00')
    expect(await rolesOf('P1')).toEqual([])
  })
})

describe('leave and substitution', () => {
  const absence = (row: string) => identity.importPeople(null, 'a.csv', `工号,类别,开始日期,结束日期,代理人工号\n${row}`)
  beforeEach(async () => {
    await importUnits()
    await importPeople('P1,孙立,ga1,division-head,,2020-01-01,', 'P2,周明,ga1-01,case-officer,,2020-01-01,', 'P3,吴安,ga1,security-administrator,,2020-01-01,', 'P4,郑全,ga1,system-administrator,,2020-01-01,')
  })

  test('a substitute has the roles of the absent colleague, while the absence lasts', async () => {
    expect(await absence('P1,leave,2026-03-01,2026-03-03,P2')).toMatchObject({ added: 1, rejected: [] })
    expect(await rolesOf('P2')).toEqual(['case-officer', 'division-head'])
    now = at('2026-03-04T00:00:00+08:00')
    expect(await rolesOf('P2')).toEqual(['case-officer'])
  })
  test('nobody stands in for an administrator of the other kind', async () => {
    expect((await absence('P3,leave,2026-03-01,2026-03-09,P4')).rejected).toMatchObject([{ line: 2, column: 'substitute', code: 'HJ-PPL-005' }])
  })
  test('nor does it happen because a post came later', async () => {
    await absence('P3,leave,2026-03-01,2026-03-09,P2')
    await importPeople('P2,周明,ga1,system-administrator,,2026-03-02,')
    expect((await rolesOf('P2')).toSorted()).toEqual(['case-officer', 'system-administrator'])
  })
})

test('a clearance comes with the file, stays where a file says nothing of it, and must be a rank that exists', async () => {
  const clearance = async () => (await store.pool.query<{ clearance: number }>('select clearance from person where id = $1', ['CL1'])).rows[0]?.clearance
  await importUnits()
  const file = (cell: string) => identity.importPeople(null, 'c.csv', `id,name,unit,role,since,clearance\nCL1,甲,ga1,case-officer,2026-01-01,${cell}`)
  expect((await file('机密')).rejected).toEqual([])
  expect(await clearance()).toBe(2)
  await importPeople('CL1,甲,ga1,case-officer,,2026-01-01,')
  expect(await clearance()).toBe(2)
  expect((await file('特密')).rejected).toMatchObject([{ column: 'clearance', code: 'HJ-PPL-003' }])
  expect((await file('')).changed).toBe(1)
  expect(await clearance()).toBe(0)
})

test('a file that is no CSV of people is refused as a whole', async () => {
  for (const text of ['', 'a,b\n1,2', '"unclosed', 'code,code,parent,kind,agency,place,name\n']) await expect(identity.importPeople(null, 'x.csv', text)).rejects.toThrow('HJ-PPL-001')
})

test('the organisations and people of the demo come in whole, and every role of the demo is held by somebody', async () => {
  expect((await identity.importPeople(null, 'units.csv', demoUnitsFile())).rejected).toEqual([])
  expect((await identity.importPeople(null, 'people.csv', demoPeopleFile())).rejected).toEqual([])
  const { rows } = await store.pool.query<{ role: string }>('select distinct role from post where person_id = any($1)', [demoCast.people.map(({ person }) => person)])
  expect(rows.map(({ role }) => role).toSorted()).toEqual(identity.roles.roles.map(({ id }) => id).toSorted())
})

test('a workbook comes in like a text, with the rows that are wrong named by their number', async () => {
  await importUnits()
  const row = (number: number, ...texts: string[]): string => `<row r="${number}">${texts.map((text, i) => `<c r="${'ABCDEFG'[i]}${number}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${main}"><sheetData>${row(1, ...header.split(','))}${row(2, 'P1', '孙立', 'ga1', 'case-officer', '民警', '2020-01-01', '')}${row(3, 'P2', '周明', 'fy9', 'case-officer', '', '2020-01-01', '')}</sheetData></worksheet>`),
  })
  const report = await identity.importPeople(null, 'people.xlsx', bytes)
  expect(report).toMatchObject({ kind: 'people', read: 2, added: 1 })
  expect(report.rejected.map(({ line, column, code }) => [line, column, code])).toEqual([[3, 'unit', 'HJ-PPL-004']])
})
