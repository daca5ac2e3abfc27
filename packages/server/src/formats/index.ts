/** Files of events, whatever their format, as one stream. Nothing here validates an event; that is the engine's `readEvent`. */
import { unpack } from './bytes.ts'
import { readCsv } from './csv.ts'
import { decode } from './decode.ts'
import { detectFormat } from './detect.ts'
import type { FormatName } from './detect.ts'
import { readJson } from './json.ts'
import { readJsonl } from './jsonl.ts'
import { noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { peek } from './peek.ts'
import { FormatError, problem } from './problem.ts'
import type { FileProblem, Item } from './problem.ts'
import { readXes } from './xes.ts'

export { noMapping, parseMapping } from './mapping.ts'
export type { Mapping } from './mapping.ts'
export { FormatError, printable, problem, fileProblems } from './problem.ts'
export type { FileProblem, Item } from './problem.ts'

export interface ReadOptions {
  /** file name: shown in problems, and its extension helps where the content leaves the format open */
  name: string
  mapping?: Mapping
  /** bytes that a compressed file may unpack to */
  maxUnpacked?: number
  /** told once the format is known */
  onFormat?: (format: FormatName) => void
}

type Reader = (texts: AsyncIterable<string>, file: string, mapping: Mapping) => AsyncIterable<Item[]>
const readers: Record<FormatName, Reader> = { jsonl: readJsonl, json: readJson, csv: readCsv, xes: readXes }

/**
 * Events in file order with their lines, and located problems. Never throws for bad content: a fault that makes the rest
 * unreadable is the last item. Reads as the consumer asks, in memory bounded by the largest record (XES: the largest trace).
 */
export async function* readEvents(input: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncIterable<Item> {
  const { name, mapping = noMapping } = options
  try {
    const { first, all } = await peek(decode(await unpack(input, options.maxUnpacked)), 512)
    const format = detectFormat(name, first.join(''))
    options.onFormat?.(format)
    let any = false
    for await (const items of readers[format](all, name, mapping)) {
      if (items.length > 0) any = true
      for (const item of items) yield item
    }
    if (!any) yield { problem: problem(name, 1, 'empty'), fatal: true }
  } catch (error) {
    yield { problem: fault(name, error), fatal: true }
  }
}

function fault(name: string, error: unknown): FileProblem {
  if (error instanceof FormatError) return problem(name, error.line, error.problem, error.detail)
  // Faults of the medium carry a code: a missing file, a disk error. Anything else is a fault of ours and must be seen.
  if (error instanceof Error && 'code' in error) return problem(name, 1, 'unreadable', String(error.code))
  throw error
}
