/** Every limit of the register that is no rule of its own is told to the reader of the guide, with where it lives or why it is left out. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** `SF-018 to SF-021` is four ids. */
function idsIn(text: string): Set<string> {
  const ids = new Set(text.match(/[A-Z]{2}-\d{3}/g) ?? [])
  for (const [, series = '', from = '', to = ''] of text.matchAll(/([A-Z]{2})-(\d{3}) to \1-(\d{3})/g)) {
    for (let n = Number(from); n <= Number(to); n++) ids.add(`${series}-${String(n).padStart(3, '0')}`)
  }
  return ids
}

test('limits that are not rules of their own stand in the guide', () => {
  const register = parse(read('catalog/limits.yaml')) as Record<string, { in?: string; leftOut?: unknown }>
  const told = idsIn(read('docs/catalogue.md').split('## Limits that are not rules of their own')[1] ?? '')
  const elsewhere = Object.entries(register).filter(([, limit]) => limit.in !== undefined || limit.leftOut !== undefined)
  expect(elsewhere.length).toBeGreaterThan(10)
  expect(elsewhere.map(([id]) => id).filter((id) => !told.has(id))).toEqual([])
})
