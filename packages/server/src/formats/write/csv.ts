/**
 * CSV as the reader takes it. The first pass collects the columns, the second writes the rows.
 * A text that would be read as something else, or that a spreadsheet would run as a formula, is written as a JSON string.
 */
import { typed } from '../csv.ts'
import { present } from './wire.ts'
import type { WireEvent, Writer } from './wire.ts'

const plain = ['id', 'source', 'chain', 'case', 'subject', 'node', 'at', 'recordedAt', 'docNo', 'supersedes', 'retracts'] as const

export const writeCsv: Writer = async function* (events) {
  const actor = new Set<string>()
  const attrs = new Set<string>()
  for await (const event of events()) {
    for (const key in event.actor) if (present(event.actor[key])) actor.add(key)
    for (const key in event.attrs) attrs.add(key)
  }
  // The mark lets spreadsheets see that it is UTF-8.
  yield `\ufeff${row([...plain, ...[...actor].map((key) => `actor.${key}`), ...[...attrs].map((key) => `attrs.${key}`)])}`
  for await (const event of events()) yield row(cells(event, actor, attrs))
}

function cells(event: WireEvent, actor: Iterable<string>, attrs: Iterable<string>): string[] {
  const line = plain.map((field) => text(event[field]))
  for (const key of actor) line.push(text(event.actor?.[key]))
  for (const key of attrs) line.push(value(event.attrs?.[key]))
  return line
}

const text = (cell: unknown): string => (present(cell) ? guarded(String(cell), false) : '')

function value(cell: unknown): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return guarded(cell, typed(cell) !== cell || cell === '')
  return JSON.stringify(cell)
}

const guarded = (cell: string, force: boolean): string => (force || !cell.isWellFormed() || /^[=+\-@\t\r"]/.test(cell) ? JSON.stringify(cell) : cell)

const row = (line: string[]): string => `${line.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
