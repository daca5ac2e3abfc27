/**
 * The first sheet of an XLSX file as rows of text. Such a file is a packed folder of XML, and a small one can unpack into
 * anything: what is read of it is chosen by name, unpacked to at most so many bytes, and looked through for cells that lie
 * far out, before the library that knows spreadsheets sees it.
 */
import { unzipSync, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import type { SheetData } from 'read-excel-file/node'
import { SaxesParser } from 'saxes'
import { CodedError } from '../../problem.ts'
import type { TableRow } from './people-file.ts'

const MOST_BYTES = 24 * 1024 * 1024
const MOST_ROWS = 100_000
const MOST_COLUMNS = 40
const MOST_PARTS = 200

/** Pictures, macros and settings of printers stay packed. */
const NEEDED = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[\w-]+\.xml)$/
const SHEET = /^xl\/worksheets\//

/** A packed folder; CSV never begins like that. */
export const isSheet = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** Throws HJ-PPL-001, HJ-PPL-007. */
export async function readSheetRows(bytes: Uint8Array): Promise<TableRow[]> {
  const parts = unpacked(bytes)
  for (const [name, content] of Object.entries(parts)) if (SHEET.test(name)) refuseFarCells(content)
  let rows: SheetData
  try {
    // packed again without compression: what the library reads is exactly what was looked at
    rows = await readSheet(Buffer.from(zipSync(parts, { level: 0 })), 1)
  } catch (cause) {
    throw new CodedError('HJ-PPL-001', 'XLSX', { cause })
  }
  return rows.map((row, i) => ({ record: row.map((cell) => cellText(cell)), line: i + 1 })).filter(({ record }) => record.some((cell) => cell !== ''))
}

/** Sizes are those that the file declares; whoever declares less gets less unpacked, never more. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0
  let count = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        if (!NEEDED.test(name)) return false
        total += originalSize
        if (total > MOST_BYTES || ++count > MOST_PARTS) throw new CodedError('HJ-PPL-007')
        return compression === 0 || compression === 8
      },
    })
  } catch (cause) {
    throw cause instanceof CodedError ? cause : new CodedError('HJ-PPL-001', 'XLSX', { cause })
  }
}

/** A row or a cell says where it lies; one far out would make the table as large as that. */
function refuseFarCells(content: Uint8Array): void {
  const parser = new SaxesParser()
  let rows = 0
  let columns = 0
  parser.on('opentag', ({ name, attributes }) => {
    const tag = name.slice(name.indexOf(':') + 1)
    if (tag === 'row') {
      columns = 0
      rows = Math.max(rows + 1, Number(attributes['r'] ?? 0))
    } else if (tag === 'c') {
      const at = /^([A-Z]{1,7})(\d{1,9})$/i.exec(attributes['r'] ?? '')
      columns = Math.max(columns + 1, at === null ? 0 : columnOf(at[1] ?? ''))
      rows = Math.max(rows, Number(at?.[2] ?? 0))
    }
    if (!(rows <= MOST_ROWS && columns <= MOST_COLUMNS)) throw new CodedError('HJ-PPL-007')
  })
  parser.on('error', (cause) => {
    throw new CodedError('HJ-PPL-001', 'XLSX', { cause })
  })
  parser.on('doctype', () => {
    throw new CodedError('HJ-PPL-001', 'XLSX')
  })
  parser.write(new TextDecoder().decode(content)).close()
}

const columnOf = (letters: string): number => Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0)

/** Days as files of people write them; a number as it was typed. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
