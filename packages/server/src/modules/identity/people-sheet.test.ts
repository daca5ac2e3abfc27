import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isSheet, readSheetRows } from './people-sheet.ts'

const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook as ECMA-376 writes it; `cells`: what stands inside `sheetData` of the first sheet. */
const parts = (cells: string): Record<string, Uint8Array> => ({
  '[Content_Types].xml': strToU8(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  ),
  '_rels/.rels': strToU8(`<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
  'xl/workbook.xml': strToU8(`<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>`),
  'xl/_rels/workbook.xml.rels': strToU8(`<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
  'xl/styles.xml': strToU8(`<?xml version="1.0"?><styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`),
  'xl/sharedStrings.xml': strToU8(`<?xml version="1.0"?><sst xmlns="${main}" count="2" uniqueCount="2"><si><t>工号</t></si><si><t>任职日期</t></si></sst>`),
  'xl/worksheets/sheet1.xml': strToU8(`<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`),
})
const workbook = (cells: string): Uint8Array => zipSync(parts(cells))
const header = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'

describe('the first sheet of a workbook', () => {
  test('comes as rows of text: shared and inline strings, numbers as typed, days as days, empty rows left out, lines kept', async () => {
    const rows = await readSheetRows(workbook(`${header}<row r="3"><c r="A3" t="inlineStr"><is><t>O1</t></is></c><c r="B3" s="1"><v>46082</v></c></row><row r="4"><c r="A4"><v>2201003</v></c></row>`))
    expect(rows).toEqual([
      { line: 1, record: ['工号', '任职日期'] },
      { line: 3, record: ['O1', '2026-03-01'] },
      { line: 4, record: ['2201003', ''] },
    ])
  })
  test('is told from a text by its first bytes', () => {
    expect([isSheet(workbook(header)), isSheet(Buffer.from('PK,姓名')), isSheet(Buffer.alloc(0))]).toEqual([true, false, false])
  })
})

describe('a file that is made to hurt', () => {
  test('by unpacking into more than can be kept is refused before it is unpacked', async () => {
    const bomb = zipSync({ ...parts(header), 'xl/sharedStrings.xml': new Uint8Array(40 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage().arrayBuffers
    await expect(readSheetRows(bomb)).rejects.toThrow('HJ-PPL-007')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * 1024 * 1024)
  })
  test('by declaring less than it holds gets no more than it declared', async () => {
    const content = new Uint8Array(40 * 1024 * 1024)
    const bomb = Buffer.from(zipSync({ ...parts(header), 'xl/sharedStrings.xml': content }, { level: 9 }))
    const size = Buffer.alloc(4)
    size.writeUInt32LE(content.length)
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 4)) bomb.writeUInt32LE(100, at)
    const before = process.memoryUsage().arrayBuffers
    await expect(readSheetRows(bomb)).rejects.toThrow(/HJ-PPL-00[17]/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * 1024 * 1024)
  })
  test.each([
    ['a cell in the last corner', '<row r="1"><c r="XFD1048576"><v>1</v></c></row>'],
    ['a cell in the last column, written in lower case', "<row r='1'><c r='xfd1'><v>1</v></c></row>"],
    ['a row far down', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
    ['a row beyond all rows', '<row r="99999999999"><c><v>1</v></c></row>'],
    ['too many cells without a place', `<row>${'<c><v>1</v></c>'.repeat(41)}</row>`],
    ['a prefix before its names', '<x:row xmlns:x="u" r="1048576"/>'],
    ['places written as entities', '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>'],
  ])('by %s is refused', async (_how, cells) => {
    await expect(readSheetRows(workbook(cells))).rejects.toThrow('HJ-PPL-007')
  })
  test('by entities that grow is refused', async () => {
    const lol = { ...parts(header), 'xl/worksheets/sheet1.xml': strToU8('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>') }
    await expect(readSheetRows(zipSync(lol))).rejects.toThrow('HJ-PPL-001')
  })
  test.each([
    ['is cut off', workbook(header).subarray(0, 500)],
    ['is packed, but no workbook', zipSync({ 'a.txt': strToU8('hello') })],
    ['holds a sheet that is no XML', zipSync({ ...parts(header), 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData>') })],
  ])('or that %s is not recognised', async (_how, bytes) => {
    await expect(readSheetRows(bytes)).rejects.toThrow('HJ-PPL-001')
  })
})
