/** Checks a file with proof (`proof.ts` says its form) record by record, with nothing but the file and the published roots. */
import type { AuditLine, AuditRoot, BadRecord, CheckCounts } from '@hengjian/contracts'
import { canonicalJson, GENESIS } from '../hash/index.ts'
import { extendHash } from '../intake/index.ts'
import { lineHash } from './line.ts'
import { PROOF } from './proof.ts'
import type { StoreCheck } from './verify.ts'
import type { Lengths, Trees } from './trees.ts'
import { badAuditEnd, badRoot, createTrees, unlikePublished } from './trees.ts'

export async function verifyProof(lines: AsyncIterable<string> | Iterable<string>, published: readonly AuditRoot[]): Promise<StoreCheck> {
  const reading = createReading(published)
  let position = 0
  try {
    for await (const text of lines) {
      position++
      if (text !== '') reading.take(text)
    }
    reading.end()
    return { counts: reading.counts, bad: null }
  } catch (error) {
    if (error instanceof Bad) return { counts: reading.counts, bad: error.record.part === 'file' ? { ...error.record, position: Math.max(1, position) } : error.record }
    throw error
  }
}

class Bad extends Error {
  readonly record: BadRecord
  constructor(record: BadRecord) {
    super(record.part)
    this.record = record
  }
}

const must = (bad: BadRecord | null): void => {
  if (bad !== null) throw new Bad(bad)
}

const file = (why: 'content' | 'order' | 'end'): Bad => new Bad({ part: 'file', position: 0, why })

/** The parts of the file in their order; each record belongs to one of them. */
const PARTS = ['format', 'root', 'line', 'chain', 'end'] as const
type Part = (typeof PARTS)[number]

interface Matter {
  chain: string
  length: number
  lengths: Lengths
  hashes: string[]
}

interface Reading {
  counts: CheckCounts
  take(text: string): void
  end(): void
}

/** Throws Bad at the first record that does not fit. */
function createReading(published: readonly AuditRoot[]): Reading {
  const counts: CheckCounts = { chains: 0, events: 0, lines: 0, roots: 0 }
  const roots: AuditRoot[] = []
  const marks = new Map<number, string>()
  let part: Part | null = null
  let head = GENESIS
  let matter: Matter | null = null
  let last: Buffer | null = null
  let trees: Trees | null = null

  const closeMatter = (): void => {
    if (matter === null) return
    const { chain, length, lengths, hashes } = matter
    if (length !== hashes.length) throw new Bad({ part: 'event', chain, position: Math.min(length, hashes.length) + 1, why: 'end' })
    must(trees?.add(chain, hashes, lengths) ?? null)
    matter = null
  }
  /** What must hold once all records of a part have passed. */
  const leave = (done: Part | null): void => {
    if (done === 'root') must(badRoot(roots) ?? unlikePublished(roots, published))
    if (done === 'line') {
      must(badAuditEnd(roots, marks, counts.lines))
      trees = createTrees(roots, published)
    }
    if (done === 'chain') {
      closeMatter()
      must(roots.length === 0 ? null : (trees?.end() ?? null))
    }
  }
  const enter = (next: Part): void => {
    const from = part === null ? -1 : PARTS.indexOf(part)
    const to = PARTS.indexOf(next)
    if (to < from || (part === null) !== (next === 'format') || (to === from && (next === 'format' || next === 'end'))) throw file('order')
    for (let i = Math.max(from, 0); i < to; i++) leave(PARTS[i] ?? null)
    part = next
  }
  const takers: Record<Part, (record: Fields) => void> = {
    format: (record) => {
      if (record['format'] !== PROOF) throw file('content')
    },
    root: ({ root }) => {
      if (!isRoot(root)) throw new Bad({ part: 'root', position: roots.length + 1, why: 'content' })
      roots.push(root)
      counts.roots++
    },
    line: ({ line }) => {
      const position = counts.lines + 1
      if (!isLine(line)) throw new Bad({ part: 'audit', position, why: 'content' })
      if (line.number !== position) throw new Bad({ part: 'audit', position, why: 'order' })
      head = lineHash(head, line)
      if (head !== line.hash || hasMore(line)) throw new Bad({ part: 'audit', position, why: 'content' })
      counts.lines++
      marks.set(position, head)
    },
    chain: ({ chain, length, roots: lengths }) => {
      closeMatter()
      if (typeof chain !== 'string' || typeof length !== 'number' || !isLengths(lengths)) throw file('content')
      const name = Buffer.from(chain)
      if (last !== null && Buffer.compare(last, name) >= 0) throw new Bad({ part: 'event', chain, position: 1, why: 'order' })
      last = name
      matter = { chain, length, lengths, hashes: [] }
      counts.chains++
    },
    end: ({ end }) => {
      if (canonicalJson(end) !== canonicalJson(counts)) throw file('end')
    },
  }
  const takeEvent = ({ seq, event, receivedAt, hash }: Fields): void => {
    if (matter === null) throw file('order')
    const { chain, hashes } = matter
    const position = hashes.length + 1
    if (seq !== position) throw new Bad({ part: 'event', chain, position, why: 'order' })
    const fits =
      isObject(event) && event['chain'] === chain && typeof receivedAt === 'string' && isInstant(receivedAt) && extendHash(hashes.at(-1) ?? GENESIS, canonicalJson(event), Date.parse(receivedAt)) === hash
    if (!fits) throw new Bad({ part: 'event', chain, position, why: 'content' })
    hashes.push(hash)
    counts.events++
  }
  return {
    counts,
    take: (text) => {
      const record = parse(text)
      if ('event' in record) return takeEvent(record)
      const next = PARTS.find((name) => name in record)
      if (next === undefined) throw file('content')
      enter(next)
      takers[next](record)
    },
    end: () => {
      if (part !== 'end') throw file('end')
    },
  }
}

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value)
/** Written as we write it, so that one instant has one text. */
const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

function parse(text: string): Fields {
  try {
    const record: unknown = JSON.parse(text)
    if (isObject(record)) return record
  } catch {
    // told below
  }
  throw file('content')
}

const isRoot = (value: unknown): value is AuditRoot => isObject(value) && isObject(value['audit']) && typeof value['previous'] === 'string' && typeof value['number'] === 'number' && typeof value['at'] === 'string'

const isLine = (value: unknown): value is AuditLine => isObject(value) && isObject(value['actor']) && isObject(value['detail']) && typeof value['at'] === 'string'

/** Members that are not hashed would be a place to write something into. */
const hasMore = (line: AuditLine): boolean => Object.keys(line).length !== 8 || Object.keys(line.actor).length !== 3

const isLengths = (value: unknown): value is Lengths => Array.isArray(value) && value.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isInteger))
