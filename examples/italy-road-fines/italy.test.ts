/** Another country's law, zone and process, on the same engine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { loadCatalogue, runCases } from '@hengjian/engine'

const folder = import.meta.dirname
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)

test('the catalogue loads and gives every golden case its verdict', () => {
  const { catalogue, problems } = loadCatalogue(files)
  expect(problems).toEqual([])
  if (catalogue === null) throw new Error('not loaded')
  const run = runCases(catalogue, parse(files['cases/IT-fines.yaml'] ?? ''), 'IT-fines.yaml')
  expect(run.failures).toEqual([])
  expect(run.passed).toBeGreaterThan(20)
})

test('the mapping leads every activity of the public log to a node of its own', () => {
  const { nodes } = parse(files['mapping.yaml'] ?? '') as { nodes: Record<string, string> }
  expect(new Set(Object.values(nodes))).toEqual(new Set(loadCatalogue(files).catalogue?.nodes.keys()))
})
