/** YAML files with places: every problem names file, line, cause and remedy. */
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { CORE_SCHEMA, YAMLException, load } from 'js-yaml'
import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { CatalogueProblem } from './model.ts'
import type { Text } from './schema.ts'

export type Path = (string | number)[]

/** Where problems go. `at` places them in one file. */
export class Reporter {
  readonly problems: CatalogueProblem[] = []

  add(file: string, line: number, code: string, message: Text, remedy: Text): void {
    this.problems.push({ file, line, code, message, remedy })
  }
}

/**
 * Values come from `js-yaml`, which is several times faster; `yaml`, which knows where everything stands, reads a text
 * again only when a place in it must be named.
 */
export class SourceFile {
  readonly name: string
  readonly value: unknown
  readonly #text: string
  readonly #reporter: Reporter
  #placed: { document: Document; lines: LineCounter } | null = null

  constructor(name: string, text: string, reporter: Reporter) {
    this.name = name
    this.#text = text
    this.#reporter = reporter
    this.value = this.#read()
  }

  #read(): unknown {
    try {
      const value = load(this.#text, { schema: CORE_SCHEMA })
      if (spare(value, MOST_VALUES) >= 0) return value
      this.#unreadable(1, 'its aliases stand for too much')
      return null
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      return this.#readPlaced(error)
    }
  }

  /** The text as `yaml` sees it, which says where it is wrong. `refused`: why the quick reader gave up. */
  #readPlaced(refused: YAMLException): unknown {
    const { document, lines } = this.#places()
    for (const error of document.errors) {
      const duplicate = error.code === 'DUPLICATE_KEY'
      if (duplicate) this.#reporter.add(this.name, lines.linePos(error.pos[0]).line, 'HJ-CAT-002', { zh: '同一个键写了两次', en: 'The same key stands twice' }, { zh: '删去其中一个', en: 'Remove one of them' })
      else this.#unreadable(lines.linePos(error.pos[0]).line, error.message)
    }
    if (document.errors.length > 0) return null
    // of an empty file there is nothing to say here
    if (document.contents === null) return null
    this.#unreadable((refused.mark?.line ?? 0) + 1, refused.reason)
    return null
  }

  #unreadable(line: number, why: string): void {
    const reason = why.split('\n')[0] ?? ''
    this.#reporter.add(this.name, line, 'HJ-CAT-001', { zh: `YAML 无法识别：${reason}`, en: `The YAML cannot be read: ${reason}` }, { zh: '检查缩进、冒号和引号', en: 'Check indentation, colons and quotes' })
  }

  #places(): { document: Document; lines: LineCounter } {
    if (this.#placed === null) {
      const lines = new LineCounter()
      this.#placed = { document: parseDocument(this.#text, { lineCounter: lines, uniqueKeys: true }), lines }
    }
    return this.#placed
  }

  line(path: Path): number {
    const { document, lines } = this.#places()
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range
      if (range) return lines.linePos(range[0]).line
    }
    return 1
  }

  report(path: Path, code: string, message: Text, remedy: Text): void {
    this.#reporter.add(this.name, this.line(path), code, message, remedy)
  }

  /** The value at `path` if it has the shape, else null with the deviations reported. */
  shaped<S extends TSchema>(schema: S, value: unknown, path: Path = []): Static<S> | null {
    if (Check(schema, value)) return value
    const errors = Errors(schema, value)
    const seen = new Set<string>()
    for (const error of mostTelling(errors)) {
      const inner = error.instancePath === '' ? [] : error.instancePath.slice(1).split('/').map(unescapePointer)
      const extra = error.keyword === 'additionalProperties' ? (error.params as { additionalProperties: string[] }).additionalProperties : null
      for (const key of extra ?? [null]) {
        const where = [...path, ...inner, ...(key === null ? [] : [key])]
        const id = where.join('/')
        if (seen.has(id)) continue
        seen.add(id)
        if (key === null) {
          this.report(where, 'HJ-CAT-004', { zh: `“${label(where)}”的写法不对：${error.message}`, en: `"${label(where)}" is not as it must be: ${error.message}` }, { zh: '对照 docs/catalogue.md 中这一项的写法', en: 'Compare with this entry in docs/catalogue.md' })
        } else {
          this.report(where, 'HJ-CAT-003', { zh: `不认识的键“${key}”`, en: `Unknown key "${key}"` }, { zh: '检查拼写；没有列出的键不能使用', en: 'Check the spelling; only listed keys may be used' })
        }
      }
    }
    return null
  }
}

/** Aliases can make a small text stand for an endless one. */
const MOST_VALUES = 1_000_000

/** How many values of a budget are left after walking through one; negative where it does not suffice. */
function spare(value: unknown, budget: number): number {
  let left = budget - 1
  if (typeof value !== 'object' || value === null) return left
  for (const part of Object.values(value)) {
    if (left < 0) break
    left = spare(part, left)
  }
  return left
}

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

const label = (path: Path): string => path.join(' › ') || 'file'

interface SchemaError {
  keyword: string
  instancePath: string
  params: object
  message: string
}

/** Of an either-or, the summary is enough; of a forbidden key, the key. */
function mostTelling(errors: SchemaError[]): SchemaError[] {
  const eitherOr = errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath)
  return errors.filter(
    (error) => error.keyword !== 'boolean' && !(error.keyword !== 'anyOf' && eitherOr.some((path) => error.instancePath === path || error.instancePath.startsWith(`${path}/`))),
  )
}
