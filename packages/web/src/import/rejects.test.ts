import { describe, expect, it } from 'vitest'
import { rejectsTable } from './rejects.ts'

const reject = { line: 3, code: 'HJ-EVT-004', field: 'at', message: { zh: '没有时间', en: 'No time' }, remedy: { zh: '补上 at', en: 'Add at' }, record: '{"id":"e1"}' }

describe('the table of rejected lines', () => {
  it('quotes what it carries and is marked for spreadsheets', () => {
    const table = rejectsTable([reject], ['行', '编号', '字段', '原因', '改法', '原文'], 'zh')
    expect(table.startsWith('\uFEFF"行"')).toBe(true)
    expect(table).toContain('"3","HJ-EVT-004","at","没有时间","补上 at","{""id"":""e1""}"')
  })

  it('keeps spreadsheets from reading a record as a formula', () => {
    expect(rejectsTable([{ ...reject, record: '=HYPERLINK("x")' }], [], 'en')).toContain(`"'=HYPERLINK(""x"")"`)
  })
})
