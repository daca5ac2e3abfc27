import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errors } from './errors.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8')
const entries = Object.entries(errors)

describe('the error catalogue', () => {
  test('codes are in order and well formed', () => {
    const codes = entries.map(([code]) => code)
    expect(codes).toEqual(codes.toSorted())
    for (const code of codes) expect(code).toMatch(/^HJ-[A-Z]{2,3}-\d{3}$/)
  })

  test('every sentence ends, in both languages', () => {
    for (const [, { cause, remedy }] of entries) {
      for (const text of [cause, remedy]) {
        expect(text.zh).toMatch(/。$/)
        expect(text.en).toMatch(/\.$/)
      }
    }
  })

  test('docs/errors.md says the same', () => {
    const documented = page.split(/^### /m).slice(1).map((section) => section.trim())
    const expected = entries.map(([code, { status, title, cause, remedy }]) =>
      [
        `${code} ${title.zh} · ${title.en}`,
        ...(status === 0 ? [] : [`HTTP ${status}`]),
        `${cause.zh}${remedy.zh}`,
        `${cause.en} ${remedy.en}`,
      ].join('\n\n'),
    )
    expect(documented).toEqual(expected)
  })
})
