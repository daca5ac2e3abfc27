/**
 * A file of organisations, people or absences (CSV, or rows of a sheet), read into rows with their places. Which of the three it is, its first
 * line says; columns are known by their English and their Chinese names. A column that is not known refuses the file:
 * what cannot be kept must not get lost unseen.
 */
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { CodedError } from '../../problem.ts'

export type FileKind = 'units' | 'people' | 'absences'

interface Column {
  zh: string
  required: boolean
}

const columns: Record<FileKind, Record<string, Column>> = {
  units: {
    code: { zh: '机构代码', required: true },
    parent: { zh: '上级代码', required: false },
    kind: { zh: '类别', required: true },
    agency: { zh: '系统', required: false },
    place: { zh: '行政区划', required: true },
    name: { zh: '名称', required: true },
  },
  people: {
    id: { zh: '工号', required: true },
    name: { zh: '姓名', required: true },
    unit: { zh: '机构代码', required: true },
    role: { zh: '角色', required: true },
    title: { zh: '职务', required: false },
    clearance: { zh: '涉密等级', required: false },
    since: { zh: '任职日期', required: true },
    until: { zh: '离任日期', required: false },
  },
  absences: {
    id: { zh: '工号', required: true },
    kind: { zh: '类别', required: true },
    since: { zh: '开始日期', required: true },
    until: { zh: '结束日期', required: true },
    substitute: { zh: '代理人工号', required: false },
  },
}

export interface FileRow {
  /** line of the file on which the row begins */
  line: number
  /** cells by English name, trimmed; empty where there is nothing */
  cells: Record<string, string>
}

export interface PeopleFile {
  kind: FileKind
  rows: FileRow[]
}

/** What is wrong with a row: the column by its English name, a code of the error catalogue, the content that is meant. */
export class RowFault extends Error {
  readonly column: string | null
  readonly code: 'HJ-PPL-002' | 'HJ-PPL-003' | 'HJ-PPL-004' | 'HJ-PPL-005' | 'HJ-PPL-006'
  readonly detail: string
  constructor(code: RowFault['code'], column: string | null, detail: string) {
    super(code)
    this.code = code
    this.column = column
    this.detail = detail
  }
}

/** A row as it stands in the file, whatever kind of file it is. */
export interface TableRow {
  record: string[]
  line: number
}

/** `content`: the text of a CSV file, or the rows of a sheet. Throws HJ-PPL-001. */
export function readPeopleFile(content: string | readonly TableRow[]): PeopleFile {
  const records = typeof content === 'string' ? parsed(content) : content
  const [header, ...body] = records
  const names = header?.record.map((cell) => cell.trim()) ?? []
  const kind = (Object.keys(columns) as FileKind[]).find((each) => Object.entries(columns[each]).every(([name, { zh, required }]) => !required || names.includes(name) || names.includes(zh)))
  if (kind === undefined) throw new CodedError('HJ-PPL-001', names.join(', ').slice(0, 200))
  const keys = names.map((name) => Object.entries(columns[kind]).find(([key, { zh }]) => key === name || zh === name)?.[0] ?? null)
  const stray = names.filter((_, i) => keys[i] === null)
  if (stray.length > 0 || new Set(keys).size < keys.length) throw new CodedError('HJ-PPL-001', stray.join(', ').slice(0, 200))
  return { kind, rows: body.map(({ record, line }) => ({ line, cells: Object.fromEntries(keys.map((key, i) => [key, (record[i] ?? '').trim()])) })) }
}

function parsed(text: string): TableRow[] {
  try {
    const rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, info: true }) as unknown as { record: string[]; info: { lines: number } }[]
    // `lines` is the line on which the record ends
    return rows.map(({ record, info }) => ({ record, line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0) }))
  } catch (cause) {
    if (cause instanceof CsvError) throw new CodedError('HJ-PPL-001', cause.message.slice(0, 200), { cause })
    throw cause
  }
}

/** Throws HJ-PPL-002 for the first required cell that is empty. */
export function requireCells(kind: FileKind, { cells }: FileRow): void {
  for (const [name, { required }] of Object.entries(columns[kind])) if (required && !cells[name]) throw new RowFault('HJ-PPL-002', name, '')
}

/** YYYY-MM-DD that exists, else HJ-PPL-003. */
export function dayIn(column: string, text: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) throw new RowFault('HJ-PPL-003', column, text)
  return text
}

export function oneOf<T extends string>(column: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new RowFault('HJ-PPL-003', column, text)
  return found
}
