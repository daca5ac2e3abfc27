/** The documents name every error code that the program can print. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const codes = (text: string): string[] => [...new Set(text.match(/HJ-[A-Z]{2,3}-\d{3}/g) ?? [])].sort()

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n')
}

test('every error code is explained in docs', () => {
  const documented = new Set(codes(['errors.md', 'errors-files.md', 'catalogue.md'].map((name) => readFileSync(join(root, 'docs', name), 'utf8')).join('\n')))
  // HJ-WEB codes name faults of the page itself and stand beside their explanation there.
  const missing = codes(['packages/engine/src', 'packages/server/src', 'packages/contracts/src'].map(sources).join('\n')).filter((code) => !documented.has(code))
  expect(missing).toEqual([])
})
