/** For tests: bytes in, everything that was read out. */
import { noMapping, readEvents } from './index.ts'
import type { FileProblem, Mapping } from './index.ts'

export interface ReadResult {
  events: Record<string, unknown>[]
  lines: number[]
  problems: FileProblem[]
}

const encoder = new TextEncoder()

/** `chunk`: how many bytes arrive at a time. */
export async function readAll(content: string | Uint8Array, name: string, { mapping = noMapping, chunk = 65_536, maxUnpacked }: { mapping?: Mapping; chunk?: number; maxUnpacked?: number } = {}): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  async function* input() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  const result: ReadResult = { events: [], lines: [], problems: [] }
  for await (const item of readEvents(input(), { name, mapping, ...(maxUnpacked === undefined ? {} : { maxUnpacked }) })) {
    if ('problem' in item) result.problems.push(item.problem)
    else {
      result.events.push(item.event as Record<string, unknown>)
      result.lines.push(item.line)
    }
  }
  return result
}

export const textsOf = (problems: readonly FileProblem[]): string[] => problems.map((problem) => `${problem.line} ${problem.message.en}`)
