/**
 * CSV: the first line names the columns (`actor.level`, `attrs.crime`; the names of process-mining tools are known too).
 * Comma, semicolon or tab. Identifiers and codes stay text; only attributes are typed, and only where the cell leaves no doubt.
 */
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Info } from 'csv-parse'
import { fields, fromJson, put } from './fields.ts'
import { limits } from './limits.ts'
import { mapped } from './foreign.ts'
import { noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { peek } from './peek.ts'
import { FormatError, problem } from './problem.ts'
import type { Item, ProblemName } from './problem.ts'

type Column = (event: Record<string, unknown>, cell: string) => void

/** Headers of tabular event logs elsewhere. */
const aliases: Record<string, string> = {
  'case:concept:name': 'chain',
  'concept:name': 'node',
  'time:timestamp': 'at',
  'org:resource': 'actor.id',
}

export async function* readCsv(texts: AsyncIterable<string>, file: string, mapping: Mapping): AsyncIterable<Item[]> {
  const { first, all } = await peek(texts, 1)
  const head = /^[^\r\n]*/.exec(first.join(''))?.[0] ?? ''
  const source = Readable.from(all)
  const parser = source.pipe(
    parse({
      delimiter: delimiterOf(head),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: limits.record,
    }),
  )
  source.once('error', (error) => parser.destroy(error))
  let columns: Column[] | null = null
  try {
    for await (const row of parser) {
      const { record, info } = row as { record: string[]; info: Info }
      // `lines` is the line the record ends on; fields with line breaks make it end later than it began.
      const line = info.lines - record.reduce((sum, cell) => sum + breaks(cell), 0)
      if (columns) yield [rowItem(record, columns, file, line, mapping)]
      else columns = header(record)
    }
  } catch (error) {
    if (error instanceof CsvError) throw csvFault(error)
    throw error
  } finally {
    source.destroy()
  }
}

function delimiterOf(head: string): string {
  const count = (char: string) => head.split(char).length
  return [';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best), ',')
}

function breaks(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\n|\r/).length - 1 : 0
}

function header(record: string[]): Column[] {
  const names = record.map((cell) => {
    const name = cell.trim()
    return aliases[name] ?? name
  })
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated !== undefined) throw new FormatError('csv-repeated-column', 1, repeated)
  const missing = ['chain', 'node', 'at'].filter((name) => !names.includes(name))
  if (missing.length > 0) throw new FormatError('csv-missing-column', 1, missing.join(', '))
  return names.map(column)
}

function column(name: string): Column {
  if (fields.has(name)) return (event, cell) => (event[name] = untyped(cell))
  if (name.startsWith('actor.')) return (event, cell) => nested(event, 'actor', name.slice(6), untyped(cell))
  // A column we do not know is an attribute of the source's own, and kept.
  const key = name.startsWith('attrs.') ? name.slice(6) : name
  return (event, cell) => nested(event, 'attrs', key, typed(cell))
}

function nested(event: Record<string, unknown>, field: string, key: string, value: unknown): void {
  put((event[field] ??= {}) as Record<string, unknown>, key, value)
}

function rowItem(record: string[], columns: Column[], file: string, line: number, mapping: Mapping): Item {
  const bad = (name: ProblemName, detail?: string): Item => ({ problem: problem(file, line, name, detail), record: record.join(',') })
  if (record.length !== columns.length) return bad('csv-columns', `${record.length} ≠ ${columns.length}`)
  if (record.some((cell) => cell.includes('\0'))) return bad('nul')
  const event: Record<string, unknown> = {}
  for (const [i, cell] of record.entries()) if (cell !== '') columns[i]?.(event, cell)
  return { event: mapping === noMapping ? event : mapped(event, mapping), line }
}

/** A text may be written as a JSON string, which keeps `007`, `true` or `=1+1` text for every program that opens the file. */
function untyped(cell: string): string {
  const value = cell.startsWith('"') ? fromJson(cell) : cell
  return typeof value === 'string' ? value : cell
}

/** Numbers that lose nothing by it (no leading zeros, no more digits than a number holds), true and false, and JSON for anything else that is no text. */
export function typed(cell: string): unknown {
  if (/^-?\d/.test(cell) && (String(Number(cell)) === cell || /^(?=.{3,16}$)-?(0|[1-9]\d*)\.\d+$/.test(cell))) return Number(cell)
  if (cell === 'true') return true
  if (cell === 'false') return false
  return /^["[{]|^null$/.test(cell) ? fromJson(cell) : cell
}

function csvFault(error: CsvError): FormatError {
  const line = typeof error.lines === 'number' ? error.lines : 1
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new FormatError('too-long', line, String(limits.record))
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new FormatError('bad-csv', line, '"')
  return new FormatError('bad-csv', line, error.message)
}
