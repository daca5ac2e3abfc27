/** The example of the authoring guide works as the guide says: two files beside those of the catalogue. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { loadCatalogue, runCases } from '@hengjian/engine'

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )

test('a flow added by data alone is judged as its golden cases say', () => {
  const own = filesIn(import.meta.dirname)
  const { catalogue, problems } = loadCatalogue({ ...filesIn(join(import.meta.dirname, '../../catalog')), ...own })
  expect(problems).toEqual([])
  if (catalogue === null) throw new Error('not loaded')
  const run = runCases(catalogue, parse(own['cases/Q01.yaml'] ?? ''), 'cases/Q01.yaml')
  expect(run.failures).toEqual([])
  expect(run.passed).toBeGreaterThan(8)
})
