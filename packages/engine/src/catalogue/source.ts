/** YAML files with places: every problem names file, line, cause and remedy. */
import type { Static, TSchema } from 'typebox'
import { Errors } from 'typebox/value'
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

export class SourceFile {
  readonly name: string
  readonly value: unknown
  readonly #document: Document
  readonly #lines = new LineCounter()
  readonly #reporter: Reporter

  constructor(name: string, text: string, reporter: Reporter) {
    this.name = name
    this.#reporter = reporter
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true })
    for (const error of this.#document.errors) {
      const line = this.#lines.linePos(error.pos[0]).line
      const duplicate = error.code === 'DUPLICATE_KEY'
      reporter.add(
        name,
        line,
        duplicate ? 'HJ-CAT-002' : 'HJ-CAT-001',
        duplicate ? { zh: '同一个键写了两次', en: 'The same key stands twice' } : { zh: `YAML 无法识别：${error.message.split('\n')[0]}`, en: `The YAML cannot be read: ${error.message.split('\n')[0]}` },
        duplicate ? { zh: '删去其中一个', en: 'Remove one of them' } : { zh: '检查缩进、冒号和引号', en: 'Check indentation, colons and quotes' },
      )
    }
    this.value = this.#document.errors.length === 0 ? this.#document.toJS({ maxAliasCount: 200 }) : null
  }

  line(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true)
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range
      if (range) return this.#lines.linePos(range[0]).line
    }
    return 1
  }

  report(path: Path, code: string, message: Text, remedy: Text): void {
    this.#reporter.add(this.name, this.line(path), code, message, remedy)
  }

  /** The value at `path` if it has the shape, else null with the deviations reported. */
  shaped<S extends TSchema>(schema: S, value: unknown, path: Path = []): Static<S> | null {
    const errors = Errors(schema, value)
    if (errors.length === 0) return value as Static<S>
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
