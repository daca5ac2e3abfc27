/** JSON Lines: one event per line. A bad line is reported and the next one is read. */
import { foreignShape } from './foreign.ts'
import { limits } from './limits.ts'
import type { Mapping } from './mapping.ts'
import { FormatError, problem } from './problem.ts'
import type { Item, ProblemName } from './problem.ts'

export async function* readJsonl(texts: AsyncIterable<string>, file: string, mapping: Mapping): AsyncIterable<Item[]> {
  let rest = ''
  let line = 1
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    const items: Item[] = []
    for (const each of lines) addLine(items, each, file, line++, mapping)
    if (items.length > 0) yield items
    if (rest.length > limits.record) throw new FormatError('too-long', line, String(limits.record))
  }
  const items: Item[] = []
  addLine(items, rest, file, line, mapping)
  yield items
}

function addLine(items: Item[], text: string, file: string, line: number, mapping: Mapping): void {
  // A lone carriage return ends a line on old systems; inside JSON it can only stand between tokens.
  if (text.indexOf('\r') >= 0 && text.indexOf('\r') < text.length - 1) {
    for (const part of text.split('\r')) if (part.trim() !== '') items.push(jsonItem(part, file, line, mapping))
  } else if (text.trim() !== '') items.push(jsonItem(text, file, line, mapping))
}

/** One JSON text as an event. */
export function jsonItem(text: string, file: string, line: number, mapping: Mapping): Item {
  const bad = (name: ProblemName, detail?: string): Item => ({ problem: problem(file, line, name, detail), record: text })
  if (text.length > limits.record) return bad('too-long', String(limits.record))
  if (/\0|\\u0000/.test(text)) return bad('nul')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return bad('bad-json', error instanceof Error ? error.message : '')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('not-an-object')
  if (deeperThan(limits.depth, value)) return bad('too-deep', String(limits.depth))
  return { event: foreignShape(value as Record<string, unknown>, mapping), line }
}

function deeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const child of Object.values(value)) if (deeperThan(levels - 1, child)) return true
  return false
}
